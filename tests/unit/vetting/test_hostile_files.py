"""Files nobody should trust: whatever is sent, there is an answer, and nothing else happens."""

import time
from io import BytesIO

import pytest
from PIL import Image

from core.domain.element import ElementKind
from core.domain.vetting import Finding
from core.errors import FileRefused
from core.photo_decoding import KEPT_SIDE_PX, decode
from core.vetting.looking import Looker
from tests.unit.vetting.conftest import look_at, portrait
from tests.unit.vetting.hostile import corpus

# Decoders warn of what they meet, and read it nevertheless.
pytestmark = [
    pytest.mark.filterwarnings("ignore::UserWarning"),
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
]

LONGEST_S = 20.0  #: for one file, on a machine that does other things as well


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return corpus(portrait("collins", times=1.02))


def test_there_are_enough_of_them(files: dict[str, bytes]) -> None:
    assert len(files) >= 300


def test_each_is_read_or_refused_by_the_one_error(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        try:
            picture = decode(content).picture
        except FileRefused:
            continue
        assert picture.mode == "RGB", name
        assert max(picture.size) <= KEPT_SIDE_PX, name
        assert picture.info == {}, name


def test_each_is_seen_or_found_wanting_and_what_is_final_is_not_kept(
    looker: Looker, files: dict[str, bytes]
) -> None:
    seen = {
        name: files[name] for n, name in enumerate(files) if "flipped" not in name or n % 5 == 0
    }
    for name, content in seen.items():
        began = time.monotonic()
        sight = looker.look(look_at(content, kind=ElementKind.PET))
        assert time.monotonic() - began < LONGEST_S, name
        assert bool(sight.jpeg) == sight.kept, name
        if sight.kept:
            clean = Image.open(BytesIO(sight.jpeg))
            assert (clean.format, clean.size) == ("JPEG", (sight.width, sight.height)), name
            assert not clean.getexif(), name
            assert b"Invented camera" not in sight.jpeg, name
            assert b"script" not in sight.jpeg, name


@pytest.mark.parametrize(
    ("name", "finding"),
    [
        ("nothing", Finding.NO_PICTURE),
        ("document", Finding.NO_PICTURE),
        ("drawing", Finding.NO_PICTURE),
        ("kind-TIFF", Finding.NO_PICTURE),
        ("kind-AVIF", Finding.NO_PICTURE),
        ("video", Finding.NO_PICTURE),
        ("moving-gif", Finding.MOVING),
        ("moving-webp", Finding.MOVING),
        ("moving-png", Finding.MOVING),
        ("sticker", Finding.MOVING),
        ("png-claims-65000", Finding.HUGE),
        ("jpeg-claims-65535", Finding.HUGE),
        ("jpeg-many-scans", Finding.HUGE),
        ("too-many-bytes", Finding.HUGE),
        ("png-text-bomb", Finding.BROKEN),
        ("jpeg-cut-0.3", Finding.BROKEN),
        ("heic-cut-0.6", Finding.BROKEN),
        ("heif-only-a-header", Finding.BROKEN),
    ],
)
def test_what_is_wrong_is_told_apart(
    looker: Looker, files: dict[str, bytes], name: str, finding: Finding
) -> None:
    assert looker.look(look_at(files[name])).findings == (finding,)


@pytest.mark.parametrize(
    "name",
    [
        "cmyk",
        "palette",
        "palette-see-through",
        "sixteen-bits",
        "see-through-webp",
        "grey-see-through",
        "with-profile",
        "broken-profile",
        "progressive",
        "with-place",
        "turned-nowhere",
        "two-in-one-jpeg",
        "jpeg-then-archive",
        "png-with-words",
    ],
)
def test_what_is_only_odd_shows_its_person(
    looker: Looker, files: dict[str, bytes], name: str
) -> None:
    sight = looker.look(look_at(files[name]))

    assert sight.kept
    assert set(sight.findings) <= {Finding.GREY, Finding.SOFT, Finding.BRIGHT}
    assert len(sight.faces) == 1
