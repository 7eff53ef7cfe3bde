"""The command line: `vivencia <command>`. What it says stands in operator.ftl."""

import argparse
import asyncio
import gc
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError
from telegram import Bot
from telegram.error import TelegramError

from bot import bootstrap
from bot.doctor import Finding, examine
from bot.programs import (
    QUEUES,
    REHEARSAL_PORT,
    all_programs,
    rehearsal_environment,
    rehearsal_token,
)
from bot.redaction import set_up_logging
from bot.settings import Settings, unknown_variables
from bot.supervise import SETTINGS_WRONG, supervise
from core.domain.circle import Role
from core.errors import KeyCopyLeft, SettingsInvalid, StoreInUse, VivenciaError
from core.i18n.translator import Translator
from core.services.invitations import invite as make_invitation
from core.services.invitations import link as invitation_link

Add = Callable[[str, Callable[..., int]], argparse.ArgumentParser]

TRY_FOLDER = Path("out") / "try"
DEMO_FOLDER = Path("out") / "demo"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 when it did what was asked."""
    chosen = parser().parse_args(arguments)
    try:
        settings = Settings()
    except ValidationError as error:
        names = sorted({str(part["loc"][0]) for part in error.errors()})
        _say_to_stderr(_words("es").plain("operator-settings-wrong", setting=", ".join(names)))
        return SETTINGS_WRONG
    set_up_logging(settings.log_level)
    tr = _words(settings.default_language)
    for name in unknown_variables():
        _say_to_stderr(tr.plain("operator-unknown-variable", name=name))
    command: Callable[[Settings, argparse.Namespace, Translator], int] = chosen.run
    try:
        return command(settings, chosen, tr)
    except StoreInUse:
        _say_to_stderr(tr.plain("operator-in-use"))
    except SettingsInvalid as error:
        _say_to_stderr(_settings_words(tr, str(error)))
        return SETTINGS_WRONG
    except VivenciaError as error:
        _say_to_stderr(tr.plain("operator-failed", reason=str(error)))
    return 1


def parser() -> argparse.ArgumentParser:
    """The commands; their help is in the operator's language."""
    tr = _words(os.environ.get("VIVENCIA_DEFAULT_LANGUAGE", "es"))
    top = argparse.ArgumentParser(prog="vivencia", description=tr.plain("operator-about"))
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Callable[..., int]) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=tr.plain(f"operator-help-{name}"))
        sub.set_defaults(run=run)
        return sub

    _add_programs(add, tr)
    _add_housekeeping(add, tr)
    _add_for_one_person(add, tr)
    return top


def _add_programs(add: Add, tr: Translator) -> None:
    """What runs, really or as a rehearsal."""
    add("run", run_all)
    add("bot", run_bot)
    worker = add("worker", run_worker)
    worker.add_argument(
        "--queue", choices=QUEUES, default=QUEUES[0], help=tr.plain("operator-help-queue")
    )
    rehearse = add("try", run_try)
    rehearse.add_argument(
        "--port", type=int, default=REHEARSAL_PORT, help=tr.plain("operator-help-port")
    )
    rehearse.add_argument("--fresh", action="store_true", help=tr.plain("operator-help-fresh"))
    demo = add("demo", run_demo)
    demo.add_argument("--out", type=Path, default=DEMO_FOLDER, help=tr.plain("operator-help-out"))


def _add_housekeeping(add: Add, tr: Translator) -> None:
    """What an operator does with all the data there is, and to see that all is well."""
    add("migrate", run_migrate)
    add("backup", run_backup)
    restore = add("restore", run_restore)
    restore.add_argument("backup", type=Path, help=tr.plain("operator-help-from"))
    check = add("check", run_check)
    check.add_argument("--tidy", action="store_true", help=tr.plain("operator-help-tidy"))
    doctor = add("doctor", run_doctor)
    doctor.add_argument(
        "--key-copy-is-safe", action="store_true", help=tr.plain("operator-help-key-copy")
    )


