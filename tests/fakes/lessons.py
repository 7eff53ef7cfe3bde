"""A teaching that takes a second: the toy dog on two photos, six steps, two epochs."""

from dataclasses import replace
from io import BytesIO

from PIL import Image

from core.content.teaching import SubjectWording, TeachingWording
from core.domain import picture_files
from core.domain import teaching as names
from core.domain.element import ElementKind
from core.domain.job import JobKind, Ticket
from core.domain.teaching import TeachingRequest, TrainingPhoto
from core.imaging.base_models import LoadedModel
from core.imaging.manners import TeachingManner
from core.job_papers import to_json
from core.marking.credentials import Signer
from core.ports import JobFolder
from tests.fakes.toy import toy_box, toy_photo

TICKET = Ticket(job_id="lesson1", kind=JobKind.TEACH)
PHOTOS = 2
REQUEST = TeachingRequest(
    element_id="e1",
    kind=ElementKind.PET,
    instance_token="vqzgkwpd",
    class_noun="dog",
    photos=tuple(
        TrainingPhoto(photo_id=f"f{number}", subject=toy_box(number)) for number in range(PHOTOS)
    ),
    steps=6,
    epochs=2,
    rank=2,
    learning_rate=1e-2,
    seed=5,
)
ONE = SubjectWording(templates=("a photo of {}",), portraits=("{} in a garden",))
WORDING = TeachingWording(
    subject=ONE,
    place=ONE,
    style=ONE,
    grey="grey, {}",
    grey_negative="grey",
    others=("a house",),
    class_pictures=3,
    class_guidance=3.0,
)


def quick(tiny: LoadedModel) -> LoadedModel:
    """Quick to teach: few pictures of the class, few portraits."""
    manner = TeachingManner(
        steps=30, epochs=2, rank=2, learning_rate=1e-2, batch_size=1, wording=WORDING
    )
    return replace(tiny, manner=replace(tiny.manner, teaching=manner))


def fill(folder: JobFolder, signer: Signer) -> None:
    """Leave a folder as the bot does."""
    for number, photo in enumerate(REQUEST.photos):
        folder.write(names.photo_file(photo.photo_id), jpeg(toy_photo(number)))
    folder.write(picture_files.LABEL, b"Imagen imaginada")
    folder.write(picture_files.SIGNER_CHAIN, signer.chain_pem)
    folder.write(picture_files.SIGNER_KEY, signer.key_pem)
    folder.write(names.REQUEST, to_json(REQUEST))


def jpeg(picture: Image.Image) -> bytes:
    encoded = BytesIO()
    picture.save(encoded, "JPEG")
    return encoded.getvalue()
