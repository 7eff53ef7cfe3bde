"""A family that came after the backup was made loses nothing by its restore."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.domain.circle import Invitation, Role
from core.domain.patient import PatientId
from core.domain.timer import Timer
from core.errors import CirclesUnknown, StoreBusy
from storage import restoring
from storage.backup import Backup, backup
from storage.engine import Database
from storage.house import Stores, open_stores
from storage.paths import HousePaths
from storage.restoring import Restored, restore
from tests.fakes.stores import FakeClock, FakeIds
from tests.integration.storage.examples import (
    CHAT,
    LUZ,
    NOON,
    TOMAS,
    a_consent,
    a_membership,
    a_memory,
    a_message,
)
from tests.integration.storage.killing import killed_at_the_third_move

PHOTO = bytes(range(256)) * 600


@pytest.fixture
def made(stores: Stores, tmp_path: Path) -> Backup:
    """A backup in which there is one space already."""
    stores.patients.create(LUZ, now=NOON)
    return backup(stores, tmp_path / "backups")


@pytest.fixture
def newer(stores: Stores, made: Backup) -> PatientId:
    """A space that Tomás opened after it, and what was told and allowed there."""
    patient_id = stores.patients.create(TOMAS, now=NOON + timedelta(hours=1))
    stores.registry.save_account(replace(TOMAS, patient_id=patient_id))
    with stores.patients.open(patient_id, TOMAS) as work:
        media_id = work.media.put(PHOTO, media_type="image/jpeg")
        work.memories.save(a_memory("m1", voice_ids=(media_id,)))
        work.consents.save(a_consent("c1"))
        work.commit()
    return patient_id


def brought_back(stores: Stores, made: Backup) -> tuple[Restored, Stores]:
    stores.close()
    done = restore(made.folder, stores.paths, now=NOON)
    return done, open_stores(stores.paths, FakeClock(NOON), FakeIds())


def is_whole(again: Stores, patient_id: PatientId) -> bool:
    with again.patients.open(patient_id, TOMAS) as work:
        (memory,), (_,) = work.memories.all(), work.consents.all()
        return work.media.read(memory.voice_ids[0]) == PHOTO


def test_a_space_that_is_newer_than_the_backup_stays_as_it_was(
    stores: Stores, made: Backup, newer: PatientId
) -> None:
    done, again = brought_back(stores, made)
    assert (done.carried, done.not_carried) == ((newer,), ())
    assert is_whole(again, newer)
    assert [m.account_id for m in again.registry.members(newer)] == [TOMAS.id]
    tomas = again.registry.account(TOMAS.id)
    assert tomas is not None
    assert tomas.patient_id == newer
    again.close()


def test_its_links_timers_and_what_came_in_for_it_stay_too(
    stores: Stores, made: Backup, newer: PatientId
) -> None:
    link = Invitation(
        code="code", role=Role.COMPANION, expires_at=NOON + timedelta(days=7), patient_id=newer
    )
    stores.registry.save_invitation(link)
    timer = Timer(id="t", patient_id=newer, account_id=TOMAS.id, at=NOON, tick="exercise.due")
    stores.registry.set_timer(timer)
    stores.registry.take_in(
        "u:1", chat_id=CHAT, account_id=TOMAS.id, patient_id=newer, body={"text": "Hola"}
    )
    _, again = brought_back(stores, made)
    assert again.registry.invitation("code") == link
    assert again.registry.timers_due(NOON) == [timer]
    assert [row.body for row in again.registry.open_rows()] == [{"text": "Hola"}]
    again.close()


def test_what_a_killed_bot_had_not_written_back_is_carried_over(
    stores: Stores, made: Backup, newer: PatientId
) -> None:
    with stores.patients.open(newer, TOMAS) as work:
        work.consents.save(a_consent("c1", recorded_by=TOMAS.id))
        work.commit()
    log = stores.paths.patient(newer) / "patient.db-wal"
    kept = {path: path.read_bytes() for path in (stores.paths.patient_db(newer), log)}
    stores.close()
    for path, content in kept.items():
        path.write_bytes(content)
    done, again = brought_back(stores, made)
    assert done.carried == (newer,)
    with again.patients.open(newer, TOMAS) as work:
        assert work.consents.get("c1").recorded_by == TOMAS.id
    again.close()


def test_one_that_is_damaged_is_named_and_can_be_erased(
    stores: Stores, made: Backup, newer: PatientId
) -> None:
    stores.patients.close()
    stores.paths.patient_db(newer).write_bytes(b"not a database" * 999)
    done, again = brought_back(stores, made)
    assert (done.carried, done.not_carried) == ((), (newer,))
    assert (done.replaced / "patients" / newer).exists()
    assert newer not in again.patients.all_ids()
    assert newer in again.keys.patient_ids()
    again.close()


def test_one_that_is_erased_meanwhile_is_not_carried_over(
    stores: Stores, made: Backup, newer: PatientId
) -> None:
    stores.patients.erase(newer)
    done, again = brought_back(stores, made)
    assert (done.carried, done.not_carried) == ((), ())
    again.close()


def test_whoever_the_backup_left_out_is_carried_over_where_it_is_whole(
    stores: Stores, tmp_path: Path
) -> None:
    lost = stores.patients.create(LUZ, now=NOON)
    path = stores.paths.patient_db(lost)
    stores.patients.close()
    away = path.rename(path.with_suffix(".away"))
    made = backup(stores, tmp_path / "backups")
    away.rename(path)
    assert made.note.left_out == (lost,)
    done, again = brought_back(stores, made)
    assert (done.carried, done.left_out) == ((lost,), ())
    with again.patients.open(lost, LUZ):
        pass
    again.close()


def test_nothing_newer_is_lost_when_the_restore_is_killed_while_it_exchanges(
    stores: Stores, made: Backup, newer: PatientId, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores.close()
    with killed_at_the_third_move(monkeypatch):
        restore(made.folder, stores.paths, now=NOON)
    done = restore(made.folder, stores.paths, now=NOON + timedelta(minutes=1))
    assert done.carried == (newer,)
    again = open_stores(stores.paths, FakeClock(NOON), FakeIds())
    assert is_whole(again, newer)
    again.close()


def test_without_a_registry_of_now_newer_spaces_are_named(
    stores: Stores, made: Backup, newer: PatientId
) -> None:
    stores.close()
    stores.paths.registry.write_bytes(b"not a database" * 999)
    done = restore(made.folder, stores.paths, now=NOON)
    assert done.not_carried == (newer,)
    assert done.circles_lost


def test_circles_that_cannot_be_read_for_another_reason_stop_the_restore(
    stores: Stores, made: Backup, newer: PatientId, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores.close()

    def busy(_: Database) -> None:
        raise StoreBusy

    monkeypatch.setattr(restoring, "present_of", busy)
    with pytest.raises(CirclesUnknown):
        restore(made.folder, stores.paths, now=NOON)
    assert not stores.paths.unverified.exists()
    done = restore(made.folder, stores.paths, now=NOON, old_circles=True)
    assert (done.circles_kept, done.circles_lost) == (False, True)


def test_a_circle_from_a_newer_version_lets_nobody_back_in_unasked(
    stores: Stores, made: Backup, paths: HousePaths
) -> None:
    with stores.registry._database.connection() as driver:
        driver.execute("UPDATE alembic_version SET version_num = 'r9999'")
        driver.commit()
    stores.close()
    with pytest.raises(CirclesUnknown):
        restore(made.folder, paths, now=NOON)


def test_what_waited_for_somebody_who_was_put_out_since_is_not_sent(
    stores: Stores, tmp_path: Path
) -> None:
    space = stores.patients.create(LUZ, now=NOON)
    stores.registry.join(a_membership(space, Role.THERAPIST, TOMAS))
    with stores.patients.open(space, LUZ) as work:
        for chat_id in (LUZ.id, TOMAS.id):
            work.post(a_message("Lo que contó", chat_id=chat_id))
        work.commit()
    made = backup(stores, tmp_path / "backups")
    stores.registry.leave(TOMAS.id, space)
    _, again = brought_back(stores, made)
    outbox = again.patients.outbox(space)
    assert [item.payload for item in outbox.pending(chat_id=TOMAS.id)] == [{"dropped": True}]
    assert [item.payload for item in outbox.pending(chat_id=LUZ.id)] == [{"text": "Lo que contó"}]
    again.close()
