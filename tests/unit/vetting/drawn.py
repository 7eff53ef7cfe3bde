"""Photos that are made up: prints on tables, groups of people, files nobody should trust."""

from collections.abc import Iterable

import cv2
import numpy as np
from PIL import Image

TABLES = {"wood": (130, 92, 60), "cloth": (70, 80, 110)}


def table(colour: tuple[int, int, int], size: tuple[int, int]) -> np.ndarray:
    """Wood, or something like it: stripes along the grain, and noise."""
    noise = np.random.default_rng(3)
    width, height = size
    stripes = noise.normal(size=(height // 3, 12)).astype(np.float32) * 9
    grain = cv2.resize(stripes, size, interpolation=cv2.INTER_CUBIC)[..., None]
    rough = noise.standard_normal((height, width, 1), np.float32) * 2.5
    return np.asarray(np.array(colour, np.float32) + grain + rough)


def print_on_table(
    photo: Image.Image,
    *,
    colour: tuple[int, int, int] = TABLES["wood"],
    degrees: float = 8.0,
    perspective: float = 0.15,
    border_px: int = 24,
    size: tuple[int, int] = (1200, 900),
) -> tuple[Image.Image, np.ndarray]:
    """A print as a phone sees it from above; and its corners, clockwise from the upper left."""
    white = (238, 234, 222)
    flat = cv2.copyMakeBorder(
        np.asarray(photo), *(border_px,) * 4, cv2.BORDER_CONSTANT, value=white
    )
    tall, wide = flat.shape[:2]
    width, height = size
    scale = 0.72 * min(width / wide, height / tall)
    own = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float32)
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    corners = ((own - own.mean(axis=0)) * scale) @ turn
    corners = corners * (1 + perspective * corners[:, 1:] / height) + np.array(size) / 2
    warp = cv2.getPerspectiveTransform(own, corners.astype(np.float32))
    laid = cv2.warpPerspective(flat, warp, size, flags=cv2.INTER_AREA).astype(np.float32)
    there = cv2.warpPerspective(np.ones((tall, wide), np.float32), warp, size)[..., None]
    scene = table(colour, size) * (1 - there) + laid * there
    return Image.fromarray(np.clip(scene, 0, 255).astype(np.uint8)), corners


def side_by_side(pictures: Iterable[Image.Image]) -> Image.Image:
    """Two portraits as one photo."""
    row = list(pictures)
    height = min(picture.height for picture in row)
    cut = [picture.crop((0, 0, picture.width, height)) for picture in row]
    together = Image.new("RGB", (sum(picture.width for picture in cut), height))
    left = 0
    for picture in cut:
        together.paste(picture, (left, 0))
        left += picture.width
    return together


def sepia(picture: Image.Image) -> Image.Image:
    toned = np.asarray(picture.convert("L"), np.float32)[..., None] * (1.0, 0.88, 0.7)
    return Image.fromarray(toned.astype(np.uint8))
