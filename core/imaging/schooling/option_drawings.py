"""`python -m core.imaging.schooling.option_drawings`: render what options are shown with.

Most are Fluent emoji of the same name; what those lack is drawn by us, as a vector drawing
beside the rendered one, or put together from several heads.
"""

import io
import logging
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from PIL import Image

from core.content.files import read_json
from core.content.options import DRAWING_FOLDER, drawing_path
from core.imaging.schooling.drawings import PACKAGES, icons

log = logging.getLogger("schooling")

SIDE_PX = 360
_QUALITY = 88
#: Heads, from the back row to the front, each at (x, y) and as wide as said, in 32nds.
_GROUPS: Mapping[str, tuple[tuple[str, float, float, float], ...]] = {
    "few-people": (("old-man", 0, 7, 18), ("woman", 14, 7, 18)),
    "many-people": (
        ("man", 2, 1, 14),
        ("old-woman", 16, 1, 14),
        ("woman", -1, 12, 13),
        ("boy", 20, 12, 13),
        ("old-man", 8.5, 14, 15),
    ),
}


def render_option_drawings(folder: Path) -> int:
    """Render them all anew, a minute or two; the vectors are fetched into `folder`."""
    vectors = icons(folder, PACKAGES["glossy"])["icons"]
    names = read_json("drawings.json")
    for name in names:
        drawn = _rendered(_vector(name, vectors))
        drawn.save(drawing_path(name), quality=_QUALITY, method=6)
    return len(names)


def _vector(name: str, vectors: Mapping[str, Any]) -> str:
    own = DRAWING_FOLDER / f"{name}.svg"
    if own.is_file():
        return own.read_text(encoding="utf-8")
    body = "".join(_heads(name, vectors)) if name in _GROUPS else vectors[name]["body"]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{body}</svg>'


def _heads(name: str, vectors: Mapping[str, Any]) -> Iterator[str]:
    for head, x, y, width in _GROUPS[name]:
        body = vectors[head]["body"]
        yield f'<g transform="translate({x} {y}) scale({width / 32})">{body}</g>'


def _rendered(vector: str) -> Image.Image:
    import resvg_py

    png = resvg_py.svg_to_bytes(svg_string=vector, width=SIDE_PX, height=SIDE_PX)
    return Image.open(io.BytesIO(bytes(png))).convert("RGBA")


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    with tempfile.TemporaryDirectory() as folder:
        log.info("%d drawings", render_option_drawings(Path(folder)))


if __name__ == "__main__":
    main()
