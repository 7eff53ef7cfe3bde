"""Settings: what is empty, what cannot be, and what is read when another one is wrong."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings, operator_language

EXAMPLE = Path(__file__).parents[3] / ".env.example"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without a developer's own settings."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_line_of_the_example_is_the_default(folder: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("# VIVENCIA_", "VIVENCIA_")
    (folder / ".env").write_text(text, encoding="utf-8")
    assert Settings() == Settings(_env_file=None)


def test_an_empty_variable_still_goes_before_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".env").write_text("VIVENCIA_QUEUE_URL=postgresql://the-real-one\n")
    monkeypatch.setenv("VIVENCIA_QUEUE_URL", "")
    assert Settings().queue_url == ""


@pytest.mark.parametrize("zone", ["Madrid", "Europe", "/etc/localtime", "../Madrid"])
def test_a_time_zone_has_to_exist(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("VIVENCIA_DEFAULT_TIME_ZONE", zone)
    with pytest.raises(ValidationError):
        Settings()


def test_the_operators_language_is_read_from_the_file_too(folder: Path) -> None:
    (folder / ".env").write_text("VIVENCIA_DEFAULT_LANGUAGE=en\nVIVENCIA_BACKUP_HOUR=99\n")
    assert operator_language() == "en"


def test_a_file_that_cannot_be_read_leaves_a_language(folder: Path) -> None:
    (folder / ".env").write_bytes(b"VIVENCIA_DEFAULT_LANGUAGE=\xff\n")
    assert operator_language() == "es"
