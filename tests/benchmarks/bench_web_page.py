"""How long a book of photos takes to become one web page.

    python -m tests.benchmarks.bench_web_page [pages]

Every page has a photo of its own, as a telephone takes them; said by their size: seconds in
all, seconds of one core's work, and megabytes. Wanted: 100 pages in 1 s on two free cores.
"""

import sys
import time
from collections.abc import Iterator
from io import BytesIO
from zoneinfo import ZoneInfo

import numpy as np
from PIL import Image

from core.book.texts import Reader
from core.ports import PatientWork
from core.services import books
from core.services.book_editions import export_html
from tests.benchmarks.bench_book import life
from tests.fakes.turns import START, words
from tests.integration.book.conftest import sent

PAGES = 100
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


def lines(pages: int) -> Iterator[str]:
    reader = Reader(tr=words().locale("es"), person="", zone=ZoneInfo("UTC"))
    for width, height in SIZES:
        with life(pages) as (kit, _), kit.look() as work:
            illustrate(work, pages, width, height)
            out = BytesIO()
            began, worked = time.perf_counter(), time.process_time()
            export_html(work, reader=reader, now=START, out=out)
            whole_s, core_s = time.perf_counter() - began, time.process_time() - worked
        yield (
            f"web page, photos of {width} x {height}: {pages} pages in {whole_s:.2f} s"
            f" ({core_s:.2f} s of one core), {len(out.getvalue()) / 1e6:.1f} MB"
        )


if __name__ == "__main__":
    for line in lines(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES):
        print(line)
