"""What the book answers to."""

from bot.handlers.book import editing, edition, finding, illustrating, reading
from bot.turns import Handler, Route, Routes
from core.domain.circle import Action


def routes() -> Routes:
    read: dict[str, Handler] = {
        "book.open": reading.open_book,
        "book.cover": reading.cover,
        "book.contents": reading.contents,
        "book.chapter": reading.chapter,
        "book.page": reading.page,
        "book.page_of": reading.page_of,
        "book.voice": reading.voice,
        "book.whole": reading.whole,
        "book.search": finding.ask,
        "book.export": edition.send_page,
    }
    edit: dict[str, Handler] = {
        "book.edit": editing.panel,
        "book.retitle": editing.ask_title,
        "book.earlier": editing.earlier,
        "book.later": editing.later,
        "book.take_out": editing.take_out,
        "book.put_back": editing.put_back,
        "book.taken_out": editing.taken_out,
        "book.pictures": illustrating.choose,
        "book.illustrate": illustrating.put,
    }
    reading_routes = {name: Route(Action.READ_BOOK, handler) for name, handler in read.items()}
    editing_routes = {name: Route(Action.EDIT_BOOK, handler) for name, handler in edit.items()}
    return Routes(
        taps=reading_routes | editing_routes,
        answers={
            "book.find": Route(Action.READ_BOOK, finding.found),
            "book.title": Route(Action.EDIT_BOOK, editing.titled),
        },
        commands={"book": Route(Action.READ_BOOK, reading.open_book)},
    )
