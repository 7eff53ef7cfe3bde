"""Hard moments: what the companion saw, and what was done about it (protocol §9).

Nothing here is inferred: a moment begins with a tap and its tier is a human's answer.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum, StrEnum


class Tier(IntEnum):
    TENDER = 0  #: moist eyes, and they still want to talk
    UNEASY = 1  #: frowning, repeating "I don't know", wanting to leave
    UPSET = 2  #: crying, fear, anger, asking for someone
    DANGER = 3  #: a human has to help now


class Situation(StrEnum):
    """What the companion names, so that a fitting line can be read aloud."""

    SAD = "sad"
    ANGRY = "angry"
    ASHAMED = "ashamed"
    ASKS_FOR_SOMEONE = "asks_for_someone"
    BELIEVES_IT_IS_THEN = "believes_it_is_then"
    UPSET_BY_PICTURE = "upset_by_picture"


class ComfortStep(StrEnum):
    """Shown one at a time, in this order."""

    STOP = "stop"
    NAME = "name"
    STAY = "stay"
    OFFER = "offer"
    CLOSE = "close"

    @property
    def following(self) -> "ComfortStep":
        """The next step; the last stays."""
        steps = list(ComfortStep)
        return steps[min(steps.index(self) + 1, len(steps) - 1)]


class MomentEnding(StrEnum):
    WENT_ON = "went_on"
    GENTLER = "gentler"  #: one level down
    CLOSED = "closed"  #: with the closing ritual, or the part of it that fits
    HELP = "help"  #: ended at once, because a human had to help


@dataclass(frozen=True, slots=True, kw_only=True)
class HardMoment:
    """One press of 😟, from the tap to how it ended."""

    at: datetime
    theme: str = ""
    question_id: str = ""
    memory_id: str = ""
    tier: Tier | None = None
    asking: bool = True  #: the companion has yet to say how hard it is
    step: ComfortStep = ComfortStep.STOP
    situation: Situation | None = None
    offering: bool = False  #: something from the comfort list is being offered
    ending: MomentEnding | None = None  #: None, though it is over: nobody said how it ended
    ended_at: datetime | None = None
    reviewed: bool = False  #: a therapist has looked: theme and memory may come back

    @property
    def flagged(self) -> bool:
        """Whether its theme and memory rest until a therapist has looked."""
        return self.tier is not None and self.tier >= Tier.UPSET and not self.reviewed

    def judged(self, tier: Tier) -> "HardMoment":
        """With the companion's answer; a moment never becomes milder than it was."""
        worst = tier if self.tier is None else max(tier, self.tier)
        return replace(self, tier=worst, asking=False)

    def over(self, ending: MomentEnding | None, *, at: datetime) -> "HardMoment":
        return replace(self, ending=ending, ended_at=at, asking=False, offering=False)
