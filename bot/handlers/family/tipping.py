"""A tip for the next session: left by the circle, answered by who leads."""

from bot.handlers.book.shelf import pass_on
from bot.screens import View
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.tip import LONGEST_TIP
from core.errors import NotFound
from core.services import sessions, tips


def ask(turn: Turn, _: str = "") -> None:
    """What would you ask about? It is said at once that it is only a suggestion."""
    sessions.require_life(turn.work)
    sessions.require_permission(turn.work)
    back = turn.button("button-menu", "home.menu")
    turn.show(View(text=turn.tr("tips-ask"), rows=((back,),)))
    turn.expect("tips.written")


def written(turn: Turn, _: str) -> None:
    """Keep it for who leads next; a voice, or more than fits, may well be a story."""
    words = turn.incoming.text
    if turn.incoming.may_be_story(longest=LONGEST_TIP):
        turn.tell(turn.tr("tips-passed-on", most=LONGEST_TIP))
        pass_on(turn)
        return
    tip = tips.leave(
        turn.work,
        words=words,
        account_id=turn.account.id,
        tip_id=turn.services.ids.new(),
        now=turn.now,
    )
    if tip is None:
        turn.tell(turn.tr("tips-unclear", most=LONGEST_TIP))
        ask(turn)
        return
    turn.expect()
    menu = turn.button("button-menu", "home.menu")
    turn.show(View(text=turn.tr("tips-kept"), rows=((menu,),)))


def take(turn: Turn, tip_id: str) -> None:
    """Whoever leads keeps it in mind; it stays in the chat, and is asked of nobody."""
    tip = tips.take(turn.work, tip_id, session_id=_session_id(turn), now=turn.now)
    turn.tell(turn.tr("tips-in-mind", words=tip.words))
    turn.go("session.carry_on")


def decline(turn: Turn, tip_id: str) -> None:
    tips.decline(turn.work, tip_id, session_id=_session_id(turn), now=turn.now)
    turn.go("session.carry_on")


def _session_id(turn: Turn) -> str:
    session = turn.work.sessions.open_one()
    if session is None:
        raise NotFound("A tip is answered in a session.")
    return session.id


def taps() -> dict[str, Route]:
    tell, lead = Action.TELL_MEMORY, Action.LEAD_SESSION
    return {
        "tips.ask": Route(tell, ask),
        "tips.take": Route(lead, take),
        "tips.decline": Route(lead, decline),
    }


def answers() -> dict[str, Route]:
    return {"tips.written": Route(Action.TELL_MEMORY, written)}
