"""From a family's photos to the lesson the model learns: cropped, captioned, encoded.

Beside the photos stand pictures that the base model draws of the class and of other things, so
that it keeps what it knew. Both are kept as they grow: a kill costs the last few of them.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from PIL import Image

from core.content.prompt_words import PromptWords
from core.content.teaching import TeachingWording
from core.domain import teaching as names
from core.domain.teaching import TeachingRequest, TrainingPhoto
from core.errors import NotFound
from core.imaging.base_models import BATCH, LoadedModel, lay_out_smaller
from core.imaging.generator import memory_errors, with_enough_memory
from core.imaging.lesson import (
    CLASS_STEPS,
    Latents,
    Lesson,
    draw_latents,
    encode_pictures,
    lesson_of,
)
from core.imaging.trainer import Plan
from core.imaging.training_captions import captions_of, class_captions
from core.imaging.training_crops import CROPS, crops
from core.worker.teaching_desk import Desk
from core.worker.teaching_progress import PREPARING, steps_of_pictures


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """All that a lesson is made from."""

    desk: Desk
    request: TeachingRequest
    model: LoadedModel
    plan: Plan
    wording: TeachingWording
    words: PromptWords

    def lesson(self) -> Lesson:
        drawn = self.class_captions
        subject = self._grown(names.SUBJECT, CROPS * len(self.request.photos), self._encode)
        others = self._grown(names.OTHERS, len(drawn), self._draw)
        rows = [
            captions_of(photo, self.request, self.wording, self.words)
            for photo in self.request.photos
            for _ in range(CROPS)
        ]
        with self.desk.chunk(), memory_errors():
            return lesson_of(
                self.model.pipeline,
                subject=subject,
                subject_captions=rows,
                others=others,
                other_captions=drawn,
            )

    @property
    def class_captions(self) -> Sequence[str]:
        return class_captions(self.request, self.wording, self.words)

    def crops(self, photo: TrainingPhoto) -> list[Image.Image]:
        """Of one photo, from the widest to the nearest."""
        content = self.desk.folder.read(names.photo_file(photo.photo_id))
        with Image.open(BytesIO(content), formats=("JPEG",)) as opened:
            return list(
                crops(
                    opened,
                    subject=photo.subject,
                    size=self.plan.size,
                    seed=self.request.seed + self.request.photos.index(photo),
                    mirrored=self.request.mirrored,
                )
            )

    def _encode(self, start: int) -> Latents:
        return encode_pictures(
            self.model.pipeline, self.crops(self.request.photos[start // CROPS])
        )

    def _draw(self, start: int) -> Latents:
        together = BATCH if self.model.batches else 1  # whoever waits, waits for all of them
        captions, manner = self.class_captions[start : start + together], self.model.manner
        guidance = self.wording.class_guidance
        drawn = draw_latents(
            self.model.pipeline,
            captions,
            guidance=manner.guidance(guidance, taught=False),
            steps=min(CLASS_STEPS, manner.max_steps or CLASS_STEPS),
            size=self.plan.size,
            seed=self.request.seed + start,
            on_step=self.desk.on_step,
        )
        self.desk.pace.advance(steps_of_pictures(len(drawn), self.plan))
        return drawn

    def _grown(self, name: str, count: int, more: Callable[[int], Latents]) -> Latents:
        """Go on from what is kept until there are so many."""
        kept: Latents | None = None
        with suppress(NotFound):
            kept = Latents.from_bytes(self.desk.folder.read(name))
        if kept is not None and name == names.OTHERS:
            self.desk.pace.found_done(steps_of_pictures(len(kept), self.plan))
        while kept is None or len(kept) < count:
            self.desk.check_stopped()
            grow = partial(more, len(kept) if kept is not None else 0)
            with self.desk.chunk():
                grown = with_enough_memory(grow, save_memory=partial(lay_out_smaller, self.model))
            kept = grown if kept is None else kept.and_also(grown)
            self.desk.folder.write(name, kept.to_bytes())
            self.desk.pace.tell_now_and_then(PREPARING)
        return kept
