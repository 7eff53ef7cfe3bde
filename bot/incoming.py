"""What can come in, as one value that the inbox keeps until it is dealt with."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import cattrs

__all__ = ["AWAY", "BACK", "EDITED", "GROUP", "Incoming", "IncomingKind", "from_body", "to_body"]


GROUP = "group"  #: what is said of an update that came from no private chat
AWAY = "away"  #: of one that says that somebody shut their chat with us
BACK = "back"  #: of one that says that they let us in again
EDITED = "edited"  #: of one that says that a message taken in already reads otherwise now


class IncomingKind(StrEnum):
    WORDS = "words"
    COMMAND = "command"
    TAP = "tap"
    VOICE = "voice"
    PHOTO = "photo"
    DOCUMENT = "document"
    OTHER = "other"  #: stickers, videos, places: answered, never used
    JOB = "job"  #: a job came to something
    TICK = "tick"  #: the clock: a session's time, a reminder


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One message, tap, job result or tick of the clock."""

    kind: IncomingKind
    text: str = ""  #: words, a caption, or what a command was followed by
    command: str = ""  #: its canonical name: "session" for /sesion and /session
    screen: int | None = None  #: of a tap
    button: int | None = None
    message_id: int | None = None  #: of a tap, of the message with the button; else its own
    file_id: str = ""
    file_size: int = 0  #: bytes, as Telegram says
    replied_file_id: str = ""  #: of the picture of ours that a picture answers
    media_type: str = ""
    duration_s: int = 0
    sender_name: str = ""
    sender_language: str = ""  #: what Telegram says, e.g. "es"
    query_id: str = ""  #: of a tap, to answer it
    job_id: str = ""
    what: str = ""  #: of a job: "first", "done"; of a tick: its name
    argument: str = ""  #: of a message that was edited, what it says now
    late: bool = False  #: a photo that could not be fetched when it came
    asked: str = ""  #: then, what was asked in its chat: an action and its argument

    @property
    def is_told(self) -> bool:
        """Whether somebody said or sent something of their own, which must not be lost."""
        told = {IncomingKind.WORDS, IncomingKind.VOICE, IncomingKind.PHOTO, IncomingKind.DOCUMENT}
        return self.kind in told

    def may_be_story(self, *, longest: int) -> bool:
        """Whether what was told is a voice or a file, or more than an answer takes."""
        return self.kind is not IncomingKind.WORDS or len(self.text) > longest

    @property
    def may_be_photo(self) -> bool:
        """Whether it is of a kind that holds a photo: families send them as files, too."""
        return self.kind in {IncomingKind.PHOTO, IncomingKind.DOCUMENT}


def to_body(incoming: Incoming) -> dict[str, Any]:
    """The JSON the inbox keeps; empty fields are left out."""
    plain: dict[str, Any] = cattrs.unstructure(incoming)
    return {name: value for name, value in plain.items() if value not in ("", None)}


def from_body(body: dict[str, Any]) -> Incoming:
    return cattrs.structure(body, Incoming)
