"""The person's page: what is known, learnt one fact at a time, and whether life goes on here."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.content.questions import QuestionBank
from core.domain.circle import Action
from core.domain.patient import Language, Patient, Standing
from core.ports import PatientWork
from core.services import exercise, sessions, summaries, teaching_losses
from core.services.circle import allowed
from core.services.countries import zones_of
from core.services.enrolment import avoiding
from core.services.person_facts import FACTS, Fact, Section, of_section

SKIPPED = "skipped."  #: extras remember by fact when a question was passed over


def sections(work: PatientWork) -> list[Section]:
    """The parts of the page in which the one who acts can change something."""
    return [section for section in Section if facts(work, section)]


def facts(work: PatientWork, section: Section) -> list[Fact]:
    """The facts of a part that the one who acts may change."""
    speaks_spanish = work.patient().language is Language.SPANISH
    return [
        fact
        for fact in of_section(section)
        if allowed(work, fact.action) and (fact.name != "register" or speaks_spanish)
    ]


def known(work: PatientWork) -> list[Fact]:
    """Everything that is known, in the order of the page, as far as this role may change it."""
    patient = work.patient()
    return [fact for section in Section for fact in facts(work, section) if fact.known(patient)]


def unasked(work: PatientWork, name: str) -> bool:
    """Whether this may be asked now: unknown, never passed over, and theirs to say."""
    fact, patient = FACTS[name], work.patient()
    if fact.known(patient) or f"{SKIPPED}{name}" in patient.extras:
        return False
    return allowed(work, fact.action)


def learn(
    work: PatientWork, name: str, answer: str, *, account_id: int, bank: QuestionBank
) -> bool:
    """Take in an answer; False when it cannot be one."""
    fact = FACTS[name]
    work.require(fact.action)
    patient = fact.learn(work.patient(), answer)
    if patient is None:
        return False
    if name == "level":
        patient = replace(patient, level_set_by=account_id)
    if name == "avoid":
        patient = avoiding(patient, patient.avoid_words, bank)
    work.save_patient(patient)
    return True


def empty(work: PatientWork, name: str, *, bank: QuestionBank) -> None:
    """Take everything off a list."""
    work.require(FACTS[name].action)
    patient = work.patient()
    match name:
        case "places":
            patient = replace(patient, places=())
        case "comfort":
            patient = replace(patient, comfort=())
        case "avoid":
            patient = _without_words(patient, bank)
    work.save_patient(patient)


def _without_words(patient: Patient, bank: QuestionBank) -> Patient:
    """Nothing is avoided for its words any more; what a therapist left out stays out."""
    by_words = bank.touched(patient.avoid_words) - patient.themes_left_out
    return replace(patient, avoid_words=(), avoid_themes=patient.avoid_themes - by_words)


def pass_over(work: PatientWork, name: str, *, now: datetime) -> None:
    """Remember that a question was passed over, so that it is not asked unbidden again."""
    work.require(FACTS[name].action)
    patient = work.patient()
    extras = {**patient.extras, f"{SKIPPED}{name}": now.isoformat()}
    work.save_patient(replace(patient, extras=extras))


def confirm_place(work: PatientWork, *, country: str, time_zone: str) -> None:
    """Take the operator's default for this person's own."""
    work.require(Action.EDIT_PERSON)
    work.save_patient(replace(work.patient(), country=country, time_zone=time_zone))


def zones_to_choose(patient: Patient, *, default_country: str) -> Sequence[str]:
    """The time zones of the person's country, when there are several."""
    zones = zones_of(patient.country or default_country)
    return zones if len(zones) > 1 else ()


def in_one_zone(patient: Patient) -> bool:
    """Whether the country alone says what time it is there."""
    return len(zones_of(patient.country)) == 1


def rest(work: PatientWork) -> None:
    """Pause everything."""
    _stand(work, Standing.PAUSED)
    exercise.put_away(work)


def wake(work: PatientWork) -> None:
    """Go on after a pause, or after a tap that was a mistake."""
    _stand(work, Standing.ACTIVE)


def has_died(work: PatientWork, *, now: datetime) -> list[str]:
    """Stop everything but the book at once; returns the jobs that nobody waits for any more.

    An open session ends, and its summary can be read; nobody is sent it on such a day.
    """
    _stand(work, Standing.DIED)
    exercise.put_away(work)
    session = sessions.leave_open(work, now=now)
    if session is not None:
        summaries.close(work, session)
    stopped = list(work.jobs.waiting())
    for record in stopped:
        work.jobs.save(replace(record, taken_over=True))
    teaching_losses.call_off(work, {record.id for record in stopped})
    return [record.id for record in stopped]


def _stand(work: PatientWork, standing: Standing) -> None:
    work.require(Action.EDIT_PERSON)
    work.save_patient(replace(work.patient(), standing=standing))
