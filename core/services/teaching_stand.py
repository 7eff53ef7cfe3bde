"""Where the teaching of an element stands, for whoever comes to its photos."""

from enum import StrEnum

from core.domain.element import Element
from core.domain.teaching import TeachingState
from core.ports import PatientWork
from core.services.teaching import latest


class Stand(StrEnum):
    """What there is to say of a teaching, most of all what waits for somebody."""

    NOTHING = "nothing"
    RUNNING = "running"
    TONIGHT = "tonight"
    TO_CHOOSE = "to-choose"  #: portraits wait
    LEARNT = "learnt"

    @property
    def of_itself(self) -> bool:
        """Whether it goes on, or can be looked at, however many photos there are by now."""
        return self in {Stand.RUNNING, Stand.TONIGHT, Stand.TO_CHOOSE}


_OPEN = {
    TeachingState.RUNNING: Stand.RUNNING,
    TeachingState.TONIGHT: Stand.TONIGHT,
    TeachingState.TO_CHOOSE: Stand.TO_CHOOSE,
}


def stand_of(work: PatientWork, element: Element) -> Stand:
    """Where it stands by what was asked for last; otherwise by what is drawn with."""
    last = latest(work, element.id)
    if last is not None and last.state in _OPEN and (last.under_way or last.epochs):
        return _OPEN[last.state]
    return Stand.LEARNT if element.taught else Stand.NOTHING
