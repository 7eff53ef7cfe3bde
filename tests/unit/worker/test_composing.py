"""Several taught subjects in one picture: each in its box, with only its own adapter."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from core.domain import picture_files as names
from core.domain.element import ElementKind
from core.domain.picture import AdapterUse, Phrase, Slot
from core.domain.vetting import Box
from core.errors import JobFailed
from core.imaging import inpainting
from core.imaging.adapters import Learnt, worn
from core.imaging.base_models import LoadedModel, ModelSpec, load
from core.imaging.memory_plan import Layout
from core.imaging.vocabulary import Vocabulary
from core.marking.marks import read_marks
from core.prompting.recipe_codec import making_from_json, to_json
from core.worker.alike import Alike, Gauge
from core.worker.pictures import PictureBody
from tests.fakes.jobs import FakeJobFolder, FakeJobFolders
from tests.unit.imaging.layouts import laid_out
from tests.unit.imaging.test_adapters import trained
from tests.unit.worker.conftest import RECIPE, TICKET, Reports, a_workshop, plain

DOG_BOX = Box(left=0.05, top=0.4, right=0.45, bottom=0.95)
HOUSE_BOX = Box(left=0.55, top=0.3, right=0.95, bottom=0.95)


def said(text: str, source: str) -> tuple[Phrase, ...]:
    return (Phrase(text=text, language="en", rank=0, source=source),)


def a_slot(name: str, kind: ElementKind, box: Box) -> Slot:
    return Slot(
        element_id=name,
        kind=kind,
        box=box,
        generic=said(f"a {name}", "figure"),
        phrases=said(f"{name}xq {name}", "token"),
        negative=said("fog", "quality"),
        num_inference_steps=3,
        guidance_scale=5.0,
        adapter=AdapterUse(input_name=f"adapter-{name}.safetensors"),
    )


TOGETHER = replace(
    RECIPE,
    phrases=said("a river", "where"),
    seeds=(11,),
    slots=(
        a_slot("dog", ElementKind.PET, DOG_BOX),
        a_slot("house", ElementKind.OBJECT, HOUSE_BOX),
    ),
)


class Named(Alike):
    """Tells subjects by the size of their photos: (10 + n, 10) is the n-th."""

    def __init__(self, model: LoadedModel, alike: Callable[[int, int], float | None]) -> None:
        super().__init__(lambda: model)
        self._alike = alike
        self._looks = [0, 0]

    def gauge(self, photos: Sequence[Image.Image], *, of_somebody: bool) -> Gauge:
        if not photos:
            return lambda picture: None
        subject = photos[0].width - 10

        def measure(picture: Image.Image) -> float | None:
            self._looks[subject] += 1
            return self._alike(subject, self._looks[subject])

        return measure


@pytest.fixture
def together(folder: FakeJobFolder, tmp_path: Path) -> FakeJobFolder:
    """The folder of a dog and a house, with adapters and a photo of each."""
    folder.write(names.RECIPE, to_json(TOGETHER))
    for number, slot in enumerate(TOGETHER.slots):
        folder.write(slot.adapter.input_name, trained(tmp_path, seed=number))
        photo = BytesIO()
        Image.new("RGB", (10 + number, 10), "olive").save(photo, "JPEG")
        folder.write(names.slot_reference(number + 1, 1), photo.getvalue())
    return folder


def a_body(folders: FakeJobFolders, model: LoadedModel, alike: Alike | None = None) -> PictureBody:
    return PictureBody(a_workshop(folders, model, alike=alike))


def run(body: PictureBody) -> Reports:
    reports = Reports()
    body(TICKET, reports, lambda: False)
    return reports


def test_every_candidate_holds_all_of_them_marked_and_told_box_by_box(
    folders: FakeJobFolders, together: FakeJobFolder, tiny: LoadedModel
) -> None:
    run(a_body(folders, tiny))
    assert read_marks(together.read(names.marked(1))).complete
    made = making_from_json(together.read(names.making(1)))
    assert made.prompt == "a dog, a house, a river"
    assert [slot.element_id for slot in made.slots] == ["dog", "house"]
    assert [slot.prompt for slot in made.slots] == ["dogxq dog", "housexq house"]
    assert {slot.seed for slot in made.slots} == {11}
    assert all(slot.recognised is None for slot in made.slots)  # nothing measures


class Discreet(Alike):
    """Nobody's face is looked at."""

    def _largest(self, picture: Image.Image) -> list[np.ndarray]:
        raise AssertionError("a face was looked at")


def test_who_passes_by_on_the_photos_of_a_dog_and_a_house_is_not_measured(
    folders: FakeJobFolders, together: FakeJobFolder, tiny: LoadedModel
) -> None:
    run(a_body(folders, tiny, alike=Discreet(lambda: tiny)))
    made = making_from_json(together.read(names.making(1)))
    assert all(slot.likeness is None for slot in made.slots)