def _add_for_one_person(add: Add, tr: Translator) -> None:
    """What lets somebody in, and what is done with one person's data."""
    invite = add("invite", run_invite)
    invite.add_argument(
        "--therapist", action="store_true", help=tr.plain("operator-help-therapist")
    )
    hand_over = add("hand-over", run_hand_over)
    export = add("export", run_export)
    learnt = add("import", run_import)
    erase = add("erase", run_erase)
    for about_somebody in (hand_over, export, learnt, erase):
        about_somebody.add_argument("person", help=tr.plain("operator-help-person"))
    export.add_argument("--to", type=Path, required=True, help=tr.plain("operator-help-to"))
    learnt.add_argument("file", type=Path, help=tr.plain("operator-help-learnt"))
    learnt.add_argument("--of", required=True, help=tr.plain("operator-help-of"))
    learnt.add_argument("--token", required=True, help=tr.plain("operator-help-token"))
    erase.add_argument("--confirm", default="", help=tr.plain("operator-help-confirm"))


def run_all(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    """Everything on this machine, supervised."""
    bootstrap.address(settings)
    print(tr.plain("operator-running"), flush=True)
    return asyncio.run(supervise(all_programs(os.environ)))


def run_bot(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    from bot.app import TelegramBot  # the other commands need no Telegram application

    async def serve() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        async with TelegramBot(services=services, address=where):
            await stop.wait()

    where = bootstrap.address(settings)
    with bootstrap.build(settings) as services:
        gc.freeze()  # what was loaded stays: a collection need not walk through it each time
        asyncio.run(serve())
    return 0


def run_worker(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    from bot import worker_process  # a worker's own root

    return worker_process.main(settings, chosen.queue)


def run_try(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    """The same programs, with a rehearsal server in Telegram's place."""
    from bot.rehearsal.server import RehearsalServer  # the bot itself has no use for it

    if chosen.fresh and TRY_FOLDER.exists():
        shutil.rmtree(TRY_FOLDER)
    token = rehearsal_token()

    async def rehearse() -> int:
        async with RehearsalServer(token, port=chosen.port) as server:
            environment = rehearsal_environment(server, token, TRY_FOLDER.resolve())
            code = await asyncio.to_thread(_invitation_code, _settings_of(environment))
            print(
                tr.plain(
                    "operator-try", link=f"{server.url}/?start={code}", folder=str(TRY_FOLDER)
                ),
                flush=True,
            )
            return await supervise(all_programs(environment))

    TRY_FOLDER.mkdir(parents=True, exist_ok=True)
    with _only_one(TRY_FOLDER / ".claim"):
        return asyncio.run(rehearse())


def run_demo(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    from bot.demo.play import play

    return play(chosen.out, invite=lambda env: _invitation_code(_settings_of(env)), tr=tr)


def run_invite(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    role = Role.THERAPIST if chosen.therapist else Role.OWNER
    code, name = _invitation_code(settings, role=role), _bot_name(settings)
    if not name:
        print(tr.plain("operator-invitation-no-name", link=code))
        return 0
    link = invitation_link(name, code)
    words = "operator-invitation-therapist" if chosen.therapist else "operator-invitation"
    print(tr.plain(words, link=link, days=settings.invitation_days))
    return 0


def run_hand_over(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    """Restore ownership: all members hear of it, and any owner can stop it."""
    invitation, name = bootstrap.hand_over(settings, chosen.person), _bot_name(settings)
    link = invitation_link(name, invitation.code) if name else invitation.code
    days = settings.hand_over_days
    print(tr.plain("operator-handing-over", link=link, days=days))
    return 0


def run_migrate(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    print(tr.plain("operator-migrated", spaces=bootstrap.migrate_all(settings)))
    return 0


def run_backup(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    """Copy everything; whoever could not be copied is named by id, and it is no success."""
    made = bootstrap.back_up(settings)
    print(tr.plain("operator-backed-up", folder=str(made.folder)))
    left_out = made.note.left_out
    if left_out:
        print(tr.plain("operator-backup-left-out", count=len(left_out)))
        _print_ids(left_out)
    return 1 if left_out else 0


def run_restore(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    """Put a backup back; what it did not bring back whole is named by id, and it is no success."""
    done = bootstrap.restore(settings, chosen.backup)
    spaces, erased, replaced = len(done.patients), len(done.erased), str(done.replaced)
    print(tr.plain("operator-restored", spaces=spaces, erased=erased, replaced=replaced))
    left_out, damaged = done.left_out, done.damaged_media
    if left_out:
        print(tr.plain("operator-restore-left-out", count=len(left_out), replaced=replaced))
        _print_ids(left_out)
    if damaged:
        print(tr.plain("operator-restore-damaged", count=len(damaged), replaced=replaced))
        _print_ids(f"{person} {name}" for person, name in damaged)
    return 1 if left_out or damaged else 0


def run_check(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    checked = bootstrap.check_all(settings, tidy=chosen.tidy)
    if not checked.findings:
        print(tr.plain("operator-check-fine", spaces=checked.patients, files=checked.media))
        return 0
    print(tr.plain("operator-check-findings", count=len(checked.findings)))
    for finding in checked.findings:
        where = " ".join(part for part in (finding.patient_id, finding.name) if part)
        print(f"  {tr.plain(f'check-{finding.kind}')} {where}")
    return 1


def run_export(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    archive = bootstrap.export(settings, chosen.person, to=chosen.to)
    print(tr.plain("operator-exported", archive=str(archive)))
    return 0


def run_import(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    """What another program taught, an adapter or a full checkpoint."""
    whole = bootstrap.import_learnt(
        settings, chosen.person, chosen.file, name=chosen.of, token=chosen.token
    )
    print(tr.plain("operator-imported-whole" if whole else "operator-imported", of=chosen.of))
    return 0


def run_erase(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    if chosen.person != chosen.confirm:
        _say_to_stderr(tr.plain("operator-erase-differs"))
        return 1
    try:
        bootstrap.erase(settings, chosen.person)
    except KeyCopyLeft:
        _say_to_stderr(tr.plain("operator-erase-copy-left", person=chosen.person))
        return 1
    print(tr.plain("operator-erased", person=chosen.person))
    return 0


def run_doctor(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    if chosen.key_copy_is_safe:
        bootstrap.confirm_key_copy(settings)
    findings = examine(bootstrap.facts(settings, bot_name=_bot_name(settings)))
    for finding in findings:
        _print_finding(finding, tr)
    return 0 if all(finding.fine for finding in findings) else 1


def _print_ids(ids: Iterable[str]) -> None:
    for line in ids:
        print(f"  {line}")


def _print_finding(finding: Finding, tr: Translator) -> None:
    mark = "✓" if finding.fine else "✗"
    print(f"{mark} {tr.plain(finding.words, **finding.values)}")


def _invitation_code(settings: Settings, *, role: Role = Role.OWNER) -> str:
    with bootstrap.opened(settings, alone=False) as stores:
        days = timedelta(days=settings.invitation_days)
        now = stores.clock.now()
        return make_invitation(stores.registry, stores.ids, now=now, valid=days, role=role).code


def _settings_of(environment: dict[str, str]) -> Settings:
    """Settings as a program started with this environment would read them."""
    before = dict(os.environ)
    os.environ.update(environment)
    try:
        return Settings()
    finally:
        os.environ.clear()
        os.environ.update(before)


def _bot_name(settings: Settings) -> str:
    """The bot's name as Telegram knows it; empty when there is no answer."""

    async def ask() -> str:
        known = bootstrap.address(settings)
        async with Bot(known.bot_token, base_url=f"{known.api_base_url}/bot") as bot:
            return bot.username

    try:
        return asyncio.run(ask())
    except (SettingsInvalid, TelegramError):
        return ""


def _only_one(path: Path) -> FileLock:
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise StoreInUse from error
    return lock


def _settings_words(tr: Translator, setting: str) -> str:
    if setting == "VIVENCIA_BOT_TOKEN":
        return tr.plain("operator-no-bot-token")
    return tr.plain("operator-settings-wrong", setting=setting)


def _words(language: str) -> Translator:
    return bootstrap.translations().locale(language if language in {"es", "en"} else "es")


def _say_to_stderr(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
