"""/language: the language the bot speaks to this account."""

from dataclasses import replace

from bot.screens import View, column
from bot.turns import Route, Routes, Turn
from core.domain.circle import Action
from core.domain.patient import Language


def ask(turn: Turn, _: str = "") -> None:
    turn.expect()
    buttons = [
        turn.button(f"language-{language}", "language.choose", language) for language in Language
    ]
    turn.show_page(View(text=turn.tr("language-ask"), rows=column(buttons)))


def choose(turn: Turn, language: str) -> None:
    """Speak it from now on; the person's own language is on their page."""
    turn.account = replace(turn.account, language=Language(language))
    turn.services.registry.save_account(turn.account)
    button = turn.button("button-menu", "home.menu")
    turn.show_page(View(text=turn.tr("language-chosen"), rows=((button,),)))


def routes() -> Routes:
    enter = Action.ENTER
    return Routes(
        taps={"language.ask": Route(enter, ask), "language.choose": Route(enter, choose)},
        commands={"language": Route(enter, ask)},
    )
