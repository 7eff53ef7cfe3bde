"""Files land whole or not at all, and names stay inside their folder."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import NotFound, StoreError
from storage.files import is_unfinished, land, take_over
from storage.paths import house_paths, plain_name
from storage.system import RandomIds, SystemClock


def pieces_of_a_write_that_is_killed() -> Iterator[bytes]:
    yield b"the first half"
    raise KeyboardInterrupt


def test_a_file_replaces_what_had_its_name(tmp_path: Path) -> None:
    land(tmp_path / "a", [b"old"])
    land(tmp_path / "a", [b"ne", b"w"])
    assert (tmp_path / "a").read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path) -> None:
    land(tmp_path / "a", [b"old"])
    with pytest.raises(KeyboardInterrupt):
        land(tmp_path / "a", pieces_of_a_write_that_is_killed())
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_kill_between_writing_and_renaming_leaves_only_a_leftover(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(self: Path, target: Path) -> Path:
        raise SystemExit(9)

    monkeypatch.setattr(Path, "replace", killed)
    monkeypatch.setattr(Path, "unlink", lambda self, missing_ok: None)  # a kill tidies nothing
    with pytest.raises(SystemExit):
        land(tmp_path / "a", [b"new"])
    (leftover,) = tmp_path.iterdir()
    assert is_unfinished(leftover)
    assert not (tmp_path / "a").exists()


def test_a_full_disk_is_said_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    land(tmp_path / "a", [b"old"])
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError):
        land(tmp_path / "a", [b"new"])
    assert [p.read_bytes() for p in tmp_path.iterdir()] == [b"old"]


def test_files_are_for_their_owner_only(tmp_path: Path) -> None:
    land(tmp_path / "a", [b"secret"])
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_files_are_linked_where_the_disk_allows(tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    land(tmp_path / "from" / "a", [b"content"])
    take_over(tmp_path / "from", tmp_path / "to")
    assert (tmp_path / "to" / "a").samefile(tmp_path / "from" / "a")


def test_files_are_copied_where_it_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError("another disk")

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "from").mkdir()
    land(tmp_path / "from" / "a", [b"content"])
    take_over(tmp_path / "from", tmp_path / "to")
    assert (tmp_path / "to" / "a").read_bytes() == b"content"


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../a", "a/b", "/etc", ".hidden", "A", "a\n", "ñ"]
)
def test_names_that_could_lead_out_of_a_folder_do_not_exist(name: str) -> None:
    with pytest.raises(NotFound):
        plain_name(name)


def test_every_path_lies_in_the_data_folder_or_the_key_folder(tmp_path: Path) -> None:
    paths = house_paths(tmp_path / "data", tmp_path / "keys")
    assert paths.patient_db("abc") == tmp_path / "data" / "patients" / "abc" / "patient.db"
    assert paths.patient_key("abc").is_relative_to(tmp_path / "keys")
    assert paths.key_copy == tmp_path / "keys.copy"


def test_ids_are_sixteen_letters_and_digits_and_differ() -> None:
    made = {RandomIds().new() for _ in range(200)}
    assert len(made) == 200
    assert all(len(i) == 16 and i.isalnum() and i == i.lower() for i in made)
    assert all(0 <= RandomIds().seed() < 2**31 for _ in range(50))


def test_the_clock_is_in_utc() -> None:
    offset = SystemClock().now().utcoffset()
    assert offset is not None
    assert not offset
