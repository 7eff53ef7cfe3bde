"""Manners: groups, /cancel from anywhere, help for each role."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import absence
from bot.dispatch import Dispatcher
from bot.incoming import AWAY, EDITED, GROUP, Incoming, IncomingKind
from bot.routes import all_routes
from core.domain.circle import Role
from core.domain.conversation import Expectation, OutboxKind
from core.domain.reminder import Reminder
from core.services import presence, reminders
from tests.fakes.turns import START, TurnKit
from tests.integration.circle.whole import Circle


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[TurnKit]:
    with TurnKit.open(tmp_path, all_routes()) as opened:
        yield opened


@pytest.fixture
def circle(kit: TurnKit) -> Circle:
    return Circle(kit)


def test_in_a_group_nothing_of_a_space_is_said(circle: Circle, kit: TurnKit) -> None:
    row = circle.ana.row(Incoming(kind=IncomingKind.OTHER, what=GROUP))
    Dispatcher(kit.services).apply(replace(row, chat_id=-100, patient_id=None))
    ((item),) = kit.services.registry.outbox.pending()
    assert item.chat_id == -100
    assert item.payload["text"].startswith("Solo hablo en privado")


def test_a_tap_in_a_group_is_answered_over_the_chat_alone(circle: Circle, kit: TurnKit) -> None:
    tap = Incoming(kind=IncomingKind.OTHER, what=GROUP, query_id="q")
    row = replace(circle.ana.row(tap), chat_id=-100, patient_id=None)
    applied = Dispatcher(kit.services).apply(row)
    assert applied.notice.startswith("Solo hablo en privado")
    assert kit.services.registry.outbox.pending() == []


@pytest.mark.parametrize("role", Role)
def test_cancel_leads_out_of_every_question(circle: Circle, kit: TurnKit, role: Role) -> None:
    iris = kit.member(8, "Iris", role, circle.space)
    for expected in sorted(all_routes().answers):
        with kit.look() as work:
            work.expect(Expectation(chat_id=8, action=expected, argument="x"))
            work.commit()
        iris.command("cancel")
        with kit.look() as work:
            assert work.expectation(8).action == "", expected
        assert "Inicio" not in iris.last.labels
        assert "Más…" in iris.last.labels


def not_reached(kit: TurnKit, account_id: int) -> frozenset[int]:
    return absence.note(kit.services, account_id, update_key="away")


def test_who_answers_for_a_circle_hears_once_that_somebody_is_not_reached(
    circle: Circle, kit: TurnKit
) -> None:
    assert not_reached(kit, 3) == {1}
    assert not_reached(kit, 3) == frozenset()
    ((said),) = circle.ana.read()
    assert "A Lucía no le llegan mis mensajes" in said.text
    assert circle.marta.read() == []
    circle.ana.command("circle")
    assert "Lucía · familia · no le llegan mis mensajes" in circle.ana.last.text


def test_who_shuts_the_chat_is_missed_at_once(circle: Circle, kit: TurnKit) -> None:
    row = circle.lucia.row(Incoming(kind=IncomingKind.OTHER, what=AWAY))
    applied = Dispatcher(kit.services).apply(replace(row, patient_id=None))
    assert applied.chats == {1}
    assert "A Lucía no le llegan mis mensajes" in circle.ana.read()[0].text
    assert circle.lucia.seen == []


def test_whoever_writes_again_is_there_and_reminded_as_before(
    circle: Circle, kit: TurnKit
) -> None:
    registry = kit.services.registry
    reminder = Reminder(
        id="r1",
        patient_id=circle.space,
        account_id=5,
        time_zone="Europe/Madrid",
        hour=17,
        settled_at=START,
        weekdays=(0, 3),
        offered_at=START,
    )
    registry.save_reminder(reminder)
    not_reached(kit, 5)
    kit.wait(timedelta(days=7, hours=-1))
    assert reminders.due(registry, now=kit.clock.now()) == []
    circle.marta.command("start")
    assert not presence.is_lost(registry, 5)
    (waiting,) = reminders.due(registry, now=kit.clock.now())
    assert waiting.offered_at is None


def test_an_outsider_who_is_not_reached_is_nobodys_news(circle: Circle, kit: TurnKit) -> None:
    assert not_reached(kit, 99) == frozenset()


@pytest.mark.parametrize("label", ["English", "Ahora no"])
def test_what_was_tapped_at_the_door_becomes_the_answer(kit: TurnKit, label: str) -> None:
    circle = Circle(kit)
    circle.otto.command("start", invitation(circle))
    circle.otto.send(tapped(circle.otto.last.buttons[label]))
    assert circle.otto.last.payload["messages"] == [41]


def test_a_button_at_the_door_that_led_in_is_taken_away(circle: Circle, kit: TurnKit) -> None:
    circle.otto.command("start", invitation(circle))
    row = circle.otto.row(tapped(circle.otto.last.buttons["Otto"]))
    Dispatcher(kit.services).apply(row)
    ((cleared),) = kit.services.registry.outbox.pending()
    assert (cleared.kind, cleared.payload) == (OutboxKind.CLEAR, {"messages": [41]})
    assert "Estás con <b>Carmen</b>" in circle.otto.read()[-1].text


def invitation(circle: Circle) -> str:
    """A relative's link, as the owner gets it."""
    circle.ana.command("circle")
    for label in ("Invitar", "Familia", "Sin nombre"):
        circle.ana.tap(label)
    return circle.ana.seen[-2].text.split()[-1].rpartition("start=")[-1]


