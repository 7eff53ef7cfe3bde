"""A vetting job from its sealed request to its verdicts, with the processes that do it."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from core.domain.element import ElementKind
from core.domain.job import JobKind, Progress, Queue, Ticket
from core.domain.vetting import (
    REQUEST,
    VERDICTS,
    Finding,
    PhotoVerdict,
    VettingPhoto,
    VettingRequest,
)
from core.errors import JobFailed, ModelUnavailable, StoreDamaged
from core.job_papers import from_json, to_json
from core.vetting.looking import Looker
from core.vetting.sights import Look, Sight
from core.worker.vetting import VettingBody
from tests.fakes.jobs import FakeJobFolder, FakeJobFolders
from tests.unit.vetting.conftest import as_jpeg, portrait
from tests.unit.vetting.drawn import side_by_side

TICKET = Ticket(job_id="job1", kind=JobKind.VET, queue=Queue.CPU)


def seal(folder: FakeJobFolder, *photos: bytes, **asked: object) -> None:
    named = tuple(
        VettingPhoto(photo_id=f"p{n}", file=f"photo-p{n}", new=True) for n in range(len(photos))
    )
    for photo, content in zip(named, photos, strict=True):
        folder.write(photo.file, content)
    request = VettingRequest(**{"kind": ElementKind.PERSON, "photos": named} | asked)
    folder.write(REQUEST, to_json(request))


def said(folder: FakeJobFolder) -> tuple[PhotoVerdict, ...]:
    return from_json(folder.read(VERDICTS), tuple[PhotoVerdict, ...])


def never() -> bool:
    return False


def test_each_photo_gets_its_verdict_and_the_good_ones_a_clean_file() -> None:
    folders = FakeJobFolders()
    folder = folders.folder("job1")
    seal(folder, as_jpeg(portrait("collins"), comment=b"at home"), b"no photo", compare_faces=True)
    reports: list[Progress] = []

    ready = VettingBody(folders)(TICKET, reports.append, never)

    good, bad = said(folder)
    assert (good.findings, good.width, len(good.faces)) == ((), 1024, 1)
    assert bad.findings == (Finding.NO_PICTURE,)
    assert ready == (VERDICTS, "clean-p0.jpg")
    clean = folder.read("clean-p0.jpg")
    assert Image.open(BytesIO(clean)).size == (1024, 1024)
    assert b"at home" not in clean
    assert [report.stage for report in reports] == ["loading", "looking", "looking", "looking"]
    assert reports[-1].ready == ready
    assert reports[-1].fraction == 1.0


def test_a_request_that_is_none_fails_by_its_code() -> None:
    folders = FakeJobFolders()
    folders.folder("job1").write(REQUEST, b"{}")

    with pytest.raises(JobFailed) as failure:
        VettingBody(folders)(TICKET, lambda _: None, never)

    assert failure.value.code == "request"


def test_a_request_without_new_photos_fails_by_its_code() -> None:
    folders = FakeJobFolders()
    seal(folders.folder("job1"))

    with pytest.raises(JobFailed) as failure:
        VettingBody(folders)(TICKET, lambda _: None, never)

    assert failure.value.code == "request"


class Hand:
    """A crew of one, in this process."""

    def __init__(self, looker: Looker, *, ends_after: int = 99) -> None:
        self._looker = looker
        self._left = ends_after

    def __enter__(self) -> "Hand":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def look(
        self, looks: Mapping[str, Callable[[], Look]], *, stopped: Callable[[], bool]
    ) -> Iterator[tuple[str, Sight]]:
        for photo_id, make in looks.items():
            if self._left == 0:
                raise KeyboardInterrupt
            self._left -= 1
            if stopped():
                return
            yield photo_id, self._looker.look(make())


def body(folders: FakeJobFolders, looker: Looker, **how: int) -> VettingBody:
    return VettingBody(folders, hire=lambda preparation, photos: Hand(looker, **how))


def files(folder: FakeJobFolder) -> dict[str, bytes]:
    return {name: folder.read(name) for name in folder.names()}


FAMILY = (
    as_jpeg(portrait("hopper")),
    as_jpeg(side_by_side([portrait("hopper", times=1), portrait("collins")])),
    b"\xff\xd8\xff broken",
    as_jpeg(portrait("hopper"), quality=60),
)


def test_a_job_that_begins_again_after_a_kill_ends_the_same(looker: Looker) -> None:
    once, again = FakeJobFolders(), FakeJobFolders()
    for folders in (once, again):
        seal(folders.folder("job1"), *FAMILY, compare_faces=True)
    body(once, looker)(TICKET, lambda _: None, never)

    with pytest.raises(KeyboardInterrupt):
        body(again, looker, ends_after=2)(TICKET, lambda _: None, never)
    body(again, looker)(TICKET, lambda _: None, never)

    assert files(again.folder("job1")) == files(once.folder("job1"))


def test_what_is_said_grows_with_each_photo(looker: Looker) -> None:
    folders = FakeJobFolders()
    folder = folders.folder("job1")
    seal(folder, *FAMILY)
    counts = []

    def report(progress: Progress) -> None:
        if VERDICTS in progress.ready:
            counts.append(len(said(folder)))
            assert set(progress.ready) <= set(folder.names())

    body(folders, looker)(TICKET, report, never)

    assert counts == [1, 2, 3, 4]


def test_several_faces_come_with_their_crops(looker: Looker) -> None:
    folders = FakeJobFolders()
    folder = folders.folder("job1")
    seal(folder, FAMILY[1])

    ready = body(folders, looker)(TICKET, lambda _: None, never)

    assert ready == (VERDICTS, "clean-p0.jpg", "face-p0-1.jpg", "face-p0-2.jpg")
    assert all(Image.open(BytesIO(folder.read(name))).format == "JPEG" for name in ready[1:])
    assert [face.crop for face in said(folder)[0].faces] == list(ready[2:])


def test_of_what_cannot_be_kept_nothing_is_written(looker: Looker) -> None:
    folders = FakeJobFolders()
    folder = folders.folder("job1")
    seal(folder, FAMILY[2])

    body(folders, looker)(TICKET, lambda _: None, never)

    assert set(folder.names()) == {REQUEST, VERDICTS, "photo-p0"}
    assert said(folder)[0].findings == (Finding.BROKEN,)


def test_a_photo_that_came_twice_names_the_first(looker: Looker) -> None:
    folders = FakeJobFolders()
    folder = folders.folder("job1")
    seal(folder, *FAMILY)

    body(folders, looker)(TICKET, lambda _: None, never)

    assert said(folder)[3].same_as == "p0"


def test_new_photos_are_looked_at_before_those_they_are_compared_with(looker: Looker) -> None:
    folders = FakeJobFolders()
    folder = folders.folder("job1")
    photos = tuple(
        VettingPhoto(photo_id=f"p{n}", file=f"photo-p{n}", new=n == 2) for n in range(3)
    )
    for photo in photos:
        folder.write(photo.file, FAMILY[0])
    folder.write(REQUEST, to_json(VettingRequest(kind=ElementKind.PERSON, photos=photos)))
    told: list[tuple[float | None, tuple[Finding, ...]]] = []

    def report(progress: Progress) -> None:
        if VERDICTS in progress.ready:
            told.append((progress.fraction, said(folder)[0].findings))

    body(folders, looker)(TICKET, report, never)

    assert told[0] == (1 / 3, ())
    assert told[-1] == (1.0, (Finding.SAME,))


def test_what_is_known_by_its_fingerprint_is_not_looked_at_again(looker: Looker) -> None:
    folders = FakeJobFolders()
    first, again = folders.folder("first"), folders.folder("job1")
    seal(first, FAMILY[0])
    body(folders, looker)(replace(TICKET, job_id="first"), lambda _: None, never)
    known = VettingPhoto(
        photo_id="before", file="", new=False, fingerprint=said(first)[0].fingerprint
    )
    new = VettingPhoto(photo_id="p0", file="photo-p0", new=True)
    again.write(new.file, FAMILY[3])
    request = VettingRequest(kind=ElementKind.PERSON, photos=(new, known))
    again.write(REQUEST, to_json(request))
    fractions = []

    body(folders, looker)(TICKET, lambda report: fractions.append(report.fraction), never)

    (verdict,) = said(again)
    assert (verdict.findings, verdict.same_as) == ((Finding.SAME,), "before")
    assert fractions == [0.0, 0.0, 1.0]


def test_no_numbers_that_tell_faces_apart_are_written(looker: Looker) -> None:
    folders = FakeJobFolders()
    folder = folders.folder("job1")
    seal(folder, FAMILY[0], compare_faces=True)

    body(folders, looker)(TICKET, lambda _: None, never)

    (face,) = json.loads(folder.read(VERDICTS))[0]["faces"]
    assert set(face) == {"box", "pose", "smiling", "crop"}


def test_a_job_that_is_told_to_stop_fails_by_its_code(looker: Looker) -> None:
    folders = FakeJobFolders()
    seal(folders.folder("job1"), FAMILY[0])

    with pytest.raises(JobFailed) as failure:
        body(folders, looker)(TICKET, lambda _: None, lambda: True)

    assert failure.value.code == "stopped"


def test_without_its_networks_a_job_fails_by_its_code() -> None:
    folders = FakeJobFolders()
    seal(folders.folder("job1"), FAMILY[0])

    def hire(*_: object) -> Hand:
        raise ModelUnavailable("no networks", reason="faces")

    with pytest.raises(JobFailed) as failure:
        VettingBody(folders, hire=hire)(TICKET, lambda _: None, never)

    assert failure.value.code == "model"


class Torn(FakeJobFolder):
    """A folder in which one file was damaged."""

    def read(self, name: str) -> bytes:
        if name == "photo-p1":
            raise StoreDamaged("torn")
        return super().read(name)


class TornFolders(FakeJobFolders):
    def folder(self, job_id: str) -> FakeJobFolder:
        return Torn(job_id, self._shelf)


def test_a_damaged_photo_is_broken_and_the_others_are_judged() -> None:
    folders = TornFolders()
    folder = folders.folder("job1")
    seal(folder, FAMILY[0], b"")

    VettingBody(folders)(TICKET, lambda _: None, never)

    assert [verdict.findings for verdict in said(folder)] == [(), (Finding.BROKEN,)]


def test_a_photo_that_is_not_in_the_folder_fails_the_job(looker: Looker) -> None:
    folders = FakeJobFolders()
    photo = VettingPhoto(photo_id="p0", file="missing", new=True)
    request = VettingRequest(kind=ElementKind.PET, photos=(photo,))
    folders.folder("job1").write(REQUEST, to_json(request))

    with pytest.raises(JobFailed) as failure:
        body(folders, looker)(TICKET, lambda _: None, never)

    assert failure.value.code == "request"
