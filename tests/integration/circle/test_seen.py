"""Who saw it: a trail of names, kinds and days, without a word of what stood there."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.routes import all_routes
from bot.seeing import ROUTES, kind_of
from core.domain.circle import Role
from core.domain.sighting import Sighting, SightingKind
from core.services import audit
from tests.fakes.turns import START, Phone, TurnKit


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[TurnKit]:
    """The whole program's routes: noting is part of them."""
    with TurnKit.open(tmp_path, all_routes()) as opened:
        yield opened


@pytest.fixture
def ana(kit: TurnKit) -> Phone:
    phone = kit.member(1, "Ana", Role.OWNER)
    kit.prepare(name="Carmen", enrolled=True, country="ES")
    return phone


@pytest.fixture
def lucia(kit: TurnKit, ana: Phone) -> Phone:
    return kit.member(3, "Lucía", Role.RELATIVE, kit.patient_ids[0])


def seen(kit: TurnKit) -> list[tuple[int, SightingKind]]:
    with kit.look() as work:
        return [(sighting.account_id, sighting.kind) for sighting in work.sightings.all()]


def test_reading_the_book_is_noted_with_the_day_in_plain_words(ana: Phone, lucia: Phone) -> None:
    lucia.command("book")
    ana.command("privacy")
    ana.tap("Quién lo ha visto")
    assert "<b>Lucía (familia):</b> el libro, el 2 de marzo de 2026." in ana.last.text


def test_the_same_thing_on_the_same_day_is_one_line(lucia: Phone, kit: TurnKit) -> None:
    for _ in range(3):
        lucia.command("book")
        kit.wait(timedelta(minutes=20))
    assert seen(kit) == [(3, SightingKind.BOOK)]


def test_what_was_refused_is_not_noted(lucia: Phone, kit: TurnKit) -> None:
    lucia.command("pictures")
    lucia.command("summaries")
    assert seen(kit) == []


def test_only_who_answers_for_the_space_sees_the_trail(lucia: Phone) -> None:
    lucia.command("privacy")
    assert "Quién lo ha visto" not in lucia.last.labels


def test_who_left_is_named_no_more(ana: Phone, lucia: Phone, kit: TurnKit) -> None:
    lucia.command("book")
    kit.services.registry.leave(3, kit.patient_ids[0])
    ana.command("privacy")
    ana.tap("Quién lo ha visto")
    assert "alguien que ya no está en el círculo" in ana.last.text


def test_a_trail_older_than_a_year_is_forgotten(ana: Phone, kit: TurnKit) -> None:
    old = Sighting.first(account_id=9, kind=SightingKind.BOOK, day=date(2025, 2, 1), now=START)
    with kit.look() as work:
        work.sightings.save(old)
        work.commit()
    ana.command("book")
    assert seen(kit) == [(1, SightingKind.BOOK)]


def test_nothing_but_who_what_and_when_is_in_it(lucia: Phone, kit: TurnKit) -> None:
    lucia.command("book")
    with kit.look() as work:
        (found,) = work.sightings.all()
        assert audit.onlookers(work)[0].seen == ((SightingKind.BOOK, date(2026, 3, 2)),)
    assert set(Sighting.__slots__) == {"id", "account_id", "kind", "day", "last_at"}
    assert found.id == "3.book.2026-03-02"


@pytest.mark.parametrize(
    ("route", "kind"),
    [
        ("book.page", SightingKind.BOOK),
        ("book.print_make", SightingKind.EDITION),
        ("summaries.read", SightingKind.SUMMARY),
        ("download.make", SightingKind.DOWNLOAD),
        ("download.open", None),
        ("pictures.list", SightingKind.PICTURES),
        ("person", SightingKind.PERSON),
        ("exercise.met", SightingKind.PHOTOS),
        ("teaching.show", SightingKind.PICTURES),
        ("comments.open", SightingKind.BOOK),
        ("session.look_at", SightingKind.BOOK),
        ("memory.ask", SightingKind.BOOK),
        ("home.menu", None),
    ],
)
def test_each_route_shows_its_kind(route: str, kind: SightingKind | None) -> None:
    assert kind_of(route) is kind


def test_every_route_that_is_listed_by_itself_exists() -> None:
    routes = all_routes()
    assert ROUTES.keys() <= {*routes.taps, *routes.answers, *routes.commands}
