"""A summary as a PDF: put together as it is now, set by the worker, sent to who asked."""

import html
import re
import unicodedata
from collections.abc import Iterator

from bot.handlers.book import ordering
from bot.handlers.therapist import message
from bot.handlers.therapist.screens import read, zone_of
from bot.turns import Route, Turn
from core.book.print_summary import SummaryBlock, SummarySheet
from core.domain.circle import Action
from core.domain.summary import BLOCKS, SessionSummary
from core.services.book_orders import SUMMARY_PURPOSE, Order

_TAG = re.compile(r"<[^<>]*>")
_AS_EMOJI = "\ufe0f"


def send(turn: Turn, session_id: str) -> None:
    """The summary on paper, or the wait for it."""
    ordering.order_or_send(turn, _order(turn, session_id))


def came(turn: Turn, _: str) -> None:
    """A sheet has come; what was taken back meanwhile is not sent."""
    ordering.came(turn, again=lambda session_id: _order(turn, session_id))


def _order(turn: Turn, session_id: str) -> Order:
    """Refused when the summary is not, or no longer, for whoever asks."""
    return Order(edition=sheet(turn, read(turn, session_id)), code=session_id)


def sheet(turn: Turn, summary: SessionSummary) -> SummarySheet:
    tr = turn.tr
    today = turn.now.astimezone(zone_of(turn))
    date = tr.plain("privacy-date", day=today.day, month=today.month, year=today.year)
    return SummarySheet(
        session_id=summary.session_id,
        language=tr.language,
        title=tr.plain("summaries-sheet", code=summary.header.person),
        draft=_plain(str(tr("summaries-draft"))) if summary.draft else "",
        blocks=tuple(_blocks(turn, summary)),
        note=tr.plain("summaries-sheet-note"),
        printed=tr.plain("print-date", date=date),
    )


def _blocks(turn: Turn, summary: SessionSummary) -> Iterator[SummaryBlock]:
    zone, bank = zone_of(turn), turn.services.bank
    for number, name in enumerate(BLOCKS, start=1):
        text = message.block_text(turn.tr, summary, name, zone=zone, bank=bank)
        lines = [line for line in _plain(text).splitlines() if line.strip()]
        heading = turn.tr.plain(f"summaries-block-{name}")
        yield SummaryBlock(number=number, heading=heading, lines=tuple(lines))


def _plain(text: str) -> str:
    """The words without the markup of a message, or signs that paper has no letters for."""
    words = html.unescape(_TAG.sub("", text))
    return "".join(c for c in words if unicodedata.category(c) != "So" and c != _AS_EMOJI).strip()


def taps() -> dict[str, Route]:
    return {"summaries.pdf": Route(Action.READ_SUMMARIES, send)}


def results() -> dict[str, Route]:
    return {SUMMARY_PURPOSE: Route(Action.READ_SUMMARIES, came)}
