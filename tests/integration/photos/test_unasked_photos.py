"""A photo while nothing was asked: kept, and asked once what it is for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.handlers import session
from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.memory import UNTIL_REVIEW, MemoryState, Valence
from tests.fakes.turns import joined
from tests.integration.photos.darkroom import LUCIA, MARTA, PABLO, Darkroom, jpeg
from tests.unit.pictures.stories import MEMORY


@pytest.fixture
def unasked(room: Darkroom) -> Darkroom:
    """With the session's own answer to what nobody asked for, and photos allowed."""
    services = room.kit.services
    answers = {"memory.unasked": session.routes().answers["memory.unasked"]}
    routes = replace(services.routes, answers={**services.routes.answers, **answers})
    room.kit.services = replace(services, routes=joined(routes))
    room.allow(ConsentKind.PHOTOS)
    return room


def test_an_album_is_asked_about_once(unasked: Darkroom) -> None:
    unasked.sends(jpeg(shade=1), jpeg(shade=2), jpeg(shade=3))
    assert len(unasked.ana.seen) == 1
    assert "¿Para qué son estas fotos?" in unasked.ana.last.text
    assert len(unasked.photos()) == 3


def test_all_of_them_go_where_somebody_says(unasked: Darkroom) -> None:
    unasked.sends(jpeg(shade=1), jpeg(shade=2))
    unasked.ana.tap("De mayor")
    unasked.looks()
    unasked.judges()
    assert "✅ 2 son buenas" in unasked.ana.last.text
    assert "Carmen, de mayor" in unasked.ana.last.text


def test_what_nobody_wants_kept_is_gone(unasked: Darkroom) -> None:
    unasked.sends(jpeg(shade=1), jpeg(shade=2))
    unasked.ana.tap("No guardarlas")
    assert unasked.photos() == []
    assert unasked.files() == []


def test_a_photo_goes_on_the_page_of_a_memory(unasked: Darkroom) -> None:
    with unasked.kit.look() as work:
        work.memories.save(MEMORY)
        work.commit()
    unasked.sends(jpeg())
    unasked.ana.tap("Una página del libro")
    unasked.ana.tap(unasked.ana.last.labels[0])
    (photo,) = unasked.photos()
    assert photo.memory_id == MEMORY.id
    assert len(unasked.files()) == 1


def test_a_page_is_offered_of_no_memory_that_is_held_hurts_rests_or_is_lost(
    unasked: Darkroom,
) -> None:
    kept_from = (
        {"approved": False, "sent_by": LUCIA},
        {"valence": Valence.PAINFUL},
        {"avoid_reason": UNTIL_REVIEW},
        {"state": MemoryState.LOST},
    )
    with unasked.kit.look() as work:
        for number, why in enumerate(kept_from):
            work.memories.save(replace(MEMORY, id=f"m{number}", **why))
        work.commit()
    unasked.sends(jpeg())
    assert "Una página del libro" not in unasked.ana.last.labels


@pytest.fixture
def unallowed(unasked: Darkroom) -> Darkroom:
    with unasked.kit.look() as work:
        consent = work.consents.holding(ConsentKind.PHOTOS)
        work.consents.save(consent.withdraw(at=unasked.kit.clock.now()))
        work.commit()
    return unasked


def test_nothing_is_kept_before_somebody_allows_it(unallowed: Darkroom) -> None:
    unallowed.sends(jpeg(shade=1), jpeg(shade=2))
    assert len(unallowed.ana.seen) == 1
    assert "¿quién da permiso?" in unallowed.ana.last.text
    assert "Aún no he guardado lo que has mandado" in unallowed.ana.last.text
    assert unallowed.photos() == []


def test_what_was_not_kept_is_asked_for_again_after_the_yes(unallowed: Darkroom) -> None:
    unallowed.sends(jpeg(shade=1), jpeg(shade=2))
    unallowed.ana.tap("La persona")
    assert "mándalo otra vez" in unallowed.ana.seen[-2].text
    assert "¿De qué época son?" in unallowed.ana.last.text


