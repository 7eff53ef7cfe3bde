"""A doubtful photo is left out or said to be real, and no answer is asked for twice."""

import pytest

from core.domain.circle import Role
from core.domain.vetting import Finding
from core.errors import NotAllowed
from core.services import photos
from core.services.photo_batches import Sender
from tests.integration.photos.darkroom import LUCIA, Darkroom, found, jpeg
from tests.integration.photos.test_deciding import TWO


def test_no_it_is_not_ends_the_doubt(room: Darkroom) -> None:
    room.asks_about(Finding.UNSURE_WHO)
    room.ana.tap("No, no es")
    (photo,) = room.photos()
    assert (photo.good, photo.doubtful) == (False, False)
    assert "Mándalas aquí mismo" in room.ana.last.text
    assert "espera que digas algo" not in room.ana.last.text


@pytest.mark.parametrize("finding", [Finding.BLURRED, Finding.SAME, Finding.SEVERAL_FACES])
def test_a_doubtful_one_is_left_out_without_being_taken_away(
    room: Darkroom, finding: Finding
) -> None:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    room.opens()
    room.verdicts = {0: found(finding)}
    room.receives(jpeg())
    room.opens(lucia)
    lucia.tap("Decidir (1)")
    lucia.tap("No usarla")
    (photo,) = room.photos()
    assert (photo.good, photo.doubtful, photo.declined_by) == (False, False, LUCIA)
    assert "Decidir" not in " ".join(lucia.last.labels)


def test_what_was_left_out_is_used_after_all(room: Darkroom) -> None:
    room.opens()
    room.verdicts = {0: found(), 1: found(Finding.BLURRED)}
    room.receives(jpeg(), jpeg(shade=1))
    room.ana.tap("Decidir (1)")
    room.ana.tap("No usarla")
    room.ana.tap("Ver las fotos")
    room.ana.tap("2")
    room.ana.tap("Usarla igual")
    assert [photo.good for photo in room.photos()] == [True, True]


def test_of_one_that_was_left_out_a_face_is_chosen_after_all(room: Darkroom) -> None:
    room.opens()
    room.verdicts = {
        0: found(),
        1: found(Finding.DARK),
        2: found(Finding.SEVERAL_FACES, faces=TWO),
    }
    room.receives(jpeg(), jpeg(shade=1), jpeg(shade=2))
    room.ana.tap("Decidir (2)")
    room.ana.tap("Luego")
    room.ana.tap("No usarla")
    room.ana.tap("Ver las fotos")
    room.ana.tap("3")
    room.ana.tap("Elegir la cara")
    assert room.ana.last.payload["album"] == [face.crop for face in room.photos()[2].faces]


def test_what_is_left_out_stays_out_when_faces_are_compared(room: Darkroom) -> None:
    room.asks_about(Finding.BLURRED)
    room.ana.tap("No usarla")
    element_id = room.photos()[0].element_id
    with room.kit.look() as work:
        batches = photos.compare_now(
            work,
            room.kit.services.registry,
            element_id or "",
            sender=Sender(account_id=1, chat_id=1),
            ids=room.kit.services.ids,
            now=room.kit.clock.now(),
        )
    assert batches == []


def test_what_was_put_off_is_not_asked_again_after_the_next_answer(room: Darkroom) -> None:
    room.opens()
    room.verdicts = {
        0: found(Finding.BLURRED),
        1: found(Finding.DARK),
        2: found(Finding.SMALL),
        3: found(Finding.BRIGHT),
    }
    room.receives(*[jpeg(shade=n) for n in range(4)])
    room.ana.tap("Decidir (4)")
    room.ana.tap("Luego")
    room.ana.tap("Usarla igual")
    assert "muy pequeña" in room.ana.last.text
    room.ana.tap("Quitarla")
    assert "demasiada luz" in room.ana.last.text
    room.ana.tap("No usarla")
    assert "1 espera que digas algo" in room.ana.last.text


def test_that_a_photo_is_real_only_the_owner_says(room: Darkroom) -> None:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    room.opens()
    room.verdicts = {0: found(Finding.SAYS_MADE, Finding.DARK)}
    room.receives(jpeg())
    assert "dice que la ha hecho una IA" in room.ana.last.text
    room.opens(lucia)
    lucia.tap("Decidir (1)")
    assert lucia.last.labels == ["No usarla", "Luego"]
    photo = room.photos()[0]
    stores = room.kit.services.stores
    with stores.open(room.patient_id, lucia.account) as work, pytest.raises(NotAllowed):
        photos.use_anyway(work, photo.id, account_id=LUCIA)
    room.ana.tap("Decidir (1)")
    assert "¿Es una foto de verdad" in room.ana.last.text
    room.ana.tap("Es de verdad")
    assert room.photos()[0].good


def test_of_a_photo_that_is_real_anybody_may_say_who_it_is(room: Darkroom) -> None:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    room.asks_about(Finding.SAYS_MADE, Finding.UNSURE_WHO)
    room.ana.tap("Es de verdad")
    room.opens(lucia)
    lucia.tap("Decidir (1)")
    lucia.tap("Sí, es")
    assert room.photos()[0].good
    assert not room.photos()[0].doubtful


def test_an_old_button_overrules_no_answer(room: Darkroom) -> None:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    room.opens()
    room.verdicts = {0: found(Finding.DARK)}
    room.receives(jpeg())
    room.opens(lucia)
    lucia.tap("Decidir (1)")
    room.ana.tap("Decidir (1)")
    room.ana.tap("Usarla igual")
    answered = lucia.tap("No usarla")
    assert answered.notice == "De esa ya se ha dicho algo."
    assert room.photos()[0].good


def test_what_a_file_said_of_itself_is_known_at_the_second_look(room: Darkroom) -> None:
    room.opens()
    room.verdicts = {0: found(Finding.SAYS_MADE)}
    room.receives(jpeg())
    for label in ("Ver cómo vamos", "Ver las fotos", "1", "No va aquí", "De mayor"):
        room.ana.tap(label)
    room.looks()
    room.judges()
    assert room.photos()[0].findings == (Finding.SAYS_MADE,)
    assert not room.photos()[0].good