@pytest.fixture
def illustrating(tiny: LoadedModel) -> LoadedModel:
    """A model that draws little illustrations."""
    words = Vocabulary(things={"dog": "a dog", "house": "a house"})
    return replace(tiny, manner=replace(tiny.manner, vocabulary=words))


@pytest.mark.parametrize("kind", ["tiny", "illustrating"])
def test_each_box_is_drawn_with_only_its_own_adapter_and_the_whole_with_none(
    folders: FakeJobFolders,
    together: FakeJobFolder,
    kind: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wearing: list[list[Learnt]] = []

    def noted(pipeline: object, learnt: Sequence[Learnt]) -> object:
        wearing.append(list(learnt))
        return worn(pipeline, learnt)

    monkeypatch.setattr(inpainting, "worn", noted)
    monkeypatch.setattr("core.imaging.generator.worn", noted)
    run(a_body(folders, request.getfixturevalue(kind)))
    own = [together.read(slot.adapter.input_name) for slot in TOGETHER.slots]
    assert (
        [[each.safetensors for each in worn_then] for worn_then in wearing]
        == [  # type: ignore[union-attr]
            [],
            own[:1],
            own[1:],
        ]
    )


def test_on_drawings_each_is_drawn_from_nothing(
    folders: FakeJobFolders, together: FakeJobFolder, illustrating: LoadedModel
) -> None:
    run(a_body(folders, illustrating))
    made = making_from_json(together.read(names.making(1)))
    assert [slot.strength for slot in made.slots] == [1.0, 1.0]


def test_the_same_recipe_makes_the_same_picture(
    folders: FakeJobFolders, together: FakeJobFolder, tiny: LoadedModel
) -> None:
    run(a_body(folders, tiny))
    before = plain(together)
    together.lose(names.plain(1), names.making(1))
    run(a_body(folders, tiny))
    assert (plain(together) == before).all()


def test_where_memory_runs_short_in_the_midst_nothing_of_the_regions_stays_in_the_model(
    folders: FakeJobFolders, together: FakeJobFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_tiles = load(ModelSpec(name="tiny"))
    in_tiles.pipeline.vae.enable_tiling()  # as it is where memory is short
    run(a_body(folders, in_tiles))
    before = plain(together)
    together.lose(names.plain(1), names.making(1))
    model, short = laid_out(load(ModelSpec(name="tiny")), Layout.SLICED, monkeypatch), iter([True])

    def once(*_: object) -> None:
        if next(short, False):
            raise torch.OutOfMemoryError

    model.pipeline.unet.register_forward_pre_hook(once)
    run(a_body(folders, model))  # from here on its parts take turns
    assert np.abs(plain(together).astype(int) - before).max() <= 1


def test_progress_names_who_is_drawn_and_never_falls(
    folders: FakeJobFolders, together: FakeJobFolder, tiny: LoadedModel
) -> None:
    reports = run(a_body(folders, tiny)).all
    stages = list(dict.fromkeys(report.stage for report in reports))
    assert stages == ["loading", "drawing", "slot-pet", "slot-object", "finishing"]
    fractions = [report.fraction or 0 for report in reports]
    assert fractions == sorted(fractions)
    assert any(r.preview for r in reports if r.stage == "slot-object")


@pytest.mark.parametrize("after", [4, 7])
def test_it_can_be_stopped_in_the_whole_and_in_a_box(
    after: int, folders: FakeJobFolders, together: FakeJobFolder, tiny: LoadedModel
) -> None:
    looks = iter(range(1000))
    with pytest.raises(JobFailed) as failed:
        a_body(folders, tiny)(TICKET, Reports(), lambda: next(looks) >= after)
    assert failed.value.code == "stopped"
    assert names.making(1) not in together.names()


def test_who_is_recognised_is_drawn_once(
    folders: FakeJobFolders, together: FakeJobFolder, tiny: LoadedModel
) -> None:
    looks = {0: iter([0.9, 0.1] * 9), 1: iter([0.1, 0.8] * 9)}
    run(a_body(folders, tiny, Named(tiny, lambda subject, look: next(looks[subject]))))
    made = making_from_json(together.read(names.making(1)))
    assert [(slot.recognised, slot.likeness) for slot in made.slots] == [(True, 0.9), (True, 0.8)]
    assert made.likeness == 0.8
    assert made.doubted == ()


def test_who_is_not_recognised_is_drawn_once_more_and_then_doubted(
    folders: FakeJobFolders, together: FakeJobFolder, tiny: LoadedModel
) -> None:
    more_like_a_dog = Named(tiny, lambda subject, look: (0.6, 0.45 + look / 100)[subject])
    run(a_body(folders, tiny, more_like_a_dog))
    made = making_from_json(together.read(names.making(1)))
    dog, house = made.slots
    assert (dog.recognised, house.recognised) == (True, False)
    assert (dog.seed == 11, house.seed == 11) == (True, False)  # the second was a little better
    assert made.doubted == ("house",)
