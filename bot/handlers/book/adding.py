"""A page of one's own: a real photo and a few words, put where they belong in a life."""

from bot.handlers.book.pages import page_view
from bot.handlers.book.shelf import ask, asked_about, pass_on, show
from bot.handlers.book.turning import contents_button
from bot.screens import View, column
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.consent import ConsentKind
from core.domain.life import LifeStage
from core.services import book_writing, books
from core.services.book_writing import NewPage

PERMISSION = "privacy.ask"


def begin(turn: Turn, _: str = "") -> None:
    """Where in a life the page belongs; before that, whether photos may be kept."""
    if turn.work.consents.holding(ConsentKind.PHOTOS) is None:
        _ask_permission(turn)
        return
    buttons = [turn.button(f"stage-{stage}", "book.add_photo", stage.value) for stage in LifeStage]
    rows = (*column(buttons), (turn.button("about-button-back", "book.open"),))
    turn.show(View(text=turn.tr("book-add-when"), rows=rows))


def _ask_permission(turn: Turn) -> None:
    buttons = [turn.button("about-button-back", "book.open")]
    if PERMISSION in turn.services.routes.taps:
        buttons.insert(0, turn.button("book-button-permission", PERMISSION, ConsentKind.PHOTOS))
    turn.show(View(text=turn.tr("book-add-permission"), rows=column(buttons)))


def ask_photo(turn: Turn, stage: str) -> None:
    """Wait for a photo; the words below it become the page's."""
    back = turn.button("about-button-back", "book.add")
    ask(turn, View(text=turn.tr("book-add-photo"), rows=((back,),)), "book.new_page", stage)


def sent(turn: Turn, argument: str) -> None:
    """Make the page, and open the book at it; a FileRefused says what to send instead."""
    if not (turn.incoming.may_be_photo and turn.file):
        pass_on(turn)
        return
    page = book_writing.page_from_photo(
        turn.work,
        NewPage(
            photo=turn.file,
            caption="",
            words=turn.incoming.text,
            stage=LifeStage(asked_about(argument)),
            writer_id=turn.account.id,
            writer=turn.own_name,
        ),
        ids=turn.services.ids,
        now=turn.now,
    )
    spread = books.open_page(turn.work, page.id) if page is not None else None
    if spread is None:
        turn.show(View(text=turn.tr("book-not-back"), rows=((contents_button(turn),),)))
    else:
        show(turn, page_view(turn, spread), anew=True)


def taps() -> dict[str, Route]:
    edit = Action.EDIT_BOOK
    return {"book.add": Route(edit, begin), "book.add_photo": Route(edit, ask_photo)}


def answers() -> dict[str, Route]:
    return {"book.new_page": Route(Action.EDIT_BOOK, sent)}
