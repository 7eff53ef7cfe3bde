"""What is seen on one photo: real portraits, changed as families' photos are."""

from io import BytesIO

import cv2
import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageFilter

from core.domain.element import ElementKind
from core.domain.vetting import Box, Finding, Framing, Pose
from core.marking import watermark
from core.marking.metadata import SourceType, with_source_type
from core.vetting.looking import Looker
from core.vetting.resemblance import same
from core.vetting.sights import Sight
from tests.fakes.toy import toy_photo
from tests.unit.vetting.conftest import as_jpeg, look_at, portrait
from tests.unit.vetting.drawn import print_on_table, sepia, side_by_side


def seen(looker: Looker, picture: Image.Image, **asked: object) -> Sight:
    return looker.look(look_at(as_jpeg(picture), **asked))


def found(looker: Looker, picture: Image.Image, **asked: object) -> set[Finding]:
    return set(seen(looker, picture, **asked).findings)


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(BytesIO(jpeg))


@pytest.mark.parametrize("name", ["collins", "hopper"])
def test_a_good_portrait_is_good(looker: Looker, name: str) -> None:
    sight = seen(looker, portrait(name))

    assert sight.findings == ()
    assert [face.seen.pose for face in sight.faces] == [Pose.FRONTAL]


def test_what_is_kept_is_a_plain_jpeg(looker: Looker) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "Invented camera"
    content = as_jpeg(portrait("hopper"), exif=exif, comment=b"at home")
    sight = looker.look(look_at(content))

    assert b"Invented camera" in content
    assert b"Invented camera" not in sight.jpeg
    assert b"at home" not in sight.jpeg
    clean = opened(sight.jpeg)
    assert (clean.format, clean.mode) == ("JPEG", "RGB")
    assert not clean.getexif()
    assert clean.size == (sight.width, sight.height) == (1024, 1200)


def test_a_photo_held_sideways_is_seen_upright(looker: Looker) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = portrait("hopper").transpose(Image.Transpose.ROTATE_90)
    sight = looker.look(look_at(as_jpeg(lying, exif=exif)))

    assert sight.findings == ()
    assert (sight.width, sight.height) == (1024, 1200)


def test_a_small_photo_is_kept_and_said_to_be_small(looker: Looker) -> None:
    sight = seen(looker, portrait("collins", times=0.9))

    assert sight.findings == (Finding.SMALL,)
    assert sight.jpeg


def test_a_blurred_face_is_noticed(looker: Looker) -> None:
    blurred = portrait("hopper").filter(ImageFilter.GaussianBlur(9))

    assert Finding.BLURRED in found(looker, blurred)


def test_a_soft_face_gets_a_word_and_no_refusal(looker: Looker) -> None:
    sight = seen(looker, portrait("hopper").filter(ImageFilter.GaussianBlur(2.3)))

    assert Finding.SOFT in sight.findings
    assert sight.good


def test_a_blurred_place_is_noticed(looker: Looker) -> None:
    blurred = portrait("hopper").filter(ImageFilter.GaussianBlur(8))

    assert Finding.BLURRED in found(looker, blurred, kind=ElementKind.PLACE)
    assert Finding.BLURRED not in found(looker, portrait("hopper"), kind=ElementKind.PLACE)


def test_a_face_in_the_dark_is_noticed(looker: Looker) -> None:
    dark = ImageEnhance.Brightness(portrait("collins")).enhance(0.12)

    assert Finding.DARK in found(looker, dark)


def test_a_burnt_face_is_noticed(looker: Looker) -> None:
    burnt = portrait("hopper").point(lambda value: min(255, 180 + value))

    assert Finding.BRIGHT in found(looker, burnt)


def test_a_black_and_white_photo_is_welcome(looker: Looker) -> None:
    sight = seen(looker, portrait("hopper").convert("L").convert("RGB"))

    assert sight.findings == (Finding.GREY,)
    assert sight.good


