from io import BytesIO

import pytest
from PIL import Image

from core.errors import FileUnreadable
from core.marking import credentials, label, metadata, watermark
from core.marking.credentials import Signer
from core.marking.marks import MarkedPicture, is_marked, mark, read_marks
from core.marking.metadata import SourceType

from .drawings import as_jpeg, opened, resent, scene

WORDS = "Imagen imaginada · hecha con IA con las palabras de Lucía"


@pytest.fixture(scope="module")
def marked(signer: Signer) -> MarkedPicture:
    return mark(
        scene(7, (640, 480)),
        label_text=WORDS,
        source_type=SourceType.MADE_BY_MODEL,
        signer=signer,
    )


def test_a_marked_picture_carries_all_four_marks(marked: MarkedPicture) -> None:
    marks = read_marks(marked.jpeg)
    assert marks.label
    assert marks.watermark
    assert marks.credentials_valid
    assert marks.source_type is SourceType.MADE_BY_MODEL
    assert is_marked(marked.jpeg)


def test_its_size_is_that_of_the_file(marked: MarkedPicture) -> None:
    assert opened(marked.jpeg).size == (marked.width, marked.height)
    assert marked.width == 640
    assert marked.height > 480


@pytest.mark.parametrize("size", [(128, 128), (2048, 1024)])
def test_the_smallest_and_the_widest_pictures_can_be_marked(
    signer: Signer, size: tuple[int, int]
) -> None:
    picture = mark(
        scene(9, size),
        label_text=WORDS,
        source_type=SourceType.PHOTO_EDITED_BY_MODEL,
        signer=signer,
    )
    assert is_marked(picture.jpeg)


def test_what_a_chat_sends_on_keeps_label_and_watermark(marked: MarkedPicture) -> None:
    marks = read_marks(as_jpeg(resent(opened(marked.jpeg), width=800)))
    assert marks.label
    assert marks.watermark
    assert not marks.credentials_valid
    assert not marks.complete


def test_nothing_the_picture_knew_about_itself_goes_along(signer: Signer) -> None:
    exif = Image.Exif()
    exif[0x010E] = "la boda de Carmen"
    encoded = BytesIO()
    scene(1).save(encoded, "JPEG", exif=exif, comment=b"la boda de Carmen", dpi=(72, 72))
    told = Image.open(BytesIO(encoded.getvalue()))
    marked = mark(told, label_text=WORDS, source_type=SourceType.MADE_BY_MODEL, signer=signer)
    assert b"Carmen" not in marked.jpeg
    assert not Image.open(BytesIO(marked.jpeg)).getexif()


@pytest.mark.parametrize("missing", ["label", "watermark", "metadata", "credentials"])
def test_a_picture_that_lacks_one_mark_is_stopped(signer: Signer, missing: str) -> None:
    made = SourceType.MADE_BY_MODEL
    picture = scene(3) if missing == "watermark" else watermark.embed(scene(3))
    jpeg = as_jpeg(picture if missing == "label" else label.with_label(picture, WORDS))
    if missing != "metadata":
        jpeg = metadata.with_source_type(jpeg, made)
    if missing != "credentials":
        jpeg = credentials.sign(jpeg, source_type=made, signer=signer)
    assert not is_marked(jpeg)


def test_marks_that_contradict_each_other_are_stopped(signer: Signer) -> None:
    picture = label.with_label(watermark.embed(scene(3)), WORDS)
    stated = metadata.with_source_type(as_jpeg(picture), SourceType.PHOTO_EDITED_BY_MODEL)
    signed = credentials.sign(stated, source_type=SourceType.MADE_BY_MODEL, signer=signer)
    assert read_marks(signed).credentials_valid
    assert not is_marked(signed)


@pytest.mark.parametrize("image", [b"", b"text", as_jpeg(scene(1))[:300]])
def test_what_is_no_jpeg_cannot_pass(image: bytes) -> None:
    with pytest.raises(FileUnreadable):
        is_marked(image)
