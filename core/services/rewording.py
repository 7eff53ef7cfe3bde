"""A message that is changed after it was taken in: a correction, until its story is agreed on."""

from dataclasses import dataclass

from core.domain.memory import Line, Memory
from core.domain.session import ReminiscenceSession, SessionStage
from core.ports import PatientWork
from core.services.sessions import Leader, keep, leading, permitted
from core.services.story import heard


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """What came of it."""

    changed: bool  #: False: its words are what they were
    session: ReminiscenceSession | None  #: where the story is in hand; None where in none


def reword(work: PatientWork, leader: Leader, *, message_id: int, words: str) -> Reworded | None:
    """Take the new words of a message for those that came in it; None where nothing can be.

    That is while a story is told and read back, by whoever leads, and while nobody said yet
    whether to keep what was told unasked. Read back, it is a change like any other: the words
    before can come back, and there are two of them at most.
    """
    found = _told_in(work, account_id=leader.account_id, message_id=message_id)
    if found is None or not words.strip() or not permitted(work):
        return None
    memory, line = found
    if memory.sent_by == leader.account_id:
        work.memories.save(memory.with_line(line, words=words))
        return Reworded(changed=line.words != words, session=None)
    session = _in_hand(work, leader, memory)
    if session is None:
        return None
    if line.words == words:
        return Reworded(changed=False, session=session)
    changed = memory.with_line(line, words=words)
    if session.stage is SessionStage.READ_BACK:
        if not session.may_change:
            return None
        session, changed = session.changed(), _beside(memory, changed)
    work.memories.save(changed)
    return Reworded(changed=True, session=keep(work, leader, heard(leader, session, words)))


def _told_in(work: PatientWork, *, account_id: int, message_id: int) -> tuple[Memory, Line] | None:
    """The story that a message is part of, and what came in it."""
    for memory in work.memories.all():
        line = memory.line(account_id=account_id, message_id=message_id)
        if line is not None and not memory.approved:
            return memory, line
    return None


def _in_hand(work: PatientWork, leader: Leader, memory: Memory) -> ReminiscenceSession | None:
    """The session in which the story is told or read back now, where this account leads it."""
    session = work.sessions.open_one()
    if session is None or session.led_by != leader.account_id or session.interrupted:
        return None
    at = {SessionStage.DEEPEN, SessionStage.READ_BACK}
    if session.stage not in at or session.talk.memory_id != memory.id:
        return None
    return leading(work, leader)


def _beside(memory: Memory, changed: Memory) -> Memory:
    """With its new words, while those that were read back can still come back."""
    return memory.put_right(
        words=changed.words,
        wording=memory.wording,
        title=memory.title,
        voice_ids=memory.voice_ids,
        lines=changed.lines,
    )
