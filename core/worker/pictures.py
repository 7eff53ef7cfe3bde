"""The body of a picture job: candidates from a sealed recipe, the first one as soon as can be."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from PIL import Image

from core.domain import picture_files as names
from core.domain.job import Ticket
from core.domain.picture import Making, Recipe
from core.errors import JobFailed
from core.imaging.base_models import LoadedModel
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.manners import suited
from core.ports import JobFolder, Report, Stopped
from core.prompting.recipe_codec import recipe_from_json
from core.worker.alike import Gauge
from core.worker.candidates import (
    LOADING,
    Commission,
    Marks,
    in_style,
    read_adapters,
    told_by_code,
    tries,
    with_enough_memory,
)
from core.worker.composing import Composer, ensemble_of
from core.worker.faults import Faults
from core.worker.second_passes import SecondPasses, face_recipe, passes_of
from core.worker.workshop import Workshop, references

Drawn = tuple[Image.Image, Making]
Draw = Callable[[Sequence[int], Sequence[int]], Iterable[Drawn]]  #: of numbers and their seeds


class PictureBody:
    """`ports.JobBody` for JobKind.PICTURE; the model is loaded by the first job and kept."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._generator: PictureGenerator | None = None

    def __call__(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        folder = self._workshop.folders.folder(ticket.job_id)
        with told_by_code():
            recipe = _recipe(folder)
            read_adapters(folder, recipe.all_adapters)  # before anything is loaded
            commission = self._workshop.commission(
                ticket, count=len(recipe.seeds), report=report, stopped=stopped
            )
            commission.tell(LOADING)
            generator = self._ready_generator()
            recipe = suited(recipe, generator.model.manner)
            _Job(self._workshop, folder, recipe, commission, generator).run()
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
        base_model=model.name,
        width=picture.width,
        height=picture.height,
    )


def _recipe(folder: JobFolder) -> Recipe:
    recipe = recipe_from_json(folder.read(names.RECIPE))
    if not recipe.seeds:
        raise JobFailed("recipe")
    return recipe


def _better(found: Drawn, before: Drawn | None) -> Drawn:
    """The one with fewer faults; of two alike ones, the later."""
    if before is None or len(found[1].faults) <= len(before[1].faults):
        return found
    return before
