"""What is seen only moves a box: one for one, never far, never into another's place."""

import numpy as np
import pytest

from core.domain.vetting import Box
from core.worker.whereabouts import by_faces, by_heat

LEFT = Box(left=0.1, top=0.2, right=0.4, bottom=0.9)
RIGHT = Box(left=0.6, top=0.2, right=0.9, bottom=0.9)
HEAD_OF_LEFT = (0.25, 0.2 + 0.16 * 0.7)


def warm(x: float, y: float) -> np.ndarray:
    """Heat around one point, (32, 32)."""
    down, across = (np.mgrid[0:32, 0:32] + 0.5) / 32
    return np.exp(-((across - x) ** 2 + (down - y) ** 2) / 0.01).astype(np.float32)


def test_a_box_follows_a_face_and_keeps_its_size() -> None:
    [moved] = by_faces([LEFT], [(0.3, HEAD_OF_LEFT[1])])
    assert moved.left == pytest.approx(0.15)
    assert moved.right - moved.left == pytest.approx(0.3)


def test_each_face_moves_one_box() -> None:
    boxes = [LEFT, Box(left=0.5, top=0.2, right=0.8, bottom=0.9)]
    found = by_faces(boxes, [(0.45, HEAD_OF_LEFT[1])])
    assert sum(one != other for one, other in zip(found, boxes, strict=True)) <= 1


def test_a_face_far_away_is_somebody_elses() -> None:
    assert by_faces([LEFT], [(0.95, 0.3)]) == (LEFT,)


def test_nobody_is_moved_over_somebody_else() -> None:
    near = Box(left=0.41, top=0.2, right=0.71, bottom=0.9)
    assert by_faces([LEFT, near], [(0.38, HEAD_OF_LEFT[1])])[0] == LEFT


def test_nobody_is_moved_out_of_the_picture() -> None:
    [moved] = by_faces([LEFT], [(0.12, HEAD_OF_LEFT[1])])
    assert moved.left == pytest.approx(0)
    assert moved.right == pytest.approx(0.3)


def test_a_box_follows_the_heat_within_its_reach() -> None:
    left, right = by_heat([LEFT, RIGHT], [warm(0.3, 0.55), None])
    assert left.left == pytest.approx(0.15, abs=0.02)
    assert right == RIGHT


def test_heat_that_says_nothing_moves_nothing() -> None:
    assert by_heat([LEFT], [np.ones((32, 32), np.float32)]) == (LEFT,)
    assert by_heat([LEFT], [np.zeros((32, 32), np.float32)]) == (LEFT,)


def test_on_its_floor_a_box_is_moved_sideways_only() -> None:
    [moved] = by_heat([LEFT], [warm(0.3, 0.4)], on_their_floor=True)
    assert moved.left > LEFT.left
    assert (moved.top, moved.bottom) == (LEFT.top, LEFT.bottom)
