"""The first look at what was sent: cheap, and never surprised."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.domain.vetting import Finding
from core.services.photo_glance import glance

HEIC = Path(__file__).parents[1] / "pictures" / "photos" / "drawn-house.heic"
STARTS = (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"\0\0\0\x18ftypheic")


def written(kind: str, size: tuple[int, int] = (640, 480)) -> bytes:
    content = BytesIO()
    Image.new("RGB", size, "beige").save(content, kind)
    return content.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_kind_and_size_are_read_from_the_header(kind: str) -> None:
    seen = glance(written(kind))
    assert (seen.media_type, seen.width, seen.height) == (f"image/{kind.lower()}", 640, 480)


def test_the_size_of_a_heic_is_read_without_its_decoder() -> None:
    seen = glance(HEIC.read_bytes())
    assert seen.media_type == "image/heic"
    assert min(seen.width, seen.height) >= 512
    assert seen.refusal is None


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", Finding.NO_PICTURE),
        (b"%PDF-1.7", Finding.NO_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Finding.NO_PICTURE),
        (b"GIF89a" + bytes(20), Finding.MOVING),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), Finding.BROKEN),
        (written("PNG", (12_500, 4)), Finding.HUGE),
    ],
)
def test_what_cannot_be_taken_in_is_named(content: bytes, refusal: Finding) -> None:
    assert glance(content).refusal is refusal


@given(st.sampled_from(STARTS), st.binary(max_size=400))
def test_nothing_that_is_sent_raises(start: bytes, rest: bytes) -> None:
    seen = glance(start + rest)
    assert seen.refusal is not None or seen.media_type


@given(st.integers(0, 599), st.binary(min_size=1, max_size=8))
def test_a_photo_with_wrong_bytes_in_it_raises_nothing(place: int, wrong: bytes) -> None:
    content = written("JPEG")
    glance(content[:place] + wrong + content[place + len(wrong) :])


def test_a_film_behind_a_photo_is_no_work() -> None:
    """As phones write moving photos: by chance a mark of a scan stands in it now and then."""
    film = b"\xff\xda\x7f and a second of film" * 1000
    assert glance(written("JPEG") + film).refusal is None
