"""/help: what this role can do here, and where to tap; only what really answers is listed."""

from markupsafe import Markup

from bot.commands import listed
from bot.screens import View
from bot.turns import Route, Routes, Turn
from core.domain.circle import Action, Role
from core.services.circle import allowed

#: Commands whose route lets everybody in, but which are of use only with one of these.
USEFUL_WITH = {"person": (Action.EDIT_PERSON, Action.EDIT_CARE)}


def open_help(turn: Turn, _: str = "") -> None:
    role = turn.work.role or Role.COMPANION
    commands = Markup("\n").join(
        turn.tr("help-command", command=name, what=what)
        for name, what in listed(_commands(turn), turn.tr)
    )
    paragraphs = [turn.tr(f"help-{role}"), commands]
    if allowed(turn.work, Action.LEAD_SESSION):
        paragraphs.append(turn.tr("help-hard-moment"))
    text = Markup("\n\n").join(paragraphs)
    turn.show_page(View(text=text, rows=((turn.button("button-menu", "home.menu"),),)))


def _commands(turn: Turn) -> list[str]:
    """The commands that this role can use now."""
    return [
        command
        for command, route in turn.services.routes.commands.items()
        if any(allowed(turn.work, a) for a in USEFUL_WITH.get(command, (route.action,)))
    ]


def routes() -> Routes:
    enter = Action.ENTER
    return Routes(
        taps={"help.open": Route(enter, open_help)},
        commands={"help": Route(enter, open_help)},
    )
