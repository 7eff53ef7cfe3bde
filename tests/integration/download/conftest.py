"""Carmen, of whom something of every kind is kept, and the people around her."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.handlers import arrival, download, privacy, sent
from core.domain.circle import Role
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.element import Element, ElementKind
from core.domain.life import Level
from core.domain.memory import Audience
from core.domain.photo import Photo
from core.domain.session import ReminiscenceSession
from core.domain.session_record import SessionRecord
from core.ports import PatientWork
from tests.fakes.turns import START, Door, Phone, TurnKit
from tests.integration.book.conftest import jpeg, keep, made, told

ANA, LUCIA, GONE = 900_000_001, 900_000_002, 900_000_003
VOICE = b"OggS the voice of Carmen"
PHOTO = jpeg(80, 60)
WORDS = "El río bajaba verde; «qué frío», dije."
HELD = "Lo que Lucía contó y nadie ha dicho si se guarda."
SECRET = "Solo para nosotros: la carta de Tomás."


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[TurnKit]:
    areas = [arrival.routes(), download.routes(), privacy.routes(), sent.routes()]
    doors = [Door("session.carry_on").routes(), Door("session.begin").routes()]
    with TurnKit.open(tmp_path, *areas, *doors) as opened:
        yield opened


@pytest.fixture
def ana(kit: TurnKit) -> Phone:
    phone = kit.member(ANA, "Ana", Role.OWNER)
    kit.prepare(name="Carmen", enrolled=True, song="Ojos verdes", level_set_by=ANA)
    kit.member(LUCIA, "Lucía", Role.RELATIVE, kit.patient_ids[0])
    with kit.look() as work:
        live(work)
        work.commit()
    return phone


def live(work: PatientWork) -> None:
    """A memory in the book with a voice, a photo and a picture; one that is not; and the rest."""
    voice = work.media.put(VOICE, media_type="audio/ogg")
    keep(
        work,
        told(1, words=WORDS, title="El río", voice_ids=(voice,)),
        told(2, words=SECRET, title="La carta", audience=Audience.US),
    )
    made(work, "memory0000000001", "picture1", approved_by=ANA)
    work.photos.save(
        Photo(
            id="photo1",
            media_id=work.media.put(PHOTO, media_type="image/jpeg"),
            sent_by=LUCIA,
            sent_at=START,
            width=80,
            height=60,
            caption="En el río",
            memory_id="memory0000000001",
        )
    )
    given = Consent(
        id="c1",
        kind=ConsentKind.STORIES,
        given_by=GivenBy.PERSON,
        recorded_by=ANA,
        given_at=START,
    )
    work.consents.save(given)
    withdrawn = replace(given, id="c2", kind=ConsentKind.PHOTOS, recorded_by=GONE)
    work.consents.save(withdrawn.withdraw(at=START + timedelta(days=1)))
    work.elements.save(Element(id="e1", kind=ElementKind.PET, name="Canela", class_noun="dog"))
    session = ReminiscenceSession.begin(
        session_id="s1", led_by=ANA, level=Level.OPEN, limit_minutes=45, now=START
    )
    record = SessionRecord(themes=("C1",))
    work.sessions.save(replace(session, record=record).end(now=START + timedelta(minutes=30)))


def opened(content: bytes) -> dict[str, bytes]:
    """What is in an archive."""
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def archives_of(kit: TurnKit, phone: Phone) -> list[bytes]:
    """The archives that came to this phone."""
    documents = [s.payload["document"] for s in phone.seen if "document" in s.payload]
    with kit.look() as work:
        return [work.media.read(media_id) for media_id in documents]
