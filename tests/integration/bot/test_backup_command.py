"""`vivencia backup` and `vivencia restore` do not call whole what is not."""

from pathlib import Path

import pytest

from bot import cli
from core.domain.circle import Account
from core.domain.patient import Language, PatientId
from storage.house import open_stores
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
