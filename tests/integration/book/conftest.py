"""An invented life with as many told memories as a test needs, in a real store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.handlers import book, person
from bot.turns import Routes
from core.domain.circle import Role
from core.domain.life import LifeStage
from core.domain.memory import Audience, Memory, Teller, Wording
from core.domain.photo import Photo
from core.domain.picture import Picture, PictureStatus
from core.ports import PatientWork
from core.services import books
from tests.fakes.turns import START, Door, Phone, TurnKit
from tests.unit.pictures.stories import PICTURE

STAGES = list(LifeStage)


def told(number: int, **changes: Any) -> Memory:
    """An approved memory for the book, the stages taking turns."""
    memory = Memory(
        id=f"memory{number:010d}",
        stage=STAGES[number % len(STAGES)],
        theme="C1",
        words=f"Aquella tarde número {number} subimos al cerro con la perra.",
        language="es",
        wording=Wording.VERBATIM,
        teller=Teller.PERSON,
        told_at=START - timedelta(days=1000 - number),
        title=f"La tarde {number}",
        approved=True,
        audience=Audience.BOOK,
    )
    return replace(memory, **changes)


def keep(work: PatientWork, *memories: Memory) -> None:
    """Save memories with their pages, as a session does."""
    for memory in memories:
        work.memories.save(memory)
        books.refresh_page(work, memory.id)


def jpeg(width: int = 64, height: int = 64) -> bytes:
    encoded = BytesIO()
    Image.new("RGB", (width, height), (200, 170, 120)).save(encoded, "JPEG")
    return encoded.getvalue()


def made(work: PatientWork, memory_id: str, picture_id: str, **changes: Any) -> Picture:
    """An approved picture of a memory."""
    picture = replace(
        PICTURE,
        id=picture_id,
        memory_id=memory_id,
        media_id=work.media.put(jpeg(), media_type="image/jpeg"),
        status=PictureStatus.APPROVED,
        making=replace(PICTURE.making, width=64, height=64),
        made_at=START,
    )
    work.pictures.save(replace(picture, **changes))
    return replace(picture, **changes)


def sent(work: PatientWork, memory_id: str, photo_id: str, **changes: Any) -> Photo:
    """A real photo of a memory."""
    photo = Photo(
        id=photo_id,
        media_id=work.media.put(jpeg(2000, 1000), media_type="image/jpeg"),
        sent_by=1,
        sent_at=START,
        width=2000,
        height=1000,
        memory_id=memory_id,
    )
    work.photos.save(replace(photo, **changes))
    return replace(photo, **changes)


def fill(kit: TurnKit, memories: int) -> None:
    with kit.look() as work:
        keep(work, *(told(number) for number in range(memories)))
        work.commit()


@pytest.fixture
def stories() -> Door:
    """Where answers and unasked stories go."""
    return Door("session.answer")


@pytest.fixture
def kit(tmp_path: Path, stories: Door) -> Iterator[TurnKit]:
    """Manuel's space; its owner, Ana, is account 1."""
    told_anyway = stories.routes().taps["session.answer"]
    answers = Routes(answers={"session.answer": told_anyway, "memory.unasked": told_anyway})
    doors = [Door(name).routes() for name in ("session.begin", "session.carry_on")]
    with TurnKit.open(tmp_path, book.routes(), person.routes(), answers, *doors) as opened:
        opened.member(1, "Ana", Role.OWNER)
        opened.prepare(name="Manuel")
        yield opened


@pytest.fixture
def ana(kit: TurnKit) -> Phone:
    return kit.phone(1, "Ana")


@pytest.fixture
def work(kit: TurnKit) -> Iterator[PatientWork]:
    """The store, opened by the program; undone afterwards."""
    with kit.look() as opened:
        yield opened
