"""Whoever leaves gets nothing more, in no space, and leaves nothing open behind."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dispatch import Dispatcher
from bot.incoming import Incoming, IncomingKind, to_body
from core.domain.circle import Invitation, Membership, Role
from core.domain.consent import ConsentKind
from core.domain.conversation import Button, OutboxItem, OutboxKind, Screen
from core.domain.life import Level
from core.domain.patient import PatientId
from core.domain.session import ReminiscenceSession
from core.services import circle
from tests.fakes.turns import START, Phone, TurnKit


def waits_for(kit: TurnKit, phone: Phone, text: str, space: PatientId | None = None) -> None:
    """Something that Telegram held back until now."""
    with kit.look(space) as work:
        payload = {"text": text}
        work.post(OutboxItem(chat_id=phone.account_id, kind=OutboxKind.SEND, payload=payload))
        work.commit()


def shown(kit: TurnKit, phone: Phone, space: PatientId | None = None) -> list[str]:
    """What would still be sent to this phone."""
    outbox = kit.services.stores.outbox(space or kit.patient_ids[0])
    pending = outbox.pending(chat_id=phone.account_id)
    return [item.payload["text"] for item in pending if "text" in item.payload]


def test_what_waited_for_whoever_is_put_out_is_not_sent(ana: Phone, lucia: Phone) -> None:
    kit = ana.kit
    waits_for(kit, lucia, "El libro de Carmen")
    ana.command("circle")
    ana.tap("Quitar a alguien")
    ana.tap("Lucía")
    ana.tap("Sí, quitar")
    (last,) = shown(kit, lucia)
    assert "El libro" not in last


def test_what_waited_for_a_therapist_is_not_sent_once_sharing_is_withdrawn(
    ana: Phone, marta: Phone
) -> None:
    kit = ana.kit
    kit.allow(ConsentKind.SHARING)
    waits_for(kit, marta, "El resumen")
    waits_for(kit, ana, "Lo de Ana")
    ana.command("privacy")
    ana.tap("Los permisos")
    ana.tap("Retirar: terapeuta")
    ana.tap("Sí, retirar")
    assert not any("El resumen" in text for text in shown(kit, marta))
    assert any("Lo de Ana" in seen.text for seen in ana.seen)


@pytest.fixture
def other(kit: TurnKit, pablo: Phone) -> PatientId:
    """Julián's space, in which Pablo is too, shows something private and leads a session."""
    eva = kit.member(8, "Eva", Role.OWNER)
    space = kit.services.stores.create(eva.account, now=START)
    kit.services.registry.join(
        Membership(
            account_id=pablo.account_id,
            patient_id=space,
            role=Role.COMPANION,
            name="Pablito",
            joined_at=START,
        )
    )
    with kit.look(space) as work:
        work.add_screen(
            Screen(
                number=0,
                chat_id=pablo.account_id,
                account_id=pablo.account_id,
                buttons=(Button(label="Enseñar", action="pictures.show"),),
                private=True,
            )
        )
        work.sessions.save(
            ReminiscenceSession.begin(
                session_id="s1",
                led_by=pablo.account_id,
                level=Level.OPEN,
                limit_minutes=45,
                now=START,
            )
        )
        work.commit()
    return space


def ring(kit: TurnKit) -> None:
    """Let the timers that are due tick in their spaces, as the clock does."""
    registry = kit.services.registry
    for timer in registry.timers_due(kit.clock.now()):
        incoming = Incoming(kind=IncomingKind.TICK, what=timer.tick, argument=timer.argument)
        registry.take_in(
            timer.key,
            chat_id=timer.account_id,
            account_id=timer.account_id,
            patient_id=timer.patient_id,
            body=to_body(incoming),
        )
        row = registry.row(timer.key)
        assert row is not None
        Dispatcher(kit.services).apply(row)
        registry.remove_timer(timer)


def forget(phone: Phone) -> None:
    phone.command("privacy")
    phone.tap("Irme y que me olvides")
    phone.tap("Sí, olvídame")


def test_who_is_forgotten_leaves_nothing_open_in_any_other_space(
    pablo: Phone, kit: TurnKit, other: PatientId
) -> None:
    forget(pablo)
    waits_for(kit, pablo, "Lo de Julián", other)
    ring(kit)
    assert shown(kit, pablo, other) == []
    pablo.read()
    with kit.look(other) as work:
        assert work.sessions.open_one() is None
        assert work.open_screens(pablo.account_id) == []
    assert pablo.deleted


def test_who_came_back_meanwhile_keeps_what_is_open(
    pablo: Phone, kit: TurnKit, other: PatientId
) -> None:
    (mine,) = (m for m in kit.services.registry.members(other) if m.account_id == 4)
    forget(pablo)
    kit.services.registry.join(mine)
    ring(kit)
    with kit.look(other) as work:
        assert work.sessions.open_one() is not None


def test_the_name_goes_from_the_link_they_came_by(
    pablo: Phone, kit: TurnKit, other: PatientId
) -> None:
    registry = kit.services.registry
    mine = Invitation(
        code="mine",
        role=Role.COMPANION,
        expires_at=START + timedelta(days=7),
        patient_id=other,
        name="Pablo",
        used_by=pablo.account_id,
    )
    theirs = replace(mine, code="theirs", name="Eva", used_by=8)
    for invitation in (mine, theirs):
        registry.save_invitation(invitation)
    forget(pablo)
    assert registry.invitation("mine") == replace(mine, name="")
    assert registry.invitation("theirs") == theirs
    assert circle.name_of(registry, other, pablo.account_id) is None
