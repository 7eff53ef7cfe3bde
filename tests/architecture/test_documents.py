"""The papers at the root say what the code does."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.bootstrap import translations
from bot.command_line import parser
from bot.commands import COMMANDS
from bot.settings import PREFIX, Settings
from bot.supervise import SETTINGS_WRONG
from core.domain.patient import Language
from storage.jobs import HAND_BACK_SECONDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
RUNNING = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_example_and_no_other() -> None:
    described = set(re.findall(rf"^(?:# )?({PREFIX}[A-Z_]+)=", EXAMPLE, re.MULTILINE))

    assert described == {PREFIX + name.upper() for name in Settings.model_fields}


def test_the_example_shows_the_real_defaults() -> None:
    shown = dict(re.findall(rf"^# {PREFIX}([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))
    wrong = {
        name
        for name, value in shown.items()
        if value != _as_text(Settings.model_fields[name.lower()].default)
    }

    assert wrong == set()


def _as_text(default: object) -> str:
    if default is None:
        return ""
    return str(default).lower() if isinstance(default, bool) else str(default)


def test_every_command_line_is_in_the_readme() -> None:
    known = parser(translations().locale(Language.SPANISH))._actions
    commands = next(a for a in known if a.dest == "command").choices or {}

    assert [c for c in commands if f"vivencia {c}" not in README] == []


def test_every_chat_command_is_in_the_readme() -> None:
    missing = [name for pair in COMMANDS.values() for name in pair if f"/{name}" not in README]

    assert missing == []


def test_every_make_target_named_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert set(re.findall(r"`make ([a-z]+)`", README)) <= targets


def composed() -> dict[str, Any]:
    """The services of the one compose file."""
    (block,) = re.findall(r"^```yaml\n(.*?)^```", RUNNING, re.MULTILINE | re.DOTALL)
    services: dict[str, Any] = yaml.safe_load(block)["services"]
    return services


def test_what_compose_runs_comes_back_with_the_machine() -> None:
    assert {service["restart"] for service in composed().values()} == {"unless-stopped"}


@pytest.mark.parametrize("name", ["pictures", "print"])
def test_a_worker_is_given_one_key_and_a_minute_to_hand_back(name: str) -> None:
    worker = composed()[name]
    keys = [str(v) for v in worker["volumes"] if "keys" in str(v)]

    assert [v for v in keys if "worker.key" not in v] == []
    assert len(keys) == 1
    assert int(worker["stop_grace_period"].removesuffix("s")) > HAND_BACK_SECONDS


def test_the_units_start_again_unless_a_setting_is_wrong() -> None:
    for unit in re.findall(r"^```ini\n(.*?)^```", RUNNING, re.MULTILINE | re.DOTALL):
        assert f"RestartPreventExitStatus={SETTINGS_WRONG}" in unit
        assert "StartLimitIntervalSec=0" in unit
