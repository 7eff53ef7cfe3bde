"""How long a film of the book takes, how heavy it is, and that its memory does not grow.

    python -m tests.benchmarks.bench_video [pages...]

The worker's body as it runs: a picture on every page, a voice on every fifth. Said for each
number of pages: seconds of film, seconds of work, megabytes, and the most memory the process
has had so far.
"""

import resource
import sys
import time
from dataclasses import replace

from core.book.film_measures import film_measures
from core.book.print_edition import to_json
from core.book.video_edition import SIGNER_CHAIN, SIGNER_KEY, VIDEO, result_files
from core.worker.videos import VideoBody
from tests.benchmarks.bench_print import painting
from tests.fakes.jobs import FakeJobFolders
from tests.fakes.voices import voice_note
from tests.unit.book.conftest import memory, picture, spread
from tests.unit.book_print.printed import reader_of
from tests.unit.book_video.filmed import TICKET, edition_of, signer

PAGES = (5, 20)
WORDS = "Aquella tarde bajamos al río con la perra. " * 3


def measured(pages: int) -> str:
    told = [
        replace(memory(words=WORDS), id=f"m{n}", voice_ids=(f"v{n}",) if n % 5 == 0 else ())
        for n in range(pages)
    ]
    spreads = [spread(m, picture=picture(memory_id=m.id, media_id=f"p{m.id}")) for m in told]
    edition = edition_of(spreads, reader_of("es"))
    folders = FakeJobFolders()
    folder = folders.folder(TICKET.job_id)
    folder.write(SIGNER_CHAIN, signer().chain_pem)
    folder.write(SIGNER_KEY, signer().key_pem)
    for number, page in enumerate(edition.pages):
        for shown in page.pictures:
            folder.write(shown.file, painting(number))
        for voice in page.voices:
            folder.write(voice, voice_note(10.0))
    folder.write(VIDEO, to_json(edition))
    began, worked = time.perf_counter(), time.process_time()
    VideoBody(folders)(TICKET, lambda _: None, lambda: False)
    taken_s, worked_s = time.perf_counter() - began, time.process_time() - worked
    films = [folder.read(name) for name in result_files(folder.names())]
    lengths = [found.seconds for film in films if (found := film_measures(film))]
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    weight_mb = sum(map(len, films)) / 1e6
    return (
        f"video: {pages} pages, {sum(lengths)} s of film in {taken_s:.0f} s"
        f" ({worked_s:.0f} s of one core), {weight_mb:.1f} MB, at most {peak_mb:.0f} MB of memory"
    )


if __name__ == "__main__":
    for size in map(int, sys.argv[1:] or PAGES):
        print(measured(size))
