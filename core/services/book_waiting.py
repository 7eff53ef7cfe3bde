"""Stories that are not in the book: those still to be settled, and those that are set aside.

What somebody told unasked and never settled is seen by nobody else, so it is not here for
others; nor is what was told of abuse, which is for therapists alone. What hurts or rests is
never among the others: it is gone to, and never offered.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from core.domain import interruptions
from core.domain.circle import Action
from core.domain.memory import Audience, Memory, Wording
from core.domain.session import OutOfStep
from core.domain.titles import title_from
from core.ports import PatientWork
from core.services import books, confidences, editions, memories, sent_files, story
from core.services.sessions import require_permission


def waiting(work: PatientWork, *, account_id: int, now: datetime) -> Sequence[Memory]:
    """Those that may go in: first what nobody answered yet, and the newest first."""
    work.require(Action.EDIT_BOOK)
    newest = [m for m in _outside(work, account_id, now=now) if not m.rests][::-1]
    return [m for m in newest if not settled(m)] + [m for m in newest if settled(m)]


def set_aside(work: PatientWork, *, account_id: int, now: datetime) -> Sequence[Memory]:
    """Those that hurt, rest or are lost, the newest first."""
    work.require(Action.EDIT_BOOK)
    return [m for m in _outside(work, account_id, now=now) if m.rests][::-1]


def any_outside(work: PatientWork, *, account_id: int, now: datetime) -> bool:
    """Whether any of both lists has something on it."""
    work.require(Action.EDIT_BOOK)
    return any(_outside(work, account_id, now=now))


def left_open(work: PatientWork, *, account_id: int, now: datetime) -> bool:
    """Whether there is a story told in a session of which nobody said who may see it."""
    outside = _outside(work, account_id, now=now)
    return any(not settled(m) and m.sent_by is None and not m.rests for m in outside)


def settled(memory: Memory) -> bool:
    """Whether its words were agreed on, and somebody said who may see it."""
    return memory.approved and (memory.audience_said or memory.audience is not Audience.US)


def find(work: PatientWork, memory_id: str, *, account_id: int) -> Memory | None:
    """A memory that whoever looks after the book may change; None once it is gone."""
    work.require(Action.EDIT_BOOK)
    memory = work.memories.find(memory_id)
    return None if memory is None or _hidden(work, memory, account_id) else memory


def change_words(work: PatientWork, memory_id: str, *, words: str) -> Memory:
    """Put other words in the place of those kept; whose they are is asked anew.

    A voice stays beside them, and the old words can come back until somebody answers. A title
    that was taken from the old words is taken from the new ones, and nothing that was made
    with the old ones is given out any more. ConsentMissing once nothing new may be kept.
    """
    work.require(Action.EDIT_BOOK)
    require_permission(work)
    memory = work.memories.get(memory_id)
    if not words.strip():
        raise OutOfStep
    own_title = memory.title != title_from(memory.words)
    title = memory.title if own_title else title_from(words)
    changed = memory.put_right(
        words=words, wording=Wording.RETOLD, title=title, voice_ids=memory.voice_ids
    )
    work.memories.save(changed)
    editions.drop_with(work, memory_id=memory_id)
    sent_files.let_go(work)
    books.refresh_page(work, memory_id)
    return changed


def add_words(work: PatientWork, memory_id: str, *, words: str) -> Memory:
    """The rest of a correction that one message had no room for."""
    begun = work.memories.get(memory_id).words
    return change_words(work, memory_id, words=f"{begun}\n{words}")


def let_see(work: PatientWork, memory_id: str, *, audience: Audience) -> None:
    """Say who may see it; for the book its page comes back, even if it was taken out."""
    work.require(Action.EDIT_BOOK)
    memories.let_see(work, memory_id, audience=audience)
    if audience is Audience.BOOK:
        books.put_back(work, memory_id)


def want_in(work: PatientWork, memory_id: str) -> None:
    """The person asks for a story in that is set aside; one that rests is looked at first."""
    work.require(Action.EDIT_BOOK)
    memory = work.memories.get(memory_id)
    if memory.avoid_reason:
        raise OutOfStep
    work.memories.save(replace(memory, asked_in=True))
    let_see(work, memory_id, audience=Audience.BOOK)


def delete(work: PatientWork, memory_id: str) -> None:
    """Remove a memory for good, with all that was made of it."""
    work.require(Action.EDIT_BOOK)
    story.forget(work, memory_id)


def _outside(work: PatientWork, account_id: int, *, now: datetime) -> Iterator[Memory]:
    """All that the book may not show, but for what is being told just now."""
    in_hand, told = _in_hand(work, now=now), work.memories.all()
    kept_back = confidences.kept_back(work, told, reader=work.role)
    for memory in told:
        shown_elsewhere = memory.in_book or memory.id == in_hand
        if not (shown_elsewhere or memory.id in kept_back or _held(memory, account_id)):
            yield memory


def _in_hand(work: PatientWork, *, now: datetime) -> str:
    session = work.sessions.open_one()
    if session is None or interruptions.cold(session, now=now):
        return ""
    return session.talk.memory_id if session.stage.with_story else ""


def _hidden(work: PatientWork, memory: Memory, account_id: int) -> bool:
    """Whether others hold it, or it was told of abuse."""
    return _held(memory, account_id) or confidences.keeps_back(work, memory, reader=work.role)


def _held(memory: Memory, account_id: int) -> bool:
    """Whether others told it unasked, and have not said yet whether to keep it."""
    return not memory.approved and memory.sent_by not in {None, account_id}
