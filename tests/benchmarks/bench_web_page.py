"""How long a book of photos takes to become one web page.

    python -m tests.benchmarks.bench_web_page [pages]

Every page has a photo of its own, as a telephone takes them, whose copy at the size of a page
was made when it came; then the same photos without any, as a store from before may have them:
the first page makes them. Said by size: seconds in all, of one core's work, megabytes, and how
much the process grew meanwhile. Wanted: 100 pages in 1 s on two free cores.
"""

import resource
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from zoneinfo import ZoneInfo

import numpy as np
from PIL import Image

from core.book.texts import Reader
from core.ports import Ids, PatientWork
from core.services import books, editions
from core.services.book_editions import make_copies, page_edition
from tests.benchmarks.bench_book import life
from tests.fakes.turns import START, words
from tests.integration.book.conftest import sent

PAGES = 100
MOST_BYTES = 45_000_000
SIZES = ((2560, 1920), (4000, 3000))


def photo(width: int, height: int, *, seed: int) -> bytes:
    """Something soft and coloured, about as heavy as a photo."""
    shape = (height // 40, width // 40, 3)
    colours = np.random.default_rng(seed).integers(0, 255, shape, dtype=np.uint8)
    encoded = BytesIO()
    Image.fromarray(colours).resize((width, height)).save(encoded, "JPEG", quality=90)
    return encoded.getvalue()


def illustrate(work: PatientWork, pages: int, width: int, height: int) -> None:
    """Put a photo on every page."""
    for number in range(pages):
        page_id = f"page{number:06}"
        content = photo(width, height, seed=number)
        media_id = work.media.put(content, media_type="image/jpeg")
        sent(work, page_id, f"f{number}", media_id=media_id, width=width, height=height)
        books.refresh_page(work, page_id)
    work.commit()


def edition(work: PatientWork, reader: Reader, ids: Ids) -> int:
    """As the bot makes it, kept as it is written; how many bytes it has, all read again."""
    make_copies(work)
    made = page_edition(work, reader=reader, now=START, most_bytes=MOST_BYTES, ids=ids)
    return sum(len(work.media.read(media_id)) for media_id in made.media_ids)


def measured(what: str, make: Callable[[], int]) -> str:
    """Seconds, core seconds, megabytes written, megabytes the process grew by."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, worked = time.perf_counter(), time.process_time()
    written = make()
    whole_s, core_s = time.perf_counter() - began, time.process_time() - worked
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return (
        f"web page, {what}: {whole_s:.2f} s ({core_s:.2f} s of one core),"
        f" {written / 1e6:.1f} MB, grew by {grown / 1e3:.0f} MB"
    )


def lines(pages: int) -> Iterator[str]:
    reader = Reader(tr=words().locale("es"), person="", zone=ZoneInfo("UTC"))
    for width, height in SIZES:
        with life(pages) as (kit, _), kit.look() as work:
            illustrate(work, pages, width, height)

            what = f"{pages} pages with photos of {width} x {height}"
            make = partial(edition, work, reader, kit.ids)
            first = measured(f"{what}, copies made now", make)
            editions.delete(work, work.editions.all()[-1].id)
            yield measured(f"{what}, copies made before", make)
            yield first


if __name__ == "__main__":
    for line in lines(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES):
        print(line)
