"""Steps and guidance by what a picture brings together."""

import json
from pathlib import Path

import pytest

from core.content.files import FOLDER
from core.content.presets import Composition, Preset, Presets
from core.errors import ContentInvalid


@pytest.fixture(scope="module")
def presets() -> Presets:
    return Presets.load()


@pytest.mark.parametrize(
    ("composition", "steps", "guidance"),
    [
        (Composition.SUBJECT, 20, 6),
        (Composition.PLACE, 20, 7),
        (Composition.SUBJECT_WITH_OTHERS, 25, 14),
        (Composition.PERSON_IN_PLACE, 40, 14.5),
    ],
)
def test_the_table_of_the_thesis(
    presets: Presets, composition: Composition, steps: int, guidance: float
) -> None:
    preset = presets.preset(composition)
    assert preset == Preset(num_inference_steps=steps, guidance_scale=guidance)


def test_a_missing_number_is_refused(tmp_path: Path) -> None:
    content = json.loads((FOLDER / "presets.json").read_text(encoding="utf-8"))
    del content["place"]["guidance_scale"]
    (tmp_path / "presets.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ContentInvalid, match="guidance_scale"):
        Presets.load(tmp_path)
