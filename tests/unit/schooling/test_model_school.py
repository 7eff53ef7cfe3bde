"""A whole school in small: every stage takes a few steps, on scenes of blots."""

import json
import shutil
from dataclasses import replace
from itertools import count
from pathlib import Path
from unittest.mock import Mock

import numpy as np
import pytest
import safetensors.torch
import torch
from diffusers import StableDiffusionPipeline

from core.imaging.schooling import words_school
from core.imaging.schooling.bank import Teller, read
from core.imaging.schooling.captions import Captions
from core.imaging.schooling.codec_measure import LEAST
from core.imaging.schooling.concepts import Concepts
from core.imaging.schooling.course import Room, TimeIsUp
from core.imaging.schooling.model_school import CodecFallsShort, ModelSchool, Plan
from core.imaging.schooling.scenes import Stage
from core.imaging.schooling.word_pieces import learn_pieces
from core.imaging.schooling.words_school import NOT_NAMED, Finder

SMALL = Plan(
    scenes=40,
    measured_scenes=8,
    sundry=8,
    judge_steps=1,
    codec_steps=3,
    codec_batch=2,
    decoder_steps=2,
    words_steps=3,
    sketch_steps=3,
    sketch_batch=4,
    painter_steps=3,
    painter_batch=4,
    codec_widths=(8, 8, 8),
    painter_channels=(32, 32),
    words_width=32,
)
PARTS = ("vae", "unet", "text_encoder")


@pytest.fixture(scope="module")
def scenes(stage: Stage, captions: Captions, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with drawings and the scenes of them, composed already."""
    folder = tmp_path_factory.mktemp("scenes")
    part = Teller(stage=stage, captions=captions).part(0, scenes=SMALL.scenes)
    np.savez(folder / "scenes-000.npz", **part)
    drawn = stage.looks.drawings
    np.savez(folder / "drawings.npz", names=np.array(drawn.names), rgba=drawn.rgba)
    return folder


def school(folder: Path, scenes: Path, *, ends_at: float | None = None) -> ModelSchool:
    """A school whose clock ticks once whenever it is looked at."""
    shutil.copytree(scenes, folder, dirs_exist_ok=True)
    ticks = count()
    room = Room(
        folder=folder, tell=lambda word: None, now=lambda: float(next(ticks)), ends_at=ends_at
    )
    return ModelSchool(room, SMALL, strict=False)


@pytest.fixture(scope="module")
def built(scenes: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model taught in one go, bundled."""
    folder = tmp_path_factory.mktemp("built")
    taught = school(folder, scenes)
    taught.run()
    taught.bundle(folder / "model")
    return folder


def weights(model: Path, part: str) -> dict[str, torch.Tensor]:
    [place] = (model / part).glob("*.safetensors")
    return safetensors.torch.load_file(place)


def test_what_is_built_loads_without_a_network_and_draws(built: Path) -> None:
    pipeline = StableDiffusionPipeline.from_pretrained(
        built / "model", local_files_only=True, dtype=torch.float32
    )
    pipeline.set_progress_bar_config(disable=True)
    [picture] = pipeline("un perro", num_inference_steps=2, width=128, height=128).images
    assert picture.size == (128, 128)
    assert len(np.unique(np.asarray(picture))) > 1


def test_the_tokenizer_keeps_the_files_other_readers_ask_for(built: Path) -> None:
    folder = built / "model" / "tokenizer"
    vocabulary = json.loads((folder / "vocab.json").read_text("utf-8"))
    assert vocabulary["<|endoftext|>"] == len(vocabulary) - 1
    assert (folder / "merges.txt").read_text("utf-8").startswith("#version")


def test_weights_are_kept_in_half_precision(built: Path) -> None:
    for part in PARTS:
        kinds = {weight.dtype for weight in weights(built / "model", part).values()}
        assert kinds == {torch.float16}, part


def test_no_path_of_this_machine_is_bundled(built: Path) -> None:
    written = [place.read_text("utf-8") for place in (built / "model").rglob("*.json")]
    assert len(written) > 5
    assert not any(str(built) in text for text in written)


def test_what_was_reached_is_told_beside_the_weights(built: Path) -> None:
    told = json.loads((built / "model" / "taught.json").read_text("utf-8"))
    assert set(told["codec"]) == set(LEAST)
    assert told["painter"]["samples"] == {"sketch": 12, "painter": 12}
    assert told["warm_start"] is False


def test_a_school_held_in_pieces_builds_the_same_weights(
    built: Path, scenes: Path, tmp_path: Path
) -> None:
    for _ in range(30):
        try:
            school(tmp_path, scenes, ends_at=13).run()
            break
        except TimeIsUp:
            continue
    else:
        pytest.fail("it never came to an end")
    for part in PARTS:
        once, in_pieces = weights(built, part), weights(tmp_path, part)
        assert all(torch.equal(once[name], in_pieces[name]) for name in once), part


def test_what_the_painter_learns_from_is_read_once_however_often_it_is_interrupted(
    built: Path, scenes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "unet")
    for course in ("sketch.pt", "painter.pt"):
        (tmp_path / course).unlink()
    reading = Mock(wraps=words_school.read)
    monkeypatch.setattr(words_school, "read", reading)
    with pytest.raises(TimeIsUp):
        school(tmp_path, scenes, ends_at=3).run(only="painter")
    school(tmp_path, scenes).run(only="painter")
    assert reading.call_count == 1
    assert all(
        torch.equal(weight, weights(built, "unet")[name])
        for name, weight in weights(tmp_path, "unet").items()
    )
    assert not (tmp_path / "lessons.pt").exists()


def test_no_painter_is_taught_on_an_autoencoder_that_falls_short(
    built: Path, tmp_path: Path
) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "unet")
    strict = ModelSchool(Room(folder=tmp_path, tell=lambda word: None), SMALL)
    with pytest.raises(CodecFallsShort, match="psnr_db"):
        strict.run()


def test_a_warm_start_goes_on_from_another_models_weights(
    built: Path, scenes: Path, tmp_path: Path
) -> None:
    shutil.copytree(scenes, tmp_path, dirs_exist_ok=True)
    room = Room(folder=tmp_path, tell=lambda word: None)
    unmoved = replace(SMALL, words_steps=0)
    ModelSchool(room, unmoved, warm_start=built / "model").run(only="words")
    warm, given = weights(tmp_path, "text_encoder"), weights(built / "model", "text_encoder")
    assert all(torch.equal(warm[name].half(), given[name]) for name in given)


def test_the_name_of_what_is_shown_is_found_in_every_caption(
    taught: Concepts, scenes: Path
) -> None:
    bank = read([scenes / "scenes-000.npz"])
    tokenizer = learn_pieces(bank.told.ravel().tolist())
    exercises = Finder(concepts=taught, tokenizer=tokenizer).exercises(bank)
    assert (exercises.named != NOT_NAMED).any(1).all()
    first = tokenizer.convert_ids_to_tokens(exercises.pieces[0, exercises.ends[0, 0]].item())
    assert first.endswith("</w>")
