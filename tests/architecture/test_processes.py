"""Which process may load what."""

import json
import subprocess
import sys

HEAVY = {"torch", "diffusers", "transformers", "peft", "accelerate"}


def loaded_by(statement: str) -> set[str]:
    """Top-level modules in memory after a statement, in a fresh interpreter."""
    ask = "import json, sys; print(json.dumps([m.split('.')[0] for m in sys.modules]))"
    code = f"{statement}\n{ask}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_bot_never_loads_the_model_stack() -> None:
    assert loaded_by("import bot.app, bot.bootstrap, bot.cli") & HEAVY == set()


def test_the_worker_never_loads_telegram() -> None:
    assert "telegram" not in loaded_by("import bot.worker_process")


def test_the_rehearsal_server_loads_nothing_of_the_house() -> None:
    assert loaded_by("import bot.rehearsal.server") & {"telegram", "core", "storage"} == set()
