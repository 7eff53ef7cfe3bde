"""The way back: the step before, or any earlier one."""

from bot.handlers.pictures import flow, revealing
from bot.screens import View, pictured
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.picture import Picture
from core.services import picture_history, picture_wishes, pictures


def undo(turn: Turn, picture_id: str) -> None:
    """As it was one step before; what came after stays among the steps."""
    picture = picture_wishes.changeable(turn.work, picture_id)
    before = picture_history.step_before(turn.work, picture) if picture else None
    if before is None:
        turn.notice = turn.tr.plain("changes-no-step-before")
        flow.go_on(turn)
    else:
        choose(turn, before.id)


def show_all(turn: Turn, picture_id: str) -> None:
    """All steps side by side, numbered as they were made."""
    picture = picture_wishes.changeable(turn.work, picture_id)
    if picture is None:
        turn.notice = turn.tr.plain("changes-gone")
        flow.go_on(turn)
        return
    found = picture_history.steps(turn.work, picture)
    pictures.offer(turn.work, found, now=turn.now)
    view = View(text=turn.tr("changes-steps"), private=True)
    view = pictured(view, [step.media_id for step in found])
    numbers = [_number(step, number) for number, step in enumerate(found, start=1)]
    back = turn.button("button-back", "pictures.card", picture.id)
    flow.show(turn, view, numbers[:5], numbers[5:], (back,))


def _number(step: Picture, number: int) -> Button:
    return Button(label=str(number), action="changes.step", argument=step.id)


def choose(turn: Turn, picture_id: str) -> None:
    """This step from now on, on its page too."""
    if picture_wishes.changeable(turn.work, picture_id) is None:
        turn.notice = turn.tr.plain("changes-gone")
        flow.go_on(turn)
    else:
        revealing.keep(turn, picture_id)


def taps() -> dict[str, Route]:
    handlers = {
        "changes.undo": undo,
        "changes.steps": show_all,
        "changes.step": choose,
    }
    return {name: Route(Action.MAKE_PICTURES, handler) for name, handler in handlers.items()}
