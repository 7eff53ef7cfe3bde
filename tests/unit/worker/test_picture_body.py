from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from weakref import WeakKeyDictionary

import numpy as np
import pytest
import torch
from PIL import Image

from core.domain import picture_files as names
from core.domain.picture import AdapterUse, FaceGuide, Making, Phrase, PictureStyle
from core.errors import JobFailed, ModelUnavailable
from core.imaging import base_models
from core.imaging.base_models import LoadedModel
from core.imaging.checkpoints import weights_of, written
from core.imaging.face_adapter import FaceAdapter
from core.imaging.generator import Drawing, MemoryShort, OnStep, PictureGenerator
from core.imaging.manners import Manner
from core.imaging.safety import SafetyChecker
from core.imaging.tiny import tiny_pipeline
from core.imaging.vocabulary import Vocabulary
from core.marking.marks import read_marks
from core.prompting.recipe_codec import making_from_json, to_json
from core.worker.alike import Alike, Gauge
from core.worker.candidates import other_seed
from core.worker.pictures import PictureBody
from tests.fakes.jobs import FakeJobFolder, FakeJobFolders
from tests.unit.worker.conftest import RECIPE, TICKET, Reports, a_workshop, failure, plain, run

FACES = Path(__file__).parent.parent / "vetting" / "photos"
ALL = ["candidate-1.jpg", "candidate-2.jpg", "candidate-3.jpg", "candidate-4.jpg"]


def a_body(folders: FakeJobFolders, model: LoadedModel) -> PictureBody:
    return PictureBody(a_workshop(folders, model))


@pytest.fixture
def body(folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel) -> PictureBody:
    return a_body(folders, tiny)


def making(folder: FakeJobFolder, number: int = 1) -> Making:
    return making_from_json(folder.read(names.making(number)))


def test_four_candidates_lie_in_the_folder_plain_marked_and_told(
    body: PictureBody, folder: FakeJobFolder
) -> None:
    results = body(TICKET, Reports(), lambda: False)
    assert list(results) == ALL
    for number in (1, 2, 3, 4):
        assert plain(folder, number).shape == (64, 64, 3)
        assert read_marks(folder.read(names.marked(number))).complete
        assert making(folder, number).seed == RECIPE.seeds[number - 1]


def test_the_making_tells_how_it_was_really_made(body: PictureBody, folder: FakeJobFolder) -> None:
    run(body)
    assert making(folder) == Making(
        prompt="a dog, a river",
        negative_prompt="fog",
        seed=11,
        num_inference_steps=3,
        guidance_scale=7.0,
        base_model="tiny",
        width=64,
        height=64,
    )