def test_photos_that_come_while_it_is_asked_are_said_not_to_be_kept(unallowed: Darkroom) -> None:
    unallowed.ana.command("photos")
    unallowed.ana.tap("De joven")
    assert "Aún no he guardado" not in unallowed.ana.last.text
    unallowed.sends(jpeg(shade=1), jpeg(shade=2))
    assert "Aún no he guardado" in unallowed.ana.last.text
    unallowed.kit.wait(timedelta(hours=1))
    before = len(unallowed.ana.seen)
    unallowed.sends(jpeg(shade=3))
    assert len(unallowed.ana.seen) == before + 1, "an hour later it is another album"


def test_who_may_not_allow_it_is_told_once_that_nothing_is_kept(unallowed: Darkroom) -> None:
    lucia = unallowed.member(LUCIA, "Lucía", Role.RELATIVE)
    unallowed.sends(*[jpeg(shade=n) for n in range(4)], phone=lucia)
    assert len(lucia.seen) == 1
    assert "hasta entonces no guardo ninguna" in lucia.last.text


def test_what_is_no_photo_is_told_at_once(unasked: Darkroom) -> None:
    unasked.sends(b"%PDF-1.7", as_file=True)
    assert "no es una foto que sepa leer" in unasked.ana.last.text
    assert unasked.photos() == []


def test_of_many_that_are_no_photos_one_message_says_how_many(unasked: Darkroom) -> None:
    unasked.sends(b"%PDF-1.7", b"%PDF-1.7", as_file=True)
    unasked.sends(jpeg())
    unasked.sends(b"%PDF-1.7", as_file=True)
    first, second, asked, third = unasked.ana.seen
    assert "3 archivos no son fotos" in third.text
    assert second.payload["replaces"] == first.payload["screen"]
    assert third.payload["replaces"] == second.payload["screen"]
    assert "¿Para qué son estas fotos?" in asked.text


def test_an_album_of_a_therapist_gets_one_answer(unasked: Darkroom) -> None:
    marta = unasked.member(MARTA, "Marta", Role.THERAPIST)
    unasked.sends(*[jpeg(shade=n) for n in range(5)], phone=marta)
    assert len(marta.seen) == 1
    unasked.kit.wait(timedelta(hours=1))
    unasked.sends(jpeg(), phone=marta)
    assert len(marta.seen) == 2


def test_one_that_cannot_be_on_a_page_keeps_none_of_the_others_away(unasked: Darkroom) -> None:
    with unasked.kit.look() as work:
        work.memories.save(MEMORY)
        work.commit()
    unasked.sends(jpeg(shade=1), jpeg(shade=2, width=300, height=200), jpeg(shade=3))
    unasked.ana.tap("Una página del libro")
    unasked.ana.tap(unasked.ana.last.labels[0])
    assert [photo.memory_id for photo in unasked.photos()].count(MEMORY.id) == 2
    assert "Las 2 están guardadas" in unasked.ana.last.text
    assert (
        "No he podido poner 1 foto en su página:\nEsta foto es muy pequeña"
        in unasked.ana.last.text
    )
    unasked.ana.tap("Sin destino (1)")
    unasked.ana.tap("De joven")


def test_a_therapist_is_told_who_sends_photos(unasked: Darkroom) -> None:
    marta = unasked.member(MARTA, "Marta", Role.THERAPIST)
    unasked.sends(jpeg(), phone=marta)
    assert "Las fotos las manda la familia" in marta.last.text
    assert unasked.photos() == []


def test_what_each_holds_is_their_own(unasked: Darkroom) -> None:
    lucia = unasked.member(LUCIA, "Lucía", Role.RELATIVE)
    unasked.sends(jpeg(shade=1))
    unasked.sends(jpeg(shade=2), phone=lucia)
    lucia.tap("No guardarlas")
    assert [photo.sent_by for photo in unasked.photos()] == [unasked.ana.account_id]


def test_what_was_never_placed_is_offered_again(unasked: Darkroom) -> None:
    unasked.sends(jpeg(shade=1), jpeg(shade=2))
    unasked.ana.command("photos")
    unasked.ana.tap("Sin destino (2)")
    unasked.ana.tap("De joven")
    unasked.looks()
    unasked.judges()
    assert "✅ 2 son buenas" in unasked.ana.last.text
    unasked.ana.command("photos")
    assert not any(label.startswith("Sin destino") for label in unasked.ana.last.labels)


