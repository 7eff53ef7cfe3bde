"""Carmen's circle with real photos of Lucía, the dog and the village, and the exercise on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.handlers import arrival, exercise, person, privacy
from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.element import Element, ElementKind
from core.domain.photo import Photo
from core.domain.vetting import Finding
from core.ports import PatientWork
from tests.fakes.turns import START, Door, Phone, TurnKit

AREAS = (arrival, exercise, person, privacy)
LUCIA, CANELO, VILLAGE = "lucia00000000000", "canelo0000000000", "pueblo0000000000"
PEOPLE = (
    (LUCIA, ElementKind.RELATIVE, "Lucía", "woman"),
    (CANELO, ElementKind.PET, "Canelo", "dog"),
    (VILLAGE, ElementKind.PLACE, "la plaza de Ronda", "square"),
    ("carmen0000000000", ElementKind.PERSON, "Carmen", "woman"),
)


@pytest.fixture
def doors() -> dict[str, Door]:
    names = ("session.begin", "session.carry_on", "book.open")
    return {name: Door(name) for name in names}


@pytest.fixture
def kit(tmp_path: Path, doors: dict[str, Door]) -> Iterator[TurnKit]:
    areas = [area.routes() for area in AREAS]
    with TurnKit.open(tmp_path, *areas, *(door.routes() for door in doors.values())) as opened:
        yield opened


def hang_photos(work: PatientWork) -> None:
    for element_id, kind, name, noun in PEOPLE:
        work.elements.save(Element(id=element_id, kind=kind, name=name, class_noun=noun))
        for number in (1, 2):
            hang_photo(work, f"{name}{number}", element_id=element_id)


def hang_photo(work: PatientWork, photo_id: str, *, element_id: str, **changes: object) -> None:
    media_id = work.media.put(f"a photo, {photo_id}".encode(), media_type="image/jpeg")
    photo = Photo(
        id=photo_id,
        media_id=media_id,
        sent_by=1,
        sent_at=START,
        width=800,
        height=600,
        element_id=element_id,
        judged=True,
    )
    work.photos.save(replace(photo, **changes))  # type: ignore[arg-type]


@pytest.fixture
def ana(kit: TurnKit) -> Phone:
    phone = kit.member(1, "Ana", Role.OWNER)
    kit.prepare(name="Carmen", enrolled=True, exercise_on=True, level_set_by=1)
    with kit.look() as work:
        hang_photos(work)
        hang_photo(work, "blurred", element_id=LUCIA, findings=(Finding.BLURRED,))
        work.commit()
    kit.allow(ConsentKind.PHOTOS)
    return phone


@pytest.fixture
def marta(kit: TurnKit, ana: Phone) -> Phone:
    """A therapist."""
    return kit.member(5, "Marta", Role.THERAPIST, kit.patient_ids[0])
