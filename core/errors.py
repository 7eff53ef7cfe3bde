"""Everything that can go wrong, as one tree.

* VivenciaError
  x Refused                    a person meets these: words in both languages, ending in what to do
    + NotAllowed               no such space, or not yours: the same answer for both
    + InvitationUnusable       used, expired, withdrawn or never made
    + ConsentMissing           somebody has to allow this first
    + NobodyAnswers            somebody of the family has to answer for the space first
    + SessionElsewhere         somebody else is leading a session with this person
    + SessionsPaused             a therapist decided that no session may begin for now
    + SpaceResting             paused, or the person has died
    + FileRefused              cannot be taken in; carries a reason code
      - FileTooLarge
      - FileUnreadable
    + PictureRefused           the scene must not be drawn; carries a reason code
    + NothingToDraw            no memory, or every field of the scene is unknown
    + TeachingRefused          the model cannot be taught this now; carries a reason code
  x NotFound                   an id that should exist does not
  x JobFailed                  a job's body gave up; carries a code, never a text
  x StoreError
    + StoreBusy                another writer holds the store; try again
    + StoreDamaged             a file or database does not verify
    + StoreErased              this person's data was destroyed on purpose
    + StoreInUse               another process owns this data folder
    + StoreAbsent              nothing was ever begun in this data folder
    + CirclesUnknown           who is in which circle now cannot be read
    + KeyMissing               the key folder is absent or incomplete
    + KeyCopyLeft              the copy of the keys could not be rewritten: it still opens
  x SettingsInvalid            the operator has to change a setting
    + TokenRejected            Telegram does not know the bot token
  x ContentInvalid             a content or locale file breaks its own rules
  x ModelUnavailable           no base model can be loaded; says which and why

The docstring is the default message, written for the operator's log. What a
person reads is `error-<word_id>` in the locale files.
"""

import re

__all__ = [
    "CirclesUnknown",
    "ConsentMissing",
    "ContentInvalid",
    "FileRefused",
    "FileTooLarge",
    "FileUnreadable",
    "InvitationUnusable",
    "JobFailed",
    "KeyCopyLeft",
    "KeyMissing",
    "ModelUnavailable",
    "NobodyAnswers",
    "NotAllowed",
    "NotFound",
    "NothingToDraw",
    "PictureRefused",
    "Refused",
    "SessionElsewhere",
    "SessionsPaused",
    "SettingsInvalid",
    "SomebodyNotAsked",
    "SpaceResting",
    "StoreAbsent",
    "StoreBusy",
    "StoreDamaged",
    "StoreErased",
    "StoreError",
    "StoreInUse",
    "TeachingRefused",
    "TokenRejected",
    "VivenciaError",
]


class VivenciaError(Exception):
    """Something in Vivencia went wrong."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class Refused(VivenciaError):
    """What was asked for cannot be done, and the person is told why and what to do."""

    def __init__(self, message: str | None = None, *, reason: str = "") -> None:
        super().__init__(message)
        self.reason = reason  #: a code within the class, e.g. "too-small"; never a text

    @property
    def word_id(self) -> str:
        """The Fluent id of its words: `error-not-allowed`, `error-file-refused-small`."""
        name = re.sub(r"(?<!^)(?=[A-Z])", "-", type(self).__name__).lower()
        return f"error-{name}-{self.reason}" if self.reason else f"error-{name}"


class NotAllowed(Refused):
    """There is no such space, or this account may not do that in it."""


class InvitationUnusable(Refused):
    """The invitation was used, has expired, was withdrawn or never existed."""


class ConsentMissing(Refused):
    """A consent is needed first."""


class NobodyAnswers(Refused):
    """Nobody of the family answers for this space yet."""


class SessionElsewhere(Refused):
    """Another member is leading a session with this person now."""


class SessionsPaused(Refused):
    """A therapist decided that no session may begin for now."""


class SpaceResting(Refused):
    """The space is paused, or the person has died."""


class FileRefused(Refused):
    """The file cannot be taken in."""


class FileTooLarge(FileRefused):
    """The file is larger than can be taken in."""


class FileUnreadable(FileRefused):
    """The file is broken, or not what it says it is."""


class PictureRefused(Refused):
    """The scene holds something that is never drawn."""


class NothingToDraw(Refused):
    """Nothing told is known well enough to make a picture of it."""


class SomebodyNotAsked(Refused):
    """Somebody would be learnt as a thing, and so without anybody's permission."""


class TeachingRefused(Refused):
    """The model cannot be taught this now."""


class NotFound(VivenciaError):
    """An id that should exist does not."""


class JobFailed(VivenciaError):
    """A job gave up.

    Only the code leaves the worker: texts of exceptions would land in the
    engine's database in clear.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class StoreError(VivenciaError):
    """The stores cannot do this now."""


class StoreBusy(StoreError):
    """Another writer holds the store."""


class StoreDamaged(StoreError):
    """A file or a database does not verify: restore it from a backup."""


class StoreErased(StoreError):
    """This person's data was destroyed on purpose."""


class StoreInUse(StoreError):
    """Another process owns this data folder: stop it first."""


class StoreAbsent(StoreError):
    """There is no Vivencia in this data folder."""


class CirclesUnknown(StoreError):
    """Who is in which circle now cannot be read: a restore would let back in who was put out."""


class KeyCopyLeft(StoreError):
    """The key is destroyed, but its copy could not be: destroy it by hand."""


class KeyMissing(StoreError):
    """The key folder is absent or incomplete: put the copy of it back."""


class SettingsInvalid(VivenciaError):
    """A setting has to be changed."""


class TokenRejected(SettingsInvalid):
    """Telegram does not know the bot token."""


class ContentInvalid(VivenciaError):
    """A content or locale file breaks its own rules."""


class ModelUnavailable(VivenciaError):
    """No base model can be loaded."""

    def __init__(self, message: str | None = None, *, reason: str = "") -> None:
        super().__init__(message)
        self.reason = reason  #: a code: "weights", "hub-not-allowed", "no-folder" …
