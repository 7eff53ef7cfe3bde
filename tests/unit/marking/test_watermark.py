import numpy as np
import pytest
from PIL import Image

from core.marking import label, watermark

from .drawings import Size, gradient, pencil, resent, scene, texture

DRAWN = {
    "scene": scene(1),
    "portrait": scene(2, (640, 896)),
    "large scene": scene(3, (1536, 1024)),
    "texture": texture(1),
    "large texture": texture(2, (1280, 1280)),
    "gradient": gradient((768, 512)),
    "pencil": pencil(),
}


@pytest.fixture(params=DRAWN, scope="module")
def marked(request: pytest.FixtureRequest) -> Image.Image:
    return watermark.embed(DRAWN[request.param])


def test_a_marked_picture_is_found_with_every_bit(marked: Image.Image) -> None:
    reading = watermark.read(marked)
    assert reading.found
    assert reading.bits_right >= 46
    assert reading.confidence > 1 - 1e-8


@pytest.mark.parametrize("quality", [75, 87])
def test_it_survives_being_encoded_again(marked: Image.Image, quality: int) -> None:
    assert watermark.read(resent(marked, quality=quality)).score > watermark.FOUND_SCORE + 2


@pytest.mark.parametrize("width", [800, 960, 1280])
def test_it_survives_the_sizes_a_chat_makes(marked: Image.Image, width: int) -> None:
    assert watermark.read(resent(marked, width=width)).score > watermark.FOUND_SCORE + 2


def test_it_survives_the_label_below_and_a_chat_together(marked: Image.Image) -> None:
    sent = label.with_label(marked, "Imagined picture · made with AI from Lucía's words")
    assert watermark.read(resent(sent, width=960)).found


@pytest.mark.parametrize("name", DRAWN)
def test_nobody_sees_it(name: str) -> None:
    before = np.asarray(DRAWN[name], dtype=float)
    after = np.asarray(watermark.embed(DRAWN[name]), dtype=float)
    assert _signal_to_noise_db(before, after) >= 38


def test_a_hundred_unmarked_pictures_are_not_found() -> None:
    sizes: tuple[Size, ...] = ((512, 512), (640, 480), (512, 700))
    scores = [
        watermark.read((texture if seed % 4 == 0 else scene)(seed, sizes[seed % 3])).score
        for seed in range(100)
    ]
    assert max(scores) < watermark.FOUND_SCORE - 1
    assert np.std(scores) == pytest.approx(1.0, abs=0.3)


def test_an_unmarked_picture_with_a_label_is_not_found() -> None:
    assert not watermark.read(label.with_label(scene(8), "Imagen imaginada · hecha con IA")).found


def test_plain_colour_holds_nothing_to_find() -> None:
    assert watermark.read(Image.new("RGB", (512, 512), "grey")).score == pytest.approx(0, abs=3)


def test_turning_a_picture_around_loses_the_mark() -> None:
    turned = watermark.embed(scene(4)).transpose(Image.Transpose.ROTATE_180)
    assert not watermark.read(turned).found


def _signal_to_noise_db(before: np.ndarray, after: np.ndarray) -> float:
    return float(10 * np.log10(255**2 / np.mean((before - after) ** 2)))
