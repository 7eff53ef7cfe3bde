"""The body of a filming job: a sealed edition, its pictures and voices become one film or more.

It films in pieces of some seconds of work, each sealed in the job's folder. Between two of
them whoever waits for paper, a photo or an area goes first; and a body that runs again after
a kill goes on from the last piece.
"""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import SEEK_END, RawIOBase

from core.book.print_edition import from_json
from core.book.video_edition import (
    MEDIA_TYPE,
    SIGNER_CHAIN,
    SIGNER_KEY,
    VIDEO,
    VideoEdition,
    result_file,
)
from core.book.video_film import FRAMES_A_SECOND, Cutting, Strip, shoot
from core.book.video_plan import LEAD_S, MOST_BYTES, REST_S, Film, Opening, Take, planned
from core.book.video_slides import Reel, opening_reel, page_reel
from core.book.video_sound import Samples, tape, voice_seconds
from core.domain.job import Progress, Ticket
from core.errors import JobFailed
from core.marking.credentials import Signer, sign_file
from core.marking.metadata import SourceType, append_source_type
from core.ports import JobFolder, JobFolders, Report, Stopped
from core.worker.card import Card
from core.worker.edition_jobs import SECONDS_BETWEEN_REPORTS, told_by_code

log = logging.getLogger(__name__)

FILM = "film"
PIECE_SECONDS = 4.0  #: of work; a kill costs no more than this, and nobody waits longer
_SHORTEST_PIECE = FRAMES_A_SECOND  #: frames, even when somebody waits
_PIECE = "piece-"
_BYTES_AT_ONCE = 64 * 1024


class VideoBody:
    """`ports.JobBody` for JobKind.VIDEO."""

    def __init__(
        self,
        folders: JobFolders,
        *,
        card: Card | None = None,
        most_bytes: int = MOST_BYTES,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folders = folders
        self._card = card or Card()  #: alone, it waits for nobody
        self._most_bytes = most_bytes
        self._seconds = seconds

    def __call__(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        folder = self._folders.folder(ticket.job_id)
        with told_by_code():
            edition = from_json(folder.read(VIDEO), VideoEdition)
            with self._card.for_a_chunk(stopped):
                films = planned(edition, _voice_lengths(folder, edition))
            telling = _Telling(report, stopped, self._seconds, whole_s=_whole(films))
            for number, film in enumerate(films, start=1):
                if result_file(number) not in folder.names():
                    order = _Order(folder, edition, film, number, telling)
                    self._shoot(order)
                    self._cut(order)
                telling.begin_after(film.seconds)
        return [result_file(number) for number in range(1, len(films) + 1)]

    def _shoot(self, order: "_Order") -> None:
        """The pieces of one film, each begun where the last one ended."""
        shots, telling = order.film.shots, order.telling
        strip = Strip(
            [shot.seconds for shot in shots],
            lambda scene: _reel(order.folder, order.edition, shots[scene], number=scene),
        )
        while (first := _filmed(order)) < strip.frames:
            with self._card.for_a_chunk(telling.stopped):
                piece = shoot(
                    strip,
                    first,
                    picture_bits=order.film.picture_bits,
                    over=self._ending(first, telling),
                )
                name = _piece_file(order.number, first, piece.until)
                order.folder.write(name, piece.packets)

    def _cut(self, order: "_Order") -> None:
        """The pieces of a film with its sound, marked, as one file."""
        with order.folder.scratch() as film, order.folder.scratch() as signed:
            self._join(order, into=film)
            with self._card.for_a_chunk(order.telling.stopped):
                made = _marked(order, film, signed)
                if made.seek(0, SEEK_END) > self._most_bytes:
                    raise JobFailed("too-large")
                order.folder.write_pieces(result_file(order.number), _read_through(made))

    def _join(self, order: "_Order", *, into: RawIOBase) -> None:
        sound = _sound(order.folder, order.film)
        cutting = Cutting(sound, into=into, picture_bits=order.film.picture_bits)
        for name in _pieces(order):  # voices are encoded here, which takes seconds
            with self._card.for_a_chunk(order.telling.stopped):
                cutting.add(order.folder.read(name))
        with self._card.for_a_chunk(order.telling.stopped):
            cutting.finish()

    def _ending(self, first: int, telling: "_Telling") -> Callable[[int], bool]:
        """When a piece that begins now is over."""
        ends = self._seconds() + PIECE_SECONDS

        def over(frame: int) -> bool:
            telling.told(frame / FRAMES_A_SECOND)
            if frame - first < _SHORTEST_PIECE:
                return False
            return self._card.wanted or self._seconds() >= ends

        return over


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
        self._report, self.stopped, self._seconds = report, stopped, seconds
        self._whole_s, self._done_s, self._told_at = whole_s, 0.0, float("-inf")

    def told(self, filmed_s: float) -> None:
        if self._seconds() - self._told_at < SECONDS_BETWEEN_REPORTS:
            return
        self._told_at = self._seconds()
        if self.stopped():
            raise JobFailed("stopped")
        fraction = min(1.0, (self._done_s + filmed_s) / self._whole_s)
        self._report(Progress(stage=FILM, fraction=fraction))

    def begin_after(self, filmed_s: float) -> None:
        self._done_s += filmed_s


@dataclass(frozen=True, slots=True)
class _Order:
    """One film of an edition, and what making it takes."""

    folder: JobFolder
    edition: VideoEdition
    film: Film
    number: int  #: from 1
    telling: _Telling


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


def _reel(folder: JobFolder, edition: VideoEdition, shot: Opening | Take, *, number: int) -> Reel:
    if isinstance(shot, Opening):
        return opening_reel(shot)
    content = folder.read(shot.picture.file) if shot.picture else None
    return page_reel(shot, edition, content, number=number)


def _sound(folder: JobFolder, whole: Film) -> Iterator[Samples]:
    """Each page's voices while it is seen, and silence; exactly as long as the film."""
    for shot in whole.shots:
        names = () if isinstance(shot, Opening) else shot.page.voices
        voices = (folder.read(name) for name in names)
        yield from tape(voices, seconds=shot.seconds, lead_s=LEAD_S, rest_s=REST_S)


def _piece_file(number: int, first: int, until: int) -> str:
    return f"{_PIECE}{number:02}-{first:06}-{until:06}"


def _pieces(order: _Order) -> list[str]:
    """The pieces of a film that are there, in order."""
    first_part = f"{_PIECE}{order.number:02}-"
    return sorted(name for name in order.folder.names() if name.startswith(first_part))


def _filmed(order: _Order) -> int:
    """The frame that is to be filmed next."""
    pieces = _pieces(order)
    return int(pieces[-1].rpartition("-")[2]) if pieces else 0


def _marked(order: _Order, film: RawIOBase, signed: RawIOBase) -> RawIOBase:
    """A film that holds imagined pictures says so in its file; one of photos claims nothing."""
    if not order.edition.made:
        return film
    folder = order.folder
    held = SourceType.PHOTO_EDITED_BY_MODEL  # IPTC's word for what a model made a part of
    signer = Signer(chain_pem=folder.read(SIGNER_CHAIN), key_pem=folder.read(SIGNER_KEY))
    append_source_type(film, held)
    sign_file(film, signed, source_type=held, signer=signer, media_type=MEDIA_TYPE)
    return signed


def _read_through(file: RawIOBase) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_BYTES_AT_ONCE):
        yield piece
