"""The only door to a patient's data."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path

from core.domain.circle import Account, Action, Actor, Membership, Role, System, may
from core.domain.patient import Patient, PatientId
from core.errors import NotAllowed, StoreDamaged, StoreError
from core.ports import Ids, MediaShelf, OutboxShelf, PatientWork
from storage.engine import Database, Transaction, copy_database, reading, writing
from storage.files import make_folder, settle, take_over
from storage.job_folders import SealedFolders
from storage.keys import KeyFolder
from storage.media import MediaFolder, PatientMedia
from storage.migrations import PATIENT, open_current
from storage.open_stores import MOST_OPEN, OpenStores
from storage.outbox import Outbox
from storage.paths import HousePaths
from storage.patient_work import StoredWork
from storage.registry import StoredRegistry
from storage.repositories import JobShelf, PersonShelf
from storage.tables.patient import OutboxRow

__all__ = ["StoredPatients"]


class StoredPatients:
    """Every patient's store; see `core.ports.PatientStores`."""

    def __init__(
        self,
        paths: HousePaths,
        *,
        keys: KeyFolder,
        registry: StoredRegistry,
        jobs: SealedFolders,
        ids: Ids,
        alone: bool = True,
        most_open: int = MOST_OPEN,
    ) -> None:
        self._paths = paths
        self._keys = keys
        self._registry = registry
        self._jobs = jobs
        self._ids = ids
        self._alone = alone
        self._open = OpenStores(self._open_store, most_open=most_open)

    @contextmanager
    def open(
        self, patient_id: PatientId, actor: Actor, action: Action = Action.ENTER
    ) -> Iterator[PatientWork]:
        role, present = self._admit(patient_id, actor, action)
        with self.writing(patient_id) as db:
            media = self._media(patient_id, db)
            work = StoredWork(
                db,
                patient_id=patient_id,
                role=role,
                present=present,
                media=media,
            )
            yield work

    def create(self, account: Account, *, now: datetime, role: Role = Role.OWNER) -> PatientId:
        patient_id = PatientId(self._ids.new())
        self._keys.add_patient(patient_id)
        self._make_store(patient_id)
        membership = Membership(
            account_id=account.id,
            patient_id=patient_id,
            role=role,
            name=account.name,
            joined_at=now,
        )
        # Last: a space that an interruption left half made is known to nobody.
        self._registry.add_patient(patient_id, first=membership, now=now)
        return patient_id

    def erase(self, patient_id: PatientId) -> None:
        """Destroy everything of one person, here and in every backup; safe to call again.

        The key goes first: from then on all the rest is noise, wherever it still lies.
        """
        jobs = self._jobs_of(patient_id)
        self._keys.remember_erased(patient_id)
        try:
            self._keys.destroy_patient(patient_id)
        finally:  # a copy that cannot be reached must not keep the rest alive
            self._open.close(patient_id)
            for job_id in jobs:
                self._jobs.folder(job_id).remove()
            shutil.rmtree(self._paths.patient(patient_id), ignore_errors=True)
            self._registry.forget_patient(patient_id)

    def finish_erasures(self) -> None:
        """Go on with erasures that were interrupted."""
        known = set(self._registry.patient_ids()) | set(self._keys.patient_ids())
        for patient_id in self._keys.erased():
            if patient_id in known or self._paths.patient(patient_id).exists():
                self.erase(patient_id)

    def outbox(self, patient_id: PatientId) -> OutboxShelf:
        return Outbox(
            OutboxRow,
            reading=lambda: self.reading(patient_id),
            writing=lambda: self.writing(patient_id),
        )

    def media(self, patient_id: PatientId) -> MediaShelf:
        return PatientMedia(
            self.media_folder(patient_id),
            begin=lambda: self.reading(patient_id),
            jobs=self._jobs,
            ids=self._ids,
            only_reads=True,
        )

    def all_ids(self) -> Sequence[PatientId]:
        return self._registry.patient_ids()

    def migrate_all(self) -> int:
        """Bring every store up to date now rather than when it is next opened; how many."""
        ids = self.all_ids()
        for patient_id in ids:
            with self._open.lent(patient_id):
                pass
        return len(ids)

    def close(self) -> None:
        self._open.close_all()

    @contextmanager
    def writing(self, patient_id: PatientId) -> Iterator[Transaction]:
        """A transaction on a patient's database, asked of nobody: for storage itself."""
        with self._open.lent(patient_id) as database, writing(database) as db:
            yield db

    @contextmanager
    def reading(self, patient_id: PatientId) -> Iterator[Transaction]:
        with self._open.lent(patient_id) as database, reading(database) as db:
            yield db

    def snapshot(self, patient_id: PatientId, to: Path) -> None:
        """Copy one person's folder as it is now; beside a running bot, too.

        The database first: every file it lists is older than it. A file that is put away
        meanwhile is found in the trash.
        """
        make_folder(to)
        with self._open.lent(patient_id) as database:
            copy_database(database, self._keys.patient(patient_id).database, to / "patient.db")
        for folder in (self._paths.media, self._paths.trash, self._paths.books):
            take_over(folder(patient_id), to / folder(patient_id).name)

    def media_folder(self, patient_id: PatientId) -> MediaFolder:
        key = self._keys.patient(patient_id).media
        return MediaFolder(self._paths, patient_id=patient_id, key=key)

    def _admit(
        self, patient_id: PatientId, actor: Actor, action: Action
    ) -> tuple[Role | None, frozenset[Role]]:
        """The actor's role and the circle's; NotAllowed tells nothing more."""
        members = self._registry.members(patient_id)
        present = frozenset(m.role for m in members)
        if isinstance(actor, System):
            if not self._registry.knows(patient_id):
                raise NotAllowed
            return None, present
        role = next((m.role for m in members if m.account_id == actor.id), None)
        if role is None or not may(role, action, present=present):
            raise NotAllowed
        return role, present

    def _make_store(self, patient_id: PatientId) -> None:
        """An empty database that knows only whose it is, and the folders beside it."""
        for folder in (self._paths.media(patient_id), self._paths.books(patient_id)):
            make_folder(folder)
        database = self._database(patient_id)
        with writing(database) as db:
            PersonShelf(db).save(Patient(id=patient_id))
            db.commit()
        database.close()
        settle(self._paths.patient(patient_id))
        settle(self._paths.patients)

    def _open_store(self, patient_id: PatientId) -> Database:
        self._keys.patient(patient_id)  # erased is another answer than missing
        if not self._paths.patient_db(patient_id).exists():
            raise StoreDamaged("A person's database is missing: restore it from a backup.")
        return self._database(patient_id)

    def _database(self, patient_id: PatientId) -> Database:
        return open_current(
            self._paths.patient_db(patient_id),
            PATIENT,
            key=self._keys.patient(patient_id).database,
            copies=self._paths.upgrades(patient_id),
            alone=self._alone,
        )

    def _media(self, patient_id: PatientId, db: Transaction) -> PatientMedia:
        return PatientMedia(
            self.media_folder(patient_id),
            begin=lambda: nullcontext(db),
            jobs=self._jobs,
            ids=self._ids,
        )

    def _jobs_of(self, patient_id: PatientId) -> list[str]:
        """Jobs whose folders may hold something of this person."""
        watched = {job for job, whose in self._registry.watched_jobs() if whose == patient_id}
        try:
            with self.reading(patient_id) as db:
                return sorted(watched | {record.id for record in JobShelf(db).all()})
        except StoreError:  # its key is gone already, or the file does not open
            return sorted(watched)
