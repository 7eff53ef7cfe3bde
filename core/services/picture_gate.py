"""The gate every imagined picture passes before anybody sees it (protocol §15).

The companion may preview what lacks nothing but their own approval; the person, and the
book, get only what lacks nothing at all. The marks are read from the very bytes that
would leave the house.
"""

from collections.abc import Iterable
from enum import StrEnum

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


def may_be_shown(
    picture: Picture, *, memory: Memory | None, scene: SceneCard | None, marks: Marks
) -> bool:
    """Whether the person may see it."""
    return not missing_before_shown(picture, memory=memory, scene=scene, marks=marks)


def may_be_previewed(
    picture: Picture, *, memory: Memory | None, scene: SceneCard | None, marks: Marks
) -> bool:
    """Whether the companion may see it, to decide; what was rejected is gone for good."""
    lacks = missing_before_shown(picture, memory=memory, scene=scene, marks=marks)
    return lacks <= {Missing.APPROVAL} and picture.status is not PictureStatus.REJECTED


def lacking(work: PatientWork, picture: Picture) -> frozenset[Missing]:
    """What a kept picture lacks, by its row, its memory, its scene and its own bytes."""
    return missing_before_shown(
        picture,
        memory=work.memories.find(picture.memory_id),
        scene=work.scenes.find(picture.scene_id),
        marks=read_marks(work.media.read(picture.media_id)),
    )


def let_through(work: PatientWork, picture: Picture) -> Picture:
    """The picture, for the person's eyes and for the book; or GateShut."""
    if picture.status is not PictureStatus.APPROVED:  # a rejected one has no bytes to read
        raise GateShut({Missing.APPROVAL})
    if lacks := lacking(work, picture):
        raise GateShut(lacks)
    return picture


def let_preview(work: PatientWork, picture: Picture) -> Picture:
    """The picture, for the companion's eyes only; or GateShut."""
    if picture.status is PictureStatus.REJECTED:
        raise GateShut({Missing.APPROVAL})
    if lacks := lacking(work, picture) - {Missing.APPROVAL}:
        raise GateShut(lacks)
    return picture
