"""Two concrete options, each with a drawing to point at (protocol §10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.content.files import FOLDER, check_keys, read_json
from core.errors import ContentInvalid

TWO = 2
LONGEST_LABEL = 22  #: characters; a button has room for a drawing's sign before it
DRAWING_FOLDER = FOLDER / "drawings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of two: what stands on its button, what it says when chosen, and its drawing."""

    label: str
    told: str
    drawing: str


@dataclass(frozen=True, slots=True)
class Drawings:
    """The drawings that ship with the bot, each with the sign that stands for it in a label."""

    _signs: Mapping[str, str]

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Drawings":
        """Read drawings.json, or raise ContentInvalid; every drawing has its file."""
        signs = read_json("drawings.json", folder=folder)
        for name in signs:
            if not drawing_path(name).is_file():
                raise ContentInvalid(f"drawings.json: {name} is not drawn")
        return cls(signs)

    def sign(self, name: str) -> str:
        return self._signs[name]

    def require(self, where: str, names: Sequence[str]) -> tuple[str, ...]:
        """These drawings, all of which there are."""
        unknown = set(names) - self._signs.keys()
        if unknown:
            raise ContentInvalid(f"{where}: no drawing {sorted(unknown)}")
        return tuple(names)


def drawing_path(name: str) -> Path:
    """The picture of a drawing: WebP on nothing, 360 px square."""
    return DRAWING_FOLDER / f"{name}.webp"


def two_drawings(where: str, names: Sequence[str], drawings: Drawings) -> tuple[str, ...]:
    """The drawings of two options, which are never the same."""
    if len(names) != TWO or len(set(names)) != TWO:
        raise ContentInvalid(f"{where}: two options have two drawings, not {list(names)}")
    return drawings.require(where, names)


def two_options(
    where: str, worded: Sequence[Mapping[str, Any]], drawn: Sequence[str]
) -> tuple[Option, ...]:
    """Two options as a language words them; nothing of what is chosen is left to the bot."""
    if len(worded) != TWO:
        raise ContentInvalid(f"{where}: two options, not {len(worded)}")
    return tuple(_option(where, words, name) for words, name in zip(worded, drawn, strict=True))


def _option(where: str, words: Mapping[str, Any], drawing: str) -> Option:
    check_keys(where, words, ("label", "told"))
    label, told = words["label"], words["told"]
    if not 0 < len(label) <= LONGEST_LABEL or not told:
        raise ContentInvalid(f"{where}: {label!r} does not fit on a button")
    return Option(label=label, told=told, drawing=drawing)
