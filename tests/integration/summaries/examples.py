"""An invented session with everything in it that a summary tells of."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from core.domain.closing import AfterKind, AfterStep
from core.domain.life import Level, LifeStage
from core.domain.memory import Audience, Memory, Teller, Valence, Wording
from core.domain.session import ReminiscenceSession, SessionStage
from core.domain.session_clock import SessionClock
from core.domain.session_record import (
    Assent,
    Helped,
    Hindered,
    Mood,
    ObservationItem,
    PromptOffered,
    PromptOutcome,
    Rater,
    SessionRecord,
)
from core.domain.talk import Rung
from tests.fakes.turns import START
from tests.integration.session.room import COMPANION

QUOTE = "Íbamos descalzas para no gastar los zapatos."


def a_prompt(number: int, theme: str = "A2") -> PromptOffered:
    return PromptOffered(
        question_id=f"{theme}.{number}",
        level=Level.OPEN,
        rung=Rung.INVITATION,
        outcome=PromptOutcome.TAKEN_UP,
    )


def the_record(**changes: Any) -> SessionRecord:
    record = SessionRecord(
        began_level=Level.OPEN,
        assent=Assent.YES,
        mood_before=Mood(face=3, rated_by=Rater.PERSON),
        mood_after=Mood(face=5, rated_by=Rater.PERSON),
        themes=("A2",),
        prompts=(a_prompt(1), a_prompt(2), a_prompt(3)),
        observation={
            ObservationItem.ENJOYED: 3,
            ObservationItem.INTEREST: 3,
            ObservationItem.AT_EASE: 2,
            ObservationItem.CONNECTED: 3,
            ObservationItem.INITIATIVE: 2,
            ObservationItem.UPSET: 0,
        },
        helped=(Helped.OBJECT,),
        hindered=(Hindered.NOISE,),
        note="Esto no se lo había oído nunca.",
    )
    return replace(record, **changes)


def the_session(session_id: str = "t1", **changes: Any) -> ReminiscenceSession:
    """Begun half an hour ago; the companion has one more question to answer."""
    begun = START - timedelta(minutes=32)
    session = ReminiscenceSession(
        id=session_id,
        led_by=COMPANION,
        level=Level.OPEN,
        stage=SessionStage.AFTER,
        begun_at=begun,
        touched_at=START,
        clock=SessionClock(limit_minutes=45, running_since=begun),
        memory_ids=("m1",),
        agreed=("m1",),
        after=(AfterStep(kind=AfterKind.YOU),),
        record=the_record(),
    )
    return replace(session, **changes)


def the_story(memory_id: str = "m1", **changes: Any) -> Memory:
    memory = Memory(
        id=memory_id,
        stage=LifeStage.ADOLESCENCE,
        theme="A2",
        words=QUOTE,
        language="es",
        wording=Wording.VERBATIM,
        teller=Teller.PERSON,
        teller_name="Carmen",
        told_at=START - timedelta(minutes=10),
        session_id="t1",
        title="La vuelta con luna",
        approved=True,
        audience=Audience.BOOK,
        valence=Valence.PLEASANT,
        enjoyment=9,
        feeling="joy",
    )
    return replace(memory, **changes)
