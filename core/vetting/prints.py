"""Old prints photographed on a table, perhaps at an angle: found, cut out and set upright.

It is done only when sure: four straight edges well inside the picture, a change of colour
along all of them, one even ground around them, and something to see within.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from PIL import Image

_SIDE_PX = 640  #: at which edges are looked for
_LEAST_AREA, _MOST_AREA = 0.15, 0.92  #: of the picture
_MARGIN = 0.008  #: of the picture's longer side that has to be seen around a print
_LEAST_ANGLE, _MOST_ANGLE = 62.0, 118.0
_LEAST_RATIO = 0.65  #: of opposite sides, seen at an angle
_MOST_LONG = 2.2  #: sides of a print
_EDGE_STEP = 9.0  #: of colour (CIE 1976) across an edge
_EDGE_SEEN = 0.85  #: of each edge that has to show it
_REACH_PX = 5  #: on both sides of an edge
_GROUND_SPREAD = 15.0  #: how far nine tenths of the ground may be from its middle colour
_LEAST_CONTENT = 14.0  #: standard deviation of the lightness within
_INSET = 0.006  #: cut off, so that no rim of the table stays


def find(rgb: np.ndarray) -> np.ndarray | None:
    """The corners of a print, (4, 2) in pixels clockwise from the upper left; None if unsure."""
    scale = min(1.0, _SIDE_PX / max(rgb.shape[:2]))
    small = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small.astype(np.float32) / 255.0, cv2.COLOR_RGB2LAB)
    smooth = cv2.GaussianBlur(lab, (0, 0), 1.5)
    if not _calm(_rim(smooth)):
        return None  # most photos: there is no need to look for edges
    quads = sorted(_quads(small), key=_area, reverse=True)
    for corners in quads:
        if _is_print(smooth, corners):
            return _ordered(corners) / scale
    return None


def inside(corners: np.ndarray, point: np.ndarray) -> bool:
    x, y = (float(each) for each in point)
    return bool(cv2.pointPolygonTest(corners.astype(np.float32), (x, y), measureDist=False) > 0)


def straightened(picture: Image.Image, corners: np.ndarray) -> Image.Image:
    """The print alone, seen from straight above; corners in the picture's pixels."""
    middle = corners.mean(axis=0)
    inset = (middle + (corners - middle) * (1 - 2 * _INSET)).astype(np.float32)
    top, right, bottom, left = (np.linalg.norm(side) for side in np.roll(inset, -1, 0) - inset)
    width, height = round(float(max(top, bottom))), round(float(max(left, right)))
    upright = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    warp = cv2.getPerspectiveTransform(inset, upright)
    return Image.fromarray(
        cv2.warpPerspective(np.asarray(picture), warp, (width, height), flags=cv2.INTER_CUBIC)
    )


def _quads(rgb: np.ndarray) -> Iterator[np.ndarray]:
    """Four-sided outlines of a likely size and shape, from several ways of seeing edges."""
    height, width = rgb.shape[:2]
    for outlines in _outlines(rgb):
        for contour in outlines:
            hull = cv2.convexHull(contour)
            if cv2.contourArea(hull) < _LEAST_AREA * width * height:
                continue
            corners = cv2.approxPolyDP(hull, 0.02 * cv2.arcLength(hull, True), True)
            if len(corners) == 4 and _likely(corners[:, 0].astype(np.float64), width, height):
                yield corners[:, 0].astype(np.float64)


