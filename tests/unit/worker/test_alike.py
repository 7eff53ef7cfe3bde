from pathlib import Path

import pytest
from PIL import Image

from core.imaging.base_models import LoadedModel
from core.worker.alike import Alike

FACES = Path(__file__).parent.parent / "vetting" / "photos"


@pytest.fixture
def photographic(tiny: LoadedModel) -> Alike:
    """On a model that makes photographs."""
    assert not tiny.illustrates
    return Alike(lambda: tiny)


def photos() -> list[Image.Image]:
    return [Image.open(path).convert("RGB") for path in sorted(FACES.glob("*.jpg"))]


def test_a_face_is_most_like_itself(photographic: Alike) -> None:
    [photo, *_] = photos()
    smaller = photo.resize((photo.width * 3 // 4, photo.height * 3 // 4))
    alike = photographic([photo], [smaller], of_somebody=True)
    assert alike is not None
    assert alike > 0.7


def test_where_there_is_no_face_nothing_is_measured(photographic: Alike) -> None:
    nobody = Image.new("RGB", (256, 256), "khaki")
    assert photographic([nobody], photos()[:1], of_somebody=True) is None
    assert photographic(photos()[:1], [nobody], of_somebody=True) is None


def test_who_passes_by_on_the_photos_of_a_thing_is_not_measured(photographic: Alike) -> None:
    assert photographic(photos()[:1], photos()[:1], of_somebody=False) is None


def test_on_drawings_the_embedder_measures(bundled: LoadedModel) -> None:
    house = Image.new("RGB", (128, 128), "khaki")
    house.paste("firebrick", (30, 30, 100, 90))
    other = Image.new("RGB", (128, 128), "white")
    other.paste("navy", (60, 10, 70, 120))
    alike = Alike(lambda: bundled)
    same = alike([house], [house], of_somebody=False)
    different = alike([other], [house], of_somebody=False)
    assert same is not None
    assert different is not None
    assert same > 0.99 > different


def test_a_model_illustrates_where_its_words_are_counted(
    tiny: LoadedModel, bundled: LoadedModel
) -> None:
    assert bundled.illustrates
    assert not tiny.illustrates
