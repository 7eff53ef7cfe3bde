"""A summary as a PDF: put together as it is now, set by the worker, sent to who asked."""

import html
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from bot.handlers.book import ordering
from bot.handlers.therapist import message, reports
from bot.handlers.therapist.screens import read, zone_of
from bot.turns import Route, Turn
from core.book.print_edition import picture_file
from core.book.print_summary import SummaryBlock, SummaryPicture, SummarySheet
from core.domain.circle import Action
from core.domain.picture import Picture
from core.domain.summary import BLOCKS, PictureLine, SessionSummary
from core.errors import NotFound
from core.services import summaries
from core.services.book_orders import SUMMARY_PURPOSE, Order
from core.services.picture_gate import GateShut, let_through

_TAG = re.compile(r"<[^<>]*>")
_AS_EMOJI = "\ufe0f"


def send(turn: Turn, session_id: str) -> None:
    """The summary on paper, or the wait for it."""
    ordering.order_or_send(turn, _order(turn, session_id))


def came(turn: Turn, _: str) -> None:
    """A sheet has come; what was taken back meanwhile is not sent."""
    ordering.came(turn, again=lambda session_id: _order(turn, session_id))


def _order(turn: Turn, code: str) -> Order:
    """A summary by its session, or a report; refused when it is not, or no longer, for them."""
    if code.startswith(reports.REPORT):
        return Order(edition=_report_sheet(turn, code), code=code)
    return _summary_order(turn, code)


def _report_sheet(turn: Turn, code: str) -> SummarySheet:
    report = reports.found(turn, code.removeprefix(reports.REPORT))
    if report is None:
        raise NotFound("no session yet")
    title, *lines = str(reports.text_of(turn, report)).splitlines()
    blocks: list[SummaryBlock] = []
    for line in lines:
        if line.startswith("<b>") or not blocks:
            heading, _, said = _plain(line).partition(": ")
            blocks.append(SummaryBlock(number=len(blocks) + 1, heading=heading, lines=(said,)))
        else:  # somebody wrote on several lines
            blocks[-1] = replace(blocks[-1], lines=(*blocks[-1].lines, _plain(line)))
    return SummarySheet(
        session_id=code,
        language=turn.tr.language,
        title=_plain(title),
        draft="",
        blocks=tuple(blocks),
        note=turn.tr.plain("summaries-sheet-note"),
        printed=_printed(turn),
    )


def _printed(turn: Turn) -> str:
    today = turn.now.astimezone(zone_of(turn))
    date = turn.tr.plain("privacy-date", day=today.day, month=today.month, year=today.year)
    return turn.tr.plain("print-date", date=date)


def _summary_order(turn: Turn, session_id: str) -> Order:
    summary = read(turn, session_id)
    shown = list(_shown(turn, summary))
    small = tuple(
        SummaryPicture(file=picture_file(picture.media_id), caption=_caption(turn, line))
        for line, picture in shown
    )
    files = {picture_file(picture.media_id): picture.media_id for _, picture in shown}
    return Order(edition=sheet(turn, summary, small), code=session_id, files=files)


def _shown(turn: Turn, summary: SessionSummary) -> Iterator[tuple[PictureLine, Picture]]:
    """What was accepted, as far as readers may look, with its label on it."""
    for line in summary.pictures:
        picture = turn.work.pictures.find(line.picture_id) if line.picture_id else None
        if picture is None or not summaries.may_look(turn.work, line):
            continue
        with suppress(GateShut, NotFound):  # its marks or its file are gone
            yield line, let_through(turn.work, picture)


def _caption(turn: Turn, line: PictureLine) -> str:
    """Of which memory, in which style, and who allowed the likeness."""
    tr = turn.tr
    givers = [tr.plain(f"privacy-giver-{giver}") for giver in line.likeness_by]
    likeness = (
        tr.plain("summaries-likeness-by", givers=tr.plain("summaries-comma").join(givers))
        if givers
        else tr.plain("summaries-likeness-no")
    )
    style = tr.plain(f"pictures-style-{line.style}").lower() if line.style else ""
    parts = (tr.plain("summaries-picture-caption"), line.title, style, likeness)
    return tr.plain("summaries-and").join(part for part in parts if part)


def sheet(
    turn: Turn, summary: SessionSummary, pictures: tuple[SummaryPicture, ...] = ()
) -> SummarySheet:
    tr = turn.tr
    return SummarySheet(
        session_id=summary.session_id,
        language=tr.language,
        title=tr.plain("summaries-sheet", code=summary.header.person),
        draft=_plain(str(tr("summaries-draft"))) if summary.draft else "",
        blocks=tuple(_blocks(turn, summary)),
        note=tr.plain("summaries-sheet-note"),
        printed=_printed(turn),
        pictures=pictures,
        pictures_in=BLOCKS.index("pictures") + 1,
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
