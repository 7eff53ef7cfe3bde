"""One thing at a time: faces and names, or a session."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.handlers import session
from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.exercise import LEFT_AFTER
from tests.fakes.turns import Door, Phone, TurnKit
from tests.integration.exercise import conftest
from tests.integration.exercise.test_exercise_screens import after, greeting


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[TurnKit]:
    """As ever, with the real session in it."""
    areas = [area.routes() for area in (*conftest.AREAS, session)]
    doors = [Door(name).routes() for name in ("book.open", "pictures.offer")]
    with TurnKit.open(tmp_path, *areas, *doors) as opened:
        yield opened


@pytest.fixture
def ana(ana: Phone, kit: TurnKit) -> Phone:
    """Whose stories may be kept, too."""
    with kit.look() as work:
        work.consents.save(replace(work.consents.all()[0], id="c2", kind=ConsentKind.STORIES))
        work.commit()
    return ana


def test_a_session_closes_the_exercise_kindly_and_says_so(ana: Phone, kit: TurnKit) -> None:
    greeting(ana)
    ana.tap("Ha salido")
    kit.wait(timedelta(seconds=40))
    ana.command("session")
    closed, begun = ana.seen[-2:]
    assert "queda cerrado por hoy" in closed.text
    assert "⏸ Pausa" in begun.labels
    with kit.look() as work:
        assert work.exercises.open_one() is None
        assert work.sessions.open_one() is not None


def test_what_felt_easy_stays_for_the_therapist(ana: Phone, kit: TurnKit) -> None:
    greeting(ana)
    ana.tap("Ha salido")
    after(kit, ana, seconds=15)
    ana.tap("Ha salido")
    ana.command("session")
    with kit.look() as work:
        last = work.exercises.last()
        assert last is not None
        assert last.longest_s == 15


def test_an_exercise_walked_away_from_goes_without_a_word(ana: Phone, kit: TurnKit) -> None:
    greeting(ana)
    ana.tap("Ha salido")
    kit.wait(LEFT_AFTER + timedelta(minutes=1))
    before = len(ana.seen)
    ana.command("session")
    assert len(ana.seen) == before + 1
    assert "⏸ Pausa" in ana.last.labels


def test_a_session_waits_while_somebody_else_sits_with_them(ana: Phone, kit: TurnKit) -> None:
    pablo = kit.member(4, "Pablo", Role.COMPANION, kit.patient_ids[0])
    greeting(pablo)
    ana.command("session")
    assert "Otra persona" in ana.last.text
    with kit.look() as work:
        assert work.sessions.open_one() is None
        assert work.exercises.open_one() is not None


def test_the_exercise_waits_for_the_session_and_shows_the_way_back(
    ana: Phone, kit: TurnKit
) -> None:
    ana.command("session")
    ana.command("person")
    ana.tap("Inicio")
    ana.tap("Caras y nombres")
    assert "Ahora estáis en una sesión" in ana.last.text
    ana.tap("Volver a la sesión")
    assert "⏸ Pausa" in ana.last.labels
