"""Pictures on a page, four times as large for paper: ordered once, kept beside the picture.

Nobody waits for it and nothing is said: until it is there, paper is printed from the picture
as it was made.
"""

from dataclasses import replace
from datetime import datetime

from core.domain import picture_files as names
from core.domain.change import BASE, REQUEST, ChangeRequest, ChangeWay
from core.domain.job import JobKind, JobRecord, Queue, Ticket
from core.domain.picture import Picture, PictureStatus
from core.errors import NotFound
from core.marking.credentials import Signer
from core.ports import JobFolder, PatientWork
from core.prompting.recipe_codec import to_json
from core.services import kept_files
from core.services.picture_orders import seal_marks

PURPOSE = "enlarge"
_PRIORITY = 30  #: behind everything somebody waits for


def needed(work: PatientWork, picture: Picture) -> bool:
    """Whether a picture has no large copy yet, and one can be made and is not on its way."""
    if picture.large_media_id or not kept_files.is_there(work, picture.plain_media_id):
        return False
    return not any(
        job.purpose == PURPOSE and job.subject_id == picture.id for job in work.jobs.waiting()
    )


def order(
    work: PatientWork,
    folder: JobFolder,
    *,
    picture: Picture,
    label_text: str,
    signer: Signer,
    account_id: int,
    chat_id: int,
    now: datetime,
) -> tuple[JobRecord, Ticket]:
    """Seal all the worker needs, then keep the record; nothing is kept if sealing fails."""
    work.media.lend(picture.plain_media_id, folder.job_id, BASE)
    seal_marks(folder, label_text=label_text, signer=signer)
    folder.write(REQUEST, to_json(_request(picture)))
    record = JobRecord(
        id=folder.job_id,
        kind=JobKind.ENLARGE,
        purpose=PURPOSE,
        subject_id=picture.id,
        account_id=account_id,
        chat_id=chat_id,
        created_at=now,
    )
    work.jobs.save(record)
    ticket = Ticket(job_id=record.id, kind=record.kind, queue=Queue.GPU, priority=_PRIORITY)
    return record, ticket


def _request(picture: Picture) -> ChangeRequest:
    """Nothing is drawn, so most of it says nothing."""
    return ChangeRequest(
        way=ChangeWay.ENLARGE,
        phrases=(),
        negative=(),
        style=picture.style,
        num_inference_steps=1,
        guidance_scale=1.0,
        seeds=(),
        strength=0.0,
        composite=picture.composite,
    )


def take_over(work: PatientWork, record: JobRecord) -> None:
    """Keep the large copy, unless the picture went meanwhile; safe to repeat."""
    work.jobs.save(replace(record, taken_over=True))
    picture = work.pictures.find(record.subject_id)
    if picture is None or picture.status is not PictureStatus.APPROVED:
        return
    try:
        large = work.media.adopt(record.id, names.PAPER, media_type="image/jpeg")
    except NotFound:
        return  # it failed: paper is printed from the picture as it is
    work.pictures.save(replace(picture, large_media_id=large))
