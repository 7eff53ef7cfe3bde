"""Memories outside a question: told unasked, who may see them, and whether to use them again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.domain.book import LONGEST_TITLE
from core.domain.circle import Action, Role
from core.domain.life import Feeling, LifeStage
from core.domain.memory import (
    ENJOYMENT,
    UNTIL_REVIEW,
    Audience,
    Line,
    Memory,
    Teller,
    Valence,
    Wording,
)
from core.domain.session import OutOfStep
from core.domain.titles import title_from
from core.ports import PatientWork
from core.services import books, editions, sent_files, story
from core.services.circle import allowed
from core.services.sessions import require_permission
from core.services.story import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyteller:
    """Who wrote to the bot, and when."""

    name: str
    role: Role | None
    account_id: int
    now: datetime


def take_in(work: PatientWork, told: Told, *, memory_id: str, by: Storyteller) -> Memory:
    """Hold what came unasked, seen by nobody, until it is known whether to keep it."""
    _require_hand(work)
    require_permission(work)
    voices = (work.media.put(told.voice, media_type=told.media_type),) if told.voice else ()
    return _held(work, memory_id, by=by, words=told.words, voice_ids=voices, lines=told.lines)


def _held(
    work: PatientWork,
    memory_id: str,
    *,
    by: Storyteller,
    words: str,
    voice_ids: tuple[str, ...],
    lines: tuple[Line, ...],
) -> Memory:
    patient, session = work.patient(), work.sessions.open_one()
    memory = Memory(
        id=memory_id,
        stage=LifeStage.LATER_LIFE,
        theme="",
        words=words,
        language=patient.language,
        wording=Wording.RETOLD if words else Wording.VOICE,
        teller=_teller(by),
        teller_name=by.name,
        sent_by=by.account_id,
        told_at=by.now,
        session_id=session.id if session else None,
        voice_ids=voice_ids,
        lines=lines,
    )
    work.memories.save(memory)
    return memory


def take_in_more(work: PatientWork, memory_id: str, told: Told) -> Memory:
    """Add what came after it, before anybody said what to do with it."""
    _require_hand(work)
    require_permission(work)
    memory = story.with_told(work, work.memories.get(memory_id), told)
    work.memories.save(memory)
    return memory


def as_before(work: PatientWork, memory_id: str, *, other_id: str, by: Storyteller) -> Memory:
    """Bring back what a correction took the place of; what came in its place is held apart.

    It may have been another story: it is returned, seen by nobody until it is known whether
    to keep it. OutOfStep where nothing was put right, or it was agreed on since.
    """
    _require_hand(work)
    memory = work.memories.get(memory_id)
    if memory.former is None:
        raise OutOfStep
    before = _kept(work, memory.as_before())
    voices = tuple(v for v in memory.voice_ids if v not in before.voice_ids)
    words, lines = memory.put_in_its_place
    editions.drop_with(work, memory_id=memory_id)
    sent_files.let_go(work)
    return _held(work, other_id, by=by, words=words, voice_ids=voices, lines=lines)


def unsettled(work: PatientWork, account_id: int) -> Sequence[Memory]:
    """What this account told unasked and never said what to do with, the oldest first."""
    sent = [memory for memory in work.memories.all() if memory.sent_by == account_id]
    return sorted((m for m in sent if not m.approved), key=lambda memory: memory.told_at)


def drop(work: PatientWork, memory_id: str) -> None:
    """It was not meant to be kept."""
    _require_hand(work)
    story.forget(work, memory_id)


def told_by(work: PatientWork, memory_id: str, *, by: Storyteller, person: bool) -> Memory:
    """Say who told it: the person, or whoever wrote; asked again, the last answer counts."""
    _require_hand(work)
    teller, name = (Teller.PERSON, work.patient().name) if person else (_teller(by), by.name)
    memory = replace(work.memories.get(memory_id), teller=teller, teller_name=name)
    work.memories.save(memory)
    return memory


def keep_as(work: PatientWork, memory_id: str, *, wording: Wording) -> Memory:
    """Approve it as their words, retold, or as a voice."""
    _require_hand(work)
    return story.agreed(work, work.memories.get(memory_id), wording=wording)


def place_in_life(work: PatientWork, memory_id: str, *, stage: LifeStage) -> Memory:
    """Put it into the time of life it belongs to."""
    _require_hand(work)
    return _kept(work, replace(work.memories.get(memory_id), stage=stage))


def let_see(work: PatientWork, memory_id: str, *, audience: Audience) -> Memory:
    """Say who may see it; until somebody says so, only us."""
    _require_hand(work)
    memory = work.memories.get(memory_id)
    return _kept(work, replace(memory, audience=audience, audience_said=True))


def entitle(work: PatientWork, memory_id: str, *, title: str) -> Memory:
    """Call it what they call it, on one line."""
    _require_hand(work)
    short = " ".join(title.split())[:LONGEST_TITLE].rstrip()
    return _kept(work, replace(work.memories.get(memory_id), title=short))


def weigh(
    work: PatientWork, memory_id: str, *, valence: Valence | None, use_again: bool
) -> Memory:
    """How telling it was, as a human saw it, and whether to come back to it.

    What hurts is out of the book until the person asks for it, once more if they had.
    """
    memory = work.memories.get(memory_id)
    asked_in = memory.asked_in and valence is not Valence.PAINFUL
    weighed = replace(memory, valence=valence or memory.valence, use_again=use_again)
    return _kept(work, replace(weighed, asked_in=asked_in))


def enjoy(work: PatientWork, memory_id: str, *, enjoyment: int) -> Memory:
    """How much they enjoyed it, 0-10, as the companion saw it; the same again takes it back."""
    memory = work.memories.get(memory_id)
    if enjoyment not in ENJOYMENT:
        raise OutOfStep
    again = memory.enjoyment == enjoyment
    return _kept(work, replace(memory, enjoyment=None if again else enjoyment))


def feel(work: PatientWork, memory_id: str, *, feeling: Feeling) -> Memory:
    """The feeling somebody tapped; the same again takes it back."""
    memory = work.memories.get(memory_id)
    again = memory.feeling == feeling
    return _kept(work, replace(memory, feeling="" if again else feeling.value))


def let_rest(work: PatientWork, memory_id: str) -> None:
    """Set it aside until a therapist has looked."""
    memory = work.memories.find(memory_id)
    if memory is not None:
        rests = replace(memory, use_again=False, avoid_reason=UNTIL_REVIEW, asked_in=False)
        _kept(work, rests)


def default_title(memory: Memory) -> str:
    """Its title, or what it would be called by its own words."""
    return memory.title or title_from(memory.words)


def _teller(by: Storyteller) -> Teller:
    return Teller.FAMILY if by.role is Role.RELATIVE else Teller.COMPANION


def _require_hand(work: PatientWork) -> None:
    """Who leads sessions (therapists too) may do it, and who may tell a memory."""
    leads = allowed(work, Action.LEAD_SESSION)
    work.require(Action.LEAD_SESSION if leads else Action.TELL_MEMORY)


def _kept(work: PatientWork, memory: Memory) -> Memory:
    work.memories.save(memory)
    books.refresh_page(work, memory.id)
    return memory
