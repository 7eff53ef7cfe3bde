"""Editions to film, the job they are filmed by, and what a player finds in a film."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.book.layout import life_book
from core.book.print_edition import to_json
from core.book.texts import Reader
from core.book.video_edition import SIGNER_CHAIN, SIGNER_KEY, VIDEO, VideoEdition, video_edition
from core.domain.book import Chapter, Spread
from core.domain.job import JobKind, Progress, Queue, Ticket
from core.domain.life import LifeStage
from core.marking.credentials import Signer, create_authority, issue_signer
from core.worker.videos import VideoBody
from tests.fakes.jobs import FakeJobFolder, FakeJobFolders
from tests.fakes.voices import voice_note
from tests.integration.book.conftest import jpeg
from tests.unit.book_print.printed import TODAY

TICKET = Ticket(job_id="job", kind=JobKind.VIDEO, queue=Queue.CPU)


def edition_of(spreads: list[Spread], reader: Reader, *, spoken: bool = True) -> VideoEdition:
    chapters = []
    for stage in LifeStage:
        pages = sum(spread.page.stage is stage for spread in spreads)
        if pages:
            chapters.append(Chapter(stage=stage, first_page=1, pages=pages))
    book = life_book(chapters, reader, printed=TODAY)
    return video_edition(book, spreads, reader, spoken=spoken)


@cache
def signer() -> Signer:
    now = datetime.now(UTC) - timedelta(days=1)
    authority = create_authority(now=now, validity=timedelta(days=20))
    return issue_signer(authority, now=now, validity=timedelta(days=10))


def folder_with(edition: VideoEdition, *, voice_s: float = 1.0) -> FakeJobFolders:
    """A job's folder with everything an edition names."""
    folders = FakeJobFolders()
    folder = folders.folder(TICKET.job_id)
    folder.write(SIGNER_CHAIN, signer().chain_pem)
    folder.write(SIGNER_KEY, signer().key_pem)
    for page in edition.pages:
        for picture in page.pictures:
            folder.write(picture.file, jpeg(512, 512))
        for voice in page.voices:
            folder.write(voice, voice_note(voice_s))
    folder.write(VIDEO, to_json(edition))
    return folders


def filmed(folders: FakeJobFolders) -> tuple[FakeJobFolder, list[Progress]]:
    """Run the job; its folder and what it reported."""
    reports: list[Progress] = []
    VideoBody(folders)(TICKET, reports.append, lambda: False)
    return folders.folder(TICKET.job_id), reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What a player finds."""

    codecs: list[str]
    size: tuple[int, int]
    seconds: float
    frames: list[Image.Image]  #: one a second
    sound: NDArray[np.float32]  #: 48,000 samples a second

    def loudness(self, from_s: float, to_s: float) -> float:
        heard = self.sound[round(from_s * 48_000) : round(to_s * 48_000)]
        return float(np.sqrt(np.mean(heard**2)))


def played(mp4: bytes) -> Played:
    with av.open(BytesIO(mp4)) as film:
        codecs = [stream.codec_context.name for stream in film.streams]
        seconds = film.duration / av.time_base
        pictures = [frame.to_image() for frame in film.decode(video=0)]
    with av.open(BytesIO(mp4)) as film:
        sound = [frame.to_ndarray()[0] for frame in film.decode(audio=0)]
    return Played(
        codecs=codecs,
        size=pictures[0].size,
        seconds=seconds,
        frames=pictures[::15],
        sound=np.concatenate(sound),
    )
