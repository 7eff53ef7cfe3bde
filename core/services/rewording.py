"""A message that is changed after it was taken in: a correction, until its story is agreed on."""

from dataclasses import dataclass
from enum import Enum, auto

from core.domain import interruptions
from core.domain.memory import Line, Memory
from core.domain.session import ReminiscenceSession, SessionStage
from core.ports import PatientWork
from core.services.sessions import Leader, keep, leading, permitted
from core.services.story import heard


class Came(Enum):
    """What a changed message comes to."""

    SAME = auto()  #: its words are what they were
    CHANGED = auto()  #: they are what it says now
    REMARK = auto()  #: it says how the person is now: a note to be kept, and no story
    ENOUGH = auto()  #: what is read back was changed as often as it may be


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """What came of it."""

    came: Came
    session: ReminiscenceSession | None = None  #: to be shown as it stands, where there is one


def reword(work: PatientWork, leader: Leader, *, message_id: int, words: str) -> Reworded | None:
    """Take the new words of a message for those that came in it; None where nothing can be.

    That is while a story is told and read back, by whoever leads, and while nobody said yet
    whether to keep what was told unasked. In a session the words before can come back; read
    back, it is a change like any other, and there are two of them at most.
    """
    found = _told_in(work, account_id=leader.account_id, message_id=message_id)
    if found is None or not words.strip() or not permitted(work):
        return None
    memory, line = found
    held = memory.sent_by == leader.account_id
    if not held and not _in_hand(work, leader, memory):
        return None
    if line.words == words:
        return Reworded(came=Came.SAME)
    if _remarks(work, leader, line, words):
        return Reworded(came=Came.REMARK)
    changed = memory.with_line(line, words=words)
    if held:
        work.memories.save(changed)
        return Reworded(came=Came.CHANGED, session=_asked(work, leader, words))
    return _put_right(work, leader, memory, changed, words=words)


def _put_right(
    work: PatientWork, leader: Leader, memory: Memory, changed: Memory, *, words: str
) -> Reworded:
    """Change the story in hand; only while it is read back the changes are counted."""
    session = leading(work, leader)
    if session.stage is SessionStage.READ_BACK:
        if not session.may_change:
            return Reworded(came=Came.ENOUGH)
        session = session.changed()
    work.memories.save(_beside(memory, changed))
    session = keep(work, leader, heard(leader, session, words))
    shown = session.stage is SessionStage.READ_BACK or session.asking_pause
    return Reworded(came=Came.CHANGED, session=session if shown else None)


def _told_in(work: PatientWork, *, account_id: int, message_id: int) -> tuple[Memory, Line] | None:
    """The story that a message is part of, and what came in it."""
    for memory in work.memories.all():
        line = memory.line(account_id=account_id, message_id=message_id)
        if line is not None and not memory.approved:
            return memory, line
    return None


def _in_hand(work: PatientWork, leader: Leader, memory: Memory) -> bool:
    """Whether the story is told or read back now, in a session that this account leads."""
    session = work.sessions.open_one()
    if session is None or session.led_by != leader.account_id or session.interrupted:
        return False
    at = {SessionStage.DEEPEN, SessionStage.READ_BACK}
    return session.stage in at and session.talk.memory_id == memory.id


def _remarks(work: PatientWork, leader: Leader, line: Line, words: str) -> bool:
    """Whether it says how the person is now in the place of what was told.

    An edit may be brought twice, so that no second time makes a story of it.
    """
    instead = line.words not in words and leader.care.sounds_distressed(words)
    return instead and _sitting_together(work, leader) is not None


def _asked(work: PatientWork, leader: Leader, words: str) -> ReminiscenceSession | None:
    """The session they lead, where a listed phrase in a story beside it asks for a pause."""
    session = _sitting_together(work, leader)
    if session is None or heard(leader, session, words) == session:
        return None
    return keep(work, leader, heard(leader, leading(work, leader), words))


def _sitting_together(work: PatientWork, leader: Leader) -> ReminiscenceSession | None:
    """The session this account leads now."""
    session = work.sessions.open_one()
    if session is None or session.led_by != leader.account_id:
        return None
    return None if interruptions.cold(session, now=leader.now) else session


def _beside(memory: Memory, changed: Memory) -> Memory:
    """With its new words, while those before can still come back; none where they are back."""
    right = memory.put_right(
        words=changed.words,
        wording=memory.wording,
        title=memory.title,
        voice_ids=memory.voice_ids,
        lines=changed.lines,
    )
    before = right.as_before()
    return before if before.lines == right.lines else right
