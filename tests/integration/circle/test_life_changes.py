"""A pause, and a death: everything stops at once, and the book stays."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.incoming import Incoming, IncomingKind
from bot.routes import all_routes
from core.domain.circle import Role
from core.domain.exercise import Card, Exercise
from core.domain.patient import Standing
from core.services import exercise as exercises
from core.services import sessions
from tests.fakes.turns import START, Phone, TurnKit
from tests.integration.circle.whole import Circle

RESTS = ["Pausarlo todo", "Ha muerto"]


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[TurnKit]:
    with TurnKit.open(tmp_path, all_routes()) as opened:
        yield opened


@pytest.fixture
def circle(kit: TurnKit) -> Circle:
    circle = Circle(kit)
    kit.prepare(exercise_on=True)
    circle.tell("m1", "El río bajaba verde.")
    return circle


def rest(circle: Circle, how: str) -> None:
    circle.ana.command("person")
    circle.ana.tap("Pausa y final")
    circle.ana.tap(how)
    if how == "Ha muerto":
        circle.ana.tap(circle.ana.last.labels[0])


@pytest.mark.parametrize("how", RESTS)
def test_nothing_is_offered_any_more_but_the_book_and_what_belongs_to_it(
    circle: Circle, how: str
) -> None:
    rest(circle, how)
    for phone in (circle.ana, circle.lucia, circle.marta):
        phone.command("start")
        gone = {"Sesión", "Caras y nombres", "Dejar una idea"}
        assert gone.isdisjoint(phone.last.labels)
        assert "El libro" in phone.last.labels


@pytest.mark.parametrize("how", RESTS)
def test_an_old_button_of_what_has_stopped_says_so_kindly(circle: Circle, how: str) -> None:
    circle.lucia.command("start")
    tip = circle.lucia.last.buttons["Dejar una idea"]
    rest(circle, how)
    circle.lucia.tap_data(tip)
    assert "en reposo" in circle.lucia.last.text


@pytest.mark.parametrize("how", RESTS)
def test_an_exercise_that_was_under_way_says_nothing_more(
    circle: Circle, kit: TurnKit, how: str
) -> None:
    card = Card(element_id="e1", photo_id="p1")
    waiting = Exercise(id="e1", led_by=1, asked_at=START, cards=(card,))
    waiting = waiting.agree(now=START).met().came(now=START)
    with kit.look() as work:
        exercises.keep(work, kit.services.registry, waiting)
        work.commit()
    rest(circle, how)
    kit.wait(timedelta(seconds=20))
    shown = len(circle.ana.seen)
    circle.ana.send(Incoming(kind=IncomingKind.TICK, what=exercises.TICK))
    assert len(circle.ana.seen) == shown


@pytest.mark.parametrize("how", RESTS)
def test_the_book_can_be_read_and_commented_on(circle: Circle, how: str) -> None:
    rest(circle, how)
    circle.lucia.command("book")
    circle.lucia.tap("Abrir ▶")
    circle.lucia.tap("▶")
    assert "El río bajaba verde." in circle.lucia.last.text
    circle.lucia.tap("💬 Comentar")
    circle.lucia.words("Siempre lo contaba.")
    assert "Siempre lo contaba." in circle.lucia.last.text


def test_after_a_death_nobody_is_sent_a_summary_and_what_was_told_can_be_read(
    circle: Circle, kit: TurnKit
) -> None:
    circle.ana.command("session")
    circle.ana.tap("Sí")
    kit.wait(timedelta(hours=5))
    rest(circle, "Ha muerto")
    circle.marta.read()
    assert circle.marta.seen == []
    with kit.look() as work:
        (session,), (review,) = work.sessions.all(), work.reviews.all()
    assert (review.id, review.ended_at) == (session.id, session.ended_at)
    assert session.clock.seconds(now=kit.clock.now()) == 0
    circle.marta.command("summaries")
    circle.marta.tap(circle.marta.last.labels[0])
    assert "Procedencia" in circle.marta.last.text


def test_after_a_death_the_phone_that_led_goes_on_keeping_stories(
    circle: Circle, kit: TurnKit
) -> None:
    pablo = kit.member(4, "Pablo", Role.COMPANION, circle.space)
    to_question(pablo)
    rest(circle, "Ha muerto")
    seen = len(pablo.seen)
    pablo.read()
    assert len(pablo.seen) == seen  # such news are not for a program to bring
    with kit.look() as work:
        assert not work.open_screens(pablo.account_id)
        assert not work.expectation(pablo.account_id).action
    pablo.words("Cantaba al pelar patatas.")
    assert "¿Lo guardo como recuerdo?" in pablo.last.text


def test_an_answer_to_a_question_that_is_over_is_kept_as_a_story(
    circle: Circle, kit: TurnKit
) -> None:
    """However that came about: words are never refused again and again."""
    to_question(circle.ana)
    with kit.look() as work:
        sessions.leave_open(work, now=kit.clock.now())
        work.commit()
    circle.ana.words("Cantaba al pelar patatas.")
    assert "¿Lo guardo como recuerdo?" in circle.ana.last.text
    with kit.look() as work:
        assert "Cantaba al pelar patatas." in {memory.words for memory in work.memories.all()}
        assert not work.expectation(circle.ana.account_id).action


def to_question(phone: Phone) -> None:
    """From the invitation of a first session to its first question."""
    phone.command("session")
    phone.tap("Sí")
    phone.tap(next(label for label in phone.last.labels if label[0] not in "🙂😐🙁⏸😟"))


def test_a_pause_ends_when_an_owner_says_so(circle: Circle, kit: TurnKit) -> None:
    rest(circle, "Pausarlo todo")
    circle.ana.command("person")
    circle.ana.tap("Pausa y final")
    circle.ana.tap(circle.ana.last.labels[0])
    assert kit.person().standing is Standing.ACTIVE
    circle.ana.command("start")
    assert "Sesión" in circle.ana.last.labels
