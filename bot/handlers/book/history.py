"""Editions that were made: handed over, and the earlier ones looked through, got and put away."""

from dataclasses import replace

from bot.handlers.book.shelf import can, reader
from bot.screens import View, column
from bot.turns import Route, Turn
from core.book.print_layout import PrintLayout
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.edition import Edition, EditionKind
from core.errors import NotFound
from core.i18n.translator import Translator
from core.services import editions

LIST, OPEN, GET, SHARE = "book.editions", "book.edition", "book.edition_get", "book.share"
PUT_AWAY, PUT_AWAY_NOW = "book.edition_delete", "book.edition_deleted"
THIN = "book.thin"
LISTED = 5  #: buttons on one screen


def hand_over(turn: Turn, edition: Edition, *, beside: bool = False) -> None:
    """Send what was made, with a kind line, and a way to send it on.

    Beside: it comes when it is made, perhaps into a session, whose ways to stop must stay.
    """
    *before, last = views(edition, turn.tr)
    for view in before:
        turn.show(view, beside=beside)
    turn.show(replace(last, rows=column(_sharing(turn, edition))), beside=beside)


def views(edition: Edition, tr: Translator) -> list[View]:
    """The messages an edition is: one a file; what to know about them stands with the last."""
    if edition.kind is EditionKind.VIDEO:
        return _films(edition, tr)
    (media_id,) = edition.media_ids
    which = {"layout": edition.code} if edition.code else {}
    name = tr.plain(f"{edition.kind}-file-name", **which)
    return [View(text=tr(f"{edition.kind}-arrived"), document=media_id, document_name=name)]


def _films(edition: Edition, tr: Translator) -> list[View]:
    count = len(edition.media_ids)
    texts = [tr("video-part", number=number, count=count) for number in range(1, count)]
    texts.append(tr("video-arrived", count=count))
    return [
        View(text=text, video=media_id)
        for text, media_id in zip(texts, edition.media_ids, strict=True)
    ]


def _sharing(turn: Turn, edition: Edition) -> list[Button]:
    """A way to send it on, for who may; a summary goes nowhere from here."""
    if edition.kind is EditionKind.SUMMARY or not can(turn, Action.EDIT_BOOK):
        return []
    return [turn.button("editions-button-share", SHARE, edition.id)]


def name_of(edition: Edition, tr: Translator) -> str:
    """What it is, in a few words: "for printing, A4 in large print"."""
    if edition.kind is EditionKind.PRINT:
        layout = PrintLayout.of(edition.code)
        large = "yes" if layout.large else "no"
        return tr.plain("editions-name-print", paper=layout.paper.upper(), large=large)
    return tr.plain(f"editions-name-{edition.kind}")


def list_editions(turn: Turn, start: str = "") -> None:
    """What was made and is kept, the newest first, a few at a time."""
    first = int(start or 0)
    found = editions.listed(turn.work)
    buttons = [_entry(turn, edition) for edition in found[first : first + LISTED]]
    if len(found) > first + LISTED:
        onward = str(first + LISTED)
        buttons.append(turn.button("editions-button-older", LIST, onward))
    buttons.append(turn.button("print-button-back", "book.open"))
    text = turn.tr("editions-list" if found else "editions-none")
    turn.show_page(View(text=text, rows=column(buttons)))


def _entry(turn: Turn, edition: Edition) -> Button:
    day = reader(turn).day(edition.made_at)
    label = turn.tr.plain(
        "editions-button-entry",
        kind=edition.kind,
        code=edition.code.partition("-")[0].upper(),
        date=f"{day.day}.{day.month}.{day.year % 100:02}",
    )
    return Button(label=label, action=OPEN, argument=edition.id)


def open_edition(turn: Turn, edition_id: str) -> None:
    """One of them: what it is, when it was made, to whom it went."""
    edition = found_or_gone(turn, edition_id)
    if edition is None:
        return
    who = reader(turn)
    sent = _sent_to(turn, edition)
    text = turn.tr(
        "editions-one",
        name=name_of(edition, turn.tr),
        date=who.date_words(who.day(edition.made_at)),
        pages=len(edition.memory_ids),
        any="yes" if sent else "no",
        sent=sent,
    )
    buttons = [turn.button("editions-button-get", GET, edition.id), *_sharing(turn, edition)]
    if can(turn, Action.EDIT_BOOK):
        buttons.append(turn.button("editions-button-delete", PUT_AWAY, edition.id))
    buttons.append(turn.button("editions-button-back", LIST))
    turn.show_page(View(text=text, rows=column(buttons)))


def _sent_to(turn: Turn, edition: Edition) -> str:
    """The names of those it went to, for who looks after the book."""
    if not can(turn, Action.EDIT_BOOK):
        return ""
    names = {m.account_id: m.name for m in turn.services.registry.members(turn.work.patient_id)}
    to = {names.get(sending.to_id, "") for sending in edition.sendings} - {""}
    return ", ".join(sorted(to))


def found_or_gone(turn: Turn, edition_id: str) -> Edition | None:
    """The edition; where it may not be had any more, that is said and the others are shown."""
    try:
        return editions.get(turn.work, edition_id)
    except NotFound:
        turn.notice = turn.tr.plain("editions-gone")
        list_editions(turn)
        return None


def get(turn: Turn, edition_id: str) -> None:
    if edition := found_or_gone(turn, edition_id):
        hand_over(turn, edition)


def ask_put_away(turn: Turn, edition_id: str) -> None:
    if edition := found_or_gone(turn, edition_id):
        buttons = [
            turn.button("editions-button-delete-yes", PUT_AWAY_NOW, edition_id),
            turn.button("editions-button-keep", OPEN, edition_id),
        ]
        text = turn.tr("editions-ask-delete", name=name_of(edition, turn.tr))
        turn.show_page(View(text=text, rows=column(buttons)))


def put_away(turn: Turn, edition_id: str) -> None:
    editions.delete(turn.work, edition_id)
    turn.notice = turn.tr.plain("editions-deleted")
    list_editions(turn)


def watch_age(turn: Turn) -> None:
    """Come back when the next edition has had its time."""
    at = editions.next_thinning(turn.work, now=turn.now)
    if at is not None:
        turn.come_back(THIN, at=at)


def thin(turn: Turn, _: str = "") -> None:
    """What has had its time goes; nobody needs to hear of it."""
    editions.thin(turn.work, now=turn.now)
    turn.keep()
    watch_age(turn)


def taps() -> dict[str, Route]:
    read, edit = Action.READ_BOOK, Action.EDIT_BOOK
    return {
        LIST: Route(read, list_editions),
        OPEN: Route(read, open_edition),
        GET: Route(read, get),
        PUT_AWAY: Route(edit, ask_put_away),
        PUT_AWAY_NOW: Route(edit, put_away),
    }


def ticks() -> dict[str, Route]:
    return {THIN: Route(Action.READ_BOOK, thin)}
