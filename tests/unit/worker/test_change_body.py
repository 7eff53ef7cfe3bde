from dataclasses import replace
from io import BytesIO
from pathlib import Path
from weakref import WeakKeyDictionary

import numpy as np
import pytest
from PIL import Image, ImageDraw

from core.domain import picture_files as names
from core.domain.change import (
    BASE,
    MASK,
    OTHER_FACES,
    REQUEST,
    ChangeRequest,
    ChangeWay,
    MaskedContent,
)
from core.domain.picture import AdapterUse, Phrase, PictureStyle
from core.imaging import base_models
from core.imaging.base_models import LoadedModel
from core.imaging.generator import MemoryShort
from core.imaging.inpainting import Inpainter
from core.marking.marks import read_marks
from core.marking.metadata import SourceType
from core.prompting.recipe_codec import making_from_json, to_json
from core.worker.changes import ChangeBody
from core.worker.pictures import PictureBody
from tests.fakes.jobs import FakeJobFolder, FakeJobFolders
from tests.unit.imaging.test_adapters import trained
from tests.unit.vetting.conftest import as_jpeg, portrait
from tests.unit.vetting.drawn import side_by_side
from tests.unit.worker.conftest import RECIPE, TICKET, Reports, a_workshop, failure, plain, run

REPAINT = ChangeRequest(
    way=ChangeWay.REPAINT,
    phrases=RECIPE.phrases,
    negative=RECIPE.negative,
    style=PictureStyle.SOFT,
    num_inference_steps=4,
    guidance_scale=7.0,
    seeds=(11, 22),
    strength=0.75,
)
BOTH = ["candidate-1.jpg", "candidate-2.jpg"]


def png(picture: Image.Image) -> bytes:
    encoded = BytesIO()
    picture.save(encoded, "PNG")
    return encoded.getvalue()


def a_picture() -> Image.Image:
    small = np.random.default_rng(3).integers(0, 255, (4, 4, 3), dtype=np.uint8)
    return Image.fromarray(small).resize((64, 64), Image.Resampling.BICUBIC)


def an_area() -> Image.Image:
    area = Image.new("L", (64, 64))
    ImageDraw.Draw(area).rectangle((10, 20, 40, 50), fill=255)
    return area


INSIDE = np.asarray(an_area()) > 0


@pytest.fixture
def folder(folders: FakeJobFolders, folder: FakeJobFolder) -> FakeJobFolder:
    folder.lose(names.RECIPE)
    folder.write(BASE, png(a_picture()))
    folder.write(MASK, png(an_area()))
    folder.write(REQUEST, to_json(REPAINT))
    return folder


def a_body(folders: FakeJobFolders, model: LoadedModel) -> ChangeBody:
    return ChangeBody(a_workshop(folders, model))


@pytest.fixture
def body(folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel) -> ChangeBody:
    return a_body(folders, tiny)


def ask(folder: FakeJobFolder, **change: object) -> None:
    folder.write(REQUEST, to_json(replace(REPAINT, **change)))


def changed(folder: FakeJobFolder, number: int = 1) -> np.ndarray:
    return np.abs(plain(folder, number) - np.asarray(a_picture(), int)).max(axis=2)


def test_candidates_lie_in_the_folder_as_those_of_a_picture_do(
    body: ChangeBody, folder: FakeJobFolder
) -> None:
    assert list(body(TICKET, Reports(), lambda: False)) == BOTH
    for number in (1, 2):
        assert plain(folder, number).shape == (64, 64, 3)
        assert read_marks(folder.read(names.marked(number))).complete
        making = making_from_json(folder.read(names.making(number)))
        assert (making.prompt, making.negative_prompt) == ("a dog, a river", "fog")
        assert (making.seed, making.base_model) == (REPAINT.seeds[number - 1], "tiny")


def test_only_the_area_is_repainted(body: ChangeBody, folder: FakeJobFolder) -> None:
    run(body)
    assert changed(folder)[~INSIDE].max() == 0
    assert changed(folder)[INSIDE].mean() > 10


def test_or_everything_but_the_area(body: ChangeBody, folder: FakeJobFolder) -> None:
    ask(folder, inverted=True)
    run(body)
    assert changed(folder)[INSIDE].max() == 0
    assert changed(folder)[~INSIDE].mean() > 10


def test_what_the_area_holds_before_reaches_the_model(
    body: ChangeBody, folder: FakeJobFolder
) -> None:
    made = []
    for content in MaskedContent:
        ask(folder, masked_content=content, seeds=(11,))
        run(body)
        made.append(plain(folder).tobytes())
        folder.lose(names.making(1))
    assert len(set(made)) == len(MaskedContent)


