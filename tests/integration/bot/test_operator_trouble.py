"""What the operator reads when a command meets the wrong folder, a full disk or a lost queue."""

import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from filelock import FileLock

from bot import bootstrap, cli, supervise
from core.domain.circle import Account
from core.domain.patient import Language, PatientId

NOBODY = "0123456789abcdef"
OF_A_HOUSE = [
    ["backup"],
    ["check"],
    ["export", NOBODY, "--to", "handed-over"],
    ["import", NOBODY, "learnt.safetensors", "--of", "young", "--token", "sks"],
    ["hand-over", NOBODY],
    ["erase", NOBODY, "--confirm", NOBODY],
    ["doctor", "--key-copy-is-safe"],
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, with the settings as they are by default."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VIVENCIA_DEFAULT_LANGUAGE", "en")
    return tmp_path


def new_space() -> PatientId:
    with bootstrap.opened(bootstrap.Settings(), alone=True) as stores:
        owner = Account(id=1, name="Luz", language=Language.ENGLISH)
        return stores.patients.create(owner, now=stores.clock.now())


@pytest.mark.parametrize("arguments", OF_A_HOUSE, ids=lambda arguments: arguments[0])
def test_in_the_wrong_folder_nothing_is_made_and_nothing_is_called_done(
    folder: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == 1
    assert list(folder.iterdir()) == []
    said = capsys.readouterr()
    assert f"There is no Vivencia in {folder / 'data'}" in said.err
    assert "VIVENCIA_DATA_FOLDER" in said.err
    assert said.out == ""


def test_the_check_shows_ids_codes_and_roles_but_no_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    person = new_space()
    assert cli.main(["check"]) == 0
    (line,) = (row for row in capsys.readouterr().out.splitlines() if person in row)
    assert line.split() == [person, line.split()[1], "owner:", "1"]
    assert line.split()[1].startswith("P-")
    assert "Luz" not in line


def test_a_folder_that_takes_nothing_is_said_in_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    new_space()
    (folder / "file").write_text("in the way")
    monkeypatch.setenv("VIVENCIA_BACKUP_FOLDER", str(folder / "file" / "backups"))
    assert cli.main(["backup"]) == 1
    said = capsys.readouterr().err
    assert "The machine did not let that be done" in said
    assert "Traceback" not in said


def test_a_queue_that_is_away_is_said_without_its_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VIVENCIA_QUEUE_URL", "postgresql://me:secret@127.0.0.1:1/queue")
    assert cli.main(["migrate"]) == 1
    said = capsys.readouterr().err
    assert "Check VIVENCIA_QUEUE_URL" in said
    assert "secret" not in said


def test_what_is_written_is_for_this_user_alone(folder: Path) -> None:
    cli.main(["invite"])
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    assert {path.stat().st_mode & 0o077 for path in files} == {0}


@pytest.mark.parametrize("zone", ["Madrid", "Europe"])
def test_a_zone_that_is_none_is_a_wrong_setting(
    zone: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VIVENCIA_DEFAULT_TIME_ZONE", zone)
    assert cli.main(["bot"]) == supervise.SETTINGS_WRONG
    assert "VIVENCIA_DEFAULT_TIME_ZONE" in capsys.readouterr().err


def test_the_file_of_settings_says_in_which_language(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("VIVENCIA_DEFAULT_LANGUAGE")
    (folder / ".env").write_text("VIVENCIA_DEFAULT_LANGUAGE=en\nVIVENCIA_BACKUP_HOUR=99\n")
    assert cli.main(["check"]) == supervise.SETTINGS_WRONG
    assert "A setting is wrong: VIVENCIA_BACKUP_HOUR" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (subprocess.TimeoutExpired("describe", 1), "slow"),
        (subprocess.CalledProcessError(-9, "describe"), "fell"),
    ],
)
def test_why_the_model_was_not_tried_is_known(
    monkeypatch: pytest.MonkeyPatch, trouble: Exception, reason: str
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise trouble

    monkeypatch.setattr("bot.bootstrap.subprocess.run", breaks)
    assert bootstrap._model().reason == reason


def played(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Where demonstrations were played; none of them really is."""
    folders: list[Path] = []

    def play(out: Path, **_: object) -> int:
        from bot.demo.room import clear

        clear(out)
        folders.append(out)
        return 0

    monkeypatch.setattr("bot.demo.play.play", play)
    return folders


@pytest.mark.parametrize("out", [".", "sub"])
def test_a_demonstration_leaves_other_peoples_folders_alone(
    folder: Path, out: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = played(monkeypatch)
    letter = folder / out / "letter.txt"
    letter.parent.mkdir(exist_ok=True)
    letter.write_text("dear Luz")
    assert cli.main(["demo", "--out", out]) == 1
    assert letter.read_text() == "dear Luz"
    assert folders == []
    assert "vivencia demo --out" in capsys.readouterr().err


def test_a_demonstration_clears_away_what_an_earlier_one_made_and_no_more(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played(monkeypatch)
    assert cli.main(["demo", "--out", "mine"]) == 0
    (folder / "mine" / "es" / "book.html").write_text("old")
    (folder / "mine" / "letter.txt").write_text("dear Luz")
    assert cli.main(["demo", "--out", "mine"]) == 0
    assert not (folder / "mine" / "es" / "book.html").exists()
    assert (folder / "mine" / "letter.txt").exists()


def test_the_usual_folder_of_an_older_demonstration_is_taken_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = played(monkeypatch)
    (folder / "out" / "demo" / "house" / "data").mkdir(parents=True)
    assert cli.main(["demo"]) == 0
    assert folders
    assert not (folder / "out" / "demo" / "house" / "data").exists()


def test_a_fresh_try_does_not_take_a_running_one_away(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bot.cli.asyncio", SimpleNamespace(run=lambda work: work.close() or 0))
    told = folder / "out" / "try" / "data" / "story"
    told.parent.mkdir(parents=True)
    told.write_text("a story")
    with FileLock(folder / "out" / "try" / ".claim"):
        assert cli.main(["try", "--fresh"]) == 1
        assert told.exists()
    assert cli.main(["try", "--fresh"]) == 0
    assert not told.exists()
