import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, cycle
from typing import Any

import pytest
import torch
from PIL import Image

from core.domain import teaching as names
from core.domain.element import ElementKind
from core.domain.job import Progress, Ticket
from core.domain.teaching import EpochReport, Rival, TrainingPhoto
from core.errors import JobFailed, ModelUnavailable
from core.imaging import adapter_files
from core.imaging.adapters import Adapter
from core.imaging.base_models import LoadedModel
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.styles import StyleEye
from core.imaging.trainer import Plan, train
from core.job_papers import from_json, to_json
from core.marking.credentials import Signer
from core.marking.marks import read_marks
from core.ports import Report, Stopped
from core.worker import learners, teaching_checks
from core.worker.card import Card
from core.worker.teaching import TeachingBody
from core.worker.teaching_checks import OF_A_PICTURE
from core.worker.teaching_course import falling
from core.worker.teaching_progress import Pace
from tests.fakes.jobs import FakeJobFolder, FakeJobFolders
from tests.fakes.lessons import PHOTOS, REQUEST, TICKET, fill, jpeg, quick
from tests.fakes.toy import house_photo
from tests.unit.worker.conftest import Reports, dressed


@pytest.fixture
def model(tiny: LoadedModel) -> LoadedModel:
    return quick(tiny)


@pytest.fixture
def folder(folders: FakeJobFolders, signer: Signer) -> FakeJobFolder:
    return a_folder(folders, signer)


def a_folder(folders: FakeJobFolders, signer: Signer) -> FakeJobFolder:
    folder = folders.folder(TICKET.job_id)
    fill(folder, signer)
    return folder


def a_body(folders: FakeJobFolders, model: LoadedModel, **changes: Any) -> TeachingBody:
    ticks = iter(range(1_000_000))  # every look at the clock is a second later
    usual: dict[str, Any] = {
        "load_model": lambda: model,
        "card": Card(),
        "undressed": dressed,
        "seconds": lambda: float(next(ticks)),
    }
    return TeachingBody(folders, **{**usual, **changes})


def with_scenes(model: LoadedModel) -> LoadedModel:
    """The same, whose manner names three places."""
    own = model.manner.teaching
    assert own is not None
    places = (("{} in a field", "{} at the beach", "{} at night"),)
    wording = replace(own.wording, subject=replace(own.wording.subject, scenes=places))
    return replace(model, manner=replace(model.manner, teaching=replace(own, wording=wording)))


STEPS_OF_A_PORTRAIT = 40 / 6  #: its passes through the model, over those of a step


def seen_scenes() -> Iterator[int]:
    """Every scene is read as what it is."""
    return cycle([0, 1, 2])


def hidden_scenes() -> Iterator[int]:
    """An adapter hides all of them; without one all are seen."""
    return chain([9, 9, 9], [0, 1, 2], cycle([9]))


def noting(paces: list[Pace]) -> Callable[..., Pace]:
    def pace(*given: Any, **named: Any) -> Pace:
        paces.append(Pace(*given, **named))
        return paces[-1]

    return pace


def teach(body: TeachingBody, *, stop_after: int = 1_000_000) -> Reports:
    reports, looks = Reports(), iter(range(2_000_000))
    body(TICKET, reports, lambda: next(looks) >= stop_after)
    return reports


def failure(body: TeachingBody, **how: int) -> str:
    with pytest.raises(JobFailed) as failed:
        teach(body, **how)
    return failed.value.code


def reports_in(folder: FakeJobFolder) -> tuple[EpochReport, ...]:
    return from_json(folder.read(names.REPORT), tuple[EpochReport, ...])


def same_adapters(one: FakeJobFolder, other: FakeJobFolder) -> bool:
    for epoch in (1, 2):
        first, second = (
            adapter_files.read(folder.read(names.adapter_file(epoch))) for folder in (one, other)
        )
        if not all(torch.equal(second.layers[n], layer) for n, layer in first.layers.items()):
            return False
    return True


@pytest.fixture(scope="module")
def whole(tiny: LoadedModel, signer: Signer) -> FakeJobFolder:
    """The folder of a teaching that nothing interrupted."""
    folders = FakeJobFolders()
    folder = a_folder(folders, signer)
    a_body(folders, quick(tiny))(TICKET, Reports(), lambda: False)
    return folder