def test_a_variation_needs_no_area(body: ChangeBody, folder: FakeJobFolder) -> None:
    folder.lose(MASK)
    ask(folder, way=ChangeWay.VARY)
    run(body)
    assert (changed(folder) > 0).mean() > 0.9
    assert (plain(folder, 1) != plain(folder, 2)).any()


def test_a_variation_begins_near_the_noise_of_its_picture(
    body: ChangeBody, folder: FakeJobFolder
) -> None:
    made = []
    for near_seed in (None, 5):
        ask(folder, way=ChangeWay.VARY, near_seed=near_seed)
        run(body)
        made.append(plain(folder).tobytes())
        folder.lose(names.making(1))
    assert made[0] != made[1]


def test_a_grey_variation_is_really_grey(body: ChangeBody, folder: FakeJobFolder) -> None:
    ask(folder, way=ChangeWay.VARY, style=PictureStyle.GREYSCALE)
    run(body)
    assert np.ptp(plain(folder), axis=2).max() == 0


def test_a_picture_is_made_four_times_as_large_without_any_model(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    def no_model() -> LoadedModel:
        raise AssertionError("not needed")

    ask(folder, way=ChangeWay.ENLARGE, seeds=(), num_inference_steps=0)
    body = ChangeBody(a_workshop(folders, tiny, load_model=no_model))
    assert list(body(TICKET, Reports(), lambda: False)) == BOTH[:1]
    assert plain(folder).shape == (256, 256, 3)
    assert read_marks(folder.read(names.marked(1))).complete
    assert making_from_json(folder.read(names.making(1))).width == 256


def test_what_began_as_a_photo_says_so(body: ChangeBody, folder: FakeJobFolder) -> None:
    photo = BytesIO()
    a_picture().save(photo, "JPEG")
    folder.write(BASE, photo.getvalue())
    ask(folder, way=ChangeWay.VARY, composite=True)
    run(body)
    marks = read_marks(folder.read(names.marked(1)))
    assert marks.complete
    assert marks.source_type is SourceType.PHOTO_EDITED_BY_MODEL


def a_photo_of(folder: FakeJobFolder, *people: str, degrees: int = 0, **change: object) -> None:
    """Ask for a picture drawn over a photo of these people."""
    photo = side_by_side([portrait(name, times=1) for name in people]) if people else a_picture()
    folder.write(BASE, as_jpeg(photo.rotate(degrees, expand=True)))
    ask(folder, way=ChangeWay.VARY, composite=True, seeds=(11,), **change)


@pytest.mark.parametrize(
    ("people", "allowed"),
    [(("hopper",), 0), (("hopper", "collins"), 1), (("hopper", "collins"), None)],
)
def test_nobody_is_drawn_over_who_was_not_asked(
    folders: FakeJobFolders,
    folder: FakeJobFolder,
    tiny: LoadedModel,
    people: tuple[str, ...],
    allowed: int | None,
) -> None:
    def no_model() -> LoadedModel:
        raise AssertionError("nothing is drawn")

    a_photo_of(folder, *people, faces_allowed=allowed)
    there = set(folder.names())
    body = ChangeBody(a_workshop(folders, tiny, load_model=no_model))
    assert failure(body) == OTHER_FACES
    assert set(folder.names()) == there


@pytest.mark.parametrize(("people", "allowed"), [((), 0), (("hopper",), 1), (("hopper",), None)])
def test_whoever_allowed_it_is_drawn_over(
    body: ChangeBody, folder: FakeJobFolder, people: tuple[str, ...], allowed: int | None
) -> None:
    a_photo_of(folder, *people, faces_allowed=allowed)
    run(body)
    assert names.making(1) in folder.names()


def test_a_photo_that_lies_on_its_side_is_looked_at_upright(
    body: ChangeBody, folder: FakeJobFolder
) -> None:
    a_photo_of(folder, "collins", degrees=90, faces_allowed=0)
    assert failure(body) == OTHER_FACES


def test_on_what_a_model_made_nobody_is_looked_for(
    body: ChangeBody, folder: FakeJobFolder
) -> None:
    a_photo_of(folder, "hopper", "collins")
    folder.write(BASE, png(side_by_side([portrait("hopper"), portrait("collins")])))
    run(body)
    assert names.making(1) in folder.names()


def test_an_adapter_of_the_folder_is_worn(
    body: ChangeBody, folder: FakeJobFolder, tmp_path: Path
) -> None:
    run(body)
    bare = plain(folder)
    folder.lose(names.making(1))
    folder.write("adapter-1.safetensors", trained(tmp_path, seed=1))
    ask(folder, adapters=(AdapterUse(input_name="adapter-1.safetensors"),))
    run(body)
    assert (plain(folder) != bare).any()


def test_progress_previews_and_the_first_candidate_are_told(
    body: ChangeBody, folder: FakeJobFolder
) -> None:
    reports = run(body).all
    assert reports[0].stage == "loading"
    assert ("candidate-1.jpg",) in [report.ready for report in reports]
    assert reports[-1].fraction == 1.0
    assert names.PREVIEW in {report.preview for report in reports}
    assert Image.open(BytesIO(folder.read(names.PREVIEW))).format == "JPEG"


def test_a_job_told_to_stop_ends_in_mid_picture(body: ChangeBody, folder: FakeJobFolder) -> None:
    assert failure(body, stop_after=2) == "stopped"
    assert names.making(1) not in folder.names()


def test_a_job_that_runs_again_makes_only_what_is_missing(
    body: ChangeBody, folder: FakeJobFolder
) -> None:
    failure(body, stop_after=5)
    assert names.making(1) in folder.names()
    folder.write(names.plain(1), b"not touched again")
    assert run(body).all[0].ready == ("candidate-1.jpg",)
    assert folder.read(names.plain(1)) == b"not touched again"
    assert names.making(2) in folder.names()


def test_an_enlargement_that_is_there_is_not_made_again(
    body: ChangeBody, folder: FakeJobFolder
) -> None:
    ask(folder, way=ChangeWay.ENLARGE, seeds=())
    run(body)
    folder.lose(names.plain(1), names.marked(1))
    run(body)
    assert names.plain(1) not in folder.names()


@pytest.mark.parametrize(
    ("area", "code"),
    [
        (Image.new("L", (64, 64)), "mask"),
        (Image.new("L", (32, 64), 255), "mask"),
    ],
)
def test_an_area_that_cannot_be_repainted_fails_by_its_code(
    body: ChangeBody, folder: FakeJobFolder, area: Image.Image, code: str
) -> None:
    folder.write(MASK, png(area))
    assert failure(body) == code


def test_nothing_is_left_when_all_is_kept(body: ChangeBody, folder: FakeJobFolder) -> None:
    folder.write(MASK, png(Image.new("L", (64, 64), 255)))
    ask(folder, inverted=True)
    assert failure(body) == "mask"


@pytest.mark.parametrize("name", [REQUEST, BASE, MASK, names.LABEL, names.SIGNER_KEY])
def test_a_folder_without_its_inputs_fails_quietly(
    body: ChangeBody, folder: FakeJobFolder, name: str
) -> None:
    folder.lose(name)
    assert failure(body) == "recipe"


def test_no_seeds_are_no_request(body: ChangeBody, folder: FakeJobFolder) -> None:
    ask(folder, seeds=())
    assert failure(body) == "recipe"


@pytest.mark.parametrize("name", [BASE, MASK])
def test_a_file_that_is_no_picture_fails_quietly(
    body: ChangeBody, folder: FakeJobFolder, name: str
) -> None:
    folder.write(name, b"no picture")
    assert failure(body) == "picture"


def test_what_a_translation_brings_to_light_is_refused(
    body: ChangeBody, folder: FakeJobFolder
) -> None:
    ask(folder, phrases=(Phrase(text="a funeral", language="en", rank=0, source="where"),))
    assert failure(body) == "refused"


@pytest.mark.parametrize(("times", "works"), [(1, True), (2, False)])
def test_too_little_memory_gets_one_more_try_with_less(
    body: ChangeBody, monkeypatch: pytest.MonkeyPatch, times: int, works: bool
) -> None:
    monkeypatch.setattr(base_models, "_LAID_OUT", WeakKeyDictionary())
    failures, real = iter(range(times)), Inpainter.repaint

    def repaint(self: Inpainter, *args: object, **how: object) -> list[Image.Image]:
        if next(failures, None) is not None:
            raise MemoryShort
        return real(self, *args, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(Inpainter, "repaint", repaint)
    if works:
        assert run(body).all[-1].ready == tuple(BOTH)
    else:
        assert failure(body) == "memory"


def test_changes_are_drawn_with_the_very_model_that_pictures_are(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    """A picture before and after a change is the same picture."""
    folder.write(names.RECIPE, to_json(replace(RECIPE, seeds=(11,))))
    pictures = PictureBody(a_workshop(folders, tiny))
    pictures(TICKET, Reports(), lambda: False)
    before = plain(folder)
    folder.lose(names.making(1))
    run(a_body(folders, tiny))
    folder.lose(names.making(1))
    pictures(TICKET, Reports(), lambda: False)
    assert (plain(folder) == before).all()
