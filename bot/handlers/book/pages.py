"""A page as a message: its picture, its caption, and where to go from it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.handlers.book.captions import page_caption
from bot.handlers.book.shelf import can, reader
from bot.handlers.book.turning import chapter_button, line_of, page_button
from bot.screens import Rows, View
from bot.turns import Turn
from core.book.cards import Card
from core.book.texts import page_text, title_of
from core.domain.book import Chapter, Spread
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.patient import Standing
from core.domain.picture import Picture
from core.services import books, comments
from core.services.book_files import page_card

TOGETHER = "session.begin"


def page_view(turn: Turn, spread: Spread, *, front: int = 0) -> View:
    """A page to read; where several pictures stand on it, `front` is the one that is seen."""
    spread, front = _turned_to(spread, front)
    text = page_text(spread, reader(turn))
    chapters = books.contents(turn.work)
    caption = page_caption(text, place=place_words(turn, spread, chapters), tr=turn.tr)
    return View(
        text=caption.text,
        picture=picture_of(turn, spread),
        rows=_rows(turn, spread, chapters, cut=not caption.whole, front=front),
    )


def _turned_to(spread: Spread, front: int) -> tuple[Spread, int]:
    """The page with another of its pictures in front."""
    shown = spread.all_shown
    if not shown or not front % len(shown):
        return spread, 0
    front %= len(shown)
    seen, rest = shown[front], (*shown[front + 1 :], *shown[:front])
    if isinstance(seen, Picture):
        return replace(spread, picture=seen, photo=None, more=rest), front
    return replace(spread, picture=None, photo=seen, more=rest), front


def place_words(turn: Turn, spread: Spread, chapters: Sequence[Chapter]) -> str:
    """Where in the book the page is."""
    return turn.tr.plain(
        "book-place-in-book",
        stage=turn.tr.plain(f"stage-{spread.page.stage}"),
        number=spread.number,
        count=chapters[-1].last_page if chapters else 0,
    )


def picture_of(turn: Turn, spread: Spread) -> str:
    """What a page shows: its picture, its photo, or a card with its title."""
    if spread.media_id is not None:
        return spread.media_id
    stage = turn.say.plain(f"stage-{spread.page.stage}")
    card = Card(title=title_of(spread.memory, turn.say), below=stage)
    return page_card(turn.work, spread, card)


def _rows(
    turn: Turn, spread: Spread, chapters: Sequence[Chapter], *, cut: bool, front: int
) -> Rows:
    page_id = spread.page.id
    more = []
    if spread.more:
        words = {"number": front + 1, "count": len(spread.all_shown)}
        onward = f"{page_id}/{front + 1}"
        more.append(turn.button("book-button-pictures", "book.look", onward, **words))
    if spread.memory.voice_ids:
        more.append(turn.button("book-button-voice", "book.voice", page_id))
    if cut:
        more.append(turn.button("book-button-whole", "book.whole", page_id))
    written = len(comments.of_page(turn.work, page_id))
    more.append(turn.button("comments-button", "comments.open", page_id, count=written))
    if _may_look_together(turn):
        more.append(turn.button("book-button-together", TOGETHER, page_id))
    last = [chapter_button(turn, spread.page.stage)]
    if can(turn, Action.EDIT_BOOK):
        last.append(turn.button("book-button-edit", "book.edit", page_id))
    rows = (_turning_line(turn, spread, chapters), tuple(more), tuple(last))
    return tuple(row for row in rows if row)


def _may_look_together(turn: Turn) -> bool:
    """A session has to be begun for it, and none is while the space rests."""
    there = turn.patient.standing is Standing.ACTIVE and TOGETHER in turn.services.routes.taps
    return there and can(turn, Action.LEAD_SESSION)


def _turning_line(turn: Turn, spread: Spread, chapters: Sequence[Chapter]) -> tuple[Button, ...]:
    """Back and on, through the openings of chapters."""
    number = spread.number
    stages = {chapter.first_page: chapter.stage for chapter in chapters}

    def leading(to: int, *, through: int) -> Button:
        stage = stages.get(through)
        return chapter_button(turn, stage) if stage else page_button(turn, to)

    back = leading(number - 1, through=number)
    last = chapters[-1].last_page if chapters else number
    on = leading(number + 1, through=number + 1)
    return line_of(turn, back=back, on=on if number < last else None)
