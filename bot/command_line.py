"""What can be asked of `vivencia` at the command line; bot/cli.py does it."""

import argparse
from collections.abc import Callable
from pathlib import Path

from bot.programs import DEMO_FOLDER, QUEUES, REHEARSAL_PORT
from core.i18n.translator import Translator

Add = Callable[[str], argparse.ArgumentParser]


def parser(tr: Translator) -> argparse.ArgumentParser:
    """The commands and their options; `command` names the one that was chosen."""
    top = argparse.ArgumentParser(prog="vivencia", description=tr.plain("operator-about"))
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=tr.plain(f"operator-help-{name}"))

    _add_programs(add, tr)
    _add_housekeeping(add, tr)
    _add_for_one_person(add, tr)
    return top


def _add_programs(add: Add, tr: Translator) -> None:
    """What runs, really or as a rehearsal."""
    add("run")
    add("bot")
    worker = add("worker")
    worker.add_argument(
        "--queue", choices=QUEUES, default=QUEUES[0], help=tr.plain("operator-help-queue")
    )
    rehearse = add("try")
    rehearse.add_argument(
        "--port", type=int, default=REHEARSAL_PORT, help=tr.plain("operator-help-port")
    )
    rehearse.add_argument("--fresh", action="store_true", help=tr.plain("operator-help-fresh"))
    demo = add("demo")
    demo.add_argument("--out", type=Path, default=DEMO_FOLDER, help=tr.plain("operator-help-out"))


def _add_housekeeping(add: Add, tr: Translator) -> None:
    """What an operator does with all the data there is, and to see that all is well."""
    add("migrate")
    add("backup")
    restore = add("restore")
    restore.add_argument("backup", type=Path, help=tr.plain("operator-help-from"))
    old_circles = tr.plain("operator-help-old-circles")
    restore.add_argument("--old-circles", action="store_true", help=old_circles)
    check = add("check")
    check.add_argument("--tidy", action="store_true", help=tr.plain("operator-help-tidy"))
    doctor = add("doctor")
    doctor.add_argument(
        "--key-copy-is-safe", action="store_true", help=tr.plain("operator-help-key-copy")
    )


def _add_for_one_person(add: Add, tr: Translator) -> None:
    """What lets somebody in, and what is done with one person's data."""
    invite = add("invite")
    invite.add_argument(
        "--therapist", action="store_true", help=tr.plain("operator-help-therapist")
    )
    hand_over = add("hand-over")
    export = add("export")
    learnt = add("import")
    erase = add("erase")
    for about_somebody in (hand_over, export, learnt, erase):
        about_somebody.add_argument("person", help=tr.plain("operator-help-person"))
    export.add_argument("--to", type=Path, required=True, help=tr.plain("operator-help-to"))
    learnt.add_argument("file", type=Path, help=tr.plain("operator-help-learnt"))
    learnt.add_argument("--of", required=True, help=tr.plain("operator-help-of"))
    learnt.add_argument("--token", required=True, help=tr.plain("operator-help-token"))
    erase.add_argument("--confirm", default="", help=tr.plain("operator-help-confirm"))
