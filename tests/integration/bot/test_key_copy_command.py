"""`vivencia doctor --key-copy-is-safe`, and how long the operator's word is good."""

from pathlib import Path

import pytest

from bot import bootstrap, cli
from bot.doctor import ModelFacts
from bot.settings import Settings
from core.domain.circle import Account
from core.domain.patient import Language, PatientId


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A house of its own, on a machine without workers, model or network."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VIVENCIA_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("VIVENCIA_KEY_FOLDER", str(tmp_path / "keys"))
    monkeypatch.setenv("VIVENCIA_DEFAULT_LANGUAGE", "en")
    monkeypatch.setattr(bootstrap, "_workers", lambda settings: {})
    monkeypatch.setattr(bootstrap, "_model", lambda: ModelFacts(loads=False, reason="fell"))
    return Settings()


def new_space(settings: Settings) -> PatientId:
    with bootstrap.opened(settings, alone=True) as stores:
        owner = Account(id=1, name="Luz", language=Language.ENGLISH)
        return stores.patients.create(owner, now=stores.clock.now())


def confirmed(settings: Settings) -> bool:
    return bootstrap.facts(settings, bot_name="").key_copy_confirmed


def test_nobodys_word_is_no_confirmation(settings: Settings) -> None:
    assert not confirmed(settings)


def test_the_operators_word_is_good_while_the_keys_stay_as_they_are(settings: Settings) -> None:
    new_space(settings)
    bootstrap.confirm_key_copy(settings)
    assert confirmed(settings)
    assert confirmed(settings)


def test_a_new_person_makes_the_doctor_ask_again(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    new_space(settings)
    cli.main(["doctor", "--key-copy-is-safe"])
    assert "The copy of the keys is confirmed" in capsys.readouterr().out
    new_space(settings)
    cli.main(["doctor"])
    assert "Nobody has confirmed an up-to-date copy" in capsys.readouterr().out
    cli.main(["doctor", "--key-copy-is-safe"])
    assert "The copy of the keys is confirmed" in capsys.readouterr().out


def test_an_erasure_makes_the_doctor_ask_again(settings: Settings) -> None:
    person = new_space(settings)
    bootstrap.confirm_key_copy(settings)
    bootstrap.erase(settings, person)
    assert not confirmed(settings)


def test_a_date_of_before_says_nothing_about_the_keys_of_now(settings: Settings) -> None:
    with bootstrap.opened(settings, alone=True) as stores:
        stores.registry.set_value(bootstrap.KEY_COPY_CONFIRMED, "2026-05-04T12:00:00+00:00")
    assert not confirmed(settings)
