"""The present screen of an exercise, from the stored exercise alone: after a restart, too."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.handlers.session.hard_screens import comfort_offer, danger_lines, to_be_told
from bot.screens import Rows, View, column
from bot.turns import Turn
from core.domain.conversation import Button
from core.domain.distress import Tier
from core.domain.element import ElementKind
from core.domain.exercise import Card, Exercise, ExerciseEnding, ExerciseStep
from core.services import exercise as exercises
from core.services.exercise import Face


def present(turn: Turn, exercise: Exercise) -> View:
    match exercise.step:
        case ExerciseStep.ASSENT:
            return _assent(turn)
        case ExerciseStep.MEET:
            return _meet(turn, exercise)
        case ExerciseStep.GREET if len(exercise.choices) > 1:
            return _show_me(turn, exercise)
        case ExerciseStep.GREET:
            return _greet(turn, exercise)
        case ExerciseStep.GAP:
            rows = (_ways_to_stop(turn),)
            return View(text=turn.tr("exercise-gap"), rows=rows)
        case ExerciseStep.OVER:
            return over(turn, exercise)


def _assent(turn: Turn) -> View:
    yes = turn.button("session-assent-yes", "exercise.agree")
    no = turn.button("session-assent-not-today", "exercise.refuse")
    unsure = turn.button("session-assent-not-sure", "exercise.later")
    lines = (
        turn.tr("exercise-before"),
        _aloud(turn.say("exercise-say-invitation")),
        turn.tr("session-assent-guide"),
    )
    return View(text=_text(lines), rows=((yes, no), (unsure,)))


def _meet(turn: Turn, exercise: Exercise) -> View:
    """Face and name together: nothing can be got wrong."""
    found = exercises.face(turn.work, exercise.card.element_id)
    who, kind = in_words(found), _kind(found)
    onward = [turn.button("exercise-looked", "exercise.met")]
    if len(found.photos) > 1:
        onward.append(turn.button("exercise-other-photo", "exercise.other_photo"))
    lines = (
        _aloud(turn.say("exercise-say-meet", who=who, kind=kind)),
        turn.tr("exercise-meet"),
    )
    rows: Rows = (tuple(onward),)
    if found.element.kind is not ElementKind.PLACE:
        rows = (*rows, (turn.button("exercise-otherwise", "exercise.otherwise"),))
    return _with_photo(turn, exercise.card, lines, (*rows, _ways_to_stop(turn)))


def _greet(turn: Turn, exercise: Exercise) -> View:
    found = exercises.face(turn.work, exercise.card.element_id)
    lines = (
        _aloud(turn.say("exercise-say-greet", kind=_kind(found))),
        turn.tr("exercise-greet", name=found.element.name),
    )
    return _with_photo(turn, exercise.card, lines, _answers(turn))


def _show_me(turn: Turn, exercise: Exercise) -> View:
    """Those already met, side by side: pointing is an answer, too."""
    found = exercises.face(turn.work, exercise.card.element_id)
    name, kind = found.element.name, _kind(found)
    lines = (
        _aloud(turn.say("exercise-say-show", name=name, kind=kind)),
        turn.tr("exercise-show", name=name),
    )
    album = tuple(_media_id(turn, card) for card in exercise.choices)
    return View(text=_text(lines), album=album, rows=_answers(turn))


def over(turn: Turn, exercise: Exercise) -> View:
    """A kind end; after ten minutes or when they had enough, a memory is offered."""
    if exercise.ending is ExerciseEnding.UNEASY:
        return _uneasy(turn)
    thanks = _aloud(turn.say("exercise-say-thanks"))
    faces = {found.element.id: found for found in exercises.faces(turn.work)}
    found = faces.get(exercise.card.element_id)
    if found is None:  # taken out meanwhile
        return View(text=thanks, rows=((turn.button("button-menu", "home.menu"),),))
    yes = turn.button("button-yes", "exercise.memory", found.element.id)
    no = turn.button("session-assent-not-today", "home.menu")
    offer = turn.tr("exercise-offer-memory", name=found.element.name)
    return View(text=_text((thanks, offer)), rows=((yes, no),))


def _uneasy(turn: Turn) -> View:
    """Nothing more of it; somebody stays, help is one line away, and what is worse may be said."""
    lines = (*_staying(turn), turn.tr("exercise-if-worse"))
    return View(text=_text(lines), rows=_worse(turn, Tier.UPSET, Tier.DANGER))


def upset(turn: Turn) -> View:
    """They have a hard time: who has to know was told."""
    told = [turn.tr("session-danger-told")] if to_be_told(turn) else []
    return View(text=_text([*_staying(turn), *told]), rows=_worse(turn, Tier.DANGER))


def danger(turn: Turn) -> View:
    """Human help, as in a session."""
    rows = column(
        [
            turn.button("alerts-button-abuse", "alerts.abuse"),
            turn.button("button-menu", "home.menu"),
        ]
    )
    return View(text=_text(danger_lines(turn)), rows=rows)


def _staying(turn: Turn) -> tuple[Markup, ...]:
    services, patient = turn.services, turn.patient
    numbers = services.care.emergency(patient.country or services.default_country)
    return (
        turn.tr("exercise-uneasy"),
        comfort_offer(turn),
        turn.tr("exercise-help", numbers=" · ".join(numbers.danger)),
    )


def _worse(turn: Turn, *tiers: Tier) -> Rows:
    buttons = [
        turn.button(f"session-tier-{tier:d}", "exercise.hard", f"{tier:d}") for tier in tiers
    ]
    return (tuple(buttons), (turn.button("button-menu", "home.menu"),))


def in_words(found: Face) -> str:
    """The name, and what they are to the person when somebody said so."""
    return f"{found.element.name}, {found.called}" if found.called else found.element.name


def _answers(turn: Turn) -> Rows:
    came = turn.button("exercise-came", "exercise.came")
    helped = turn.button("exercise-helped", "exercise.helped")
    return ((came, helped), _ways_to_stop(turn))


def _ways_to_stop(turn: Turn) -> tuple[Button, ...]:
    """On every screen, at every step."""
    return (
        turn.button("exercise-enough", "exercise.stop"),
        turn.button("session-button-hard", "exercise.uneasy"),
    )


def _with_photo(turn: Turn, card: Card, lines: Iterable[Markup], rows: Rows) -> View:
    return View(text=_text(lines), picture=_media_id(turn, card), rows=rows)


def _media_id(turn: Turn, card: Card) -> str:
    """The photo chosen for today; the newest when that one was taken out meanwhile."""
    photos = exercises.face(turn.work, card.element_id).photos
    return next((p.media_id for p in photos if p.id == card.photo_id), photos[0].media_id)


def _kind(found: Face) -> str:
    return "place" if found.element.kind is ElementKind.PLACE else "somebody"


def _text(lines: Iterable[Markup]) -> Markup:
    return Markup("\n\n").join(lines)


def _aloud(line: Markup) -> Markup:
    """What is read aloud stands out."""
    return Markup("<b>{}</b>").format(line)
