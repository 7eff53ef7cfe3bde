"""Alerts: told at once, acknowledged by a human, passed on to the family when nobody answers."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.routes import all_routes
from core.domain.alert import AlertCause
from core.domain.circle import Role
from tests.fakes.turns import Phone, TurnKit
from tests.integration.circle.test_owners import ring
from tests.integration.circle.whole import Circle

HARD, UPSET, DANGER = "😟 Es un mal momento", "🌧 Lo pasa mal", "🆘 Peligro"


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[TurnKit]:
    with TurnKit.open(tmp_path, all_routes()) as opened:
        yield opened


@pytest.fixture
def circle(kit: TurnKit) -> Circle:
    """Ana answers for the space, Pablo leads, and Lucía is to be told when nobody answers."""
    circle = Circle(kit)
    kit.prepare(alert_contact=circle.lucia.account_id)
    return circle


def danger(circle: Circle) -> None:
    circle.ana.command("session")
    circle.ana.tap(HARD)
    circle.ana.tap(DANGER)
    circle.marta.read()


def quarter(circle: Circle, kit: TurnKit) -> None:
    kit.wait(timedelta(minutes=15))
    ring(kit)
    circle.lucia.read()


def test_the_therapist_is_told_at_once_and_nothing_of_what_was_told(circle: Circle) -> None:
    danger(circle)
    assert "Llama a quien acompaña" in circle.marta.last.text
    assert circle.marta.last.labels == ["Lo he visto"]


def test_who_raised_it_hears_that_somebody_saw_it(circle: Circle) -> None:
    danger(circle)
    circle.marta.tap("Lo he visto")
    circle.ana.read()
    assert "Marta ha visto el aviso." in circle.ana.last.text


def test_what_nobody_answers_goes_to_the_family_contact(circle: Circle, kit: TurnKit) -> None:
    danger(circle)
    quarter(circle, kit)
    assert "nadie ha contestado al aviso" in circle.lucia.last.text


def test_what_was_seen_goes_no_further(circle: Circle, kit: TurnKit) -> None:
    danger(circle)
    circle.marta.tap("Lo he visto")
    quarter(circle, kit)
    assert circle.lucia.seen == []


def test_what_concerns_abuse_stays_with_the_therapist(circle: Circle, kit: TurnKit) -> None:
    danger(circle)
    circle.ana.tap("Son malos tratos")
    assert "nadie de la familia" in circle.ana.seen[-2].text
    quarter(circle, kit)
    assert circle.lucia.seen == []


def test_nobody_is_promised_what_was_told_before(circle: Circle, kit: TurnKit) -> None:
    danger(circle)
    quarter(circle, kit)
    circle.ana.tap("Son malos tratos")
    assert "ya se avisó a alguien de la familia" in circle.ana.seen[-2].text


def test_abuse_with_no_therapist_in_the_circle_is_not_said_to_be_known(
    circle: Circle, kit: TurnKit
) -> None:
    kit.services.registry.leave(circle.marta.account_id, circle.space)
    circle.ana.command("session")
    for label in (HARD, DANGER, "Son malos tratos"):
        circle.ana.tap(label)
    said = circle.ana.seen[-2].text
    assert "nadie más lo sabe: cuéntaselo hoy a un profesional" in said
    assert "lleva la terapia" not in said


def test_abuse_is_not_promised_to_a_therapist_who_left(circle: Circle, kit: TurnKit) -> None:
    danger(circle)
    quarter(circle, kit)
    kit.services.registry.leave(circle.marta.account_id, circle.space)
    circle.ana.tap("Son malos tratos")
    said = circle.ana.seen[-2].text
    assert "ya se avisó a alguien de la familia" in said
    assert "En este círculo no hay terapeuta" in said
    assert "nadie más lo sabe" not in said


def test_a_therapist_who_leads_alone_is_told_it_stays_with_the_therapist(
    circle: Circle, kit: TurnKit
) -> None:
    circle.marta.command("session")
    for label in (HARD, DANGER, "Son malos tratos"):
        circle.marta.tap(label)
    assert "quien lleva la terapia" in circle.marta.seen[-2].text


def taken_over(circle: Circle, kit: TurnKit) -> Phone:
    """Pablo leads on what Ana began, of which nothing is kept from him yet."""
    pablo = kit.member(4, "Pablo", Role.COMPANION, circle.space)
    pablo.command("session")
    pablo.tap("Seguirla yo")
    return pablo


def test_what_upset_them_before_it_was_told_stays_there_too(circle: Circle, kit: TurnKit) -> None:
    circle.ana.command("session")
    for label in (HARD, UPSET, HARD, DANGER, "Son malos tratos"):
        circle.ana.tap(label)
    quarter(circle, kit)
    assert circle.lucia.seen == []


def test_what_another_leader_raised_in_the_session_stays_there_too(
    circle: Circle, kit: TurnKit
) -> None:
    danger(circle)
    taken_over(circle, kit).tap("Son malos tratos")
    quarter(circle, kit)
    assert circle.lucia.seen == []


def test_what_another_leader_raises_after_it_was_told_stays_there_too(
    circle: Circle, kit: TurnKit
) -> None:
    danger(circle)
    circle.ana.tap("Son malos tratos")
    circle.marta.command("session")
    for label in ("Seguirla yo", HARD, DANGER):
        circle.marta.tap(label)
    quarter(circle, kit)
    assert circle.lucia.seen == []


def test_an_earlier_session_of_another_leader_is_not_made_a_secret(
    circle: Circle, kit: TurnKit
) -> None:
    pablo = kit.member(4, "Pablo", Role.COMPANION, circle.space)
    pablo.command("session")
    for label in (HARD, UPSET, "Hay calma: cerrar"):
        pablo.tap(label)
    kit.wait(timedelta(minutes=5))
    leave(kit)
    danger(circle)
    circle.ana.tap("Son malos tratos")
    with kit.look() as work:
        assert [a.cause for a in work.alerts.all()] == [AlertCause.UPSET, AlertCause.ABUSE]


def leave(kit: TurnKit) -> None:
    with kit.look() as work:
        session = work.sessions.open_one()
        assert session is not None
        work.sessions.save(session.leave(now=kit.clock.now()))
        work.commit()


def test_what_is_raised_after_abuse_was_told_stays_there_too(circle: Circle, kit: TurnKit) -> None:
    danger(circle)
    circle.marta.tap("Lo he visto")
    circle.ana.tap("Son malos tratos")
    kit.wait(timedelta(hours=2))
    leave(kit)
    danger(circle)
    with kit.look() as work:
        assert [alert.cause for alert in work.alerts.all()] == [AlertCause.ABUSE] * 2
    quarter(circle, kit)
    assert circle.lucia.seen == []


def test_the_same_tick_twice_tells_once(circle: Circle, kit: TurnKit) -> None:
    danger(circle)
    quarter(circle, kit)
    told = len(circle.lucia.seen)
    quarter(circle, kit)
    assert len(circle.lucia.seen) == told


def test_a_contact_who_left_is_not_told(circle: Circle, kit: TurnKit) -> None:
    danger(circle)
    kit.services.registry.leave(circle.lucia.account_id, circle.space)
    quarter(circle, kit)
    assert circle.lucia.seen == []


def test_quiet_does_not_silence_alerts(circle: Circle, kit: TurnKit) -> None:
    circle.lucia.command("circle")
    circle.lucia.tap("No avisarme")
    danger(circle)
    quarter(circle, kit)
    assert "nadie ha contestado" in circle.lucia.last.text


def test_the_owner_chooses_the_contact_among_the_family(circle: Circle, kit: TurnKit) -> None:
    kit.member(4, "Pablo", Role.COMPANION, circle.space)
    circle.ana.command("circle")
    circle.ana.tap("Quién responde")
    circle.ana.tap("Contacto para avisos")
    assert "✅ Lucía" in circle.ana.last.labels
    assert "Marta" not in circle.ana.last.labels
    circle.ana.tap("Pablo")
    assert kit.person().alert_contact == 4
    circle.ana.command("circle")
    circle.ana.tap("Quién responde")
    circle.ana.tap("Contacto para avisos")
    circle.ana.tap("A nadie")
    assert kit.person().alert_contact is None
