"""The story in hand: an answer becomes a memory at once, so that none is ever lost."""

from dataclasses import dataclass, replace
from typing import TypeVar

from core.domain import interruptions
from core.domain.life import Level, ProbeFamily
from core.domain.memory import Former, Line, Memory, Teller, ToldHow, Valence, Wording
from core.domain.session import OutOfStep, ReminiscenceSession, SessionStage
from core.domain.talk import Writing
from core.domain.titles import title_from
from core.ports import PatientWork
from core.services import books, photos, picture_remains, sent_files, themes
from core.services.sessions import Leader, keep, leading, require_permission

#: Themes whose stories can be tasted; anywhere else "what does it taste of?" is odd.
ABOUT_FOOD = frozenset({"C5", "Y2", "D3", "L3"})

S = TypeVar("S", Memory, Former)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a message brought: words exactly as typed, or a voice note."""

    words: str = ""
    voice: bytes | None = None
    media_type: str = "audio/ogg"
    account_id: int = 0  #: whose message it was
    message_id: int = 0  #: 0: it was no message that can be changed

    @property
    def empty(self) -> bool:
        return not self.words.strip() and self.voice is None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its words, to be found again when the message is changed."""
        if not (self.words and self.message_id):
            return ()
        message = {"account_id": self.account_id, "message_id": self.message_id}
        return (Line(words=self.words, **message),)


def answer(
    work: PatientWork, leader: Leader, told: Told, *, companion_name: str = ""
) -> ReminiscenceSession:
    """Take in an answer to the question, or what was added to a follow-up."""
    session = leading(work, leader)
    require_permission(work)
    if told.empty:
        raise OutOfStep
    if session.stage is SessionStage.DEEPEN:
        memory = with_told(work, work.memories.get(session.talk.memory_id), told)
        work.memories.save(memory)
        session = session.told_more(_probe(work, leader, session, memory))
    else:
        memory = with_told(work, _new_memory(work, leader, session, companion_name), told)
        session = session.answered(memory.id, _probe(work, leader, session, memory))
        work.memories.save(memory)
    return keep(work, leader, heard(leader, session, told.words))


def heard(leader: Leader, session: ReminiscenceSession, words: str) -> ReminiscenceSession:
    """A listed phrase asks "shall we pause?", and nothing else (protocol §9)."""
    if session.interrupted or not leader.care.sounds_distressed(words):
        return session  # whoever pauses already, or sees to a hard moment, is asked nothing
    return interruptions.ask_pause(session)


def is_remark(leader: Leader, session: ReminiscenceSession, words: str) -> bool:
    """Whether words that would be a story of their own rather say how the person is now.

    Written once more they were meant as a story.
    """
    noted_before = session.record.note.endswith(words)
    return leader.care.sounds_distressed(words) and not noted_before


