"""Faces and names (protocol §11): a small, errorless exercise, spaced out over ten minutes.

Face and name are given together first, so that nothing can be got wrong. After a greeting
that came easily the next one waits longer; after one that had to be helped the wait that
last felt easy comes back. Nothing is counted; when it is over only the longest wait that
felt easy stays, for the therapist.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from core.domain.element import ElementKind
from core.errors import Refused

GAPS_S = (15, 30, 60, 120, 240, 480)
LONGEST = timedelta(minutes=10)
LEFT_AFTER = timedelta(minutes=30)  #: nobody is sitting together any more
MOST_CARDS = 3
ROOM_FOR_ANOTHER_S = 60  #: a wait in which somebody new can be met
KINDS = (ElementKind.RELATIVE, ElementKind.PET, ElementKind.PLACE)


class ExerciseElsewhere(Refused):
    """The exercise is at another point now."""


class ExerciseStep(StrEnum):
    ASSENT = "assent"
    MEET = "meet"  #: face and name together
    GREET = "greet"  #: "let's say hello to …"
    GAP = "gap"  #: ordinary chat
    OVER = "over"


class Way(StrEnum):
    NAME = "name"
    SHOW = "show"  #: "show me Lucía", among those already met


class ExerciseEnding(StrEnum):
    DONE = "done"  #: the ten minutes are over
    STOPPED = "stopped"
    UNEASY = "uneasy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Somebody, or a place, with the real photo that is on view."""

    element_id: str
    photo_id: str
    met: bool = False
    way: Way = Way.NAME  #: of the next greeting
    gap: int | None = None  #: the wait that runs, by its place in GAPS_S
    easy: int | None = None  #: the longest one after which a greeting came easily
    due_at: datetime | None = None

    def came(self, *, now: datetime) -> "Card":
        following = 0 if self.gap is None else min(self.gap + 1, len(GAPS_S) - 1)
        return replace(self, easy=self.gap, way=self._other_way)._waiting(following, now)

    def helped(self, *, now: datetime) -> "Card":
        """The name was said for them: back to the wait that last felt easy."""
        return self._waiting(self.easy or 0, now)

    @property
    def _other_way(self) -> Way:
        return Way.SHOW if self.way is Way.NAME else Way.NAME

    def _waiting(self, gap: int, now: datetime) -> "Card":
        due_at = now + timedelta(seconds=GAPS_S[gap])
        return replace(self, met=True, gap=gap, due_at=due_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    id: str
    led_by: int  #: account id
    asked_at: datetime
    cards: tuple[Card, ...]  #: one to three
    step: ExerciseStep = ExerciseStep.ASSENT
    at: int = 0  #: the card in hand
    agreed_at: datetime | None = None
    ending: ExerciseEnding | None = None
    ended_at: datetime | None = None
    longest_s: int = 0  #: the longest wait that felt easy; 0: none was tried

    @property
    def card(self) -> Card:
        return self.cards[self.at]

    @property
    def due_at(self) -> datetime | None:
        """When the next greeting comes, while there is a wait."""
        return self.card.due_at if self.step is ExerciseStep.GAP else None

    @property
    def choices(self) -> tuple[Card, ...]:
        """Who is on view for "show me": only who was met today; one alone is no choice."""
        met = tuple(card for card in self.cards if card.met)
        shown = self.card.way is Way.SHOW and len(met) > 1
        return met if shown else (self.card,)

    def left(self, *, now: datetime) -> bool:
        """Whether it was walked away from."""
        return now - (self.due_at or self.agreed_at or self.asked_at) > LEFT_AFTER

    def agree(self, *, now: datetime) -> "Exercise":
        self._require(ExerciseStep.ASSENT)
        return replace(self, agreed_at=now, step=ExerciseStep.MEET)

    def met(self) -> "Exercise":
        """They have looked at the face and heard the name."""
        self._require(ExerciseStep.MEET)
        return replace(self, step=ExerciseStep.GREET)

    def other_photo(self, photo_id: str) -> "Exercise":
        self._require(ExerciseStep.MEET)
        return self._with(replace(self.card, photo_id=photo_id))

    def came(self, *, now: datetime) -> "Exercise":
        self._require(ExerciseStep.GREET)
        gap_s = 0 if self.card.gap is None else GAPS_S[self.card.gap]
        after = self._with(self.card.came(now=now))
        return replace(after, longest_s=max(self.longest_s, gap_s))._next(now)

    def helped(self, *, now: datetime) -> "Exercise":
        self._require(ExerciseStep.GREET)
        return self._with(self.card.helped(now=now))._next(now)

    def come_due(self, *, now: datetime) -> "Exercise":
        """The wait is over; too early, or out of turn, it is the same exercise."""
        if self.due_at is None or now < self.due_at:
            return self
        return self._next(now)

    def end(self, ending: ExerciseEnding, *, now: datetime) -> "Exercise":
        """Over: what happened on the way is forgotten."""
        bare = tuple(Card(element_id=c.element_id, photo_id=c.photo_id) for c in self.cards)
        over = replace(self, step=ExerciseStep.OVER, cards=bare)
        return replace(over, ending=ending, ended_at=now)

    def _next(self, now: datetime) -> "Exercise":
        """Whoever is due; somebody new in a long wait; else ordinary chat until then."""
        ends_at = (self.agreed_at or now) + LONGEST
        waits = [(c.due_at, place) for place, c in enumerate(self.cards) if c.due_at]
        soonest, place = min(waits)
        new = next((n for n, c in enumerate(self.cards) if not c.met), None)
        if now >= ends_at:
            return self.end(ExerciseEnding.DONE, now=now)
        if soonest <= now:
            return replace(self, at=place, step=ExerciseStep.GREET)
        if new is not None and (soonest - now).total_seconds() >= ROOM_FOR_ANOTHER_S:
            return replace(self, at=new, step=ExerciseStep.MEET)
        if soonest >= ends_at:
            return self.end(ExerciseEnding.DONE, now=now)
        return replace(self, at=place, step=ExerciseStep.GAP)

    def _with(self, card: Card) -> "Exercise":
        cards = tuple(card if place == self.at else c for place, c in enumerate(self.cards))
        return replace(self, cards=cards)

    def _require(self, step: ExerciseStep) -> None:
        if self.step is not step:
            raise ExerciseElsewhere
