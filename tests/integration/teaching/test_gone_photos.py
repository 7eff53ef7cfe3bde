"""A photo that is taken away is not learnt from any more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from core.domain.conversation import OutboxKind
from core.domain.element import PersonAge
from core.domain.teaching import TeachingState
from core.domain.vetting import Finding
from core.services import photos as photo_services
from tests.fakes.turns import Phone
from tests.integration.photos.darkroom import OWNER
from tests.integration.teaching.classroom import Classroom


def takes_one_away(room: Classroom) -> Sequence[str]:
    """In the album; what is said of it: over the chat, and in it."""
    room.boards()
    ana = room.room.ana
    ana.tap("Ver las fotos")
    ana.tap("1")
    return said_of(ana, "Quitarla")


def said_of(ana: Phone, label: str) -> Sequence[str]:
    """Over the chat, and in lines that ask for nothing."""
    before = len(ana.seen)
    notice = ana.tap(label).notice
    return [notice, *(seen.text for seen in ana.seen[before:] if "screen" not in seen.payload)]


def chooses(room: Classroom) -> None:
    room.room.ana.tap("Ver los retratos")
    room.room.ana.tap("1")


def test_what_is_learning_from_it_is_called_off(room: Classroom) -> None:
    room.asks()
    room.room.ana.tap("Ahora")
    room.room.kit.queued.clear()
    notice, line = takes_one_away(room)
    assert notice == "Quitada."
    assert line.startswith("Estaba aprendiendo con ella")
    assert OutboxKind.CANCEL in [kind for kind, _ in room.room.kit.queued]
    assert [t.state for t in room.teachings()] == [TeachingState.CANCELLED]
    room.learns()
    assert room.room.ana.last.labels.count("Ver los retratos") == 0
    room.asks()
    assert "11 fotos" in room.room.ana.last.text


def test_of_a_photo_for_somebody_else_nothing_is_learnt_either(room: Classroom) -> None:
    room.asks()
    room.room.ana.tap("Ahora")
    room.boards()
    ana = room.room.ana
    ana.tap("Ver las fotos")
    ana.tap("1")
    ana.tap("No va aquí")
    _, line = said_of(ana, "En plena vida")
    assert line.startswith("Estaba aprendiendo con ella")
    assert [t.state for t in room.teachings()] == [TeachingState.CANCELLED]


def test_one_that_somebody_says_is_of_another_is_not_learnt_from(room: Classroom) -> None:
    """It was doubted since the teaching began."""
    room.asks()
    room.room.ana.tap("Ahora")
    doubted = replace(room.room.photos()[0], findings=(Finding.UNSURE_WHO,))
    with room.room.kit.look() as work:
        work.photos.save(doubted)
        work.commit()
    room.boards()
    room.room.ana.tap("Decidir (1)")
    _, line = said_of(room.room.ana, "No, no es")
    assert line.startswith("Estaba aprendiendo con ella")
    assert [t.state for t in room.teachings()] == [TeachingState.CANCELLED]


def test_the_night_learns_without_it(room: Classroom) -> None:
    room.asks()
    room.room.ana.tap("Esta noche")
    assert takes_one_away(room) == ["Quitada."]
    room.room.kit.clock.time = datetime(2026, 3, 2, 22, 5, tzinfo=UTC)
    room.ticks()
    room.learns()
    assert len(room.taught[0].photos) == 11


def test_what_was_learnt_from_it_is_not_gone_on_from(learnt: Classroom) -> None:
    chooses(learnt)
    _, line = takes_one_away(learnt)
    assert "se queda hasta que lo aprenda otra vez" in line
    learnt.asks()
    ana = learnt.room.ana
    assert "Empiezo de cero: se ha quitado una foto" in ana.last.text
    ana.tap("Ahora")
    learnt.learns()
    assert not learnt.taught[-1].start_hash
    chooses(learnt)
    learnt.asks()
    assert "Sigo desde lo que ya sé" in ana.last.text


def test_an_offer_of_before_does_not_go_on_from_it_either(learnt: Classroom) -> None:
    chooses(learnt)
    learnt.asks()
    assert "Sigo desde" in learnt.room.ana.last.text
    gone = next(p for p in learnt.room.photos() if p.element_id == learnt.element.id)
    with learnt.room.kit.look() as work:
        photo_services.remove(work, gone.id, account_id=OWNER)
        work.commit()
    learnt.room.ana.tap("Ahora")
    learnt.learns()
    assert not learnt.taught[-1].start_hash


def test_a_photo_nobody_learnt_from_is_only_taken_away(room: Classroom) -> None:
    assert takes_one_away(room) == ["Quitada."]
    assert any(e.age is PersonAge.YOUNG for e in room.room.elements())
