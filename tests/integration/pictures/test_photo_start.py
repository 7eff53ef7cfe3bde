"""A picture drawn over a real photo: only of whom allowed it, and marked as what it is."""

from pathlib import Path

import pytest

from core.domain import picture_files as names
from core.domain.change import BASE, OTHER_FACES, ChangeWay
from core.domain.consent import ConsentKind
from core.services import privacy
from core.services.picture_orders import TRIES_IN_A_SESSION, tries_left
from tests.integration.pictures.studio import Studio, a_photo
from tests.unit.marking.drawings import opened
from tests.unit.pictures.stories import MEMORY

LABEL = "Imagen imaginada · hecha con IA a partir de una foto"


@pytest.fixture
def asked(studio: Studio) -> Studio:
    """Somebody sent a photo and wants a picture from it."""
    studio.consent(ConsentKind.PHOTOS)
    studio.go("pictures.photo", MEMORY.id)
    studio.send_photo(a_photo())
    studio.phone.tap("Imagen a partir de ella")
    return studio


def made(studio: Studio) -> None:
    studio.phone.tap("Bastante")
    studio.came(studio.run_worker(), "done")


def test_the_scene_and_who_is_on_it_are_asked_first(asked: Studio) -> None:
    assert "¿Quién sale en ella?" in asked.phone.last.text
    assert asked.phone.last.labels == ["Nadie", "Solo la persona", "Hay más gente", "Seguir"]


def test_a_photo_of_nobody_becomes_a_picture_marked_as_such(asked: Studio) -> None:
    asked.phone.tap("Nadie")
    asked.phone.tap("Un poco")
    job = asked.last_job
    request = asked.request(job.id)
    assert (request.way, request.composite, request.strength) == (ChangeWay.VARY, True, 0.35)
    folder = asked.kit.services.job_folders.folder(job.id)
    assert folder.read(names.LABEL).decode() == LABEL
    assert opened(folder.read(BASE)).size == (800, 600)


@pytest.mark.parametrize(("answer", "allowed"), [("Nadie", 0), ("Solo la persona", 1)])
def test_the_worker_is_told_how_many_faces_may_be_on_it(
    asked: Studio, answer: str, allowed: int
) -> None:
    asked.phone.tap(answer)
    if allowed:
        asked.phone.tap("Soy su representante")
    asked.phone.tap("Un poco")
    assert asked.request(asked.last_job.id).faces_allowed == allowed


@pytest.mark.parametrize(
    ("language", "labels", "words"),
    [
        ("es", ("Imagen a partir de ella", "Nadie", "Bastante"), "Manda otra, o recórtala"),
        ("en", ("A picture from it", "Nobody", "Quite a lot"), "Send another one, or cut"),
    ],
)
def test_faces_nobody_spoke_of_are_kindly_refused_and_the_try_is_not_counted(
    tmp_path: Path, language: str, labels: tuple[str, ...], words: str
) -> None:
    studio = Studio.open(tmp_path, language=language)
    studio.consent(ConsentKind.PHOTOS)
    studio.go("pictures.photo", MEMORY.id)
    studio.send_photo(a_photo())
    studio.phone.tap(labels[0])
    studio.begin_session()
    for label in labels[1:]:
        studio.phone.tap(label)
    studio.makes, studio.failure = (), OTHER_FACES
    job_id = studio.run_worker()
    studio.came(job_id, "failed", failure=OTHER_FACES)
    assert words in studio.phone.last.text
    with studio.kit.look() as work:
        assert not work.pictures.all()
        assert not work.wishes.all()
        assert tries_left(work, memory_id=MEMORY.id, session_id="session1") == TRIES_IN_A_SESSION


def test_its_candidates_say_that_they_began_as_a_photo(asked: Studio) -> None:
    asked.phone.tap("Nadie")
    made(asked)
    assert LABEL in asked.phone.last.text
    assert all(picture.composite for picture in asked.pictures())


def test_the_person_is_drawn_only_with_a_permission(asked: Studio) -> None:
    asked.phone.tap("Solo la persona")
    assert "¿Quién da permiso" in asked.phone.last.text
    asked.phone.tap("Soy su representante")
    assert "¿Cuánto lo cambiamos?" in asked.phone.last.text


def test_a_photo_with_other_people_is_kindly_refused(asked: Studio) -> None:
    asked.phone.tap("Hay más gente")
    assert "cada persona tendría que dar permiso" in asked.phone.last.text
    assert asked.phone.last.labels == ["Seguir"]


@pytest.mark.parametrize("kind", [ConsentKind.PHOTOS, ConsentKind.LIKENESS])
def test_a_permission_taken_back_takes_the_pictures_with_it(
    asked: Studio, kind: ConsentKind
) -> None:
    asked.phone.tap("Solo la persona")
    asked.phone.tap("Soy su representante")
    made(asked)
    asked.phone.tap("1")
    registry, now = asked.kit.services.registry, asked.kit.clock.now()
    with asked.kit.look() as work:
        consent = next(c for c in work.consents.all() if c.kind is kind)
        privacy.withdraw(work, registry, consent_id=consent.id, now=now)
        work.commit()
    assert {picture.status for picture in asked.pictures()} == {"rejected"}


def test_what_is_changed_later_is_still_from_a_photo(asked: Studio) -> None:
    asked.phone.tap("Nadie")
    made(asked)
    asked.phone.tap("Otras formas…")
    asked.phone.tap("Una parecida")
    asked.phone.tap("2")
    request = asked.request(asked.last_job.id)
    assert request.composite
    folder = asked.kit.services.job_folders.folder(asked.last_job.id)
    assert folder.read(names.LABEL).decode() == LABEL
