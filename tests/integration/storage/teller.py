"""A program that tells memory after memory until it is killed; run by test_kill.py.

It prints the number of each memory once its commit has returned.
"""

import sys
from pathlib import Path

from core.domain.patient import PatientId
from storage.house import open_stores
from storage.paths import house_paths
from storage.system import RandomIds, SystemClock
from tests.integration.storage.examples import LUZ, a_memory, a_message


def main(home: Path, patient_id: PatientId, first: int) -> None:
    stores = open_stores(house_paths(home / "data", home / "keys"), SystemClock(), RandomIds())
    for number in range(first, first + 100_000):
        with stores.patients.open(patient_id, LUZ) as work:
            work.mark_handled(f"u:{number}")
            voice_id = work.media.put(b"voice" * 100, media_type="audio/ogg")
            work.memories.save(a_memory(f"m{number}", voice_ids=(voice_id,)))
            work.post(a_message(f"m{number}"))
            work.commit()
        print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), PatientId(sys.argv[2]), int(sys.argv[3]))
