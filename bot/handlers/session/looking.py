"""Looking at the book together, page by page, with the same ways to stop as everywhere."""

from dataclasses import replace

from bot.handlers.session import telling
from bot.handlers.session.frame import leader_of, show
from bot.handlers.session.present import screen_of, show_present
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.session import OutOfStep, SessionStage
from core.services import looking, sessions


def look_through(turn: Turn, _: str) -> None:
    """The book in the place of a theme."""
    show_present(turn, looking.look_through(turn.work, leader_of(turn)))


def turn_page(turn: Turn, number: str) -> None:
    session = looking.turn_to(turn.work, leader_of(turn), number=int(number))
    show_present(turn, session, in_place=True)


def listen(turn: Turn, _: str) -> None:
    """Let the voice be heard, and stay at the page."""
    session = sessions.leading(turn.work, leader_of(turn))
    spread = looking.open_page(turn.work, session)
    if session.stage is not SessionStage.LOOK or spread is None:
        raise OutOfStep
    show(turn, replace(screen_of(turn, session), voices=spread.memory.voice_ids))


def told(turn: Turn, _: str) -> None:
    """They told something: it is kept, and read back; a voice is listened to."""
    brought = telling.told_in(turn)
    if brought is not None:
        show_present(turn, looking.told(turn.work, leader_of(turn), brought))
        telling.listen(turn, brought)


def taps() -> dict[str, Route]:
    lead = Action.LEAD_SESSION
    return {
        "session.look_through": Route(lead, look_through),
        "session.look_at": Route(lead, turn_page),
        "session.look_listen": Route(lead, listen),
    }


def answers() -> dict[str, Route]:
    return {"session.look_told": Route(Action.LEAD_SESSION, told)}
