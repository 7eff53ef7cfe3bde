"""The gate every imagined picture passes before anybody sees it (protocol §15).

The companion may preview what lacks nothing but their own approval; the person, and the
book, get only what lacks nothing at all. The marks are read from the very bytes that
would leave the house.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from core.domain.memory import Memory
from core.domain.picture import Picture, PictureStatus
from core.domain.scene import SceneCard
from core.errors import VivenciaError
from core.marking.marks import Marks, read_marks
from core.ports import PatientWork


class Missing(StrEnum):
    """What a picture lacks before it may reach the person."""

    MEMORY = "memory"  #: somebody told it
    SCENE = "scene"  #: the companion checked the scene it was made from
    APPROVAL = "approval"  #: the companion saw the picture and said yes
    LABEL = "label"
    METADATA = "metadata"
    WATERMARK = "watermark"


class GateShut(VivenciaError):
    """A picture was about to reach somebody it may not reach."""

    def __init__(self, missing: Iterable[Missing]) -> None:
        super().__init__(", ".join(sorted(missing)))


def missing_before_shown(
    picture: Picture, *, memory: Memory | None, scene: SceneCard | None, marks: Marks
) -> frozenset[Missing]:
    """All that stands between this picture and the person."""
    conditions = {
        Missing.MEMORY: memory is not None and memory.id == picture.memory_id,
        Missing.SCENE: scene is not None and scene.approved and _made_from(picture, scene),
        Missing.APPROVAL: picture.status is PictureStatus.APPROVED,
        Missing.LABEL: marks.label,
        Missing.METADATA: marks.source_type is not None,
        Missing.WATERMARK: marks.watermark,
    }
    return frozenset(lack for lack, met in conditions.items() if not met)


def _made_from(picture: Picture, scene: SceneCard) -> bool:
    return scene.id == picture.scene_id and scene.memory_id == picture.memory_id


def missing_before_previewed(
    picture: Picture, *, memory: Memory | None, scene: SceneCard | None, marks: Marks
) -> frozenset[Missing]:
    """The same for the companion, who decides; what was rejected is gone for good."""
    lacks = missing_before_shown(picture, memory=memory, scene=scene, marks=marks)
    decision = frozenset({Missing.APPROVAL})
    return lacks | decision if picture.status is PictureStatus.REJECTED else lacks - decision


def let_through(work: PatientWork, picture: Picture) -> Picture:
    """The picture, for the person's eyes and for the book; or GateShut."""
    if picture.status is not PictureStatus.APPROVED:  # a rejected one has no bytes to read
        raise GateShut({Missing.APPROVAL})
    return _let(work, picture, missing_before_shown)


def let_preview(work: PatientWork, picture: Picture) -> Picture:
    """The picture, for the companion's eyes only; or GateShut."""
    if picture.status is PictureStatus.REJECTED:
        raise GateShut({Missing.APPROVAL})
    return _let(work, picture, missing_before_previewed)


def _let(work: PatientWork, picture: Picture, missing: "_Missing") -> Picture:
    """The picture, if nothing is missing by its row, its memory, its scene and its own bytes."""
    lacks = missing(
        picture,
        memory=work.memories.find(picture.memory_id),
        scene=work.scenes.find(picture.scene_id),
        marks=read_marks(work.media.read(picture.media_id)),
    )
    if lacks:
        raise GateShut(lacks)
    return picture


class _Missing(Protocol):
    def __call__(
        self, picture: Picture, *, memory: Memory | None, scene: SceneCard | None, marks: Marks
    ) -> frozenset[Missing]: ...
