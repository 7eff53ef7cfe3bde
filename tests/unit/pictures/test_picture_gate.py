"""Nothing reaches the person with anything missing (protocol §15)."""

from dataclasses import replace

import pytest

from core.domain.picture import PictureStatus
from core.domain.scene import SceneCard
from core.marking.credentials import Credentials, CredentialState
from core.marking.marks import Marks
from core.marking.metadata import SourceType
from core.services.picture_gate import (
    Missing,
    missing_before_previewed,
    missing_before_shown,
)
from tests.unit.pictures.stories import MEMORY, PICTURE, SCENE

MARKS = Marks(
    label=True,
    source_type=SourceType.MADE_BY_MODEL,
    credentials=Credentials(state=CredentialState.VALID, source_type=SourceType.MADE_BY_MODEL),
    watermark=True,
)
APPROVED = replace(PICTURE, status=PictureStatus.APPROVED)


def test_a_picture_with_everything_may_be_shown() -> None:
    assert not missing_before_shown(APPROVED, memory=MEMORY, scene=SCENE, marks=MARKS)


@pytest.mark.parametrize(
    ("marks", "missing"),
    [
        (replace(MARKS, label=False), Missing.LABEL),
        (replace(MARKS, source_type=None), Missing.METADATA),
        (replace(MARKS, watermark=False), Missing.WATERMARK),
    ],
    ids=str,
)
def test_a_picture_without_a_mark_reaches_nobody(marks: Marks, missing: Missing) -> None:
    lacks = missing_before_shown(APPROVED, memory=MEMORY, scene=SCENE, marks=marks)
    assert lacks == {missing}
    assert missing_before_shown(APPROVED, memory=MEMORY, scene=SCENE, marks=marks)
    assert missing_before_previewed(APPROVED, memory=MEMORY, scene=SCENE, marks=marks)


@pytest.mark.parametrize(
    "scene",
    [
        None,
        replace(SCENE, approved=False),
        replace(SCENE, id="another-scene"),
        replace(SCENE, memory_id="another-memory"),
    ],
    ids=["no scene", "not checked", "another scene", "another memory's"],
)
def test_a_picture_whose_scene_nobody_checked_reaches_nobody(scene: SceneCard | None) -> None:
    lacks = missing_before_shown(APPROVED, memory=MEMORY, scene=scene, marks=MARKS)
    assert lacks == {Missing.SCENE}
    assert missing_before_shown(APPROVED, memory=MEMORY, scene=scene, marks=MARKS)
    assert missing_before_previewed(APPROVED, memory=MEMORY, scene=scene, marks=MARKS)


@pytest.mark.parametrize("memory", [None, replace(MEMORY, id="another")], ids=["none", "another"])
def test_a_picture_of_nothing_told_reaches_nobody(memory: None) -> None:
    lacks = missing_before_shown(APPROVED, memory=memory, scene=SCENE, marks=MARKS)
    assert lacks == {Missing.MEMORY}
    assert missing_before_previewed(APPROVED, memory=memory, scene=SCENE, marks=MARKS)


def test_a_candidate_is_for_the_companion_only() -> None:
    assert not missing_before_previewed(PICTURE, memory=MEMORY, scene=SCENE, marks=MARKS)
    assert missing_before_shown(PICTURE, memory=MEMORY, scene=SCENE, marks=MARKS)


def test_a_rejected_picture_is_for_nobody() -> None:
    rejected = replace(PICTURE, status=PictureStatus.REJECTED)
    assert missing_before_previewed(rejected, memory=MEMORY, scene=SCENE, marks=MARKS)
    assert missing_before_shown(rejected, memory=MEMORY, scene=SCENE, marks=MARKS)


def test_a_signature_that_ran_out_years_later_does_not_hide_a_picture() -> None:
    expired = replace(MARKS, credentials=Credentials(state=CredentialState.EXPIRED))
    assert not missing_before_shown(APPROVED, memory=MEMORY, scene=SCENE, marks=expired)
