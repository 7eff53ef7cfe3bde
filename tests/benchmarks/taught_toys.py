"""Toys taught to a model as the product does it, once for each model's weights.

What was learnt lies in a folder of one's own choosing. A teaching that was interrupted goes on
from its last chunk, and one that ended is not done again; other weights, or another manner of
teaching, begin anew.
"""

import hashlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image

from core.domain import picture_files
from core.domain import teaching as names
from core.domain.element import ElementKind
from core.domain.job import JobKind, Progress, Ticket
from core.domain.teaching import EpochReport, TeachingRequest, TrainingPhoto
from core.imaging.base_models import LoadedModel
from core.job_papers import from_json, to_json
from core.marking.credentials import create_authority, issue_signer
from core.ports import JobFolder
from core.worker.alike import Alike
from core.worker.card import Card
from core.worker.teaching import TeachingBody
from storage.job_folders import SealedFolders
from storage.paths import house_paths
from tests.fakes.toy import house_photo, toy_box, toy_photo

PHOTOS = 10
_NO_SECRET = bytes(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toy:
    """Somebody nobody has seen, on photos."""

    name: str
    kind: ElementKind
    class_noun: str
    token: str
    photo: Callable[[int], Image.Image]

    @property
    def prompt(self) -> str:
        return f"{self.token} {self.class_noun}"

    @property
    def request(self) -> TeachingRequest:
        return TeachingRequest(
            element_id=self.name,
            kind=self.kind,
            instance_token=self.token,
            class_noun=self.class_noun,
            photos=tuple(
                TrainingPhoto(photo_id=f"f{n}", subject=toy_box(n)) for n in range(PHOTOS)
            ),
        )


TOYS = {
    toy.name: toy
    for toy in (
        Toy(
            name="dog",
            kind=ElementKind.PET,
            class_noun="dog",
            token="vqzgkwpd",
            photo=toy_photo,
        ),
        Toy(
            name="house",
            kind=ElementKind.OBJECT,
            class_noun="house",
            token="wkxjrqbf",
            photo=house_photo,
        ),
    )
}


def learnt(model: LoadedModel, toy: Toy, folder: Path) -> bytes:
    """The adapter of the epoch that came to be most alike, taught now if it was not before."""
    paths = house_paths(folder / _weights_of(model), keys=folder)
    folders = SealedFolders(paths, worker_key=_NO_SECRET)
    job = folders.folder(toy.name)
    if names.REQUEST not in job.names():
        _order(job, toy)
    body = TeachingBody(
        folders,
        load_model=lambda: model,
        card=Card(),
        undressed=lambda picture: False,
        likeness=Alike(lambda: model),
    )
    told = _Told(toy.name)
    body(Ticket(job_id=toy.name, kind=JobKind.TEACH), told, lambda: False)
    reports = from_json(job.read(names.REPORT), tuple[EpochReport, ...])
    best = max(reports, key=lambda report: report.likeness or 0.0)
    return job.read(best.adapter)


def _weights_of(model: LoadedModel) -> str:
    """A name for what the model knows and how it is taught, whatever it wears."""
    own = {
        name.replace(".base_layer", ""): weight
        for name, weight in model.pipeline.unet.state_dict().items()
        if "lora" not in name
    }
    digest = hashlib.sha256(repr(model.manner.teaching).encode())
    for name in sorted(own):
        digest.update(own[name].detach().float().cpu().numpy().tobytes())
    return digest.hexdigest()[:12]


def _order(job: JobFolder, toy: Toy) -> None:
    began, long = datetime.now(UTC) - timedelta(days=1), timedelta(days=365)
    signer = issue_signer(create_authority(now=began, validity=long), now=began, validity=long)
    job.write(picture_files.LABEL, b"Imagen imaginada")
    job.write(picture_files.SIGNER_CHAIN, signer.chain_pem)
    job.write(picture_files.SIGNER_KEY, signer.key_pem)
    for number, photo in enumerate(toy.request.photos):
        job.write(names.photo_file(photo.photo_id), _jpeg(toy.photo(number)))
    job.write(names.REQUEST, to_json(toy.request))


class _Told:
    """Says how far a teaching is, once for each thing it does."""

    def __init__(self, name: str) -> None:
        self._name, self._stage = name, ""

    def __call__(self, progress: Progress) -> None:
        if progress.stage != self._stage:
            self._stage = progress.stage
            left = f", {progress.seconds_left} s left" if progress.seconds_left else ""
            sys.stdout.write(f"teaching {self._name}: {self._stage}{left}\n")
            sys.stdout.flush()


def _jpeg(picture: Image.Image) -> bytes:
    encoded = BytesIO()
    picture.save(encoded, "JPEG", quality=92)
    return encoded.getvalue()
