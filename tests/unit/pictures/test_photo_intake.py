"""Photos as strangers send them."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from core import photo_decoding
from core.errors import FileRefused, FileTooLarge, FileUnreadable
from core.marking import label, watermark
from core.marking.metadata import SourceType, with_source_type
from core.services.photo_intake import clean_photo
from tests.unit.marking.drawings import as_jpeg, resent, scene


def encoded(
    kind: str, *, size: tuple[int, int] = (640, 520), mode: str = "RGB", **options: object
) -> bytes:
    content = BytesIO()
    Image.new(mode, size, 128).save(content, kind, **options)
    return content.getvalue()


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(BytesIO(jpeg))


def png_that_claims(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


PHOTOS = Path(__file__).parent / "photos"


def test_photos_as_phones_write_them_become_jpegs() -> None:
    photo = clean_photo((PHOTOS / "drawn-house.heic").read_bytes())

    picture = opened(photo.jpeg)
    assert (picture.format, picture.size) == ("JPEG", (640, 520))
    assert picture.getpixel((310, 300)) != picture.getpixel((310, 50))
    assert b"Invented camera" not in photo.jpeg


def test_a_small_photo_as_phones_write_them_is_refused_too() -> None:
    with pytest.raises(FileRefused) as refused:
        clean_photo((PHOTOS / "drawn-small.heic").read_bytes())

    assert refused.value.reason == "small"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photos_of_the_known_kinds_become_jpegs(kind: str) -> None:
    clean = clean_photo(encoded(kind))
    assert opened(clean.jpeg).format == "JPEG"
    assert (clean.width, clean.height) == (640, 520)


@pytest.mark.parametrize("mode", ["L", "RGBA", "P"])
def test_grey_and_see_through_photos_become_plain_ones(mode: str) -> None:
    assert opened(clean_photo(encoded("PNG", mode=mode)).jpeg).mode == "RGB"


def test_what_is_see_through_stands_on_white() -> None:
    content = BytesIO()
    Image.new("RGBA", (600, 600), (0, 0, 0, 0)).save(content, "PNG")
    assert opened(clean_photo(content.getvalue()).jpeg).getpixel((300, 300)) == (255, 255, 255)


def test_a_photo_taken_sideways_is_kept_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    clean = clean_photo(encoded("JPEG", exif=exif))
    assert (clean.width, clean.height) == (520, 640)


def test_where_a_photo_was_taken_is_not_kept() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "Some camera"
    content = encoded("JPEG", exif=exif, comment=b"at home")
    assert b"Some camera" in content
    clean = clean_photo(content)
    assert not opened(clean.jpeg).getexif()
    assert b"Some camera" not in clean.jpeg
    assert b"at home" not in clean.jpeg


def test_a_huge_photo_is_kept_at_a_size_for_print() -> None:
    clean = clean_photo(encoded("JPEG", size=(6000, 3000)))
    assert max(clean.width, clean.height) <= photo_decoding.KEPT_SIDE_PX


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (encoded("JPEG", size=(511, 900)), "small"),
        (b"%PDF-1.7 and so on", "kind"),
        (b"", "kind"),
        (encoded("GIF"), "animated"),
        (encoded("WEBP", save_all=True, append_images=[Image.new("RGB", (640, 520))]), "animated"),
        (encoded("TIFF"), "kind"),
        (png_that_claims(11_000, 11_000), "bomb"),
        (png_that_claims(50_000, 50_000), "bomb"),
        (png_that_claims(12_001, 600), "bomb"),
    ],
    ids=["small", "document", "empty", "gif", "moving", "tiff", "large", "larger", "long"],
)
def test_what_is_wrong_is_said(content: bytes, reason: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        clean_photo(content)
    assert refusal.value.word_id == f"error-file-refused-{reason}"


def test_too_many_bytes_are_not_even_looked_at() -> None:
    with pytest.raises(FileTooLarge):
        clean_photo(b"\xff\xd8\xff" + bytes(photo_decoding.MOST_BYTES))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_file_that_ends_too_soon_is_unreadable(kind: str) -> None:
    whole = encoded(kind)
    with pytest.raises(FileUnreadable):
        clean_photo(whole[: len(whole) // 2])


def test_a_photo_with_a_second_one_inside_is_taken_for_its_first() -> None:
    second = Image.new("RGB", (640, 520))
    content = encoded("MPO", save_all=True, append_images=[second])
    assert clean_photo(content).width == 640


def refused_as(content: bytes) -> str:
    with pytest.raises(FileRefused) as refusal:
        clean_photo(content)
    return refusal.value.reason


def imagined(seed: int = 1) -> Image.Image:
    """A picture of ours as it is sent: with its watermark, and its label below."""
    return label.with_label(watermark.embed(scene(seed, (1024, 1024))), "Imagen imaginada")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_an_imagined_picture_is_no_photo_by_its_watermark_alone(kind: str) -> None:
    content = BytesIO()
    imagined().save(content, kind, quality=90)
    assert refused_as(content.getvalue()) == "made"


@pytest.mark.parametrize("width", [1280, 960, 800])
def test_an_imagined_picture_is_no_photo_after_a_chat_has_sent_it_on(width: int) -> None:
    assert refused_as(as_jpeg(resent(imagined(), width=width, quality=87))) == "made"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_file_that_says_a_model_made_it_is_no_photo(kind: str) -> None:
    stated = with_source_type(encoded(kind), SourceType.MADE_BY_MODEL)
    assert refused_as(stated) == "made"


def test_a_photo_that_a_phone_retouched_is_still_one() -> None:
    stated = with_source_type(encoded("JPEG"), SourceType.PHOTO_EDITED_BY_MODEL)
    assert clean_photo(stated).width == 640


def test_a_drawing_without_our_marks_is_taken_for_what_it_is_sent_as() -> None:
    assert clean_photo(as_jpeg(scene(1, (1024, 1024)))).width == 1024
