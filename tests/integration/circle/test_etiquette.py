"""Manners: groups, /cancel from anywhere, help for each role."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.dispatch import Dispatcher
from bot.incoming import GROUP, Incoming, IncomingKind
from bot.routes import all_routes
from core.domain.circle import Role
from core.domain.conversation import Expectation
from tests.fakes.turns import TurnKit
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


@pytest.mark.parametrize("expected", sorted(all_routes().answers))
def test_cancel_leads_out_of_every_question(circle: Circle, kit: TurnKit, expected: str) -> None:
    with kit.look() as work:
        work.expect(Expectation(chat_id=1, action=expected, argument="x"))
        work.commit()
    circle.ana.command("cancel")
    with kit.look() as work:
        assert work.expectation(1).action == ""
    assert "Inicio" not in circle.ana.last.labels
    assert "Más…" in circle.ana.last.labels


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
