"""Papers that two processes exchange, for the values of photos."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.element import ElementKind
from core.domain.vetting import (
    Box,
    FaceSeen,
    Finding,
    PhotoVerdict,
    Pose,
    VettingPhoto,
    VettingRequest,
)
from core.errors import StoreDamaged
from core.job_papers import from_json, to_json

FRACTIONS = st.floats(0, 1)
BOXES = st.builds(Box, left=FRACTIONS, top=FRACTIONS, right=FRACTIONS, bottom=FRACTIONS)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
PHOTOS = st.builds(VettingPhoto, photo_id=WORDS, file=WORDS, face=st.none() | BOXES)
REQUESTS = st.builds(VettingRequest, photos=st.lists(PHOTOS, max_size=3).map(tuple))
FACES = st.builds(FaceSeen, box=BOXES, crop=WORDS)
VERDICTS = st.builds(
    PhotoVerdict, photo_id=WORDS, faces=st.lists(FACES, max_size=2).map(tuple), light=WORDS
)

A_REQUEST = VettingRequest(
    kind=ElementKind.PERSON,
    photos=(VettingPhoto(photo_id="a", file="photo-a", new=True),),
)


@given(REQUESTS)
def test_a_request_survives_the_journey(request: VettingRequest) -> None:
    assert from_json(to_json(request), VettingRequest) == request


@given(st.lists(VERDICTS, max_size=3).map(tuple))
def test_verdicts_survive_the_journey(verdicts: tuple[PhotoVerdict, ...]) -> None:
    assert from_json(to_json(verdicts), tuple[PhotoVerdict, ...]) == verdicts


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "ghost"},
        {"compare_faces": "yes"},
        {"compare_faces": 1},
        {"photos": [{"photo_id": "a"}]},
        {"photos": None},
        {"surprise": 1},
    ],
)
def test_what_is_not_exactly_a_request_is_refused(change: dict[str, object]) -> None:
    document = json.loads(to_json(A_REQUEST)) | change
    with pytest.raises(StoreDamaged):
        from_json(json.dumps(document).encode(), VettingRequest)


def test_a_refusal_does_not_repeat_what_was_written() -> None:
    with pytest.raises(StoreDamaged) as refused:
        from_json(b'{"kind": "what Carmen told"}', VettingRequest)
    assert "Carmen" not in str(refused.value)
    assert refused.value.__suppress_context__


def test_faces_and_findings_keep_their_kinds() -> None:
    box = Box(left=0, top=0, right=1, bottom=1)
    verdict = PhotoVerdict(
        photo_id="a",
        findings=(Finding.SOFT,),
        faces=(FaceSeen(box=box, pose=Pose.PROFILE, smiling=True),),
    )

    (read,) = from_json(to_json((verdict,)), tuple[PhotoVerdict, ...])

    assert read.findings[0] is Finding.SOFT
    assert read.faces[0].pose is Pose.PROFILE
