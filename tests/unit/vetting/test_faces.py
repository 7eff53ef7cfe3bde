"""Real faces: where they are, how they are turned, and whether two are of one person."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from core.domain.vetting import Pose
from core.errors import ModelUnavailable
from core.faces import networks
from core.faces.detection import overlap
from core.faces.finding import Face, FaceFinder, that_count
from core.faces.likeness import SAME, UNSURE, Likeness, distance
from core.faces.people import PersonSegmenter
from tests.fakes.toy import toy_photo
from tests.unit.vetting.conftest import portrait
from tests.unit.vetting.drawn import side_by_side

COLLINS_FACE = np.array([349, 140, 559, 350])  #: by eye, on the portrait twice as large


@pytest.fixture(scope="module")
def finder() -> FaceFinder:
    return FaceFinder()


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    return Likeness()


def the_face(finder: FaceFinder, picture: Image.Image) -> Face:
    (face,) = finder.find(np.asarray(picture))
    return face


def test_a_face_is_found_where_it_is(finder: FaceFinder) -> None:
    face = the_face(finder, portrait("collins"))

    assert overlap(face.box, COLLINS_FACE) > 0.8
    assert face.upright


def test_a_face_seen_from_the_front_that_smiles(finder: FaceFinder) -> None:
    mesh = the_face(finder, portrait("collins")).mesh

    assert (mesh.pose, mesh.smiling) == (Pose.FRONTAL, True)


def test_an_old_face_with_glasses_that_does_not_smile(finder: FaceFinder) -> None:
    mesh = the_face(finder, portrait("hopper")).mesh

    assert (mesh.pose, mesh.smiling) == (Pose.FRONTAL, False)


@pytest.mark.parametrize("degrees", [-30, 15, 40])
def test_a_head_that_is_tilted_is_still_seen_from_the_front(
    finder: FaceFinder, degrees: int
) -> None:
    tilted = portrait("hopper").rotate(degrees, expand=True, fillcolor=(128, 128, 128))

    assert the_face(finder, tilted).mesh.pose is Pose.FRONTAL


def test_a_face_that_lies_on_its_side_does_not_stand_upright(finder: FaceFinder) -> None:
    lying = portrait("hopper").transpose(Image.Transpose.ROTATE_90)

    assert not any(face.upright for face in finder.find(np.asarray(lying)))


def test_both_faces_of_two_people_are_found(finder: FaceFinder) -> None:
    both = side_by_side([portrait("hopper", times=1), portrait("collins")])

    assert len(that_count(finder.find(np.asarray(both)))) == 2


def test_a_passer_by_far_behind_does_not_count(finder: FaceFinder) -> None:
    street = Image.new("RGB", (1280, 960), (120, 125, 130))
    street.paste(portrait("hopper", times=1.5), (0, 60))
    street.paste(portrait("collins", times=1), (768, 200))
    faces = finder.find(np.asarray(street))

    assert len(faces) == 2
    assert len(that_count(faces)) == 1


def test_a_small_face_as_of_a_whole_body_is_found_by_looking_closer(finder: FaceFinder) -> None:
    garden = Image.new("RGB", (1280, 960), (120, 145, 110))
    garden.paste(portrait("collins", times=0.55), (500, 200))

    face = the_face(finder, garden)

    assert face.height_px == pytest.approx(58, abs=12)


@pytest.mark.parametrize("number", range(3))
def test_beside_a_clear_face_a_toy_is_nobody(finder: FaceFinder, number: int) -> None:
    both = side_by_side([portrait("collins"), toy_photo(number).resize((1024, 1024))])

    assert len(that_count(finder.find(np.asarray(both)))) == 1


def test_nothing_is_found_on_a_wall(finder: FaceFinder) -> None:
    assert finder.find(np.full((600, 800, 3), 150, np.uint8)) == []


def test_one_person_on_other_copies_of_a_photo_is_the_same(
    finder: FaceFinder, likeness: Likeness
) -> None:
    changed = [
        portrait("hopper"),
        portrait("hopper", times=1),
        ImageOps.autocontrast(portrait("hopper").convert("L")).convert("RGB"),
        portrait("hopper").rotate(12),
    ]
    numbers = [likeness.of(np.asarray(p), the_face(finder, p)) for p in changed]

    assert all(distance(numbers[0], numbers[n : n + 1]) < SAME for n in (1, 2, 3))


def test_two_people_are_not_the_same(finder: FaceFinder, likeness: Likeness) -> None:
    one, other = (
        likeness.of(np.asarray(portrait(name)), the_face(finder, portrait(name)))
        for name in ("hopper", "collins")
    )

    assert distance(one, [other]) > UNSURE


def test_where_a_person_is_and_where_not() -> None:
    mask = PersonSegmenter().mask(np.asarray(portrait("collins")))

    assert mask[64, 115] > 0.9  # the face
    assert mask[30, 20] < 0.1  # the flag behind


def test_a_network_that_is_not_the_one_we_know_is_refused(tmp_path: Path) -> None:
    (tmp_path / "selfie_segmentation.tflite").write_bytes(b"something else")

    with pytest.raises(ModelUnavailable) as refused:
        networks.verified("selfie_segmentation.tflite", folder=tmp_path)

    assert refused.value.reason == "faces"


def test_a_network_that_is_missing_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable):
        networks.verified("face_landmark.tflite", folder=tmp_path)


def test_every_bundled_network_is_the_one_its_notice_names() -> None:
    notice = (networks.FOLDER / "NOTICE.md").read_text(encoding="utf-8")

    for name, checksum in networks.CHECKSUMS.items():
        assert f"| {name} |" in notice
        assert checksum in notice
        assert networks.verified(name).is_file()
