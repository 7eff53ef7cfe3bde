"""`vivencia backup` and `vivencia restore` do not call whole what is not."""

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import bootstrap, cli
from bot.settings import Settings
from core.domain.circle import Account
from core.domain.patient import Language, PatientId
from core.errors import StoreError
from core.services import ownership
from storage import restoring
from storage.backup import backups, read_note
from storage.check import check
from storage.house import open_stores
from storage.media import MediaFolder
from storage.paths import HousePaths, house_paths
from storage.system import RandomIds, SystemClock

OWNER = Account(id=1, name="Luz", language=Language.ENGLISH)


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HousePaths:
    """A house of its own, which the settings name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VIVENCIA_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("VIVENCIA_KEY_FOLDER", str(tmp_path / "keys"))
    monkeypatch.setenv("VIVENCIA_BACKUP_FOLDER", str(tmp_path / "backups"))
    monkeypatch.setenv("VIVENCIA_DEFAULT_LANGUAGE", "en")
    return house_paths(tmp_path / "data", tmp_path / "keys")


@pytest.fixture
def people(paths: HousePaths) -> tuple[PatientId, PatientId]:
    """Two spaces, each with a file."""
    stores = open_stores(paths, SystemClock(), RandomIds())
    made = tuple(stores.patients.create(OWNER, now=stores.clock.now()) for _ in range(2))
    for person in made:
        with stores.patients.open(person, OWNER) as work:
            work.media.put(b"a picture" * 99, media_type="image/jpeg")
            work.commit()
    stores.close()
    return made[0], made[1]


def break_database(paths: HousePaths, person: PatientId) -> None:
    paths.patient_db(person).write_bytes(b"not a database" * 999)


def newest(tmp_path: Path) -> Path:
    return sorted((tmp_path / "backups").glob("vivencia-*"))[-1]


def test_a_whole_backup_comes_back_with_success(
    paths: HousePaths, people: tuple[PatientId, PatientId], tmp_path: Path
) -> None:
    assert cli.main(["backup"]) == 0
    assert cli.main(["restore", str(newest(tmp_path))]) == 0


def test_who_could_not_be_copied_is_named_by_id(
    paths: HousePaths, people: tuple[PatientId, PatientId], capsys: pytest.CaptureFixture[str]
) -> None:
    lost, kept = people
    break_database(paths, lost)
    assert cli.main(["backup"]) == 1
    said = capsys.readouterr().out
    assert "one space could not be copied" in said
    assert "vivencia check" in said
    assert lost in said
    assert kept not in said
    assert OWNER.name not in said


def test_a_restore_says_who_was_never_in_the_backup(
    paths: HousePaths,
    people: tuple[PatientId, PatientId],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lost, _ = people
    break_database(paths, lost)
    cli.main(["backup"])
    capsys.readouterr()
    assert cli.main(["restore", str(newest(tmp_path))]) == 1
    said = capsys.readouterr().out
    (replaced,) = paths.data.glob("replaced-*")
    assert f"{replaced}/patients" in said
    assert (replaced / "patients" / lost).exists()
    assert f"  {lost}\n" in said


def test_who_was_left_out_and_then_erased_is_not_missed(
    paths: HousePaths, people: tuple[PatientId, PatientId], tmp_path: Path
) -> None:
    lost, _ = people
    break_database(paths, lost)
    cli.main(["backup"])
    cli.main(["erase", lost, "--confirm", lost])
    assert cli.main(["restore", str(newest(tmp_path))]) == 0


def test_a_restore_says_whose_key_is_missing(
    paths: HousePaths,
    people: tuple[PatientId, PatientId],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lost, kept = people
    cli.main(["backup"])
    paths.patient_key(lost).unlink()
    capsys.readouterr()
    assert cli.main(["restore", str(newest(tmp_path))]) == 1
    said = capsys.readouterr().out
    assert "The key of one space is missing" in said
    assert f"  {lost}\n" in said
    assert kept not in said


def test_a_restore_on_a_new_machine_says_that_it_knows_no_circle_of_now(
    paths: HousePaths,
    people: tuple[PatientId, PatientId],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    cli.main(["backup"])
    shutil.rmtree(paths.data)
    capsys.readouterr()
    assert cli.main(["restore", str(newest(tmp_path))]) == 0
    assert "Who was taken out of a circle" in capsys.readouterr().out


def test_a_restore_names_who_is_newer_and_cannot_be_kept(
    paths: HousePaths,
    people: tuple[PatientId, PatientId],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    cli.main(["backup"])
    stores = open_stores(paths, SystemClock(), RandomIds())
    whole, broken = (stores.patients.create(OWNER, now=stores.clock.now()) for _ in range(2))
    stores.close()
    break_database(paths, broken)
    capsys.readouterr()
    assert cli.main(["restore", str(newest(tmp_path))]) == 1
    said = capsys.readouterr().out
    assert "One space is not in the backup, and stays as it was here" in said
    assert f"  {broken}\n" in said
    assert whole not in said
    assert cli.main(["erase", broken, "--confirm", broken]) == 0
    assert not list(paths.key_copy.rglob(f"{broken}.key"))


def test_circles_of_now_that_do_not_open_ask_for_a_word_of_the_operators(
    paths: HousePaths,
    people: tuple[PatientId, PatientId],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def newer(_: object) -> None:
        raise StoreError("A newer version of this program wrote the database.")

    cli.main(["backup"])
    monkeypatch.setattr(restoring, "present_of", newer)
    assert cli.main(["restore", str(newest(tmp_path))]) == 1
    said = capsys.readouterr().err
    assert "A newer version" in said
    assert "--old-circles" in said
    assert cli.main(["restore", str(newest(tmp_path)), "--old-circles"]) == 1
    assert "Who was taken out of a circle" in capsys.readouterr().out


def test_who_answers_for_a_space_hears_of_a_restore_from_the_bot(
    paths: HousePaths, people: tuple[PatientId, PatientId], tmp_path: Path
) -> None:
    cli.main(["backup"])
    cli.main(["restore", str(newest(tmp_path))])
    stores = open_stores(paths, SystemClock(), RandomIds())
    due = stores.registry.timers_due(stores.clock.now())
    assert {timer.patient_id for timer in due} == set(people)
    assert {timer.tick for timer in due} == {ownership.BROUGHT_BACK}
    stores.close()


def test_files_the_disk_does_not_give_end_no_nights_backup(
    paths: HousePaths, people: tuple[PatientId, PatientId], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MediaFolder, "pieces", unreadable)
    settings = Settings()
    with bootstrap.opened(settings, alone=True) as stores:
        bootstrap._keep_house(stores, settings)
        found = check(stores).findings
    (made,) = backups(settings.backup_folder)
    assert set(read_note(made).patients) == set(people)
    (picture,) = paths.media(people[0]).iterdir()
    assert picture.name in {finding.name for finding in found}


def test_a_house_that_cannot_be_tidied_is_backed_up_all_the_same(
    people: tuple[PatientId, PatientId], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(bootstrap, "sweep", broken)
    settings = Settings()
    with bootstrap.opened(settings, alone=True) as stores:
        shutil.rmtree(stores.paths.key_copy)
        bootstrap._keep_house(stores, settings)
        assert stores.keys.copy_is_current()
    assert len(backups(settings.backup_folder)) == 1


def test_the_night_removes_what_has_had_its_time(
    paths: HousePaths, people: tuple[PatientId, PatientId]
) -> None:
    settings = Settings()
    with bootstrap.opened(settings, alone=True) as stores:
        with stores.patients.open(people[0], OWNER) as work:
            media_id = stores.patients.media_folder(people[0]).ids()[0]
            work.media.trash(media_id)
            work.commit()
        os.utime(paths.trash(people[0]) / media_id, (0, 0))
        bootstrap._keep_house(stores, settings)
        assert check(stores).findings == ()
    assert list(paths.trash(people[0]).iterdir()) == []
    (made,) = backups(settings.backup_folder)
    assert not list(made.rglob(media_id))


def unreadable(self: MediaFolder, media_id: str) -> Iterator[bytes]:
    raise OSError(errno.EIO, "Input/output error")


def test_a_restore_says_which_files_do_not_verify(
    paths: HousePaths,
    people: tuple[PatientId, PatientId],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    cli.main(["backup"])
    (picture,) = (newest(tmp_path) / "patients" / people[1] / "media").iterdir()
    picture.unlink()  # or a file linked to it would change as well
    picture.write_bytes(b"noise" * 99)
    capsys.readouterr()
    assert cli.main(["restore", str(newest(tmp_path))]) == 1
    said = capsys.readouterr().out
    assert "One file came back that does not verify" in said
    assert f"  {people[1]} {picture.name}\n" in said
    assert "replaced-" in said