@pytest.fixture
def left_behind(unasked: Darkroom) -> Darkroom:
    """Two photos of somebody who left before saying what they are for, and one of Ana's."""
    lucia = unasked.member(LUCIA, "Lucía", Role.RELATIVE)
    unasked.sends(jpeg(shade=1), jpeg(shade=2), phone=lucia)
    unasked.sends(jpeg(shade=3))
    unasked.kit.services.registry.leave(LUCIA, unasked.patient_id)
    unasked.ana.command("photos")
    return unasked


def test_photos_of_who_left_are_placed_by_who_edits_the_book(left_behind: Darkroom) -> None:
    left_behind.ana.tap("De quien salió (2)")
    assert "ya no está en el círculo" in left_behind.ana.last.text
    left_behind.ana.tap("De mayor")
    left_behind.looks()
    left_behind.judges()
    assert "✅ 2 son buenas" in left_behind.ana.last.text
    assert [photo.sent_by for photo in left_behind.photos() if photo.judged] == [LUCIA, LUCIA]


def test_photos_of_who_left_go_without_taking_ones_own_along(left_behind: Darkroom) -> None:
    left_behind.ana.tap("De quien salió (2)")
    left_behind.sends(jpeg(shade=4))
    assert "¿Para qué son estas fotos?" in left_behind.ana.last.text
    left_behind.ana.command("photos")
    left_behind.ana.tap("De quien salió (2)")
    left_behind.ana.tap("No guardarlas")
    assert [photo.sent_by for photo in left_behind.photos()] == [1, 1]


def test_a_relative_is_offered_nothing_of_who_left(left_behind: Darkroom) -> None:
    pablo = left_behind.member(PABLO, "Pablo", Role.RELATIVE)
    pablo.command("photos")
    assert not [label for label in pablo.last.labels if label.startswith("De quien")]


def test_what_comes_after_the_answer_goes_the_same_way(unasked: Darkroom) -> None:
    unasked.sends(jpeg(shade=1), jpeg(shade=2))
    unasked.ana.tap("De mayor")
    unasked.sends(jpeg(shade=3), jpeg(shade=4))
    unasked.looks()
    unasked.judges()
    assert "✅ 4 son buenas" in unasked.ana.last.text
    asked = [seen for seen in unasked.ana.seen if "¿Para qué son estas fotos?" in seen.text]
    assert len(asked) == 1


def test_an_answer_is_for_what_was_asked_about(unasked: Darkroom) -> None:
    unasked.sends(jpeg(shade=1))
    unasked.kit.wait(timedelta(days=7))
    unasked.ana.command("photos")
    unasked.sends(jpeg(shade=2), jpeg(shade=3))
    unasked.ana.tap("No guardarlas")
    assert len(unasked.photos()) == 1
    unasked.ana.command("photos")
    unasked.ana.tap("Sin destino (1)")
    assert "Tengo 1 foto tuya" in unasked.ana.last.text


def test_what_waits_since_another_day_does_not_go_along(unasked: Darkroom) -> None:
    unasked.sends(jpeg(shade=1))
    unasked.kit.wait(timedelta(days=7))
    unasked.ana.command("photos")
    unasked.sends(jpeg(shade=2), jpeg(shade=3))
    unasked.ana.tap("De joven")
    assert [photo.unplaced for photo in unasked.photos()] == [True, False, False]


def test_all_of_them_are_let_go_of_where_all_were_asked_about(unasked: Darkroom) -> None:
    unasked.sends(jpeg(shade=1))
    unasked.kit.wait(timedelta(days=7))
    unasked.ana.command("photos")
    unasked.sends(jpeg(shade=2))
    unasked.ana.command("photos")
    unasked.ana.tap("Sin destino (2)")
    assert "Tengo 2 fotos tuyas" in unasked.ana.last.text
    unasked.ana.tap("No guardarlas")
    assert unasked.photos() == []
