"""Photographic pictures once they are drawn: larger, and small faces drawn again from near.

A face of few pixels is drawn badly, because the model has few latents for it. Its crop is
repainted at the model's own size with its own adapter, gently: the likeness must not change.
Nothing of this is done to drawings.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from PIL import Image, ImageDraw

from core.domain.picture import Care, Recipe, SecondPass
from core.faces.finding import Face
from core.imaging.base_models import LoadedModel
from core.imaging.generator import Drawing, MemoryShort, PictureGenerator, Step
from core.imaging.inpainting import Inpainter, Repainting
from core.worker.alike import Alike
from core.worker.candidates import Commission

LARGER = 1.5  #: of each side
LARGER_STRENGTH, FACE_STRENGTH = 0.3, 0.4
SMALL_FACE = 0.2  #: of the picture's height: a smaller one is drawn again
_ROOM = 1.5  #: of a face's box: hair and chin belong to it
_SOFT = 0.15  #: of its shorter side
_OF_A_FACE = frozenset({"token", "style"})


def passes_of(recipe: Recipe, model: LoadedModel) -> tuple[SecondPass, ...]:
    """What is to be done, in its order; a model with room for more at once has room for this."""
    if model.illustrates or recipe.care is Care.QUICK:
        return ()
    larger = recipe.care is Care.CAREFUL or model.roomy
    face = bool(recipe.faces) and not recipe.slots  # slots are drawn from near already
    wanted = {SecondPass.LARGER: larger, SecondPass.FACE: face}
    return tuple(each for each in SecondPass if wanted[each])


def face_recipe(recipe: Recipe) -> Recipe:
    """What a face is drawn with: whose it is, and the style."""
    phrases = [phrase for phrase in recipe.phrases if phrase.source in _OF_A_FACE]
    named = [
        replace(phrase, text=f"face of {phrase.text}") if phrase.source == "token" else phrase
        for phrase in phrases
    ]
    return replace(recipe, phrases=tuple(named))


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPasses:
    """The passes of one job; drawings without seeds."""

    passes: tuple[SecondPass, ...]
    whole: Drawing
    face: Drawing
    generator: PictureGenerator
    commission: Commission
    alike: Alike | None

    @property
    def rounds(self) -> int:
        return 1 + len(self.passes)

    def go_over(
        self, picture: Image.Image, seed: int, *, number: int
    ) -> tuple[Image.Image, tuple[SecondPass, ...]]:
        """The picture after all passes, and those that were made."""
        made: list[SecondPass] = []
        for done, each in enumerate(self.passes, start=1):
            repainting = self._repainting(each, picture, seed)
            if repainting is None:
                continue
            try:
                picture = self._drawn(repainting, number=number, done=done)
            except MemoryShort:  # it was only for the better
                continue
            made.append(each)
        return picture, tuple(made)

    def _repainting(self, each: SecondPass, picture: Image.Image, seed: int) -> Repainting | None:
        if each is SecondPass.LARGER:
            size = (round(picture.width * LARGER), round(picture.height * LARGER))
            return Repainting(
                drawing=replace(self.whole, seeds=(seed,)),
                base=picture.resize(size, Image.Resampling.LANCZOS),
                strength=LARGER_STRENGTH,
            )
        face = self._small_face(picture)
        if face is None:
            return None
        area, blur_px = face_area(face, picture.size)
        return Repainting(
            drawing=replace(self.face, seeds=(seed,)),
            base=picture,
            strength=FACE_STRENGTH,
            area=area,
            blur_px=blur_px,
        )

    def _small_face(self, picture: Image.Image) -> Face | None:
        """The largest face, where it is small."""
        faces = self.alike.find(picture) if self.alike is not None else []
        small = faces and faces[0].height_px < SMALL_FACE * picture.height
        return faces[0] if small else None

    def _drawn(self, repainting: Repainting, *, number: int, done: int) -> Image.Image:
        inpainter = Inpainter(self.generator)
        preview: Callable[[Step], bytes] = partial(inpainter.preview, repainting=repainting)
        on_step = partial(
            self.commission.on_step,
            group=(number,),
            preview=preview,
            done=done,
            rounds=self.rounds,
        )
        [drawn] = self.commission.with_enough_memory(
            lambda: inpainter.repaint(repainting, on_step=on_step),
            save_memory=inpainter.save_memory,
        )
        return drawn


def face_area(face: Face, size: tuple[int, int]) -> tuple[Image.Image, int]:
    """An oval around a face, white on black, and how softly it ends, in pixels."""
    middle, half = face.middle, _ROOM * (face.box[2:] - face.box[:2]) / 2
    left, top = (float(edge) for edge in np.maximum(middle - half, 0))
    right, bottom = (float(edge) for edge in np.minimum(middle + half, np.array(size) - 1))
    area = Image.new("L", size)
    ImageDraw.Draw(area).ellipse((left, top, right, bottom), fill=255)
    return area, max(1, round(_SOFT * min(right - left, bottom - top)))
