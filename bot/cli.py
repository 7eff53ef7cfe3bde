"""The command line: `vivencia <command>`. What it says stands in operator.ftl."""

import argparse
import asyncio
import gc
import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError
from telegram import Bot
from telegram.error import TelegramError

from bot import bootstrap, command_line
from bot.doctor import Finding, examine
from bot.programs import (
    FOR_OURSELVES,
    TRY_FOLDER,
    all_programs,
    rehearsal_environment,
    rehearsal_token,
)
from bot.redaction import redacted, set_up_logging
from bot.settings import ENV_FILE, PREFIX, Settings, operator_language, unknown_variables
from bot.supervise import SETTINGS_WRONG, supervise
from core.domain.circle import Role
from core.errors import (
    CirclesUnknown,
    KeyCopyLeft,
    SettingsInvalid,
    StoreAbsent,
    StoreInUse,
    TokenRejected,
    VivenciaError,
)
from core.i18n.translator import Translator
from core.services.invitations import invite as make_invitation
from core.services.invitations import link as invitation_link

Command = Callable[[Settings, argparse.Namespace, Translator], int]

_log = logging.getLogger(__name__)
CLAIM = ".claim"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 when it did what was asked."""
    os.umask(FOR_OURSELVES)
    tr = _words(operator_language())
    chosen = command_line.parser(tr).parse_args(arguments)
    try:
        settings = Settings()
    except ValidationError as error:
        names = sorted({_variable(str(part["loc"][0])) for part in error.errors()})
        _say_to_stderr(tr.plain("operator-settings-wrong", setting=", ".join(names)))
        return SETTINGS_WRONG
    except (OSError, ValueError):
        _say_to_stderr(tr.plain("operator-settings-wrong", setting=ENV_FILE))
        return SETTINGS_WRONG
    set_up_logging(settings.log_level)
    for name in unknown_variables():
        _say_to_stderr(tr.plain("operator-unknown-variable", name=name))
    try:
        return COMMANDS[chosen.command](settings, chosen, tr)
    except SettingsInvalid as error:
        _say_to_stderr(_settings_words(tr, error))
        return SETTINGS_WRONG
    except (VivenciaError, OSError, TelegramError) as error:
        _log.debug("%s failed", chosen.command, exc_info=True)
        _say_to_stderr(_what_failed(tr, settings, error))
        return 1


def run_all(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    """Everything on this machine, supervised."""
    bootstrap.address(settings)
    print(tr.plain("operator-running"), flush=True)
    return asyncio.run(supervise(all_programs(os.environ)))


def run_bot(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    from bot.serving import serve  # the other commands need no Telegram application

    where = bootstrap.address(settings)
    with bootstrap.build(settings) as services:
        gc.freeze()  # what was loaded stays: a collection need not walk through it each time
        return asyncio.run(serve(services, where))


def run_worker(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    from bot import worker_process  # a worker's own root

    return worker_process.main(settings, chosen.queue)


def run_try(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    """The same programs, with a rehearsal server in Telegram's place."""
    from bot.rehearsal.server import RehearsalServer  # the bot itself has no use for it

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
    with _only_one(TRY_FOLDER / CLAIM):  # first: another one may be running in it
        if chosen.fresh:
            _empty(TRY_FOLDER)
        return asyncio.run(rehearse())


