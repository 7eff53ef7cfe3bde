"""A vetting job from its sealed request to its verdicts, with the processes that do it."""

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
from core.errors import JobFailed
from core.job_papers import from_json, to_json
from core.worker.vetting import VettingBody
from tests.fakes.jobs import FakeJobFolder, FakeJobFolders
from tests.unit.vetting.conftest import as_jpeg, portrait

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
