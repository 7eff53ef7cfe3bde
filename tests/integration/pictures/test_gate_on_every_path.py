"""Whatever button leads to a picture, the gate stands before it (protocol §15)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.domain.picture import PictureStatus
from core.ports import PatientWork
from tests.integration.pictures.house import bare_jpeg
from tests.integration.pictures.studio import Studio
from tests.unit.pictures.stories import MEMORY

Spoil = Callable[[PatientWork], None]
#: Every button that leads to a picture, with the number of the picture it is tapped for.
PATHS = (
    ("pictures.show", 2),
    ("pictures.keep", 2),
    ("pictures.reveal", 1),
    ("pictures.reveal", 2),
    ("pictures.likes", 1),
    ("pictures.file", 1),
    ("pictures.file", 2),
)
SHOWN = ("picture", "album", "document")


def scene_not_checked(work: PatientWork) -> None:
    for scene in work.scenes.all():
        work.scenes.save(replace(scene, approved=False))


def memory_gone(work: PatientWork) -> None:
    work.memories.remove(MEMORY.id)


def marks_gone(work: PatientWork) -> None:
    for picture in work.pictures.all():
        bare = work.media.put(bare_jpeg(picture.number), media_type="image/jpeg")
        work.pictures.save(replace(picture, media_id=bare))


def approval_gone(work: PatientWork) -> None:
    for picture in work.pictures.all():
        work.pictures.save(replace(picture, status=PictureStatus.REJECTED))


@pytest.fixture
def with_pictures(studio: Studio) -> Studio:
    """Two candidates, the first of them approved."""
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("Sí")
    job_id = studio.last_job.id
    studio.run_worker()
    studio.came(job_id, "done")
    studio.phone.tap("1")
    return studio


@pytest.mark.parametrize("spoil", [scene_not_checked, memory_gone, marks_gone, approval_gone])
def test_nothing_is_shown_that_lacks_something(with_pictures: Studio, spoil: Spoil) -> None:
    with with_pictures.kit.look() as work:
        spoil(work)
        work.commit()
    before = len(with_pictures.phone.seen)
    for action, number in PATHS:
        with_pictures.go(action, with_pictures.pictures()[number - 1].id)
    shown = [seen.payload for seen in with_pictures.phone.seen[before:]]
    assert len(shown) >= 2 * len(PATHS)
    assert not [payload for payload in shown if any(payload.get(kind) for kind in SHOWN)]


def test_a_candidate_that_nobody_approved_is_not_shown(with_pictures: Studio) -> None:
    before = len(with_pictures.phone.seen)
    for action in ("pictures.reveal", "pictures.likes", "pictures.file"):
        with_pictures.go(action, with_pictures.pictures()[1].id)
    shown = [seen.payload for seen in with_pictures.phone.seen[before:]]
    assert not [payload for payload in shown if any(payload.get(kind) for kind in SHOWN)]


@pytest.mark.parametrize("spoil", [scene_not_checked, marks_gone, approval_gone])
def test_nothing_is_previewed_that_lacks_something(studio: Studio, spoil: Spoil) -> None:
    studio.go("pictures.offer", MEMORY.id)
    studio.phone.tap("Sí")
    job_id = studio.last_job.id
    studio.phone.tap("Seguimos mientras tanto")
    studio.run_worker()
    studio.came(job_id, "done")
    with studio.kit.look() as work:
        spoil(work)
        work.commit()
    before = len(studio.phone.seen)
    studio.go("pictures.offer", MEMORY.id)
    studio.go("pictures.earlier")
    shown = [seen.payload for seen in studio.phone.seen[before:]]
    assert not [payload for payload in shown if any(payload.get(kind) for kind in SHOWN)]
