"""People with too few photos to be taught well: their face is guided by those there are."""

from dataclasses import replace
from typing import Any

import pytest

from core.domain import picture_files as names
from core.domain.consent import ConsentKind
from core.domain.life import LifeStage
from core.domain.patient import Figure
from core.domain.picture import PictureStatus, PictureStyle, Recipe
from core.domain.scene import SceneAspect, SceneCard, SceneField, Source
from core.prompting.recipe_codec import recipe_from_json
from core.services import likeness
from core.services.picture_craft import PictureCraft
from core.services.picture_orders import PictureOrder, request_pictures
from tests.unit.pictures.stories import MEMORY, PICTURE
from tests.unit.teaching.conftest import LUZ, NOON, YOUNG, Family, a_signer

ADULT = replace(MEMORY, stage=LifeStage.YOUNG_ADULT)
CARD = SceneCard(
    id="scene1",
    memory_id=MEMORY.id,
    language="es",
    person_present=True,
    fields={SceneAspect.WHERE: SceneField(text="la cocina", source=Source.PERSON)},
    approved=True,
)


@pytest.fixture(scope="module")
def craft() -> PictureCraft:
    return PictureCraft()


@pytest.fixture
def family(family: Family) -> Family:
    family.allows(ConsentKind.STORIES)
    with family.opened() as work:
        work.save_patient(replace(work.patient(), figure=Figure.MAN))
    family.hangs(4, element_id=YOUNG.id)
    return family


def ordered(
    family: Family,
    craft: PictureCraft,
    *,
    stage: LifeStage = LifeStage.YOUNG_ADULT,
    **changes: Any,
) -> tuple[Recipe, list[str]]:
    """The recipe a worker reads, and the photos that are lent with it."""
    order = PictureOrder(
        card=CARD,
        style=PictureStyle.SOFT,
        label_text="Imagen imaginada",
        account_id=LUZ.id,
        chat_id=7,
        by_photos=True,
    )
    folder = family.house.job_folders.folder(family.house.ids.new())
    with family.opened() as work:
        work.memories.save(replace(ADULT, stage=stage))
        request_pictures(
            work,
            folder,
            order=replace(order, **changes),
            craft=craft,
            signer=a_signer(),
            ids=family.house.ids,
            now=NOON,
        )
    lent = [name for name in folder.names() if name.startswith(names.REFERENCE)]
    return recipe_from_json(folder.read(names.RECIPE)), lent


def text(recipe: Recipe) -> str:
    return ", ".join(phrase.text for phrase in recipe.phrases)


def test_the_recipe_holds_both_a_figure_and_what_photos_would_guide(
    family: Family, craft: PictureCraft
) -> None:
    recipe, lent = ordered(family, craft)
    assert recipe.face is not None
    assert recipe.face.element_id == YOUNG.id
    assert "seen from behind" in text(recipe)
    guided = ", ".join(phrase.text for phrase in recipe.face.phrases)
    assert "a young man" in guided
    assert "seen from behind" not in guided
    assert "qzwxk" not in guided
    assert len(lent) == 4
    assert recipe.adapters == ()


def test_nothing_is_lent_where_nobody_asked_for_it(family: Family, craft: PictureCraft) -> None:
    recipe, lent = ordered(family, craft, by_photos=False)
    assert (recipe.face, lent) == (None, [])


def test_without_consent_no_photo_guides_anything(family: Family, craft: PictureCraft) -> None:
    family.withdraws(ConsentKind.LIKENESS, YOUNG.id)
    recipe, lent = ordered(family, craft)
    assert (recipe.face, lent) == (None, [])


def test_ten_photos_are_for_teaching(family: Family, craft: PictureCraft) -> None:
    family.hangs(6, element_id=YOUNG.id)
    assert ordered(family, craft)[0].face is None


def test_a_child_is_never_drawn_with_a_grown_face(family: Family, craft: PictureCraft) -> None:
    assert ordered(family, craft, stage=LifeStage.CHILDHOOD)[0].face is None


def test_one_who_was_taught_gently_is_guided_besides(family: Family, craft: PictureCraft) -> None:
    family.hangs(3, element_id=YOUNG.id)
    family.has_learnt(element_id=YOUNG.id)
    recipe, _ = ordered(family, craft)
    assert recipe.face is not None
    assert recipe.face.phrases == recipe.phrases
    assert len(recipe.adapters) == 1


def test_a_likeness_withdrawn_takes_guided_pictures_with_it(
    family: Family, craft: PictureCraft
) -> None:
    recipe, _ = ordered(family, craft)
    with family.opened() as work:
        for number, guided in enumerate((True, False), start=1):
            picture = replace(
                PICTURE,
                id=f"picture{number}",
                number=number,
                media_id=work.media.put(b"marked", media_type="image/jpeg"),
                plain_media_id=work.media.put(b"plain", media_type="image/png"),
                making=replace(PICTURE.making, guided=guided),
                recipe=recipe,
            )
            work.pictures.save(picture)
        likeness.forget(work, YOUNG.id)
        kept = [p.status for p in work.pictures.all()]
    assert kept == [PictureStatus.REJECTED, PictureStatus.CANDIDATE]