def tapped(data: str) -> Incoming:
    """A tap with the message it was on, as it comes from Telegram."""
    return Incoming(kind=IncomingKind.TAP, text=data, message_id=41)


@pytest.mark.parametrize("role", Role)
def test_help_lists_only_what_really_answers(circle: Circle, kit: TurnKit, role: Role) -> None:
    iris = kit.member(8, "Iris", role, circle.space)
    iris.command("help")
    listed = [
        line.split(" ")[0].lstrip("/") for line in iris.last.text.splitlines() if line[:1] == "/"
    ]
    assert "start" in listed
    assert ("sesion" in listed) is (role is not Role.RELATIVE)
    assert ("resumenes" in listed) is (role in {Role.OWNER, Role.THERAPIST})


@pytest.mark.parametrize("role", Role)
def test_home_has_four_things_and_the_rest_behind_one(
    circle: Circle, kit: TurnKit, role: Role
) -> None:
    iris = kit.member(8, "Iris", role, circle.space)
    iris.command("start")
    first = iris.last.labels
    assert len(first) <= 5
    iris.tap("Más…")
    assert "El círculo" in iris.last.labels
    assert set(first).isdisjoint(iris.last.labels)


def test_the_menu_is_one_message_that_changes(circle: Circle) -> None:
    ana = circle.ana
    ana.command("start")
    for label in ("Más…", "El círculo", "Mi nombre", "Volver", "Inicio"):
        ana.tap(label)
        assert "replaces" in ana.last.payload
    ana.words("Una cosa")
    assert "replaces" not in ana.last.payload


def test_whose_space_it_is_is_said_on_every_home(circle: Circle) -> None:
    for phone in (circle.ana, circle.lucia, circle.marta):
        phone.command("start")
        assert "Estás con <b>Carmen</b>" in phone.last.text


def changed(words: str) -> Incoming:
    return Incoming(kind=IncomingKind.OTHER, what=EDITED, argument=words)


def test_who_changes_a_message_is_told_once_how_it_is_put_right(circle: Circle) -> None:
    circle.tell("m1", "Íbamos al río con mi hermano.")
    for words in ("Íbamos al mar", "Íbamos al mar con mi hermana", ""):
        circle.ana.send(changed(words))
    (said,) = circle.ana.seen
    assert "yo me quedo con lo que ponía antes" in said.text


def test_a_message_of_which_nothing_was_changed_is_let_by(circle: Circle) -> None:
    circle.tell("m1", "Íbamos al río con mi hermano.")
    circle.ana.send(changed("Íbamos al río con mi hermano."))
    assert circle.ana.seen == []


def test_what_is_asked_still_waits_after_it(circle: Circle, kit: TurnKit) -> None:
    with kit.look() as work:
        work.expect(Expectation(chat_id=1, action="tips.written"))
        work.commit()
    circle.ana.send(changed("Otra cosa"))
    with kit.look() as work:
        assert work.expectation(1).action == "tips.written"


def test_who_is_in_no_space_is_told_nothing_of_it(circle: Circle) -> None:
    circle.otto.send(changed("Hola"))
    assert circle.otto.seen == []
