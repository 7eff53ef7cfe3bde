"""First contact: five questions, one at a time, on the way to the first session."""

from collections.abc import Mapping
from typing import TypeVar

from bot.incoming import IncomingKind
from bot.screens import Rows, View, column
from bot.turns import Route, Routes, Turn
from core.domain.circle import Action
from core.domain.consent import GivenBy
from core.domain.conversation import Button
from core.domain.life import Level
from core.domain.patient import Register
from core.services import enrolment
from core.services.circle import standing_in
from core.services.enrolment import Step

#: What the answers of a step are called, in the order of their buttons.
REGISTERS = {"enrolment-tu": Register.TU, "enrolment-usted": Register.USTED}
LEVELS = {
    "enrolment-telling": Level.OPEN,
    "enrolment-choosing": Level.CHOICE,
    "enrolment-company": Level.PRESENCE,
}
PERMISSIONS = {
    "enrolment-the-person": GivenBy.PERSON,
    "enrolment-representative": GivenBy.REPRESENTATIVE,
    "enrolment-carer": GivenBy.CARER,
}
#: The same, as a therapist writes it down who stands in for an owner.
TOLD_BY = {
    "enrolment-the-person": GivenBy.PERSON,
    "enrolment-their-representative": GivenBy.REPRESENTATIVE,
    "enrolment-their-carer": GivenBy.CARER,
}

V = TypeVar("V", Register, Level, GivenBy)


def permissions(turn: Turn) -> Mapping[str, GivenBy]:
    """Who may allow something, in the words of whoever answers."""
    return TOLD_BY if standing_in(turn.work) else PERMISSIONS


def permission_words(turn: Turn) -> str:
    """The question who allows the stories to be kept; a therapist asks for both at once."""
    return "enrolment-permission-shared" if standing_in(turn.work) else "enrolment-permission"


def resume(turn: Turn, _: str = "") -> None:
    """Ask the next open question, or begin the session."""
    enrolment.begin(turn.work, language=turn.account.language)
    _go_on(turn)


def named(turn: Turn, _: str) -> None:
    typed = turn.incoming.text if turn.incoming.kind is IncomingKind.WORDS else ""
    if enrolment.name_person(turn.work, name=typed):
        _go_on(turn)
    else:
        _ask(turn, Step.NAME, again=True)


def register_chosen(turn: Turn, value: str) -> None:
    enrolment.choose_register(turn.work, register=Register(value))
    _go_on(turn)


def level_chosen(turn: Turn, value: str) -> None:
    enrolment.choose_level(turn.work, level=Level(value), account_id=turn.account.id)
    _go_on(turn)


def nothing_to_avoid(turn: Turn, _: str) -> None:
    enrolment.avoid(turn.work, words="", bank=turn.services.bank)
    _go_on(turn)


def avoid_told(turn: Turn, _: str) -> None:
    if turn.incoming.kind is not IncomingKind.WORDS:
        _ask(turn, Step.AVOID, again=True)
        return
    nothing = turn.tr.plain("enrolment-nothing")
    words = "" if _same(turn.incoming.text, nothing) else turn.incoming.text
    enrolment.avoid(turn.work, words=words, bank=turn.services.bank)
    _go_on(turn)


def permitted(turn: Turn, value: str) -> None:
    enrolment.allow_stories(
        turn.work,
        given_by=GivenBy(value),
        account_id=turn.account.id,
        ids=turn.services.ids,
        now=turn.now,
    )
    _go_on(turn)


def skipped(turn: Turn, step: str) -> None:
    enrolment.skip(turn.work, step=Step(step))
    if Step(step) is Step.PERMISSION:
        _without_permission(turn)
    else:
        _go_on(turn)


def register_typed(turn: Turn, _: str) -> None:
    value = _typed(turn, REGISTERS)
    register_chosen(turn, value) if value else _ask(turn, Step.REGISTER, again=True)


def level_typed(turn: Turn, _: str) -> None:
    value = _typed(turn, LEVELS)
    level_chosen(turn, value) if value else _ask(turn, Step.EASIEST, again=True)


def permission_typed(turn: Turn, _: str) -> None:
    value = _typed(turn, permissions(turn))
    permitted(turn, value) if value else _ask(turn, Step.PERMISSION, again=True)


def _go_on(turn: Turn) -> None:
    step = enrolment.next_step(turn.work)
    if step is not None:
        _ask(turn, step)
        return
    turn.expect()
    turn.go("session.begin")


def _ask(turn: Turn, step: Step, *, again: bool = False) -> None:
    """Show a step; again, when what came was no answer to it."""
    words = permission_words(turn) if step is Step.PERMISSION else f"enrolment-{step}"
    question = turn.tr(words)
    if again:
        question = turn.tr(f"enrolment-{step}-again", question=question)
    turn.show(View(text=question, rows=_rows(turn, step)))
    turn.expect(f"enrolment.{step}")


def _rows(turn: Turn, step: Step) -> Rows:
    later = turn.button("button-later", "enrolment.skip", step)
    match step:
        case Step.NAME:
            return ((later,),)
        case Step.REGISTER:
            return (_buttons(turn, step, REGISTERS), (later,))
        case Step.EASIEST:
            return (_buttons(turn, step, LEVELS), (later,))
        case Step.AVOID:
            return ((turn.button("enrolment-nothing", "enrolment.nothing"), later),)
        case Step.PERMISSION:
            return column([*_buttons(turn, step, permissions(turn)), later])


def _buttons(turn: Turn, step: Step, answers: Mapping[str, V]) -> tuple[Button, ...]:
    return tuple(
        turn.button(label, f"enrolment.{step}", value) for label, value in answers.items()
    )


def _typed(turn: Turn, answers: Mapping[str, V]) -> V | None:
    """The answer whose button says what was typed."""
    typed = turn.incoming.text
    fitting = (value for label, value in answers.items() if _same(typed, turn.tr.plain(label)))
    return next(fitting, None)


def _same(typed: str, label: str) -> bool:
    return typed.strip(" .!").casefold() == label.casefold()


def _without_permission(turn: Turn) -> None:
    """Say what follows, and leave the door open."""
    turn.expect()
    rows = column(
        [
            turn.button("enrolment-permit-now", "privacy.ask", "stories"),
            turn.button("button-menu", "home.menu"),
        ]
    )
    turn.show(View(text=turn.tr("enrolment-without-permission"), rows=rows))


def routes() -> Routes:
    edit, care, consent = Action.EDIT_PERSON, Action.EDIT_CARE, Action.GIVE_CONSENT
    return Routes(
        taps={
            "enrolment.resume": Route(edit, resume),
            "enrolment.register": Route(edit, register_chosen),
            "enrolment.easiest": Route(care, level_chosen),
            "enrolment.nothing": Route(care, nothing_to_avoid),
            "enrolment.permission": Route(consent, permitted),
            "enrolment.skip": Route(edit, skipped),
        },
        answers={
            "enrolment.name": Route(edit, named),
            "enrolment.register": Route(edit, register_typed),
            "enrolment.easiest": Route(care, level_typed),
            "enrolment.avoid": Route(care, avoid_told),
            "enrolment.permission": Route(consent, permission_typed),
        },
    )
