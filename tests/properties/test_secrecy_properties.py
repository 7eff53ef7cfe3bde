"""Thousands of random updates from random accounts, and nobody sees what is not theirs.

Two circles that share a therapist, people who come and go, a stranger, and every button ever
shown in anybody's hand: whatever arrives, a message that holds a word of a space goes only to
who is in that space then, and words for "only us" never leave the household.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.commands import COMMANDS
from bot.dispatch import Dispatcher
from bot.incoming import Incoming, IncomingKind
from bot.routes import all_routes
from bot.services import Services
from core.domain.circle import Account, Membership, Role
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.conversation import OutboxKind
from core.domain.life import LifeStage
from core.domain.memory import Audience, Memory, Teller, Wording
from core.domain.patient import Language, PatientId
from core.services import books
from tests.fakes.jobs import FakeJobs
from tests.fakes.stores import FakeHouse
from tests.fakes.turns import START, CountedIds, Phone, TestClock, TurnKit, craft, questions, words

UPDATES = 700
WAITS = [timedelta(seconds=s) for s in (1, 1, 1, 20, 700, 90_000)]
FAMILIES: Mapping[str, Mapping[int, Role]] = {
    "Zarzamora": {11: Role.OWNER, 12: Role.COMPANION, 13: Role.RELATIVE, 50: Role.THERAPIST},
    "Quintanilla": {21: Role.OWNER, 22: Role.RELATIVE, 23: Role.COMPANION, 50: Role.THERAPIST},
}
STRANGERS = (90, 91)
ONLY_US = "secretísimo"
HOUSEHOLD = {Role.OWNER, Role.COMPANION}
TYPED = ("", "hola", "/start", "Ana", "sí", "1", "<b>x</b>", "10", "El río " * 40, "2026-01-01")


@dataclass(slots=True)
class Street:
    """Both families and two strangers, on the program's own routes and stores in memory."""

    chance: random.Random
    kit: TurnKit
    spaces: dict[PatientId, str] = field(default_factory=dict)  #: each one's marking word
    buttons: list[str] = field(default_factory=list)  #: every button ever shown, to anybody
    in_hand: dict[int, list[str]] = field(default_factory=dict)  #: by chat, the newest message's
    codes: list[str] = field(default_factory=list)
    read_by_their_own: int = 0  #: messages with a word of a space, to somebody in it

    @property
    def phones(self) -> list[Phone]:
        accounts = {a for family in FAMILIES.values() for a in family} | set(STRANGERS)
        return [self.kit.phone(account, f"Tel{account}") for account in sorted(accounts)]

    def role_in(self, account_id: int, space: PatientId) -> Role | None:
        members = self.kit.services.registry.members(space)
        return next((m.role for m in members if m.account_id == account_id), None)

    def update(self, phone: Phone) -> Incoming:
        kind = self.chance.choices(
            ("tap", "command", "words", "voice", "tick"), (60, 16, 16, 6, 2)
        )
        match kind[0]:
            case "tap" if self.buttons:
                own = self.in_hand.get(phone.account_id, [])
                pools = (own or self.buttons, self.buttons[-40:], self.buttons)
                return tap(self.chance.choice(self.chance.choices(pools, (70, 15, 15))[0]))
            case "command":
                text = self.chance.choice((*self.codes, "", "x")) if self.codes else ""
                name = self.chance.choice(list(COMMANDS))
                return Incoming(kind=IncomingKind.COMMAND, command=name, text=text)
            case "voice":
                return Incoming(kind=IncomingKind.VOICE, media_type="audio/ogg", duration_s=2)
            case _:
                return Incoming(kind=IncomingKind.WORDS, text=self.chance.choice(TYPED))

    def send(self, phone: Phone, incoming: Incoming) -> None:
        row = phone.row(incoming)
        before = self.membership()
        file = b"OggS" if incoming.kind is IncomingKind.VOICE else None
        Dispatcher(self.kit.services).apply(row, file=file)
        self.read(before)

    def membership(self) -> dict[tuple[int, PatientId], Role]:
        """Who is what where; who leaves with this very update may be told goodbye by name."""
        registry = self.kit.services.registry
        return {
            (m.account_id, space): m.role for space in self.spaces for m in registry.members(space)
        }

    def read(self, before: Mapping[tuple[int, PatientId], Role]) -> None:
        """Take what would go out, and look whose eyes it is for."""
        now = self.membership()
        stores = self.kit.services.stores
        boxes = [stores.outbox(space) for space in stores.all_ids()]
        for outbox in (self.kit.services.registry.outbox, *boxes):
            for item in outbox.pending():
                outbox.delivered(item.id, {"message_ids": [item.id]})
                if item.kind in {OutboxKind.SEND, OutboxKind.EDIT}:
                    self.check(item.chat_id, str(item.payload), {**before, **now})
                    shown = [b["data"] for row in item.payload.get("rows", []) for b in row]
                    self.buttons += shown
                    self.in_hand[item.chat_id] = shown or self.in_hand.get(item.chat_id, [])

    def check(self, chat_id: int, said: str, roles: Mapping[tuple[int, PatientId], Role]) -> None:
        for space, word in self.spaces.items():
            role = roles.get((chat_id, space))
            if word.casefold() in said.casefold():
                invited = "Te invitan" in said or "círculo" in said
                assert role is not None or invited, f"{chat_id} read of {word}: {said}"
                self.read_by_their_own += 1
            if f"{word}{ONLY_US}" in said:
                assert role in HOUSEHOLD, f"{chat_id} ({role}) read what is for us: {said}"


