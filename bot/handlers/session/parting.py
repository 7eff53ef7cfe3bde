"""S9-S11: the closing ritual, what the companion is asked afterwards, and the end."""

from bot.handlers import alerts
from bot.handlers.pictures import enlarging
from bot.handlers.session import after_screens, closing_screens
from bot.handlers.session.frame import leader_of, show
from bot.handlers.session.leading import mood_of, step
from bot.handlers.session.present import noting, show_present
from bot.handlers.session.telling import note, told_in
from bot.incoming import IncomingKind
from bot.turns import Route, Turn
from core.domain.alert import AlertCause
from core.domain.book import LONGEST_TITLE
from core.domain.circle import Action
from core.domain.closing import Beat
from core.domain.life import Feeling
from core.domain.memory import Audience, Valence, Wording
from core.domain.session import OutOfStep, ReminiscenceSession
from core.domain.session_record import MOST, CompanionDay, Helped, Hindered, ObservationItem, Rater
from core.services import memories, sessions, story

#: What a tap on "how was telling it" means: how it was, and whether to come back to it.
TELLINGS = {
    "pleasant": (Valence.PLEASANT, True),
    "mixed": (Valence.MIXED, True),
    "painful": (Valence.PAINFUL, False),
    "leave-out": (None, False),
}


def close(turn: Turn, _: str = "") -> None:
    """Close kindly, from anywhere."""
    show_present(turn, sessions.close_now(turn.work, leader_of(turn)))


def stop(turn: Turn, _: str = "") -> None:
    """/cancel in a session: the closing; once that is done, the end of the questions."""
    session = sessions.leading(turn.work, leader_of(turn))
    if session.after and not session.interrupted:
        step(turn, lambda ending: ending.end(now=turn.now))
    else:
        close(turn)


def beat(turn: Turn, _: str) -> None:
    """The next page of the closing; on the page of the name it is a yes to the one proposed."""
    session = sessions.leading(turn.work, leader_of(turn))
    memory = closing_screens.last_memory(turn, session)
    if Beat.NAME in session.beats and memory is not None:
        proposed = closing_screens.proposed_title(turn, memory)
        if proposed != memories.default_title(memory):
            memories.entitle(turn.work, memory.id, title=proposed)
    _turn_page(turn)


def _turn_page(turn: Turn) -> None:
    step(turn, lambda session: session.next_page(now=turn.now))


def title(turn: Turn, _: str) -> None:
    """Another name than the one proposed, written instead of tapped.

    A story is no name, and neither is what the companion says of how the person is.
    """
    typed = turn.incoming.text
    words = turn.incoming.kind is IncomingKind.WORDS and bool(typed.strip())
    distressed = turn.services.care.sounds_distressed(typed)
    if not words or distressed or len(typed) > 2 * LONGEST_TITLE:
        _note_instead(turn)
        return
    session = sessions.leading(turn.work, leader_of(turn))
    memory = closing_screens.last_memory(turn, session)
    if memory is not None:
        memories.entitle(turn.work, memory.id, title=typed)
    _turn_page(turn)


def _note_instead(turn: Turn) -> None:
    """Keep what is no name where the other pages of the closing keep it, and say so."""
    told = told_in(turn)
    if told is not None:
        turn.tell(turn.tr("session-name-noted"))
        note(turn, told)


def after_next(turn: Turn, without: str) -> None:
    """Go on; nothing more is asked about the memory `without`."""
    _go_on(turn, lambda session: session, without=without)


def _go_on(turn: Turn, change: sessions.Change, *, without: str = "") -> ReminiscenceSession:
    """Keep an answer of the companion; what comes next takes the place of what was asked."""

    def answered(session: ReminiscenceSession) -> ReminiscenceSession:
        return change(session).next_after(now=turn.now, without=without)

    return step(turn, answered, in_place=True)


def mood(turn: Turn, argument: str) -> None:
    face = mood_of(argument)
    _go_on(turn, lambda session: session.felt_after(face))


def switch_rater(turn: Turn, rater: str) -> None:
    session = sessions.leading(turn.work, leader_of(turn))
    screen = after_screens.after(turn, session, rater=Rater(rater))
    show(turn, noting(screen), in_place=True)


def agree_late(turn: Turn, wording: str) -> None:
    memory_id = _asked_about(turn)
    story.agreed(turn.work, turn.work.memories.get(memory_id), wording=Wording(wording))
    _go_on(turn, lambda session: session.agree_late(memory_id))


def audience(turn: Turn, who: str) -> None:
    memory_id = _asked_about(turn)
    memories.let_see(turn.work, memory_id, audience=Audience(who))
    enlarging.page_for_paper(turn, memory_id)
    after_next(turn, "")


def telling(turn: Turn, how: str) -> None:
    """How telling it was; of what hurt, or is to be left alone, nothing more is asked."""
    valence, use_again = TELLINGS[how]
    memory_id = _asked_about(turn)
    memories.weigh(turn.work, memory_id, valence=valence, use_again=use_again)
    after_next(turn, "" if use_again else memory_id)


def enjoyed(turn: Turn, mark: str) -> None:
    memories.enjoy(turn.work, _asked_about(turn), enjoyment=int(mark))
    step(turn, lambda session: session, in_place=True)


def feeling(turn: Turn, name: str) -> None:
    memories.feel(turn.work, _asked_about(turn), feeling=Feeling(name))
    step(turn, lambda session: session, in_place=True)


def _asked_about(turn: Turn) -> str:
    """The memory of the present question."""
    session = sessions.leading(turn.work, leader_of(turn))
    if not session.after:
        raise OutOfStep
    return session.after[0].memory_id


def card(turn: Turn, name: str) -> None:
    """One more on this line of the card; after a lot it is unknown again."""
    item = ObservationItem(name)

    def marked(session: ReminiscenceSession) -> ReminiscenceSession:
        mark = session.record.observation.get(item)
        following = 0 if mark is None else mark + 1
        return session.observe(item, following if following <= MOST else None)

    step(turn, marked, in_place=True)


def helped(turn: Turn, what: str) -> None:
    step(turn, lambda session: session.toggle_helped(Helped(what)), in_place=True)


def hindered(turn: Turn, what: str) -> None:
    step(turn, lambda session: session.toggle_hindered(Hindered(what)), in_place=True)


def you(turn: Turn, day: str) -> None:
    """How the companion is; three hard days of theirs in a row are told to the therapist, too."""
    told = _go_on(turn, lambda session: session.companion_is(CompanionDay(day)))
    if sessions.hard_days_in_a_row(turn.work.sessions.all(), told):
        alerts.sound(turn, AlertCause.COMPANION)


def taps() -> dict[str, Route]:
    lead = Action.LEAD_SESSION
    return {
        "session.close": Route(lead, close),
        "session.stop": Route(lead, stop),
        "session.beat": Route(lead, beat),
        "session.after_next": Route(lead, after_next),
        "session.mood_after": Route(lead, mood),
        "session.mood_after_rater": Route(lead, switch_rater),
        "session.agree_late": Route(lead, agree_late),
        "session.audience": Route(lead, audience),
        "session.telling": Route(lead, telling),
        "session.enjoyed": Route(lead, enjoyed),
        "session.feeling": Route(lead, feeling),
        "session.card": Route(lead, card),
        "session.helped": Route(lead, helped),
        "session.hindered": Route(lead, hindered),
        "session.you": Route(lead, you),
    }


def answers() -> dict[str, Route]:
    lead = Action.LEAD_SESSION
    return {"session.title": Route(lead, title)}