def test_every_epoch_leaves_an_adapter_and_marked_portraits(whole: FakeJobFolder) -> None:
    assert [report.epoch for report in reports_in(whole)] == [1, 2]
    assert [report.step for report in reports_in(whole)] == [3, 6]
    for report in reports_in(whole):
        assert adapter_files.read(whole.read(report.adapter)).rank == 2
        assert len(report.portraits) == 1
        assert read_marks(whole.read(report.portraits[0])).complete


def test_the_adapter_says_how_it_was_taught_and_nothing_of_whom(whole: FakeJobFolder) -> None:
    recipe = adapter_files.read(whole.read(names.adapter_file(2))).recipe
    assert recipe["base_model"] == "tiny"
    assert recipe["instance_token"] == REQUEST.instance_token
    assert (recipe["epoch"], recipe["step"], recipe["seed"]) == (2, 6, 5)
    assert recipe["photos"] == PHOTOS
    assert "f0" not in str(recipe)


def test_the_adapter_changes_what_the_model_draws(
    whole: FakeJobFolder, model: LoadedModel
) -> None:
    generator = PictureGenerator(model)
    drawing = Drawing(
        prompt="a photo of vqzgkwpd dog",
        negative_prompt="",
        seeds=(1,),
        num_inference_steps=2,
        guidance_scale=3.0,
        width=64,
        height=64,
    )
    worn = (Adapter(safetensors=whole.read(names.adapter_file(2))),)
    plain = generator.draw(drawing, on_step=lambda step: None)[0]
    taught = generator.draw(replace(drawing, adapters=worn), on_step=lambda step: None)[0]
    assert plain.tobytes() != taught.tobytes()


def test_progress_goes_over_the_whole_teaching_and_tells_the_time_left(
    folders: FakeJobFolders, folder: FakeJobFolder, model: LoadedModel
) -> None:
    told = teach(a_body(folders, model)).all
    assert told[0].stage == "loading"
    assert {report.stage for report in told} == {"loading", "preparing", "learning", "trying"}
    fractions = [report.fraction for report in told if report.fraction is not None]
    assert fractions == sorted(fractions)
    assert fractions[-1] == pytest.approx(1.0)
    left = [report.seconds_left for report in told if report.seconds_left is not None]
    assert left[-1] == 0
    assert max(left) > 5
    assert told[-1].ready == (
        *("epoch-01.safetensors", "epoch-01-1.jpg"),
        *("epoch-02.safetensors", "epoch-02-1.jpg"),
    )


