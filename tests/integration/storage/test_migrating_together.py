"""Spaces that are made at the same moment in several threads."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from core.domain.circle import Account
from core.domain.patient import Language
from storage.house import open_stores
from storage.paths import house_paths
from storage.system import RandomIds, SystemClock

NOW = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)


def test_new_spaces_do_not_get_in_each_others_way(tmp_path: Path) -> None:
    paths = house_paths(tmp_path / "data", tmp_path / "keys")
    stores = open_stores(paths, SystemClock(), RandomIds())

    def make(number: int) -> str:
        owner = Account(id=number, name="Ana", language=Language.SPANISH)
        return stores.patients.create(owner, now=NOW)

    try:
        with ThreadPoolExecutor(8) as threads:
            made = list(threads.map(make, range(24)))

        assert sorted(stores.patients.all_ids()) == sorted(made)
    finally:
        stores.close()
