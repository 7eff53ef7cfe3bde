"""Opening and closing: who owns the folder, how many stores are open, what is missing."""

import threading
import time
from collections.abc import Sequence

import pytest

from core.domain.circle import System
from core.domain.patient import PatientId
from core.errors import StoreBusy, StoreDamaged, StoreInUse
from storage import engine as engines
from storage.house import Stores, open_stores
from storage.open_stores import UNUSED_S, OpenStores
from storage.paths import HousePaths
from storage.patient_store import StoredPatients
from tests.fakes.stores import FakeClock, FakeIds
from tests.integration.storage.examples import LUZ, NOON, a_memory


def test_one_bot_owns_a_data_folder(stores: Stores, paths: HousePaths) -> None:
    with pytest.raises(StoreInUse):
        open_stores(paths, FakeClock(), FakeIds())


def test_a_command_may_run_beside_the_bot(stores: Stores, paths: HousePaths) -> None:
    beside = open_stores(paths, FakeClock(), FakeIds(), alone=False)
    beside.registry.set_value("said", "beside")
    beside.close()
    assert stores.registry.value("said") == "beside"


def test_the_folder_is_free_again_after_closing(stores: Stores, paths: HousePaths) -> None:
    stores.close()
    open_stores(paths, FakeClock(), FakeIds()).close()


def test_a_missing_database_is_never_made_anew(stores: Stores) -> None:
    patient_id = stores.patients.create(LUZ, now=NOON)
    stores.paths.patient_db(patient_id).unlink()
    with pytest.raises(StoreDamaged), stores.patients.open(patient_id, LUZ) as work:
        work.patient()
    assert not stores.paths.patient_db(patient_id).exists()


def test_a_missing_registry_is_never_made_anew(stores: Stores, paths: HousePaths) -> None:
    stores.patients.create(LUZ, now=NOON)
    stores.close()
    for path in paths.data.glob("registry.db*"):
        path.unlink()
    with pytest.raises(StoreDamaged):
        open_stores(paths, FakeClock(), FakeIds())
    assert not paths.registry.exists()


def test_a_space_half_made_by_a_kill_is_known_to_nobody(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(self: StoredPatients, patient_id: str) -> None:
        raise SystemExit(9)

    monkeypatch.setattr(StoredPatients, "_make_store", killed)
    with pytest.raises(SystemExit):
        stores.patients.create(LUZ, now=NOON)
    assert stores.patients.all_ids() == []
    assert stores.registry.memberships(LUZ.id) == []


def test_only_the_stores_used_last_stay_open(stores: Stores) -> None:
    patients = StoredPatients(
        stores.paths,
        keys=stores.keys,
        registry=stores.registry,
        jobs=stores.job_folders,
        ids=stores.ids,
        most_open=2,
    )
    ids = [patients.create(LUZ, now=NOON) for _ in range(4)]
    for _ in range(2):
        for patient_id in ids:
            with patients.open(patient_id, LUZ) as work:
                assert work.patient().id == patient_id
    deadline = time.monotonic() + 5  # surplus stores are closed by a thread of their own
    while open_of(stores, ids) > 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert open_of(stores, ids) == 2
    patients.close()


def open_of(stores: Stores, ids: Sequence[PatientId]) -> int:
    return sum(stores.paths.patient(i).joinpath("patient.db-wal").exists() for i in ids)


def test_a_store_in_use_is_not_closed_to_make_room() -> None:
    opened: list[str] = []

    class Engine:
        def __init__(self, name: str) -> None:
            self.name = name
            opened.append(name)

        def dispose(self) -> None:
            opened.remove(self.name)

    stores = OpenStores(Engine, close_one=Engine.dispose, most_open=1)  # type: ignore[arg-type]
    with stores.lent("ana"):  # type: ignore[arg-type]
        with stores.lent("eva"):  # type: ignore[arg-type]
            assert opened == ["ana", "eva"]
        stores.settled()
        assert opened == ["ana"]
    stores.close_all()
    assert opened == []


def test_a_store_nobody_came_back_to_is_closed() -> None:
    closed: list[str] = []
    now = [0.0]
    stores = OpenStores(str, close_one=closed.append, clock=lambda: now[0])  # type: ignore[arg-type]
    for name, at in (("ana", 0.0), ("eva", UNUSED_S / 2), ("luz", UNUSED_S + 1)):
        now[0] = at
        with stores.lent(name):  # type: ignore[arg-type]
            pass
    stores.settled()
    assert closed == ["ana"]
    stores.close_all()


def test_a_store_is_opened_once_by_many_who_come_at_once(stores: Stores) -> None:
    patient_id = stores.patients.create(LUZ, now=NOON)
    gate, found = threading.Barrier(6), []

    def tell(number: int) -> None:
        gate.wait()
        with stores.patients.open(patient_id, System(reason="test")) as work:
            work.memories.save(a_memory(f"m{number}"))
            work.commit()
            found.append(number)

    threads = [threading.Thread(target=tell, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with stores.patients.open(patient_id, LUZ) as work:
        assert work.memories.count() == 6


def test_a_writer_that_waits_in_vain_is_told_the_store_is_busy(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient_id = stores.patients.create(LUZ, now=NOON)
    key = stores.keys.patient(patient_id).database
    impatient = engines.open_database(
        stores.paths.patient_db(patient_id), key, busy_timeout_s=0.05
    )
    with stores.patients.open(patient_id, LUZ) as work:
        work.memories.save(a_memory())
        with pytest.raises(StoreBusy), engines.writing(impatient) as db:
            db.exec_driver_sql("DELETE FROM memories")
        with engines.reading(impatient) as db:
            assert db.exec_driver_sql("SELECT count(*) FROM memories").scalar_one() == 0
    impatient.close()
