"""What the tests of pictures do over and over: open a store, let a worker leave results."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from PIL import Image

from core.domain import picture_files as names
from core.domain.circle import Account
from core.domain.job import JobKind, JobRecord
from core.domain.patient import Language, PatientId
from core.domain.picture import Phrase, PictureStyle, Recipe
from core.marking.credentials import create_authority, issue_signer
from core.marking.marks import mark
from core.marking.metadata import SourceType
from core.ports import PatientWork
from core.prompting.recipe_codec import to_json
from core.services.picture_orders import PURPOSE
from storage.house import Stores
from tests.unit.marking.drawings import scene
from tests.unit.pictures.stories import MAKING, MEMORY, NOW, SCENE

OWNER = 7
CHAT = 7
RECIPE = Recipe(
    phrases=(Phrase(text="kitchen", language="en", rank=0, source="where"),),
    negative=(),
    style=PictureStyle.SOFT,
    num_inference_steps=20,
    guidance_scale=7.0,
    seeds=(1, 2, 3, 4),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    stores: Stores
    patient_id: PatientId

    @contextmanager
    def work(self, *, account_id: int = OWNER) -> Iterator[PatientWork]:
        account = Account(id=account_id, name="Marta", language=Language.SPANISH)
        with self.stores.patients.open(self.patient_id, account) as work:
            yield work

    def order(self, job_id: str = "job1", *, session_id: str | None = None) -> JobRecord:
        """Keep a job's record and what the bot puts into its folder."""
        record = JobRecord(
            id=job_id,
            kind=JobKind.PICTURE,
            purpose=PURPOSE,
            subject_id=MEMORY.id,
            account_id=OWNER,
            chat_id=CHAT,
            created_at=NOW,
            session_id=session_id,
            scene_id=SCENE.id,
        )
        self.stores.job_folders.folder(job_id).write(names.RECIPE, to_json(RECIPE))
        with self.work() as work:
            work.jobs.save(record)
            work.commit()
        return record

    def make(self, *numbers: int, job_id: str = "job1", marked: bool = True) -> None:
        """Leave results in a job's folder, as the worker does."""
        folder = self.stores.job_folders.folder(job_id)
        for number in numbers:
            folder.write(names.plain(number), plain_png(number))
            jpeg = marked_jpeg(number) if marked else bare_jpeg(number)
            folder.write(names.marked(number), jpeg)
            folder.write(names.making(number), to_json(replace(MAKING, seed=number)))


def drawing(number: int) -> Image.Image:
    return scene(number)


@cache
def plain_png(number: int) -> bytes:
    content = BytesIO()
    drawing(number).save(content, "PNG")
    return content.getvalue()


def bare_jpeg(number: int) -> bytes:
    content = BytesIO()
    drawing(number).save(content, "JPEG")
    return content.getvalue()


@cache
def marked_jpeg(number: int) -> bytes:
    began = datetime.now(UTC) - timedelta(days=1)
    authority = create_authority(now=began, validity=timedelta(days=30))
    signer = issue_signer(authority, now=began, validity=timedelta(days=30))
    label = "Imagen imaginada · hecha con IA con las palabras de Juan"
    source = SourceType.MADE_BY_MODEL
    return mark(drawing(number), label_text=label, source_type=source, signer=signer).jpeg
