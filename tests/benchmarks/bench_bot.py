"""How long the bot takes to start, how much memory it holds, and how soon it answers.

    python -m tests.benchmarks.bench_bot [--seconds 60] [--chats 200] [--rate 20]

The bot is a program of its own, as `vivencia bot` starts it. Telegram (the rehearsal server)
and the people who tap are in another process, and times are taken there.

start    from starting the program to its first answer to a /start that was waiting
memory   of the bot's process at rest, after one story was told and its picture ordered
shown    from the moment an update is handed to getUpdates (or from the tap itself) until the
         first message or edit for that chat comes in. Everybody is in a session of their own,
         enrolled beforehand; people act at random moments, at the given mean rate, each once
         in (chats / rate) seconds. Beside it, the same taps on a bot of the same library that
         keeps nothing and sends one message.
"""

import argparse
import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.rehearsal.server import RehearsalServer
from bot.routes import all_routes
from core.ports import OutboxShelf
from tests.benchmarks.telegram_side import BOT_TOKEN, FIRST_ACCOUNT, Crowd, Report
from tests.fakes.turns import Phone, TurnKit

STARTS = 5
STEPS_OF_A_STORY = 11  #: from /session to the picture's order
STEP_S = 1.1  #: a chat gets one message a second
ENROLMENT = ("Tú", "Contar", "Nada", "Soy quien cuida")
Program = subprocess.Popen[bytes]
BOT = (sys.executable, "-m", "bot.cli", "bot")


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What the other side saw, and what it cost this one."""

    report: Report
    cpu_s: float  #: of the whole run
    resident_mb: float


def settle_in(home: Path, *, chats: int) -> None:
    """Enrol so many people, each with a space of their own, through the real screens."""
    with TurnKit.open(home, all_routes()) as kit:
        kit.clock.time = datetime.now(UTC)
        for number in range(chats):
            phone = OwnPhone(kit=kit, account_id=FIRST_ACCOUNT + number, name="Ana", language="es")
            enrol(phone, kit.invitation())
        registry = kit.services.registry
        for row in registry.open_rows():  # answered all, for a phone that nothing is sent to
            registry.close_rows(row.key)


class OwnPhone(Phone):
    """A phone that reads what its own space has to say, however many others there are."""

    def _outboxes(self) -> Iterator[OutboxShelf]:
        services = self.kit.services
        yield services.registry.outbox
        if self.account.patient_id is not None:
            yield services.stores.outbox(self.account.patient_id)


def enrol(phone: Phone, code: str) -> None:
    phone.command("start", code)
    phone.words("Julián")
    for label in ENROLMENT:
        phone.tap(label)


@contextmanager
def running(command: Sequence[str], url: str, home: Path) -> Iterator[Program]:
    """A bot that talks to this server and keeps its things in this folder."""
    environment = os.environ | {
        "VIVENCIA_BOT_TOKEN": BOT_TOKEN,
        "VIVENCIA_API_BASE_URL": url,
        "VIVENCIA_DATA_FOLDER": str(home / "data"),
        "VIVENCIA_KEY_FOLDER": str(home / "keys"),
        "VIVENCIA_BACKUP_FOLDER": str(home / "backups"),
        "VIVENCIA_LOG_LEVEL": "ERROR",
    }
    with subprocess.Popen(command, env=environment) as program:
        try:
            yield program
        finally:
            program.send_signal(signal.SIGINT)
            program.wait(20)


async def first_answer(home: Path) -> tuple[float, float]:
    """Seconds from starting the bot to its first answer, and of processor it took."""
    async with RehearsalServer(BOT_TOKEN) as server:
        crowd = Crowd.gathered(server, chats=1)
        crowd.act_once()
        began = time.time()
        with running(BOT, server.url, home) as bot:
            taken = (await crowd.first_shown()).at.timestamp() - began
            cpu_s = cpu_seconds(bot.pid)
            await stopped(bot)
        return taken, cpu_s


async def memory_after_a_story(home: Path) -> tuple[float, float]:
    """Resident and proportional megabytes of a bot that rests after a told story."""
    async with RehearsalServer(BOT_TOKEN) as server:
        crowd = Crowd.gathered(server, chats=1)
        with running(BOT, server.url, home) as bot:
            for _ in range(STEPS_OF_A_STORY):
                crowd.act_once()
                await asyncio.sleep(STEP_S)
            await crowd.settled()
            resting = megabytes(bot.pid)
            await stopped(bot)
        return resting


async def stopped(bot: Program) -> None:
    """Stop the bot while its server still answers."""
    bot.send_signal(signal.SIGINT)
    await asyncio.to_thread(bot.wait, 20)


def under_load(command: Sequence[str], chosen: argparse.Namespace, home: Path) -> Load:
    """Let the crowd act on a bot; a bare bot is told the server's address as its argument."""
    side = [sys.executable, "-m", "tests.benchmarks.telegram_side"]
    for name in ("chats", "rate", "seconds"):
        side += [f"--{name}", str(getattr(chosen, name))]
    pipe = subprocess.PIPE
    with subprocess.Popen(side, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout is not None
        url = other.stdout.readline().strip()
        with running([part.replace("URL", url) for part in command], url, home) as bot:
            report = Report(**json.loads(other.stdout.readline()))
            cpu_s, resident_mb = cpu_seconds(bot.pid), megabytes(bot.pid)[0]
        return Load(report=report, cpu_s=cpu_s, resident_mb=resident_mb)


def megabytes(pid: int) -> tuple[float, float]:
    """Resident set and proportional share of a program."""
    resident = _kilobytes(Path(f"/proc/{pid}/status"), "VmRSS:")
    return resident / 1024, _kilobytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss:") / 1024


def cpu_seconds(pid: int) -> float:
    """User and system time of a program so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _kilobytes(file: Path, name: str) -> int:
    line = next(line for line in file.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1])


def print_load(name: str, load: Load, *, beside: Load | None = None) -> None:
    report = load.report
    pairs = (
        (
            "handed -> shown",
            report.shown_after_handed,
            beside and beside.report.shown_after_handed,
        ),
        ("tap -> shown", report.shown_after_tap, beside and beside.report.shown_after_tap),
    )
    for words, taken, other in pairs:
        ratio = f"{_at(taken, 0.5) / _at(other, 0.5):6.1f} x bare" if other else ""
        figures = "".join(f"{_at(taken, share):9.1f}" for share in (0.5, 0.9, 0.99, 1.0))
        print(f"{name:10}{words:18}{figures}  {ratio}")
    answered = len(report.shown_after_handed)
    print(
        f"{name:10}{answered} answered, {report.unanswered} not; {report.calls} calls;"
        f" {load.cpu_s:.1f} s CPU in all; {load.resident_mb:.0f} MB resident at the end"
    )


def _at(taken: Sequence[float], share: float) -> float:
    in_order = sorted(taken)
    return in_order[min(len(in_order) - 1, int(len(in_order) * share))]


def main(chosen: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home, lone = Path(folder) / "many", Path(folder) / "one"
        settle_in(lone, chats=1)
        starts = [asyncio.run(first_answer(lone)) for _ in range(STARTS)]
        taken, cpu_s = zip(*starts, strict=True)
        print(f"start to first answer: median {statistics.median(taken):.2f} s,", end=" ")
        print(f"worst of {STARTS} {max(taken):.2f} s,", end=" ")
        print(f"processor {statistics.median(cpu_s):.2f} s   (target 2 s)", flush=True)
        resident, share = asyncio.run(memory_after_a_story(lone))
        print(f"memory after a story: {resident:.0f} MB resident, {share:.0f} MB PSS", end=" ")
        print("         (target 180 MB)", flush=True)
        settle_in(home, chats=chosen.chats)
        print(
            f"{chosen.rate} updates a second from {chosen.chats} chats, {chosen.seconds} s;",
            end=" ",
        )
        print("target for handed -> shown: median 30 ms, p99 150 ms")
        print(f"{'':28}   median      p90      p99      max  (ms)", flush=True)
        bare_bot = (sys.executable, "-m", "tests.benchmarks.echo_bot", "URL", BOT_TOKEN)
        bare = under_load(bare_bot, chosen, home)
        print_load("bare bot", bare)
        print_load("vivencia", under_load(BOT, chosen, home), beside=bare)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--chats", type=int, default=200)
    parser.add_argument("--rate", type=float, default=20.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    main(parser.parse_args())
