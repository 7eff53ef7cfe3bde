"""How long a book takes to print, and how heavy it is.

    python -m tests.benchmarks.bench_print [pages]

The worker's body as it runs, with a picture on every page: each one enlarged, marked and
encoded, then all pages set; then with pictures that were made ready when they came onto
their page, as they are once the worker had a moment. Said by layout: seconds in all, seconds of
one core's work, seconds of typesetting alone, and megabytes a page. Wanted: 100 pages in under
3 s on two free cores.
"""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from itertools import product

import numpy as np
from PIL import Image

from core.book.print_edition import EDITION, RESULT, to_json
from core.book.print_pictures import paper_copy
from core.book.print_setting import set_book
from core.domain.job import JobKind, Ticket
from core.marking.metadata import SourceType
from core.worker.books import BookBody
from tests.fakes.jobs import FakeJobFolders
from tests.unit.book.conftest import memory, picture, spread
from tests.unit.book_print.printed import edition_of, pictures_of, reader_of

PAGES = 100
SIDE_PX = 512  #: what the smaller base models make
LAYOUTS = ("a4", "a5", "a4-large", "a4-landscape-trimmed")


def painting(seed: int) -> bytes:
    """Something soft and coloured, as heavy as a made picture."""
    colours = np.random.default_rng(seed).integers(0, 255, (24, 24, 3), dtype=np.uint8)
    encoded = BytesIO()
    soft = Image.fromarray(colours).resize((SIDE_PX, SIDE_PX), Image.Resampling.BICUBIC)
    soft.save(encoded, "PNG")
    return encoded.getvalue()


def ready(seed: int) -> bytes:
    """The same, made ready for paper before."""
    with Image.open(BytesIO(painting(seed))) as opened:
        return paper_copy(opened, source_type=SourceType.MADE_BY_MODEL)


def measured(
    code: str, pages: int, content: Callable[[int], bytes]
) -> tuple[float, float, float, float]:
    """Seconds of the job, of one core, and of typesetting alone; megabytes a page."""
    words = "Aquella tarde bajamos al río con la perra. " * 5
    spreads = [
        spread(
            replace(memory(words=words), id=f"m{n}"),
            picture=picture(memory_id=f"m{n}", media_id=f"p{n}"),
        )
        for n in range(pages)
    ]
    edition = edition_of(spreads, reader_of("es"), code=code)
    folders = FakeJobFolders()
    folder = folders.folder("job")
    folder.write(EDITION, to_json(edition))
    for number, lent in enumerate(edition.pictures):
        folder.write(lent.file, content(number))
    began, worked = time.perf_counter(), time.process_time()
    BookBody(folders)(Ticket(job_id="job", kind=JobKind.BOOK), lambda _: None, lambda: False)
    whole_s, core_s = time.perf_counter() - began, time.process_time() - worked
    small = pictures_of(edition)
    began = time.perf_counter()
    set_book(edition, small)
    setting_s = time.perf_counter() - began
    return whole_s, core_s, setting_s, len(folder.read(RESULT)) / 1e6 / pages


def lines(pages: int) -> Iterator[str]:
    for code, content in product(LAYOUTS, (painting, ready)):
        whole_s, core_s, setting_s, weight_mb = measured(code, pages, content)
        when = "made ready before" if content is ready else "made ready now"
        yield (
            f"print {code}, {when}: {pages} pages in {whole_s:.2f} s"
            f" ({core_s:.2f} s of one core, setting {setting_s:.2f} s),"
            f" {weight_mb:.2f} MB a page"
        )


if __name__ == "__main__":
    for line in lines(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES):
        print(line)
