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
)
from core.worker.composing import Composer
from core.worker.ensembles import ensemble_of
from core.worker.face_guiding import guided_by_photos
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
            commission.ask_too(generator.model.flags)
            recipe = suited(recipe, generator.model.manner)
            recipe, faces = guided_by_photos(recipe, folder, generator.model)
            _Job(self._workshop, folder, recipe, commission, generator, faces).run()
        return commission.finish()

    def _ready_generator(self) -> PictureGenerator:
        if self._generator is None:
            self._generator = PictureGenerator(self._workshop.load_model())
        return self._generator


class _Job:
    """One recipe, which suits the model, on its way to pictures."""

    def __init__(
        self,
        workshop: Workshop,
        folder: JobFolder,
        recipe: Recipe,
        commission: Commission,
        generator: PictureGenerator,
        faces: tuple[Image.Image, ...],
    ) -> None:
        self._faces = faces  #: photos that guide one
        self._workshop = workshop
        self._folder = folder
        self._recipe = recipe
        self._commission = commission
        self._generator = generator

    def run(self) -> None:
        """Draw and keep every candidate that is missing; what was refused or faulty, once more."""
        marks, seeds = Marks.read(self._folder), self._recipe.seeds
        draw, judged = self._draw(), self._judge()
        spare: dict[int, Drawn] = {}
        first, second = tries(seeds)
        for tried in (first, second):
            # Once more is drawn alone: of a batch the others would be thrown away.
            for group in self._commission.groups(batches=self._batches and tried is first):
                drawn = draw(group, [tried[number - 1] for number in group])
                for number, one in zip(group, drawn, strict=True):
                    if self._commission.has(number):
                        continue
                    found = judged(one, number)
                    if tried is first and found[1].faults and self._recipe.mended:
                        spare[number] = found
                    else:
                        self._keep(number, _better(found, spare.get(number)), marks)
        for number, found in spare.items():  # what came instead was refused
            self._keep(number, found, marks)

    @property
    def _batches(self) -> bool:
        return self._generator.model.batches and not self._recipe.slots

    def _keep(self, number: int, drawn: Drawn, marks: Marks) -> None:
        picture, making = drawn
        self._commission.keep(number, in_style(picture, self._recipe.style), making, marks)

    def _judge(self) -> Callable[[Drawn, int], Drawn]:
        """What tells how like the photos a candidate is, and what is wrong with it."""
        alike, recipe = self._workshop.alike, self._recipe
        # Photos that should have guided a face are of nobody who is drawn where they could not.
        drawn = recipe.face is None or recipe.face.phrases == recipe.phrases
        photos = references(self._folder) if drawn else []
        gauge: Gauge | None = None
        if alike is not None and photos:
            of_somebody = bool(recipe.faces) or recipe.face is not None
            gauge = alike.gauge(photos, of_somebody=of_somebody)
        faults = Faults(
            alike,
            photographic=not self._generator.model.illustrates,
            faces_due=recipe.faces,
        )

        def judged(drawn: Drawn, number: int) -> Drawn:
            picture, making = drawn
            likeness = gauge(picture) if gauge is not None else making.likeness
            found = faults.of(picture, number=number, likeness=likeness)
            return picture, replace(making, likeness=likeness, faults=found)

        return judged

    def _draw(self) -> Draw:
        """What draws the candidates of a group."""
        if self._recipe.slots:
            return self._composing()
        adapters = read_adapters(self._folder, self._recipe.adapters)
        model, workshop = self._generator.model, self._workshop
        whole = workshop.drawing(self._recipe, model, adapters)
        whole = replace(whole, faces=self._faces)
        passes = SecondPasses(
            passes=passes_of(self._recipe, model),
            whole=replace(whole, seeds=()),
            face=replace(workshop.drawing(face_recipe(self._recipe), model, adapters), seeds=()),
            generator=self._generator,
            commission=self._commission,
            alike=workshop.alike,
        )
        return partial(self._in_one_pass, whole, passes)

    def _in_one_pass(
        self,
        whole: Drawing,
        passes: SecondPasses,
        group: Sequence[int],
        seeds: Sequence[int],
    ) -> Iterator[Drawn]:
        drawing = replace(whole, seeds=tuple(seeds))
        on_step = partial(
            self._commission.on_step,
            group=group,
            preview=self._generator.preview,
            rounds=passes.rounds,
        )
        pictures = self._commission.with_enough_memory(
            lambda: self._generator.draw(drawing, on_step=on_step),
            save_memory=self._generator.save_memory,
        )
        for number, seed, picture in zip(group, seeds, pictures, strict=True):
            finished, made = passes.go_over(picture, seed, number=number)
            yield finished, replace(self._making(drawing, finished, seed), passes=made)

    def _composing(self) -> Draw:
        ensemble = ensemble_of(self._workshop, self._folder, self._recipe, self._generator.model)
        composer = Composer(
            ensemble,
            generator=self._generator,
            commission=self._commission,
            alike=self._workshop.alike,
        )

        def draw(group: Sequence[int], seeds: Sequence[int]) -> Iterator[Drawn]:
            for number, seed in zip(group, seeds, strict=True):
                picture, slots = composer.compose(seed, number=number)
                making = self._making(ensemble.drawing, picture, seed)
                known = [made.likeness for made in slots if made.likeness is not None]
                # A picture is as good as its worst likeness.
                yield picture, replace(making, slots=slots, likeness=min(known, default=None))

        return draw

    def _making(self, drawing: Drawing, picture: Image.Image, seed: int) -> Making:
        making = making_of(drawing, picture, seed, self._generator.model)
        return replace(making, guided=bool(self._faces))


def making_of(drawing: Drawing, picture: Image.Image, seed: int, model: LoadedModel) -> Making:
    """How a picture was made, as far as its drawing tells."""
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