def run_demo(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    from bot.demo.play import play
    from bot.demo.room import make_room

    if not make_room(chosen.out):
        _say_to_stderr(tr.plain("operator-demo-no-room", folder=str(chosen.out)))
        return 1
    with _only_one(chosen.out / CLAIM):
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
    try:
        done = bootstrap.restore(settings, chosen.backup, old_circles=chosen.old_circles)
    except CirclesUnknown as unknown:
        _say_to_stderr(tr.plain("operator-restore-circles-unknown", reason=_reason(unknown)))
        return 1
    spaces, erased, replaced = len(done.patients), len(done.erased), str(done.replaced)
    print(tr.plain("operator-restored", spaces=spaces, erased=erased, replaced=replaced))
    if done.carried:
        print(tr.plain("operator-restore-carried", count=len(done.carried)))
    if not done.circles_kept:
        print(tr.plain("operator-restore-circles"))
    lacking: Mapping[str, Sequence[str]] = {
        "keyless": done.keyless,
        "left-out": done.left_out,
        "not-carried": done.not_carried,
        "damaged": [f"{person} {name}" for person, name in done.damaged_media],
    }
    for words, ids in lacking.items():
        if ids:
            where = {} if words == "keyless" else {"replaced": replaced}
            print(tr.plain(f"operator-restore-{words}", count=len(ids), **where))
            _print_ids(ids)
    return 1 if done.circles_lost or any(lacking.values()) else 0


def run_check(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    """Say what is wrong, and which spaces there are, for the commands that ask for one."""
    checked, spaces = bootstrap.check_all(settings, tidy=chosen.tidy)
    if not checked.findings:
        print(tr.plain("operator-check-fine", spaces=checked.patients, files=checked.media))
    else:
        print(tr.plain("operator-check-findings", count=len(checked.findings)))
    for finding in checked.findings:
        where = " ".join(part for part in (finding.patient_id, finding.name) if part)
        print(f"  {tr.plain(f'check-{finding.kind}')} {where}")
    if spaces:
        print(tr.plain("operator-check-spaces"))
    for space in spaces:
        roles = (f"{tr.plain(f'role-{role}')}: {n}" for role, n in space.roles.items())
        print(f"  {space.patient_id}  {space.code}  {', '.join(roles)}")
    return 1 if checked.findings else 0


def run_export(settings: Settings, chosen: argparse.Namespace, tr: Translator) -> int:
    archive, lacking = bootstrap.export(settings, chosen.person, to=chosen.to)
    print(tr.plain("operator-exported", archive=str(archive)))
    if lacking:
        print(tr.plain("operator-export-lacking", count=len(lacking)))
        _print_ids(lacking)
    return 1 if lacking else 0


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


def _empty(folder: Path) -> None:
    """Remove all that is in a folder which is claimed."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != CLAIM:
            path.unlink()


def _reason(error: Exception) -> str:
    """What was in the way in the end, as far as it may be shown."""
    return redacted(str(error.__cause__ or error))


def _only_one(path: Path) -> FileLock:
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise StoreInUse from error
    return lock


def _variable(name: str) -> str:
    """A setting's name as it is written in `.env`."""
    return name.upper() if name.upper().startswith(PREFIX) else PREFIX + name.upper()


def _settings_words(tr: Translator, error: SettingsInvalid) -> str:
    if isinstance(error, TokenRejected):
        return tr.plain("operator-token-rejected")
    if str(error) == "VIVENCIA_BOT_TOKEN":
        return tr.plain("operator-no-bot-token")
    return tr.plain("operator-settings-wrong", setting=str(error))


def _what_failed(tr: Translator, settings: Settings, error: Exception) -> str:
    """What the operator reads of an error that no command has words of its own for."""
    reason = redacted(str(error))
    if isinstance(error, StoreInUse):
        return tr.plain("operator-in-use")
    if isinstance(error, StoreAbsent):
        return tr.plain("operator-absent", folder=str(settings.data_folder.absolute()))
    if isinstance(error, TelegramError):
        return tr.plain("operator-telegram-refused", reason=reason)
    if isinstance(error, OSError):
        return tr.plain("operator-machine-refused", reason=reason)
    return tr.plain("operator-failed", reason=reason)


def _words(language: str) -> Translator:
    return bootstrap.translations().locale(language if language in {"es", "en"} else "es")


def _say_to_stderr(text: str) -> None:
    print(text, file=sys.stderr)


COMMANDS: Mapping[str, Command] = {
    "run": run_all,
    "bot": run_bot,
    "worker": run_worker,
    "try": run_try,
    "demo": run_demo,
    "migrate": run_migrate,
    "backup": run_backup,
    "restore": run_restore,
    "check": run_check,
    "doctor": run_doctor,
    "invite": run_invite,
    "hand-over": run_hand_over,
    "export": run_export,
    "import": run_import,
    "erase": run_erase,
}


if __name__ == "__main__":
    raise SystemExit(main())
