import random
import subprocess
import sys
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from core.domain.change import (
    BASE,
    MASK,
    MASK_FOUND,
    MASK_REQUEST,
    MASK_SHOWN,
    PAINTED,
    SENT,
    Area,
    MaskFound,
    MaskRequest,
)
from core.domain.job import JobKind, Queue, Ticket
from core.errors import JobFailed
from core.marking.label import with_label
from core.masks.planes import iou
from core.prompting.recipe_codec import mask_found_from_json, to_json
from core.worker.masks import MaskBody
from tests.fakes.jobs import FakeJobFolder, FakeJobFolders
from tests.fakes.scenes import scene
from tests.fakes.strokes import lasso, painted, through_telegram
from tests.unit.worker.conftest import Reports

TICKET = Ticket(job_id="job1", kind=JobKind.MASK, queue=Queue.CPU)
DRAWN = scene(4).picture.resize((128, 128), Image.Resampling.LANCZOS)


def encoded(picture: Image.Image, kind: str) -> bytes:
    content = BytesIO()
    picture.save(content, kind, quality=87)
    return content.getvalue()


@pytest.fixture
def folder(folders: FakeJobFolders) -> FakeJobFolder:
    folder = folders.folder(TICKET.job_id)
    folder.write(BASE, encoded(DRAWN, "PNG"))
    return folder


@pytest.fixture
def body(folders: FakeJobFolders) -> MaskBody:
    return MaskBody(folders)


def run(body: MaskBody, folder: FakeJobFolder, request: MaskRequest) -> MaskFound:
    folder.write(MASK_REQUEST, to_json(request))
    results = body(TICKET, Reports(), lambda: False)
    assert set(results) <= set(folder.names())
    return mask_found_from_json(folder.read(MASK_FOUND))


def mask(folder: FakeJobFolder) -> np.ndarray:
    picture = Image.open(BytesIO(folder.read(MASK)))
    assert picture.mode == "L"
    return np.asarray(picture) > 127


def test_cells_are_found_exactly(body: MaskBody, folder: FakeJobFolder) -> None:
    found = run(body, folder, MaskRequest(area=Area.CELLS, cells=(0, 5), grid=4))
    assert found.sure
    assert found.share == pytest.approx(2 / 16)
    assert mask(folder)[:32, :32].all()
    assert mask(folder)[32:64, 32:64].all()
    assert mask(folder).sum() == 2 * 32 * 32


def test_a_line_painted_on_the_labelled_picture_becomes_an_area_of_the_plain_one(
    body: MaskBody, folder: FakeJobFolder
) -> None:
    sent = through_telegram(with_label(DRAWN, "Imagen imaginada"))
    over, meant = painted(sent, lasso(random.Random(1)))
    folder.write(SENT, encoded(sent, "JPEG"))
    folder.write(PAINTED, encoded(over, "JPEG"))
    found = run(body, folder, MaskRequest(area=Area.PAINTED))
    assert found.sure
    above_the_label = Image.fromarray(meant[: sent.width]).resize((128, 128))
    assert iou(mask(folder), np.asarray(above_the_label)) > 0.85


def test_a_picture_nothing_was_painted_on_says_so_and_leaves_no_mask(
    body: MaskBody, folder: FakeJobFolder
) -> None:
    sent = encoded(with_label(DRAWN, "Imagen imaginada"), "JPEG")
    folder.write(SENT, sent)
    folder.write(PAINTED, sent)
    found = run(body, folder, MaskRequest(area=Area.PAINTED))
    assert found == MaskFound(confidence=found.confidence, share=0.0, refused="nothing-painted")
    assert not found.sure
    assert MASK not in folder.names()


def test_the_background_is_everything_but_the_person(
    body: MaskBody, folder: FakeJobFolder
) -> None:
    found = run(body, folder, MaskRequest(area=Area.BACKGROUND))
    truth = Image.fromarray(scene(4).areas["background"]).resize((128, 128))
    assert found.sure
    assert iou(mask(folder), np.asarray(truth)) > 0.8


def test_the_area_is_shown_large_enough_to_be_judged(
    body: MaskBody, folder: FakeJobFolder
) -> None:
    run(body, folder, MaskRequest(area=Area.CELLS, cells=(5,)))
    large = Image.open(BytesIO(folder.read(MASK_SHOWN)))
    assert large.format == "JPEG"
    assert min(large.size) >= 900


@pytest.mark.parametrize("name", [BASE, PAINTED, SENT])
def test_a_folder_without_its_inputs_fails_quietly(
    body: MaskBody, folder: FakeJobFolder, name: str
) -> None:
    for there in (PAINTED, SENT):
        folder.write(there, encoded(DRAWN, "JPEG"))
    folder.lose(name)
    with pytest.raises(JobFailed) as failed:
        run(body, folder, MaskRequest(area=Area.PAINTED))
    assert failed.value.code == "recipe"


def test_a_file_that_is_no_picture_fails_quietly(body: MaskBody, folder: FakeJobFolder) -> None:
    folder.write(BASE, b"no picture")
    with pytest.raises(JobFailed) as failed:
        run(body, folder, MaskRequest(area=Area.CELLS, cells=(1,)))
    assert failed.value.code == "picture"


def test_a_job_told_to_stop_leaves_nothing(body: MaskBody, folder: FakeJobFolder) -> None:
    folder.write(MASK_REQUEST, to_json(MaskRequest(area=Area.CELLS, cells=(1,))))
    with pytest.raises(JobFailed) as failed:
        body(TICKET, Reports(), lambda: True)
    assert failed.value.code == "stopped"
    assert MASK_FOUND not in folder.names()


def test_finding_an_area_never_loads_the_model_stack() -> None:
    code = "import core.worker.masks, sys; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
