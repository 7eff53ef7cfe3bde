"""A phone in the hand of a test: updates go through the real dispatcher into real stores.

    kit = TurnKit.open(tmp_path, enrolment.routes(), arrival.routes())
    with kit:
        phone = kit.phone(1, "Ana")
        phone.command("start", kit.invitation())
        phone.words("Carmen")
        phone.tap("Usted")
        assert phone.last.text == …

Nothing is sent: what would go out is read from the outboxes and kept in `phone.seen`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from bot.dispatch import Applied, Dispatcher
from bot.incoming import Incoming, IncomingKind, to_body
from bot.services import Services
from bot.turns import Route, Routes, Turn
from core.content.questions import QuestionBank
from core.domain.circle import Account, Action, Membership, Role, System
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.conversation import InboxRow, OutboxKind, Screen
from core.domain.patient import Language, PatientId
from core.i18n.translator import Translations
from core.ports import OutboxShelf, PatientWork
from core.services import invitations
from core.services.picture_craft import PictureCraft
from storage.house import Stores, open_stores
from storage.paths import house_paths
from tests.fakes.jobs import FakeJobFolders, FakeJobs

START = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


@cache
def words() -> Translations:
    return Translations.load()


@cache
def questions() -> QuestionBank:
    return QuestionBank.load()


@cache
def craft() -> PictureCraft:
    return PictureCraft()


@dataclass(slots=True)
class TestClock:
    """A clock that stands still until it is moved."""

    __test__ = False
    time: datetime = START

    def now(self) -> datetime:
        return self.time


@dataclass(slots=True)
class CountedIds:
    """Ids in order: 16 characters, as the real ones."""

    made: int = 0

    def new(self) -> str:
        self.made += 1
        return f"id{self.made:014d}"

    def seed(self) -> int:
        self.made += 1
        return self.made


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A message as it arrived: its text in HTML and its buttons by label."""

    text: str
    buttons: Mapping[str, str]
    payload: Mapping[str, Any]

    @property
    def labels(self) -> list[str]:
        return list(self.buttons)


@dataclass(slots=True)
class TurnKit:
    """Real stores in a temporary folder, a fake engine, and the routes under test."""

    services: Services
    clock: TestClock
    ids: CountedIds
    jobs: FakeJobs
    queued: list[tuple[OutboxKind, Mapping[str, Any]]] = field(default_factory=list)
    _stores: Stores | None = None
    updates: int = 0

    @classmethod
    def open(cls, folder: Path, *areas: Routes) -> "TurnKit":
        clock, ids, jobs = TestClock(), CountedIds(), FakeJobs()
        stores = open_stores(house_paths(folder / "data", folder / "keys"), clock, ids)
        services = Services(
            clock=clock,
            ids=ids,
            registry=stores.registry,
            stores=stores.patients,
            job_folders=FakeJobFolders(),
            jobs=jobs,
            translations=words(),
            bank=questions(),
            craft=craft(),
            routes=joined(*areas),
            default_country="ES",
            default_time_zone="Europe/Madrid",
            centre_phone="",
        )
        return cls(services, clock, ids, jobs, _stores=stores)

    def __enter__(self) -> "TurnKit":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._stores is not None:
            self._stores.close()

    def phone(self, account_id: int, name: str, *, language: str = "es") -> "Phone":
        return Phone(kit=self, account_id=account_id, name=name, language=language)

    def member(
        self,
        account_id: int,
        name: str,
        role: Role,
        patient_id: PatientId | None = None,
        *,
        language: str = "es",
    ) -> "Phone":
        """The phone of somebody who is in the circle already; an owner without one gets one."""
        registry, now = self.services.registry, self.clock.now()
        account = Account(id=account_id, name=name, language=Language(language))
        registry.save_account(account)
        if patient_id is None:
            patient_id = self.services.stores.create(account, now=now)
        else:
            membership = Membership(
                account_id=account_id,
                patient_id=patient_id,
                role=role,
                name=name,
                joined_at=now,
            )
            registry.join(membership)
        registry.save_account(replace(account, patient_id=patient_id))
        return self.phone(account_id, name, language=language)

    def invitation(self, *, valid: timedelta = invitations.VALID) -> str:
        """An operator's code for a new space."""
        now = self.clock.now()
        return invitations.invite(self.services.registry, self.ids, now=now, valid=valid).code

    def wait(self, duration: timedelta) -> None:
        self.clock.time += duration

    def next_key(self) -> str:
        self.updates += 1
        return f"u:{self.updates}"

    @property
    def patient_ids(self) -> Sequence[PatientId]:
        return self.services.stores.all_ids()

    def look(self, patient_id: PatientId | None = None) -> Any:
        """Open a store as the program itself, to look or to prepare."""
        patient_id = patient_id or self.patient_ids[0]
        return self.services.stores.open(patient_id, System(reason="test"))

    def prepare(self, **changes: Any) -> None:
        """Change what is known about the first person."""
        work: PatientWork
        with self.look() as work:
            work.save_patient(replace(work.patient(), **changes))
            work.commit()

    def allow(
        self, *kinds: ConsentKind, given_by: GivenBy = GivenBy.PERSON, subject: str = ""
    ) -> None:
        """Consents about the first person; each has its kind and subject for an id."""
        work: PatientWork
        with self.look() as work:
            for kind in kinds:
                work.consents.save(
                    Consent(
                        id=f"{kind}{subject}",
                        kind=kind,
                        given_by=given_by,
                        recorded_by=1,
                        given_at=self.clock.now(),
                        subject=subject,
                    )
                )
            work.commit()

    def person(self, patient_id: PatientId | None = None) -> Any:
        with self.look(patient_id) as work:
            return work.patient()


