"""/privacy: what is kept, consents and what follows from withdrawing them, and erasure."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.domain.circle import Role
from core.domain.consent import ConsentKind, GivenBy
from core.domain.element import Element, ElementKind
from core.domain.life import Level
from core.domain.patient import PatientId
from core.domain.photo import Photo
from core.domain.session import ReminiscenceSession, SessionStage
from core.domain.teaching import Teaching, TeachingRequest, TeachingState
from core.errors import NotAllowed
from core.services import pictures, privacy
from storage.keys import KeyFolder
from tests.fakes.turns import START, Door, Phone, TurnKit
from tests.integration.book.conftest import made
from tests.unit.pictures.stories import PICTURE


def give(kit: TurnKit, kind: ConsentKind, *, subject: str = "") -> None:
    kit.allow(kind, given_by=GivenBy.REPRESENTATIVE, subject=subject)


def withdraw(phone: Phone, label: str) -> None:
    phone.command("privacy")
    phone.tap("Los permisos")
    phone.tap(label)
    phone.tap("Sí, retirar")


def test_the_page_says_that_telegram_keeps_it_too(ana: Phone) -> None:
    ana.command("privacy")
    assert "<b>Telegram</b> guarda también" in ana.last.text
    assert "no van cifrados de extremo a extremo" in ana.last.text


@pytest.mark.parametrize(("who", "shown"), [("ana", True), ("marta", True), ("lucia", False)])
def test_who_may_have_to_tell_the_operator_finds_which_space_it_is(
    who: str, shown: bool, kit: TurnKit, request: pytest.FixtureRequest
) -> None:
    phone: Phone = request.getfixturevalue(who)
    phone.command("privacy")
    assert (f"<code>{kit.patient_ids[0]}</code>" in phone.last.text) is shown


def test_a_consent_is_listed_with_who_by_whom_and_when(ana: Phone, kit: TurnKit) -> None:
    give(kit, ConsentKind.STORIES)
    ana.command("privacy")
    ana.tap("Los permisos")
    assert (
        "Guardar lo que se cuente: lo dio quien la representa; lo anotó Ana el 2 de marzo de 2026."
        in ana.last.text
    )


def test_a_consent_noted_by_somebody_who_left_keeps_no_name(ana: Phone, kit: TurnKit) -> None:
    give(kit, ConsentKind.STORIES)
    with kit.look() as work:
        consent = work.consents.get("stories")
        work.consents.save(replace(consent, recorded_by=77))
        work.commit()
    ana.command("privacy")
    ana.tap("Los permisos")
    assert "alguien que ya no está en el círculo" in ana.last.text


def test_only_the_owner_is_offered_to_withdraw(ana: Phone, pablo: Phone, kit: TurnKit) -> None:
    give(kit, ConsentKind.STORIES)
    pablo.command("privacy")
    pablo.tap("Los permisos")
    assert pablo.last.labels == ["Volver"]


@pytest.mark.parametrize(
    ("kind", "label", "consequence"),
    [
        (ConsentKind.STORIES, "Retirar: recuerdos", "no guardo nada nuevo"),
        (ConsentKind.PHOTOS, "Retirar: fotos", "las fotos de verdad salen del libro"),
        (ConsentKind.LIKENESS, "Retirar: parecido", "olvido el parecido"),
        (ConsentKind.SHARING, "Retirar: terapeuta", "el terapeuta no ve nada más"),
        (ConsentKind.RESEARCH, "Retirar: recuentos", "nada de aquí se cuenta"),
    ],
)
def test_what_follows_is_said_before_a_consent_is_withdrawn(
    ana: Phone, kit: TurnKit, kind: ConsentKind, label: str, consequence: str
) -> None:
    give(kit, kind)
    ana.command("privacy")
    ana.tap("Los permisos")
    ana.tap(label)
    assert consequence in ana.last.text
    with kit.look() as work:
        assert work.consents.holding(kind) is not None
    ana.tap("Sí, retirar")
    with kit.look() as work:
        assert work.consents.holding(kind) is None
        assert work.consents.get(kind).withdrawn_at == START


def test_a_second_withdrawal_keeps_the_time_of_the_first(ana: Phone, kit: TurnKit) -> None:
    give(kit, ConsentKind.RESEARCH)
    withdraw(ana, "Retirar: recuentos")
    with kit.services.stores.open(kit.patient_ids[0], ana.account) as work:
        again = privacy.withdraw(
            work,
            kit.services.registry,
            consent_id=ConsentKind.RESEARCH,
            now=START + timedelta(days=1),
        )
    assert again.withdrawn_at == START


def test_withdrawing_stories_brings_the_open_session_to_its_closing(
    ana: Phone, kit: TurnKit, carry_on: Door
) -> None:
    give(kit, ConsentKind.STORIES)
    with kit.look() as work:
        session = ReminiscenceSession.begin(
            session_id="s1", led_by=1, level=Level.OPEN, limit_minutes=45, now=START, brief=True
        )
        work.sessions.save(session)
        work.commit()
    withdraw(ana, "Retirar: recuerdos")
    with kit.look() as work:
        open_one = work.sessions.open_one()
    assert open_one is not None
    assert open_one.stage is SessionStage.CLOSE
    assert carry_on.reached == [""]


def test_withdrawing_sharing_ends_the_therapists_access_at_once(
    ana: Phone, marta: Phone, kit: TurnKit
) -> None:
    give(kit, ConsentKind.SHARING)
    marta.command("circle")
    withdraw(ana, "Retirar: terapeuta")
    applied = marta.tap("Mi nombre")
    assert "no es de este espacio" in applied.notice
    assert marta.account.patient_id is None


def test_withdrawing_sharing_ends_the_session_a_therapist_leads(
    ana: Phone, marta: Phone, kit: TurnKit
) -> None:
    give(kit, ConsentKind.SHARING)
    with kit.look() as work:
        session = ReminiscenceSession.begin(
            session_id="s1", led_by=5, level=Level.OPEN, limit_minutes=45, now=START
        )
        work.sessions.save(session)
        work.commit()
    marta.command("circle")
    withdraw(ana, "Retirar: terapeuta")
    with kit.look() as work:
        assert work.sessions.open_one() is None
        assert not work.open_screens(marta.account_id)


@pytest.mark.parametrize("page", [None, "m1"], ids=["to learn from", "of a page"])
def test_withdrawing_photos_leaves_nothing_of_them_on_the_disk(
    ana: Phone, kit: TurnKit, page: str | None
) -> None:
    give(kit, ConsentKind.PHOTOS)
    with kit.look() as work:
        media_id = work.media.put(b"\xff\xd8\xff", media_type="image/jpeg")
        photo = Photo(id="p1", media_id=media_id, sent_by=1, sent_at=START, width=800, height=600)
        work.photos.save(replace(photo, memory_id=page))
        work.commit()
    assert files_of(kit) == [media_id]
    withdraw(ana, "Retirar: fotos")
    with kit.look() as work:
        assert list(work.photos.all()) == []
    assert files_of(kit) == []


def files_of(kit: TurnKit) -> list[str]:
    """Every file of the person on the disk, in use or put away."""
    assert kit._stores is not None
    paths, space = kit._stores.paths, kit.patient_ids[0]
    folders = (paths.media(space), paths.trash(space))
    return [path.name for folder in folders for path in folder.glob("*")]


def test_withdrawing_a_likeness_leaves_no_picture_of_it_on_the_disk(
    ana: Phone, kit: TurnKit
) -> None:
    give(kit, ConsentKind.LIKENESS, subject="e1")
    with kit.look() as work:
        work.elements.save(
            Element(
                id="e1",
                kind=ElementKind.PERSON,
                name="Carmen",
                class_noun="woman",
                instance_token="sks",
                may_be_drawn=True,
            )
        )
        making = replace(PICTURE.making, prompt="sks woman in a kitchen")
        for picture_id in ("shown", "not chosen"):
            plain = work.media.put(b"plain", media_type="image/png")
            made(work, "m1", picture_id, making=making, plain_media_id=plain)
        pictures.reject(work, picture_id="not chosen")
        work.commit()
    assert len(files_of(kit)) == 4
    withdraw(ana, "Retirar cara: Carmen")
    assert files_of(kit) == []


def test_withdrawing_photos_forgets_what_they_taught(ana: Phone, kit: TurnKit) -> None:
    give(kit, ConsentKind.PHOTOS)
    dog, boat = (Element(id=e, kind=ElementKind.PET, name=e, class_noun="dog") for e in "db")
    with kit.look() as work:
        for element in (dog, boat):
            adapter_id = work.media.put(element.id.encode(), media_type="application/octet-stream")
            learnt = {"instance_token": f"sks{element.id}", "approved": True, "may_be_drawn": True}
            work.elements.save(replace(element, adapter_id=adapter_id, **learnt))  # type: ignore[arg-type]
        work.teachings.save(a_teaching(dog.id))
        work.commit()
    withdraw(ana, "Retirar: fotos")
    with kit.look() as work:
        dog, boat = work.elements.get("d"), work.elements.get("b")
        assert work.teachings.all() == []
    assert (dog.adapter_id, dog.taught, dog.may_be_drawn) == (None, False, True)
    assert boat.taught  # what another program taught needed no photo of theirs


def a_teaching(element_id: str) -> Teaching:
    request = TeachingRequest(
        element_id=element_id,
        kind=ElementKind.PET,
        instance_token="sks",
        class_noun="dog",
        photos=(),
    )
    return Teaching(
        id="t1",
        element_id=element_id,
        request=request,
        state=TeachingState.CHOSEN,
        ordered_by=1,
        chat_id=1,
        ordered_at=START,
        label_text="Imagen",
    )


def test_withdrawing_a_likeness_forgets_what_was_learnt(ana: Phone, kit: TurnKit) -> None:
    give(kit, ConsentKind.LIKENESS, subject="e1")
    with kit.look() as work:
        adapter_id = work.media.put(b"adapter", media_type="application/octet-stream")
        element = Element(
            id="e1",
            kind=ElementKind.PERSON,
            name="Carmen",
            class_noun="woman",
            instance_token="sks",
            adapter_id=adapter_id,
            approved=True,
            may_be_drawn=True,
        )
        work.elements.save(element)
        work.commit()
    withdraw(ana, "Retirar cara: Carmen")
    with kit.look() as work:
        kept = work.elements.get("e1")
    assert (kept.adapter_id, kept.taught, kept.may_be_drawn) == (None, False, False)


def test_the_permission_to_keep_stories_can_be_given_later(
    ana: Phone, kit: TurnKit, carry_on: Door
) -> None:
    ana.command("privacy")
    ana.tap("Los permisos")
    ana.tap("Permitir guardar")
    ana.tap("La persona")
    with kit.look() as work:
        consent = work.consents.holding(ConsentKind.STORIES)
    assert consent is not None
    assert consent.given_by is GivenBy.PERSON
    assert carry_on.reached == [""]


def erase_label(phone: Phone) -> str:
    return next(label for label in phone.last.labels if label.startswith("Borrar lo de"))


def erase(phone: Phone, typed: str) -> None:
    phone.command("privacy")
    phone.tap(erase_label(phone))
    phone.words(typed)


def test_erasing_takes_the_typed_name_and_a_last_tap(ana: Phone, kit: TurnKit) -> None:
    erase(ana, " carmen ")
    assert len(kit.patient_ids) == 1
    ana.tap("Borrar para siempre")
    assert kit.patient_ids == []
    assert "Ya está borrado" in ana.last.text


def test_a_copy_of_the_key_that_is_left_is_not_kept_quiet(
    ana: Phone, kit: TurnKit, monkeypatch: pytest.MonkeyPatch
) -> None:
    erase(ana, "Carmen")
    monkeypatch.setattr(KeyFolder, "write_copy", lambda _: False)
    ana.tap("Borrar para siempre")

    assert kit.patient_ids == []
    assert "Queda una copia de la llave" in ana.last.text


def test_after_erasing_everybody_is_a_stranger(ana: Phone, lucia: Phone) -> None:
    erase(ana, "Carmen")
    ana.tap("Borrar para siempre")
    for phone in (ana, lucia):
        phone.command("start")
        assert "Soy <b>Vivencia</b>" in phone.last.text


@pytest.mark.parametrize("typed", ["Carmela", "borrar", ""])
def test_other_words_erase_nothing(ana: Phone, kit: TurnKit, typed: str) -> None:
    erase(ana, typed)
    assert "no se ha borrado nada" in ana.last.text
    assert len(kit.patient_ids) == 1


def test_a_person_without_a_name_is_erased_by_a_word(ana: Phone, kit: TurnKit) -> None:
    kit.prepare(name="")
    erase(ana, "borrar")
    ana.tap("Borrar para siempre")
    assert kit.patient_ids == []


def test_no_at_the_last_question_leads_home(ana: Phone, kit: TurnKit) -> None:
    erase(ana, "Carmen")
    ana.tap("No")
    assert "Estás con <b>Carmen</b>" in ana.last.text
    assert len(kit.patient_ids) == 1


def test_an_old_erase_button_erases_nothing(ana: Phone, kit: TurnKit) -> None:
    erase(ana, "Carmen")
    kit.wait(timedelta(minutes=11))
    ana.tap("Borrar para siempre")
    assert "caducado" in ana.last.text
    assert len(kit.patient_ids) == 1


@pytest.mark.parametrize("role", [Role.COMPANION, Role.RELATIVE, Role.THERAPIST])
def test_nobody_but_an_owner_can_erase(ana: Phone, kit: TurnKit, role: Role) -> None:
    iris = kit.member(7, "Iris", role, kit.patient_ids[0])
    iris.command("privacy")
    assert "Borrar lo de Carmen" not in iris.last.labels
    iris.tap_data(f"lobby.erase.{kit.patient_ids[0]}.{int(START.timestamp())}")
    assert len(kit.patient_ids) == 1


def test_erasing_what_is_gone_already_is_no_error(ana: Phone, kit: TurnKit) -> None:
    erase(ana, "Carmen")
    forever = ana.last.buttons["Borrar para siempre"]
    ana.tap_data(forever)
    ana.tap_data(forever)
    assert "Ya está borrado" in ana.last.text


def test_a_foreign_space_is_never_erased(ana: Phone, kit: TurnKit) -> None:
    stranger = kit.member(99, "Otto", Role.OWNER)
    theirs = PatientId(kit.patient_ids[0])
    with pytest.raises(NotAllowed):
        privacy.erase(kit.services.registry, kit.services.stores, theirs, by=stranger.account)
