"""The programs that make up Vivencia on one machine, and the rehearsal around them."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bot.supervise import Program

if TYPE_CHECKING:
    from bot.rehearsal.server import RehearsalServer

QUEUES = ("gpu", "cpu")  #: pictures; books on paper, which never wait behind pictures
REHEARSAL_PORT = 8081
TRY_FOLDER = Path("out") / "try"
DEMO_FOLDER = Path("out") / "demo"
FOR_OURSELVES = 0o077  #: the umask: what is written is for this user alone


def all_programs(environment: Mapping[str, str]) -> list[Program]:
    """The bot and one worker a queue."""
    workers = [
        Program(
            name=f"worker-{queue}",
            arguments=["worker", "--queue", queue],
            environment=environment,
        )
        for queue in QUEUES
    ]
    return [Program(name="bot", arguments=["bot"], environment=environment), *workers]


def rehearsal_token() -> str:
    """A bot token that only a rehearsal server knows."""
    return f"1000000:{secrets.token_urlsafe(24)}"


def rehearsal_environment(server: "RehearsalServer", token: str, folder: Path) -> dict[str, str]:
    """The surroundings in which the same programs talk to a rehearsal server."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("VIVENCIA_WEBHOOK")}
    return kept | {
        "VIVENCIA_BOT_TOKEN": token,
        "VIVENCIA_API_BASE_URL": server.url,
        "VIVENCIA_CHAT_PACE": "10",  # it knows none of Telegram's limits
        "VIVENCIA_DATA_FOLDER": str(folder / "data"),
        "VIVENCIA_KEY_FOLDER": str(folder / "keys"),
        "VIVENCIA_BACKUP_FOLDER": str(folder / "backups"),
        "VIVENCIA_QUEUE_URL": "",
        "VIVENCIA_WEBHOOK_URL": "",
    }
