"""Several taught subjects in one picture: composed by their classes, then each drawn as itself.

The whole is drawn with a place's adapter at most; generic words steer each subject's box. Then
each box is repainted with only its own adapter, so that two likenesses never meet and a face
gets all the pixels the model has. On drawings each is drawn alone and put there instead (see
collage.py). Whoever is not recognised is drawn once more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from PIL import Image, ImageDraw

from core.domain.picture import SlotMade
from core.domain.vetting import Box
from core.faces.finding import Face
from core.imaging.generator import Drawing, PictureGenerator, Step
from core.imaging.inpainting import Inpainter, Repainting
from core.imaging.regions import Steering
from core.worker import collage, whereabouts
from core.worker.alike import Alike
from core.worker.candidates import (
    DRAWING,
    Commission,
    other_seed,
)
from core.worker.ensembles import Ensemble, Part

STRENGTH, STRONGER = 0.8, 0.95  #: of a repainted box: at first, and where it was not enough
WHOLLY = 1.0  #: of what is drawn alone
SOFT = 0.12  #: of a box's shorter side: how softly it goes over into the picture
LEAST_ALIKE = {True: 0.3, False: 0.4}  #: on drawings, on photographs: less is somebody else


@dataclass(frozen=True, slots=True, kw_only=True)
class _Try:
    """One drawing of one part."""

    n: int  #: of the part
    box: Box
    seed: int
    strength: float
    done: int  #: rounds before it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Painted:
    """A picture on which boxes are repainted."""

    picture: Image.Image


_Canvas = _Painted | collage.Collage


class Composer:
    """Draws one ensemble, seed by seed."""

    def __init__(
        self,
        ensemble: Ensemble,
        *,
        generator: PictureGenerator,
        commission: Commission,
        alike: Alike | None,
    ) -> None:
        self._ensemble = ensemble
        self._generator = generator
        self._inpainter = Inpainter(generator)
        self._commission = commission
        self._alike = alike
        self._illustrates = generator.model.illustrates

    def compose(self, seed: int, *, number: int) -> tuple[Image.Image, tuple[SlotMade, ...]]:
        """One picture, and how each subject of it was drawn."""
        drawing = replace(self._ensemble.drawing, seeds=(seed,))
        on_step = self._follow(number, done=0, stage=DRAWING, preview=self._generator.preview)
        steering = Steering(self._generator.model.pipeline, self._ensemble.regions)
        [picture] = self._commission.with_enough_memory(
            lambda: self._generator.draw(drawing, on_step=on_step, meanwhile=steering),
            save_memory=self._generator.save_memory,
        )
        heats = [steering.heat(n) for n in range(len(self._ensemble.parts))]
        return self.fill(picture, self._settled(picture, heats), seed, number=number)

    def fill(
        self, picture: Image.Image, boxes: Sequence[Box], seed: int, *, number: int
    ) -> tuple[Image.Image, tuple[SlotMade, ...]]:
        """Draw everybody as themselves into a picture, from the back to the front."""
        parts = self._ensemble.parts
        order = sorted(range(len(parts)), key=lambda n: not parts[n].slot.behind)
        canvas: _Canvas = _Painted(picture=picture)
        if self._illustrates:
            canvas = collage.begun(picture, boxes, order)
        made: dict[int, SlotMade] = {}
        for done, n in enumerate(order, start=1):
            first = _Try(n=n, box=boxes[n], seed=seed, strength=STRENGTH, done=done)
            canvas, made[n] = self._draw(canvas, first, number=number)
        for n in order:
            made[n] = self._looked_at(canvas.picture, parts[n], made[n])  # the others around
            if made[n].recognised is False:
                canvas, made[n] = self._draw_again(canvas, n, made[n], number=number)
        return canvas.picture, tuple(made[n] for n in range(len(parts)))

    def _draw_again(
        self, canvas: _Canvas, n: int, before: SlotMade, *, number: int
    ) -> tuple[_Canvas, SlotMade]:
        """Once more, more strongly; kept where it came to be more alike."""
        again = _Try(
            n=n,
            box=before.box,
            seed=other_seed(before.seed),
            strength=STRONGER,
            done=len(self._ensemble.parts),
        )
        drawn, made = self._draw(canvas, again, number=number)
        made = self._looked_at(drawn.picture, self._ensemble.parts[n], made)
        better = made.recognised or (made.likeness or 0) > (before.likeness or 0)
        return (drawn, made) if better else (canvas, before)

    def _draw(self, canvas: _Canvas, tried: _Try, *, number: int) -> tuple[_Canvas, SlotMade]:
        """One part with only its own adapter: repainted, or of a collage alone."""
        part = self._ensemble.parts[tried.n]
        drawing = replace(part.drawing, seeds=(tried.seed,))
        made = SlotMade(
            element_id=part.slot.element_id,
            box=tried.box,
            prompt=drawing.prompt,
            seed=tried.seed,
            strength=tried.strength,
        )
        if isinstance(canvas, collage.Collage):
            drawn = self._alone(drawing, tried, number=number)
            return canvas.having(tried.n, drawn), replace(made, strength=WHOLLY)
        picture = self._repainted(canvas.picture, drawing, tried, number=number)
        return _Painted(picture=picture), made

    def _alone(self, drawing: Drawing, tried: _Try, *, number: int) -> Image.Image:
        on_step = self._follow_try(tried, number=number, preview=self._generator.preview)
        [drawn] = self._commission.with_enough_memory(
            lambda: self._generator.draw(drawing, on_step=on_step),
            save_memory=self._generator.save_memory,
        )
        return drawn

    def _repainted(
        self, picture: Image.Image, drawing: Drawing, tried: _Try, *, number: int
    ) -> Image.Image:
        repainting = Repainting(
            drawing=drawing,
            base=picture,
            strength=tried.strength,
            area=area_of(tried.box, picture.size),
            blur_px=_softness(tried.box, picture.size),
        )
        preview = partial(self._inpainter.preview, repainting=repainting)
        on_step = self._follow_try(tried, number=number, preview=preview)
        [drawn] = self._commission.with_enough_memory(
            lambda: self._inpainter.repaint(repainting, on_step=on_step),
            save_memory=self._inpainter.save_memory,
        )
        return drawn

    def _looked_at(self, picture: Image.Image, part: Part, made: SlotMade) -> SlotMade:
        """Whether nobody taught is more like what stands there than its own subject."""
        seen = picture.crop(pixels_of(made.box, picture.size))
        own = part.gauge(seen)
        others = [other.gauge(seen) for other in self._ensemble.parts if other is not part]
        return replace(made, likeness=own, recognised=self._is_own(part, own, others))

    def _is_own(
        self, part: Part, own: float | None, others: Sequence[float | None]
    ) -> bool | None:
        if own is None:  # nothing measures a dog on a photograph; a face should be there
            return False if self._expects_face(part) else None
        most = max((other for other in others if other is not None), default=-1.0)
        return own > most and own >= LEAST_ALIKE[self._illustrates]

    def _expects_face(self, part: Part) -> bool:
        measured = part.has_photos and self._alike is not None
        return measured and not self._illustrates and part.slot.kind.shows_somebody

    def _settled(
        self, picture: Image.Image, heats: Sequence[np.ndarray | None]
    ) -> tuple[Box, ...]:
        """The planned boxes, moved to where the subjects are seen."""
        parts = self._ensemble.parts
        planned = [part.slot.box for part in parts]
        boxes = whereabouts.by_heat(planned, heats, on_their_floor=self._illustrates)
        people = [n for n, part in enumerate(parts) if part.slot.kind.shows_somebody]
        if self._illustrates or self._alike is None or not people:
            return boxes
        faces = [_where(face, picture.size) for face in self._alike.find(picture)]
        moved = dict(
            zip(people, whereabouts.by_faces([boxes[n] for n in people], faces), strict=True)
        )
        return tuple(moved.get(n, box) for n, box in enumerate(boxes))

    def _follow_try(
        self, tried: _Try, *, number: int, preview: Callable[[Step], bytes]
    ) -> Callable[[Step], None]:
        stage = self._ensemble.parts[tried.n].stage
        return self._follow(number, done=tried.done, stage=stage, preview=preview)

    def _follow(
        self, number: int, *, done: int, stage: str, preview: Callable[[Step], bytes]
    ) -> Callable[[Step], None]:
        return partial(
            self._commission.on_step,
            group=(number,),
            preview=preview,
            stage=stage,
            done=done,
            rounds=self._ensemble.rounds,
        )


def pixels_of(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    width, height = size
    left, top = round(box.left * width), round(box.top * height)
    return left, top, round(box.right * width), round(box.bottom * height)


def area_of(box: Box, size: tuple[int, int]) -> Image.Image:
    """A box with round corners, white on black."""
    area = Image.new("L", size)
    left, top, right, bottom = pixels_of(box, size)
    round_px = min(right - left, bottom - top) // 4
    pen = ImageDraw.Draw(area)
    pen.rounded_rectangle((left, top, right - 1, bottom - 1), round_px, fill=255)
    return area


def _softness(box: Box, size: tuple[int, int]) -> int:
    left, top, right, bottom = pixels_of(box, size)
    return max(1, round(SOFT * min(right - left, bottom - top)))


def _where(face: Face, size: tuple[int, int]) -> tuple[float, float]:
    x, y = face.middle
    return float(x) / size[0], float(y) / size[1]
