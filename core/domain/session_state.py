"""A guided conversation as it stands now: what is kept of it, and what is true of it.

How it goes on is in session.py.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from core.domain.closing import AfterStep, Beat, Pages
from core.domain.distress import HardMoment, MomentEnding
from core.domain.life import Level
from core.domain.session_clock import SessionClock
from core.domain.session_record import SessionRecord, StopReason
from core.domain.talk import EDITS, PROBES, PROMPTS, Talk
from core.errors import Refused


class OutOfStep(Refused):
    """The session is at another point now."""


class SessionStage(StrEnum):
    READY = "ready"
    ASSENT = "assent"
    BEFORE = "before"
    OPEN_RITUAL = "open_ritual"
    THEME = "theme"
    LOOK = "look"  #: a page of the book is looked at together, in the place of a theme
    INVITE = "invite"
    DEEPEN = "deepen"
    READ_BACK = "read_back"
    PICTURE = "picture"
    CLOSE = "close"
    AFTER = "after"
    SUMMARY = "summary"

    @property
    def with_story(self) -> bool:
        """Whether a story is in hand."""
        return self in {SessionStage.DEEPEN, SessionStage.READ_BACK, SessionStage.PICTURE}


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionState:
    """Everything a session is made of; it survives a restart at any point."""

    id: str
    led_by: int  #: account id
    level: Level  #: may drop during the session, for this session only
    stage: SessionStage
    begun_at: datetime
    ended_at: datetime | None = None
    touched_at: datetime | None = None  #: when somebody last did something in it
    clock: SessionClock = field(default_factory=SessionClock)
    brief: bool = False  #: a first session: the shortest way to the first story
    led_before: tuple[int, ...] = ()  #: who led it until somebody took over
    looking_at: str = ""  #: the page of the book it was opened from, or turned to since
    offered: tuple[str, ...] = ()  #: theme codes on the screen
    set_aside: tuple[str, ...] = ()  #: theme codes offered today and not wanted
    talk: Talk = field(default_factory=Talk)
    memory_ids: tuple[str, ...] = ()  #: told in this session
    agreed: tuple[str, ...] = ()  #: read back and found right
    paused: bool = False
    asking_pause: bool = False  #: a listed phrase came: "shall we pause?"
    asking_time: bool = False  #: "close, or five minutes more?"
    closing: Pages = ()
    page: int = 0
    after: tuple[AfterStep, ...] = ()  #: what the companion is still to be asked
    record: SessionRecord = field(default_factory=SessionRecord)

    # what is true now

    @property
    def moment(self) -> HardMoment | None:
        """The hard moment we are in."""
        moments = self.record.moments
        return moments[-1] if moments and moments[-1].ended_at is None else None

    @property
    def in_hand(self) -> str:
        """The memory that is being told, or looked at; empty between stories."""
        if self.stage is SessionStage.LOOK:
            return self.looking_at
        return self.talk.memory_id if self.stage.with_story else ""

    def under_way_at(self, moment: datetime) -> bool:
        """Whether it had begun then, and was not over."""
        return self.begun_at <= moment and (self.ended_at is None or moment <= self.ended_at)

    @property
    def interrupted(self) -> bool:
        return self.paused or self.moment is not None

    @property
    def beats(self) -> tuple[Beat, ...]:
        """The beats on the present screen of the closing."""
        return self.closing[self.page] if self.stage is SessionStage.CLOSE else ()

    @property
    def may_probe(self) -> bool:
        return len(self.talk.probes) < PROBES[self.level]

    @property
    def may_change(self) -> bool:
        return self.talk.edits < EDITS

    @property
    def passed_over(self) -> frozenset[str]:
        """Themes that are not offered again today."""
        return frozenset((*self.set_aside, *self.offered, *self.record.themes))

    @property
    def resting_memories(self) -> frozenset[str]:
        return frozenset(m.memory_id for m in self.record.moments if m.flagged and m.memory_id)

    @property
    def prompts_left(self) -> bool:
        """Whether a session at this level puts another question."""
        most = PROMPTS[self.level]
        return most is None or len(self.record.prompts) < most

    @property
    def may_be_gentler(self) -> bool:
        """Whether one level down something follows: a question, or company, which has no end."""
        return self.prompts_left or self.level.gentler is Level.PRESENCE

    # how a step is made

    def alive(self) -> Self:
        if self.ended_at is not None:
            raise OutOfStep
        return self

    def _check(self, *stages: SessionStage) -> Self:
        if self.alive().interrupted or self.stage not in stages:
            raise OutOfStep
        return self

    def go(
        self, stage: SessionStage, *, at: Collection[SessionStage] = (), **changes: Any
    ) -> Self:
        if at:
            self._check(*at)
        return replace(self, stage=stage, asking_pause=False, asking_time=False, **changes)

    def recorded(self, **changes: Any) -> Self:
        return replace(self, record=replace(self.record, **changes))

    def _with_talk(self, **changes: Any) -> Self:
        return replace(self, talk=replace(self.talk, **changes))

    def going(self, *, now: datetime) -> SessionClock:
        """Its clock going on; what the companion is asked afterwards is no time together."""
        return self.clock if self.stage is SessionStage.AFTER else self.clock.started(at=now)

    def taken_over(self, account_id: int) -> Self:
        self.alive()
        return replace(self, led_by=account_id, led_before=(*self.led_before, self.led_by))

    def picked_up(self, *, now: datetime) -> Self:
        """Go on with a cold session; the time nobody was there does not count."""
        clock = self.alive().clock.stopped(at=self.touched_at or self.begun_at)
        without = replace(self, clock=clock)
        return without if self.paused else replace(without, clock=without.going(now=now))

    def stopped(self, stop: StopReason | None) -> Self:
        """Keep why it ended early; the first reason stays, but danger outweighs all."""
        if stop is StopReason.DANGER or self.record.stop is None:
            return self.recorded(stop=stop)
        return self

    def in_moment(self) -> HardMoment:
        if self.moment is None:
            raise OutOfStep
        return self.moment

    def with_moment(self, moment: HardMoment) -> Self:
        return self.recorded(moments=(*self.record.moments[:-1], moment))

    def moment_over(self, ending: MomentEnding | None, *, now: datetime) -> Self:
        if self.moment is None:
            return self
        return self.with_moment(self.moment.over(ending, at=now))