def test_a_brown_photo_is_welcome(looker: Looker) -> None:
    assert found(looker, sepia(portrait("hopper"))) == {Finding.GREY}


def test_without_a_face_a_person_cannot_be_learnt(looker: Looker) -> None:
    wall = portrait("collins").crop((700, 0, 1020, 600)).resize((640, 1200))

    assert Finding.NO_FACE in found(looker, wall)


@pytest.mark.parametrize(
    "kind", [ElementKind.PET, ElementKind.PLACE, ElementKind.OBJECT, ElementKind.STYLE]
)
def test_what_is_no_person_needs_no_face(looker: Looker, kind: ElementKind) -> None:
    assert found(looker, toy_photo(1), kind=kind) == set()


@pytest.mark.parametrize("kind", [ElementKind.PET, ElementKind.PLACE, ElementKind.OBJECT])
def test_nobody_is_learnt_along_with_a_thing(looker: Looker, kind: ElementKind) -> None:
    sight = seen(looker, portrait("collins"), kind=kind)

    assert sight.findings == (Finding.PEOPLE,)
    assert sight.faces == ()


def test_somebody_far_behind_a_thing_is_no_matter(looker: Looker) -> None:
    square = Image.effect_noise((1280, 960), 60).convert("RGB")
    square.paste(portrait("hopper", times=0.12), (900, 200))

    assert Finding.PEOPLE not in found(looker, square, kind=ElementKind.PLACE)


def test_works_of_a_hand_may_show_people(looker: Looker) -> None:
    assert found(looker, portrait("collins"), kind=ElementKind.STYLE) == set()


def test_a_face_far_away_is_too_small_to_learn_from(looker: Looker) -> None:
    garden = Image.new("RGB", (1280, 960), (120, 145, 110))
    garden.paste(portrait("hopper", times=0.22), (500, 200))

    assert Finding.SMALL_FACE in found(looker, garden)


def test_of_several_faces_each_is_offered(looker: Looker) -> None:
    sight = seen(looker, side_by_side([portrait("hopper", times=1), portrait("collins")]))

    assert sight.findings == (Finding.SEVERAL_FACES,)
    assert len(sight.faces) == 2
    assert all(opened(face.crop).size[0] >= 200 for face in sight.faces)
    assert all(face.numbers is None for face in sight.faces)


def test_a_chosen_face_is_the_one_it_counts_with(looker: Looker) -> None:
    both = side_by_side([portrait("hopper", times=1), portrait("collins")])
    offered = [face.seen.box for face in seen(looker, both).faces]

    for box in offered:
        sight = seen(looker, both, face=box)
        assert sight.good
        assert len(sight.faces) == 1
        assert sight.width < both.width


def test_of_several_only_the_chosen_one_is_kept_to_be_learnt(looker: Looker) -> None:
    both = side_by_side([portrait("hopper", times=1), portrait("collins")])
    larger, smaller = (face.seen.box for face in seen(looker, both).faces)

    for box in (larger, smaller):
        again = looker.look(look_at(seen(looker, both, face=box).jpeg))
        assert len(again.faces) == 1
        assert Finding.SEVERAL_FACES not in again.findings


def test_faces_that_cannot_be_parted_are_not_learnt(looker: Looker) -> None:
    near = side_by_side([portrait("collins"), portrait("collins")])
    sight = seen(looker, near)
    assert Finding.SEVERAL_FACES in sight.findings
    everything = Box(left=0.0, top=0.0, right=1.0, bottom=1.0)

    assert Finding.SEVERAL_FACES in found(looker, near, face=everything)


def test_a_chosen_place_without_a_face_chooses_nothing(looker: Looker) -> None:
    both = side_by_side([portrait("hopper", times=1), portrait("collins")])
    corner = Box(left=0.0, top=0.9, right=0.1, bottom=1.0)

    assert found(looker, both, face=corner) == {Finding.SEVERAL_FACES}


