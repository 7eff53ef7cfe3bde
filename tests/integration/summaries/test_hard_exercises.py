"""Hard moments of the exercise, of which only the alert is kept, are in the report."""

from datetime import timedelta

import pytest

from core.domain.alert import Alert, AlertCause
from core.domain.circle import Role
from tests.fakes.turns import Phone
from tests.integration.session.room import COMPANION, Room

LATER = timedelta(hours=2)


@pytest.fixture
def ines(ended: Room) -> Phone:
    return ended.kit.phone(2, "Inés")


def raised(room: Room, cause: AlertCause, *, after: timedelta = LATER) -> None:
    with room.kit.look() as work:
        begun = work.sessions.get("t1").ended_at or room.kit.clock.now()
        number = len(work.alerts.all())
        alert = Alert(id=f"a{number}", cause=cause, raised_by=COMPANION, raised_at=begun + after)
        work.alerts.save(alert)
        work.commit()


def counted(room: Room, phone: Phone) -> str:
    room.kit.wait(timedelta(days=2))
    phone.command("summaries")
    phone.tap("Informe")
    (line,) = (x for x in phone.last.text.splitlines() if "Malos momentos" in x)
    return line.rsplit(" ", 1)[1]


@pytest.mark.parametrize("cause", [AlertCause.UPSET, AlertCause.DANGER])
def test_each_counts(ended: Room, ines: Phone, cause: AlertCause) -> None:
    raised(ended, cause)
    raised(ended, cause, after=timedelta(days=1))
    assert counted(ended, ines) == "2"


def test_what_got_worse_is_one_moment(ended: Room, ines: Phone) -> None:
    raised(ended, AlertCause.UPSET)
    raised(ended, AlertCause.DANGER, after=LATER + timedelta(minutes=2))
    assert counted(ended, ines) == "1"


def test_what_was_raised_in_a_session_is_counted_there(ended: Room, ines: Phone) -> None:
    raised(ended, AlertCause.DANGER, after=timedelta(0))
    assert counted(ended, ines) == "0"


def test_the_companions_hard_days_are_no_hard_moments(ended: Room, ines: Phone) -> None:
    raised(ended, AlertCause.COMPANION)
    assert counted(ended, ines) == "0"


def test_what_concerns_abuse_is_counted_for_therapists_alone(ended: Room, ines: Phone) -> None:
    ended.kit.member(9, "Eva", Role.OWNER, ended.kit.patient_ids[0])
    raised(ended, AlertCause.ABUSE)
    assert counted(ended, ines) == "1"
    assert counted(ended, ended.kit.phone(9, "Eva")) == "0"
