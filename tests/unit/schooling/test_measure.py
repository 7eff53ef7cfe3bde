"""The measures, on the model of random weights and a judge that knows nothing."""

import itertools
import json
import random
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from PIL import Image

from core.imaging.base_models import LoadedModel
from core.imaging.schooling import codec_measure, report
from core.imaging.schooling.captions import Captions
from core.imaging.schooling.card import CARD, FIGURES, SHEET, TAUGHT, card
from core.imaging.schooling.concepts import Concepts
from core.imaging.schooling.course import Room
from core.imaging.schooling.examination import Examined
from core.imaging.schooling.judge_school import Judge, Skill, judge_of
from core.imaging.schooling.measure import (
    Drawn,
    Timing,
    draw_concepts,
    draw_pairs,
    load_timed,
    right_of_each,
    round_trip,
    shares_right,
    times,
    weight_of,
)
from core.imaging.schooling.scenes import Stage
from core.imaging.schooling.sheet import MOST_BYTES, contact_sheet, write_sheet
from core.imaging.schooling.teaching_measure import (
    DRAWING,
    TURN,
    Changed,
    Taught,
    subject_stage,
)

FEW = ("dog", "house")


@pytest.fixture(scope="module")
def model() -> LoadedModel:
    """One that is asked for small pictures in few steps: they show nothing in any case."""
    loaded, _ = load_timed("tiny")
    return replace(loaded, manner=replace(loaded.manner, native_size=64, max_steps=2))


@pytest.fixture(scope="module")
def judge(stage: Stage) -> Judge:
    return judge_of(stage)


@pytest.fixture(scope="module")
def few(taught: Concepts, captions: Captions) -> Captions:
    chosen = tuple(taught[name] for name in FEW)
    return replace(captions, concepts=replace(taught, all=chosen, pairs=(FEW,)))


def drawn(concept: str, language: str, *, right: bool, read: str = "cat") -> Drawn:
    return Drawn(
        prompt=f"{language} {concept}",
        language=language,
        asked=(concept,),
        picture=Image.effect_noise((128, 128), 90).convert("RGB"),
        read=(read, "tree"),
        right=right,
    )


@pytest.fixture
def singles() -> list[Drawn]:
    """Of four pictures each: dogs three right in English, one in Spanish; houses all."""
    return [
        drawn(concept, language, right=number < right)
        for language, concept, right in (
            ("en", "dog", 3),
            ("en", "house", 4),
            ("es", "dog", 1),
            ("es", "house", 4),
        )
        for number in range(4)
    ]


@pytest.fixture
def found(singles: list[Drawn]) -> dict[str, object]:
    return report.drawing_figures(
        concepts=singles,
        pairs=[replace(singles[0], asked=FEW), replace(singles[-1], asked=FEW)],
        timing=Timing(loading=0.5, one=2.5, four=4.0),
        trip={"psnr_db": 28.0, "read": 0.9},
        skill=Skill(alone=0.97, together=0.9),
        size_bytes=50_000_000,
    )


def test_every_concept_is_drawn_in_both_languages_with_every_seed(
    model: LoadedModel, judge: Judge, few: Captions
) -> None:
    made = draw_concepts(model, judge, few, seeds=(1, 2))
    assert [each.prompt for each in made[::2]] == ["a dog", "a house", "un perro", "una casa"]
    assert len(made) == 8
    assert made[0].picture.tobytes() != made[1].picture.tobytes()


def test_a_picture_is_right_when_its_label_comes_first(
    model: LoadedModel, judge: Judge, few: Captions
) -> None:
    for each in draw_concepts(model, judge, few, seeds=(1,)):
        assert each.right == (each.read[0] == each.asked[0])


def test_a_pair_is_right_when_both_labels_come_first(
    model: LoadedModel, judge: Judge, few: Captions
) -> None:
    (made,) = draw_pairs(model, judge, few, seeds=(1,))
    assert made.prompt == "a dog and a house"
    assert made.right == (set(made.read) == set(FEW))


def test_a_round_trip_of_random_weights_keeps_little(
    model: LoadedModel, judge: Judge, stage: Stage
) -> None:
    scenes = [stage.compose(random.Random(number)) for number in range(4)]
    trip = round_trip(model, judge, scenes, Room(folder=Path(), tell=lambda word: None))
    assert trip["psnr_db"] < 20
    assert 0 <= trip["read"] <= 1


class Keeps(torch.nn.Module):
    """An autoencoder whose latents are the pictures themselves."""

    def encode(self, pictures: torch.Tensor) -> Any:
        return SimpleNamespace(latent_dist=SimpleNamespace(mean=pictures))

    def decode(self, latents: torch.Tensor) -> Any:
        return SimpleNamespace(sample=latents)


