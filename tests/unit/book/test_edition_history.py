"""Which earlier editions are worth keeping: the last of each month, for a year."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.domain.edition import KEPT, Edition, EditionKind, next_to_go, worth_keeping

NOW = datetime(2027, 3, 20, 10, 0, tzinfo=UTC)


def made(at: datetime, kind: EditionKind = EditionKind.PRINT) -> Edition:
    return Edition(
        id=at.isoformat(),
        kind=kind,
        code="a4",
        language="es",
        face="f",
        media_ids=("m",),
        made_at=at,
    )


def kept(*days: tuple[int, int, int]) -> list[tuple[int, int, int]]:
    editions = [made(datetime(*day, tzinfo=UTC)) for day in days]
    stay = [edition.made_at for edition in worth_keeping(editions, now=NOW)]
    return [(at.year, at.month, at.day) for at in stay]


def test_the_newest_stays_and_the_last_of_each_month_before_it() -> None:
    assert kept((2027, 1, 3), (2027, 1, 30), (2027, 3, 1), (2027, 3, 2), (2027, 3, 19)) == [
        (2027, 3, 19),
        (2027, 1, 30),
    ]


def test_of_two_of_one_moment_the_later_one_stays() -> None:
    first, second = made(NOW), replace(made(NOW), id="second")
    assert worth_keeping([first, second], now=NOW) == [second]


def test_after_a_year_an_edition_goes_unless_it_is_the_newest() -> None:
    assert kept((2025, 1, 1)) == [(2025, 1, 1)]
    assert kept((2025, 1, 1), (2026, 3, 1), (2026, 3, 30), (2027, 3, 1)) == [
        (2027, 3, 1),
        (2026, 3, 30),
    ]


def test_of_what_is_true_today_there_is_only_the_newest() -> None:
    old, new = (made(NOW - timedelta(days=days), EditionKind.ABOUT) for days in (60, 1))
    assert worth_keeping([old, new], now=NOW) == [new]


def test_the_next_to_go_is_the_oldest_of_those_that_stay() -> None:
    old, new = made(NOW - timedelta(days=100)), made(NOW)
    assert next_to_go([old, new], now=NOW) == old.made_at + KEPT
    assert next_to_go([new], now=NOW) is None


@given(st.lists(st.integers(0, 1000), min_size=1, unique=True))
def test_there_are_never_more_than_fourteen_and_thinning_twice_is_thinning_once(
    days: list[int],
) -> None:
    editions = [made(NOW - timedelta(days=day)) for day in days]
    stay = worth_keeping(editions, now=NOW)
    assert stay[0] == max(editions, key=lambda edition: edition.made_at)
    assert len(stay) <= 14
    assert worth_keeping(stay, now=NOW) == stay
    assert worth_keeping(stay, now=NOW + KEPT) == [replace(stay[0])]
