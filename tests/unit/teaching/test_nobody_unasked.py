"""Nobody who was not asked is learnt or drawn, on whatever road a job is ordered.

Everything of theirs lies ready: good photos, a token, an adapter somebody once approved. Only
the permission is missing, or was taken back; then no job's folder holds anything of them.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.change import ChangeWay
from core.domain.consent import ConsentKind, GivenBy
from core.domain.element import Element, ElementKind, PersonAge
from core.domain.life import LifeStage
from core.domain.picture import PictureStyle
from core.domain.scene import SceneAspect, SceneCard, SceneField, Source
from core.domain.wish import PictureWish
from core.errors import NotAllowed, PictureRefused, VivenciaError
from core.ports import JobFolder, PatientWork
from core.services import elements, knowing, learnt_files, likeness
from core.services.knowing import TrialOrder
from core.services.picture_changes import ChangeOrder, request_change
from core.services.picture_orders import PictureOrder, request_pictures
from core.services.picture_wishes import elements_for
from tests.fakes.turns import craft
from tests.unit.pictures.stories import MEMORY, PICTURE, SCENE
from tests.unit.teaching.conftest import LUZ, NOON, YOUNG, Family, a_signer

TOKEN, ADAPTER, PHOTOS = "qvztoken", b"what was learnt of somebody", 12
UNASKED = {
    "a relative": Element(id="who", kind=ElementKind.RELATIVE, name="Elvira", class_noun="woman"),
    "a child": Element(id="who", kind=ElementKind.RELATIVE, name="Nico", class_noun="boy"),
    "two at once": Element(
        id="who", kind=ElementKind.RELATIVE, name="los abuelos", class_noun="couple"
    ),
    "the person": Element(
        id="who", kind=ElementKind.PERSON, name="Julián", class_noun="man", age=PersonAge.OLD
    ),
    "somebody's hand": Element(
        id="who", kind=ElementKind.STYLE, name="Óleos", class_noun="painting"
    ),
}
CARD = SceneCard(
    id=SCENE.id,
    memory_id=MEMORY.id,
    language="es",
    fields={
        SceneAspect.WHO: SceneField(text="con Elvira, Nico y los abuelos", source=Source.PERSON),
        SceneAspect.WHERE: SceneField(text="la playa", source=Source.PERSON),
    },
    person_present=True,
    element_ids=("who",),
    approved=True,
)
Road = Callable[[Family, JobFolder], object]


def teach_now(family: Family, _: JobFolder) -> object:
    return family.orders_now(element_id="who")


def teach_on(family: Family, _: JobFolder) -> object:
    return family.orders_now(element_id="who", goes_on=True)


def teach_in_the_night(family: Family, _: JobFolder) -> object:
    """It was allowed when it was ordered, and taken back before the night."""
    family.allows(ConsentKind.LIKENESS, "who")
    with family.opened() as work:
        who = work.elements.get("who")
        work.elements.save(replace(who, may_be_drawn=True))
    teaching = family.orders_for_tonight(element_id="who")
    family.withdraws(ConsentKind.LIKENESS, "who")
    with family.opened() as work:
        work.elements.save(who)
    return family.night_comes(teaching.id)


def teach_on_top(family: Family, _: JobFolder) -> object:
    family.hangs(PHOTOS)
    return family.orders_now(parent_element_id="who")


def teach_a_style_beside(family: Family, _: JobFolder) -> object:
    style = Element(id="oils", kind=ElementKind.STYLE, name="Acuarelas", class_noun="painting")
    with family.opened() as work:
        work.elements.save(replace(style, may_be_drawn=True))
    family.hangs(PHOTOS, element_id="oils")
    return family.orders_now(element_id="oils")


def take_in_from_elsewhere(family: Family, _: JobFolder) -> object:
    with family.opened() as work:
        return learnt_files.take_in(work, Path(__file__), name="Elvira", token="another")


def try_whether_it_is_known(family: Family, folder: JobFolder) -> object:
    order = TrialOrder(element_id="who", account_id=LUZ.id, chat_id=7, label_text="Imagen")
    given = {"craft": craft(), "signer": a_signer(), "ids": family.house.ids, "now": NOON}
    with family.opened() as work:
        return knowing.order_trial(work, folder, order=order, **given)  # type: ignore[arg-type]


def draw(family: Family, folder: JobFolder, *, by_photos: bool = False) -> object:
    with family.opened() as work:
        return ordered(work, folder, family, by_photos=by_photos)


def draw_by_photos(family: Family, folder: JobFolder) -> object:
    return draw(family, folder, by_photos=True)


def vary(family: Family, folder: JobFolder) -> object:
    return change(family, folder, way=ChangeWay.VARY)


def repaint(family: Family, folder: JobFolder) -> object:
    with family.opened() as work:
        mask_id = work.media.put(b"mask", media_type="image/png")
    return change(
        family, folder, way=ChangeWay.REPAINT, mask_id=mask_id, element_id="who", words="un gorro"
    )


def ordered(work: PatientWork, folder: JobFolder, family: Family, *, by_photos: bool) -> object:
    order = PictureOrder(
        card=CARD,
        style=PictureStyle.SOFT,
        label_text="Imagen imaginada",
        account_id=LUZ.id,
        chat_id=7,
        by_photos=by_photos,
    )
    ids = family.house.ids
    return request_pictures(
        work, folder, order=order, craft=craft(), signer=a_signer(), ids=ids, now=NOON
    )


def change(family: Family, folder: JobFolder, **wished: object) -> object:
    with family.opened() as work:
        plain = work.media.put(b"a picture", media_type="image/png")
        work.pictures.save(replace(PICTURE, plain_media_id=plain, media_id=plain))
        wish = PictureWish(
            id="wish1",
            memory_id=MEMORY.id,
            account_id=LUZ.id,
            made_at=NOON,
            picture_id=PICTURE.id,
            **wished,  # type: ignore[arg-type]
        )
        assert elements_for(work, wish) == []
        order = ChangeOrder(wish=wish, label_text="Imagen", language="es", chat_id=7)
        ids = family.house.ids
        return request_change(
            work, folder, order=order, craft=craft(), signer=a_signer(), ids=ids, now=NOON
        )


ROADS: tuple[Road, ...] = (
    teach_now, teach_on, teach_in_the_night, teach_on_top, teach_a_style_beside,
    take_in_from_elsewhere, try_whether_it_is_known, draw, draw_by_photos, vary, repaint,
)  # fmt: skip


@pytest.fixture
def family(family: Family) -> Family:
    family.allows(ConsentKind.STORIES)
    with family.opened() as work:
        work.elements.remove(YOUNG.id)
        work.memories.save(replace(MEMORY, stage=LifeStage.YOUNG_ADULT))
        work.scenes.save(CARD)
    return family


def ready_but_unasked(family: Family, element: Element) -> set[bytes]:
    """Everything of somebody but the permission; what must be in no folder."""
    with family.opened() as work:
        adapter_id = work.media.put(ADAPTER, media_type="application/octet-stream")
        given = {"instance_token": TOKEN, "adapter_id": adapter_id, "approved": True}
        work.elements.save(replace(element, **given))  # type: ignore[arg-type]
    family.hangs(PHOTOS, element_id=element.id)
    with family.opened() as work:
        photos = [p for p in work.photos.all() if p.element_id == element.id]
        return {ADAPTER, *(work.media.read(photo.media_id) for photo in photos)}


@pytest.mark.parametrize("who", UNASKED)
@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
def test_no_job_holds_anything_of_somebody_who_was_not_asked(
    family: Family, road: Road, who: str
) -> None:
    theirs = ready_but_unasked(family, UNASKED[who])
    folders = family.house.job_folders
    with suppress(VivenciaError):
        road(family, folders.folder("a-job"))
    for job_id in folders.all_ids():
        folder = folders.folder(job_id)
        for content in (folder.read(name) for name in folder.names()):
            assert content not in theirs
            assert TOKEN.encode() not in content
    with family.opened() as work:
        assert not work.elements.get("who").taught


@pytest.mark.parametrize(
    ("kind", "refused"),
    [
        (ElementKind.RELATIVE, GivenBy.CARER),
        (ElementKind.PERSON, GivenBy.SHOWN),
        (ElementKind.PET, GivenBy.FAMILY),
    ],
)
def test_nobody_can_allow_it_for_somebody_they_do_not_answer_for(
    family: Family, kind: ElementKind, refused: GivenBy
) -> None:
    element = Element(id="who", kind=kind, name="Elvira", class_noun="woman")
    given = {"given_by": refused, "account_id": LUZ.id, "consent_id": "c1", "now": NOON}
    with family.opened() as work:
        work.elements.save(element)
        with pytest.raises(NotAllowed):
            likeness.allow(work, element, **given)  # type: ignore[arg-type]
        assert not work.elements.get("who").may_be_drawn


@pytest.mark.parametrize("kind", [ElementKind.PET, ElementKind.PLACE, ElementKind.OBJECT])
def test_somebody_is_not_learnt_under_the_name_of_a_thing(
    family: Family, kind: ElementKind
) -> None:
    with family.opened() as work:
        element = elements.add(work, kind=kind, name="Elvira", ids=family.house.ids)
        assert element is not None
        said = {"words": "mi nieta", "language": LUZ.language, "now": NOON}
        with pytest.raises(VivenciaError) as refused:
            elements.classify_in_words(work, element.id, lexicon=family.lexicon, **said)  # type: ignore[arg-type]
    assert refused.value.word_id == "error-somebody-not-asked"  # type: ignore[attr-defined]


def who_has_died(family: Family, *, told: str, when: str = "") -> SceneCard:
    """A taught relative whom the family allowed, in a memory."""
    ready_but_unasked(family, replace(UNASKED["a relative"], may_be_drawn=True))
    fields = {**CARD.fields}
    if when:
        fields[SceneAspect.WHEN] = SceneField(text=when, source=Source.COMPANION)
    with family.opened() as work:
        given = {"given_by": GivenBy.FAMILY, "account_id": LUZ.id, "consent_id": "c1", "now": NOON}
        likeness.allow(work, work.elements.get("who"), **given)  # type: ignore[arg-type]
        work.memories.save(replace(MEMORY, words=told, stage=LifeStage.LATER_LIFE, told_at=NOON))
    return replace(CARD, fields=fields)


TODAY = [
    ("Esta mañana hemos ido a la playa con Elvira.", ""),
    ("En la playa con Elvira.", "ahora"),
    ("En la playa con Elvira.", "2026"),
    ("We went to the beach with Elvira today.", ""),
]
ONCE = [
    ("En la playa con Elvira.", ""),
    ("En la playa con Elvira.", "1958"),
    ("Me acuerdo como si fuera ayer de la playa con Elvira.", ""),
    ("Hoy he vuelto a pensar en Elvira.", "1958"),
]


def has_them_drawn(family: Family, card: SceneCard) -> None:
    folder = family.house.job_folders.folder("a-job")
    order = PictureOrder(
        card=card, style=PictureStyle.SOFT, label_text="Imagen", account_id=LUZ.id, chat_id=7
    )
    given = {"craft": craft(), "signer": a_signer(), "ids": family.house.ids, "now": NOON}
    with family.opened() as work:
        request_pictures(work, folder, order=order, **given)  # type: ignore[arg-type]
    assert any(TOKEN.encode() in folder.read(name) for name in folder.names())


@pytest.mark.parametrize(("told", "when"), TODAY)
def test_who_has_died_is_not_drawn_in_a_scene_of_today(
    family: Family, told: str, when: str
) -> None:
    card = who_has_died(family, told=told, when=when)
    with pytest.raises(PictureRefused) as refused:
        has_them_drawn(family, card)
    assert refused.value.word_id == "error-picture-refused-gone"


def test_the_decade_of_a_stage_of_life_makes_no_old_scene_of_one_of_today(family: Family) -> None:
    card = who_has_died(family, told="Hoy hemos comido en el patio con Elvira.")
    decade = SceneField(text="1950", source=Source.FAMILY_VERIFIED)
    with pytest.raises(PictureRefused):
        has_them_drawn(family, replace(card, fields={**card.fields, SceneAspect.WHEN: decade}))


@pytest.mark.parametrize(("told", "when"), ONCE)
def test_who_has_died_is_drawn_as_they_lived(family: Family, told: str, when: str) -> None:
    has_them_drawn(family, who_has_died(family, told=told, when=when))
