"""One guided conversation, S0-S11 of the protocol, as a pure state machine.

Every step returns a new session, or refuses with OutOfStep. Questions are handed in as a
function, because which of them fit is known to the bank and not to the session.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from core.domain.closing import AfterKind, AfterStep, Beat, ClosingKind
from core.domain.distress import MomentEnding
from core.domain.life import Level, ProbeFamily
from core.domain.session_clock import SessionClock
from core.domain.session_record import (
    Assent,
    CompanionDay,
    Helped,
    Hindered,
    Mood,
    ObservationItem,
    PromptOffered,
    PromptOutcome,
    SessionRecord,
    StopReason,
)
from core.domain.session_state import OutOfStep, SessionStage, SessionState
from core.domain.talk import (
    REFUSALS_BEFORE_CLOSING,
    UNANSWERED_BEFORE_GENTLER,
    Rung,
    Talk,
    Writing,
)

__all__ = ["OutOfStep", "QuestionFor", "ReminiscenceSession", "SessionStage"]

#: The next question of the present theme at a level, or None when there is none left.
QuestionFor = Callable[[Level], str | None]

_S = SessionStage


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminiscenceSession(SessionState):
    """A session, and every step it can take."""

    @classmethod
    def begin(
        cls,
        *,
        session_id: str,
        led_by: int,
        level: Level,
        limit_minutes: int,
        now: datetime,
        brief: bool = False,
        looking_at: str = "",
    ) -> "ReminiscenceSession":
        """A new session; a brief one shows its checks on the invitation itself."""
        return cls(
            id=session_id,
            led_by=led_by,
            level=level,
            stage=_S.ASSENT if brief else _S.READY,
            begun_at=now,
            touched_at=now,
            clock=SessionClock(limit_minutes=limit_minutes, running_since=now),
            brief=brief,
            looking_at=looking_at,
            record=SessionRecord(began_level=level),
        )

    # S0-S4: before the story

    def made_ready(self) -> "ReminiscenceSession":
        return self.go(_S.ASSENT, at=(_S.READY,))

    def postpone(self, *, now: datetime) -> "ReminiscenceSession":
        """Not today: the person was not asked, so nothing has to be closed with them."""
        return self._check(_S.READY).stopped(StopReason.POSTPONED).end(now=now)

    def assented(self, assent: Assent, *, now: datetime) -> "ReminiscenceSession":
        self._check(_S.ASSENT)
        later = self.record.assent_took_a_while or assent is Assent.NOT_SURE
        asked = self.recorded(assent=assent, assent_took_a_while=later)
        if assent is Assent.NOT_TODAY:
            return asked.close(stop=StopReason.NOT_TODAY, now=now)
        if assent is Assent.NOT_SURE:
            return asked
        return asked.go(_S.THEME if self.brief else _S.BEFORE)

    def felt_before(self, mood: Mood | None) -> "ReminiscenceSession":
        """Take the face pointed at; on the theme screen of a brief session it is optional."""
        self._check(_S.BEFORE, _S.THEME)
        felt = self.recorded(mood_before=mood)
        return felt.go(_S.OPEN_RITUAL) if self.stage is _S.BEFORE else felt

    def opened(self) -> "ReminiscenceSession":
        return self.go(_S.LOOK if self.looking_at else _S.THEME, at=(_S.OPEN_RITUAL,))

    def look_at(self, page_id: str) -> "ReminiscenceSession":
        """Turn to another page of the book."""
        return replace(self._check(_S.LOOK), looking_at=page_id)

    def look_through(self, page_id: str) -> "ReminiscenceSession":
        """The book in the place of a theme, from this page on."""
        return self.go(_S.LOOK, at=(_S.THEME,), looking_at=page_id, offered=())

    def told_at_page(self, memory_id: str, *, theme: str) -> "ReminiscenceSession":
        """They told something about the page unasked: it is read back at once."""
        self._check(_S.LOOK)
        told = replace(self, memory_ids=(*self.memory_ids, memory_id))
        told = told._with_talk(
            memory_id=memory_id, theme=theme, question_id="", probe=None, probes=(), edits=0
        )
        return told.go(_S.READ_BACK)

    def offer(self, themes: Collection[str], *, now: datetime) -> "ReminiscenceSession":
        """Put themes on the screen; with none left the session closes kindly."""
        self._check(_S.THEME)
        if not themes:
            return self.close(stop=StopReason.NO_THEME, now=now)
        return replace(self, offered=tuple(themes))

    def other_theme(self) -> "ReminiscenceSession":
        """Something else, please; what was offered is set aside for today."""
        self._check(_S.THEME, _S.INVITE)
        aside = self.offered if self.stage is _S.THEME else (self.talk.theme,)
        return self.go(_S.THEME, offered=(), set_aside=(*self.set_aside, *aside))

    def choose(self, theme: str, question_id: str) -> "ReminiscenceSession":
        self._check(_S.THEME)
        if theme not in self.offered:
            raise OutOfStep
        talked = self.recorded(themes=(*self.record.themes, theme))
        talked = replace(talked, talk=Talk(theme=theme, unanswered=self.talk.unanswered))
        return talked._ask(question_id)

    # S5-S8: the story

    def enjoyed(self) -> "ReminiscenceSession":
        """They smiled, hummed or reached out; at `presence` that is a full answer."""
        self._check(_S.INVITE)
        return self._outcome(PromptOutcome.TAKEN_UP)._with_talk(unanswered=0)

    def nothing_came(self, questions: QuestionFor, *, now: datetime) -> "ReminiscenceSession":
        """Go down one rung; after two in a row, one level."""
        self._check(_S.INVITE)
        silent = self._outcome(PromptOutcome.NOTHING_CAME)
        unanswered = self.talk.unanswered + 1
        if unanswered >= UNANSWERED_BEFORE_GENTLER or self.talk.rung.helped:
            return silent.gentler(questions, now=now)
        return silent._with_talk(unanswered=unanswered, rung=self.talk.rung.lower, writing=None)

    def declined(self, questions: QuestionFor, *, now: datetime) -> "ReminiscenceSession":
        """They would rather not: another question, and after two of them a kind closing."""
        self._check(_S.INVITE)
        refused = self._outcome(PromptOutcome.REFUSED)
        if self.level is Level.PRESENCE:
            return refused.close(stop=StopReason.TURNED_AWAY, now=now)
        if refused.record.refusals >= REFUSALS_BEFORE_CLOSING:
            return refused.close(stop=StopReason.REFUSALS, now=now)
        return refused._another(questions, now=now)

    def not_to_taste(self, *, now: datetime) -> "ReminiscenceSession":
        """A no about taste is an answer; there is nothing to keep, and other themes come."""
        self._check(_S.INVITE)
        if self.talk.rung is not Rung.TASTE:
            raise OutOfStep
        heard = self._outcome(PromptOutcome.TAKEN_UP)._with_talk(unanswered=0)
        return heard.go(_S.THEME, offered=()) if self.prompts_left else heard.close(now=now)

    def gentler(self, questions: QuestionFor, *, now: datetime) -> "ReminiscenceSession":
        """One level down for the rest of this session; where nothing is left, only closing."""
        level = self.level
        while self.may_be_gentler and level is not Level.PRESENCE:
            level = level.gentler
            question_id = questions(level)
            if question_id is not None:
                dropped = self.recorded(level_drops=self.record.level_drops + 1)
                return replace(dropped, level=level)._with_talk(unanswered=0)._ask(question_id)
        return self.close(stop=StopReason.NOTHING_CAME, now=now)

    def answered(self, memory_id: str, probe: ProbeFamily | None) -> "ReminiscenceSession":
        """A story has begun; in a brief session it is read back at once."""
        self._check(_S.INVITE)
        told = replace(
            self._outcome(PromptOutcome.TAKEN_UP), memory_ids=(*self.memory_ids, memory_id)
        )
        told = told._with_talk(
            memory_id=memory_id, unanswered=0, probes=(), probe=None, edits=0, writing=None
        )
        return told.go(_S.READ_BACK) if self.brief else told._probe(probe)

    def told_more(self, probe: ProbeFamily | None) -> "ReminiscenceSession":
        return self._check(_S.DEEPEN)._probe(probe)

    def more_to_tell(self, probe: ProbeFamily | None) -> "ReminiscenceSession":
        """ "There is more": back from the read-back to one more question."""
        self._check(_S.READ_BACK)
        if not self.may_probe:
            raise OutOfStep
        return self._with_talk(writing=None)._probe(probe)

    def enough_told(self) -> "ReminiscenceSession":
        return self.go(_S.READ_BACK, at=(_S.DEEPEN,))

    def write(self, writing: Writing | None) -> "ReminiscenceSession":
        """Say what the companion's next message will be."""
        stage = _S.READ_BACK if writing is Writing.CHANGE else _S.INVITE
        self._check(stage if writing else self.stage)
        if writing is Writing.CHANGE and not self.may_change:
            raise OutOfStep
        return self._with_talk(writing=writing)

    def changed(self) -> "ReminiscenceSession":
        """The words read back were put right; at most twice."""
        self._check(_S.READ_BACK)
        if not self.may_change:
            raise OutOfStep
        return self._with_talk(edits=self.talk.edits + 1, writing=None)

    def agree(
        self, *, with_picture: bool, questions: QuestionFor, now: datetime
    ) -> "ReminiscenceSession":
        """ "Yes, like this": on to the picture, or to what comes after it."""
        self._check(_S.READ_BACK)
        agreed = replace(self, agreed=(*self.agreed, self.talk.memory_id))
        if with_picture:
            shown = (*self.record.pictures_offered, self.talk.memory_id)
            return agreed.recorded(pictures_offered=shown).go(_S.PICTURE)
        return agreed._onward(questions, now=now)

    def picture_over(self, questions: QuestionFor, *, now: datetime) -> "ReminiscenceSession":
        return self._check(_S.PICTURE)._onward(questions, now=now)

    def let_go(self, memory_id: str, *, now: datetime) -> "ReminiscenceSession":
        """A story they do not want kept; something else comes next."""
        kept = replace(self, memory_ids=tuple(m for m in self.memory_ids if m != memory_id))
        if not self.stage.with_story:
            return kept
        if self.looking_at:
            return kept.go(_S.LOOK)
        if kept.prompts_left:
            return kept.go(_S.THEME, offered=(), set_aside=(*self.set_aside, self.talk.theme))
        return kept.close(stop=StopReason.COMPANION, now=now)

    # S9-S11: closing

    def close(
        self,
        *,
        now: datetime,
        stop: StopReason | None = None,
        kind: ClosingKind = ClosingKind.RITUAL,
    ) -> "ReminiscenceSession":
        """Go to the closing, from anywhere; without a yes today it is the kind goodbye."""
        self.alive()
        if self.stage in {_S.CLOSE, _S.AFTER}:
            if self.moment is None:
                return replace(self, paused=False, clock=self.going(now=now))
            kind = ClosingKind.CALM
        if self.record.assent is not Assent.YES:
            kind = ClosingKind.GOODBYE
        calmed = self.moment_over(MomentEnding.CLOSED, now=now).stopped(stop)
        return replace(
            calmed.go(_S.CLOSE),
            paused=False,
            clock=calmed.clock.started(at=now),
            closing=kind.pages(self.level),
            page=0,
            talk=replace(self.talk, writing=None, probe=None),
        )

    def next_page(self, *, now: datetime) -> "ReminiscenceSession":
        """The next beats; after the last, what the companion is asked, or the end.

        Its time ends with the last beat: the companion may answer whenever they like.
        """
        self._check(_S.CLOSE)
        if self.page + 1 < len(self.closing):
            return self._with_talk(writing=None).go(_S.CLOSE, page=self.page + 1)
        if Beat.GOODBYE in self.beats or self.record.stop is StopReason.DANGER:
            return self.end(now=now)
        clock = self.clock.stopped(at=now)
        return self._with_talk(writing=None).go(_S.AFTER, after=self._after_steps(), clock=clock)

    def next_after(self, *, now: datetime, without: str = "") -> "ReminiscenceSession":
        """The next question for the companion, none more about the memory `without`."""
        self._check(_S.AFTER)
        rest = tuple(s for s in self.after[1:] if not without or s.memory_id != without)
        return replace(self, after=rest) if rest else self.end(now=now)

    def felt_after(self, mood: Mood) -> "ReminiscenceSession":
        return self._check(_S.AFTER).recorded(mood_after=mood)

    def agree_late(self, memory_id: str) -> "ReminiscenceSession":
        self._check(_S.AFTER)
        return replace(self, agreed=(*self.agreed, memory_id))

    def observe(self, item: ObservationItem, amount: int | None) -> "ReminiscenceSession":
        """Mark one line of the card, 0-3; None takes the mark away."""
        card = {k: v for k, v in self.record.observation.items() if k is not item}
        if amount is not None:
            card[item] = amount
        return self._check(_S.AFTER).recorded(observation=card)

    def toggle_helped(self, what: Helped) -> "ReminiscenceSession":
        return self._check(_S.AFTER).recorded(helped=_toggled(self.record.helped, what))

    def toggle_hindered(self, what: Hindered) -> "ReminiscenceSession":
        return self._check(_S.AFTER).recorded(hindered=_toggled(self.record.hindered, what))

    def noted(self, note: str, *, voice_id: str = "") -> "ReminiscenceSession":
        """The companion's own note; what was noted before stays."""
        joined = "\n".join(filter(None, (self.record.note, note)))
        voices = (*self.record.note_voice_ids, *filter(None, (voice_id,)))
        return self.recorded(note=joined, note_voice_ids=voices)

    def companion_is(self, day: CompanionDay) -> "ReminiscenceSession":
        return self._check(_S.AFTER).recorded(companion_day=day)

    def end(self, *, now: datetime) -> "ReminiscenceSession":
        """Over; how a moment ended that was still open, nobody said."""
        over = self.alive().moment_over(None, now=now)
        clock = over.clock.stopped(at=now)
        return replace(over.go(_S.SUMMARY), ended_at=now, clock=clock, paused=False)

    def leave(self, *, now: datetime) -> "ReminiscenceSession":
        return self.stopped(StopReason.LEFT).end(now=now)

    # the smaller steps these are made of

    def _ask(self, question_id: str) -> "ReminiscenceSession":
        """Put a question of the bank, on the first rung of the present level."""
        rung = Rung.first_of(self.level)
        prompt = PromptOffered(question_id=question_id, level=self.level, rung=rung)
        asked = self.recorded(prompts=(*self.record.prompts, prompt))
        if self.level is Level.PRESENCE:
            asked = asked.recorded(cues=(*self.record.cues, question_id))
        asked = asked._with_talk(
            question_id=question_id,
            rung=rung,
            memory_id="",
            probe=None,
            probes=(),
            edits=0,
            writing=None,
        )
        return asked.go(_S.INVITE, offered=())

    def _probe(self, probe: ProbeFamily | None) -> "ReminiscenceSession":
        if probe is None or not self.may_probe:
            return self._with_talk(probe=None).go(_S.READ_BACK)
        return self._with_talk(probe=probe, probes=(*self.talk.probes, probe)).go(_S.DEEPEN)

    def _outcome(self, outcome: PromptOutcome) -> "ReminiscenceSession":
        *earlier, last = self.record.prompts
        last = replace(last, outcome=outcome, rung=self.talk.rung)
        return self.recorded(prompts=(*earlier, last))

    def _another(self, questions: QuestionFor, *, now: datetime) -> "ReminiscenceSession":
        """The next question of the theme, or other themes when we have gone down in this one."""
        if not self.prompts_left:
            return self.close(stop=StopReason.REFUSALS, now=now)
        question_id = None if self.talk.rung.helped else questions(self.level)
        if question_id is None:
            return self.go(_S.THEME, offered=())
        return self._ask(question_id)

    def _onward(self, questions: QuestionFor, *, now: datetime) -> "ReminiscenceSession":
        """After a story: back to the page that was looked at; at `choice` one is enough."""
        if self.looking_at:
            return self.go(_S.LOOK)
        if self.level is Level.OPEN and self.prompts_left:
            return self._another(questions, now=now)
        return self.close(now=now)

    def _after_steps(self) -> tuple[AfterStep, ...]:
        if self.after:  # a hard moment interrupted them
            return self.after
        steps = [AfterStep(kind=AfterKind.MOOD)]
        for memory_id in self.memory_ids:
            if memory_id in self.resting_memories:
                continue
            kinds = [AfterKind.AUDIENCE, AfterKind.TELLING, AfterKind.ENJOYED]
            if memory_id not in self.agreed:
                kinds.insert(0, AfterKind.WORDS)
            steps += [AfterStep(kind=kind, memory_id=memory_id) for kind in kinds]
        last = (AfterKind.CARD, AfterKind.AROUND, AfterKind.YOU)
        return (*steps, *(AfterStep(kind=kind) for kind in last))


T = TypeVar("T")


def _toggled(chosen: tuple[T, ...], item: T) -> tuple[T, ...]:
    return tuple(c for c in chosen if c != item) if item in chosen else (*chosen, item)
