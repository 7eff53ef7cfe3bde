"""What is asked when it is first needed, one question at a time (never before a session).

At home one question comes unbidden, not more often than every half day, and none while a
session is open. What was passed over is not asked again.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from core.content.questions import QuestionBank
from core.content.theme_choice import PROGRAMME
from core.domain.life import Gate, LifeStage
from core.domain.patient import Patient, Standing
from core.ports import PatientWork
from core.services.persons import unasked
from core.services.themes import left_alone

BETWEEN = timedelta(hours=12)  #: between two questions nobody came for
AHEAD = 2  #: coming sessions whose themes are prepared first
#: Needed all of a sudden, sooner or later, so they are asked in a calm moment.
USEFUL = ("birth_year", "comfort", "best_hour", "family_contact")
_ASKED = "asked.last"  #: in Patient.extras: when something was last asked unbidden


def next_to_ask(work: PatientWork, *, bank: QuestionBank, now: datetime) -> str | None:
    """The name of the one fact to ask at home now; None before a first session, or too soon."""
    patient, held = work.patient(), work.sessions.count()
    asked = patient.extras.get(_ASKED)
    if patient.standing is not Standing.ACTIVE or not held or work.sessions.open_one():
        return None
    if asked and now - datetime.fromisoformat(asked) < BETWEEN:
        return None
    wanted = _in_order(work, patient, bank, held=held)
    return next((name for name in wanted if unasked(work, name)), None)


def note_asked(work: PatientWork, *, now: datetime) -> None:
    """Remember that something was asked unbidden, whatever is answered."""
    patient = work.patient()
    extras = {**patient.extras, _ASKED: now.isoformat()}
    work.save_patient(replace(patient, extras=extras))


def askable(work: PatientWork, name: str) -> bool:
    """Whether another area may ask this where it needs it: never beside a session."""
    return work.sessions.open_one() is None and unasked(work, name)


def _in_order(
    work: PatientWork, patient: Patient, bank: QuestionBank, *, held: int
) -> Iterator[str]:
    """Where they live, for help and for the clock; then what the coming themes must not assume."""
    yield "country"
    if patient.country:
        yield "time_zone"
    coming = {LifeStage(code) for code in PROGRAMME[held : held + AHEAD]}
    yield from _gates(work, patient, bank, coming)
    yield from USEFUL
    yield from _gates(work, patient, bank, set(LifeStage) - coming)


def _gates(
    work: PatientWork, patient: Patient, bank: QuestionBank, stages: Collection[LifeStage]
) -> Iterator[str]:
    """What would open a theme of these stages that nobody asked to leave alone."""
    shut = [
        theme
        for theme in bank.themes()
        if theme.stage in stages and theme.requires and not theme.requires & patient.gates
    ]
    alone = left_alone(work) if shut else frozenset()
    for theme in shut:
        if theme.code not in alone and not bank.touches(theme.code, patient.avoid_words):
            yield from (gate.value for gate in Gate if gate in theme.requires)
