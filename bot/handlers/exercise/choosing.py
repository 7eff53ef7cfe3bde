"""Before an exercise: what it is, whom to meet, and what they are to the person."""

from markupsafe import Markup

from bot.handlers.exercise.screens import present
from bot.handlers.pictures import flow
from bot.incoming import IncomingKind
from bot.screens import View, column, grid, short_name
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.element import ElementKind
from core.domain.exercise import GAPS_S, MOST_CARDS
from core.services import exercise as exercises
from core.services.circle import allowed

LISTED = 24  #: faces on one screen
SEPARATOR = ","
GOING_ON = ""  #: nobody is being chosen: the exercise has begun


def open_page(turn: Turn, _: str = "") -> None:
    """What it is, in plain words, and whom one may meet today."""
    turn.expect()
    going_on = exercises.under_way(turn.work, account_id=turn.account.id)
    if going_on is not None and not going_on.left(now=turn.now):
        turn.show(present(turn, going_on))
        return
    session = turn.work.sessions.open_one()
    if session is not None and session.led_by == turn.account.id:
        _after_the_session(turn)
        return
    exercises.require_ready(turn.work)
    last = turn.work.exercises.last()
    _show_choice(turn, [card.element_id for card in last.cards] if last else [])


def _after_the_session(turn: Turn) -> None:
    """One thing at a time: they are in a session, or left one half-way."""
    rows = column(
        [
            turn.button("exercise-back-to-session", "session.begin"),
            turn.button("session-close", "session.close"),
        ]
    )
    turn.show(View(text=turn.tr("exercise-after-session"), rows=rows))


def choose(turn: Turn, chosen: str) -> None:
    """One was tapped; the button says who is chosen from then on, so twice is the same as once."""
    element_ids = _split(chosen)
    if len(element_ids) > MOST_CARDS:
        turn.notice = turn.tr.plain("exercise-enough-faces", most=MOST_CARDS)
        return
    _show_choice(turn, element_ids, in_place=True)


def begin(turn: Turn, chosen: str) -> None:
    """Ask once what each is to the person; then make ready, and let the person be asked."""
    for element_id in _split(chosen):
        found = exercises.face(turn.work, element_id)
        if found.called is None and found.element.kind is not ElementKind.PLACE:
            _ask_called(turn, element_id, chosen)
            return
    exercise = exercises.begin(
        turn.work,
        _split(chosen),
        account_id=turn.account.id,
        exercise_id=turn.services.ids.new(),
        now=turn.now,
    )
    turn.expect()
    turn.show(present(turn, exercise))


def called_typed(turn: Turn, argument: str) -> None:
    element_id, chosen = argument.split(":", maxsplit=1)
    if turn.incoming.may_be_story(longest=exercises.LONGEST_CALLED) and flow.may_keep(turn):
        flow.hand_on(turn, turn.tr("exercise-called-unclear"), waits_on=True)
        return
    words = turn.incoming.text if turn.incoming.kind is IncomingKind.WORDS else ""
    if not words.strip() or not exercises.call(turn.work, element_id, called=words):
        turn.tell(turn.tr("exercise-called-unclear"))
        _ask_called(turn, element_id, chosen)
        return
    _go_on(turn, chosen)


def just_the_name(turn: Turn, argument: str) -> None:
    element_id, chosen = argument.split(":", maxsplit=1)
    exercises.call(turn.work, element_id, called="")
    _go_on(turn, chosen)


def otherwise(turn: Turn, _: str) -> None:
    """What the one being met is to the person is said differently: ask again, then go on."""
    exercise = exercises.leading(turn.work, account_id=turn.account.id)
    _ask_called(turn, exercise.card.element_id, GOING_ON)


def _go_on(turn: Turn, chosen: str) -> None:
    """To what asked: the choice of faces, or the exercise as it stands."""
    if chosen != GOING_ON:
        begin(turn, chosen)
        return
    turn.expect()
    turn.show(present(turn, exercises.leading(turn.work, account_id=turn.account.id)))


def _ask_called(turn: Turn, element_id: str, chosen: str) -> None:
    name = exercises.face(turn.work, element_id).element.name
    enough = turn.button("exercise-name-only", "exercise.name_only", f"{element_id}:{chosen}")
    text = turn.tr("exercise-ask-called", name=name, example=turn.say.plain("exercise-example"))
    turn.show(View(text=text, rows=((enough,),)))
    turn.expect("exercise.called", f"{element_id}:{chosen}")


def _show_choice(turn: Turn, element_ids: list[str], *, in_place: bool = False) -> None:
    faces = exercises.faces(turn.work)[:LISTED]
    known = {face.element.id for face in faces}
    chosen = [element_id for element_id in element_ids if element_id in known][:MOST_CARDS]
    menu = turn.button("button-menu", "home.menu")
    if not faces:
        turn.show(View(text=turn.tr("exercise-no-faces"), rows=((menu,),)))
        return
    buttons = [_face_button(turn, face.element.id, face.element.name, chosen) for face in faces]
    first = [turn.button("exercise-begin", "exercise.begin", SEPARATOR.join(chosen))]
    last = (*(first if chosen else ()), menu)
    lines = [turn.tr("exercise-page"), *_for_therapist(turn)]
    view = View(text=Markup("\n\n").join(lines), rows=(*grid(buttons, width=2), last))
    turn.show(view, in_place=in_place)


def _face_button(turn: Turn, element_id: str, name: str, chosen: list[str]) -> Button:
    on = element_id in chosen
    wanted = [e for e in chosen if e != element_id] if on else [*chosen, element_id]
    short = short_name(name)
    label = turn.tr.plain("exercise-face-chosen", name=short) if on else short
    return Button(label=label, action="exercise.choose", argument=SEPARATOR.join(wanted))


def _for_therapist(turn: Turn) -> list[Markup]:
    """The one thing that is noted, for whoever decides whether it goes on."""
    last = turn.work.exercises.last()
    if last is None or not last.longest_s or not allowed(turn.work, Action.EDIT_CARE):
        return []
    return [turn.tr("exercise-longest", place=GAPS_S.index(last.longest_s))]


def _split(chosen: str) -> list[str]:
    return [element_id for element_id in chosen.split(SEPARATOR) if element_id]


def taps() -> dict[str, Route]:
    lead = Action.LEAD_SESSION
    return {
        "exercise.open": Route(lead, open_page),
        "exercise.choose": Route(lead, choose),
        "exercise.begin": Route(lead, begin),
        "exercise.name_only": Route(lead, just_the_name),
        "exercise.otherwise": Route(lead, otherwise),
    }


def answers() -> dict[str, Route]:
    return {"exercise.called": Route(Action.LEAD_SESSION, called_typed)}
