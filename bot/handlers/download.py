"""/privacy, download everything: an archive that can be read without this bot, for owners."""

import html
import re
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from bot.handlers import sent
from bot.handlers.therapist import message
from bot.screens import View, column
from bot.turns import Route, Routes, Turn
from core.book.texts import Reader
from core.content.questions import QuestionBank
from core.domain.circle import Action, Membership, Role
from core.ports import PatientWork
from core.services import download, summaries
from core.services.download import DownloadTooLarge, Piece, Request

MOST_BYTES = 45_000_000  #: a bot may send 50 MB
MOST_PARTS = 3  #: they are put together in memory

_TAG = re.compile(r"<[^>]+>")


def open_page(turn: Turn, _: str = "") -> None:
    """Say what it holds, and that whoever has the file can read it."""
    turn.expect()
    buttons = [
        turn.button("download-yes", "download.make"),
        turn.button("button-back", "privacy.open"),
    ]
    turn.show(View(text=turn.tr("download-ask"), rows=column(buttons)))


def make(turn: Turn, _: str) -> None:
    """Put everything together and send it, in as few files as it takes."""
    zone = ZoneInfo(turn.patient.time_zone or turn.services.default_time_zone)
    reader = Reader(tr=turn.tr, person=turn.patient.name, zone=zone)
    members = turn.services.registry.members(turn.work.patient_id)
    told = told_summaries(turn.work, reader, members=members, bank=turn.services.bank)
    request = Request(reader=reader, members=members, now=turn.now, summaries=told)
    lacking: list[str] = []
    found = download.noting(download.pieces(turn.work, request), lacking)
    try:
        contents = download.archives(found, most_bytes=MOST_BYTES, most_parts=MOST_PARTS)
    except DownloadTooLarge:
        person = turn.work.patient_id
        back = turn.button("button-back", "privacy.open")
        turn.show(View(text=turn.tr("download-too-large", person=person), rows=((back,),)))
        return
    _send(turn, download.keep(turn.work, contents, now=turn.now))
    if lacking:
        turn.tell(turn.tr("download-lacking", count=len(lacking)))
    sent.watch(turn)


def _send(turn: Turn, media_ids: Sequence[str]) -> None:
    of = len(media_ids)
    for number, media_id in enumerate(media_ids, start=1):
        text = turn.tr("download-here", number=number, of=of)
        name = turn.tr.plain("download-file", number=number, of=of)
        turn.show(View(text=text, document=media_id, document_name=name))


def told_summaries(
    work: PatientWork, reader: Reader, *, members: Sequence[Membership], bank: QuestionBank
) -> Iterator[Piece]:
    """The summaries of all sessions, as owners read them but without the markup."""
    for session in work.sessions.all():
        if not summaries.tells_something(session):
            continue
        summary = summaries.told(work, session.id, members=members, bank=bank, reader=Role.OWNER)
        text = message.short(reader.tr, summary, zone=reader.zone, bank=bank)
        plain = html.unescape(_TAG.sub("", str(text)))
        begun = session.begun_at.astimezone(reader.zone)
        yield Piece(path=f"summaries/{begun:%Y-%m-%d-%H%M}.txt", content=plain.encode())


def routes() -> Routes:
    export = Action.EXPORT
    return Routes(
        taps={
            "download.open": Route(export, open_page),
            "download.make": Route(export, make),
        }
    )
