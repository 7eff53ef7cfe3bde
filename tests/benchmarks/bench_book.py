"""How long the book takes to answer, with as many pages as a long life has.

    python tests/benchmarks/bench_book.py [pages]

Each question is asked through the one door, as a tap would: open, ask, close.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from core.domain.book import Page
from core.domain.circle import Account
from core.domain.life import LifeStage
from core.domain.patient import Language, PatientId
from core.ports import PatientWork
from storage.house import Stores, open_stores
from storage.paths import house_paths
from storage.system import RandomIds, SystemClock

ROUNDS = 200
LUZ = Account(id=1, name="Luz", language=Language.SPANISH)
Question = Callable[[PatientWork], object]


def fill(stores: Stores, pages: int) -> PatientId:
    patient_id = stores.patients.create(LUZ, now=stores.clock.now())
    stages = list(LifeStage)
    with stores.patients.open(patient_id, LUZ) as work:
        for n in range(pages):
            stage = stages[n % len(stages)]
            work.pages.save(Page(id=f"page{n:06}", stage=stage, position=n, title="El río"))
        work.commit()
    return patient_id


def measure(stores: Stores, patient_id: PatientId, question: Question) -> list[float]:
    """Milliseconds of each round."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        with stores.patients.open(patient_id, LUZ) as work:
            question(work)
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)


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
    with tempfile.TemporaryDirectory() as home:
        paths = house_paths(Path(home) / "data", Path(home) / "keys")
        stores = open_stores(paths, SystemClock(), RandomIds())
        patient_id = fill(stores, pages)
        print(f"{pages} pages, {ROUNDS} rounds          median      p99")
        for name, question in questions.items():
            taken = measure(stores, patient_id, question)
            p99 = taken[int(len(taken) * 0.99) - 1]
            print(f"{name:28} {statistics.median(taken):6.2f} ms {p99:6.2f} ms")
        stores.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