def tap(data: str) -> Incoming:
    incoming = Incoming(kind=IncomingKind.TAP, text=data)
    patient, screen, button = data.split(".", maxsplit=2)
    if screen.isdecimal():
        incoming = replace(incoming, argument=patient, screen=int(screen), button=int(button))
    return incoming


def street(seed: int) -> Street:
    house, clock, ids, jobs = FakeHouse(), TestClock(), CountedIds(), FakeJobs()
    house.patients._ids = ids  # type: ignore[assignment]  # one row of ids for all
    services = Services(
        clock=clock,
        ids=ids,
        registry=house.registry,
        stores=house.patients,
        job_folders=house.job_folders,
        jobs=jobs,
        translations=words(),
        bank=questions(),
        craft=craft(),
        routes=all_routes(),
        default_country="ES",
        default_time_zone="Europe/Madrid",
        centre_phone="",
    )
    made = Street(random.Random(seed), TurnKit(services, clock, ids, jobs))
    for name, family in FAMILIES.items():
        settle(made, name, family)
    return made


def settle(made: Street, name: str, family: Mapping[int, Role]) -> None:
    registry, stores = made.kit.services.registry, made.kit.services.stores
    owner = next(account for account, role in family.items() if role is Role.OWNER)
    space = stores.create(account_of(owner), now=START)
    made.spaces[space] = name
    for account_id, role in family.items():
        account = replace(account_of(account_id), patient_id=space)
        registry.save_account(account)
        registry.join(
            Membership(
                account_id=account_id,
                patient_id=space,
                role=role,
                name=account.name,
                joined_at=START,
            )
        )
    with made.kit.look(space) as work:
        work.save_patient(replace(work.patient(), name=name, enrolled=True, country="ES"))
        for kind in ConsentKind:
            work.consents.save(a_consent(kind))
        for number, audience in enumerate(Audience):
            secret = ONLY_US if audience is Audience.US else ""
            memory = a_memory(f"{name[:4].lower()}{number}", f"{name}{secret} en el río", audience)
            work.memories.save(memory)
            books.refresh_page(work, memory.id)
        work.commit()


def account_of(account_id: int) -> Account:
    return Account(id=account_id, name=f"Tel{account_id}", language=Language.SPANISH)


def a_consent(kind: ConsentKind) -> Consent:
    given = {"given_by": GivenBy.PERSON, "recorded_by": 11, "given_at": START}
    return Consent(id=f"consent-{kind}", kind=kind, **given)  # type: ignore[arg-type]


def a_memory(memory_id: str, told: str, audience: Audience) -> Memory:
    return Memory(
        id=memory_id,
        stage=LifeStage.CHILDHOOD,
        theme="C1",
        words=told,
        title=told[:30],
        language="es",
        wording=Wording.VERBATIM,
        teller=Teller.PERSON,
        told_at=START,
        approved=True,
        audience=audience,
    )


def steps(made: Street) -> Iterator[tuple[Phone, Incoming]]:
    phones = made.phones
    for number in range(UPDATES):
        made.kit.wait(made.chance.choice(WAITS))
        if number % 60 == 59:
            come_or_go(made)
        phone = made.chance.choice(phones)
        yield phone, made.update(phone)


def come_or_go(made: Street) -> None:
    """Somebody loses their membership, or gets a link."""
    registry, chance = made.kit.services.registry, made.chance
    space = chance.choice(list(made.spaces))
    others = [m for m in registry.members(space) if m.role is not Role.OWNER]
    if others and chance.random() < 0.5:
        registry.leave(chance.choice(others).account_id, space)
    else:
        made.codes.append(made.kit.invitation())


@pytest.mark.parametrize("seed", range(5))
def test_whatever_arrives_nobody_sees_what_is_not_theirs(seed: int) -> None:
    made = street(seed)
    for phone, incoming in steps(made):
        made.send(phone, incoming)
    assert made.read_by_their_own > UPDATES / 20  # it was not silence that kept the secrets
