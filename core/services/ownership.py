"""Who answers for a space: handed over by a yes of both, or restored by the operator.

A therapist who opened it stands in until somebody of the family takes the owner's place by
an invitation; that owner is shown first what was allowed meanwhile, and through whom.

An operator cannot read stories and cannot take a space in silence: the link to it opens only
after an announced wait, and any owner can call it off.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from core.domain.circle import Action, Invitation, Membership, Role
from core.domain.patient import PatientId
from core.domain.timer import Timer
from core.domain.transfer import Transfer, TransferState
from core.errors import NotAllowed, Refused
from core.ports import Ids, PatientWork, Registry
from core.services.circle import standing_in
from core.services.invitations import stop_unused

ANNOUNCE = "owners.announce"
BROUGHT_BACK = "owners.brought_back"
TO_BE_TOLD = "opened_by_therapist"  #: the key in Patient.extras until the owner was told


class TransferOver(Refused):
    """This hand-over was called off, is done, or was offered too long ago."""


def note_stand_in(work: PatientWork) -> None:
    """Remember that a therapist opened this space: its owner, who comes later, is told."""
    patient = work.patient()
    if standing_in(work) and TO_BE_TOLD not in patient.extras:
        work.save_patient(replace(patient, extras={**patient.extras, TO_BE_TOLD: "yes"}))


def welcome_due(work: PatientWork) -> bool:
    """Whether the one who acts owns the space now, and has not been told what came before."""
    return work.role is Role.OWNER and TO_BE_TOLD in work.patient().extras


def welcomed(work: PatientWork) -> None:
    """The new owner was told; once is enough."""
    work.require(Action.MANAGE_CIRCLE)
    patient = work.patient()
    kept = {name: value for name, value in patient.extras.items() if name != TO_BE_TOLD}
    work.save_patient(replace(patient, extras=kept))


def heirs(work: PatientWork, registry: Registry, *, account_id: int) -> list[Membership]:
    """Who may be asked to take over: everybody in the circle but therapists and oneself."""
    work.require(Action.MANAGE_CIRCLE)
    return [
        member
        for member in registry.members(work.patient_id)
        if member.role in {Role.COMPANION, Role.RELATIVE} and member.account_id != account_id
    ]


def offer(
    work: PatientWork, registry: Registry, ids: Ids, *, to: int, given_by: int, now: datetime
) -> Transfer:
    """Ask somebody to take over; nothing changes until they say yes."""
    if to not in {member.account_id for member in heirs(work, registry, account_id=given_by)}:
        raise NotAllowed
    before = work.transfers.waiting()
    if before is not None:
        _end(work, before, TransferState.CANCELLED, by=given_by, now=now)
    transfer = Transfer(id=ids.new(), to=to, asked_at=now, given_by=given_by)
    work.transfers.save(transfer)
    return transfer


def offered(
    work: PatientWork, registry: Registry, *, given_by: int, now: datetime
) -> Transfer | None:
    """What this account offered, while somebody who is still in the circle may say yes to it."""
    transfer = work.transfers.waiting()
    if transfer is None or transfer.given_by != given_by or not transfer.stands(now=now):
        return None
    there = (member.account_id for member in registry.members(work.patient_id))
    return transfer if transfer.to in there else None


def accept(
    work: PatientWork, registry: Registry, transfer_id: str, *, account_id: int, now: datetime
) -> Transfer:
    """The yes of the other side: roles change at once; who gave it leads on as a companion.

    Links that the giver made and nobody used stop: whom to let in is the new owner's to say.
    """
    transfer = _standing(work, transfer_id, now=now)
    members = {member.account_id: member for member in registry.members(work.patient_id)}
    giver, heir = members.get(transfer.given_by or 0), members.get(transfer.to)
    if account_id != transfer.to or heir is None:
        raise NotAllowed
    if giver is None or giver.role is not Role.OWNER:
        raise TransferOver
    stop_unused(registry, work.patient_id, made_by=giver.account_id)
    registry.join(replace(heir, role=Role.OWNER))
    registry.join(replace(giver, role=Role.COMPANION))
    return _end(work, transfer, TransferState.DONE, by=account_id, now=now)


def call_off(work: PatientWork, transfer_id: str, *, account_id: int, now: datetime) -> Transfer:
    """Either side says no."""
    transfer = _standing(work, transfer_id, now=now)
    if account_id not in {transfer.to, transfer.given_by}:
        raise NotAllowed
    return _end(work, transfer, TransferState.CANCELLED, by=account_id, now=now)


def restore(
    registry: Registry,
    ids: Ids,
    patient_id: PatientId,
    *,
    wait: timedelta,
    valid: timedelta,
    now: datetime,
) -> Invitation:
    """The operator's link to ownership: announced to all members, good only after a wait."""
    opens_at = now + wait
    invitation = Invitation(
        code=ids.new(),
        role=Role.OWNER,
        expires_at=opens_at + valid,
        opens_at=opens_at,
        patient_id=patient_id,
    )
    registry.save_invitation(invitation)
    somebody = next(iter(registry.members(patient_id)), None)
    if somebody is not None:
        for number, at in enumerate((now, opens_at)):
            timer = Timer(
                id=f"owners:{invitation.code}:{number}",
                patient_id=patient_id,
                account_id=somebody.account_id,
                at=at,
                tick=ANNOUNCE,
                argument=invitation.code,
            )
            registry.set_timer(timer)
    return invitation


def restoring(registry: Registry, code: str, *, now: datetime) -> Invitation | None:
    """A restoration that still stands."""
    invitation = registry.invitation(code)
    if invitation is None or invitation.opens_at is None:
        return None
    return invitation if invitation.usable(now=max(now, invitation.opens_at)) else None


def note_backup(registry: Registry, patient_id: PatientId, *, now: datetime) -> None:
    """Have those who answer for a space told that a backup of it was put back."""
    somebody = next(iter(registry.members(patient_id)), None)
    if somebody is not None:
        timer = Timer(
            id=f"owners:back:{patient_id}",
            patient_id=patient_id,
            account_id=somebody.account_id,
            at=now,
            tick=BROUGHT_BACK,
        )
        registry.set_timer(timer)


def stop_restoring(work: PatientWork, registry: Registry, code: str, *, now: datetime) -> None:
    """An owner is still here: the link opens nothing."""
    work.require(Action.MANAGE_CIRCLE)
    invitation = restoring(registry, code, now=now)
    if invitation is None or invitation.patient_id != work.patient_id:
        raise TransferOver
    registry.save_invitation(replace(invitation, withdrawn=True))


def _standing(work: PatientWork, transfer_id: str, *, now: datetime) -> Transfer:
    transfer = work.transfers.find(transfer_id)
    if transfer is None or not transfer.stands(now=now):
        raise TransferOver
    return transfer


def _end(
    work: PatientWork, transfer: Transfer, state: TransferState, *, by: int, now: datetime
) -> Transfer:
    ended = replace(transfer, state=state, ended_by=by, ended_at=now)
    work.transfers.save(ended)
    return ended
