"""Who answers for a space: handed over by two yeses, or restored after an announced wait."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.incoming import Incoming, IncomingKind
from bot.routes import all_routes
from core.domain.circle import Role
from core.services import ownership
from tests.fakes.turns import Phone, TurnKit
from tests.integration.circle.whole import Circle

WEEK = timedelta(days=7)


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[TurnKit]:
    with TurnKit.open(tmp_path, all_routes()) as opened:
        yield opened


@pytest.fixture
def circle(kit: TurnKit) -> Circle:
    return Circle(kit)


def ring(kit: TurnKit) -> None:
    """The clock lets in what is due."""
    registry = kit.services.registry
    for timer in registry.timers_due(kit.clock.now()):
        phone = kit.phone(timer.account_id, "")
        tick = Incoming(kind=IncomingKind.TICK, what=timer.tick, argument=timer.argument)
        row = phone.row(tick, key=timer.key)
        from dataclasses import replace

        from bot.dispatch import Dispatcher

        Dispatcher(kit.services).apply(replace(row, patient_id=timer.patient_id))
        registry.remove_timer(timer)


def roles(kit: TurnKit) -> dict[str, Role]:
    return {m.name: m.role for m in kit.services.registry.members(kit.patient_ids[0])}


def offer(circle: Circle) -> None:
    circle.ana.command("circle")
    circle.ana.tap("Quién responde")
    circle.ana.tap("Ceder el espacio")
    circle.ana.tap("Lucía")
    circle.lucia.read()


def restore(circle: Circle, kit: TurnKit) -> str:
    invitation = ownership.restore(
        kit.services.registry,
        kit.ids,
        circle.space,
        wait=WEEK,
        valid=WEEK,
        now=kit.clock.now(),
    )
    ring(kit)
    for phone in (circle.ana, circle.lucia, circle.marta):
        phone.read()
    return invitation.code


def test_nothing_changes_until_the_other_side_says_yes(circle: Circle, kit: TurnKit) -> None:
    offer(circle)
    assert roles(kit) == {"Ana": Role.OWNER, "Lucía": Role.RELATIVE, "Marta": Role.THERAPIST}
    assert "Ana te pide que lleves el espacio de <b>Carmen</b>" in circle.lucia.last.text


def test_with_both_yeses_the_roles_change_at_once(circle: Circle, kit: TurnKit) -> None:
    offer(circle)
    circle.lucia.tap("Sí, lo llevo yo")
    assert roles(kit) == {"Ana": Role.COMPANION, "Lucía": Role.OWNER, "Marta": Role.THERAPIST}
    circle.ana.read()
    assert "ahora responde del espacio" in circle.ana.last.text


def test_an_old_owners_button_opens_nothing_afterwards(circle: Circle) -> None:
    circle.ana.command("circle")
    old = circle.ana.last.buttons["Invitar"]
    offer(circle)
    circle.lucia.tap("Sí, lo llevo yo")
    assert circle.ana.tap_data(old).notice


@pytest.mark.parametrize("who", ["ana", "lucia"])
def test_either_side_can_call_it_off(circle: Circle, kit: TurnKit, who: str) -> None:
    offer(circle)
    phone: Phone = getattr(circle, who)
    phone.tap("Mejor no" if who == "ana" else "No")
    assert "todo sigue igual" in phone.last.text
    circle.lucia.tap("Sí, lo llevo yo")
    assert roles(kit)["Ana"] is Role.OWNER


def test_nobody_takes_over_what_was_offered_to_another(circle: Circle, kit: TurnKit) -> None:
    offer(circle)
    pablo = kit.member(4, "Pablo", Role.COMPANION, circle.space)
    applied = pablo.tap_data(circle.lucia.last.buttons["Sí, lo llevo yo"])
    assert applied.notice
    assert roles(kit)["Ana"] is Role.OWNER


def owners_page(phone: Phone) -> None:
    phone.command("circle")
    phone.tap("Quién responde")


def test_an_offer_that_waits_can_be_taken_back_later(circle: Circle, kit: TurnKit) -> None:
    offer(circle)
    kit.wait(timedelta(days=1))
    owners_page(circle.ana)
    assert "Le he preguntado a <b>Lucía</b>" in circle.ana.last.text
    circle.ana.tap("No ceder el espacio")
    circle.lucia.tap("Sí, lo llevo yo")
    assert roles(kit)["Ana"] is Role.OWNER
    owners_page(circle.ana)
    assert "No ceder el espacio" not in circle.ana.last.labels


def test_another_owner_is_not_shown_what_is_not_theirs_to_take_back(
    circle: Circle, kit: TurnKit
) -> None:
    bea = kit.member(2, "Bea", Role.OWNER, circle.space)
    offer(circle)
    owners_page(bea)
    assert "No ceder el espacio" not in bea.last.labels


def test_an_offer_ends_with_the_one_it_was_made_to(circle: Circle, kit: TurnKit) -> None:
    offer(circle)
    kit.services.registry.leave(circle.lucia.account_id, circle.space)
    owners_page(circle.ana)
    assert "No ceder el espacio" not in circle.ana.last.labels


def test_nobody_takes_over_by_an_offer_of_long_ago(circle: Circle, kit: TurnKit) -> None:
    offer(circle)
    kit.wait(WEEK)
    circle.lucia.tap("Sí, lo llevo yo")
    assert "ya no está en marcha" in circle.lucia.last.text
    assert roles(kit)["Ana"] is Role.OWNER
    owners_page(circle.ana)
    assert "No ceder el espacio" not in circle.ana.last.labels


def test_who_handed_the_space_over_leaves_no_links_behind(circle: Circle, kit: TurnKit) -> None:
    circle.ana.command("circle")
    for answer in ("Invitar", "Otra persona responsable", "Sin nombre"):
        circle.ana.tap(answer)
    code = re.search(r"/start (\w+)", circle.ana.seen[-2].text)
    assert code is not None
    offer(circle)
    circle.lucia.tap("Sí, lo llevo yo")
    assert any("dejan de servir" in seen.text for seen in circle.lucia.seen)
    eva = kit.phone(8, "Eva")
    eva.command("start", code[1])
    assert "ya no sirve" in eva.last.text


def test_a_restoration_is_among_the_links_and_outlives_a_removal(
    circle: Circle, kit: TurnKit
) -> None:
    code = restore(circle, kit)
    circle.ana.command("circle")
    assert "1. responsable: lo hizo quien lleva este bot" in circle.ana.last.text
    for answer in ("Quitar a alguien", "Lucía", "Sí, quitar"):
        circle.ana.tap(answer)
    kit.wait(WEEK)
    eva = kit.phone(8, "Eva")
    eva.command("start", code)
    assert "Eva" in eva.last.labels


def test_who_was_forgotten_and_comes_back_takes_over_by_no_old_offer(
    circle: Circle, kit: TurnKit
) -> None:
    offer(circle)
    kit.member(circle.lucia.account_id, "Lucía", Role.OWNER)  # of a space of her own
    elsewhere = next(space for space in kit.patient_ids if space != circle.space)
    kit.member(circle.lucia.account_id, "Lucía", Role.RELATIVE, elsewhere)
    kit.member(8, "Eva", Role.OWNER, elsewhere)
    circle.lucia.command("privacy")
    circle.lucia.tap("Irme y que me olvides")
    circle.lucia.tap("Sí, olvídame")
    circle.ana.command("circle")
    for answer in ("Invitar", "Familia"):
        circle.ana.tap(answer)
    circle.ana.words("Lucía")
    code = re.search(r"/start (\w+)", circle.ana.seen[-2].text)
    assert code is not None
    circle.lucia.command("start", code[1])
    circle.lucia.tap("Lucía")
    assert roles(kit)["Lucía"] is Role.RELATIVE
    applied = circle.lucia.tap("Sí, lo llevo yo")
    assert applied.notice
    assert roles(kit)["Ana"] is Role.OWNER


def test_a_therapist_is_never_asked(circle: Circle) -> None:
    circle.ana.command("circle")
    circle.ana.tap("Quién responde")
    circle.ana.tap("Ceder el espacio")
    assert "Marta" not in circle.ana.last.labels


def test_restoring_is_announced_to_every_member(circle: Circle, kit: TurnKit) -> None:
    restore(circle, kit)
    for phone in (circle.ana, circle.lucia, circle.marta):
        assert "dentro de 7 días" in phone.last.text
    assert circle.ana.last.labels == ["Pararlo"]
    assert circle.lucia.last.labels == []


def test_who_answers_is_told_once_that_a_backup_was_put_back(circle: Circle, kit: TurnKit) -> None:
    ownership.note_backup(kit.services.registry, circle.space, now=kit.clock.now())
    ring(kit)
    circle.ana.read()
    assert "ha recuperado el espacio" in circle.ana.last.text
    assert circle.lucia.read() == []
    ring(kit)
    assert circle.ana.read() == []
    circle.ana.tap("Los permisos")
    assert "Los permisos" in circle.ana.last.text


def test_the_link_opens_nothing_before_the_wait_is_over(circle: Circle, kit: TurnKit) -> None:
    code = restore(circle, kit)
    kit.wait(WEEK - timedelta(seconds=1))
    eva = kit.phone(8, "Eva")
    eva.command("start", code)
    assert "todavía no sirve" in eva.last.text
    assert "Eva" not in roles(kit)


def test_after_the_wait_the_link_makes_an_owner(circle: Circle, kit: TurnKit) -> None:
    code = restore(circle, kit)
    kit.wait(WEEK)
    ring(kit)
    circle.lucia.read()
    assert "Ya se puede usar el enlace" in circle.lucia.last.text
    eva = kit.phone(8, "Eva")
    eva.command("start", code)
    eva.tap("Eva")
    assert roles(kit)["Eva"] is Role.OWNER


def test_an_owner_who_is_still_here_can_stop_it(circle: Circle, kit: TurnKit) -> None:
    code = restore(circle, kit)
    circle.ana.tap("Pararlo")
    kit.wait(WEEK)
    ring(kit)
    assert circle.lucia.read() == []
    eva = kit.phone(8, "Eva")
    eva.command("start", code)
    assert "ya no sirve" in eva.last.text


def test_links_into_a_circle_are_good_for_as_long_as_the_operator_says(
    circle: Circle, kit: TurnKit
) -> None:
    from dataclasses import replace

    kit.services = replace(kit.services, invitations_valid=timedelta(days=30))
    circle.ana.command("circle")
    circle.ana.tap("Invitar")
    circle.ana.tap("Familia")
    circle.ana.tap("Sin nombre")
    assert "durante 30 días" in circle.ana.last.text
    code = re.search(r"/start (\w+)", circle.ana.seen[-2].text)
    assert code is not None
    kit.wait(timedelta(days=29))
    eva = kit.phone(8, "Eva")
    eva.command("start", code[1])
    assert "Carmen" in eva.last.text
