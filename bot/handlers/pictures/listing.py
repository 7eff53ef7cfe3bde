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
    memories = _memories_on(turn, page)
    arrived = page == 0 and bool(picture_lists.arrivals(turn.work))
    news = [turn.button("pictures-button-arrived", "pictures.earlier")] if arrived else []
    buttons = [*news, *(_memory_button(m, "pictures.offer") for m in memories[:ON_A_PAGE])]
    text = turn.tr("pictures-list" if buttons else "pictures-list-empty")
    ways = _page_turns(turn, "pictures.list", page, more=len(memories) > ON_A_PAGE)
    flow.show(turn, View(text=text), *column(buttons), ways, _others(turn, page, memories))


def _memories_on(turn: Turn, page: int) -> list[Memory]:
    """The memories of a page, and one more if there is another page."""
    found = picture_lists.without_picture(turn.work, bank=turn.services.bank)
    first = page * ON_A_PAGE
    return list(islice(found, first, first + ON_A_PAGE + 1))


def _others(turn: Turn, page: int, memories: list[Memory]) -> tuple[Button, ...]:
    """Pictures there are already, and fine settings for who asks."""
    if page or flow.in_session(turn):
        return ()
    made = any(picture_lists.with_picture(turn.work))
    there = (turn.button("changes-button-made", "changes.made", "0"),) if made else ()
    finely = (turn.button("fine-button-open", "fine.list", "0"),) if memories else ()
    return (*there, *finely)


def show_fine(turn: Turn, argument: str) -> None:
    """The same memories, to be drawn with fine settings."""
    page = int(argument or 0)
    memories = _memories_on(turn, page)
    buttons = [_memory_button(m, "fine.open_new") for m in memories[:ON_A_PAGE]]
    text = turn.tr("fine-list" if buttons else "pictures-list-empty")
    ways = _page_turns(turn, "fine.list", page, more=len(memories) > ON_A_PAGE)
    flow.show(turn, View(text=text), *column(buttons), ways)


def show_made(turn: Turn, argument: str) -> None:
    """Memories that have a picture, to change it."""
    page = int(argument or 0)
    first = page * ON_A_PAGE
    found = list(islice(picture_lists.with_picture(turn.work), first, first + ON_A_PAGE + 1))
    buttons = [
        Button(
            label=flow.short(default_title(memory)), action="pictures.card", argument=picture.id
        )
        for memory, picture in found[:ON_A_PAGE]
    ]
    ways = _page_turns(turn, "changes.made", page, more=len(found) > ON_A_PAGE)
    flow.show(turn, View(text=turn.tr("changes-made")), *column(buttons), ways)


def _memory_button(memory: Memory, action: str) -> Button:
    return Button(label=flow.short(default_title(memory)), action=action, argument=memory.id)


def _page_turns(turn: Turn, action: str, page: int, *, more: bool) -> tuple[Button, ...]:
    back = turn.button("pictures-button-earlier-page", action, str(page - 1))
    on = turn.button("pictures-button-later-page", action, str(page + 1))
    return (*((back,) if page else ()), _done(turn), *((on,) if more else ()))


def _done(turn: Turn) -> Button:
    return turn.button("button-go-on", "pictures.on")


def taps() -> dict[str, Route]:
    make = Action.MAKE_PICTURES
    return {
        "pictures.list": Route(make, show_page),
        "changes.made": Route(make, show_made),
        "fine.list": Route(make, show_fine),
    }


def commands() -> dict[str, Route]:
    return {"pictures": Route(Action.MAKE_PICTURES, command)}
