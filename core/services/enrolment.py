"""The few things asked before the first session (product.md, journey 1), each of them skippable.

Where it stands is read from the person's record: what is known is not asked
again, and what was skipped is remembered, so it can be left and resumed days later.
"""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from core.content.questions import QuestionBank
from core.domain.circle import Action
from core.domain.consent import ConsentKind, GivenBy
from core.domain.life import Level
from core.domain.patient import Language, Patient, Register
from core.ports import Ids, PatientWork
from core.services import consents, ownership
from core.services.circle import allowed

PASSED = "enrolment"  #: the key in Patient.extras of the steps answered or skipped
LONGEST_NAME = 60  #: it stands in every message


class Step(StrEnum):
    NAME = "name"
    REGISTER = "register"
    EASIEST = "easiest"
    AVOID = "avoid"
    PERMISSION = "permission"


def begin(work: PatientWork, *, language: Language) -> None:
    """Take the person to speak the language of whoever introduces them; it can be changed.

    A therapist who opened the space is noted, for the owner who comes to be told.
    """
    patient = work.patient()
    if not patient.name and not _passed(patient) and patient.language is not language:
        work.save_patient(replace(patient, language=language))
    ownership.note_stand_in(work)


def next_step(work: PatientWork) -> Step | None:
    """The first step that is neither known nor passed, or None when all is asked."""
    patient = work.patient()
    if patient.enrolled:
        return None
    open_steps = (step for step in Step if step not in _passed(patient))
    return next((step for step in open_steps if _to_be_asked(work, patient, step)), None)


def name_person(work: PatientWork, *, name: str) -> bool:
    """Keep the name the person likes, on one line; False when it is none, or too long."""
    work.require(Action.EDIT_PERSON)
    cleaned = " ".join(name.split())
    if not 0 < len(cleaned) <= LONGEST_NAME:
        return False
    work.save_patient(replace(work.patient(), name=cleaned))
    _pass(work, Step.NAME)
    return True


def choose_register(work: PatientWork, *, register: Register) -> None:
    work.require(Action.EDIT_PERSON)
    work.save_patient(replace(work.patient(), register=register))
    _pass(work, Step.REGISTER)


def choose_level(work: PatientWork, *, level: Level, account_id: int) -> None:
    """What comes easiest is the level, until a therapist sets it."""
    work.require(Action.EDIT_CARE)
    work.save_patient(replace(work.patient(), level=level, level_set_by=account_id))
    _pass(work, Step.EASIEST)


def avoid(work: PatientWork, *, words: str, bank: QuestionBank) -> None:
    """Keep what to avoid exactly as it was said, with the themes it touches; no words: nothing."""
    work.require(Action.EDIT_CARE)
    patient = work.patient()
    if words.strip():
        work.save_patient(avoiding(patient, (*patient.avoid_words, words.strip()), bank))
    _pass(work, Step.AVOID)


def avoiding(patient: Patient, words: tuple[str, ...], bank: QuestionBank) -> Patient:
    """The person with these words to avoid and every theme that they touch; none is let back."""
    themes = patient.avoid_themes | bank.touched(words)
    return replace(patient, avoid_words=words, avoid_themes=themes)


def allow_stories(
    work: PatientWork, *, given_by: GivenBy, account_id: int, ids: Ids, now: datetime
) -> None:
    """Record who allows the stories to be kept."""
    for kind in consents.asked_together(work, ConsentKind.STORIES):
        consents.give(
            work,
            kind,
            given_by=given_by,
            account_id=account_id,
            consent_id=ids.new(),
            now=now,
        )
    _pass(work, Step.PERMISSION)


def skip(work: PatientWork, *, step: Step) -> None:
    """Go on without an answer; it can be given later."""
    work.require(Action.EDIT_PERSON)
    _pass(work, step)


def _to_be_asked(work: PatientWork, patient: Patient, step: Step) -> bool:
    match step:
        case Step.NAME:
            return not patient.name
        case Step.REGISTER:
            return patient.language is Language.SPANISH
        case Step.EASIEST:
            return patient.level_set_by is None and allowed(work, Action.EDIT_CARE)
        case Step.AVOID:
            return not patient.avoid_words and allowed(work, Action.EDIT_CARE)
        case Step.PERMISSION:
            return work.consents.holding(ConsentKind.STORIES) is None


def _passed(patient: Patient) -> list[str]:
    return patient.extras.get(PASSED, "").split()


def _pass(work: PatientWork, step: Step) -> None:
    """Remember the step, and that the person is introduced once it was the last."""
    patient = work.patient()
    passed = [*_passed(patient), *([] if step in _passed(patient) else [step.value])]
    work.save_patient(replace(patient, extras={**patient.extras, PASSED: " ".join(passed)}))
    if next_step(work) is None:
        work.save_patient(replace(work.patient(), enrolled=True))
