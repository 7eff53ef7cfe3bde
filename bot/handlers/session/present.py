"""The present screen of a session, from the stored session alone: after a restart, too."""

from dataclasses import replace

from bot.handlers.session import (
    after_screens,
    beginning_screens,
    closing_screens,
    hard_screens,
    looking_screens,
    story_screens,
)
from bot.handlers.session.frame import SessionScreen, show
from bot.handlers.therapist.sending import send
from bot.turns import Turn
from core.domain.session import ReminiscenceSession, SessionStage

_BEGINNING = {
    SessionStage.READY: beginning_screens.ready,
    SessionStage.ASSENT: beginning_screens.assent,
    SessionStage.BEFORE: beginning_screens.before,
    SessionStage.OPEN_RITUAL: beginning_screens.open_ritual,
    SessionStage.THEME: beginning_screens.theme,
    SessionStage.LOOK: looking_screens.look,
    SessionStage.INVITE: story_screens.invite,
    SessionStage.CLOSE: closing_screens.close,
    SessionStage.AFTER: after_screens.after,
}
_PARTING = frozenset({SessionStage.CLOSE, SessionStage.AFTER})
_WITH_STORY = {
    SessionStage.DEEPEN: story_screens.deepen,
    SessionStage.READ_BACK: story_screens.read_back,
    SessionStage.PICTURE: story_screens.picture,
}


def show_present(
    turn: Turn,
    session: ReminiscenceSession,
    *,
    in_place: bool = False,
    after_pause: bool = False,
) -> None:
    """Show where the session stands; an ended one says thank you."""
    if session.ended_at is not None:
        turn.expect()
        turn.show(closing_screens.thanks(turn, session))
        send(turn, session)
    else:
        screen = screen_of(turn, session)
        if after_pause and session.stage is SessionStage.DEEPEN:
            screen = story_screens.with_thread(turn, session, screen)
        show(turn, screen, in_place=in_place)


def screen_of(turn: Turn, session: ReminiscenceSession) -> SessionScreen:
    """What comes between goes first; then the stage.

    In a hard moment and while closing nobody is asked what a message is: it becomes the
    companion's note.
    """
    if session.moment is not None:
        return noting(hard_screens.moment(turn, session))
    if session.paused:
        return hard_screens.paused(turn)
    if session.asking_pause:
        return hard_screens.shall_we_pause(turn)
    if session.asking_time:
        return hard_screens.time_is_up(turn, session)
    if session.stage in _WITH_STORY:
        memory = turn.work.memories.find(session.talk.memory_id)
        if memory is None:  # taken out elsewhere meanwhile
            return story_screens.gone(turn)
        return _WITH_STORY[session.stage](turn, session, memory)
    screen = _BEGINNING[session.stage](turn, session)
    return noting(screen) if session.stage in _PARTING else screen


def noting(screen: SessionScreen) -> SessionScreen:
    """The screen, on which a message that nobody asked for is the companion's note."""
    return replace(screen, expects=screen.expects or "session.aside")
