"""What whoever holds the care settings takes back: themes left out, styles that are open."""

from bot.screens import Rows, View, column
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.picture import PictureStyle
from core.services import picture_styles, steering
from core.services.person_facts import Section


def ways(turn: Turn) -> tuple[Button, ...]:
    """What the page of how sessions are leads to besides; nothing where nothing is left out."""
    styles = turn.button("summaries-button-styles", "summaries.styles")
    if not steering.left_out(turn.work, bank=turn.services.bank):
        return (styles,)
    return (turn.button("summaries-button-left-out", "summaries.left_out"), styles)


def open_left_out(turn: Turn, _: str = "") -> None:
    """Every theme that was left out for good, each with the way back."""
    turn.expect()
    codes = steering.left_out(turn.work, bank=turn.services.bank)
    buttons = [
        Button(label=_theme(turn, code), action="summaries.let_back", argument=code)
        for code in codes
    ]
    text = turn.tr("summaries-left-out" if codes else "summaries-left-out-none")
    turn.show_page(View(text=text, rows=(*column(buttons), _back(turn))))


def let_back(turn: Turn, code: str) -> None:
    steering.let_back(turn.work, code)
    turn.notice = turn.tr.plain("summaries-reviewed-back")
    open_left_out(turn)


def open_styles(turn: Turn, _: str = "") -> None:
    """What is open of the styles and the fine settings, each to be shut."""
    turn.expect()
    shut = turn.button("summaries-shut-fine", "summaries.shut_fine")
    rows: Rows = column(_style(turn, style) for style in _opened(turn))
    if picture_styles.fine_settings_open(turn.patient):
        rows = (*rows, (shut,))
    text = turn.tr("summaries-styles" if rows else "summaries-styles-none")
    turn.show_page(View(text=text, rows=(*rows, _back(turn))))


def shut_style(turn: Turn, style: str) -> None:
    picture_styles.shut_style(turn.work, style=PictureStyle(style))
    turn.notice = turn.tr.plain("summaries-shut")
    open_styles(turn)


def shut_fine(turn: Turn, _: str) -> None:
    picture_styles.shut_fine_settings(turn.work)
    turn.notice = turn.tr.plain("summaries-shut")
    open_styles(turn)


def _theme(turn: Turn, code: str) -> str:
    return turn.tr.plain(f"theme-{code}-short" if code else "summaries-no-theme")


def _opened(turn: Turn) -> list[PictureStyle]:
    found = picture_styles.open_styles(turn.patient)
    return [style for style in PictureStyle if style in found and style is not PictureStyle.SOFT]


def _style(turn: Turn, style: PictureStyle) -> Button:
    return turn.button(f"pictures-style-{style}", "summaries.shut_style", style)


def _back(turn: Turn) -> tuple[Button, ...]:
    return (turn.button("button-back", "person.part", Section.CARE),)


def taps() -> dict[str, Route]:
    care = Action.EDIT_CARE
    return {
        "summaries.left_out": Route(care, open_left_out),
        "summaries.let_back": Route(care, let_back),
        "summaries.styles": Route(care, open_styles),
        "summaries.shut_style": Route(care, shut_style),
        "summaries.shut_fine": Route(care, shut_fine),
    }