@dataclass(slots=True, kw_only=True)
class Phone:
    """One account in its private chat."""

    kit: TurnKit
    account_id: int
    name: str
    language: str
    seen: list[Seen] = field(default_factory=list)
    deleted: set[int] = field(default_factory=set)  #: numbers of screens
    replaced: dict[int, int] = field(default_factory=dict)  #: screens by whose place they took

    @property
    def last(self) -> Seen:
        return self.seen[-1]

    @property
    def pictures(self) -> list[str]:
        """Every picture that can be seen in the chat now, from above to below."""
        gone = self.deleted | set(self.replaced)
        there = [s.payload for s in self.seen if s.payload.get("screen") not in gone]
        of_each = [[*p.get("album", ()), p.get("picture"), p.get("document")] for p in there]
        return [media_id for found in of_each for media_id in found if media_id]

    def showing(self, media_id: str) -> int:
        """A message of before in which a picture can be seen; the number of its screen."""
        screen = Screen(
            number=0,
            chat_id=self.account_id,
            account_id=self.account_id,
            buttons=(),
            open=False,
            shows=(media_id,),
        )
        work: PatientWork
        with self.kit.look() as work:
            number = work.add_screen(screen).number
            work.commit()
        return number

    @property
    def account(self) -> Account:
        account = self.kit.services.registry.account(self.account_id)
        assert account is not None
        return account

    def command(self, name: str, text: str = "") -> Applied:
        return self.send(Incoming(kind=IncomingKind.COMMAND, command=name, text=text))

    def words(self, text: str) -> Applied:
        return self.send(Incoming(kind=IncomingKind.WORDS, text=text))

    def tap(self, label: str) -> Applied:
        """Tap the newest button with this label."""
        for message in reversed(self.seen):
            if label in message.buttons:
                return self.tap_data(message.buttons[label])
        raise AssertionError(f"no button {label!r} in {self.seen[-1:]}")

    def tap_data(self, data: str) -> Applied:
        patient, screen, button = data.split(".", maxsplit=2)
        tap = Incoming(kind=IncomingKind.TAP, text=data)
        if screen.isdecimal():
            tap = replace(tap, argument=patient, screen=int(screen), button=int(button))
        return self.send(tap)

    def send(
        self, incoming: Incoming, *, file: bytes | None = None, key: str | None = None
    ) -> Applied:
        """Hand an update to the dispatcher and read what it leads to."""
        row = self.row(incoming, key=key)
        applied = Dispatcher(self.kit.services).apply(row, file=file)
        self.read()
        return applied

    def row(self, incoming: Incoming, *, key: str | None = None) -> InboxRow:
        """The inbox row an update becomes, as bot/inbox.py writes it."""
        registry = self.kit.services.registry
        incoming = replace(incoming, sender_name=self.name, sender_language=self.language)
        key = key or self.kit.next_key()
        account = registry.account(self.account_id)
        patient_id = account.patient_id if account else None
        if incoming.kind is IncomingKind.TAP:
            patient_id = PatientId(incoming.argument) if incoming.argument else None
        elif incoming.command == "start" and incoming.text:
            patient_id = None
        registry.take_in(
            key,
            chat_id=self.account_id,
            account_id=self.account_id,
            patient_id=patient_id,
            body=to_body(incoming),
        )
        row = registry.row(key)
        assert row is not None
        return row

    def read(self) -> list[Seen]:
        """Take everything that was posted for this chat, as Telegram would."""
        new = [seen for outbox in self._outboxes() for seen in self._drain(outbox)]
        self.seen += new
        return new

    def _outboxes(self) -> Iterator[OutboxShelf]:
        yield self.kit.services.registry.outbox
        for patient_id in self.kit.services.stores.all_ids():
            yield self.kit.services.stores.outbox(patient_id)

    def _in_its_place(self, screen: int) -> int:
        """The screen that is seen in a message now: to delete one is to delete the other."""
        while screen in self.replaced:
            screen = self.replaced[screen]
        return screen

    def _drain(self, outbox: OutboxShelf) -> Iterator[Seen]:
        for item in outbox.pending(chat_id=self.account_id):
            outbox.delivered(item.id, {"message_ids": [item.id]})
            if item.kind in (OutboxKind.ENQUEUE, OutboxKind.CANCEL):
                self.kit.queued.append((item.kind, item.payload))
            if item.kind is OutboxKind.DELETE and "screen" in item.payload:
                self.deleted.add(self._in_its_place(item.payload["screen"]))
            if "dropped" in item.payload:  # it was for somebody who has left
                continue
            if item.kind in (OutboxKind.SEND, OutboxKind.EDIT):
                if "replaces" in item.payload:
                    self.replaced[item.payload["replaces"]] = item.payload["screen"]
                rows = item.payload.get("rows", [])
                buttons = {button["text"]: button["data"] for row in rows for button in row}
                yield Seen(text=item.payload["text"], buttons=buttons, payload=item.payload)


def joined(*areas: Routes) -> Routes:
    """The routes of some areas together."""
    names = ("taps", "answers", "commands", "results", "ticks")
    tables = {
        name: {k: v for area in areas for k, v in getattr(area, name).items()} for name in names
    }
    return Routes(**tables)


@dataclass(frozen=True, slots=True)
class Door:
    """Where an area hands over to another that is not under test: notes that it was reached."""

    name: str
    action: Action = Action.ENTER
    reached: list[str] = field(default_factory=list)

    def routes(self) -> Routes:
        return Routes(taps={self.name: Route(self.action, self._note)})

    def _note(self, _: Turn, argument: str) -> None:
        self.reached.append(argument)
