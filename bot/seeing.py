"""Which routes show something of a person, so that it is noted who saw it (never what)."""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from bot.turns import Handler, Route, Turn
from core.domain.sighting import SightingKind
from core.services import audit

#: By the area of a route's name; commands are areas themselves.
AREAS: Mapping[str, SightingKind] = {
    "book": SightingKind.BOOK,
    "summaries": SightingKind.SUMMARY,
    "pictures": SightingKind.PICTURES,
    "changes": SightingKind.PICTURES,
    "photos": SightingKind.PHOTOS,
    "comments": SightingKind.BOOK,
    "exercise": SightingKind.PHOTOS,  #: faces and names
    "teaching": SightingKind.PICTURES,  #: test portraits, beside real photos
    "person": SightingKind.PERSON,
}
#: Routes that give something else than their area.
ROUTES: Mapping[str, SightingKind] = {
    "book.export": SightingKind.EDITION,
    "book.print_make": SightingKind.EDITION,
    "book.video_make": SightingKind.EDITION,
    "book.about_print": SightingKind.EDITION,
    "book.edition_get": SightingKind.EDITION,
    "download.make": SightingKind.DOWNLOAD,
    "memory.ask": SightingKind.BOOK,  #: what somebody told unasked, to be kept or not
    "session.look_at": SightingKind.BOOK,
    "session.look_listen": SightingKind.BOOK,
    "session.look_through": SightingKind.BOOK,
}


def noted(routes: Mapping[str, Route]) -> dict[str, Route]:
    """The routes, each noting what kind of thing it shows."""
    return {name: _noting(route, kind_of(name)) for name, route in routes.items()}


def kind_of(name: str) -> SightingKind | None:
    return ROUTES.get(name) or AREAS.get(name.partition(".")[0])


def note(turn: Turn, account_id: int, kind: SightingKind) -> None:
    audit.note(turn.work, account_id=account_id, kind=kind, day=_day(turn), now=turn.now)


def _noting(route: Route, kind: SightingKind | None) -> Route:
    if kind is None:
        return route
    shown = route.handler

    def handler(turn: Turn, argument: str) -> None:
        if turn.work.role is not None:  # the program itself sees nothing
            note(turn, turn.account.id, kind)
        shown(turn, argument)

    wrapped: Handler = handler
    return Route(route.action, wrapped)


def _day(turn: Turn) -> date:
    zone = ZoneInfo(turn.patient.time_zone or turn.services.default_time_zone)
    return turn.now.astimezone(zone).date()
