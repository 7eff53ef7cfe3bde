"""Voice notes listened to on the machine: what was heard is proposed, and counts once agreed.

Nobody waits for it: a story whose words come first, typed or told again, keeps those.
"""

from dataclasses import replace
from datetime import datetime

from core.domain.hearing import HEARD, REQUEST, VOICE, Heard, HearingRequest
from core.domain.job import JobKind, JobRecord, Queue, Ticket
from core.domain.memory import Memory, Wording
from core.domain.session import OutOfStep, ReminiscenceSession, SessionStage
from core.errors import NotFound
from core.job_papers import from_json, to_json
from core.ports import JobFolder, PatientWork
from core.services.sessions import Leader, leading
from core.services.story import Told, add_sentence, agree, may_be_quoted

PURPOSE = "hear"
_PRIORITY = 4  #: somebody looks at the screen where it will stand


def worth_hearing(memory: Memory) -> bool:
    """Whether voices are all there is of a story nobody has agreed to yet."""
    return bool(memory.voice_ids) and not memory.words and not memory.approved


def order(
    work: PatientWork,
    folder: JobFolder,
    *,
    memory: Memory,
    queue: Queue,
    account_id: int,
    chat_id: int,
    now: datetime,
) -> Ticket:
    """Have the newest voice of a memory listened to."""
    voice_id = memory.voice_ids[-1]
    work.media.lend(voice_id, folder.job_id, VOICE)
    folder.write(REQUEST, to_json(HearingRequest(language=work.patient().language)))
    record = JobRecord(
        id=folder.job_id,
        kind=JobKind.HEAR,
        purpose=PURPOSE,
        subject_id=memory.id,
        account_id=account_id,
        chat_id=chat_id,
        created_at=now,
        session_id=memory.session_id,
        voice_id=voice_id,
    )
    work.jobs.save(record)
    return Ticket(job_id=record.id, kind=record.kind, queue=queue, priority=_PRIORITY)


def take_over(work: PatientWork, folder: JobFolder, record: JobRecord) -> Heard | None:
    """What was heard, kept beside the story after what was heard before.

    None where it comes too late, was not heard, or was said in a voice that another has taken
    the place of: nobody's words are proposed for what somebody else's voice says.
    """
    work.jobs.save(replace(record, taken_over=True))
    memory = work.memories.find(record.subject_id)
    if memory is None or not worth_hearing(memory) or record.voice_id not in memory.voice_ids:
        return None
    try:
        heard = from_json(folder.read(HEARD), Heard)
    except NotFound:
        return None  # it failed: a typed sentence does as well
    words = "\n".join(filter(None, (memory.heard_words, heard.words)))
    work.memories.save(replace(memory, heard_words=words))
    return heard


def agree_to_heard(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    """ "Yes, that was said": what was heard becomes the words of the story."""
    session = leading(work, leader)
    memory = work.memories.get(session.talk.memory_id)
    if session.stage is not SessionStage.READ_BACK or memory.words or not memory.heard_words:
        raise OutOfStep
    said = add_sentence(work, leader, Told(words=memory.heard_words))
    if said.asking_pause:
        return said  # a listed phrase: nothing else is asked, and the words stand there after
    memory = work.memories.get(memory.id)
    quoted = may_be_quoted(memory)
    return agree(work, leader, wording=Wording.VERBATIM if quoted else Wording.RETOLD)
