"""/start, the home menu and /cancel: where somebody is, with whom, and what can be done now."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.handlers.book.shelf import forget_question
from bot.screens import View, column, grid
from bot.turns import Route, Routes, Turn
from core.domain.circle import Action, Role
from core.domain.conversation import Button
from core.domain.patient import Standing
from core.services import book_voices, exercise, ownership, preparation
from core.services.circle import allowed, standing_in

#: What may be offered: label, and what one must be allowed to do, by tap.
OFFERS = {
    "session.begin": ("button-session", (Action.LEAD_SESSION,)),
    "book.open": ("button-book", (Action.READ_BOOK,)),
    "pictures.list": ("button-pictures", (Action.MAKE_PICTURES,)),
    "photos.open": ("button-photos", (Action.SEND_PHOTOS,)),
    "summaries.list": ("button-summaries", (Action.READ_SUMMARIES,)),
    "tips.ask": ("button-tip", (Action.TELL_MEMORY,)),
    "sent.open": ("button-sent", (Action.TELL_MEMORY,)),
    "exercise.open": ("button-exercise", (Action.LEAD_SESSION,)),
    "person.open": ("button-person", (Action.EDIT_CARE, Action.EDIT_PERSON)),
    "circle.open": ("button-circle", (Action.ENTER,)),
    "reminders.open": ("button-reminders", (Action.LEAD_SESSION,)),
    "privacy.open": ("button-privacy", (Action.ENTER,)),
    "help.open": ("button-help", (Action.ENTER,)),
}
#: What comes first for a role, at most so many; the rest waits behind one button.
FIRST = {
    Role.RELATIVE: ("book.open", "photos.open", "tips.ask", "sent.open"),
    Role.THERAPIST: ("session.begin", "summaries.list", "pictures.list", "book.open"),
}
MOST_FIRST = 4
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
    if ownership.welcome_due(turn.work):
        turn.go("owners.welcome")
    elif not turn.patient.enrolled:
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
    """Say with whom this is, and offer what this role can do now; once in a while ask first.

    What a session waits for it goes on waiting for; a tip, a comment or a search word, no more.
    """
    forget_question(turn)
    needed = preparation.next_to_ask(turn.work, bank=turn.services.bank, now=turn.now)
    if needed:
        preparation.note_asked(turn.work, now=turn.now)
        turn.go("person.ask", f"{needed}>home.menu")
        return
    first, rest = _offers(turn)
    behind = [turn.button("home-more", "home.more")] if rest else []
    hand_over = [turn.button("circle-invite-owner", "circle.invite")] if _alone(turn) else []
    rows = (*column(hand_over), *grid(first, width=2), *column(behind))
    turn.show_page(View(text=_heading(turn), rows=rows))


def more(turn: Turn, _: str = "") -> None:
    """The rest of what this role can do, in the place of home."""
    rest = _offers(turn)[1]
    back = turn.button("button-back", "home.menu")
    turn.show_page(View(text=_heading(turn), rows=(*grid(rest, width=2), (back,))))


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
            lines += [turn.tr("circle-no-owner")] if _alone(turn) else []
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


def _offers(turn: Turn) -> tuple[list[Button], list[Button]]:
    """What this role can do now: what is needed most, and the rest."""
    out_of_place = _out_of_place(turn)
    offered = [
        tap
        for tap, (_, actions) in OFFERS.items()
        if tap in turn.services.routes.taps
        and tap not in out_of_place
        and any(allowed(turn.work, action) for action in actions)
    ]
    wanted = FIRST.get(turn.work.role or Role.COMPANION, offered)
    first = [tap for tap in wanted if tap in offered][:MOST_FIRST]
    rest = [tap for tap in offered if tap not in first]
    return _labelled(turn, first), _labelled(turn, rest)


def _labelled(turn: Turn, taps: Sequence[str]) -> list[Button]:
    return [turn.button(OFFERS[tap][0], tap) for tap in taps]


def _alone(turn: Turn) -> bool:
    """Whether a therapist stands in here, and the person is known enough to hand over."""
    return standing_in(turn.work) and turn.patient.enrolled


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
        taps={
            "home.menu": Route(enter, home),
            "home.more": Route(enter, more),
            "home.arrive": Route(enter, start),
        },
        commands={"start": Route(enter, start), "cancel": Route(enter, cancel)},
    )
