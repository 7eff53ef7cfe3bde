"""What all screens of the book share: who reads, how a screen is shown, what was asked."""

import json
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.screens import View
from bot.turns import Turn
from core.book.texts import Reader, title_of
from core.domain.circle import Action, may
from core.domain.conversation import Expectation
from core.services import books

AREA = "book."
ASIDE = ("comments.", "tips.")  #: asked beside the book and beside home, of whoever likes
UNASKED = "memory.unasked"


def reader(turn: Turn) -> Reader:
    patient = turn.patient
    zone = patient.time_zone or turn.services.default_time_zone
    return Reader(tr=turn.tr, person=patient.name, zone=ZoneInfo(zone))


def can(turn: Turn, action: Action) -> bool:
    """Whether whoever reads may do this, so that its button makes sense."""
    role = turn.work.role
    return role is not None and may(role, action, present=turn.work.present)


def show(turn: Turn, view: View, *, anew: bool = False) -> None:
    """Show a screen of the book in place of the one that was tapped, or as a new message.

    There is one open book a chat: a new one, or a question that becomes it, puts others away.
    """
    forget_question(turn)
    tapped = None if anew else turn.tapped
    if tapped is None or not tapped.standing:
        _put_away(turn)
    turn.show(replace(view, standing=True), in_place=tapped is not None)


def ask(turn: Turn, view: View, answer: str, argument: str = "") -> None:
    """Ask for words; what the chat was waiting for before is waited for again afterwards."""
    forget_question(turn)
    before = turn.work.expectation(turn.chat_id)
    turn.show(view)
    turn.expect(answer, json.dumps([argument, before.action, before.argument]))


def asked_about(argument: str) -> str:
    """What a question of `ask` was about."""
    about: str = json.loads(argument)[0]
    return about


def tell_of_damage(turn: Turn) -> None:
    """Say which pages will lack something that cannot be read, and who can bring it back."""
    memories = books.damaged_pages(turn.work)
    if memories:
        titles = ", ".join(title_of(memory, turn.tr) for memory in memories)
        turn.tell(turn.tr("editions-damaged", count=len(memories), titles=titles))


def forget_question(turn: Turn) -> None:
    """Whoever reads on, or goes home, does not want to answer.

    A story typed next is no search word, no comment and no tip.
    """
    waiting = turn.work.expectation(turn.chat_id)
    if waiting.action.startswith(AREA):
        _, action, argument = json.loads(waiting.argument)
        turn.work.expect(Expectation(chat_id=turn.chat_id, action=action, argument=argument))
    elif waiting.action.startswith(ASIDE):
        turn.expect()


def pass_on(turn: Turn) -> None:
    """What came answers nothing of ours: it goes where it would have gone before we asked."""
    forget_question(turn)
    answers, waiting = turn.services.routes.answers, turn.work.expectation(turn.chat_id)
    route = answers.get(waiting.action) or answers[UNASKED]
    turn.require(route.action)
    route.handler(turn, waiting.argument)


def _put_away(turn: Turn) -> None:
    for screen in turn.work.open_screens(turn.chat_id):
        if screen.standing and screen.buttons[0].action.startswith(AREA):
            turn.shut(screen)
