"""The accounts around one person: who is in, by what invitation, and who has to go."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core.domain.circle import (
    Account,
    Action,
    Invitation,
    Membership,
    Role,
    may,
    stands_in,
)
from core.domain.consent import ConsentKind
from core.domain.memory import Audience, Memory
from core.domain.patient import PatientId
from core.domain.timer import Timer
from core.errors import ConsentMissing, InvitationUnusable, NobodyAnswers, NotAllowed
from core.ports import Ids, PatientWork, Registry
from core.services import confidences
from core.services.invitations import VALID, stop_unused

INVITABLE = (Role.COMPANION, Role.RELATIVE, Role.THERAPIST, Role.OWNER)
LONGEST_NAME = 60
LEFT = "circle.left"  #: the tick in a space that somebody left by being forgotten in another


def allowed(work: PatientWork, action: Action) -> bool:
    """Whether the one who acts may do this: to show or not to show a button."""
    if work.role is None:
        return True
    return may(work.role, action, present=work.present)


def standing_in(work: PatientWork) -> bool:
    """Whether whoever acts is the therapist who opened this space, and nobody owns it yet."""
    return stands_in(work.role, present=work.present)


def invitable(work: PatientWork) -> Sequence[Role]:
    """Whom one may invite: until the family has an owner, nobody else."""
    return (Role.OWNER,) if standing_in(work) else INVITABLE


def may_see(work: PatientWork, memory: Memory) -> bool:
    """Whether whoever acts is among those a memory is for: "only us" is the household.

    What was told of abuse is not for the household either.
    """
    return bool(to_see(work, (memory,)))


def to_see(work: PatientWork, memories: Sequence[Memory]) -> Sequence[Memory]:
    """Those of a list that whoever acts may see."""
    household = work.role in {None, Role.OWNER, Role.COMPANION}
    kept_back = confidences.kept_back(work, memories, reader=work.role)
    return [
        memory
        for memory in memories
        if memory.id not in kept_back and (household or memory.audience is not Audience.US)
    ]


def invite(
    work: PatientWork,
    registry: Registry,
    ids: Ids,
    *,
    role: Role,
    name: str,
    made_by: int,
    now: datetime,
    valid: timedelta = VALID,
) -> Invitation:
    """A one-use link into this circle; a therapist only with the consent to share."""
    work.require(Action.MANAGE_CIRCLE)
    if role not in invitable(work):
        raise NobodyAnswers
    if role is Role.THERAPIST and work.consents.holding(ConsentKind.SHARING) is None:
        raise ConsentMissing
    invitation = Invitation(
        code=ids.new(),
        role=role,
        expires_at=now + valid,
        patient_id=work.patient_id,
        name=one_line(name),
        made_by=made_by,
    )
    registry.save_invitation(invitation)
    return invitation


def withdraw_invitation(work: PatientWork, registry: Registry, *, code: str) -> None:
    """Make a link worthless before anybody used it."""
    work.require(Action.MANAGE_CIRCLE)
    invitation = registry.invitation(code)
    if invitation is None or invitation.patient_id != work.patient_id or invitation.used_by:
        raise InvitationUnusable
    registry.save_invitation(replace(invitation, withdrawn=True))


def open_links(work: PatientWork, registry: Registry, *, now: datetime) -> list[Invitation]:
    """Links into this circle that somebody may still use, now or later; the first to end first."""
    return [link for link in registry.open_invitations(work.patient_id) if now < link.expires_at]


def members(work: PatientWork, registry: Registry) -> list[Membership]:
    """Everybody in the circle, owners first, then in the order they came."""
    order = list(Role)
    present = registry.members(work.patient_id)
    return sorted(present, key=lambda m: (order.index(m.role), m.joined_at))


def removable(work: PatientWork, registry: Registry, *, account_id: int) -> list[Membership]:
    """Whom this account could remove: everybody else, when it may manage the circle."""
    if not allowed(work, Action.MANAGE_CIRCLE):
        return []
    return [m for m in members(work, registry) if m.account_id != account_id]


def remove(work: PatientWork, registry: Registry, *, account_id: int) -> None:
    """End somebody's access at once; links that nobody has used yet end with it."""
    work.require(Action.MANAGE_CIRCLE)
    put_out(registry, work.patient_id, account_id)


def answering(registry: Registry, patient_id: PatientId) -> list[Membership]:
    """Who answers for a space: its owners, or the therapists who stand in for one."""
    members = registry.members(patient_id)
    present = frozenset(member.role for member in members)
    return [m for m in members if may(m.role, Action.MANAGE_CIRCLE, present=present)]