def _outlines(rgb: np.ndarray) -> Iterator[tuple[np.ndarray, ...]]:
    for channel in cv2.split(cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB)):
        calm = cv2.medianBlur(channel, 5)
        middle = float(np.median(calm))
        for low, high in ((0.66 * middle, 1.33 * middle), (10.0, 30.0)):
            edges = cv2.dilate(cv2.Canny(calm, low, high), np.ones((3, 3), np.uint8))
            yield cv2.findContours(edges, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)[0]
        _, parted = cv2.threshold(calm, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
        for mask in (parted, 255 - parted):
            whole = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
            yield cv2.findContours(whole, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]


def _likely(corners: np.ndarray, width: int, height: int) -> bool:
    margin = _MARGIN * max(width, height)
    inside = (corners > margin).all() and (corners < np.array([width, height]) - margin).all()
    if not inside or _area(corners) > _MOST_AREA * width * height:
        return False
    sides = np.roll(corners, -1, axis=0) - corners
    lengths = np.linalg.norm(sides, axis=1)
    turns = np.einsum("ij,ij->i", sides, np.roll(sides, -1, axis=0))
    cosines = turns / (lengths * np.roll(lengths, -1))
    angles = 180.0 - np.degrees(np.arccos(np.clip(cosines, -1, 1)))
    if angles.min() < _LEAST_ANGLE or angles.max() > _MOST_ANGLE:
        return False
    pairs = np.sort(lengths.reshape(2, 2).T, axis=1)  # opposite sides together
    if (pairs[:, 0] / pairs[:, 1]).min() < _LEAST_RATIO:
        return False
    across, down = pairs.mean(axis=1)
    return bool(max(across, down) / min(across, down) < _MOST_LONG)


def _is_print(lab: np.ndarray, corners: np.ndarray) -> bool:
    return _edges_seen(lab, corners) and _on_even_ground(lab, corners)


def _edges_seen(lab: np.ndarray, corners: np.ndarray) -> bool:
    """Whether the colour changes along all four sides."""
    middle = corners.mean(axis=0)
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along = end - start
        outward = np.array([along[1], -along[0]]) / np.linalg.norm(along)
        if np.dot(outward, start - middle) < 0:
            outward = -outward
        points = start + np.linspace(0.06, 0.94, 48)[:, None] * along
        outer = _at(lab, points + _REACH_PX * outward)
        inner = _at(lab, points - _REACH_PX * outward)
        steps = np.linalg.norm(outer - inner, axis=1)
        if (steps > _EDGE_STEP).mean() < _EDGE_SEEN:
            return False
    return True


def _on_even_ground(lab: np.ndarray, corners: np.ndarray) -> bool:
    """Whether all around it is one calm colour, and within there is something to see."""
    within = np.zeros(lab.shape[:2], np.uint8)
    cv2.fillConvexPoly(within, corners.round().astype(np.int32), 255)
    around = cv2.dilate(within, np.ones((2 * _REACH_PX + 1,) * 2, np.uint8)) == 0
    if around.sum() < 0.04 * around.size or lab[within > 0][:, 0].std() < _LEAST_CONTENT:
        return False
    return _calm(lab[around])


def _rim(lab: np.ndarray) -> np.ndarray:
    """The outermost pixels, where a print on a table has none of itself."""
    wide = max(2, round(_MARGIN * max(lab.shape[:2])))
    ends = lab[:wide].reshape(-1, 3), lab[-wide:].reshape(-1, 3)
    return np.concatenate([*ends, lab[:, :wide].reshape(-1, 3), lab[:, -wide:].reshape(-1, 3)])


def _calm(colours: np.ndarray) -> bool:
    """Whether nine tenths of them are near their middle; shadows count for less than colours."""
    apart = np.linalg.norm((colours - np.median(colours, axis=0)) * (0.6, 1.0, 1.0), axis=1)
    return bool(np.percentile(apart, 90) < _GROUND_SPREAD)


def _at(lab: np.ndarray, points: np.ndarray) -> np.ndarray:
    rows = np.clip(points[:, 1].round().astype(int), 0, lab.shape[0] - 1)
    columns = np.clip(points[:, 0].round().astype(int), 0, lab.shape[1] - 1)
    return np.asarray(lab[rows, columns])


def _ordered(corners: np.ndarray) -> np.ndarray:
    """Clockwise from the upper left one."""
    middle = corners.mean(axis=0)
    around = np.argsort(np.arctan2(*(corners - middle).T[::-1]))
    clockwise = corners[around]
    return np.roll(clockwise, -int(clockwise.sum(axis=1).argmin()), axis=0)


def _area(corners: np.ndarray) -> float:
    return float(cv2.contourArea(corners.astype(np.float32)))
