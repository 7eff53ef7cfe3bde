"""/start, the home menu and /cancel: where somebody is, with whom, and what can be done now."""

from markupsafe import Markup

from bot.screens import View, grid
from bot.turns import Route, Routes, Turn
from core.domain.circle import Action, Role
from core.domain.conversation import Button
from core.domain.patient import Standing
from core.services import book_voices, exercise, persons
from core.services.circle import allowed

#: What home offers: label, tap, and what one must be allowed to do.
OFFERS = (
    ("button-session", "session.begin", Action.LEAD_SESSION),
    ("button-book", "book.open", Action.READ_BOOK),
    ("button-pictures", "pictures.list", Action.MAKE_PICTURES),
    ("button-photos", "photos.open", Action.SEND_PHOTOS),
    ("button-exercise", "exercise.open", Action.LEAD_SESSION),
    ("button-person", "person.open", Action.EDIT_CARE),
    ("button-person", "person.open", Action.EDIT_PERSON),
    ("button-summaries", "summaries.list", Action.READ_SUMMARIES),
    ("button-tip", "tips.ask", Action.TELL_MEMORY),
    ("button-sent", "sent.open", Action.TELL_MEMORY),
    ("button-circle", "circle.open", Action.ENTER),
    ("button-help", "help.open", Action.ENTER),
)
#: Who leads says and sees all of this where it belongs.
FOR_RELATIVES = frozenset({"tips.ask", "sent.open"})


def start(turn: Turn, word: str = "") -> None:
    """Go on where this person's circle is: first questions, an open session, or home.

    A word that came along may be the code on a printed page: then that page is opened.
    """
    page_id = book_voices.page_behind(turn.work, word)
    if page_id is not None:
        turn.go("book.heard", page_id)
        return
    turn.expect()
    if not turn.patient.enrolled:
        _introduce(turn)
    elif _leading(turn):
        turn.go("session.carry_on")
    elif _exercising(turn):
        turn.go("exercise.open")
    else:
        home(turn)


def cancel(turn: Turn, _: str) -> None:
    """Leave what was being asked; a session is closed kindly, never just dropped."""
    turn.expect()
    if _leading(turn):
        turn.go("session.stop")
        return
    if _exercising(turn):
        turn.go("exercise.stop")
        return
    turn.tell(turn.tr("cancel-done"))
    home(turn)


def home(turn: Turn, _: str = "") -> None:
    """Say with whom this is, and offer what this role can do now."""
    if persons.place_to_confirm(turn.work):
        turn.go("person.ask", "country")
        return
    turn.show(View(text=_heading(turn), rows=grid(_offers(turn), width=2)))


def _introduce(turn: Turn) -> None:
    if allowed(turn.work, Action.EDIT_PERSON):
        turn.go("enrolment.resume")
    else:
        turn.tell(turn.tr("home-being-introduced"))


def _heading(turn: Turn) -> Markup:
    patient = turn.patient
    lines = [] if patient.standing is Standing.DIED else [whose_space(turn)]
    match patient.standing:
        case Standing.ACTIVE:
            lines.append(turn.tr(f"home-{turn.work.role}"))
        case Standing.PAUSED:
            lines.append(turn.tr("home-paused"))
        case Standing.DIED:
            named = turn.tr("home-died", name=patient.name) if patient.name else None
            lines.append(named or turn.tr("home-died-nameless"))
    return Markup("\n\n").join(lines)


def whose_space(turn: Turn) -> Markup:
    """The line that says with whom somebody is."""
    name = turn.patient.name
    return turn.tr("home-with", name=name) if name else turn.tr("home-with-nameless")


def _offers(turn: Turn) -> list[Button]:
    out_of_place = _out_of_place(turn)
    offered: dict[str, Button] = {}
    for label, tap, action in OFFERS:
        known = tap in turn.services.routes.taps and tap not in out_of_place
        if known and allowed(turn.work, action):
            offered[tap] = turn.button(label, tap)
    return list(offered.values())


def _out_of_place(turn: Turn) -> set[str]:
    """What would make no sense now: for this role, or while everything rests."""
    out: set[str] = set()
    if turn.patient.standing is not Standing.ACTIVE:
        out |= {"session.begin", "tips.ask"}
    if not exercise.offered(turn.work):
        out.add("exercise.open")
    return out if turn.work.role is Role.RELATIVE else out | FOR_RELATIVES


def _leading(turn: Turn) -> bool:
    session = turn.work.sessions.open_one()
    return session is not None and session.led_by == turn.account.id


def _exercising(turn: Turn) -> bool:
    going_on = exercise.under_way(turn.work, account_id=turn.account.id)
    return going_on is not None and not going_on.left(now=turn.now)


def routes() -> Routes:
    enter = Action.ENTER
    return Routes(
        taps={"home.menu": Route(enter, home)},
        commands={"start": Route(enter, start), "cancel": Route(enter, cancel)},
    )
