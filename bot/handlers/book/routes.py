"""What the book answers to."""

from bot.handlers.book import (
    about,
    adding,
    dating,
    editing,
    edition,
    filming,
    finding,
    illustrating,
    linking,
    ordering,
    printing,
    reading,
)
from bot.handlers.book.print_waiting import CANCEL
from bot.turns import Handler, Route, Routes
from core.domain.circle import Action
from core.services.book_orders import ABOUT_PURPOSE, BOOK_PURPOSE, VIDEO_PURPOSE


def routes() -> Routes:
    read: dict[str, Handler] = {
        "book.open": reading.open_book,
        "book.cover": reading.cover,
        "book.contents": reading.contents,
        "book.chapter": reading.chapter,
        "book.page": reading.page,
        "book.page_of": reading.page_of,
        "book.look": reading.look,
        "book.voice": reading.voice,
        "book.heard": reading.heard,
        "book.whole": reading.whole,
        "book.search": finding.ask,
        "book.export": edition.send_page,
        printing.CHOOSE: printing.choose,
        printing.MAKE: printing.make,
        filming.CHOOSE: filming.choose,
        filming.MAKE: filming.make,
        CANCEL: ordering.cancel,
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
        "book.add_picture": illustrating.add,
        "book.only_front": illustrating.only_front,
        "book.linking": linking.ask_line,
        "book.no_linking": linking.without,
        "book.own_linking": linking.as_before,
        "book.when": dating.ask_stage,
        "book.when_stage": dating.ask_decade,
        "book.when_set": dating.place,
        "book.add": adding.begin,
        "book.add_photo": adding.ask_photo,
    }
    care: dict[str, Handler] = {
        "book.about": about.show_page,
        about.PRINT: about.print_page,
    }
    add: dict[str, Handler] = {
        "book.about_add": about.ask_part,
        "book.about_ask": about.ask_line,
        "book.about_clear": about.clear,
    }
    allowed = {
        Action.READ_BOOK: read,
        Action.EDIT_BOOK: edit,
        Action.LEAD_SESSION: care,
        Action.EDIT_PERSON: add,
    }
    return Routes(
        taps={
            name: Route(action, handler)
            for action, handlers in allowed.items()
            for name, handler in handlers.items()
        },
        answers={
            "book.find": Route(Action.READ_BOOK, finding.found),
            "book.title": Route(Action.EDIT_BOOK, editing.titled),
            "book.linked": Route(Action.EDIT_BOOK, linking.linked),
            "book.new_page": Route(Action.EDIT_BOOK, adding.sent),
            about.ANSWER: Route(Action.EDIT_PERSON, about.written),
        },
        commands={"book": Route(Action.READ_BOOK, reading.open_book)},
        results={
            BOOK_PURPOSE: Route(Action.READ_BOOK, printing.came),
            ABOUT_PURPOSE: Route(Action.LEAD_SESSION, about.came),
            VIDEO_PURPOSE: Route(Action.READ_BOOK, filming.came),
        },
    )