def test_faces_are_told_apart_only_with_consent(looker: Looker) -> None:
    (without,) = seen(looker, portrait("collins")).faces
    (with_it,) = seen(looker, portrait("collins"), compare_faces=True).faces

    assert without.numbers is None
    assert with_it.numbers is not None


class Prudish:
    """Finds somebody undressed wherever it looks."""

    def score(self, picture: Image.Image) -> float:
        return 0.99 if picture.width else 0.0


def test_a_photo_of_somebody_undressed_is_not_kept_and_not_looked_at() -> None:
    sight = seen(Looker(check=Prudish), portrait("collins"))

    assert sight.findings == (Finding.UNSAFE,)
    assert (sight.jpeg, sight.faces, sight.fingerprint) == (b"", (), None)


def test_a_known_photo_is_only_compared_with(looker: Looker) -> None:
    sight = seen(looker, portrait("collins").filter(ImageFilter.GaussianBlur(9)), new=False)

    assert (sight.findings, sight.jpeg) == ((), b"")


@pytest.mark.parametrize(
    "change",
    [
        lambda p: opened(as_jpeg(p, quality=40)).convert("RGB"),
        lambda p: p.resize((p.width // 2, p.height // 2)),
        lambda p: p.crop((20, 20, p.width - 20, p.height - 20)),
        lambda p: ImageEnhance.Brightness(p).enhance(1.15),
        lambda p: p.crop((200, 80, p.width - 150, p.height - 200)),
    ],
    ids=["saved-again", "smaller", "cut-a-little", "brighter", "cut-around-the-face"],
)
def test_a_photo_that_comes_again_is_the_same(looker: Looker, change: object) -> None:
    again = change(portrait("hopper"))

    assert same(seen(looker, again), seen(looker, portrait("hopper"), new=False))


def test_other_photos_are_not_the_same(looker: Looker) -> None:
    toys = [seen(looker, toy_photo(number), kind=ElementKind.PET) for number in range(6)]
    people = [seen(looker, portrait(name)) for name in ("hopper", "collins")]
    others = [*toys, *people]

    assert not any(same(a, b) for n, a in enumerate(others) for b in others[:n])


def test_a_print_on_a_table_is_cut_out_and_keeps_its_person(looker: Looker) -> None:
    scene, _ = print_on_table(sepia(portrait("hopper", times=1)))
    sight = seen(looker, scene)

    assert set(sight.findings) <= {Finding.GREY, Finding.STRAIGHTENED, Finding.SOFT}
    assert Finding.STRAIGHTENED in sight.findings
    assert sight.width / sight.height == pytest.approx(512 / 600, rel=0.15)
    (face,) = sight.faces
    assert 0.3 < (face.seen.box.left + face.seen.box.right) / 2 < 0.7


@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270])
def test_a_print_that_lies_on_its_side_is_turned(looker: Looker, turn: Image.Transpose) -> None:
    scene, _ = print_on_table(sepia(portrait("hopper", times=1)))
    sight = seen(looker, scene.transpose(turn))

    assert Finding.STRAIGHTENED in sight.findings
    assert sight.width < sight.height
    assert [face.seen.pose for face in sight.faces] == [Pose.FRONTAL]


def test_an_object_with_four_corners_stays_on_its_table(looker: Looker) -> None:
    scene, _ = print_on_table(portrait("hopper", times=1))
    sight = seen(looker, scene, kind=ElementKind.OBJECT)

    assert Finding.STRAIGHTENED not in sight.findings
    assert (sight.width, sight.height) == scene.size


@pytest.mark.parametrize(
    ("height", "framing"),
    [(360, Framing.CLOSE_UP), (700, Framing.HALF)],
)
def test_how_much_of_a_person_is_seen(looker: Looker, height: int, framing: Framing) -> None:
    portrait_cut = portrait("collins").crop((200, 20, 720, 20 + height))

    assert seen(looker, portrait_cut).framing is framing


