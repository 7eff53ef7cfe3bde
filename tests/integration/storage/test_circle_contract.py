"""What a circle leaves behind: exercises, sightings, tips, comments, alerts, transfers, timers."""

from datetime import date, timedelta

from core.domain.alert import Alert, AlertCause
from core.domain.comment import Comment
from core.domain.exercise import Card, Exercise, ExerciseEnding
from core.domain.patient import PatientId
from core.domain.sighting import Sighting, SightingKind
from core.domain.timer import Timer
from core.domain.tip import Tip, TipState
from core.domain.transfer import Transfer, TransferState
from tests.integration.storage.conftest import House
from tests.integration.storage.examples import LUZ, NOON, TOMAS

EXERCISE = Exercise(
    id="e1", led_by=LUZ.id, asked_at=NOON, cards=(Card(element_id="el1", photo_id="p1"),)
)
TIP = Tip(id="t1", words="Pregúntale por la barca.", given_by=TOMAS.id, given_at=NOON)
ALERT = Alert(id="a1", cause=AlertCause.DANGER, raised_by=LUZ.id, raised_at=NOON, told=(5, 6))
TRANSFER = Transfer(id="x1", to=TOMAS.id, asked_at=NOON, given_by=LUZ.id)


def sighting(day: date) -> Sighting:
    return Sighting.first(account_id=LUZ.id, kind=SightingKind.BOOK, day=day, now=NOON)


def test_only_an_exercise_that_is_not_over_is_open(house: House, space: PatientId) -> None:
    with house.patients.open(space, LUZ) as work:
        work.exercises.save(EXERCISE.agree(now=NOON).met().came(now=NOON))
        work.commit()
        found = work.exercises.open_one()
        assert found == EXERCISE.agree(now=NOON).met().came(now=NOON)
        over = EXERCISE.end(ExerciseEnding.STOPPED, now=NOON)
        work.exercises.save(over)
        assert work.exercises.open_one() is None
        assert work.exercises.last() == over


def test_old_sightings_are_forgotten(house: House, space: PatientId) -> None:
    old, new = sighting(date(2026, 2, 27)), sighting(date(2027, 3, 1))
    with house.patients.open(space, LUZ) as work:
        work.sightings.save(old)
        work.sightings.save(new)
        work.sightings.forget_before(date(2026, 2, 28))
        work.commit()
        assert work.sightings.all() == [new]


def test_tips_are_found_by_who_gave_them_and_while_they_wait(
    house: House, space: PatientId
) -> None:
    taken = Tip(id="t2", words="La feria", given_by=LUZ.id, given_at=NOON, state=TipState.TAKEN)
    with house.patients.open(space, LUZ) as work:
        work.tips.save(TIP)
        work.tips.save(taken)
        work.commit()
        assert work.tips.waiting() == [TIP]
        assert work.tips.of(LUZ.id) == [taken]


def test_comments_are_found_by_their_page(house: House, space: PatientId) -> None:
    comment = Comment(
        id="c1", page_id="m1", words="¡Esa era yo!", written_by=LUZ.id, written_at=NOON
    )
    with house.patients.open(space, LUZ) as work:
        work.comments.save(comment)
        work.commit()
        assert work.comments.of_page("m1") == [comment]
        assert work.comments.of_page("m2") == []


def test_an_alert_is_open_until_somebody_saw_it(house: House, space: PatientId) -> None:
    seen = Alert(
        id="a2",
        cause=AlertCause.UPSET,
        raised_by=LUZ.id,
        raised_at=NOON,
        seen_by=5,
        seen_at=NOON,
    )
    with house.patients.open(space, LUZ) as work:
        work.alerts.save(ALERT)
        work.alerts.save(seen)
        work.commit()
        assert work.alerts.open() == [ALERT]
        assert work.alerts.get("a2") == seen


def test_one_transfer_waits(house: House, space: PatientId) -> None:
    done = Transfer(id="x0", to=LUZ.id, asked_at=NOON, state=TransferState.DONE)
    with house.patients.open(space, LUZ) as work:
        assert work.transfers.waiting() is None
        work.transfers.save(TRANSFER)
        work.transfers.save(done)
        work.commit()
        assert work.transfers.waiting() == TRANSFER


def a_timer(patient_id: PatientId, *, minutes: int = 0) -> Timer:
    at = NOON + timedelta(minutes=minutes)
    return Timer(id="x:1", patient_id=patient_id, account_id=LUZ.id, at=at, tick="exercise.due")


def test_a_timer_is_found_when_its_moment_has_come(house: House, space: PatientId) -> None:
    timer = a_timer(space)
    house.registry.set_timer(timer)
    assert house.registry.timers_due(NOON - timedelta(seconds=1)) == []
    assert house.registry.timers_due(NOON) == [timer]
    house.registry.remove_timer(timer)
    assert house.registry.timers_due(NOON) == []


def test_a_timer_that_was_moved_meanwhile_stays(house: House, space: PatientId) -> None:
    house.registry.set_timer(a_timer(space))
    moved = a_timer(space, minutes=1)
    house.registry.set_timer(moved)
    house.registry.remove_timer(a_timer(space))
    assert house.registry.timers_due(NOON + timedelta(minutes=1)) == [moved]


def test_the_timers_of_who_was_erased_are_gone(house: House, space: PatientId) -> None:
    house.registry.set_timer(a_timer(space))
    house.patients.erase(space)
    assert house.registry.timers_due(NOON) == []
