"""`vivencia erase`, and what it says when the copy of the keys is out of reach."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot import cli
from core.domain.circle import Account
from core.domain.patient import Language, PatientId
from storage.house import open_stores
from storage.paths import HousePaths, house_paths
from storage.system import RandomIds, SystemClock

Erase = Callable[[], int]


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HousePaths:
    """A house of its own, which the settings name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VIVENCIA_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("VIVENCIA_KEY_FOLDER", str(tmp_path / "keys"))
    monkeypatch.setenv("VIVENCIA_DEFAULT_LANGUAGE", "en")
    return house_paths(tmp_path / "data", tmp_path / "keys")


@pytest.fixture
def person(paths: HousePaths) -> PatientId:
    stores = open_stores(paths, SystemClock(), RandomIds())
    owner = Account(id=1, name="Luz", language=Language.ENGLISH)
    made = stores.patients.create(owner, now=stores.clock.now())
    stores.close()
    return made


@pytest.fixture
def erase(person: PatientId) -> Erase:
    return lambda: cli.main(["erase", person, "--confirm", person])


def put_out_of_reach(paths: HousePaths) -> Path:
    """A copy on a disk that is not there: something else is in its place."""
    away = paths.key_copy.rename(paths.key_copy.with_name("unplugged"))
    paths.key_copy.write_text("in the way")
    return away


def test_an_erased_person_is_gone(
    erase: Erase, paths: HousePaths, person: PatientId, capsys: pytest.CaptureFixture[str]
) -> None:
    assert erase() == 0
    assert "No backup of it can be read any more" in capsys.readouterr().out
    assert not paths.patient(person).exists()


def test_a_copy_that_still_opens_old_backups_is_said_in_words(
    erase: Erase, paths: HousePaths, person: PatientId, capsys: pytest.CaptureFixture[str]
) -> None:
    put_out_of_reach(paths)
    assert erase() == 1
    assert "the copy of the keys could not be rewritten" in capsys.readouterr().err
    assert not paths.patient(person).exists()


def test_with_the_copy_back_the_same_command_finishes(
    erase: Erase, paths: HousePaths, person: PatientId, capsys: pytest.CaptureFixture[str]
) -> None:
    away = put_out_of_reach(paths)
    erase()
    paths.key_copy.unlink()
    away.rename(paths.key_copy)
    assert erase() == 0
    assert not list(paths.key_copy.rglob(f"{person}.key"))
