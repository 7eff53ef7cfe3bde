"""A page as a message: its picture, its caption, and where to go from it."""

from bot.handlers.book.captions import page_caption
from bot.handlers.book.shelf import can, reader
from bot.handlers.book.turning import chapter_button, line_of, page_button
from bot.screens import Rows, View
from bot.turns import Turn
from core.book.cards import Card
from core.book.texts import page_text, title_of
from core.domain.book import Spread
from core.domain.circle import Action
from core.domain.conversation import Button
from core.services import books
from core.services.book_files import page_card


def page_view(turn: Turn, spread: Spread) -> View:
    """A page to read."""
    text = page_text(spread, reader(turn))
    caption = page_caption(text, place=place_words(turn, spread), tr=turn.tr)
    return View(
        text=caption.text,
        picture=picture_of(turn, spread),
        rows=_rows(turn, spread, cut=not caption.whole),
    )


def place_words(turn: Turn, spread: Spread) -> str:
    """Where in the book the page is."""
    return turn.tr.plain(
        "book-place-in-book",
        stage=turn.tr.plain(f"stage-{spread.page.stage}"),
        number=spread.number,
        count=turn.work.pages.count(),
    )


def picture_of(turn: Turn, spread: Spread) -> str:
    """What a page shows: its picture, its photo, or a card with its title."""
    if spread.media_id is not None:
        return spread.media_id
    stage = turn.say.plain(f"stage-{spread.page.stage}")
    card = Card(title=title_of(spread.memory, turn.say), below=stage)
    return page_card(turn.work, spread, card)


def _rows(turn: Turn, spread: Spread, *, cut: bool) -> Rows:
    page_id = spread.page.id
    more = []
    if spread.memory.voice_ids:
        more.append(turn.button("book-button-voice", "book.voice", page_id))
    if cut:
        more.append(turn.button("book-button-whole", "book.whole", page_id))
    last = [chapter_button(turn, spread.page.stage)]
    if can(turn, Action.EDIT_BOOK):
        last.append(turn.button("book-button-edit", "book.edit", page_id))
    rows = (_turning_line(turn, spread), tuple(more), tuple(last))
    return tuple(row for row in rows if row)


def _turning_line(turn: Turn, spread: Spread) -> tuple[Button, ...]:
    """Back and on, through the openings of chapters."""
    chapters, number = books.contents(turn.work), spread.number
    opens = {c.first_page: chapter_button(turn, c.stage) for c in chapters}
    back = opens.get(number) or page_button(turn, number - 1)
    last = chapters[-1].last_page if chapters else number
    on = opens.get(number + 1) or page_button(turn, number + 1)
    return line_of(turn, back=back, on=on if number < last else None)
