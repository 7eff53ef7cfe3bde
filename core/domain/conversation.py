"""What is open between the bot and one chat: screens, what words mean next, what must go out."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from core.domain.patient import PatientId


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A label to tap and the action it stands for."""

    label: str
    action: str  #: "session.assent"
    argument: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One message with buttons, as it was shown."""

    number: int
    chat_id: int
    account_id: int
    buttons: tuple[Button, ...]
    open: bool = True  #: its buttons still count
    standing: bool = False  #: stays open when tapped (turning pages)
    page: bool = False  #: a page of the menus, which the next one takes the place of
    private: bool = False  #: not for the person's eyes: deleted when it closes
    shows: tuple[str, ...] = ()  #: media ids of the pictures that can still be seen in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What the next free message (words, a voice note, a photo) in a chat will be taken for."""

    chat_id: int
    action: str = ""  #: "session.answer"; empty: nothing is asked
    argument: str = ""


class OutboxKind(StrEnum):
    SEND = "send"  #: a message: text, picture, album, voice or document, perhaps with buttons
    EDIT = "edit"  #: change a message sent before, by screen number
    CLEAR = "clear"  #: take the buttons off a message sent before
    DELETE = "delete"
    ENQUEUE = "enqueue"  #: a job's ticket
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxItem:
    """Something that must leave the house, in order per chat; written with what caused it."""

    chat_id: int
    kind: OutboxKind
    payload: dict[str, Any] = field(default_factory=dict)  #: JSON; see bot/outbox.py
    id: int = 0  #: given by the store
    update_key: str = ""  #: given by the store
    answer: dict[str, Any] | None = None  #: what Telegram replied: message ids


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """Something that came in and was not dealt with to the end yet."""

    key: str  #: "u:<update id>", "j:<job id>:<what>", "r:<reminder id>:<day>"
    chat_id: int
    account_id: int
    patient_id: PatientId | None
    body: dict[str, Any]  #: JSON; blanked when the row closes
