"""The book on paper, and the page about a person, as they would be printed now."""

from collections.abc import Mapping
from datetime import datetime

from core.book.layout import life_book
from core.book.print_about import AboutPage
from core.book.print_edition import print_edition
from core.book.print_layout import PrintLayout
from core.book.texts import Reader
from core.domain.circle import Action
from core.ports import Ids, PatientWork
from core.services import book_voices, books
from core.services.book_orders import Order, picture_files


def book_to_print(
    work: PatientWork,
    *,
    reader: Reader,
    layout: PrintLayout,
    now: datetime,
    ids: Ids,
    bot_username: str = "",
) -> Order:
    """The book as it would be printed now; codes need a bot to lead to."""
    work.require(Action.READ_BOOK)
    today = reader.day(now)
    spreads = [books.with_what_is_there(work, spread) for spread in books.all_spreads(work)]
    links: Mapping[str, str] = {}
    if layout.voices and bot_username:
        links = book_voices.links(work, spreads, ids=ids, bot_username=bot_username)
    book = life_book(books.contents(work), reader, printed=today)
    return Order(
        edition=print_edition(book, spreads, reader, layout=layout, today=today, links=links),
        code=layout.code,
        files=picture_files(work, spreads),
    )


def about_to_print(page: AboutPage) -> Order:
    return Order(edition=page, code="card" if page.card else "about")