def more_to_tell(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    """ "There is more": one follow-up that fits what was said last."""
    session = leading(work, leader)
    memory = work.memories.get(session.talk.memory_id)
    return keep(work, leader, session.more_to_tell(_probe(work, leader, session, memory)))


def may_ask_more(
    work: PatientWork, leader: Leader, session: ReminiscenceSession, memory: Memory
) -> bool:
    """Whether a follow-up is left that fits what was said last."""
    return session.may_probe and _probe(work, leader, session, memory) is not None


def rewrite(work: PatientWork, leader: Leader, told: Told) -> ReminiscenceSession:
    """Replace what was read back by what they would rather have said.

    Words put right stand beside the voice that told them; only a new voice takes its place.
    What was there before can come back until somebody agrees to it.
    """
    session = leading(work, leader)
    if told.empty:
        raise OutOfStep
    session = session.changed()
    memory = work.memories.get(session.talk.memory_id)
    voices = memory.voice_ids if told.voice is None else _kept_voice(work, told)
    changed = memory.put_right(
        words=told.words,
        wording=_first_wording(told),
        title=memory.title,
        voice_ids=voices,
        lines=told.lines,
    )
    work.memories.save(changed)
    return keep(work, leader, heard(leader, session, told.words))


def add(work: PatientWork, leader: Leader, told: Told) -> ReminiscenceSession:
    """More of the story, told while it was being read back."""
    session = leading(work, leader)
    if session.stage is not SessionStage.READ_BACK or told.empty:
        raise OutOfStep
    work.memories.save(with_told(work, work.memories.get(session.talk.memory_id), told))
    return keep(work, leader, heard(leader, session, told.words))


def add_sentence(work: PatientWork, leader: Leader, told: Told) -> ReminiscenceSession:
    """A typed sentence beside a voice note; whose words they are is asked next."""
    session = leading(work, leader)
    memory = work.memories.get(session.talk.memory_id)
    if session.stage is not SessionStage.READ_BACK or memory.words or not told.words.strip():
        raise OutOfStep
    beside = replace(memory, words=told.words, lines=told.lines, wording=Wording.RETOLD)
    work.memories.save(beside)
    return keep(work, leader, heard(leader, session, told.words))


def agree(work: PatientWork, leader: Leader, *, wording: Wording) -> ReminiscenceSession:
    """ "Yes, like this": the memory stands, as their words, retold, or their voice."""
    session = leading(work, leader)
    memory = agreed(work, work.memories.get(session.talk.memory_id), wording=wording)
    session = session.agree(
        with_picture=may_be_pictured(work, leader, session, memory),
        questions=themes.questions(work, session, bank=leader.bank),
        now=leader.now,
    )
    return keep(work, leader, session)


def agreed(work: PatientWork, memory: Memory, *, wording: Wording) -> Memory:
    """Keep a memory as approved; quotation marks only where its words may have them.

    What its words took the place of is gone from then on.
    """
    if wording is Wording.VERBATIM and not may_be_quoted(memory):
        raise OutOfStep
    if wording is Wording.VOICE and (memory.words or not memory.voice_ids):
        raise OutOfStep
    approved = replace(
        memory,
        wording=wording,
        approved=True,
        title=memory.title or title_from(memory.words),
        former=None,
        lines=(),
    )
    for voice_id in memory.replaced_voice_ids:
        work.media.trash(voice_id)
    work.memories.save(approved)
    books.refresh_page(work, memory.id)
    return approved


def may_be_quoted(memory: Memory) -> bool:
    """Whether "their words" may be offered: the person's own, and not picked from options."""
    free = memory.told_how is ToldHow.FREE and memory.teller is Teller.PERSON
    return free and bool(memory.words)


def may_be_pictured(
    work: PatientWork, leader: Leader, session: ReminiscenceSession, memory: Memory
) -> bool:
    """Whether a picture may be offered: never of pain, of young people, or where it is off."""
    theme = leader.bank.theme(memory.theme)
    return (
        work.patient().allows_pictures(session.level)
        and not theme.real_photos_only
        and memory.valence is not Valence.PAINFUL
        and not memory.avoid_reason
        and bool(memory.words.strip())
    )


def let_go(work: PatientWork, leader: Leader, *, memory_id: str) -> ReminiscenceSession:
    """They do not want this story kept: it is gone, its voice too, and all made of it."""
    session = leading(work, leader)
    if memory_id not in session.memory_ids:
        raise OutOfStep
    forget(work, memory_id)
    session = interruptions.calm_again(session, now=leader.now) if session.moment else session
    return keep(work, leader, session.let_go(memory_id, now=leader.now))


def forget(work: PatientWork, memory_id: str) -> None:
    """Remove a memory with its voices, its page, its photos, and what was drawn of it."""
    memory = work.memories.find(memory_id)
    if memory is None:
        return
    for voice_id in memory.all_voice_ids:
        work.media.discard(voice_id)
    picture_remains.let_go(work, memory_id=memory_id)
    photos.take_off(work, memory_id=memory_id)
    work.memories.remove(memory_id)
    sent_files.let_go(work)
    books.refresh_page(work, memory_id)


def _new_memory(
    work: PatientWork, leader: Leader, session: ReminiscenceSession, companion_name: str
) -> Memory:
    """An empty memory of what is being told, by whom and how."""
    patient, talk = work.patient(), session.talk
    by_companion = talk.writing is Writing.COMPANION
    told_how = ToldHow.FREE if talk.rung.own_words else ToldHow.CHOSEN
    if talk.writing is Writing.GESTURE:
        told_how = ToldHow.GESTURE
    return Memory(
        id=leader.ids.new(),
        stage=leader.bank.theme(talk.theme).stage,
        theme=talk.theme,
        words="",
        language=patient.language,
        wording=Wording.RETOLD,
        teller=Teller.COMPANION if by_companion else Teller.PERSON,
        teller_name=companion_name if by_companion else patient.name,
        told_at=leader.now,
        told_how=ToldHow.FREE if by_companion else told_how,
        session_id=session.id,
        question_id=talk.question_id,
    )


def with_told(work: PatientWork, memory: Memory, told: Told) -> Memory:
    """The memory with what was told added, line by line, and the voice kept.

    Where only its words were changed, the words before go on with it as well.
    """
    kept, former = _kept_voice(work, told), memory.former
    if former is not None and memory.only_reworded:
        former = _with_more(former, told, kept)
    return replace(_with_more(memory, told, kept), former=former)


def _with_more(so_far: S, told: Told, kept: tuple[str, ...]) -> S:
    words = "\n".join(filter(None, (so_far.words, told.words)))
    voices = (*so_far.voice_ids, *kept)
    silent = not words and bool(voices)
    wording = Wording.VOICE if silent else Wording.RETOLD
    lines = (*so_far.lines, *told.lines)
    return replace(so_far, words=words, voice_ids=voices, wording=wording, lines=lines)


def _kept_voice(work: PatientWork, told: Told) -> tuple[str, ...]:
    if told.voice is None:
        return ()
    return (work.media.put(told.voice, media_type=told.media_type),)


def _first_wording(told: Told) -> Wording:
    return Wording.VOICE if told.voice is not None and not told.words else Wording.RETOLD


def _probe(
    work: PatientWork, leader: Leader, session: ReminiscenceSession, memory: Memory
) -> ProbeFamily | None:
    """The follow-up that fits, senses first; none to a voice or to the companion.

    To what was chosen between two, only the one that fits whatever was chosen.
    """
    if not memory.words or memory.teller is Teller.COMPANION:
        return None
    among = tuple(ProbeFamily)
    if session.level is Level.CHOICE and session.stage is SessionStage.INVITE:
        fitting = leader.bank.theme(memory.theme).follow_up
        among = (fitting,) if fitting else ()
    used = set(session.talk.probes if session.stage is not SessionStage.INVITE else ())
    if memory.theme not in ABOUT_FOOD:
        used.add(ProbeFamily.TASTE)
    language = work.patient().language
    return leader.probes.choose(memory.words, session.level, language, used=used, among=among)
