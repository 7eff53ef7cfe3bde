from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image, PngImagePlugin

from core.errors import FileUnreadable
from core.marking.metadata import (
    SourceType,
    append_source_type,
    read_source_type,
    with_source_type,
)

from .drawings import as_jpeg, opened, scene


def as_png(picture: Image.Image) -> bytes:
    encoded = BytesIO()
    picture.save(encoded, "PNG")
    return encoded.getvalue()


@pytest.fixture(params=[as_jpeg, as_png], ids=["jpeg", "png"])
def image(request: pytest.FixtureRequest) -> bytes:
    encode = request.param
    return bytes(encode(scene(1, (96, 64))))


@pytest.mark.parametrize("source_type", SourceType)
def test_what_is_written_is_read_back(image: bytes, source_type: SourceType) -> None:
    assert read_source_type(with_source_type(image, source_type)) is source_type


def test_the_pixels_stay_as_they_were(image: bytes) -> None:
    stated = with_source_type(image, SourceType.MADE_BY_MODEL)
    assert opened(stated).tobytes() == opened(image).tobytes()


def test_another_reader_finds_well_formed_xmp(image: bytes) -> None:
    stated = with_source_type(image, SourceType.MADE_BY_MODEL)
    packet = Image.open(BytesIO(stated)).info["xmp"]
    tree = ElementTree.fromstring(packet)  # noqa: S314 - written by ourselves
    found = tree.find(".//{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType")
    assert found is not None
    assert found.text == SourceType.MADE_BY_MODEL.uri


def test_a_second_statement_replaces_the_first(image: bytes) -> None:
    once = with_source_type(image, SourceType.MADE_BY_MODEL)
    twice = with_source_type(once, SourceType.PHOTO_EDITED_BY_MODEL)
    assert read_source_type(twice) is SourceType.PHOTO_EDITED_BY_MODEL
    assert twice.count(b"x:xmpmeta xmlns") == 1


def test_a_file_without_statement_says_nothing(image: bytes) -> None:
    assert read_source_type(image) is None


def test_a_word_outside_our_vocabulary_says_nothing() -> None:
    foreign = PngImagePlugin.PngInfo()
    uri = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
    foreign.add_itxt("XML:com.adobe.xmp", f"<a DigitalSourceType='{uri}'/>")
    encoded = BytesIO()
    scene(1, (32, 32)).save(encoded, "PNG", pnginfo=foreign)
    assert read_source_type(encoded.getvalue()) is None


@pytest.mark.parametrize("broken", [b"", b"GIF89a", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n123"])
def test_a_file_of_another_kind_or_cut_short_is_refused(broken: bytes) -> None:
    with pytest.raises(FileUnreadable):
        with_source_type(broken, SourceType.MADE_BY_MODEL)
    with pytest.raises(FileUnreadable):
        read_source_type(broken)


MP4 = b"\x00\x00\x00\x10ftypisom\x00\x00\x02\x00" + b"\x00\x00\x00\x0cmdatfilm"


def test_a_film_states_its_source_at_its_end_and_nothing_in_it_moves() -> None:
    film = BytesIO(MP4)
    append_source_type(film, SourceType.PHOTO_EDITED_BY_MODEL)
    assert film.getvalue().startswith(MP4)
    assert read_source_type(MP4) is None
    assert read_source_type(film.getvalue()) is SourceType.PHOTO_EDITED_BY_MODEL


@pytest.mark.parametrize("film", [MP4[:-2], MP4 + b"\x00\x00"])
def test_a_film_that_is_cut_short_is_refused(film: bytes) -> None:
    with pytest.raises(FileUnreadable):
        read_source_type(film)
