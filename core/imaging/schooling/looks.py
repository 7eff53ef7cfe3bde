"""How concepts look: drawings and what is put together from them, cut out, ready to be placed.

Looks are made when they are first asked for and kept: a whole set takes about 30 MB.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import cv2
import numpy as np
from PIL import Image

from core.imaging.schooling.concepts import Concept, Concepts, Part
from core.imaging.schooling.drawings import Drawings

STYLES = ("glossy", "flat")
TONES = ("light", "medium-light", "medium", "medium-dark", "dark")
USUAL_TONE = "light"  #: of skin, with dark hair; where a caption says none
TURNS = 24  #: hues come in so many turns; turn 0 is as it was drawn
SIDE_PX = 160  #: of the square a composition is put together on
_SEEN = 8  #: of 255; fainter is nothing

#: Names of hues, each up to a number of degrees.
_HUES = ((15, "red"), (40, "orange"), (68, "yellow"), (165, "green"), (250, "blue"),
         (290, "purple"), (335, "pink"), (360, "red"))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One way in which a drawing is seen."""

    drawing: str
    style: str
    tone: str | None = None
    turn: int = 0


@dataclass(kw_only=True)
class Looks:
    """Cuts looks out of the drawings; colours are multiplied with their opacity."""

    drawings: Drawings
    concepts: Concepts
    _kept: dict[Look, Any] = field(default_factory=dict, repr=False)

    def of(self, look: Look) -> Any:
        """(height, width, 4) uint8, as small as it can be, its longer side at most SIDE_PX."""
        found = self._kept.get(look)
        if found is None:
            found = self._kept[look] = self._premultiplied(look)
        return found

    def missing(self, concept: Concept) -> list[str]:
        """The drawings a concept needs and that are not there."""
        named = [*concept.drawings, *([concept.portrait] if concept.portrait else [])]
        needed = {name for drawing in named for name in self._needed(drawing)}
        return sorted(name for name in needed if name not in self._numbers)

    def _needed(self, drawing: str) -> set[str]:
        if drawing.startswith("+"):
            return set()
        if drawing.startswith("@"):
            parts = self.concepts.compositions[drawing[1:]]
            return {name for part in parts for name in self._needed(part.of)}
        return {f"{style}/{drawing.format(tone='-' + tone)}" for style in STYLES for tone in TONES}

    def _premultiplied(self, look: Look) -> Any:
        rgba = _cropped(self._drawn(look.drawing, look))
        if look.turn:
            rgba = turned(rgba, look.turn)
        opacity = rgba[..., 3:].astype(np.uint16)
        colours = (rgba[..., :3] * opacity + 127) // 255
        return np.concatenate([colours, opacity], axis=-1).astype(np.uint8)

    def _drawn(self, drawing: str, look: Look) -> Any:
        """A drawing on nothing, (height, width, 4)."""
        if drawing.startswith("@"):
            return self._composed(self.concepts.compositions[drawing[1:]], look)
        if drawing.startswith("+"):
            return self._vectors[drawing[1:]]
        named = drawing.format(tone=f"-{look.tone}") if look.tone else drawing
        return self.drawings.rgba[self._numbers[f"{look.style}/{named}"]]

    def _composed(self, parts: tuple[Part, ...], look: Look) -> Any:
        paper = Image.new("RGBA", (SIDE_PX, SIDE_PX))
        for part in parts:
            rgba = _cropped(self._drawn(part.of, look))
            rgba = _cropped(rgba[int(part.cut * len(rgba)) :])
            height = max(1, round(part.h * SIDE_PX))
            width = max(1, round(height * rgba.shape[1] / rgba.shape[0]))
            drawn = Image.fromarray(rgba).resize((width, height), Image.Resampling.LANCZOS)
            if part.flip:
                drawn = drawn.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
            left, top = part.x * SIDE_PX - width / 2, part.y * SIDE_PX - height / 2
            layer = Image.new("RGBA", paper.size)
            layer.paste(drawn, (round(left), round(top)))
            paper = Image.alpha_composite(paper, layer)
        return np.asarray(paper)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(self.drawings.names)}

    @cached_property
    def _vectors(self) -> Mapping[str, Any]:
        return {name: _rendered(**vector) for name, vector in self.concepts.vectors.items()}


def colour_of(concept: Concept, turn: int) -> str | None:
    """The name of the colour a turn gives to what comes in several; else None."""
    if concept.hue is None:
        return None
    degrees = (concept.hue + 360 * turn / TURNS) % 360
    return next(name for up_to, name in _HUES if degrees < up_to)


def needs_tone(concept: Concept, concepts: Concepts) -> bool:
    """Whether a concept shows skin."""
    return any(_shows_skin(drawing, concepts) for drawing in concept.drawings)


def _shows_skin(drawing: str, concepts: Concepts) -> bool:
    if drawing.startswith("@"):
        return any(_shows_skin(part.of, concepts) for part in concepts.compositions[drawing[1:]])
    return "{tone}" in drawing


def _cropped(rgba: Any) -> Any:
    """As small as what is seen of it."""
    seen = rgba[..., 3] > _SEEN
    rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
    return rgba[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def turned(rgba: Any, turn: int) -> Any:
    """Its hues turned; light and dark stay."""
    hsv = cv2.cvtColor(np.ascontiguousarray(rgba[..., :3]), cv2.COLOR_RGB2HSV_FULL)
    hsv[..., 0] += np.uint8(round(256 * turn / TURNS) % 256)  # runs over, as hues do
    return np.dstack([cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB_FULL), rgba[..., 3]])


def _rendered(body: str, box: str) -> Any:
    import resvg_py

    vector = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{body}</svg>'
    png = bytes(resvg_py.svg_to_bytes(svg_string=vector, width=2 * SIDE_PX))
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))
