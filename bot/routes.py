"""Every area's routes as one table; a name that stands twice is refused."""

from collections.abc import Mapping

from bot.handlers import (
    alerts,
    arrival,
    book,
    circle,
    download,
    enrolment,
    exercise,
    family,
    help_pages,
    language,
    person,
    photos,
    pictures,
    privacy,
    reminders,
    sent,
    session,
    teaching,
    therapist,
)
from bot.seeing import noted
from bot.turns import Route, Routes
from core.errors import ContentInvalid

AREAS = (
    arrival,
    enrolment,
    session,
    pictures,
    photos,
    teaching,
    book,
    person,
    circle,
    therapist,
    exercise,
    family,
    alerts,
    reminders,
    privacy,
    download,
    sent,
    language,
    help_pages,
)


def all_routes() -> Routes:
    """The routes of all areas together; those that show something note who saw it."""
    tables = [area.routes() for area in AREAS]
    return Routes(
        taps=noted(_joined([table.taps for table in tables])),
        answers=noted(_joined([table.answers for table in tables])),
        commands=noted(_joined([table.commands for table in tables])),
        results=_joined([table.results for table in tables]),
        ticks=_joined([table.ticks for table in tables]),
    )


def _joined(tables: list[Mapping[str, Route]]) -> dict[str, Route]:
    joined: dict[str, Route] = {}
    for table in tables:
        if twice := joined.keys() & table.keys():
            raise ContentInvalid(f"two areas answer to {sorted(twice)}")
        joined |= table
    return joined
