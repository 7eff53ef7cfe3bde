"""Whether answers stay as fast with a thousand persons, and a therapist's list of twenty.

    python -m tests.benchmarks.bench_registry [--persons 1000] [--accounts 3000]

The processor's time of one turn, through the real dispatcher into real, encrypted stores, and
of what each update asks the registry; first in a house of ten persons, then in a large one.
Wanted: as fast in both; the list under 20 ms, with twenty persons and thirty sessions each.
Only those who speak have a store: of the others there is what the registry knows.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.dispatch import Dispatcher
from bot.incoming import Incoming, IncomingKind
from bot.routes import all_routes
from core.domain.circle import Account, Membership, Role
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.patient import Language, PatientId
from core.domain.steering import Choice, Decision, SessionReview
from tests.benchmarks.bench_bot import OwnPhone
from tests.fakes.turns import START, TurnKit

FEW = 10
CIRCLE = 3  #: accounts a person
THERAPIST = 7
LISTED = 20
SESSIONS = 30
FIRST_ACCOUNT = 1000
TIMES = 60

Figures = Mapping[str, Sequence[float]]  #: milliseconds of processor time, by what was asked


def told_space(kit: TurnKit, number: int) -> PatientId:
    """A person with a store, whose sessions were told of to the therapist."""
    owner = an_account(FIRST_ACCOUNT + number)
    patient_id = kit.services.stores.create(owner, now=START)
    kit.services.registry.save_account(replace(owner, patient_id=patient_id))
    join(kit, THERAPIST, patient_id, Role.THERAPIST)
    with kit.look(patient_id) as work:
        work.save_patient(replace(work.patient(), name=f"Carmen {number}", enrolled=True))
        for kind in (ConsentKind.STORIES, ConsentKind.SHARING):
            given = {"given_by": GivenBy.PERSON, "recorded_by": owner.id, "given_at": START}
            work.consents.save(Consent(id=kind.value, kind=kind, **given))
        for session in range(SESSIONS):
            work.reviews.save(review(session))
        work.commit()
    return patient_id


def an_account(account_id: int, patient_id: PatientId | None = None) -> Account:
    return Account(id=account_id, name="Ana", language=Language.SPANISH, patient_id=patient_id)


def review(number: int) -> SessionReview:
    """The last two wait for the therapist."""
    ended = START - timedelta(days=3 * (SESSIONS - number))
    decided = Decision(choice=Choice.CONTINUE, decided_by=THERAPIST, decided_at=ended)
    return SessionReview(
        id=f"s{number}", ended_at=ended, decisions=(decided,) if number < SESSIONS - 2 else ()
    )


def join(kit: TurnKit, account_id: int, patient_id: PatientId, role: Role) -> None:
    kit.services.registry.join(
        Membership(
            account_id=account_id, patient_id=patient_id, role=role, name="Eva", joined_at=START
        )
    )


def fill(kit: TurnKit, *, persons: int, accounts: int) -> None:
    """Let the registry know so many, each with a circle, and what they have said so far."""
    registry = kit.services.registry
    for number in range(persons):
        patient_id = PatientId(f"person{number:010d}")
        first = 10_000 + CIRCLE * number
        owner = Membership(
            account_id=first, patient_id=patient_id, role=Role.OWNER, name="Ana", joined_at=START
        )
        registry.add_patient(patient_id, first=owner, now=START)  # type: ignore[attr-defined]
        for account_id in range(first, min(first + CIRCLE, 10_000 + accounts)):
            registry.save_account(an_account(account_id, patient_id))
            join(kit, account_id, patient_id, Role.RELATIVE)
            said = {"chat_id": account_id, "account_id": account_id, "patient_id": patient_id}
            registry.take_in(f"o:{account_id}", body={}, **said)
            registry.close_rows(f"o:{account_id}")


def figures(kit: TurnKit, patient_id: PatientId) -> Figures:
    registry, owner = kit.services.registry, FIRST_ACCOUNT
    asked: dict[str, Callable[[], object]] = {
        "an account": lambda: registry.account(owner),
        "a circle": lambda: registry.members(patient_id),
        "an account's spaces": lambda: registry.memberships(owner),
        "what is open": registry.open_rows,
        "what is due": lambda: registry.reminders_due(START),
        "a turn of the owner": turn_of(kit, owner, "help"),
        f"the list of {LISTED} persons": turn_of(kit, THERAPIST, "summaries"),
    }
    return {name: [timed(ask) for _ in range(TIMES)][5:] for name, ask in asked.items()}


def turn_of(kit: TurnKit, account_id: int, command: str) -> Callable[[], object]:
    phone = OwnPhone(kit=kit, account_id=account_id, name="Ana", language="es")
    dispatcher = Dispatcher(kit.services)

    def take() -> object:
        row = phone.row(Incoming(kind=IncomingKind.COMMAND, command=command))
        applied = dispatcher.apply(row)
        assert applied.patient_id is not None
        assert not applied.parked
        return applied

    return take


def timed(ask: Callable[[], object]) -> float:
    began = time.thread_time()
    ask()
    return (time.thread_time() - began) * 1000


def in_a_house(*, persons: int, accounts: int) -> Figures:
    with tempfile.TemporaryDirectory() as folder, TurnKit.open(Path(folder), all_routes()) as kit:
        told = [told_space(kit, number) for number in range(LISTED)]
        registry = kit.services.registry
        registry.save_account(an_account(THERAPIST, told[0]))
        fill(kit, persons=persons, accounts=accounts)
        return figures(kit, told[0])


def main(chosen: argparse.Namespace) -> None:
    few = in_a_house(persons=FEW, accounts=CIRCLE * FEW)
    many = in_a_house(persons=chosen.persons, accounts=chosen.accounts)
    print(
        f"processor time in ms{'median of few':>24}{'of many':>10}{'p95 of many':>14}{'ratio':>8}"
    )
    for name, taken in many.items():
        before, after = statistics.median(few[name]), statistics.median(taken)
        worst = sorted(taken)[int(0.95 * len(taken))]
        print(f"{name:28}{before:16.2f}{after:10.2f}{worst:14.2f}{after / before:8.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--persons", type=int, default=1000)
    parser.add_argument("--accounts", type=int, default=3000)
    main(parser.parse_args())