def test_the_making_tells_of_the_models_limits_not_the_recipes_wishes(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    manner = Manner(max_guidance=2.5, max_steps=2, reads_negative=False, native_size=64)
    run(a_body(folders, replace(tiny, manner=manner)))
    made = making(folder)
    assert (made.guidance_scale, made.num_inference_steps) == (2.5, 2)
    assert made.negative_prompt == ""


def test_the_same_recipe_makes_the_same_pictures(body: PictureBody, folder: FakeJobFolder) -> None:
    run(body)
    first = [plain(folder, number) for number in (1, 2, 3, 4)]
    for number in (1, 2, 3, 4):
        folder.lose(names.plain(number), names.making(number))
    run(body)
    for number, before in enumerate(first, start=1):
        assert (plain(folder, number) == before).all()


def test_the_first_candidate_is_reported_before_the_second_is_begun(body: PictureBody) -> None:
    reports = run(body)
    ready = [report.ready for report in reports.all]
    assert ready.index((ALL[0],)) < ready.index(tuple(ALL[:2]))
    assert ready[-1] == tuple(ALL)


def test_progress_begins_with_loading_never_falls_and_ends_at_one(body: PictureBody) -> None:
    reports = run(body).all
    assert reports[0].stage == "loading"
    assert reports[-1].stage == "finishing"
    fractions = [report.fraction for report in reports]
    assert fractions == sorted(fractions, key=lambda fraction: fraction or 0.0)
    assert fractions[-1] == 1.0


def test_a_reported_preview_lies_in_the_folder(body: PictureBody, folder: FakeJobFolder) -> None:
    previews = {report.preview for report in run(body).all}
    assert previews == {None, names.PREVIEW}
    assert Image.open(BytesIO(folder.read(names.PREVIEW))).format == "JPEG"


def test_reports_come_no_faster_than_twice_a_second(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    body = PictureBody(a_workshop(folders, tiny, seconds=lambda: 0.0))
    assert len(run(body).all) == 1 + len(ALL)  # the loading, and each candidate


def test_a_job_told_to_stop_ends_in_mid_picture(body: PictureBody, folder: FakeJobFolder) -> None:
    assert failure(body, stop_after=2) == "stopped"
    assert names.making(1) not in folder.names()


def test_a_job_that_runs_again_keeps_the_candidates_it_had(
    body: PictureBody, folder: FakeJobFolder
) -> None:
    failure(body, stop_after=8)
    there = [number for number in (1, 2, 3, 4) if names.making(number) in folder.names()]
    assert there == [1, 2]
    folder.write(names.plain(1), b"not touched again")
    reports = run(body)
    assert reports.all[0].ready == tuple(ALL[:2])
    assert folder.read(names.plain(1)) == b"not touched again"
    assert reports.all[-1].ready == tuple(ALL)


def test_a_resumed_job_makes_the_pictures_it_would_have_made(
    body: PictureBody, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    failure(body, stop_after=6)
    run(body)
    resumed = [plain(folder, number) for number in (1, 2, 3, 4)]
    others = FakeJobFolders()
    for name in folder.names():
        if not name.startswith("candidate"):
            others.folder("job1").write(name, folder.read(name))
    run(a_body(others, tiny))
    for number, before in enumerate(resumed, start=1):
        assert (plain(others.folder("job1"), number) == before).all()


def test_a_candidate_the_bot_took_over_already_is_not_made_again(
    body: PictureBody, folder: FakeJobFolder
) -> None:
    failure(body, stop_after=6)
    folder.lose(names.plain(1), names.marked(1))
    run(body)
    assert names.plain(1) not in folder.names()
    assert names.plain(2) in folder.names()


def test_a_body_can_make_the_next_job_after_a_stopped_one(
    body: PictureBody, folders: FakeJobFolders, folder: FakeJobFolder
) -> None:
    failure(body, stop_after=2)
    assert run(body).all[-1].ready == tuple(ALL)


def test_the_model_is_loaded_once_and_by_the_first_job(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    loads: list[str] = []

    def load_model() -> LoadedModel:
        loads.append("now")
        return tiny

    body = PictureBody(a_workshop(folders, tiny, load_model=load_model))
    assert loads == []
    run(body)
    run(body)
    assert loads == ["now"]


def test_a_grey_picture_is_really_grey(body: PictureBody, folder: FakeJobFolder) -> None:
    folder.write(names.RECIPE, to_json(replace(RECIPE, style=PictureStyle.GREYSCALE)))
    run(body)
    grey = plain(folder, 1)
    assert (grey[..., 0] == grey[..., 1]).all()
    assert (grey[..., 1] == grey[..., 2]).all()


@pytest.mark.parametrize("name", [names.RECIPE, names.LABEL, names.SIGNER_KEY])
def test_a_folder_without_its_inputs_fails_quietly(
    body: PictureBody, folder: FakeJobFolder, name: str
) -> None:
    folder.lose(name)
    assert failure(body) == "recipe"


@pytest.mark.parametrize(
    "content", [b"nonsense", b"{}", to_json(replace(RECIPE, seeds=()))], ids=str
)
def test_a_recipe_that_cannot_be_read_fails_quietly(
    body: PictureBody, folder: FakeJobFolder, content: bytes
) -> None:
    folder.write(names.RECIPE, content)
    assert failure(body) == "recipe"


def test_a_certificate_that_cannot_sign_fails_quietly(
    body: PictureBody, folder: FakeJobFolder
) -> None:
    folder.write(names.SIGNER_KEY, b"no key")
    assert failure(body) == "signer"


def test_an_adapter_that_is_not_there_fails_quietly(
    body: PictureBody, folder: FakeJobFolder
) -> None:
    recipe = replace(RECIPE, adapters=(AdapterUse(input_name="adapter-1.safetensors"),))
    folder.write(names.RECIPE, to_json(recipe))
    assert failure(body) == "adapter-missing"


def test_an_adapter_that_cannot_be_read_fails_quietly(
    body: PictureBody, folder: FakeJobFolder
) -> None:
    recipe = replace(RECIPE, adapters=(AdapterUse(input_name="adapter-1.safetensors"),))
    folder.write(names.RECIPE, to_json(recipe))
    folder.write("adapter-1.safetensors", b"nonsense")
    assert failure(body) == "adapter"


def test_no_model_fails_quietly(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    def nothing() -> LoadedModel:
        raise ModelUnavailable(reason="no-folder")

    body = PictureBody(a_workshop(folders, tiny, load_model=nothing))
    assert failure(body) == "model"


class ShortOfMemory:
    """A generator's `draw` that runs out of memory so many times."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.real = PictureGenerator.draw

    @property
    def draw(self) -> Callable[..., list[Image.Image]]:
        def draw(
            generator: PictureGenerator, drawing: Drawing, *, on_step: OnStep
        ) -> list[Image.Image]:
            self.times -= 1
            if self.times >= 0:
                raise MemoryShort
            return self.real(generator, drawing, on_step=on_step)

        return draw


@pytest.mark.parametrize(("times", "works"), [(1, True), (2, False)])
def test_too_little_memory_gets_one_more_try_with_less(
    body: PictureBody,
    folder: FakeJobFolder,
    monkeypatch: pytest.MonkeyPatch,
    times: int,
    works: bool,
) -> None:
    monkeypatch.setattr(base_models, "_LAID_OUT", WeakKeyDictionary())
    short = ShortOfMemory(times)
    monkeypatch.setattr(PictureGenerator, "draw", short.draw)
    if works:
        reports = run(body).all
        assert reports[-1].ready == tuple(ALL)
        assert "drawing-slower" in {report.stage for report in reports}
        folder.lose(*(names.making(number) for number in (1, 2, 3, 4)))
        assert "drawing-slower" not in {report.stage for report in run(body).all}  # said once
    else:
        assert failure(body) == "memory"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...]]:
    """The seeds of every call of the model."""
    calls: list[tuple[int, ...]] = []
    real = PictureGenerator.draw

    def draw(self: PictureGenerator, drawing: Drawing, *, on_step: OnStep) -> list[Image.Image]:
        calls.append(drawing.seeds)
        return real(self, drawing, on_step=on_step)

    monkeypatch.setattr(PictureGenerator, "draw", draw)
    return calls


def test_a_small_model_draws_the_others_together_after_the_first(
    body: PictureBody, drawn: list[tuple[int, ...]]
) -> None:
    run(body)
    assert drawn == [(11,), (22, 33, 44)]


def test_a_large_model_without_a_card_draws_one_after_another(
    body: PictureBody, drawn: list[tuple[int, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base_models, "_SMALL_PX", 32)
    run(body)
    assert drawn == [(11,), (22,), (33,), (44,)]


def test_a_model_that_reads_spanish_gets_it_untranslated(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    run(a_body(folders, replace(tiny, manner=replace(tiny.manner, languages=("en", "es")))))
    assert making(folder).prompt == "un perro, a river"


def test_the_making_tells_the_caption_that_a_model_of_few_words_was_given(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    manner = replace(tiny.manner, vocabulary=Vocabulary(things={"dog": "a dog"}))
    run(a_body(folders, replace(tiny, manner=manner)))
    assert making(folder).prompt == "a dog"


def test_a_prompt_never_exceeds_the_text_encoders_room(
    body: PictureBody, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    longest = [
        Phrase(text=f"{word} tree by the river", language="en", rank=rank, source="where")
        for rank, word in enumerate(("first", "second", "third", "fourth", "fifth"))
    ]
    recipe = replace(RECIPE, phrases=tuple(longest), negative=tuple(longest))
    folder.write(names.RECIPE, to_json(recipe))
    run(body)
    made = making(folder)
    assert made.prompt.startswith("first tree")
    assert tiny.room - 10 < tiny.count_tokens(made.prompt) <= tiny.room
    assert tiny.count_tokens(made.negative_prompt) <= tiny.room


def test_what_a_translation_brings_to_light_is_refused(
    body: PictureBody, folder: FakeJobFolder
) -> None:
    refused = Phrase(text="a funeral in a hospital", language="en", rank=0, source="where")
    folder.write(names.RECIPE, to_json(replace(RECIPE, phrases=(refused,))))
    assert failure(body) == "refused"


class Watch:
    """Refuses the pictures whose turn is told, counted from 0, or all of them."""

    def __init__(self, *turns: int, always: bool = False) -> None:
        self._turns, self._always = turns, always
        self.seen = 0

    def __call__(self, picture: Image.Image) -> bool:
        self.seen += 1
        return self._always or self.seen - 1 in self._turns


def watched(folders: FakeJobFolders, model: LoadedModel, watch: Watch) -> PictureBody:
    no_time = a_workshop(folders, model, undressed=watch, seconds=lambda: 0.0)  # for previews
    return PictureBody(no_time)


def test_a_refused_candidate_is_made_again_from_another_seed(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    body = watched(folders, tiny, Watch(1))
    assert list(body(TICKET, Reports(), lambda: False)) == ALL
    seeds = [making_from_json(folder.read(names.making(n))).seed for n in range(1, 5)]
    assert (seeds[0], seeds[2], seeds[3]) == (11, 33, 44)
    assert seeds[1] != 22


def test_of_a_batch_only_the_refused_one_is_drawn_once_more(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel, drawn: list[tuple[int, ...]]
) -> None:
    watched(folders, tiny, Watch(2))(TICKET, Reports(), lambda: False)
    assert drawn == [(11,), (22, 33, 44), (other_seed(33),)]


def test_what_is_refused_twice_is_left_out(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    body = watched(folders, tiny, Watch(1, 4))
    assert list(body(TICKET, Reports(), lambda: False)) == [ALL[0], *ALL[2:]]
    assert names.plain(2) not in folder.names()


def test_nothing_refused_is_ever_written(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    before = set(folder.names())
    with pytest.raises(JobFailed) as failed:
        watched(folders, tiny, Watch(always=True))(TICKET, Reports(), lambda: False)
    assert failed.value.code == "refused"
    assert set(folder.names()) == before


class Strict(SafetyChecker):
    """Came with the model, and flags everything."""

    def __init__(self) -> None:
        super().__init__(torch.nn.Identity(), None)

    def flags(self, picture: Image.Image) -> bool:
        return True


def test_what_the_models_own_checker_flags_is_never_written_either(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    before = set(folder.names())
    body = watched(folders, replace(tiny, checker=Strict()), Watch())
    assert failure(body) == "refused"
    assert set(folder.names()) == before


def test_a_refused_preview_is_not_shown(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    body = PictureBody(a_workshop(folders, tiny, undressed=Watch(always=True)))
    reports = Reports()
    with pytest.raises(JobFailed):
        body(TICKET, reports, lambda: False)
    assert not any(progress.preview for progress in reports.all)
    assert names.PREVIEW not in folder.names()


def test_candidates_are_compared_with_the_photos_of_whom_they_show(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    photo = BytesIO()
    Image.new("RGB", (90, 60), "olive").save(photo, "JPEG")
    folder.write(names.reference(1), photo.getvalue())
    seen: list[list[tuple[int, int]]] = []

    class Counting(Alike):
        def gauge(self, photos: Sequence[Image.Image], *, of_somebody: bool) -> Gauge:
            seen.append([photo.size for photo in photos])
            looks = iter((0.1, 0.2, 0.3, 0.4))
            return lambda _: next(looks)

    body = PictureBody(a_workshop(folders, tiny, alike=Counting(lambda: tiny)))
    body(TICKET, Reports(), lambda: False)
    assert seen == [[(90, 60)]]
    told = [making_from_json(folder.read(names.making(n))).likeness for n in range(1, 5)]
    assert told == [0.1, 0.2, 0.3, 0.4]


class Discreet(Alike):
    """Nobody's face is looked at."""

    def _largest(self, picture: Image.Image) -> list[np.ndarray]:
        raise AssertionError("a face was looked at")


@pytest.mark.parametrize("faces", [0, 1])
def test_faces_are_looked_at_only_where_somebody_is_due(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel, faces: int
) -> None:
    """On the photos of a pet or a village square there are people who were never asked."""
    photo = BytesIO()
    Image.new("RGB", (90, 60), "olive").save(photo, "JPEG")
    folder.write(names.reference(1), photo.getvalue())
    folder.write(names.RECIPE, to_json(replace(RECIPE, faces=faces, seeds=(11,))))
    body = PictureBody(a_workshop(folders, tiny, alike=Discreet(lambda: tiny)))
    if faces:
        with pytest.raises(AssertionError, match="looked at"):
            body(TICKET, Reports(), lambda: False)
        return
    body(TICKET, Reports(), lambda: False)
    assert making_from_json(folder.read(names.making(1))).likeness is None


def test_without_photos_nothing_is_compared(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    a_body(folders, tiny)(TICKET, Reports(), lambda: False)
    assert making_from_json(folder.read(names.making(1))).likeness is None


def test_it_is_told_how_long_the_picture_under_way_will_take(
    body: PictureBody, folder: FakeJobFolder
) -> None:
    left = [p.seconds_left for p in run(body).all if p.seconds_left is not None]
    assert left
    assert all(0 < seconds < 60 for seconds in left)


def test_a_full_checkpoint_is_read_from_the_folder_as_it_is_needed(
    body: PictureBody, folder: FakeJobFolder
) -> None:
    run(body)
    usual = folder.read(names.plain(1))
    use = AdapterUse(input_name="adapter-e1.safetensors", checkpoint_id="m1")
    folder.write(names.RECIPE, to_json(replace(RECIPE, adapters=(use,))))
    folder.lose(*(names.making(number) for number in range(1, 5)))
    assert failure(body) == "adapter-missing"
    other = written(weights_of(tiny_pipeline(seed=5).unet))
    folder.write_pieces(use.input_name, other)
    run(body)
    assert folder.read(names.plain(1)) != usual
    folder.write(names.RECIPE, to_json(RECIPE))
    folder.lose(*(names.making(number) for number in range(1, 5)))
    run(body)
    assert folder.read(names.plain(1)) == usual


def test_photos_guide_a_face_where_the_model_can_be_guided(
    folders: FakeJobFolders, folder: FakeJobFolder, tiny: LoadedModel
) -> None:
    drawn: list[Drawing] = []

    class Watched(PictureGenerator):
        def draw(self, drawing: Drawing, *, on_step: OnStep) -> list[Image.Image]:
            drawn.append(drawing)
            return super().draw(replace(drawing, faces=()), on_step=on_step)

    face = FaceGuide(
        element_id="e1",
        phrases=(Phrase(text="a woman", language="en", rank=0, source="figure"),),
        negative=(),
    )
    folder.write(names.RECIPE, to_json(replace(RECIPE, face=face, seeds=(1,))))
    folder.write(names.reference(1), (FACES / "hopper.jpg").read_bytes())
    guidable = replace(tiny, face_adapter=FaceAdapter(weights={}, encoder=None))
    for model, guided in ((tiny, False), (guidable, True)):
        body = a_body(folders, model)
        body._generator = Watched(model)
        run(body)
        assert making(folder).guided is guided
        assert [("a woman" in d.prompt, len(d.faces)) for d in drawn][-1] == (guided, guided)
        folder.lose(names.making(1))
    with Image.open(FACES / "hopper.jpg") as whole:
        assert drawn[-1].faces[0].width < whole.width
