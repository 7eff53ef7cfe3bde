"""Faces and names: who can be met, beginning with a yes of today, and the waits in between.

The rows are the truth: the exercise stands in the person's store with the moment of its next
greeting, and a timer in the registry brings its tick, after a restart, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.domain.circle import ROLE_MAY, Action, Role
from core.domain.consent import ConsentKind
from core.domain.element import Element
from core.domain.exercise import (
    KINDS,
    MOST_CARDS,
    Card,
    Exercise,
    ExerciseElsewhere,
    ExerciseEnding,
    ExerciseStep,
)
from core.domain.life import Level
from core.domain.patient import Standing
from core.domain.photo import Photo
from core.domain.timer import Timer
from core.errors import ConsentMissing, Refused, SessionElsewhere, SessionsPaused
from core.ports import PatientWork, Registry
from core.services.circle import allowed, one_line
from core.services.sessions import require_life

TICK = "exercise.due"
LONGEST_CALLED = 60  #: characters of "your granddaughter"
_CALLED = "exercise.called."  #: in Patient.extras, by element: what they are to the person


class ExerciseOff(Refused):
    """Nobody has switched the exercise on, or it does not suit the level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """Somebody, a pet or a place, with its real photos, the newest first."""

    element: Element
    photos: tuple[Photo, ...]
    called: str | None  #: "your granddaughter"; None: nobody was asked


def offered(work: PatientWork) -> bool:
    """Whether whoever acts could begin it now."""
    patient = work.patient()
    switched_on = patient.exercise_on is True and patient.level is not Level.PRESENCE
    active = patient.standing is Standing.ACTIVE
    return switched_on and active and allowed(work, Action.LEAD_SESSION)


def faces(work: PatientWork) -> list[Face]:
    """Everybody and every place with a name and a real photo that shows them, without a doubt."""
    extras = work.patient().extras
    by_element: dict[str, list[Photo]] = {}
    for photo in sorted(work.photos.all(), key=lambda p: p.sent_at, reverse=True):
        if photo.good and not photo.doubtful and photo.element_id is not None:
            by_element.setdefault(photo.element_id, []).append(photo)
    return [
        Face(
            element=element,
            photos=tuple(by_element[element.id]),
            called=extras.get(f"{_CALLED}{element.id}"),
        )
        for element in work.elements.all()
        if element.kind in KINDS and element.name and element.id in by_element
    ]


def face(work: PatientWork, element_id: str) -> Face:
    """One of them; refused when it was taken out meanwhile."""
    found = next((f for f in faces(work) if f.element.id == element_id), None)
    if found is None:
        raise ExerciseElsewhere
    return found


def call(work: PatientWork, element_id: str, *, called: str) -> bool:
    """Keep what somebody is to the person, in words to say; False when it is too long."""
    work.require(Action.LEAD_SESSION)
    cleaned = one_line(called)
    if len(cleaned) > LONGEST_CALLED:
        return False
    patient = work.patient()
    extras = {**patient.extras, f"{_CALLED}{element_id}": cleaned}
    work.save_patient(replace(patient, extras=extras))
    return True


def begin(
    work: PatientWork,
    element_ids: Sequence[str],
    *,
    account_id: int,
    exercise_id: str,
    now: datetime,
) -> Exercise:
    """Make ready with one to three of them; the person has yet to be asked."""
    require_ready(work)
    known = {found.element.id: found for found in faces(work)}
    chosen = [known[key] for key in dict.fromkeys(element_ids) if key in known]
    if not 0 < len(chosen) <= MOST_CARDS:
        raise ExerciseElsewhere
    make_way(work, account_id=account_id, now=now)
    exercise = Exercise(
        id=exercise_id,
        led_by=account_id,
        asked_at=now,
        cards=tuple(Card(element_id=f.element.id, photo_id=f.photos[0].id) for f in chosen),
    )
    work.exercises.save(exercise)
    return exercise


