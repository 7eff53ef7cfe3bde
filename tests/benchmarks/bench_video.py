"""How long a film of the book takes, how heavy it is, and that its memory does not grow.

    python -m tests.benchmarks.bench_video [pages...]

The worker's body as it runs, on sealed folders: a picture on every page, a voice on every
fifth. Said for each number of pages: seconds of film, seconds of work, megabytes, the longest
that somebody who goes first would have waited, and the most memory the process has had so far,
beside what it had before it filmed.
"""

import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from core.book.film_measures import film_measures
from core.book.print_edition import to_json
from core.book.video_edition import SIGNER_CHAIN, SIGNER_KEY, VIDEO, result_files
from core.ports import JobFolder, Stopped
from core.worker.card import Card
from core.worker.videos import VideoBody
from storage.job_folders import SealedFolders
from storage.paths import house_paths
from tests.benchmarks.bench_print import painting
from tests.fakes.voices import voice_note
from tests.unit.book.conftest import memory, picture, spread
from tests.unit.book_print.printed import reader_of
from tests.unit.book_video.filmed import TICKET, edition_of, signer

PAGES = (5, 20)
WORDS = "Aquella tarde bajamos al río con la perra. " * 3


class TimedCard(Card):
    """A card that knows the longest that a film has held it."""

    longest_s = 0.0

    @contextmanager
    def for_a_chunk(self, stopped: Stopped) -> Iterator[None]:
        began = time.perf_counter()
        with super().for_a_chunk(stopped):
            yield
        self.longest_s = max(self.longest_s, time.perf_counter() - began)


def measured(pages: int) -> str:
    with TemporaryDirectory() as home:
        folders = SealedFolders(house_paths(Path(home), Path(home)), worker_key=bytes(32))
        folder = folders.folder(TICKET.job_id)
        fill(folder, pages)
        before_mb, card = peak_mb(), TimedCard()
        began, worked = time.perf_counter(), time.process_time()
        VideoBody(folders, card=card)(TICKET, lambda _: None, lambda: False)
        taken_s, worked_s = time.perf_counter() - began, time.process_time() - worked
        most_mb = peak_mb()
        films = [folder.read(name) for name in result_files(folder.names())]
    lengths = [found.seconds for film in films if (found := film_measures(film))]
    weight_mb = sum(map(len, films)) / 1e6
    return (
        f"video: {pages} pages, {sum(lengths)} s of film in {taken_s:.0f} s"
        f" ({worked_s:.0f} s of one core), {weight_mb:.1f} MB in {len(films)};"
        f" others waited {card.longest_s:.1f} s at most;"
        f" {most_mb:.0f} MB of memory at most, {before_mb:.0f} before"
    )


def fill(folder: JobFolder, pages: int) -> None:
    """Seal an edition of so many pages as the bot does."""
    told = [
        replace(memory(words=WORDS), id=f"m{n}", voice_ids=(f"v{n}",) if n % 5 == 0 else ())
        for n in range(pages)
    ]
    spreads = [spread(m, picture=picture(memory_id=m.id, media_id=f"p{m.id}")) for m in told]
    edition = edition_of(spreads, reader_of("es"))
    folder.write(SIGNER_CHAIN, signer().chain_pem)
    folder.write(SIGNER_KEY, signer().key_pem)
    for number, page in enumerate(edition.pages):
        for shown in page.pictures:
            folder.write(shown.file, painting(number))
        for voice in page.voices:
            folder.write(voice, voice_note(10.0))
    folder.write(VIDEO, to_json(edition))


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    for size in map(int, sys.argv[1:] or PAGES):
        print(measured(size))
