"""One-use links: into a new space, made by the operator, or into a circle, made by its owner.

Whoever opens an operator's link is the first in a new space: its owner, or a therapist who
stands in until the family has one. A therapist whom the operator let in so opens further ones.

Every step can be run again after a crash and comes to the same end.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from core.domain.circle import ROLE_MAY, Account, Invitation, Membership, Role, System
from core.domain.consent import ConsentKind
from core.domain.conversation import Expectation
from core.domain.patient import Patient, PatientId
from core.errors import InvitationUnusable, NotAllowed, StoreErased
from core.ports import Ids, PatientStores, Registry

VALID = timedelta(days=7)
BOT_USERNAME = "bot_username"  #: the registry's value that links are made with


def invite(
    registry: Registry,
    ids: Ids,
    *,
    now: datetime,
    valid: timedelta = VALID,
    role: Role = Role.OWNER,
) -> Invitation:
    """An operator's invitation: whoever opens it first has this role in a new space."""
    invitation = Invitation(code=ids.new(), role=role, expires_at=now + valid)
    registry.save_invitation(invitation)
    return invitation


def link(bot_username: str, code: str) -> str:
    """The deep link that opens the bot with an invitation."""
    return f"https://t.me/{bot_username}?start={code}"


def look_up(registry: Registry, code: str, account: Account, *, now: datetime) -> Invitation:
    """The invitation behind a code, or InvitationUnusable.

    A link that this account used itself goes on leading where it led.
    """
    invitation = registry.invitation(code)
    if invitation is None:
        raise InvitationUnusable
    if invitation.usable(now=now) or invitation.used_by == account.id:
        return invitation
    if invitation.early(now=now) and not invitation.withdrawn:
        raise InvitationUnusable(reason="early")
    raise InvitationUnusable


def open_space(
    registry: Registry,
    stores: PatientStores,
    invitation: Invitation,
    account: Account,
    *,
    now: datetime,
) -> PatientId:
    """Create the space an operator's invitation promises; again, find the one it created.

    The invitation is marked used before the space is made, so that a crash
    between the two leaves at most an untouched space, which is found again.
    """
    role, begun_before = invitation.role, invitation.used_by is not None
    patient_id = _untouched(registry, stores, account, role) if begun_before else None
    if not registry.claim_invitation(invitation.code, account.id):
        raise InvitationUnusable  # somebody else opened it in the same moment
    patient_id = patient_id or stores.create(account, now=now, role=role)
    registry.save_invitation(replace(invitation, used_by=account.id, patient_id=patient_id))
    if role is Role.THERAPIST:
        registry.save_account(replace(account, opens_spaces=True))
    return enter(registry, account, patient_id)


def open_another(
    registry: Registry, stores: PatientStores, account: Account, *, now: datetime
) -> PatientId:
    """One more space of a therapist whom the operator let in; one not yet begun comes first."""
    if not account.opens_spaces:
        raise InvitationUnusable
    untouched = _untouched(registry, stores, account, Role.THERAPIST)
    patient_id = untouched or stores.create(account, now=now, role=Role.THERAPIST)
    return enter(registry, account, patient_id)


def join(
    registry: Registry,
    stores: PatientStores,
    invitation: Invitation,
    account: Account,
    *,
    name: str,
    now: datetime,
) -> PatientId:
    """Enter a circle with the role of the invitation; its owner stays its owner.

    Whoever made a link does not take its role: a therapist's is meant for the family. Refused
    to a member who would lose by it what they may do now.
    """
    patient_id = whose(invitation, stores).id
    present = membership(registry, account, patient_id)
    is_for_another = invitation.made_by == account.id or _may_as_much(present, invitation.role)
    if invitation.used_by is None and not is_for_another:
        if _would_lose(present, invitation.role):
            raise InvitationUnusable(reason="loses")
        if present is None:
            _shut_old_screens(stores, account, patient_id)
        _claim(registry, invitation, patient_id, account_id=account.id, name=name, now=now)
    return enter(registry, account, patient_id)


def _claim(
    registry: Registry,
    invitation: Invitation,
    patient_id: PatientId,
    *,
    account_id: int,
    name: str,
    now: datetime,
) -> None:
    """Use a link up for a membership; refused when somebody was faster."""
    joined = Membership(
        account_id=account_id,
        patient_id=patient_id,
        role=invitation.role,
        name=name,
        joined_at=now,
    )
    if not registry.claim_invitation(invitation.code, account_id, membership=joined):
        raise InvitationUnusable


def stop_unused(registry: Registry, patient_id: PatientId, *, made_by: int | None = None) -> None:
    """Withdraw the links into a space that nobody used: everybody's, or only one maker's.

    An operator's stays: whoever owns the space stops it where it was announced.
    """
    for unused in registry.open_invitations(patient_id):
        if unused.made_by is not None and made_by in {None, unused.made_by}:
            registry.save_invitation(replace(unused, withdrawn=True))


def whose(invitation: Invitation, stores: PatientStores) -> Patient:
    """The person an invitation leads to; a therapist needs the consent to share that holds."""
    if invitation.patient_id is None:
        raise InvitationUnusable
    try:
        with stores.open(invitation.patient_id, System(reason="invitation")) as work:
            shared = work.consents.holding(ConsentKind.SHARING) is not None
            person = work.patient()
    except (NotAllowed, StoreErased) as error:
        raise InvitationUnusable from error
    if invitation.role is Role.THERAPIST and not shared:
        raise InvitationUnusable
    return person


def membership(registry: Registry, account: Account, patient_id: PatientId) -> Membership | None:
    """What an account is in a circle, if anything."""
    found = (m for m in registry.memberships(account.id) if m.patient_id == patient_id)
    return next(found, None)


def enter(registry: Registry, account: Account, patient_id: PatientId) -> PatientId:
    """Make a space of this account the one it is in."""
    if membership(registry, account, patient_id) is None:
        raise InvitationUnusable
    current = registry.account(account.id) or account
    registry.save_account(replace(current, patient_id=patient_id))
    return patient_id


def _may_as_much(present: Membership | None, role: Role) -> bool:
    """Whether the link would add nothing: it may have been meant for somebody else."""
    return present is not None and ROLE_MAY[present.role] >= ROLE_MAY[role]


def _would_lose(present: Membership | None, role: Role) -> bool:
    """Whether a role takes something away beside what it gives; an owner is asked to have it."""
    if present is None or role is Role.OWNER:
        return False
    return not ROLE_MAY[role] >= ROLE_MAY[present.role]


def _shut_old_screens(stores: PatientStores, account: Account, patient_id: PatientId) -> None:
    """What was left open when this account went is over: no old button does anything now."""
    chat_id = account.id  # in a private chat the chat has the account's id
    with stores.open(patient_id, System(reason="invitation")) as work:
        for screen in work.open_screens(chat_id):
            work.save_screen(replace(screen, open=False))
        work.expect(Expectation(chat_id=chat_id))
        work.commit()


def _untouched(
    registry: Registry, stores: PatientStores, account: Account, role: Role
) -> PatientId | None:
    """A space that this account opened and nobody has begun to fill, the newest first."""
    for own in reversed(registry.memberships(account.id)):
        alone = len(registry.members(own.patient_id)) == 1
        if own.role is role and alone:
            with stores.open(own.patient_id, account) as work:
                person = work.patient()
            if not person.name and not person.enrolled:
                return own.patient_id
    return None
