"""What was taken for abuse by mistake: a therapist, and nobody else, gives it back."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.routes import all_routes
from core.domain.alert import Alert, AlertCause
from core.domain.circle import Action, Role
from core.domain.conversation import Button, Screen
from core.errors import NotAllowed
from core.services import alerts, book_waiting, confidences, steering
from tests.fakes.turns import Phone, TurnKit
from tests.integration.circle.test_confided_stories import (
    BEFORE,
    CONFIDED,
    LATER,
    PABLO,
    STORY,
    confided,
    ended,
    transcript,
)
from tests.integration.circle.whole import Circle
from tests.integration.summaries.examples import the_session

CLEAR = "La familia puede leerlo"


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[TurnKit]:
    with TurnKit.open(tmp_path, all_routes()) as house:
        yield house


@pytest.fixture
def circle(kit: TurnKit) -> Circle:
    circle = confided(kit)
    ended(circle, kit)
    return circle


def summary(phone: Phone) -> list[str]:
    """Open the summary of the session; the buttons below it."""
    phone.command("summaries")
    phone.tap(phone.last.labels[0])
    return phone.last.labels


def listed(circle: Circle, kit: TurnKit) -> set[str]:
    with kit.services.stores.open(circle.space, circle.ana.account) as work:
        asked = {"account_id": circle.ana.account_id, "now": kit.clock.now()}
        found = [*book_waiting.waiting(work, **asked), *book_waiting.set_aside(work, **asked)]
        return {memory.words for memory in found}


def test_the_family_has_its_stories_back_once_a_therapist_says_it_was_none(
    circle: Circle, kit: TurnKit
) -> None:
    assert listed(circle, kit) == {BEFORE}
    assert CLEAR in summary(circle.marta)
    circle.marta.tap(CLEAR)
    assert listed(circle, kit) == {BEFORE}, "it is asked once more"
    assert "No tiene vuelta atrás" in circle.marta.last.text
    assert "desde ahora la familia" in circle.marta.tap("Sí, fue un error").notice
    assert CLEAR not in circle.marta.last.labels
    assert listed(circle, kit) == {BEFORE, CONFIDED, LATER}
    assert CONFIDED not in transcript(circle.ana), "it rests, and summaries say no more of it"


def test_the_family_may_delete_it_then(circle: Circle, kit: TurnKit) -> None:
    summary(circle.marta)
    circle.marta.tap(CLEAR)
    circle.marta.tap("Sí, fue un error")
    with kit.services.stores.open(circle.space, circle.ana.account) as work:
        assert book_waiting.find(work, STORY, account_id=circle.ana.account_id) is not None
        book_waiting.delete(work, STORY)
        assert work.memories.find(STORY) is None


def test_who_thinks_better_of_it_changes_nothing(circle: Circle, kit: TurnKit) -> None:
    summary(circle.marta)
    circle.marta.tap(CLEAR)
    circle.marta.tap("Volver")
    assert CLEAR in circle.marta.last.labels
    assert listed(circle, kit) == {BEFORE}


def test_neither_owner_nor_companion_is_offered_it_or_could_do_it(
    circle: Circle, kit: TurnKit
) -> None:
    assert CLEAR not in summary(circle.ana)
    with kit.look() as work:
        button = Button(label="?", action="summaries.cleared", argument="t1")
        screen = work.add_screen(Screen(number=0, chat_id=1, account_id=1, buttons=(button,)))
        work.commit()
    circle.ana.tap_data(f"{circle.space}.{screen.number}.0")
    assert listed(circle, kit) == {BEFORE}


def test_not_even_an_owner_where_no_therapist_is(circle: Circle, kit: TurnKit) -> None:
    kit.services.registry.leave(circle.marta.account_id, circle.space)
    assert CLEAR not in summary(circle.ana)
    with kit.services.stores.open(circle.space, circle.ana.account) as work:
        work.require(Action.EDIT_CARE)
        with pytest.raises(NotAllowed):
            steering.clear_of_abuse(work, "t1", account_id=1, now=kit.clock.now())


def test_of_a_session_in_which_nothing_was_kept_back_it_is_not_asked(
    circle: Circle, kit: TurnKit
) -> None:
    with kit.look() as work:
        for alert in work.alerts.all():
            work.alerts.remove(alert.id)
        work.commit()
    assert CLEAR not in summary(circle.marta)


def test_what_was_cleared_keeps_nothing_back_that_is_raised_later(
    circle: Circle, kit: TurnKit
) -> None:
    summary(circle.marta)
    circle.marta.tap(CLEAR)
    circle.marta.tap("Sí, fue un error")
    with kit.look() as work:
        session = work.sessions.get("t1")
        assert not confidences.confided(work, session, reader=Role.OWNER)
        raised = alerts.sound(
            work,
            kit.services.registry,
            kit.ids,
            cause=AlertCause.UPSET,
            raised_by=1,
            now=session.ended_at or kit.clock.now(),
        )
    assert isinstance(raised, Alert)
    assert raised.cause is AlertCause.UPSET


def sounds(kit: TurnKit, cause: AlertCause, raised_by: int) -> Alert:
    """Raise an alert outside a session, as among faces and names."""
    registry, now = kit.services.registry, kit.clock.now()
    with kit.look() as work:
        raised = alerts.sound(work, registry, kit.ids, cause=cause, raised_by=raised_by, now=now)
        work.commit()
    assert isinstance(raised, Alert)
    return raised


def calls_it_abuse(circle: Circle, kit: TurnKit, raised_by: int) -> None:
    with kit.services.stores.open(circle.space, circle.ana.account) as work:
        alerts.concerns_abuse(work, raised_by=raised_by, now=kit.clock.now())
        work.commit()


def clears(circle: Circle, kit: TurnKit, session_id: str = "t1") -> None:
    with kit.services.stores.open(circle.space, circle.marta.account) as work:
        by = circle.marta.account_id
        steering.clear_of_abuse(work, session_id, account_id=by, now=kit.clock.now())
        work.commit()


def another_session(kit: TurnKit) -> None:
    now = kit.clock.now()
    with kit.look() as work:
        work.sessions.save(the_session("t2", begun_at=now, touched_at=now))
        work.commit()


def confides(kit: TurnKit, alert: Alert) -> bool:
    with kit.look() as work:
        found: Alert = work.alerts.get(alert.id)
        return found.confides


def test_what_only_followed_it_is_cleared_with_it(circle: Circle, kit: TurnKit) -> None:
    followed = sounds(kit, AlertCause.UPSET, PABLO)
    assert followed.confides
    clears(circle, kit)
    kit.wait(timedelta(days=9))
    raised = sounds(kit, AlertCause.DANGER, circle.ana.account_id)
    assert (raised.cause, raised.goes_to_family) == (AlertCause.DANGER, True)
    assert not confides(kit, followed)


def test_what_somebody_called_abuse_after_it_stays_and_what_followed_that(
    circle: Circle, kit: TurnKit
) -> None:
    said = sounds(kit, AlertCause.UPSET, PABLO)
    calls_it_abuse(circle, kit, PABLO)
    kit.wait(timedelta(days=1))
    followed = sounds(kit, AlertCause.UPSET, PABLO)
    clears(circle, kit)
    assert confides(kit, said)
    assert confides(kit, followed)


def test_what_is_called_abuse_once_it_was_cleared_is_for_therapists_again(
    circle: Circle, kit: TurnKit
) -> None:
    early, last = (sounds(kit, AlertCause.UPSET, by) for by in (circle.ana.account_id, PABLO))
    clears(circle, kit)
    calls_it_abuse(circle, kit, PABLO)
    assert confides(kit, last)
    assert not confides(kit, early)


def test_what_followed_it_in_the_next_session_is_cleared_with_it(
    circle: Circle, kit: TurnKit
) -> None:
    sounds(kit, AlertCause.UPSET, PABLO)
    kit.wait(timedelta(hours=1))
    another_session(kit)
    followed = sounds(kit, AlertCause.UPSET, PABLO)
    assert followed.confides
    clears(circle, kit)
    assert not confides(kit, followed)


def test_what_was_told_in_the_next_session_stays_with_therapists(
    circle: Circle, kit: TurnKit
) -> None:
    another_session(kit)
    said = sounds(kit, AlertCause.DANGER, PABLO)
    calls_it_abuse(circle, kit, PABLO)
    kit.wait(timedelta(minutes=1))
    followed = sounds(kit, AlertCause.UPSET, circle.ana.account_id)
    clears(circle, kit)
    assert confides(kit, said)
    assert confides(kit, followed)
