"""About me: the page for care staff, read in the chat, added to by its owner, sent on paper."""

from markupsafe import Markup

from bot.handlers.book import ordering
from bot.handlers.book.shelf import (
    ask,
    asked_about,
    can,
    forget_question,
    pass_on,
    reader,
)
from bot.screens import View, column, grid
from bot.turns import Route, Turn
from core.book.print_about import AboutPage, AboutSection, card_of
from core.domain.circle import Action
from core.domain.conversation import Button
from core.services import about_me, book_print
from core.services.about_me import ADDABLE, LONGEST_LINE, MOST_ADDED, Part
from core.services.book_orders import ABOUT_PURPOSE

ANSWER, PRINT = "book.about_line", "book.about_print"
CARD = "card"


def show_page(turn: Turn, _: str = "") -> None:
    """The page as a message, with what can be done about it."""
    forget_question(turn)
    page = page_now(turn)
    if not page.sections:
        turn.show(View(text=turn.tr("about-empty"), rows=grid(_buttons(turn, page), width=2)))
        return
    text = turn.tr(
        "about-screen",
        title=page.title,
        lead=page.lead,
        sections=Markup("\n\n").join(_section(turn, part) for part in page.sections),
        note=page.note,
    )
    turn.show(View(text=text, rows=grid(_buttons(turn, page), width=2)))


def page_now(turn: Turn, code: str = "") -> AboutPage:
    """The page as it is now; with the code of a card, as a card."""
    who = reader(turn)
    page = about_me.about_page(turn.work, reader=who, today=who.day(turn.now))
    return card_of(page) if code == CARD else page


def _section(turn: Turn, section: AboutSection) -> Markup:
    lines = Markup("\n").join(turn.tr("about-line", text=line.text) for line in section.lines)
    return turn.tr("about-section", heading=section.heading, lines=lines)


def _buttons(turn: Turn, page: AboutPage) -> list[Button]:
    buttons = []
    if page.sections:
        buttons.append(turn.button("about-button-print", PRINT))
        buttons.append(turn.button("about-button-card", PRINT, CARD))
    if can(turn, Action.EDIT_PERSON):
        buttons.append(turn.button("about-button-add", "book.about_add"))
        if any(about_me.added(turn.work).values()):
            buttons.append(turn.button("about-button-clear", "book.about_clear"))
    return [*buttons, turn.button("about-button-back", "book.open")]


def print_page(turn: Turn, code: str = "") -> None:
    """Send the page on paper, or the card, as it is now."""
    ordering.order_or_send(turn, book_print.about_to_print(page_now(turn, code)))


def came(turn: Turn, _: str) -> None:
    """A printed page has come."""
    ordering.came(turn, again=lambda code: book_print.about_to_print(page_now(turn, code)))


def ask_part(turn: Turn, _: str = "") -> None:
    """What the line to be added is about."""
    parts = [turn.button(f"about-button-{part}", "book.about_ask", part) for part in ADDABLE]
    back = turn.button("about-button-back", "book.about")
    turn.show(View(text=turn.tr("about-ask-part"), rows=(*column(parts), (back,))))


def ask_line(turn: Turn, part: str) -> None:
    back = turn.button("about-button-back", "book.about")
    ask(turn, View(text=turn.tr(f"about-ask-{part}"), rows=((back,),)), ANSWER, part)


def written(turn: Turn, argument: str) -> None:
    """A line for the page, as it was written; a voice, or much more, may well be a story."""
    words = turn.incoming.text
    if turn.incoming.may_be_story(longest=2 * LONGEST_LINE):
        turn.tell(turn.tr("about-passed-on", longest=LONGEST_LINE))
        pass_on(turn)
        return
    part = Part(asked_about(argument))
    if about_me.add(turn.work, part, words=words):
        show_page(turn)
    else:
        turn.tell(turn.tr("about-not-taken", longest=LONGEST_LINE, most=MOST_ADDED))


def clear(turn: Turn, _: str = "") -> None:
    about_me.clear(turn.work)
    show_page(turn)


def taps() -> dict[str, Route]:
    care, add = Action.LEAD_SESSION, Action.EDIT_PERSON
    return {
        "book.about": Route(care, show_page),
        PRINT: Route(care, print_page),
        "book.about_add": Route(add, ask_part),
        "book.about_ask": Route(add, ask_line),
        "book.about_clear": Route(add, clear),
    }


def answers() -> dict[str, Route]:
    return {ANSWER: Route(Action.EDIT_PERSON, written)}


def results() -> dict[str, Route]:
    return {ABOUT_PURPOSE: Route(Action.LEAD_SESSION, came)}
