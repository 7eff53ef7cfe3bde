"""Changing a picture through both worker processes: one finds the area, the other repaints it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from core.domain import change as files
from core.domain import picture_files as names
from core.domain.change import Area, ChangeRequest, ChangeWay, MaskRequest
from core.domain.job import JobKind, JobState, JobStatus, Queue, Ticket
from core.marking.credentials import create_authority, issue_signer
from core.marking.marks import is_marked
from core.ports import JobFolder
from core.prompting.recipe_codec import mask_found_from_json, to_json
from tests.fakes.scenes import scene
from tests.integration.jobs.test_engine_contract import over, until
from tests.integration.jobs.test_worker_process import RECIPE, House
from tests.integration.jobs.test_worker_process import house as house

DRAWN = scene(2).picture.resize((128, 128), Image.Resampling.LANCZOS)
REQUEST = ChangeRequest(
    way=ChangeWay.REPAINT,
    phrases=RECIPE.phrases,
    negative=(),
    style=RECIPE.style,
    num_inference_steps=20,
    guidance_scale=7.0,
    seeds=RECIPE.seeds,
    strength=0.8,
)


def png(picture: Image.Image) -> bytes:
    content = BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()


def pixels(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(content)), int)


def order_area(house: House, job_id: str) -> JobFolder:
    folder = house.folders.folder(job_id)
    folder.write(files.BASE, png(DRAWN))
    folder.write(files.MASK_REQUEST, to_json(MaskRequest(area=Area.BACKGROUND)))
    house.client.enqueue(Ticket(job_id=job_id, kind=JobKind.MASK, queue=Queue.CPU))
    return folder


def order_change(house: House, job_id: str, mask: bytes, request: ChangeRequest) -> JobFolder:
    folder = house.folders.folder(job_id)
    began, long = datetime.now(UTC) - timedelta(days=1), timedelta(days=365)
    signer = issue_signer(create_authority(now=began, validity=long), now=began, validity=long)
    folder.write(names.LABEL, b"Imagen imaginada")
    folder.write(names.SIGNER_CHAIN, signer.chain_pem)
    folder.write(names.SIGNER_KEY, signer.key_pem)
    folder.write(files.BASE, png(DRAWN))
    folder.write(files.MASK, mask)
    folder.write(files.REQUEST, to_json(request))
    house.client.enqueue(Ticket(job_id=job_id, kind=JobKind.CHANGE))
    return folder


@pytest.mark.slow
def test_an_area_is_found_and_repainted_though_the_worker_dies_on_the_way(house: House) -> None:
    asked = order_area(house, "area")
    with house.worker(queue=Queue.CPU):
        assert over(house.client, "area", seconds=60).status is JobStatus.SUCCEEDED
    assert mask_found_from_json(asked.read(files.MASK_FOUND)).sure
    mask = asked.read(files.MASK)

    folder = order_change(house, "change", mask, REQUEST)
    with house.worker() as worker:
        until(lambda: names.making(1) in folder.names(), seconds=60)
        worker.kill()
        worker.join()
    enlarging = replace(REQUEST, way=ChangeWay.ENLARGE, seeds=())
    larger = order_change(house, "larger", mask, enlarging)
    with house.worker():
        ended = over(house.client, "change", seconds=60)
        over(house.client, "larger", seconds=60)
    marked = tuple(names.marked(number) for number in (1, 2, 3, 4))
    assert ended == JobState(status=JobStatus.SUCCEEDED, results=marked)
    outside = pixels(mask) == 0
    for number in (1, 2, 3, 4):
        changed = np.abs(
            pixels(folder.read(names.plain(number))) - pixels(folder.read(files.BASE))
        )
        assert changed[outside].max() == 0
        assert changed[~outside].mean() > 5
        assert is_marked(folder.read(names.marked(number)))
    assert pixels(larger.read(names.plain(1))).shape == (512, 512, 3)
    assert "perro" not in house.log
