"""Screens S9-S11: the five beats, what the companion is asked afterwards, and the thank-you."""

from markupsafe import Markup

from bot.handlers.session.frame import SessionScreen, column_of, lines
from bot.handlers.session.unsettled import WAITING, settle_button
from bot.screens import View, grid
from bot.turns import Turn
from core.domain.circle import Action
from core.domain.closing import Beat
from core.domain.life import Level
from core.domain.memory import Memory, Teller, ToldHow, Valence
from core.domain.patient import Standing
from core.domain.session import ReminiscenceSession
from core.domain.session_record import StopReason
from core.domain.titles import image_from, title_from
from core.services import book_waiting, memories, sessions
from core.services.memories import default_title

#: Beats that have a shorter line in company; a closing begun at another level has more.
_BRIEF = frozenset({Beat.GOODBYE, Beat.THANK, Beat.NOW, Beat.NEXT})


def close(turn: Turn, session: ReminiscenceSession) -> SessionScreen:
    """One page of the closing; whatever else happened, the person is said goodbye to."""
    memory = last_memory(turn, session)
    spoken = tuple(_beat(turn, session, beat, memory) for beat in session.beats)
    naming = Beat.NAME in session.beats
    action = "session-name-yes" if naming else "session-next"
    last = session.page + 1 == len(session.closing)
    return SessionScreen(
        lines=(*_closing_guides(turn, session), *spoken, *_parting(turn, session)),
        rows=column_of(turn, ("session-done" if last else action, "session.beat")),
        expects="session.title" if naming and memory else "",
    )


def last_memory(turn: Turn, session: ReminiscenceSession) -> Memory | None:
    """The story to say goodbye with: the last one they told that did not hurt."""
    told = [turn.work.memories.find(memory_id) for memory_id in session.memory_ids]
    good = [
        memory
        for memory in told
        if memory is not None
        and memory.teller is Teller.PERSON
        and memory.valence is not Valence.PAINFUL
        and memory.id not in session.resting_memories
    ]
    return good[-1] if good else None


def _closing_guides(turn: Turn, session: ReminiscenceSession) -> tuple[Markup, ...]:
    if session.page:
        return ()
    resting = turn.patient.standing is Standing.PAUSED
    rest = lines(turn.tr("session-rest-close") if resting else None)
    if Beat.GOODBYE in session.beats:
        return rest
    over = session.record.stop is StopReason.TIME
    return rest + lines(
        turn.tr("session-time-over") if over else None,
        _pleasant(turn) if _was_sad(turn, session) else None,
        turn.tr("session-closing-guide"),
    )


def _was_sad(turn: Turn, session: ReminiscenceSession) -> bool:
    """Only what humans tapped counts: a hard moment, or a story that hurt."""
    told = [turn.work.memories.find(memory_id) for memory_id in session.memory_ids[-1:]]
    hurt = any(memory and memory.valence in {Valence.PAINFUL, Valence.MIXED} for memory in told)
    return hurt or bool(session.record.moments)


def _pleasant(turn: Turn) -> Markup:
    known = turn.patient.comfort
    if not known:
        return turn.tr("session-closing-pleasant-any")
    return turn.tr("session-closing-pleasant", comfort=known[0])


def _parting(turn: Turn, session: ReminiscenceSession) -> tuple[Markup, ...]:
    if Beat.NAME in session.beats and last_memory(turn, session):
        return (turn.tr("session-name-guide"),)
    return (turn.tr("session-stay-a-while"),) if Beat.NEXT in session.beats else ()


def _beat(turn: Turn, session: ReminiscenceSession, beat: Beat, memory: Memory | None) -> Markup:
    if session.level is Level.PRESENCE and beat in _BRIEF:
        return turn.say(f"session-say-{beat}-presence")
    match beat:
        case Beat.THANK:
            return _thank(turn, memory)
        case Beat.GIVE_BACK:
            return _give_back(turn, memory)
        case Beat.NAME:
            return _name(turn, memory)
        case other:
            return turn.say(f"session-say-{other}")


def _thank(turn: Turn, memory: Memory | None) -> Markup:
    if memory is None:
        return turn.say("session-say-thank-none")
    title = default_title(memory)
    if not title or memory.told_how is ToldHow.GESTURE:
        return turn.say("session-say-thank-voice")
    return turn.say("session-say-thank", thing=title)


def _give_back(turn: Turn, memory: Memory | None) -> Markup:
    """One image in their words; in quotation marks only when they really said it."""
    if memory is None or memory.told_how is ToldHow.GESTURE:
        return turn.say("session-say-give-back-none")
    if not memory.words:
        return turn.say("session-say-give-back-voice")
    said = "session-say-give-back" if memory.quotable else "session-say-give-back-retold"
    return turn.say(said, image=image_from(memory.words))


def _name(turn: Turn, memory: Memory | None) -> Markup:
    if memory is None:
        return turn.say("session-say-name-none")
    title = proposed_title(turn, memory)
    if not title:
        return turn.say("session-say-name-none")
    return turn.say("session-say-name", title=title)


def proposed_title(turn: Turn, memory: Memory) -> str:
    """What the story is called if they say yes; may be empty.

    What they did with their hands is not told to their face: its theme is.
    """
    if memory.told_how is ToldHow.GESTURE and memory.title in {"", title_from(memory.words)}:
        return turn.say.plain(f"theme-{memory.theme}-short")
    return default_title(memory)


def thanks(turn: Turn, session: ReminiscenceSession) -> View:
    """S11: the session is over."""
    rows = grid(
        [turn.button("button-book", "book.open"), turn.button("button-menu", "home.menu")],
        width=2,
    )
    said, left = _thanks_lines(turn, session), _left_open(turn, session)
    if left is not None:
        said = (*said, turn.tr("memory-left-open"))
        rows = ((settle_button(turn, left),), *rows)
    if _not_in_book(turn, session):
        said = (*said, turn.tr("memory-not-in-book"))
        rows = ((turn.button("book-button-waiting", WAITING),), *rows)
    return View(text=Markup("\n\n").join(said), rows=rows)


def _left_open(turn: Turn, session: ReminiscenceSession) -> Memory | None:
    """What the companion once told unasked, to be asked about again now that there is time."""
    if session.record.stop is StopReason.DANGER:
        return None  # nothing more is asked
    return next(iter(memories.unsettled(turn.work, turn.account.id)), None)


def _not_in_book(turn: Turn, session: ReminiscenceSession) -> bool:
    """Whether a story of a session, of this one or another, waits for who may see it."""
    if session.record.stop is StopReason.DANGER or not turn.may_here(Action.EDIT_BOOK):
        return False
    return book_waiting.left_open(turn.work, account_id=turn.account.id, now=turn.now)


def _thanks_lines(turn: Turn, session: ReminiscenceSession) -> tuple[Markup, ...]:
    stop, told = session.record.stop, len(session.memory_ids)
    if stop is StopReason.POSTPONED:
        return (turn.tr("session-postponed"),)
    if stop is StopReason.DANGER:
        return (turn.tr("session-thanks-danger"),)
    hard = sessions.hard_days_in_a_row(turn.work.sessions.all(), session)
    return lines(
        turn.tr("session-thanks"),
        turn.tr("session-thanks-stories", count=told) if told else None,
        turn.tr("session-thanks-hard-days") if hard else None,
    )