def may_leave(work: PatientWork, registry: Registry) -> bool:
    """Whether the one who acts can go: the last one who answers for the space cannot."""
    answers = allowed(work, Action.MANAGE_CIRCLE)
    return not answers or len(answering(registry, work.patient_id)) > 1


def leave(work: PatientWork, registry: Registry, *, account_id: int) -> None:
    """Go of one's own accord."""
    if not may_leave(work, registry):
        raise NotAllowed
    _go(registry, work.patient_id, account_id)


def answers_alone(registry: Registry, account_id: int) -> list[PatientId]:
    """Spaces for which nobody would answer if this account went."""
    return [
        own.patient_id
        for own in registry.memberships(account_id)
        if [m.account_id for m in answering(registry, own.patient_id)] == [account_id]
    ]


def forget_account(
    registry: Registry, account: Account, *, here: PatientId, now: datetime
) -> None:
    """Take an account out of every circle, and forget its name; refused while it answers alone.

    What it told or sent belongs to the person and stays. What it leaves open in other spaces
    than this one is seen to by a tick there.
    """
    if answers_alone(registry, account.id):
        raise NotAllowed
    for own in registry.memberships(account.id):
        if own.patient_id != here:
            registry.set_timer(_seeing_out(own, now=now))
        _go(registry, own.patient_id, account.id)
    registry.forget_invited(account.id)
    registry.save_account(replace(account, name="", patient_id=None, opens_spaces=False))


def _seeing_out(membership: Membership, *, now: datetime) -> Timer:
    """Set before they leave: it comes to nothing for somebody who is in the circle still."""
    return Timer(
        id=f"{LEFT}.{membership.patient_id}.{membership.account_id}",
        patient_id=membership.patient_id,
        account_id=membership.account_id,
        at=now,
        tick=LEFT,
    )


def needs_second_owner(work: PatientWork, registry: Registry) -> bool:
    """Whether one lost phone would leave the space without an owner."""
    owners = [m for m in registry.members(work.patient_id) if m.role is Role.OWNER]
    return len(owners) == 1


def rename_member(work: PatientWork, registry: Registry, *, account_id: int, name: str) -> bool:
    """Change what this account is called here; False when that is no name, or too long.

    In other circles it is called what it was.
    """
    cleaned = one_line(name)
    if not 0 < len(cleaned) <= LONGEST_NAME:
        return False
    for member in registry.members(work.patient_id):
        if member.account_id == account_id:
            registry.join(replace(member, name=cleaned))
    return True


def name_of(registry: Registry, patient_id: PatientId, account_id: int) -> str | None:
    """What a member is called in a circle; None for whoever is not in it."""
    members = registry.members(patient_id)
    return next((m.name for m in members if m.account_id == account_id), None)


def to_notify(work: PatientWork, registry: Registry, *, action: Action) -> list[Membership]:
    """Who may do this and has not asked for quiet."""
    return [
        member
        for member in registry.members(work.patient_id)
        if not member.muted and may(member.role, action, present=work.present)
    ]


def is_muted(work: PatientWork, registry: Registry, *, account_id: int) -> bool:
    return any(m.muted for m in registry.members(work.patient_id) if m.account_id == account_id)


def mute(work: PatientWork, registry: Registry, *, account_id: int, muted: bool) -> None:
    """Be told nothing unasked from now on, or again; alerts come in any case."""
    for member in registry.members(work.patient_id):
        if member.account_id == account_id:
            registry.join(replace(member, muted=muted))


def one_line(name: str) -> str:
    return " ".join(name.split())


def put_out(registry: Registry, patient_id: PatientId, account_id: int) -> None:
    """Take an account out of a circle, with every link by which it could come back.

    Whom an unused link was sent to nobody knows, so all of them stop.
    """
    stop_unused(registry, patient_id)
    _take_out(registry, patient_id, account_id)


def _go(registry: Registry, patient_id: PatientId, account_id: int) -> None:
    """Who goes of their own accord takes along the links they made, and no others."""
    stop_unused(registry, patient_id, made_by=account_id)
    _take_out(registry, patient_id, account_id)


def _take_out(registry: Registry, patient_id: PatientId, account_id: int) -> None:
    """End a membership, and be out of the room if it is in there now."""
    registry.leave(account_id, patient_id)
    account = registry.account(account_id)
    if account is not None and account.patient_id == patient_id:
        registry.save_account(replace(account, patient_id=None))