def test_an_epoch_says_how_often_asked_places_are_still_seen(
    folders: FakeJobFolders,
    folder: FakeJobFolder,
    model: LoadedModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(teaching_checks, "FEWEST", 3)
    monkeypatch.setattr(teaching_checks, "STEPS", 1)
    monkeypatch.setattr(teaching_checks, "most_like", lambda model, picture, captions: 1)
    teach(a_body(folders, with_scenes(model)))
    checks = [report.scenes[0] for report in reports_in(folder)]
    assert [(c.weight, c.asked, c.seen, c.seen_without) for c in checks] == [(1.0, 3, 1, 1)] * 2


def test_where_scenes_are_hidden_less_of_the_adapter_is_tried(
    folders: FakeJobFolders,
    folder: FakeJobFolder,
    model: LoadedModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Asked of three scenes a time: all seen without, none with all of it, all with less."""
    reading = iter([9, 9, 9, 0, 1, 2, 0, 1, 2, *[0, 1, 2] * 2])
    monkeypatch.setattr(teaching_checks, "FEWEST", 3)
    monkeypatch.setattr(teaching_checks, "STEPS", 1)
    monkeypatch.setattr(teaching_checks, "most_like", lambda *_: next(reading))
    teach(a_body(folders, with_scenes(model)))
    first, second = reports_in(folder)
    assert [(c.weight, c.seen, c.enough) for c in first.scenes] == [
        (1.0, 0, False),
        (0.8, 3, True),
    ]
    assert [(c.weight, c.seen_without) for c in second.scenes] == [(1.0, 3)]


def test_where_less_of_it_hides_them_too_still_less_is_tried(
    folders: FakeJobFolders,
    folder: FakeJobFolder,
    model: LoadedModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reading = iter([9, 9, 9, 0, 1, 2, 0, 9, 9, 0, 1, 2, *[0, 1, 2] * 2])
    monkeypatch.setattr(teaching_checks, "FEWEST", 3)
    monkeypatch.setattr(teaching_checks, "STEPS", 1)
    monkeypatch.setattr(teaching_checks, "most_like", lambda *_: next(reading))
    teach(a_body(folders, with_scenes(model)))
    first, _ = reports_in(folder)
    assert [(c.weight, c.seen, c.enough) for c in first.scenes] == [
        (1.0, 0, False),
        (0.8, 1, False),
        (0.6, 3, True),
    ]


def test_own_works_and_those_of_another_style_are_looked_at_alike(
    folders: FakeJobFolders,
    folder: FakeJobFolder,
    model: LoadedModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same pages in both: no crop may tell them apart."""
    shown: list[Mapping[str, Sequence[Image.Image]]] = []

    def eye(vae: Any, works: Mapping[str, Sequence[Image.Image]]) -> StyleEye:
        shown.append(works)
        return StyleEye(vae, works)

    count = len(REQUEST.photos)
    request = replace(
        REQUEST, kind=ElementKind.STYLE, rivals=(Rival(element_id="other", works=count),)
    )
    folder.write(names.REQUEST, to_json(request))
    for number, photo in enumerate(request.photos):
        page = folder.read(names.photo_file(photo.photo_id))
        folder.write(names.rival_file("other", number), page)
    monkeypatch.setattr(teaching_checks, "StyleEye", eye)
    teach(a_body(folders, model))
    works = shown[0]
    own = [picture.tobytes() for picture in works[request.element_id]]
    assert own == [picture.tobytes() for picture in works["other"]]


def test_of_a_style_it_is_said_whose_each_portrait_is_nearest_to(
    folders: FakeJobFolders, folder: FakeJobFolder, model: LoadedModel
) -> None:
    request = replace(
        REQUEST, kind=ElementKind.STYLE, rivals=(Rival(element_id="other", works=2),)
    )
    folder.write(names.REQUEST, to_json(request))
    for number in range(2):
        folder.write(names.rival_file("other", number), jpeg(house_photo(number)))
    teach(a_body(folders, model))
    for report in reports_in(folder):
        assert len(report.nearest) == len(report.portraits)
        assert set(report.nearest) <= {REQUEST.element_id, "other", names.ITSELF}
        assert report.likeness is not None


@pytest.mark.parametrize("stop_after", [5, 14, 19, 23, 28])
def test_stopped_anywhere_it_comes_to_the_same_adapters(
    folders: FakeJobFolders,
    folder: FakeJobFolder,
    model: LoadedModel,
    whole: FakeJobFolder,
    stop_after: int,
) -> None:
    assert failure(a_body(folders, model), stop_after=stop_after) == "stopped"
    results = a_body(folders, model)(TICKET, Reports(), lambda: False)
    assert "epoch-02.safetensors" in results
    assert same_adapters(folder, whole)


def test_a_kill_costs_only_what_came_after_the_last_checkpoint(
    folders: FakeJobFolders,
    folder: FakeJobFolder,
    model: LoadedModel,
    whole: FakeJobFolder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def dies(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt  # nothing is written any more

    with monkeypatch.context() as patched:
        patched.setattr("core.worker.teaching_course.Course._finish", dies)
        with pytest.raises(KeyboardInterrupt):
            teach(a_body(folders, model))
    assert names.REPORT not in folder.names()
    told = teach(a_body(folders, model)).all
    learning = [report.fraction for report in told if report.stage == "learning"]
    assert len(learning) == 3, "the first epoch is not learnt again"
    assert same_adapters(folder, whole)


def test_epochs_that_were_reported_are_not_made_again(
    folders: FakeJobFolders, folder: FakeJobFolder, model: LoadedModel
) -> None:
    teach(a_body(folders, model))
    folder.lose("epoch-01.safetensors", "epoch-02.safetensors")
    teach(a_body(folders, model))
    assert "epoch-01.safetensors" not in folder.names()


def test_a_picture_goes_before_the_next_step(
    folders: FakeJobFolders, folder: FakeJobFolder, model: LoadedModel, whole: FakeJobFolder
) -> None:
    card, drawn = Card(), threading.Event()

    def picture(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        drawn.set()
        return []

    seen: list[str] = []

    def report(progress: Progress) -> None:
        seen.append("drawn" if drawn.is_set() else progress.stage)
        if progress.stage == "learning" and not waiting.is_alive() and not drawn.is_set():
            waiting.start()
            while not card.wanted:
                time.sleep(0.001)

    waiting = threading.Thread(
        target=card.goes_first(picture), args=(TICKET, Reports(), lambda: False)
    )
    a_body(folders, model, card=card)(TICKET, report, lambda: False)
    waiting.join(5)
    assert seen[seen.index("learning") + 1] == "drawn", "one step, and it was its turn"
    assert same_adapters(folder, whole)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"instance_token": "woman"}, "token"),
        ({"photos": ()}, "request"),
        ({"photos": (TrainingPhoto(photo_id="gone"),)}, "request"),
        ({"parent_hash": "0" * 64}, "parent"),
        ({"start_hash": "0" * 64}, "parent"),
    ],
)
def test_what_cannot_be_taught_fails_by_a_code(
    folders: FakeJobFolders,
    folder: FakeJobFolder,
    model: LoadedModel,
    change: dict[str, Any],
    code: str,
) -> None:
    folder.write(names.PARENT, b"another adapter")
    folder.write(names.START, b"another adapter")
    # The tiny tokenizer knows letters only, so a word has to be too short to be a token.
    if "instance_token" in change:
        change = {"instance_token": "Woman"}
    folder.write(names.REQUEST, to_json(replace(REQUEST, **change)))
    assert failure(a_body(folders, model)) == code


def test_a_folder_that_makes_no_sense_fails_by_a_code(
    folders: FakeJobFolders, folder: FakeJobFolder, model: LoadedModel
) -> None:
    folder.write(names.REQUEST, b"{}")
    assert failure(a_body(folders, model)) == "request"
    folder.write(names.REQUEST, to_json(REQUEST))
    folder.write(names.photo_file("f0"), b"no photo")
    assert failure(a_body(folders, model)) == "request"


def test_without_a_model_it_fails_by_a_code(
    folders: FakeJobFolders, folder: FakeJobFolder
) -> None:
    def none() -> LoadedModel:
        raise ModelUnavailable(reason="weights")

    assert failure(TeachingBody(folders, load_model=none, card=Card(), undressed=dressed)) == (
        "model"
    )


def test_it_stands_on_a_parent_and_goes_on_from_what_was_learnt(
    folders: FakeJobFolders, folder: FakeJobFolder, model: LoadedModel, whole: FakeJobFolder
) -> None:
    adapter = whole.read(names.adapter_file(2))
    digest = adapter_files.digest(adapter)
    folder.write(names.PARENT, adapter)
    folder.write(names.REQUEST, to_json(replace(REQUEST, parent_hash=digest)))
    teach(a_body(folders, model))
    on_top = adapter_files.read(folder.read(names.adapter_file(2)))
    assert (on_top.rank, on_top.recipe["parent_hash"]) == (4, digest)

    others = FakeJobFolders()
    other = others.folder(TICKET.job_id)
    for name in folder.names():
        if name.startswith(("photo", "label", "signer")):
            other.write(name, folder.read(name))
    other.write(names.START, folder.read(names.adapter_file(2)))
    start = adapter_files.digest(other.read(names.START))
    other.write(names.REQUEST, to_json(replace(REQUEST, start_hash=start)))
    teach(a_body(others, model))
    assert adapter_files.read(other.read(names.adapter_file(1))).rank == 4


def test_where_memory_is_short_it_learns_with_less(
    folders: FakeJobFolders,
    folder: FakeJobFolder,
    model: LoadedModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plans: list[Plan] = []

    def short(pipeline: Any, student: Any, lesson: Any, plan: Plan, **how: Any) -> None:
        plans.append(plan)
        if not plan.checkpointing:
            raise torch.OutOfMemoryError
        train(pipeline, student, lesson, plan, **how)

    monkeypatch.setattr(learners, "train", short)
    teach(a_body(folders, model))
    assert [plan.checkpointing for plan in plans[:2]] == [False, True]
    assert len(reports_in(folder)) == 2


def test_where_no_less_would_do_it_fails_by_a_code(
    folders: FakeJobFolders,
    folder: FakeJobFolder,
    model: LoadedModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def short(*_: Any, **__: Any) -> None:
        raise torch.OutOfMemoryError

    monkeypatch.setattr(learners, "train", short)
    assert failure(a_body(folders, model)) == "memory"


def test_it_ends_early_when_likeness_falls(
    folders: FakeJobFolders, folder: FakeJobFolder, model: LoadedModel
) -> None:
    manner = model.manner.teaching
    assert manner is not None
    longer = replace(manner, steps=50, epochs=5)
    four_epochs = replace(model, manner=replace(model.manner, teaching=longer))
    alike = iter([0.5, 0.8, 0.7, 0.6, 0.5])

    def likeness(
        portraits: Sequence[Image.Image], photos: Sequence[Image.Image], *, of_somebody: bool
    ) -> float:
        assert [photo.size for photo in photos] == [(64, 64)] * PHOTOS
        assert len(portraits) == 1
        return next(alike)

    teach(a_body(folders, four_epochs, likeness=likeness))
    assert [report.likeness for report in reports_in(folder)] == [0.5, 0.8, 0.7, 0.6]


def test_portraits_are_measured_while_nobody_else_has_the_card(
    folders: FakeJobFolders, folder: FakeJobFolder, model: LoadedModel
) -> None:
    """A picture's faces are found by the same networks, which bear one thread at a time."""
    card = Card()
    taken: list[bool] = []

    def likeness(
        portraits: Sequence[Image.Image], photos: Sequence[Image.Image], *, of_somebody: bool
    ) -> float:
        taken.append(card._taken)
        return 0.5

    teach(a_body(folders, model, card=card, likeness=likeness))
    assert taken == [True, True]


@pytest.mark.parametrize(
    ("kind", "asked"), [(ElementKind.PET, False), (ElementKind.RELATIVE, True)]
)
def test_only_of_somebody_who_allowed_it_faces_are_measured(
    folders: FakeJobFolders,
    folder: FakeJobFolder,
    model: LoadedModel,
    kind: ElementKind,
    *,
    asked: bool,
) -> None:
    folder.write(names.REQUEST, to_json(replace(REQUEST, kind=kind)))
    told: list[bool] = []

    def likeness(
        portraits: Sequence[Image.Image], photos: Sequence[Image.Image], *, of_somebody: bool
    ) -> float:
        told.append(of_somebody)
        return 0.5

    teach(a_body(folders, model, likeness=likeness))
    assert told == [asked] * 2


@pytest.mark.parametrize("hidden", [False, True])
def test_both_looks_at_the_scenes_are_expected_and_the_time_is_of_those_taken(
    folders: FakeJobFolders,
    folder: FakeJobFolder,
    model: LoadedModel,
    monkeypatch: pytest.MonkeyPatch,
    *,
    hidden: bool,
) -> None:
    """Three scenes: once without, thrice an epoch at most, and some work in steps besides."""
    paces: list[Pace] = []
    monkeypatch.setattr(teaching_checks, "FEWEST", 3)
    monkeypatch.setattr(teaching_checks, "STEPS", 1)
    answers = hidden_scenes() if hidden else seen_scenes()
    monkeypatch.setattr(teaching_checks, "most_like", lambda *_: next(answers))
    monkeypatch.setattr("core.worker.teaching.Pace", noting(paces))
    teach(a_body(folders, with_scenes(model)))
    [pace] = paces
    besides = 6 + (3 + 2) * STEPS_OF_A_PORTRAIT
    scenes = 3 + 2 * 3 * 3
    drawn = scenes if hidden else scenes - 2 * 2 * 3
    a_scene = OF_A_PICTURE * STEPS_OF_A_PORTRAIT
    assert pace._total == pytest.approx(besides + scenes * a_scene)
    assert pace._done == pytest.approx(pace._total)
    assert pace._done_here == pytest.approx(besides + drawn * a_scene)


@pytest.mark.parametrize(
    ("likeness", "ends"),
    [
        ([], False),
        ([None, None, None], False),
        ([0.5, 0.6, 0.7], False),
        ([0.7, 0.6], False),
        ([0.7, 0.6, 0.69], False),
        ([0.7, 0.6, 0.65], True),
    ],
)
def test_two_clearly_worse_epochs_end_it(likeness: list[float | None], ends: bool) -> None:
    assert falling(likeness) is ends


def test_a_portrait_that_shows_somebody_undressed_is_not_kept(
    folders: FakeJobFolders, folder: FakeJobFolder, model: LoadedModel
) -> None:
    teach(a_body(folders, model, undressed=lambda picture: True))
    assert not [name for name in folder.names() if name.startswith("epoch") and "jpg" in name]
    assert [report.portraits for report in reports_in(folder)] == [(), ()]
