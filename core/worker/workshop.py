"""What all bodies that draw share: folders, the model, words, and who looks at the pictures."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from PIL import Image

from core.content.refusals import Refusals
from core.domain import picture_files as names
from core.domain.job import Ticket
from core.domain.picture import Recipe
from core.imaging.adapters import Learnt
from core.imaging.base_models import LoadedModel
from core.imaging.generator import Drawing
from core.imaging.manners import drawable
from core.ports import JobFolder, JobFolders, Report, Stopped, Translation
from core.prompting.finishing import finish
from core.worker.alike import Alike
from core.worker.candidates import Commission, Undressed


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """Shared by the bodies of one process; the model is loaded by the first job and kept."""

    folders: JobFolders
    load_model: Callable[[], LoadedModel]
    translation: Translation
    refusals: Refusals
    undressed: Undressed
    alike: Alike | None = None  #: nothing is compared without
    seconds: Callable[[], float] = time.monotonic

    def commission(
        self, ticket: Ticket, *, count: int, report: Report, stopped: Stopped
    ) -> Commission:
        return Commission(
            self.folders.folder(ticket.job_id),
            count=count,
            report=report,
            stopped=stopped,
            seconds=self.seconds,
            undressed=self.undressed,
        )

    def prompts(self, recipe: Recipe, model: LoadedModel) -> tuple[str, str]:
        """The prompt and negative prompt of a recipe, in words the model can follow."""
        return finish(
            recipe,
            translation=self.translation,
            refusals=self.refusals,
            count_tokens=model.count_tokens,
            limit=model.room,
            languages=model.manner.languages,
            choose=partial(drawable, manner=model.manner),
        )

    def drawing(self, recipe: Recipe, model: LoadedModel, adapters: tuple[Learnt, ...]) -> Drawing:
        """What the pipeline is asked for; the recipe suits the model already."""
        if recipe.width is None or recipe.height is None:
            raise ValueError("a loaded model knows its size")
        prompt, negative_prompt = self.prompts(recipe, model)
        return Drawing(
            prompt=prompt,
            negative_prompt=negative_prompt,
            seeds=recipe.seeds,
            num_inference_steps=recipe.num_inference_steps,
            guidance_scale=recipe.guidance_scale,
            width=recipe.width,
            height=recipe.height,
            adapters=adapters,
        )


def references(folder: JobFolder, beginning: str = names.REFERENCE) -> list[Image.Image]:
    """The photos in a folder of whom a picture, or one of its slots, should look like."""
    there = (name for name in folder.names() if name.startswith(beginning))
    return [Image.open(BytesIO(folder.read(name))).convert("RGB") for name in sorted(there)]
