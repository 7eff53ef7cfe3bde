"""S0-S4: beginning or resuming a session, taking one over, and the way to a theme."""

from bot.handlers.session import beginning_screens
from bot.handlers.session.frame import column_of, leader_of, show
from bot.handlers.session.present import show_present
from bot.handlers.therapist.sending import send
from bot.screens import View
from bot.turns import Route, Turn
from core.domain import interruptions
from core.domain.circle import Action
from core.domain.patient import Standing
from core.domain.session import OutOfStep, ReminiscenceSession
from core.domain.session_record import Assent, Mood, Rater
from core.errors import ConsentMissing
from core.services import exercise, looking, sessions
from core.services.sessions import Change


def step(turn: Turn, change: Change, *, in_place: bool = False) -> ReminiscenceSession:
    """Take one step of the open session and show where it leads."""
    session = sessions.step(turn.work, leader_of(turn), change)
    show_present(turn, session, in_place=in_place)
    return session


def begin(turn: Turn, page_id: str = "") -> None:
    """Start a session with the person, or go on with the open one.

    With a page of the book they look at it together, after the same invitation.
    """
    sessions.require_life(turn.work)
    session = turn.work.sessions.open_one()
    if session is not None:
        _resume(turn, session)
        return
    try:
        first = looking.to_begin_at(turn.work, page_id) if page_id else ""
        session = sessions.begin(turn.work, leader_of(turn), page_id=first)
    except ConsentMissing:
        _ask_permission(turn)
        return
    if exercise.make_way(turn.work, account_id=turn.account.id, now=turn.now):
        turn.tell(turn.tr("session-instead-of-exercise"))
    show_present(turn, session)


def _resume(turn: Turn, session: ReminiscenceSession) -> None:
    if session.led_by != turn.account.id:
        _offer_to_take_over(turn)
    elif interruptions.cold(session, now=turn.now):
        rows = column_of(
            turn,
            ("session-pick-up", "session.pick_up"),
            ("session-start-anew", "session.start_anew"),
        )
        turn.expect()
        turn.show(View(text=turn.tr("session-cold"), rows=rows))
    else:
        show_present(turn, session)


def _offer_to_take_over(turn: Turn) -> None:
    rows = column_of(
        turn,
        ("session-take-over", "session.take_over"),
        ("session-leave-it", "home.menu"),
    )
    turn.expect()
    turn.show(View(text=turn.tr("session-elsewhere", name=turn.patient.name), rows=rows))


def _ask_permission(turn: Turn) -> None:
    rows = column_of(
        turn,
        ("session-give-permission", "privacy.ask", "stories"),
        ("button-menu", "home.menu"),
    )
    turn.expect()
    turn.show(View(text=turn.tr("session-needs-permission"), rows=rows))


def carry_on(turn: Turn, _: str = "") -> None:
    """Show the open session's present screen again; without one, what can be done now."""
    session = turn.work.sessions.open_one()
    resting = turn.patient.standing is not Standing.ACTIVE
    if session is None or resting or session.led_by != turn.account.id:
        turn.expect()
        turn.go("home.menu")
    else:
        show_present(turn, session)


def take_over(turn: Turn, _: str) -> None:
    """Lead on what somebody else began; their phone is told, and asks for nothing more.

    What only they may know has ended with them: another one begins.
    """
    session = turn.work.sessions.open_one()
    if session is None:
        raise OutOfStep
    earlier = session.led_by  # in a private chat the chat has the account's id
    session = sessions.take_over(turn.work, leader_of(turn))
    if earlier != turn.account.id:
        _release(turn, earlier)
    if session.ended_at is not None:
        send(turn, session)
        begin(turn)
    else:
        show_present(turn, session)


def _release(turn: Turn, chat_id: int) -> None:
    """The session's screens go from a phone; a question about something else waits on."""
    turn.shut_chat(chat_id, standing=False)
    account = turn.services.registry.account(chat_id)
    if account is not None:
        words = turn.services.translations.locale(account.language)
        turn.tell_chat(chat_id, words("session-taken-over", name=turn.own_name))


def pick_up(turn: Turn, _: str) -> None:
    show_present(turn, sessions.pick_up(turn.work, leader_of(turn)))


def start_anew(turn: Turn, _: str) -> None:
    """End what was left half-way, keeping all that was told, and begin another."""
    send(turn, sessions.leave_behind(turn.work, leader_of(turn)))
    begin(turn)


def ready(turn: Turn, _: str) -> None:
    step(turn, lambda session: session.made_ready())


def postpone(turn: Turn, _: str) -> None:
    step(turn, lambda session: session.postpone(now=turn.now))


def assent(turn: Turn, answer: str) -> None:
    step(turn, lambda session: session.assented(Assent(answer), now=turn.now))


def mood(turn: Turn, argument: str) -> None:
    """A face, and who chose it."""
    face = mood_of(argument)
    step(turn, lambda session: session.felt_before(face))


def mood_of(argument: str) -> Mood:
    face, _, rater = argument.partition(" ")
    return Mood(face=int(face), rated_by=Rater(rater))


def skip_mood(turn: Turn, _: str) -> None:
    step(turn, lambda session: session.felt_before(None))


def switch_rater(turn: Turn, rater: str) -> None:
    session = sessions.leading(turn.work, leader_of(turn))
    screen = beginning_screens.before(turn, session, rater=Rater(rater))
    show(turn, screen, in_place=True)


def opened(turn: Turn, _: str) -> None:
    step(turn, lambda session: session.opened())


def choose_theme(turn: Turn, code: str) -> None:
    show_present(turn, sessions.choose_theme(turn.work, leader_of(turn), code=code))


def other_theme(turn: Turn, _: str) -> None:
    step(turn, lambda session: session.other_theme())


def taps() -> dict[str, Route]:
    lead = Action.LEAD_SESSION
    return {
        "session.begin": Route(lead, begin),
        "session.carry_on": Route(Action.ENTER, carry_on),
        "session.take_over": Route(lead, take_over),
        "session.pick_up": Route(lead, pick_up),
        "session.start_anew": Route(lead, start_anew),
        "session.ready": Route(lead, ready),
        "session.postpone": Route(lead, postpone),
        "session.assent": Route(lead, assent),
        "session.mood": Route(lead, mood),
        "session.mood_skip": Route(lead, skip_mood),
        "session.mood_rater": Route(lead, switch_rater),
        "session.opened": Route(lead, opened),
        "session.theme": Route(lead, choose_theme),
        "session.other_theme": Route(lead, other_theme),
    }