def require_ready(work: PatientWork) -> None:
    """Refuse what rests, is switched off, is not allowed, or would disturb a session."""
    work.require(Action.LEAD_SESSION)
    require_life(work)
    if not offered(work):
        raise ExerciseOff
    if work.reviews.pausing():
        raise SessionsPaused
    if work.consents.holding(ConsentKind.PHOTOS) is None:
        raise ConsentMissing
    if work.sessions.open_one() is not None:
        raise SessionElsewhere


def under_way(work: PatientWork, *, account_id: int) -> Exercise | None:
    """The exercise this account leads now."""
    exercise = work.exercises.open_one()
    return exercise if exercise is not None and exercise.led_by == account_id else None


def leading(work: PatientWork, *, account_id: int) -> Exercise:
    exercise = under_way(work, account_id=account_id)
    if exercise is None:
        raise ExerciseElsewhere
    return exercise


def refuse(work: PatientWork, *, account_id: int) -> None:
    """They would rather not: nothing of it stays."""
    exercise = leading(work, account_id=account_id)
    if exercise.step is not ExerciseStep.ASSENT:
        raise ExerciseElsewhere
    work.exercises.remove(exercise.id)


def keep(work: PatientWork, registry: Registry, exercise: Exercise) -> Exercise:
    """Store it after a step, and let its next moment come."""
    work.exercises.save(exercise)
    if exercise.due_at is not None:
        registry.set_timer(
            Timer(
                id=f"exercise:{work.patient_id}",
                patient_id=work.patient_id,
                account_id=exercise.led_by,
                at=exercise.due_at,
                tick=TICK,
            )
        )
    return exercise


def come_due(work: PatientWork, registry: Registry, *, now: datetime) -> Exercise | None:
    """The clock: the next greeting, or None when there is nothing to say now."""
    exercise = work.exercises.open_one()
    if exercise is None or exercise.due_at is None or now < exercise.due_at:
        return None
    if not _undisturbed(work, registry, exercise) or exercise.left(now=now):
        return None
    return keep(work, registry, exercise.come_due(now=now))


def other_photo(work: PatientWork, registry: Registry, exercise: Exercise) -> Exercise:
    """The next real photo of the same face."""
    ids = [photo.id for photo in face(work, exercise.card.element_id).photos]
    shown = exercise.card.photo_id
    following = (ids.index(shown) + 1) % len(ids) if shown in ids else 0
    return keep(work, registry, exercise.other_photo(ids[following]))


def stop(
    work: PatientWork, *, account_id: int, ending: ExerciseEnding, now: datetime
) -> Exercise | None:
    """Over at once, from any step; None when it is over already."""
    exercise = under_way(work, account_id=account_id)
    if exercise is None:
        return None
    over = exercise.end(ending, now=now)
    if exercise.agreed_at is None:
        work.exercises.remove(exercise.id)
    else:
        work.exercises.save(over)
    return over


def make_way(work: PatientWork, *, account_id: int, now: datetime) -> bool:
    """Put away what is open, so that a session or another exercise can begin.

    True when one's own was going on; refused while somebody else sits with the person at it.
    """
    open_one = work.exercises.open_one()
    if open_one is None:
        return False
    going_on = not open_one.left(now=now)
    if going_on and open_one.led_by != account_id:
        raise SessionElsewhere
    put_away(work)
    return going_on and open_one.agreed_at is not None


def put_away(work: PatientWork) -> None:
    """End what somebody walked away from, or what life itself has ended."""
    exercise = work.exercises.open_one()
    if exercise is None:
        return
    work.exercises.remove(exercise.id)
    if exercise.longest_s:
        ended_at = exercise.due_at or exercise.agreed_at or exercise.asked_at
        work.exercises.save(exercise.end(ExerciseEnding.STOPPED, now=ended_at))


def _undisturbed(work: PatientWork, registry: Registry, exercise: Exercise) -> bool:
    """Whether it may still speak: no session, life goes on, and its leader may still lead."""
    if work.sessions.open_one() is not None or work.patient().standing is not Standing.ACTIVE:
        return False
    members = registry.members(work.patient_id)
    role: Role | None = next((m.role for m in members if m.account_id == exercise.led_by), None)
    return role is not None and Action.LEAD_SESSION in ROLE_MAY[role]
