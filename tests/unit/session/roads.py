"""Sessions brought to a stage, for tests: each function goes one stretch of the road."""

from datetime import UTC, datetime, timedelta

from core.domain.life import Level, ProbeFamily
from core.domain.session import ReminiscenceSession
from core.domain.session_record import Assent

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


class Questions:
    """Hands out C5.1, C5.2 … at each level, as a bank would."""

    def __init__(self, *, left: int = 9) -> None:
        self.left = left

    def __call__(self, level: Level) -> str | None:
        if not self.left:
            return None
        self.left -= 1
        return f"{level}-{self.left}"


def begun(level: Level = Level.OPEN, *, brief: bool = False) -> ReminiscenceSession:
    return ReminiscenceSession.begin(
        session_id="s1", led_by=7, level=level, limit_minutes=45, now=NOON, brief=brief
    )


def at_themes(level: Level = Level.OPEN, *, brief: bool = False) -> ReminiscenceSession:
    session = begun(level, brief=brief)
    if not brief:
        session = session.made_ready()
    session = session.assented(Assent.YES, now=NOON)
    if not brief:
        session = session.felt_before(None).opened()
    return session.offer(("C5", "D3"), now=NOON)


def asked(level: Level = Level.OPEN, *, brief: bool = False) -> ReminiscenceSession:
    return at_themes(level, brief=brief).choose("C5", "C5.1")


def read_back(level: Level = Level.OPEN, *, brief: bool = False) -> ReminiscenceSession:
    told = asked(level, brief=brief).answered("m1", ProbeFamily.SMELL)
    return told if brief else told.enough_told()


def after_stories(number: int) -> ReminiscenceSession:
    """At the question that follows so many stories."""
    session = asked()
    for told in range(number):
        session = session.answered(f"m{told}", None)
        session = session.agree(with_picture=False, questions=Questions(), now=NOON)
    return session


def closing(level: Level = Level.OPEN) -> ReminiscenceSession:
    return (
        read_back(level)
        .agree(with_picture=False, questions=Questions(left=0), now=NOON)
        .close(now=NOON)
    )


def after(level: Level = Level.OPEN) -> ReminiscenceSession:
    session = closing(level)
    while session.beats:
        session = session.next_page(now=NOON)
    return session
