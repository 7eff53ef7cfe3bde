"""/pictures: at leisure, from any kept memory, as often as wanted."""

from itertools import islice

from bot.handlers.pictures import flow
from bot.screens import View, column
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.memory import Memory
from core.services import picture_lists, scenes
from core.services.memories import default_title

ON_A_PAGE = 5


def command(turn: Turn, _: str) -> None:
    turn.expect()
    show_page(turn, "0")


def show_page(turn: Turn, argument: str) -> None:
    """Memories without a picture, the newest first; what has arrived comes before them."""
    if not scenes.may_have_pictures(turn.work):
        flow.show(turn, View(text=turn.tr("pictures-off")), (_done(turn),))
        return
    page = int(argument or 0)
    found = picture_lists.without_picture(turn.work, bank=turn.services.bank)
    first = page * ON_A_PAGE
    memories = list(islice(found, first, first + ON_A_PAGE + 1))
    arrived = page == 0 and bool(picture_lists.arrivals(turn.work))
    news = [turn.button("pictures-button-arrived", "pictures.earlier")] if arrived else []
    buttons = [*news, *(_memory_button(memory) for memory in memories[:ON_A_PAGE])]
    text = turn.tr("pictures-list" if buttons else "pictures-list-empty")
    ways = _page_turns(turn, page, more=len(memories) > ON_A_PAGE)
    flow.show(turn, View(text=text), *column(buttons), ways)


def _memory_button(memory: Memory) -> Button:
    label = flow.short(default_title(memory))
    return Button(label=label, action="pictures.offer", argument=memory.id)


def _page_turns(turn: Turn, page: int, *, more: bool) -> tuple[Button, ...]:
    back = turn.button("pictures-button-earlier-page", "pictures.list", str(page - 1))
    on = turn.button("pictures-button-later-page", "pictures.list", str(page + 1))
    return (*((back,) if page else ()), _done(turn), *((on,) if more else ()))


def _done(turn: Turn) -> Button:
    return turn.button("button-go-on", "pictures.on")


def taps() -> dict[str, Route]:
    return {"pictures.list": Route(Action.MAKE_PICTURES, show_page)}


def commands() -> dict[str, Route]:
    return {"pictures": Route(Action.MAKE_PICTURES, command)}
