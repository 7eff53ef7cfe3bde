"""The bot's root: builds everything from the settings, and takes it down again.

What the operator's commands do with the stores is here too, so that nothing else
has to see them.
"""

import json
import logging
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.address import Address
from bot.doctor import Facts, ModelFacts
from bot.handlers.download import told_summaries
from bot.programs import QUEUES
from bot.routes import all_routes
from bot.services import Nightly, Services
from bot.settings import Settings
from core.book.texts import Reader
from core.content.questions import QuestionBank
from core.domain.circle import Action, Invitation, Role, System
from core.domain.job import Queue
from core.domain.patient import PatientId
from core.domain.teaching import Learning
from core.errors import SettingsInvalid, StoreAbsent, StoreError, VivenciaError
from core.i18n.translator import Translations
from core.ports import PatientWork
from core.services import learnt_files, ownership
from core.services.download import Request, noting, pieces, write_archive
from core.services.summary_blocks import person_code
from storage import backup, restoring
from storage.check import Checked, check, sweep
from storage.expiry import expire, old_replaced
from storage.house import Stores, open_stores
from storage.late_jobs import LateClient
from storage.paths import HousePaths, house_paths
from storage.system import RandomIds, SystemClock

_log = logging.getLogger(__name__)
KEY_COPY_CONFIRMED = "key_copy_confirmed"
MODEL_LOADS_WITHIN_S = 900  #: a large one without a card, and a picture to see how long it takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """What tells the operator one space from another, and nothing of whom it is about."""

    patient_id: PatientId
    code: str  #: as on summaries; empty where the store cannot be read
    roles: Mapping[Role, int]  #: how many members have it


@cache
def translations() -> Translations:
    """The words of both languages, read once a process."""
    return Translations.load()


def paths_of(settings: Settings) -> HousePaths:
    return house_paths(settings.data_folder, settings.key_folder)


@contextmanager
def opened(settings: Settings, *, alone: bool) -> Iterator[Stores]:
    """The stores of this installation, closed at the end."""
    stores = open_stores(paths_of(settings), SystemClock(), RandomIds(), alone=alone)
    try:
        yield stores
    finally:
        stores.close()


@contextmanager
def existing(settings: Settings, *, alone: bool) -> Iterator[Stores]:
    """The stores as `opened` gives them, but StoreAbsent, and nothing made, where none are."""
    paths = paths_of(settings)
    begun = (paths.registry, paths.incoming, paths.patients, paths.patient_keys)
    if not any(path.exists() for path in begun):
        raise StoreAbsent
    with opened(settings, alone=alone) as stores:
        yield stores


@contextmanager
def build(settings: Settings) -> Iterator[Services]:
    """What the bot works with; StoreInUse when another bot has this data folder."""
    with opened(settings, alone=True) as stores:
        client = LateClient(settings.engine_url)
        try:
            yield Services(
                clock=stores.clock,
                ids=stores.ids,
                registry=stores.registry,
                stores=stores.patients,
                job_folders=stores.job_folders,
                jobs=client,
                translations=translations(),
                bank=QuestionBank.load(),
                routes=all_routes(),
                default_country=settings.default_country,
                default_time_zone=settings.default_time_zone,
                centre_phone=settings.centre_phone,
                invitations_valid=timedelta(days=settings.invitation_days),
                thorough=_thorough(settings),
                transcribes=settings.speech_model is not None,
                by_photos=settings.face_adapter != "off",
                nightly=_nightly(stores, settings),
            )
        finally:
            client.close()


def _nightly(stores: Stores, settings: Settings) -> Nightly:
    return Nightly(
        hour=settings.backup_hour,
        time_zone=settings.default_time_zone,
        work=lambda: _keep_house(stores, settings),
        last_done=lambda: backup.last_made(stores.registry),
    )


def _thorough(settings: Settings) -> Learning | None:
    return None if settings.dreambooth == "off" else Learning(settings.dreambooth)


def migrate_all(settings: Settings) -> int:
    """Bring every database up to date; how many spaces there are."""
    with opened(settings, alone=True) as stores:
        ids = stores.patients.all_ids()
        for patient_id in ids:
            with stores.patients.open(patient_id, System(reason="migrate"), Action.ENTER):
                continue  # a store migrates when it is opened, its backup first
    LateClient(settings.engine_url).prepare()
    return len(ids)


def back_up(settings: Settings) -> backup.Backup:
    with existing(settings, alone=False) as stores:
        return backup.backup(stores, settings.backup_folder)


