"""What comes before pages: the cover, the contents, the openings of chapters, a blank book."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.handlers.book.shelf import can, reader
from bot.handlers.book.turning import contents_button, cover_button, line_of, page_button
from bot.handlers.session.unsettled import WAITING
from bot.screens import View, column, grid
from bot.turns import Turn
from core.book.cards import Card
from core.domain.book import Chapter
from core.domain.circle import Action
from core.domain.life import BookPart, LifeStage
from core.i18n.translator import Translator
from core.services import book_waiting, books
from core.services.book_files import CONTENTS, COVER, standing_card

CARRY_ON, TAKE = "session.carry_on", "book.take"


def cover_view(turn: Turn) -> View:
    """Whose book it is, how much was told, and the note on imagined pictures."""
    now, first = reader(turn), books.contents(turn.work)[0]
    text = turn.tr(
        "book-cover",
        title=_with_name(turn, "book-title", turn.tr),
        told=_with_name(turn, "book-told", turn.tr),
        count=turn.tr.plain("book-count", pages=turn.work.pages.count()),
        date=now.date_words(now.day(turn.now)),
        note=turn.tr.plain("book-note"),
    )
    buttons = [
        turn.button("book-button-open", "book.chapter", first.stage),
        contents_button(turn),
        turn.button("book-button-search", "book.search"),
        turn.button("editions-button-take", TAKE),
    ]
    if turn.work.sessions.open_one() is not None and CARRY_ON in turn.services.routes.taps:
        buttons.append(turn.button("button-session", CARRY_ON))
    return View(text=text, picture=cover_card(turn), rows=grid(buttons, width=2))


def take_view(turn: Turn) -> View:
    """Everything the book can become, paper first; and what was made before."""
    buttons = [
        turn.button("print-button-open", "book.print"),
        turn.button("book-button-export", "book.export"),
        turn.button("video-button-open", "book.video"),
    ]
    if can(turn, Action.LEAD_SESSION):
        buttons.append(turn.button("about-button-open", "book.about"))
    buttons += [turn.button("editions-button-list", "book.editions"), cover_button(turn)]
    return View(
        text=turn.tr("editions-take"), picture=cover_card(turn), rows=grid(buttons, width=2)
    )


def cover_card(turn: Turn) -> str:
    """The drawn cover, in the person's language."""
    title = _with_name(turn, "book-title", turn.say)
    told = _with_name(turn, "book-told", turn.say)
    return standing_card(turn.work, COVER, Card(title=title, below=told))


def contents_view(turn: Turn) -> View:
    """The three parts and five stages, as far as they have pages."""
    chapters = books.contents(turn.work)
    below = [cover_button(turn), turn.button("book-button-search", "book.search")]
    if can(turn, Action.EDIT_BOOK):
        below.append(turn.button("book-button-taken-out", "book.taken_out"))
        below.append(turn.button("book-button-waiting", WAITING))
        below.append(turn.button("book-button-add", "book.add"))
    buttons = [
        turn.button(
            "book-button-chapter",
            "book.chapter",
            chapter.stage,
            stage=_stage(turn.tr, chapter.stage),
            pages=chapter.pages,
        )
        for chapter in chapters
    ]
    return View(
        text=_contents_text(turn.tr, chapters),
        picture=contents_card(turn),
        rows=(*column(buttons), *grid(below, width=2)),
    )


def contents_card(turn: Turn) -> str:
    title = turn.say.plain("book-contents-title")
    card = Card(title=title, below=_with_name(turn, "book-title", turn.say))
    return standing_card(turn.work, CONTENTS, card)


def chapter_view(turn: Turn, stage: LifeStage) -> View | None:
    """The opening of a chapter; None when it has no pages."""
    chapters = books.contents(turn.work)
    this = next((c for c in chapters if c.stage is stage), None)
    if this is None:
        return None
    earlier = this.first_page - 1
    back = page_button(turn, earlier) if earlier else cover_button(turn)
    line = line_of(turn, back=back, on=page_button(turn, this.first_page))
    text = turn.tr(
        "book-chapter",
        stage=_stage(turn.tr, stage),
        part=turn.tr.plain(f"part-{stage.part}"),
        pages=this.pages,
        first=this.first_page,
        last=this.last_page,
    )
    card = Card(title=_stage(turn.say, stage), above=turn.say.plain(f"part-{stage.part}"))
    return View(text=text, picture=standing_card(turn.work, stage, card), rows=(line,))


def empty_view(turn: Turn) -> View:
    """Kind words, and what to do next: first of all with stories that are there already."""
    if not can(turn, Action.LEAD_SESSION):
        return View(text=turn.tr("book-empty-reader"))
    buttons = [turn.button("button-session", "session.begin")]
    edits, who = can(turn, Action.EDIT_BOOK), turn.account.id
    waiting = edits and book_waiting.any_outside(turn.work, account_id=who, now=turn.now)
    if waiting:
        buttons.insert(0, turn.button("book-button-waiting", WAITING))
    if edits and books.taken_out(turn.work):
        buttons.append(turn.button("book-button-taken-out", "book.taken_out"))
    text = turn.tr("book-empty-waiting" if waiting else "book-empty")
    return View(text=text, rows=column(buttons))


def _contents_text(tr: Translator, chapters: Sequence[Chapter]) -> Markup:
    blocks = [tr("book-contents")]
    for part in BookPart:
        lines = [_chapter_line(tr, c) for c in chapters if c.stage.part is part]
        if lines:
            heading = tr("book-contents-part", part=tr.plain(f"part-{part}"))
            blocks.append(Markup("\n").join([heading, *lines]))
    return Markup("\n\n").join(blocks)


def _chapter_line(tr: Translator, chapter: Chapter) -> Markup:
    stage = _stage(tr, chapter.stage)
    pages = tr.plain("book-pages", pages=chapter.pages)
    return tr("book-contents-chapter", stage=stage, pages=pages)


def _stage(tr: Translator, stage: LifeStage) -> str:
    return tr.plain(f"stage-{stage}")


def _with_name(turn: Turn, words: str, tr: Translator) -> str:
    name = turn.patient.name.strip()
    return tr.plain(words, name=name) if name else tr.plain(f"{words}-nameless")
