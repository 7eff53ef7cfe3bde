"""The drawings everything bundled was taught on: Microsoft's Fluent emoji, glossy and flat (MIT).

They come as vector drawings in two packages of the npm registry and are rendered once.
"""

import io
import json
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

PACKAGES = {
    "glossy": "@iconify-json/fluent-emoji@1.2.7",
    "flat": "@iconify-json/fluent-emoji-flat@1.2.6",
}
SIDE_PX = 112
_RENDERED_PX = 2 * SIDE_PX  #: before what is drawn is cut out
_LEFT_OUT = ("flag", "clock", "button", "keycap", "oclock", "thirty", "hand-with", "arrow")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawings:
    """Drawings on nothing, cut to what is drawn and centred."""

    names: tuple[str, ...]  #: "flat/dog-face"
    rgba: Any  #: (drawings, SIDE_PX, SIDE_PX, 4) uint8

    def __len__(self) -> int:
        return len(self.names)


def drawings(folder: Path) -> Drawings:
    """All drawings; fetched and rendered the first time, about a minute on two cores."""
    kept = folder / "drawings.npz"
    if not kept.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        named = dict(_rendered(folder))
        names = sorted(named)
        beside = kept.with_suffix(".part.npz")
        np.savez_compressed(
            beside, names=np.array(names), rgba=np.stack([named[n] for n in names])
        )
        beside.replace(kept)
    with np.load(kept) as archive:
        return Drawings(names=tuple(archive["names"].tolist()), rgba=archive["rgba"])


def _rendered(folder: Path) -> Iterator[tuple[str, Any]]:
    for style, package in PACKAGES.items():
        vectors = dict(_vectors(icons(folder, package)))
        for name, vector in vectors.items():
            rgba = _render(vector)
            if rgba is not None:
                yield f"{style}/{name}", rgba


def icons(folder: Path, package: str) -> Mapping[str, Any]:
    """The drawings of a package: of its archive, which npm fetches where it does not lie there."""
    archive = folder / f"{package.removeprefix('@').replace('/', '-').replace('@', '-')}.tgz"
    if not archive.is_file():
        _fetch(folder, package)
    with tarfile.open(archive) as files:
        member = files.extractfile("package/icons.json")
        if member is None:
            raise FileNotFoundError(f"{package} holds no drawings")
        found: Mapping[str, Any] = json.load(member)
    return found


def _fetch(folder: Path, package: str) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("npm is needed to fetch the drawings")
    subprocess.run(  # noqa: S603 - a program found on the path, with fixed arguments
        [npm, "pack", "--silent", package], cwd=folder, capture_output=True, text=True, check=True
    )


def _vectors(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, icon in found["icons"].items():
        if any(word in name for word in _LEFT_OUT):
            continue
        width = icon.get("width", found.get("width", 16))
        height = icon.get("height", found.get("height", 16))
        yield (
            name,
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{_RENDERED_PX}"'
                f' height="{_RENDERED_PX}"'
                f' viewBox="{icon.get("left", 0)} {icon.get("top", 0)} {width} {height}">'
                f"{icon['body']}</svg>"
            ),
        )


def _render(vector: str) -> Any:
    """(SIDE_PX, SIDE_PX, 4) uint8, or None where nothing is drawn."""
    import resvg_py

    png = bytes(resvg_py.svg_to_bytes(svg_string=vector))
    picture = Image.open(io.BytesIO(png)).convert("RGBA")
    box = picture.getchannel("A").point(lambda alpha: 255 if alpha > 8 else 0).getbbox()
    if box is None:
        return None
    drawn = picture.crop(box)
    drawn.thumbnail((SIDE_PX, SIDE_PX), Image.Resampling.LANCZOS)
    paper = Image.new("RGBA", (SIDE_PX, SIDE_PX))
    paper.paste(drawn, ((SIDE_PX - drawn.width) // 2, (SIDE_PX - drawn.height) // 2))
    return np.asarray(paper)
