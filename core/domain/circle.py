"""The accounts around one patient, and the one table of what each role may do."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.patient import Language, PatientId


class Role(StrEnum):
    OWNER = "owner"
    COMPANION = "companion"
    RELATIVE = "relative"
    THERAPIST = "therapist"


class Action(StrEnum):
    """What an account may want to do in a patient's space."""

    ENTER = "enter"  #: see that the space exists and whose it is
    LEAD_SESSION = "lead_session"
    SEND_PHOTOS = "send_photos"
    TELL_MEMORY = "tell_memory"
    MAKE_PICTURES = "make_pictures"
    READ_BOOK = "read_book"
    EDIT_BOOK = "edit_book"
    EDIT_PERSON = "edit_person"
    EDIT_CARE = "edit_care"  #: level, avoid-list, goals, picture settings
    READ_SUMMARIES = "read_summaries"
    CONFIRM_STATES = "confirm_states"
    MANAGE_CIRCLE = "manage_circle"
    GIVE_CONSENT = "give_consent"
    EXPORT = "export"
    ERASE = "erase"


_EVERYONE = frozenset({Action.ENTER, Action.READ_BOOK})
_LEADERS = _EVERYONE | {Action.LEAD_SESSION, Action.MAKE_PICTURES}
ROLE_MAY: dict[Role, frozenset[Action]] = {
    Role.OWNER: frozenset(Action) - {Action.CONFIRM_STATES},
    Role.COMPANION: _LEADERS | {Action.SEND_PHOTOS, Action.TELL_MEMORY, Action.EDIT_BOOK},
    Role.RELATIVE: _EVERYONE | {Action.SEND_PHOTOS, Action.TELL_MEMORY},
    Role.THERAPIST: _LEADERS | {Action.EDIT_CARE, Action.READ_SUMMARIES, Action.CONFIRM_STATES},
}


#: What a therapist who opened a space does in it until somebody of the family owns it.
STANDING_IN = frozenset(
    {Action.EDIT_PERSON, Action.GIVE_CONSENT, Action.MANAGE_CIRCLE, Action.ERASE}
)


def may(role: Role, action: Action, *, present: Collection[Role]) -> bool:
    """Whether a role may act, beside the roles that are present in the circle.

    The owner holds the care settings until a therapist is linked; a therapist stands in for
    the owner until there is one.
    """
    if role is Role.OWNER and action is Action.EDIT_CARE:
        return Role.THERAPIST not in present
    if stands_in(role, present=present) and action in STANDING_IN:
        return True
    return action in ROLE_MAY[role]


def stands_in(role: Role | None, *, present: Collection[Role]) -> bool:
    """Whether this role does what an owner would, because there is none yet."""
    return role is Role.THERAPIST and Role.OWNER not in present


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody on Telegram."""

    id: int  #: Telegram's user id
    name: str
    language: Language
    patient_id: PatientId | None = None  #: the space they are in now
    opens_spaces: bool = False  #: a therapist by the operator's own link


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """The program itself: a job's result, a reminder."""

    reason: str


Actor = Account | System


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    account_id: int
    patient_id: PatientId
    role: Role
    name: str
    joined_at: datetime
    muted: bool = False  #: told nothing but what they ask for, and alerts


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A one-use link: into a new space (no patient) or an existing one."""

    code: str  #: the deep link's payload, at most 64 of [A-Za-z0-9_-]
    role: Role
    expires_at: datetime
    patient_id: PatientId | None = None
    name: str = ""
    made_by: int | None = None  #: account id; None: the operator
    used_by: int | None = None
    withdrawn: bool = False
    opens_at: datetime | None = None  #: good only from then on: ownership that is restored

    @property
    def untouched(self) -> bool:
        """Whether nobody has used it or withdrawn it."""
        return self.used_by is None and not self.withdrawn

    def usable(self, *, now: datetime) -> bool:
        return self.untouched and not self.early(now=now) and now < self.expires_at

    def early(self, *, now: datetime) -> bool:
        """Whether its announced wait is not over."""
        return self.opens_at is not None and now < self.opens_at
