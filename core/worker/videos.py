"""The body of a filming job: a sealed edition, its pictures and voices become one film or more.

All of it happens in memory, a page at a time. A job that runs again after a kill starts from
the beginning.
"""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PIL import Image

from core.book.print_edition import from_json
from core.book.video_edition import (
    MEDIA_TYPE,
    SIGNER_CHAIN,
    SIGNER_KEY,
    VIDEO,
    VideoEdition,
    result_file,
)
from core.book.video_film import Scene, film
from core.book.video_plan import MOST_BYTES, Film, Opening, Take, planned
from core.book.video_slides import opening_reel, page_reel
from core.book.video_sound import voice_seconds
from core.domain.job import Progress, Ticket
from core.errors import JobFailed, NotFound, StoreDamaged
from core.marking.credentials import Signer, SignerRefused, sign
from core.marking.metadata import SourceType, with_source_type
from core.ports import JobFolder, JobFolders, Report, Stopped

log = logging.getLogger(__name__)

FILM = "film"
SECONDS_BETWEEN_REPORTS = 0.5


class VideoBody:
    """`ports.JobBody` for JobKind.VIDEO."""

    def __init__(
        self,
        folders: JobFolders,
        *,
        most_bytes: int = MOST_BYTES,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folders = folders
        self._most_bytes = most_bytes
        self._seconds = seconds

    def __call__(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        folder = self._folders.folder(ticket.job_id)
        with _told_by_code():
            edition = from_json(folder.read(VIDEO), VideoEdition)
            films = planned(edition, _voice_lengths(folder, edition))
            telling = _Telling(report, stopped, self._seconds, whole_s=_whole(films))
            for number, each in enumerate(films, start=1):
                made = film(
                    _scenes(folder, edition, each),
                    picture_bits=each.picture_bits,
                    told=telling.told,
                )
                if len(made) > self._most_bytes:
                    raise JobFailed("too-large")
                folder.write(result_file(number), _marked(folder, edition, made))
                telling.begin_after(each.seconds)
        return [result_file(number) for number in range(1, len(films) + 1)]


class _Telling:
    """Says how far the films are, and ends the work when it is not wanted any more."""

    def __init__(
        self,
        report: Report,
        stopped: Stopped,
        seconds: Callable[[], float],
        *,
        whole_s: float,
    ) -> None:
        self._report, self._stopped, self._seconds = report, stopped, seconds
        self._whole_s, self._done_s, self._told_at = whole_s, 0.0, float("-inf")

    def told(self, filmed_s: float) -> None:
        if self._seconds() - self._told_at < SECONDS_BETWEEN_REPORTS:
            return
        self._told_at = self._seconds()
        if self._stopped():
            raise JobFailed("stopped")
        fraction = min(1.0, (self._done_s + filmed_s) / self._whole_s)
        self._report(Progress(stage=FILM, fraction=fraction))

    def begin_after(self, filmed_s: float) -> None:
        self._done_s += filmed_s


def _whole(films: Sequence[Film]) -> float:
    return sum(each.seconds for each in films)


def _voice_lengths(folder: JobFolder, edition: VideoEdition) -> dict[str, float]:
    """Seconds of each voice; one that cannot be played is left out, and the film goes on."""
    lengths = {}
    for name in {voice for page in edition.pages for voice in page.voices}:
        length = voice_seconds(folder.read(name))
        if length is None:
            log.warning("a voice cannot be played")
        else:
            lengths[name] = length
    return lengths


def _scenes(folder: JobFolder, edition: VideoEdition, whole: Film) -> Iterator[Scene]:
    for number, shot in enumerate(whole.shots):
        if isinstance(shot, Opening):
            yield Scene(reel=opening_reel(shot))
        else:
            yield _scene(folder, edition, shot, number=number)


def _scene(folder: JobFolder, edition: VideoEdition, shot: Take, *, number: int) -> Scene:
    content = folder.read(shot.picture.file) if shot.picture else None
    return Scene(
        reel=page_reel(shot, edition, content, number=number),
        voices=tuple(folder.read(voice) for voice in shot.page.voices),
    )


def _marked(folder: JobFolder, edition: VideoEdition, made: bytes) -> bytes:
    """A film that holds imagined pictures says so in its file; one of photos claims nothing."""
    if not edition.made:
        return made
    held = SourceType.PHOTO_EDITED_BY_MODEL  # IPTC's word for what a model made a part of
    signer = Signer(chain_pem=folder.read(SIGNER_CHAIN), key_pem=folder.read(SIGNER_KEY))
    stated = with_source_type(made, held)
    return sign(stated, source_type=held, signer=signer, media_type=MEDIA_TYPE)


@contextmanager
def _told_by_code() -> Iterator[None]:
    """Only codes leave a body: each thing that goes wrong becomes one."""
    try:
        yield
    except (NotFound, StoreDamaged) as error:
        raise JobFailed("edition") from error
    except (OSError, Image.DecompressionBombError) as error:
        raise JobFailed("picture") from error
    except SignerRefused as error:
        raise JobFailed("signer") from error
