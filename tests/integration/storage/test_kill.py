"""Killed with -9 at any moment: what was committed is there, whole, once; nothing by halves."""

import subprocess
import sys
from pathlib import Path

from core.domain.patient import PatientId
from storage.check import FindingKind, check
from storage.house import open_stores
from storage.paths import HousePaths
from tests.fakes.stores import FakeClock, FakeIds
from tests.integration.storage.examples import LUZ, NOON

HOUSE = Path(__file__).parents[3]
LEFTOVERS = {FindingKind.MEDIA_UNLISTED, FindingKind.UNFINISHED}


def tell_until_killed(home: Path, patient_id: PatientId, *, first: int, memories: int) -> int:
    """Kill a teller after some memories; the number of the last it was sure of."""
    command = [sys.executable, "-m", "tests.integration.storage.teller"]
    arguments = [str(home), patient_id, str(first)]
    with subprocess.Popen([*command, *arguments], cwd=HOUSE, stdout=subprocess.PIPE) as teller:
        assert teller.stdout is not None
        told = [int(teller.stdout.readline()) for _ in range(memories)]
        teller.kill()
        told += [int(line) for line in teller.stdout.read().split(b"\n")[:-1]]
    return told[-1]


def test_a_kill_loses_nothing_that_was_committed_and_halves_nothing(
    paths: HousePaths, tmp_path: Path
) -> None:
    stores = open_stores(paths, FakeClock(NOON), FakeIds())
    patient_id = stores.patients.create(LUZ, now=NOON)
    stores.close()
    last = 0
    for memories in (1, 7):
        last = tell_until_killed(tmp_path, patient_id, first=last + 1, memories=memories)
        stores = open_stores(paths, FakeClock(NOON), FakeIds())
        with stores.patients.open(patient_id, LUZ) as work:
            kept = [int(memory.id[1:]) for memory in work.memories.all()]
            assert kept == list(range(1, len(kept) + 1))
            assert len(kept) in {last, last + 1}  # one commit may have returned to nobody
            assert all(work.handled(f"u:{number}") for number in kept)
            assert not work.handled(f"u:{len(kept) + 1}")
        pending = stores.patients.outbox(patient_id).pending()
        assert [item.payload["text"] for item in pending] == [f"m{n}" for n in kept]
        assert {finding.kind for finding in check(stores).findings} <= LEFTOVERS
        stores.close()
        last = len(kept)
