"""The exercise itself: a yes of today, face and name, greetings, and the waits between them."""

from collections.abc import Callable

from markupsafe import Markup

from bot.handlers import alerts
from bot.handlers.exercise.screens import danger, in_words, over, present, upset
from bot.screens import View, column
from bot.turns import Route, Turn
from core.domain.alert import AlertCause
from core.domain.circle import Action
from core.domain.distress import Tier
from core.domain.exercise import Exercise, ExerciseEnding
from core.services import exercise as exercises


def agree(turn: Turn, _: str) -> None:
    _step(turn, lambda exercise: exercise.agree(now=turn.now))


def refuse(turn: Turn, _: str) -> None:
    """A no is a no: goodbye, and nothing of it stays."""
    exercises.refuse(turn.work, account_id=turn.account.id)
    menu = turn.button("button-menu", "home.menu")
    line = Markup("<b>{}</b>").format(turn.say("session-say-goodbye"))
    turn.show(View(text=line, rows=((menu,),)))


def later(turn: Turn, _: str) -> None:
    """Not sure is not yet: it may be offered again, or not."""
    turn.tell(turn.tr("session-assent-later"))
    exercise = exercises.leading(turn.work, account_id=turn.account.id)
    turn.show(present(turn, exercise))


def met(turn: Turn, _: str) -> None:
    _step(turn, Exercise.met)


def other_photo(turn: Turn, _: str) -> None:
    exercise = exercises.leading(turn.work, account_id=turn.account.id)
    kept = exercises.other_photo(turn.work, turn.services.registry, exercise)
    turn.show(present(turn, kept), in_place=True)


def came(turn: Turn, _: str) -> None:
    _step(turn, lambda exercise: exercise.came(now=turn.now))


def helped(turn: Turn, _: str) -> None:
    """The name was said for them, cheerfully; it is given once more, and comes back sooner."""
    exercise = exercises.leading(turn.work, account_id=turn.account.id)
    found = exercises.face(turn.work, exercise.card.element_id)
    kept = exercise.helped(now=turn.now)
    turn.tell(turn.say("exercise-say-again", who=in_words(found)))
    _keep(turn, kept)


def come_due(turn: Turn, _: str) -> None:
    """The clock: the wait is over, if they still sit together."""
    exercise = exercises.come_due(turn.work, turn.services.registry, now=turn.now)
    if exercise is not None:
        turn.show(present(turn, exercise), beside=True)


def stop(turn: Turn, _: str = "") -> None:
    """Enough for today."""
    _end(turn, ExerciseEnding.STOPPED)


def uneasy(turn: Turn, _: str) -> None:
    """Any unease ends it at once."""
    _end(turn, ExerciseEnding.UNEASY)


def hard(turn: Turn, number: str) -> None:
    """It was more than unease: whoever has to know is told at once, as in a session."""
    worst = Tier(int(number)) is Tier.DANGER
    cause = AlertCause.DANGER if worst else AlertCause.UPSET
    alerts.sound(turn, cause, words=f"exercise-alert-{number}")
    turn.show(danger(turn) if worst else upset(turn))


def memory(turn: Turn, element_id: str) -> None:
    """A memory with somebody: whatever comes is kept as one, if they want."""
    name = exercises.face(turn.work, element_id).element.name
    line = Markup("<b>{}</b>").format(turn.say("exercise-say-memory", name=name))
    buttons = [
        turn.button("button-session", "session.begin"),
        turn.button("button-menu", "home.menu"),
    ]
    text = Markup("\n\n").join((line, turn.tr("exercise-memory")))
    turn.show(View(text=text, rows=column(buttons)))
    turn.expect("memory.unasked")


def _step(turn: Turn, change: Callable[[Exercise], Exercise]) -> None:
    _keep(turn, change(exercises.leading(turn.work, account_id=turn.account.id)))


def _keep(turn: Turn, exercise: Exercise) -> None:
    kept = exercises.keep(turn.work, turn.services.registry, exercise)
    turn.show(present(turn, kept))


def _end(turn: Turn, ending: ExerciseEnding) -> None:
    turn.expect()
    ended = exercises.stop(turn.work, account_id=turn.account.id, ending=ending, now=turn.now)
    if ended is None or (ended.agreed_at is None and ending is ExerciseEnding.STOPPED):
        turn.go("home.menu")
    else:
        turn.show(over(turn, ended))


def taps() -> dict[str, Route]:
    lead = Action.LEAD_SESSION
    return {
        "exercise.agree": Route(lead, agree),
        "exercise.refuse": Route(lead, refuse),
        "exercise.later": Route(lead, later),
        "exercise.met": Route(lead, met),
        "exercise.other_photo": Route(lead, other_photo),
        "exercise.came": Route(lead, came),
        "exercise.helped": Route(lead, helped),
        "exercise.stop": Route(lead, stop),
        "exercise.uneasy": Route(lead, uneasy),
        "exercise.hard": Route(lead, hard),
        "exercise.memory": Route(lead, memory),
    }


def ticks() -> dict[str, Route]:
    return {exercises.TICK: Route(Action.ENTER, come_due)}
