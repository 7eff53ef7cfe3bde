"""An area of the bot as small as can be: it counts what it is told and says so."""

from dataclasses import replace

from bot.screens import View, column
from bot.services import Services
from bot.turns import Route, Routes, Turn
from core.domain.circle import Action, System


def told(turn: Turn) -> int:
    return len(turn.patient.comfort)


def show_count(turn: Turn, argument: str = "") -> None:
    """Show how much was told, with a button to tell more; an area as small as can be."""
    del argument
    row = column(
        [turn.button("button-yes", "parrot.more"), turn.button("button-no", "parrot.fall")]
    )
    turn.show(View(text=turn.tr("bot-unexpected", incident=f"told {told(turn)}"), rows=row))
    turn.expect("parrot.words")


def tell_more(turn: Turn, argument: str) -> None:
    del argument
    remember(turn, "tapped")


def remember(turn: Turn, words: str) -> None:
    words = turn.incoming.text or words
    patient = turn.patient
    turn.work.save_patient(replace(patient, comfort=(*patient.comfort, words)))
    show_count(turn)


def keep_late(turn: Turn, argument: str) -> None:
    """Where a message goes that nothing asked for."""
    patient = turn.patient
    turn.work.save_patient(replace(patient, places=(*patient.places, turn.incoming.text)))
    turn.tell(turn.tr("bot-unexpected", incident=f"offered late{argument}"))


def fall_over(turn: Turn, argument: str) -> None:
    raise RuntimeError(turn.patient.name + turn.incoming.text + argument)


PARROT = Routes(
    commands={"start": Route(Action.ENTER, show_count), "cancel": Route(Action.ENTER, fall_over)},
    taps={
        "parrot.more": Route(Action.ENTER, tell_more),
        "parrot.fall": Route(Action.ENTER, fall_over),
    },
    answers={
        "parrot.words": Route(Action.ENTER, remember),
        "memory.unasked": Route(Action.ENTER, keep_late),
    },
)


def told_so_far(services: Services) -> int:
    """How many things the only space there is was told."""
    (patient_id,) = services.stores.all_ids()
    with services.stores.open(patient_id, System(reason="test")) as work:
        return len(work.patient().comfort)
