"""Backups grow sparse with age, and in the end expire."""

from datetime import UTC, datetime, timedelta

from storage.backup import to_keep

NOW = datetime(2027, 6, 30, 12, tzinfo=UTC)


def nightly(days: int) -> list[datetime]:
    return [NOW - timedelta(days=n, hours=9) for n in range(days)]


def test_the_newest_is_always_kept_however_old() -> None:
    only = NOW - timedelta(days=3000)
    assert to_keep([only], now=NOW) == {only}


def test_nothing_is_kept_of_nothing() -> None:
    assert to_keep([], now=NOW) == frozenset()


def test_the_last_week_is_kept_night_by_night() -> None:
    week = nightly(6)
    assert to_keep(week, now=NOW) == set(week)


def test_of_one_day_the_newest_is_kept() -> None:
    morning, evening = NOW.replace(hour=6), NOW.replace(hour=11)
    assert to_keep([morning, evening], now=NOW) == {evening}


def test_a_year_of_nights_becomes_some_twenty_backups() -> None:
    kept = to_keep(nightly(365), now=NOW)
    assert 18 <= len(kept) <= 26
    assert NOW - min(kept) > timedelta(days=300)


def test_backups_expire_after_a_year() -> None:
    kept = to_keep(nightly(800), now=NOW)
    assert NOW - min(kept) <= timedelta(days=366)
