"""The body of a picture job: candidates from a sealed recipe, the first one as soon as can be."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO

from PIL import Image

from core.content.refusals import Refusals
from core.domain import picture_files as names
from core.domain.job import Ticket
from core.domain.picture import Making, PictureStyle, Recipe
from core.errors import JobFailed
from core.imaging.adapters import Learnt
from core.imaging.base_models import LoadedModel
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.manners import drawable, suited
from core.ports import JobFolder, JobFolders, Report, Stopped, Translation
from core.prompting.finishing import finish
from core.prompting.recipe_codec import recipe_from_json
from core.worker.candidates import (
    LOADING,
    Commission,
    Likeness,
    Marks,
    Undressed,
    in_style,
    read_adapters,
    told_by_code,
    tries,
    with_enough_memory,
)


class PictureBody:
    """`ports.JobBody` for JobKind.PICTURE; the model is loaded by the first job and kept."""

    def __init__(
        self,
        folders: JobFolders,
        *,
        load_model: Callable[[], LoadedModel],
        translation: Translation,
        refusals: Refusals,
        undressed: Undressed,
        likeness: Likeness | None = None,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folders = folders
        self._load_model = load_model
        self._translation = translation
        self._refusals = refusals
        self._undressed = undressed
        self._likeness = likeness
        self._seconds = seconds
        self._generator: PictureGenerator | None = None

    def __call__(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        folder = self._folders.folder(ticket.job_id)
        with told_by_code():
            recipe = _recipe(folder)
            adapters = read_adapters(folder, recipe.adapters)
            commission = Commission(
                folder,
                count=len(recipe.seeds),
                report=report,
                stopped=stopped,
                seconds=self._seconds,
                undressed=self._undressed,
            )
            commission.tell(LOADING)
            generator = self._ready_generator()
            suitable = suited(recipe, generator.model.manner)
            drawing = _drawing(suitable, *self._prompt(suitable, generator.model), adapters)
            _make(
                commission,
                drawing,
                generator,
                style=recipe.style,
                marks=Marks.read(folder),
                alike=self._alike(folder),
            )
        return commission.finish()

    def _ready_generator(self) -> PictureGenerator:
        if self._generator is None:
            self._generator = PictureGenerator(self._load_model())
        return self._generator

    def _alike(self, folder: JobFolder) -> Callable[[Image.Image], float | None]:
        """How like the photos in the folder a picture is; nothing where there are none."""
        likeness, photos = self._likeness, _references(folder)
        if likeness is None or not photos:
            return lambda _: None
        return lambda picture: likeness([picture], photos)

    def _prompt(self, recipe: Recipe, model: LoadedModel) -> tuple[str, str]:
        return finish(
            recipe,
            translation=self._translation,
            refusals=self._refusals,
            count_tokens=model.count_tokens,
            limit=model.room,
            languages=model.manner.languages,
            choose=partial(drawable, manner=model.manner),
        )


def _recipe(folder: JobFolder) -> Recipe:
    recipe = recipe_from_json(folder.read(names.RECIPE))
    if not recipe.seeds:
        raise JobFailed("recipe")
    return recipe


def _references(folder: JobFolder) -> list[Image.Image]:
    """The photos of whom the picture should look like."""
    there = (name for name in folder.names() if name.startswith(names.REFERENCE))
    return [Image.open(BytesIO(folder.read(name))).convert("RGB") for name in sorted(there)]


def _drawing(
    recipe: Recipe, prompt: str, negative_prompt: str, adapters: tuple[Learnt, ...]
) -> Drawing:
    if recipe.width is None or recipe.height is None:
        raise ValueError("a loaded model knows its size")
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


def _make(
    commission: Commission,
    drawing: Drawing,
    generator: PictureGenerator,
    *,
    style: PictureStyle,
    marks: Marks,
    alike: Callable[[Image.Image], float | None],
) -> None:
    """Draw and keep every candidate that is missing; what was refused, once more."""
    for tried in tries(drawing.seeds):
        for group in commission.groups(batches=generator.model.batches):
            seeds = tuple(tried[number - 1] for number in group)
            pictures = _drawn(generator, replace(drawing, seeds=seeds), commission, group)
            for number, seed, picture in zip(group, seeds, pictures, strict=True):
                made = _making(drawing, picture, seed, generator)
                making = replace(made, likeness=alike(picture))
                commission.keep(number, in_style(picture, style), making, marks)


def _drawn(
    generator: PictureGenerator, drawing: Drawing, commission: Commission, group: Sequence[int]
) -> list[Image.Image]:
    on_step = partial(commission.on_step, group=group, preview=generator.preview)
    return with_enough_memory(
        lambda: generator.draw(drawing, on_step=on_step), save_memory=generator.save_memory
    )


def _making(
    drawing: Drawing, picture: Image.Image, seed: int, generator: PictureGenerator
) -> Making:
    return Making(
        prompt=drawing.prompt,
        negative_prompt=drawing.negative_prompt,
        seed=seed,
        num_inference_steps=drawing.num_inference_steps,
        guidance_scale=drawing.guidance_scale,
        base_model=generator.model.name,
        width=picture.width,
        height=picture.height,
    )
