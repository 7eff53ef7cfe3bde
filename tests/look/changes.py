"""Each kind of change before and after, by the bundled model: `python -m tests.look.changes`.

One row a change: what there was, the area as it is shown to a companion, and two candidates.
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from core.domain.change import Area, MaskedContent, MaskRequest
from core.imaging.base_models import ModelSpec, load, use_threads
from core.imaging.enlarging import enlarged
from core.imaging.frames import all_else
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.inpainting import Inpainter, Repainting
from core.marking.label import with_label
from core.marking.lettering import font
from core.masks.finding import AreaFinder
from core.masks.showing import shown
from tests.fakes.scenes import scene
from tests.fakes.strokes import lasso, painted, through_telegram

OUT = (Path("out") / "changes.png").resolve()
TILE, GAP, WORDS = 256, 8, 34
SIDE = 128  #: what the bundled model draws


@dataclass(frozen=True, kw_only=True)
class Row:
    title: str
    tiles: list[Image.Image]


def main() -> int:
    use_threads(1)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    rows = list(Bench().rows())
    _sheet(rows).save(OUT)
    sys.stdout.write(f"{len(rows)} changes: {OUT}\n")
    return 0


class Bench:
    """The bundled model, and a picture it made."""

    def __init__(self) -> None:
        self.generator = PictureGenerator(load(ModelSpec(name="bundled")))
        self.inpainter = Inpainter(self.generator)
        self.finder = AreaFinder()
        drawn = self.generator.draw(_drawing("a house and a tree", (3,)), on_step=_ignore)
        self.base = drawn[0]

    def rows(self) -> Iterator[Row]:
        right = Image.fromarray(
            self.finder.find(
                self.base,
                MaskRequest(area=Area.CELLS, cells=(2, 3, 6, 7, 10, 11, 14, 15)),
            ).mask
        ).convert("L")
        for content in MaskedContent:
            title = f"cells, a dog, content {content}, strength 0.8"
            yield self.repainted(title, "a dog", right, content=content, strength=0.8)
        for strength in (0.35, 0.6, 0.9):
            title = f"cells, a dog in a field, strength {strength}"
            yield self.repainted(title, "a dog in a field", right, strength=strength)
        yield self.repainted("everything else, at night", "a house at night", all_else(right))
        yield self.by_brush()
        yield from self.by_name()
        yield self.varied()
        yield self.larger()

    def repainted(
        self,
        title: str,
        prompt: str,
        area: Image.Image,
        *,
        base: Image.Image | None = None,
        content: MaskedContent = MaskedContent.ORIGINAL,
        strength: float = 0.75,
    ) -> Row:
        before = base or self.base
        wish = Repainting(
            drawing=_drawing(prompt, (1, 2)),
            base=before,
            area=area,
            strength=strength,
            masked_content=content,
            blur_px=2,
        )
        after = self.inpainter.repaint(wish, on_step=_ignore)
        tinted = Image.fromarray(shown(np.asarray(before), np.asarray(area) > 127))
        return Row(title=title, tiles=[before, tinted, *after])

    def by_brush(self) -> Row:
        sent = through_telegram(with_label(self.base, "Imagen imaginada"))
        over, _ = painted(sent, lasso(random.Random(4)))
        found = self.finder.find(
            self.base,
            MaskRequest(area=Area.PAINTED),
            sent=sent,
            painted=through_telegram(over),
        )
        row = self.repainted("painted, the sun", "the sun", _grey(found.mask), strength=0.9)
        return Row(title=row.title, tiles=[over, *row.tiles[1:]])

    def by_name(self) -> Iterator[Row]:
        base = scene(8).picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
        prompts = {
            Area.FACE: "a girl",
            Area.CLOTHES: "a man scientist",
            Area.BACKGROUND: "at the beach",
            Area.OBJECT: "a tree",
        }
        for area, prompt in prompts.items():
            found = self.finder.find(base, MaskRequest(area=area))
            title = f"{area} by name, {prompt}, confidence {found.confidence:.2f}"
            if found.refused:
                yield Row(title=title, tiles=[base])
            else:
                yield self.repainted(title, prompt, _grey(found.mask), base=base)

    def varied(self) -> Row:
        wish = Repainting(
            drawing=_drawing("a house and a tree", (1, 2, 3)), base=self.base, strength=0.5
        )
        after = self.inpainter.repaint(wish, on_step=_ignore)
        return Row(title="varied, strength 0.5", tiles=[self.base, *after])

    def larger(self) -> Row:
        """A part of the picture as pixels, enlarged the usual way, and softly."""
        box = (4, 20, 68, 84)
        usual = self.base.resize((4 * SIDE, 4 * SIDE), Image.Resampling.LANCZOS)
        soft = enlarged(self.base)
        four = tuple(4 * edge for edge in box)
        return Row(
            title="enlarged: pixels, the usual way (Lanczos), softly",
            tiles=[
                self.base.crop(box).resize((TILE, TILE), Image.Resampling.NEAREST),
                usual.crop(four),
                soft.crop(four),
            ],
        )


def _drawing(prompt: str, seeds: tuple[int, ...]) -> Drawing:
    return Drawing(
        prompt=prompt,
        negative_prompt="",
        seeds=seeds,
        num_inference_steps=20,
        guidance_scale=6.0,
        width=SIDE,
        height=SIDE,
    )


def _ignore(_: object) -> None:
    pass


def _grey(mask: np.ndarray) -> Image.Image:
    return Image.fromarray(np.where(mask, 255, 0).astype(np.uint8))


def _sheet(rows: list[Row]) -> Image.Image:
    height = TILE + WORDS + GAP
    sheet = Image.new("RGB", (4 * (TILE + GAP) + GAP, len(rows) * height + GAP), "white")
    pen = ImageDraw.Draw(sheet)
    for number, row in enumerate(rows):
        top = GAP + number * height
        pen.text((GAP, top), row.title, font=font(22), fill="black")
        for column, tile in enumerate(row.tiles):
            size = (TILE, round(TILE * tile.height / tile.width))
            seen = tile.resize(size, Image.Resampling.BICUBIC).crop((0, 0, TILE, TILE))
            sheet.paste(seen, (GAP + column * (TILE + GAP), top + WORDS))
    return sheet


if __name__ == "__main__":
    raise SystemExit(main())
