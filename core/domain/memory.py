"""A told episode, in the person's words or retold (protocol §13)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from core.domain.life import LifeStage


class Teller(StrEnum):
    PERSON = "person"
    COMPANION = "companion"
    FAMILY = "family"


class Wording(StrEnum):
    """What the kept words are; quotation marks only for the first two."""

    VOICE = "voice"
    VERBATIM = "verbatim"
    RETOLD = "retold"


class ToldHow(StrEnum):
    FREE = "free"
    CHOSEN = "chosen"
    GESTURE = "gesture"


class Audience(StrEnum):
    """Who may see it."""

    US = "us"
    CIRCLE = "circle"
    BOOK = "book"


class Valence(StrEnum):
    PLEASANT = "pleasant"
    MIXED = "mixed"
    PAINFUL = "painful"


ENJOYMENT = (0, 3, 5, 8, 10)  #: what a companion may tap of 0-10: few steps, easily told apart
UNTIL_REVIEW = "until_review"  #: avoid_reason of what rests until a therapist has looked


class MemoryState(StrEnum):
    """Set by a therapist, never by the bot."""

    KEPT = "kept"
    AT_RISK = "at_risk"
    LOST = "lost"


class Verification(StrEnum):
    AS_TOLD = "as_told"
    FAMILY_CONFIRMED = "family_confirmed"
    FAMILY_DIFFERS = "family_differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The words of one message a story was told in, to be found again when it is changed."""

    words: str
    account_id: int
    message_id: int  #: in the chat of that account

    @property
    def message(self) -> tuple[int, int]:
        """What no other message has: account and message id."""
        return self.account_id, self.message_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """What a correction took the place of, until the new words are agreed on."""

    words: str
    wording: Wording
    title: str
    voice_ids: tuple[str, ...] = ()
    heard_words: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    id: str
    stage: LifeStage
    theme: str
    words: str  #: exactly as typed or said; empty while only a voice note exists
    language: str
    wording: Wording
    teller: Teller
    teller_name: str = ""
    sent_by: int | None = None  #: account id of who wrote it down outside a session
    told_at: datetime
    told_how: ToldHow = ToldHow.FREE
    session_id: str | None = None
    question_id: str | None = None
    title: str = ""
    approved: bool = False  #: the companion said "yes, like this"
    audience: Audience = Audience.US
    audience_said: bool = False  #: somebody answered who may see it
    heard_words: str = ""  #: what a model heard in the voices, until somebody agrees to it
    voice_ids: tuple[str, ...] = ()  #: media ids of the person's voice, in order
    decade: int | None = None
    place: str = ""
    valence: Valence | None = None  #: only a human's tap
    feeling: str = ""  #: only a human's tap
    enjoyment: int | None = None  #: 0-10, the companion's
    state: MemoryState | None = None
    use_again: bool = True
    avoid_reason: str = ""
    verification: Verification = Verification.AS_TOLD
    possible_new_detail: str = ""  #: protocol §7.9
    asked_in: bool = False  #: the person asked for it in although it is painful or unsettled
    former: Former | None = None  #: what was there before it was put right
    lines: tuple[Line, ...] = ()  #: the messages its words came in, until they are agreed on

    def line(self, *, account_id: int, message_id: int) -> Line | None:
        """What came in one message, if nothing but the messages makes up its words."""
        if self.words != _joined(self.lines):
            return None
        sought = (account_id, message_id)
        return next((line for line in self.lines if line.message == sought), None)

    def with_line(self, line: Line, *, words: str) -> "Memory":
        """With other words in the place of what came in one message."""
        lines = tuple(replace(x, words=words) if x == line else x for x in self.lines)
        return replace(self, words=_joined(lines), lines=lines)

    @property
    def put_in_its_place(self) -> tuple[str, tuple[Line, ...]]:
        """The words that a correction brought, and those messages of them it did not share.

        What stands before it and after it alike is left out. A message of both is found in
        what was told before, for it can be changed in one story only.
        """
        former = self.former.lines if self.former else ()
        own = tuple(line for line in self.lines if line not in former)
        shared = {line.message for line in former}
        words = _joined(own) if own and self.words == _joined(self.lines) else self.words
        return words, tuple(line for line in own if line.message not in shared)

    def put_right(
        self,
        *,
        words: str,
        wording: Wording,
        title: str,
        voice_ids: tuple[str, ...],
        lines: tuple[Line, ...] = (),
    ) -> "Memory":
        """With other words; what was there first is not lost until these are agreed on.

        What was heard goes with what it was heard in: it is not what another voice says.
        """
        return replace(
            self,
            words=words,
            wording=wording,
            title=title,
            voice_ids=voice_ids,
            heard_words="",
            lines=lines,
            former=self.former or self._as_it_stands(),
        )

    def as_before(self) -> "Memory":
        """As it was before it was put right."""
        was = self.former
        if was is None:
            return self
        return replace(
            self,
            words=was.words,
            wording=was.wording,
            title=was.title,
            voice_ids=was.voice_ids,
            heard_words=was.heard_words,
            lines=was.lines,
            former=None,
        )

    @property
    def only_reworded(self) -> bool:
        """Whether what was put right is told in the same messages as it was before."""
        former = self.former.lines if self.former else ()
        return bool(former) and [x.message for x in former] == [x.message for x in self.lines]

    def _as_it_stands(self) -> Former:
        return Former(
            words=self.words,
            wording=self.wording,
            title=self.title,
            voice_ids=self.voice_ids,
            heard_words=self.heard_words,
            lines=self.lines,
        )

    @property
    def replaced_voice_ids(self) -> tuple[str, ...]:
        """Voices that a correction took the place of."""
        former = self.former.voice_ids if self.former else ()
        return tuple(voice_id for voice_id in former if voice_id not in self.voice_ids)

    @property
    def all_voice_ids(self) -> tuple[str, ...]:
        """With those that may come back."""
        return (*self.voice_ids, *self.replaced_voice_ids)

    @property
    def quotable(self) -> bool:
        """Whether the words may stand in quotation marks."""
        return self.wording is not Wording.RETOLD and bool(self.words)

    @property
    def in_book(self) -> bool:
        """Whether the book may show it (protocol §13); the person may ask for a painful one in."""
        return self.approved and self.audience is Audience.BOOK and not self.kept_out

    @property
    def kept_out(self) -> bool:
        """Whether it hurts, rests, is lost or unsettled, and they did not ask for it in."""
        return not self.asked_in and bool(
            self.valence is Valence.PAINFUL
            or self.avoid_reason
            or self.state is MemoryState.LOST
            or self.verification is Verification.FAMILY_DIFFERS
        )

    @property
    def rests(self) -> bool:
        """Whether nobody comes back to it with the person, in the book or out of it."""
        return self.kept_out or not (self.use_again or self.asked_in)


def _joined(lines: Iterable[Line]) -> str:
    return "\n".join(line.words for line in lines)
