"""What is wrong with a candidate; of drawings only that two are the same."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.domain import picture_files as names
from core.domain.picture import Care, Fault, Making, Phrase, SecondPass
from core.imaging.base_models import LoadedModel
from core.imaging.generator import Drawing, OnStep, PictureGenerator
from core.prompting.recipe_codec import making_from_json, to_json
from core.worker.alike import Alike
from core.worker.faults import Faults
from core.worker.pictures import PictureBody
from core.worker.second_passes import face_recipe, passes_of
from tests.fakes.jobs import FakeJobFolder, FakeJobFolders
from tests.unit.worker.conftest import RECIPE, TICKET, Reports, a_workshop, plain

DRAWING = Drawing(
    prompt="",
    negative_prompt="",
    seeds=(1,),
    num_inference_steps=1,
    guidance_scale=1.0,
    width=64,
    height=64,
)
FACES = Path(__file__).parent.parent / "vetting" / "photos"
OLIVE, NAVY = (Image.new("RGB", (64, 64), colour) for colour in ("olive", "navy"))


@pytest.fixture(scope="session")
def alike(tiny: LoadedModel) -> Alike:
    return Alike(lambda: tiny)


@pytest.fixture(scope="session")
def face() -> Image.Image:
    return Image.open(sorted(FACES.glob("*.jpg"))[0]).convert("RGB")


def of(faults: Faults, picture: Image.Image, *, likeness: float | None = None) -> set[Fault]:
    return set(faults.of(picture, number=1, likeness=likeness))


def test_a_face_is_missed_where_one_is_due_and_never_on_drawings(alike: Alike) -> None:
    assert of(Faults(alike, photographic=True, faces_due=1), OLIVE) == {Fault.NO_FACE}
    assert of(Faults(alike, photographic=True, faces_due=0), OLIVE) == set()
    assert of(Faults(alike, photographic=False, faces_due=1), OLIVE) == set()


def test_somebody_twice_in_one_picture_is_a_copy(alike: Alike, face: Image.Image) -> None:
    twice = Image.new("RGB", (2 * face.width, face.height))
    twice.paste(face, (0, 0))
    twice.paste(face, (face.width, 0))
    faults = Faults(alike, photographic=True, faces_due=1)
    assert of(faults, twice, likeness=0.8) == {Fault.COPIES}
    assert of(faults, face, likeness=0.8) == set()


def test_somebody_elses_face_is_unlike(alike: Alike, face: Image.Image) -> None:
    faults = Faults(alike, photographic=True, faces_due=1)
    assert of(faults, face, likeness=0.35) == {Fault.UNLIKE}


def test_nearly_the_same_candidate_is_a_twin_and_its_own_second_try_is_none() -> None:
    faults = Faults(None, photographic=False, faces_due=0)
    assert faults.of(OLIVE, number=1, likeness=None) == ()
    assert faults.of(OLIVE, number=2, likeness=None) == (Fault.TWIN,)
    assert faults.of(NAVY, number=2, likeness=None) == ()
    assert faults.of(NAVY, number=2, likeness=None) == ()


class Repeating(PictureGenerator):
    """Draws every seed that was asked for in the same colour, and other seeds in others."""

    def draw(self, drawing: Drawing, *, on_step: OnStep) -> list[Image.Image]:
        self.drawn = [*getattr(self, "drawn", []), *drawing.seeds]
        return [
            Image.new("RGB", (64, 64), "olive" if seed < 100 else (seed % 200, seed % 97, 0))
            for seed in drawing.seeds
        ]


def made_by(
    generator: PictureGenerator, folders: FakeJobFolders, tiny: LoadedModel
) -> list[Making]:
    body = PictureBody(a_workshop(folders, tiny))
    body._generator = generator
    body(TICKET, Reports(), lambda: False)
    folder = folders.folder(TICKET.job_id)
    return [making_from_json(folder.read(names.making(n))) for n in range(1, 5)]


def test_a_faulty_candidate_is_quietly_made_again_once(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    generator = Repeating(tiny)
    made = made_by(generator, folders, tiny)
    assert [each.seed == seed for each, seed in zip(made, RECIPE.seeds, strict=True)] == [
        True, False, False, False,
    ]  # fmt: skip
    assert not any(each.faults for each in made)
    assert len(generator.drawn) == 7


def test_with_a_locked_seed_it_stays_as_it_came(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    folder.write(names.RECIPE, to_json(replace(RECIPE, mended=False)))
    made = made_by(Repeating(tiny), folders, tiny)
    assert [each.seed for each in made] == list(RECIPE.seeds)
    assert [each.faults for each in made] == [(), *[(Fault.TWIN,)] * 3]


def photographed(recipe_care: Care, tiny: LoadedModel) -> tuple[SecondPass, ...]:
    return passes_of(replace(RECIPE, faces=1, care=recipe_care), tiny)


def test_second_passes_are_chosen_by_care_by_room_and_never_for_drawings(
    tiny: LoadedModel, bundled: LoadedModel
) -> None:
    assert photographed(Care.QUICK, tiny) == ()
    assert photographed(Care.USUAL, tiny) == (SecondPass.FACE,)  # no room for more
    assert photographed(Care.CAREFUL, tiny) == (SecondPass.LARGER, SecondPass.FACE)
    assert photographed(Care.CAREFUL, bundled) == ()
    assert passes_of(replace(RECIPE, care=Care.USUAL), tiny) == ()  # nobody's face is due


def test_a_face_is_drawn_from_near_by_whose_it_is() -> None:
    phrases = (
        Phrase(text="jovenxq young man", language="en", rank=0, source="token"),
        Phrase(text="by the sea", language="en", rank=1, source="where"),
    )
    near = face_recipe(replace(RECIPE, phrases=phrases))
    assert [phrase.text for phrase in near.phrases] == ["face of jovenxq young man"]


class WithAFace(PictureGenerator):
    """Draws a photo with a small face in it."""

    def draw(self, drawing: Drawing, *, on_step: OnStep) -> list[Image.Image]:
        photo = Image.open(sorted(FACES.glob("*.jpg"))[0]).convert("RGB").resize((128, 128))
        picture = Image.new("RGB", (512, 512), "khaki")
        picture.paste(photo, (190, 60))
        return [picture for _ in drawing.seeds]


def gone_over(
    care: Care, folders: FakeJobFolders, tiny: LoadedModel, alike: Alike
) -> tuple[Making, np.ndarray]:
    """One candidate with a small face, after its passes."""
    folder = folders.folder(TICKET.job_id)
    recipe = replace(RECIPE, faces=1, care=care, seeds=(1,), mended=False)
    folder.write(names.RECIPE, to_json(recipe))
    body = PictureBody(a_workshop(folders, tiny, alike=alike))
    body._generator = WithAFace(tiny)
    body(TICKET, Reports(), lambda: False)
    made = making_from_json(folder.read(names.making(1)))
    return made, plain(folder)


def test_a_small_face_is_drawn_again_and_nothing_around_it(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel, alike: Alike
) -> None:
    made, drawn = gone_over(Care.USUAL, folders, tiny, alike)
    assert made.passes == (SecondPass.FACE,)
    changed = (drawn != np.asarray(WithAFace(tiny).draw(DRAWING, on_step=print)[0])).any(axis=2)
    assert changed[90:140, 230:280].any()
    assert not changed[:, :150].any()
    assert not changed[250:].any()


def test_a_careful_picture_is_half_as_large_again(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel, alike: Alike
) -> None:
    made, drawn = gone_over(Care.CAREFUL, folders, tiny, alike)
    assert SecondPass.LARGER in made.passes
    assert (made.width, made.height) == drawn.shape[1::-1]
