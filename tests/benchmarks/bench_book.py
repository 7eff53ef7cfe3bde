"""How long the book takes to answer, with as many pages as a long life has.

    python -m tests.benchmarks.bench_book [pages]

First each question of the store through the one door: open, ask, close. Then whole turns:
a tap goes through the dispatcher, and what must go out is committed to the outbox.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.handlers import book
from core.book.texts import Reader
from core.domain.book import Page, natural_position
from core.domain.circle import Role
from core.domain.life import LifeStage
from core.domain.memory import Audience, Memory, Teller, Wording
from core.ports import PatientWork
from core.services.book_editions import page_pieces
from core.services.book_search import search
from tests.fakes.turns import START, Phone, TurnKit

ROUNDS = 200
TAPS = 60
Question = Callable[[PatientWork], object]


def memory(number: int) -> Memory:
    return Memory(
        id=f"page{number:06}",
        stage=list(LifeStage)[number % len(LifeStage)],
        theme="C1",
        words=f"Aquella tarde número {number} bajamos al río con la perra. " * 5,
        language="es",
        wording=Wording.VERBATIM,
        teller=Teller.PERSON,
        told_at=START + timedelta(minutes=number),
        title=f"El río {number}",
        approved=True,
        audience=Audience.BOOK,
    )


@contextmanager
def life(pages: int) -> Iterator[tuple[TurnKit, Phone]]:
    """A store with a book of so many pages, and its owner's phone."""
    with (
        tempfile.TemporaryDirectory() as home,
        TurnKit.open(Path(home), book.routes()) as kit,
    ):
        luz = kit.member(1, "Luz", Role.OWNER)
        with kit.look() as work:
            for told in map(memory, range(pages)):
                work.memories.save(told)
                place = natural_position(told)
                page = Page(id=told.id, stage=told.stage, position=place, title=told.title)
                work.pages.save(page)
            work.commit()
        yield kit, luz


def asked(kit: TurnKit, question: Question) -> list[float]:
    """Milliseconds of each round."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        with kit.services.stores.open(kit.patient_ids[0], kit.phone(1, "Luz").account) as work:
            question(work)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def turned(phone: Phone, *labels: str, taps: int = TAPS) -> list[float]:
    """Milliseconds of each tap on these labels in turn, from the inbox to the sent outbox."""
    taken = []
    for tap in range(taps):
        began = time.perf_counter()
        phone.tap(labels[tap % len(labels)])
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def to_the_last_chapter(phone: Phone) -> None:
    """Open the first page of the last chapter: its pages are the farthest."""
    phone.tap("☰ Índice")
    phone.tap([label for label in phone.last.labels if label.endswith(")")][-1])
    phone.tap("▶")


def opened(phone: Phone) -> list[float]:
    """Milliseconds of each /book."""
    taken = []
    for _ in range(TAPS):
        began = time.perf_counter()
        phone.command("book")
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def report(name: str, taken: list[float]) -> None:
    in_order = sorted(taken)
    p99 = in_order[max(0, int(len(in_order) * 0.99) - 1)]
    print(f"{name:36} {statistics.median(in_order):8.2f} ms {p99:8.2f} ms")


def main(pages: int) -> None:
    questions: dict[str, Question] = {
        "open the door only": lambda work: work.role,
        "first page": lambda work: work.pages.number(1),
        "middle page": lambda work: work.pages.number(pages // 2),
        "last page": lambda work: work.pages.number(pages),
        "how many": lambda work: work.pages.count(),
        "number of the last": lambda work: work.pages.number_of(f"page{pages - 1:06}"),
        "chapters": lambda work: work.pages.chapters(),
    }
    with life(pages) as (kit, luz):
        print(f"{pages} pages{'':29} median          p99")
        for name, question in questions.items():
            report(name, asked(kit, question))
        report("whole turn: /book", opened(luz))
        to_the_last_chapter(luz)
        onward = min(TAPS, pages // len(LifeStage) - 1)
        report("whole turn: ▶, cards still to draw", turned(luz, "▶", taps=onward))
        cpu = time.process_time()
        report("whole turn: ◀ ▶ ◀ ▶ …", turned(luz, "◀", "▶"))
        spent = (time.process_time() - cpu) * 1000 / TAPS
        print(f"{'the same, processor time':36} {spent:8.2f} ms")
        with kit.look() as work:
            began = time.perf_counter()
            search(work, "perra 999", most=7)
            report("search for two words", [(time.perf_counter() - began) * 1000])
            reader = Reader(
                tr=kit.services.translations.locale("es"), person="", zone=ZoneInfo("UTC")
            )
            began = time.perf_counter()
            b"".join(page_pieces(work, reader=reader, now=START))
            report("the book as one web page", [(time.perf_counter() - began) * 1000])


if __name__ == "__main__":
    for size in map(int, sys.argv[1:] or ("10", "1000", "10000")):
        main(size)