def test_a_whole_person_is_seen_by_their_feet(looker: Looker) -> None:
    """The portrait, and under it legs of the same cloth."""
    person = np.asarray(portrait("collins", times=1))
    legs = cv2.resize(person[380:420, 60:330], (270, 420))
    tall = np.full((980, 512, 3), 150, np.uint8)
    tall[:512] = person
    tall[512:932, 60:330] = legs

    assert seen(looker, Image.fromarray(tall)).framing is Framing.WHOLE


def test_what_is_worn_is_a_rough_hint(looker: Looker) -> None:
    assert seen(looker, portrait("hopper")).clothes == "black"
    assert seen(looker, sepia(portrait("hopper"))).clothes == ""


def noted(**values: float) -> Image.Exif:
    """What a camera notes: seconds, aperture, iso, flash."""
    exif = Image.Exif()
    numbers = {"seconds": 0x829A, "aperture": 0x829D, "iso": 0x8827, "flash": 0x9209}
    for name, value in values.items():
        exif.get_ifd(0x8769)[numbers[name]] = value
    return exif


@pytest.mark.parametrize(
    ("exif", "indoors", "light"),
    [
        (noted(seconds=1 / 500, aperture=8.0, iso=100), False, "day"),
        (noted(seconds=1 / 30, aperture=2.0, iso=1600), True, "evening"),
        (noted(seconds=1 / 60, aperture=2.8, iso=400, flash=1), True, "flash"),
        (noted(), None, ""),
    ],
    ids=["sunny", "lamp", "flash", "nothing"],
)
def test_the_light_is_told_from_what_the_camera_noted(
    looker: Looker, exif: Image.Exif, indoors: bool | None, light: str
) -> None:
    sight = looker.look(look_at(as_jpeg(portrait("hopper"), exif=exif)))

    assert (sight.indoors, sight.light) == (indoors, light)


def test_grass_and_sky_are_outdoors(looker: Looker) -> None:
    meadow = Image.new("RGB", (1024, 768), (120, 170, 230))
    meadow.paste((90, 150, 60), (0, 400, 1024, 768))
    for place, colour in enumerate([(190, 70, 50), (240, 240, 235), (110, 80, 60)]):
        meadow.paste(colour, (300 + 200 * place, 250, 480 + 200 * place, 480))
    sight = seen(looker, meadow, kind=ElementKind.PLACE)

    assert (sight.indoors, sight.light) == (False, "day")


@pytest.mark.parametrize("kind", list(ElementKind))
def test_an_imagined_picture_is_never_a_photo_to_learn_from(
    looker: Looker, kind: ElementKind
) -> None:
    sight = seen(looker, watermark.embed(portrait("hopper")), kind=kind)

    assert sight.findings == (Finding.MADE,)
    assert not sight.kept
    assert not sight.jpeg


def test_of_a_file_that_says_a_model_made_it_somebody_is_asked(looker: Looker) -> None:
    """Some tools say so of a real photo that they coloured."""
    stated = with_source_type(as_jpeg(portrait("hopper")), SourceType.MADE_BY_MODEL)
    sight = looker.look(look_at(stated))

    assert Finding.SAYS_MADE in sight.findings
    assert (sight.kept, sight.good) == (True, False)


def test_one_of_ours_is_never_asked_about_whatever_its_file_says(looker: Looker) -> None:
    ours = as_jpeg(watermark.embed(portrait("hopper")))
    stated = with_source_type(ours, SourceType.MADE_BY_MODEL)

    assert looker.look(look_at(stated)).findings == (Finding.MADE,)


def test_an_old_print_is_still_one_when_it_is_looked_at_again(looker: Looker) -> None:
    scene, _ = print_on_table(portrait("hopper", times=1).filter(ImageFilter.GaussianBlur(2)))
    once = looker.look(look_at(as_jpeg(scene)))
    again = looker.look(look_at(once.jpeg, was_print=True))

    assert once.good
    assert Finding.STRAIGHTENED in once.findings
    assert set(again.findings) == set(once.findings)