def restore(settings: Settings, folder: Path, *, old_circles: bool) -> restoring.Restored:
    """Put a backup in the place of what is there; StoreInUse while a bot runs.

    Whoever answers for a space hears of it from the bot, once it runs again.
    """
    now = SystemClock().now()
    note = partial(ownership.note_backup, now=now)
    paths = paths_of(settings)
    return restoring.restore(folder, paths, now=now, note=note, old_circles=old_circles)


def check_all(settings: Settings, *, tidy: bool) -> tuple[Checked, Sequence[Space]]:
    """Verify every database and file; when tidying, put away what is surely left over."""
    with existing(settings, alone=False) as stores:
        checked = check(stores)
        if tidy:
            sweep(stores, checked.findings)
            checked = check(stores)
        return checked, [_space(stores, patient_id) for patient_id in stores.patients.all_ids()]


def _space(stores: Stores, patient_id: PatientId) -> Space:
    try:
        with stores.patients.open(patient_id, System(reason="check"), Action.ENTER) as work:
            code = person_code(work.patient())
    except VivenciaError:  # the findings say what is wrong with it
        code = ""
    roles = Counter(member.role for member in stores.registry.members(patient_id))
    return Space(patient_id=patient_id, code=code, roles=roles)


def erase(settings: Settings, person: str) -> None:
    """Destroy everything about a person; StoreError when there was nobody of that id.

    Again for somebody who is erased already, it tries again to rewrite the copy of the keys.
    """
    with existing(settings, alone=True) as stores:
        patient_id, keys = PatientId(person), stores.keys
        # A key that is here may open what a restore put aside, or a backup, of whoever it is.
        if patient_id not in {*stores.patients.all_ids(), *keys.patient_ids(), *keys.erased()}:
            raise StoreError("There is nobody with this id.")
        stores.patients.erase(patient_id)


def hand_over(settings: Settings, person: str) -> Invitation:
    """A link to ownership that opens after an announced wait; StoreError for nobody's id."""
    with existing(settings, alone=False) as stores:
        patient_id = PatientId(person)
        if patient_id not in stores.patients.all_ids():
            raise StoreError("There is nobody with this id.")
        return ownership.restore(
            stores.registry,
            stores.ids,
            patient_id,
            wait=timedelta(days=settings.hand_over_days),
            valid=timedelta(days=settings.invitation_days),
            now=stores.clock.now(),
        )


def export(settings: Settings, person: str, *, to: Path) -> tuple[Path, Sequence[str]]:
    """Write everything of a person into one archive in a folder.

    The archive, and what it lacks because a file is damaged. StoreError when there is nobody
    of that id, or when the archive is there already.
    """
    with existing(settings, alone=False) as stores:
        patient_id = PatientId(person)
        if patient_id not in stores.patients.all_ids():
            raise StoreError("There is nobody with this id.")
        to.mkdir(mode=0o700, parents=True, exist_ok=True)
        archive, lacking = to / f"vivencia-{patient_id}.zip", list[str]()
        with stores.patients.open(patient_id, System(reason="export"), Action.EXPORT) as work:
            try:
                found = noting(pieces(work, _request(settings, stores, work)), lacking)
                write_archive(found, archive)
            except FileExistsError as error:
                raise StoreError("The archive is there already.") from error
        return archive, lacking


def import_learnt(settings: Settings, person: str, file: Path, *, name: str, token: str) -> bool:
    """Take in what another program taught; whether it is a full checkpoint.

    ImportRefused, NotFound, ConsentMissing or StoreError say what is in the way.
    """
    with existing(settings, alone=False) as stores:
        patient_id = PatientId(person)
        if patient_id not in stores.patients.all_ids():
            raise StoreError("There is nobody with this id.")
        with stores.patients.open(
            patient_id, System(reason="import"), Action.MAKE_PICTURES
        ) as work:
            element = learnt_files.take_in(work, file, name=name, token=token)
            work.commit()
        return element.whole


def _request(settings: Settings, stores: Stores, work: PatientWork) -> Request:
    """An archive in the person's own language, by the clock where they live."""
    patient = work.patient()
    reader = Reader(
        tr=translations().locale(patient.language, register=patient.register),
        person=patient.name,
        zone=ZoneInfo(patient.time_zone or settings.default_time_zone),
    )
    members = stores.registry.members(work.patient_id)
    told = told_summaries(work, reader, members=members, bank=QuestionBank.load())
    return Request(
        reader=reader,
        members=members,
        now=stores.clock.now(),
        summaries=told,
        with_adapters=True,
    )


