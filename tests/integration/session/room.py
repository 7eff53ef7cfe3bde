"""A companion's phone in a session, and what came of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.handlers import book
from bot.handlers import session as area
from bot.incoming import Incoming, IncomingKind
from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.life import Level
from core.domain.memory import Memory
from core.domain.session import ReminiscenceSession
from core.domain.session_record import PromptOffered, PromptOutcome, SessionRecord
from core.domain.talk import Rung
from tests.fakes.turns import START, Door, Phone, TurnKit

COMPANION, THERAPIST, OTHER = 1, 2, 3
NEIGHBOURS = ("person.ask", "book.open", "privacy.ask")


@dataclass(slots=True)
class Room:
    """A kit with a companion's phone in it, and where the other areas begin."""

    kit: TurnKit
    phone: Phone
    offered: Door
    home: Door

    @property
    def session(self) -> ReminiscenceSession:
        """The open session, or the last one."""
        with self.kit.look() as work:
            found: ReminiscenceSession = work.sessions.open_one() or work.sessions.all()[-1]
            return found

    @property
    def memories(self) -> list[Memory]:
        with self.kit.look() as work:
            return list(work.memories.all())

    @property
    def shown(self) -> str:
        return self.phone.last.text

    def taps(self, *labels: str) -> None:
        for label in labels:
            assert all(len(shown) <= 24 for shown in self.phone.last.labels), self.phone.last
            answered = self.phone.tap(label)
            assert not answered.notice, f"{label}: {answered.notice}"

    def voice(self, content: bytes = b"OggS voice") -> None:
        note = Incoming(kind=IncomingKind.VOICE, media_type="audio/ogg", duration_s=4)
        self.phone.send(note, file=content)

    def tick(self) -> None:
        self.phone.send(Incoming(kind=IncomingKind.TICK, what="session.time"))

    def therapist(self) -> Phone:
        patient_id = self.kit.patient_ids[0]
        return self.kit.member(THERAPIST, "Inés", Role.THERAPIST, patient_id)

    def companion(self, account_id: int = OTHER, name: str = "Luis") -> Phone:
        patient_id = self.kit.patient_ids[0]
        return self.kit.member(account_id, name, Role.COMPANION, patient_id)

    def to_themes(self) -> None:
        """The road of a later session, as far as the choice of a theme."""
        self.phone.command("session")
        self.taps("Estamos")
        self.taps(self.phone.last.labels[0])  # yes, or they accept
        self.taps("Saltar", "Seguir")

    def to_question(self, theme: str | None = None) -> None:
        self.to_themes()
        self.taps(theme or self.phone.last.labels[0])

    def close(self) -> None:
        """Through the closing to what the companion is asked."""
        while self.session.beats:
            self.taps(self.phone.last.labels[0])


def earlier_session() -> ReminiscenceSession:
    """A session in which a story was told, so that the next one takes its whole road."""
    begun = ReminiscenceSession.begin(
        session_id="earlier", led_by=COMPANION, level=Level.OPEN, limit_minutes=45, now=START
    )
    prompt = PromptOffered(
        question_id="L3.1",
        level=Level.OPEN,
        rung=Rung.INVITATION,
        outcome=PromptOutcome.TAKEN_UP,
    )
    record = SessionRecord(themes=("L3",), prompts=(prompt,))
    return replace(begun, record=record).end(now=START)


@contextmanager
def beside_the_book(folder: Path) -> Iterator[Room]:
    """A companion with the book and its person at hand; nothing is in it yet."""
    offered, home = Door("pictures.offer"), Door("home.menu")
    doors = [Door(name).routes() for name in ("person.ask", "privacy.ask", "comments.open")]
    kit = TurnKit.open(
        folder, area.routes(), book.routes(), offered.routes(), home.routes(), *doors
    )
    with kit:
        phone = kit.member(1, "Ana", Role.OWNER)
        kit.prepare(name="Manuel", enrolled=True, song="Ojos verdes")
        kit.allow(ConsentKind.STORIES)
        yield Room(kit, phone, offered, home)