class TurnsRound:
    """A judge that reads two things in every picture, now the one first, now the other."""

    def __init__(self) -> None:
        self.orders = itertools.cycle((("dog", "house"), ("house", "dog")))

    def ranked(self, pictures: list[Image.Image], *, most: int) -> list[tuple[str, ...]]:
        return [next(self.orders)[:most]] * len(pictures)


@pytest.mark.parametrize(("things", "read"), [(1, 0), (2, 1)])
def test_of_two_things_either_may_be_read_first(things: int, read: float) -> None:
    pictures = torch.randint(256, (3, 3, 64, 64), generator=torch.Generator().manual_seed(0))
    room = Room(folder=Path(), tell=lambda word: None)
    judge: Any = TurnsRound()
    found = codec_measure.measure(Keeps(), pictures, room, judge=judge, things=[things] * 3)
    assert found["read"] == read
    assert found["chroma"] == 1


def test_seconds_and_bytes_are_told(model: LoadedModel) -> None:
    timing = times(model, loading=0.1)
    assert timing.one > 0
    assert timing.four > 0
    assert weight_of(model) > 10_000


def test_shares_and_concepts_are_counted_by_language(singles: list[Drawn]) -> None:
    assert shares_right(singles) == {"en": 7 / 8, "es": 5 / 8}
    assert right_of_each(singles, "es") == {"dog": 1, "house": 4}


def test_a_line_says_what_is_wanted_and_whether_it_is_met(found: dict[str, object]) -> None:
    told = {line.name: line for line in report.lines(found)}
    assert told["pictures read right, en"].is_met
    assert not told["pictures read right, es"].is_met
    assert told["seconds: one"].goal == "at most 2"
    assert not told["seconds: one"].is_met
    assert told["seconds: four"].is_met


def test_what_is_not_drawn_is_named_with_what_it_is_taken_for(singles: list[Drawn]) -> None:
    assert list(report.mistaken(singles)) == ["es dog: cat, cat, cat, cat"]


def test_the_card_says_what_was_missed_and_carries_the_licence(
    found: dict[str, object], taught: Concepts
) -> None:
    text = card("Lumbre", found, taught, {})
    assert "| pictures read right, es | 0.625, **missed** | at least 0.8 |" in text
    assert "fewer than two of four pictures, in one language or both: dog." in text
    assert "Copyright (c) Microsoft Corporation" in text
    assert "{" not in text


def test_the_card_says_how_much_was_seen_where_the_school_noted_it(
    found: dict[str, object], singles: list[Drawn], tmp_path: Path
) -> None:
    notes = {"painter": {"samples": {"sketch": 248_384, "painter": 9_000}}}
    (tmp_path / TAUGHT).write_text(json.dumps(notes), "utf-8")
    Examined(found=found, singles=singles, pairs=singles).write(tmp_path)
    text = (tmp_path / CARD).read_text("utf-8")
    assert "It saw 248,384 of those, then 9,000 of the full size." in " ".join(text.split())


def test_the_sheet_fits_into_its_bytes(singles: list[Drawn], tmp_path: Path) -> None:
    many = [replace(each, prompt=f"{each.prompt} {n}") for n in range(12) for each in singles]
    write_sheet(contact_sheet(many, singles), tmp_path / "sheet.jpg")
    assert 0 < (tmp_path / "sheet.jpg").stat().st_size < MOST_BYTES


def test_figures_sheet_and_card_are_written_beside_a_model(
    found: dict[str, object], singles: list[Drawn], tmp_path: Path
) -> None:
    Examined(found=found, singles=singles, pairs=singles).write(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {CARD, FIGURES, SHEET}


def test_what_was_taught_and_changed_is_told_too(found: dict[str, object]) -> None:
    taught = Taught(
        moved=0.9, taught=0.8, untaught=0.1, real=0.9, real_sharp=0.95,
        unrelated_read=0.85, unrelated_alike=0.95,
    )  # fmt: skip
    changed = Changed(strange_read=1.0, repainted=0.5, outside_kept=1.0, layout_kept=0.9)
    told = {
        line.name: line
        for line in report.lines({**found, **report.teaching_figures(taught, changed)})
    }
    assert told["teaching: moved"].is_met
    assert not told["teaching: unrelated read"].is_met
    assert told["changing: outside kept"].is_met


def test_the_subject_to_teach_is_in_no_scene_of_the_school(stage: Stage) -> None:
    assert all(DRAWING not in concept.drawings for concept in stage.looks.concepts.all)
    assert TURN
    assert {name.split("/")[1] for name in subject_stage(stage).looks.drawings.names} == {DRAWING}
