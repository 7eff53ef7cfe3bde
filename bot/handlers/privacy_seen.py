"""/privacy, who saw it: names, kinds of things and days, and nothing of what stood in them."""

from datetime import date

from markupsafe import Markup

from bot.screens import View
from bot.turns import Route, Routes, Turn
from core.domain.circle import Action
from core.domain.sighting import SightingKind
from core.services import audit
from core.services.audit import Onlooker

LISTED = 20  #: accounts on one screen


def open_page(turn: Turn, _: str = "") -> None:
    """Everybody who saw something in the last year, who was here last first."""
    turn.expect()
    found = audit.onlookers(turn.work)
    lines = [turn.tr("privacy-seen-title")]
    lines += [_line(turn, onlooker) for onlooker in found[:LISTED]]
    if not found:
        lines.append(turn.tr("privacy-seen-nobody"))
    back = turn.button("button-back", "privacy.open")
    turn.show_page(View(text=Markup("\n").join(lines), rows=((back,),)))


def date_words(turn: Turn, day: date) -> str:
    return turn.tr.plain("privacy-date", day=day.day, month=day.month, year=day.year)


def _line(turn: Turn, onlooker: Onlooker) -> Markup:
    things = (_thing(turn, kind, day) for kind, day in onlooker.seen)
    return turn.tr(
        "privacy-seen-line",
        who=_who(turn, onlooker.account_id),
        what=turn.tr.plain("privacy-seen-and").join(things),
    )


def _thing(turn: Turn, kind: SightingKind, day: date) -> str:
    what = turn.tr.plain(f"privacy-seen-{kind}")
    return turn.tr.plain("privacy-seen-thing", what=what, date=date_words(turn, day))


def _who(turn: Turn, account_id: int) -> str:
    for member in turn.services.registry.members(turn.work.patient_id):
        if member.account_id == account_id:
            role = turn.tr.plain(f"role-{member.role}")
            return turn.tr.plain("privacy-seen-member", name=member.name, role=role)
    return turn.tr.plain("privacy-somebody")


def routes() -> Routes:
    return Routes(taps={"privacy.seen": Route(Action.GIVE_CONSENT, open_page)})