def confirm_key_copy(settings: Settings) -> None:
    """Remember which keys the operator's copy holds, to see when it no longer holds all."""
    with existing(settings, alone=False) as stores:
        stores.registry.set_value(KEY_COPY_CONFIRMED, stores.keys.digest())


def key_copy_confirmed(stores: Stores) -> bool:
    """Whether the operator's own copy holds the keys of now, by their word."""
    return stores.registry.value(KEY_COPY_CONFIRMED) == stores.keys.digest()


def facts(settings: Settings, *, bot_name: str) -> Facts:
    """What the doctor looks at."""
    with opened(settings, alone=False) as stores:
        registry, now = stores.registry, stores.clock.now()
        return Facts(
            now=now,
            bot_token=bool(settings.bot_token and settings.bot_token.get_secret_value()),
            bot_name=bot_name,
            workers=_workers(settings),
            model=_model(),
            adapter_cache_mib=settings.adapter_cache_mib,
            dreambooth=settings.dreambooth != "off",
            free_disk_gb=shutil.disk_usage(stores.paths.data).free / 1e9,
            key_copy_confirmed=key_copy_confirmed(stores),
            key_copy_current=stores.keys.copy_is_current(),
            last_backup=backup.last_made(registry),
            old_replaced=old_replaced(stores),
            spaces=len(stores.patients.all_ids()),
            parked=len(registry.open_rows()),
        )


def _workers(settings: Settings) -> Mapping[str, bool]:
    client = LateClient(settings.engine_url)
    client.prepare()
    return {queue: client.worker_alive(Queue(queue)) for queue in QUEUES}


def _model() -> ModelFacts:
    """Ask a worker's own process, for this one never meets the model stack."""
    command = [sys.executable, "-m", "bot.worker_process", "--describe"]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, capture_output=True, text=True, check=True, timeout=MODEL_LOADS_WITHIN_S
        )
        told = json.loads(done.stdout.splitlines()[-1])
    except subprocess.TimeoutExpired:
        return ModelFacts(loads=False, reason="slow")
    except (subprocess.SubprocessError, ValueError, IndexError):
        return ModelFacts(loads=False, reason="fell")
    return ModelFacts(
        base_model=told["base_model"],
        loads=told["loads"],
        reason=told["reason"],
        cuda=told["cuda"],
        vram_gb=told["vram_gb"],
        layout=told.get("layout", ""),
        needs_gb=told.get("needs_gb", 0.0),
        in_few_steps=told.get("in_few_steps", False),
        can_quicken=told.get("can_quicken", False),
        teaches_all=told.get("teaches_all", False),
        picture_seconds=told.get("picture_seconds", 0.0),
    )


def _keep_house(stores: Stores, settings: Settings) -> None:
    """The night's work: tidy up, remove what has had its time, back up, thin out old backups.

    The backup is made whatever becomes of the rest: it may be all that is left one day.
    """
    stores.keys.write_copy()
    try:
        sweep(stores, check(stores).findings)
        expire(stores, settings.backup_folder)
    except (VivenciaError, OSError) as error:
        _log.error("the house was not tidied: %s", type(error).__name__)
    made = backup.backup(stores, settings.backup_folder)
    erased = stores.keys.erased()
    backup.thin(settings.backup_folder, now=stores.clock.now(), erased=erased)
    _log.info("backed up %s spaces", len(made.note.patients), extra={"action": "backup"})


def address(settings: Settings) -> Address:
    """The address in the settings; SettingsInvalid without a bot token, or a webhook's secret."""
    if settings.bot_token is None or not settings.bot_token.get_secret_value():
        raise SettingsInvalid("VIVENCIA_BOT_TOKEN")
    secret = settings.webhook_secret
    if settings.webhook_url and not (secret and secret.get_secret_value()):
        raise SettingsInvalid("VIVENCIA_WEBHOOK_SECRET")  # else anybody could pose as Telegram
    return Address(
        bot_token=settings.bot_token.get_secret_value(),
        api_base_url=settings.api_base_url.rstrip("/"),
        webhook_url=settings.webhook_url,
        webhook_secret=secret.get_secret_value() if secret else "",
        webhook_port=settings.webhook_port,
        chat_pace=settings.chat_pace,
    )
