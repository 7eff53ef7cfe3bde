"""Role x action, cell by cell, through every route that the program answers to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.routes import all_routes
from bot.turns import Route
from core.domain.circle import Role, may
from core.domain.conversation import Button, Expectation, Screen
from tests.fakes.turns import Phone, TurnKit
from tests.integration.circle.test_roles import TABLE
from tests.integration.circle.whole import Circle

ROUTES = all_routes()
IRIS = 7


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[TurnKit]:
    with TurnKit.open(tmp_path, ROUTES) as opened:
        yield opened


@pytest.fixture
def circle(kit: TurnKit) -> Circle:
    return Circle(kit)


def forbidden(routes: dict[str, Route], role: Role) -> list[str]:
    """Names of what this role may not do; care settings are a linked therapist's."""
    return [
        name
        for name, route in sorted(routes.items())
        if not may(role, route.action, present=frozenset(Role))
    ]


def iris(circle: Circle, role: Role) -> Phone:
    return circle.kit.member(IRIS, "Iris", role, circle.space)


def hand_over(kit: TurnKit, tap: str) -> str:
    """A button in Iris's chat that was never for her."""
    with kit.look() as work:
        button = Button(label="?", action=tap, argument="1")
        screen = work.add_screen(
            Screen(number=0, chat_id=IRIS, account_id=IRIS, buttons=(button,))
        )
        work.commit()
    return f"{kit.patient_ids[0]}.{screen.number}.0"


def test_every_route_asks_for_something_that_is_in_the_table() -> None:
    tables = (ROUTES.taps, ROUTES.answers, ROUTES.commands, ROUTES.results, ROUTES.ticks)
    assert {route.action for table in tables for route in table.values()} <= set(TABLE)


@pytest.mark.parametrize("role", Role)
def test_no_tap_beyond_ones_role_does_or_shows_anything(
    circle: Circle, kit: TurnKit, role: Role
) -> None:
    phone, before = iris(circle, role), kit.person()
    for tap in forbidden(dict(ROUTES.taps), role):
        applied = phone.tap_data(hand_over(kit, tap))
        assert applied.notice, tap
    assert phone.seen == []
    assert kit.person() == before


@pytest.mark.parametrize("role", Role)
def test_no_answer_beyond_ones_role_does_anything(
    circle: Circle, kit: TurnKit, role: Role
) -> None:
    phone, before = iris(circle, role), kit.person()
    for answer in forbidden(dict(ROUTES.answers), role):
        with kit.look() as work:
            work.expect(Expectation(chat_id=IRIS, action=answer, argument="1"))
            work.commit()
        phone.words("Carmen")
        assert "Aquí no puedo abrir eso" in phone.last.text, answer
    assert kit.person() == before


@pytest.mark.parametrize("role", Role)
def test_every_command_answers_or_says_kindly_that_it_is_not_theirs(
    circle: Circle, kit: TurnKit, role: Role
) -> None:
    phone = iris(circle, role)
    for command, route in ROUTES.commands.items():
        phone.command(command)
        refused = "Aquí no puedo abrir eso" in phone.last.text
        if not may(role, route.action, present=frozenset(Role)):
            assert refused, command


def test_who_was_removed_opens_nothing_with_any_old_button(circle: Circle, kit: TurnKit) -> None:
    phone = iris(circle, Role.OWNER)
    old = {tap: hand_over(kit, tap) for tap in sorted(ROUTES.taps)}
    kit.services.registry.leave(IRIS, circle.space)
    for tap, data in old.items():
        assert phone.tap_data(data).notice, tap
    assert phone.seen == []


def test_a_stranger_opens_nothing_with_anybodys_button(circle: Circle, kit: TurnKit) -> None:
    iris(circle, Role.OWNER)
    for tap in sorted(ROUTES.taps):
        assert circle.otto.tap_data(hand_over(kit, tap)).notice, tap
    assert circle.otto.seen == []


def test_a_strangers_words_are_no_answer_to_anything(circle: Circle, kit: TurnKit) -> None:
    for answer in sorted(ROUTES.answers):
        with kit.look() as work:
            work.expect(Expectation(chat_id=99, action=answer, argument="1"))
            work.commit()
        circle.otto.words("Carmen")
        assert "Soy <b>Vivencia</b>" in circle.otto.last.text, answer
