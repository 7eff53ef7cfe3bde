"""Where subjects came to stand: what is seen of them only moves their planned boxes.

One is moved for one subject, never far, and never into another's place; a box nobody is seen
in stays where it was planned.
"""

from collections.abc import Sequence

import numpy as np

from core.domain.vetting import Box
from core.faces.detection import overlap

Point = tuple[float, float]  #: from the left and from the top, in fractions of the picture

_REACH = 0.5  #: of a box's own width and height: how far it may be moved
_HEAD = 0.16  #: of a person's box, from its top: where a face is
_CLEAR = 2.0  #: how much more is looked for where it is most than all around
_PEAK = 0.7  #: of the most: what counts as where it stands


def by_faces(boxes: Sequence[Box], faces: Sequence[Point]) -> tuple[Box, ...]:
    """People's boxes moved to the faces, the nearest pair first, each face once."""
    targets: dict[int, Point] = {}
    left = set(range(len(faces)))
    pairs = sorted(
        (abs(dx) + abs(dy), box, face)
        for box in range(len(boxes))
        for face in range(len(faces))
        for dx, dy in [_from(_head(boxes[box]), faces[face])]
    )
    for _, box, face in pairs:
        if box not in targets and face in left and _within(boxes[box], faces[face]):
            targets[box] = faces[face]
            left.discard(face)
    return _moved(boxes, {n: _from(_head(boxes[n]), at) for n, at in targets.items()})


def by_heat(
    boxes: Sequence[Box], heats: Sequence[np.ndarray | None], *, on_their_floor: bool = False
) -> tuple[Box, ...]:
    """Boxes moved to where their subjects were looked for, where that is clear.

    On their floor they are moved sideways only.
    """
    steps = {}
    for number, (box, heat) in enumerate(zip(boxes, heats, strict=True)):
        target = None if heat is None else _centre(heat, box)
        if target is not None:
            right, down = _from(_middle(box), target)
            steps[number] = right, 0.0 if on_their_floor else down
    return _moved(boxes, steps)


def _centre(heat: np.ndarray, box: Box) -> Point | None:
    """The middle of the warmest part within reach; None where nothing stands out."""
    height, width = heat.shape
    down, across = np.mgrid[0:height, 0:width]
    down, across = (down + 0.5) / height, (across + 0.5) / width
    x, y = _middle(box)
    wide, tall = _REACH + 0.5, _REACH + 0.5
    near = (abs(across - x) <= wide * (box.right - box.left)) & (
        abs(down - y) <= tall * (box.bottom - box.top)
    )
    warm = near & (heat >= _PEAK * heat[near].max()) if near.any() else near
    if not warm.any() or heat[warm].mean() < _CLEAR * max(float(heat.mean()), 1e-6):
        return None
    weights = heat[warm]
    return float((across[warm] * weights).sum() / weights.sum()), float(
        (down[warm] * weights).sum() / weights.sum()
    )


def _moved(boxes: Sequence[Box], steps: dict[int, Point]) -> tuple[Box, ...]:
    """Each box moved by its step, unless it would come to stand in another's place."""
    found = list(boxes)
    for number, step in steps.items():
        there = _shifted(boxes[number], step)
        others = [box for n, box in enumerate(found) if n != number]
        before = max((_overlap(boxes[number], box) for box in others), default=0.0)
        if all(_overlap(there, box) <= before for box in others):
            found[number] = there
    return tuple(found)


def _shifted(box: Box, step: Point) -> Box:
    """The box somewhere else, not further than it may and not out of the picture."""
    width, height = box.right - box.left, box.bottom - box.top
    right = min(max(step[0], -_REACH * width, -box.left), _REACH * width, 1 - box.right)
    down = min(max(step[1], -_REACH * height, -box.top), _REACH * height, 1 - box.bottom)
    return Box(
        left=box.left + right,
        top=box.top + down,
        right=box.right + right,
        bottom=box.bottom + down,
    )


def _within(box: Box, face: Point) -> bool:
    dx, dy = _from(_head(box), face)
    wide, tall = box.right - box.left, box.bottom - box.top
    return abs(dx) <= _REACH * wide and abs(dy) <= _REACH * tall


def _head(box: Box) -> Point:
    return (box.left + box.right) / 2, box.top + _HEAD * (box.bottom - box.top)


def _middle(box: Box) -> Point:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _from(start: Point, end: Point) -> Point:
    return end[0] - start[0], end[1] - start[1]


def _overlap(one: Box, other: Box) -> float:
    return overlap(_edges(one), _edges(other))


def _edges(box: Box) -> np.ndarray:
    return np.array([box.left, box.top, box.right, box.bottom])
