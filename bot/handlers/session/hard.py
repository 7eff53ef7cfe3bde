"""⏸, 😟 and the clock: what may come between at any point of a session."""

from bot.handlers import alerts, seeing_out
from bot.handlers.letting_go import stopping_work, take_away_rejected
from bot.handlers.session.frame import leader_of
from bot.handlers.session.leading import step
from bot.handlers.session.present import show_present
from bot.turns import Route, Turn
from core.domain import interruptions
from core.domain.alert import AlertCause
from core.domain.circle import Action
from core.domain.distress import ComfortStep, Situation, Tier
from core.services import distress, sessions, story


def pause(turn: Turn, _: str) -> None:
    step(turn, lambda session: interruptions.pause(session, now=turn.now))


def resume(turn: Turn, _: str) -> None:
    """Go on; the thread that was lost is given back first."""
    session = sessions.step(
        turn.work,
        leader_of(turn),
        lambda paused: interruptions.resume(paused, now=turn.now),
    )
    show_present(turn, session, after_pause=True)


def go_on(turn: Turn, _: str) -> None:
    step(turn, interruptions.go_on)


def hard_moment(turn: Turn, _: str) -> None:
    step(turn, lambda session: interruptions.hard_moment(session, now=turn.now))


def tier(turn: Turn, number: str) -> None:
    """How hard it is; whoever has to know is told at once."""
    session = distress.judge(turn.work, leader_of(turn), tier=Tier(int(number)))
    if session.in_moment().flagged:
        danger = session.in_moment().tier is Tier.DANGER
        alerts.sound(turn, AlertCause.DANGER if danger else AlertCause.UPSET)
    show_present(turn, session)


def hurts(turn: Turn, _: str) -> None:
    show_present(turn, distress.story_hurts(turn.work, leader_of(turn)))


def let_go(turn: Turn, memory_id: str) -> None:
    """They do not want it kept: what is still being drawn of it stops, too."""
    with stopping_work(turn):
        session = story.let_go(turn.work, leader_of(turn), memory_id=memory_id)
    show_present(turn, session)


def calm(turn: Turn, _: str) -> None:
    show_present(turn, distress.calm_again(turn.work, leader_of(turn)))


def gentler(turn: Turn, _: str) -> None:
    show_present(turn, distress.gentler(turn.work, leader_of(turn)))


def offer_comfort(turn: Turn, _: str) -> None:
    step(turn, interruptions.offer_comfort)


def comfort_step(turn: Turn, name: str) -> None:
    step(turn, lambda session: interruptions.comfort(session, ComfortStep(name)))


def situation(turn: Turn, name: str) -> None:
    """What it is most like; a picture that upset is taken from the chat at once, too."""
    session = distress.name_situation(turn.work, leader_of(turn), Situation(name))
    take_away_rejected(turn)
    show_present(turn, session)


def close_moment(turn: Turn, _: str) -> None:
    show_present(turn, distress.close_after(turn.work, leader_of(turn)))


def help_called(turn: Turn, _: str) -> None:
    step(turn, lambda session: interruptions.help_called(session, now=turn.now))


def time(turn: Turn, _: str) -> None:
    """The clock looked: ask at the limit, and close five minutes later, whatever the stage.

    Where the space rests now, it closes at once. Who was put out of the circle meanwhile is
    shown nothing: their session ends quietly.
    """
    session = sessions.tick(turn.work, now=turn.now)
    if session is None:
        return
    leader = turn.services.registry.account(session.led_by)
    if leader is not None:  # somebody may have taken over since the clock was set
        turn.account, turn.chat_id = leader, leader.id
    if turn.may_here(Action.LEAD_SESSION):
        show_present(turn, session)
    else:
        seeing_out.end_session_of(turn, session.led_by)
        turn.keep()


def taps() -> dict[str, Route]:
    lead = Action.LEAD_SESSION
    return {
        "session.pause": Route(lead, pause),
        "session.resume": Route(lead, resume),
        "session.go_on": Route(lead, go_on),
        "session.hard_moment": Route(lead, hard_moment),
        "session.tier": Route(lead, tier),
        "session.hurts": Route(lead, hurts),
        "session.let_go": Route(lead, let_go),
        "session.calm": Route(lead, calm),
        "session.gentler": Route(lead, gentler),
        "session.offer_comfort": Route(lead, offer_comfort),
        "session.step": Route(lead, comfort_step),
        "session.situation": Route(lead, situation),
        "session.close_moment": Route(lead, close_moment),
        "session.help_called": Route(lead, help_called),
    }


def ticks() -> dict[str, Route]:
    return {"session.time": Route(Action.ENTER, time)}
