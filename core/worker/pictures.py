"""The body of a picture job: candidates from a sealed recipe, the first one as soon as can be.

A candidate is finished when its making is written, which comes last; so a job that runs
again after a kill goes on with the candidates that are missing. It must not ask for the
other files: the bot may have taken them over already.
"""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO

from PIL import Image

from core.content.refusals import Refusals
from core.domain import picture_files as names
from core.domain.job import Progress, Ticket
from core.domain.picture import Making, PictureStyle, Recipe
from core.errors import JobFailed, ModelUnavailable, NotFound, PictureRefused, StoreDamaged
from core.imaging.adapters import Adapter, AdapterUnreadable
from core.imaging.base_models import LoadedModel
from core.imaging.generator import Drawing, MemoryShort, PictureGenerator, Step
from core.imaging.manners import drawable, suited
from core.marking.credentials import Signer, SignerRefused
from core.marking.marks import mark
from core.marking.metadata import SourceType
from core.ports import JobFolder, JobFolders, Report, Stopped, Translation
from core.prompting.finishing import finish
from core.prompting.recipe_codec import recipe_from_json, to_json

log = logging.getLogger(__name__)

LOADING, DRAWING, FINISHING = "loading", "drawing", "finishing"
SECONDS_BETWEEN_REPORTS = 0.5
PREVIEW_FROM = 0.3  #: before that there is only noise to see


class PictureBody:
    """`ports.JobBody` for JobKind.PICTURE; the model is loaded by the first job and kept."""

    def __init__(
        self,
        folders: JobFolders,
        *,
        load_model: Callable[[], LoadedModel],
        translation: Translation,
        refusals: Refusals,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folders = folders
        self._load_model = load_model
        self._translation = translation
        self._refusals = refusals
        self._seconds = seconds
        self._generator: PictureGenerator | None = None

    def __call__(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        folder = self._folders.folder(ticket.job_id)
        with _told_by_code():
            recipe = _recipe(folder)
            adapters = _adapters(folder, recipe)
            commission = _Commission(folder, recipe, report, stopped, self._seconds)
            commission.tell(LOADING)
            generator = self._ready_generator()
            suitable = suited(recipe, generator.model.manner)
            drawing = _drawing(suitable, *self._prompt(suitable, generator.model), adapters)
            _make(commission, drawing, generator, recipe.style, _Marks.read(folder))
        return commission.ready

    def _ready_generator(self) -> PictureGenerator:
        if self._generator is None:
            self._generator = PictureGenerator(self._load_model())
        return self._generator

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marks:
    """What a candidate is marked with."""

    label_text: str
    signer: Signer

    @classmethod
    def read(cls, folder: JobFolder) -> "_Marks":
        chain, key = folder.read(names.SIGNER_CHAIN), folder.read(names.SIGNER_KEY)
        return cls(
            label_text=folder.read(names.LABEL).decode("utf-8"),
            signer=Signer(chain_pem=chain, key_pem=key),
        )

    def put_on(self, picture: Image.Image) -> bytes:
        return mark(
            picture,
            label_text=self.label_text,
            source_type=SourceType.MADE_BY_MODEL,
            signer=self.signer,
        ).jpeg


class _Commission:
    """One running job: what is there already, and what the bot is told."""

    def __init__(
        self,
        folder: JobFolder,
        recipe: Recipe,
        report: Report,
        stopped: Stopped,
        seconds: Callable[[], float],
    ) -> None:
        self._folder = folder
        self._count = len(recipe.seeds)
        self._report = report
        self._stopped = stopped
        self._seconds = seconds
        self._told_at = float("-inf")
        there = set(folder.names())
        self._done = {n for n in range(1, self._count + 1) if names.making(n) in there}

    @property
    def ready(self) -> tuple[str, ...]:
        return tuple(names.marked(number) for number in sorted(self._done))

    def has(self, number: int) -> bool:
        return number in self._done

    def tell(self, stage: str, *, under_way: float = 0.0, preview: str | None = None) -> None:
        """Report; `under_way` is how much of the missing candidates is done, in candidates."""
        self._told_at = self._seconds()
        fraction = min(1.0, (len(self._done) + under_way) / self._count)
        self._report(Progress(stage=stage, fraction=fraction, preview=preview, ready=self.ready))

    def on_step(self, step: Step, *, generator: PictureGenerator, missing: int) -> None:
        """Follow the drawing: stop it when told to, report it now and then."""
        self.check_stopped()
        if self._seconds() - self._told_at < SECONDS_BETWEEN_REPORTS:
            return
        preview = None
        if step.fraction >= PREVIEW_FROM:
            self._folder.write(names.PREVIEW, generator.preview(step))
            preview = names.PREVIEW
        self.tell(DRAWING, under_way=step.fraction * missing, preview=preview)

    def check_stopped(self) -> None:
        if self._stopped():
            raise JobFailed("stopped")

    def keep(self, number: int, picture: Image.Image, making: Making, marks: _Marks) -> None:
        """Seal one candidate, unless it is there: plain, marked, and last how it was made."""
        self.check_stopped()
        if self.has(number):
            return
        self._folder.write(names.plain(number), _png(picture))
        self._folder.write(names.marked(number), marks.put_on(picture))
        self._folder.write(names.making(number), to_json(making))
        self._done.add(number)
        self.tell(FINISHING if len(self._done) == self._count else DRAWING)


@contextmanager
def _told_by_code() -> Iterator[None]:
    """Only codes leave a body: each thing that goes wrong becomes one."""
    try:
        yield
    except (NotFound, StoreDamaged, UnicodeDecodeError) as error:
        raise JobFailed("recipe") from error
    except PictureRefused as error:
        raise JobFailed("refused") from error
    except ModelUnavailable as error:
        log.warning("no base model: %s", error.reason)
        raise JobFailed("model") from error
    except MemoryShort as error:
        raise JobFailed("memory") from error
    except AdapterUnreadable as error:
        raise JobFailed("adapter") from error
    except SignerRefused as error:
        raise JobFailed("signer") from error


def _groups(count: int, *, batches: bool) -> list[list[int]]:
    """Candidates drawn together, numbered from 1: the first alone, for whoever waits.

    The groups never depend on what is done: a batch of other pictures would change the
    last digits of a picture.
    """
    if batches:
        return [[1], list(range(2, count + 1))] if count > 1 else [[1]]
    return [[number] for number in range(1, count + 1)]


def _recipe(folder: JobFolder) -> Recipe:
    recipe = recipe_from_json(folder.read(names.RECIPE))
    if not recipe.seeds:
        raise JobFailed("recipe")
    return recipe


def _adapters(folder: JobFolder, recipe: Recipe) -> tuple[Adapter, ...]:
    try:
        return tuple(
            Adapter(safetensors=folder.read(use.input_name), weight=use.weight)
            for use in recipe.adapters
        )
    except NotFound as error:
        raise JobFailed("adapter-missing") from error


def _drawing(
    recipe: Recipe, prompt: str, negative_prompt: str, adapters: tuple[Adapter, ...]
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
    commission: _Commission,
    drawing: Drawing,
    generator: PictureGenerator,
    style: PictureStyle,
    marks: _Marks,
) -> None:
    """Draw and keep every candidate that is missing."""
    for group in _groups(len(drawing.seeds), batches=generator.model.batches):
        if all(commission.has(number) for number in group):
            continue
        seeds = tuple(drawing.seeds[number - 1] for number in group)
        pictures = _drawn(generator, replace(drawing, seeds=seeds), commission, group)
        for number, seed, picture in zip(group, seeds, pictures, strict=True):
            making = _making(drawing, picture, seed, generator)
            commission.keep(number, _in_style(picture, style), making, marks)


def _drawn(
    generator: PictureGenerator, drawing: Drawing, commission: _Commission, group: Sequence[int]
) -> list[Image.Image]:
    missing = sum(not commission.has(number) for number in group)

    def on_step(step: Step) -> None:
        commission.on_step(step, generator=generator, missing=missing)

    try:
        return generator.draw(drawing, on_step=on_step)
    except MemoryShort:
        log.warning("memory short, trying again with less")
    # Outside the handler: the exception held on to the memory that was short.
    generator.save_memory()
    return generator.draw(drawing, on_step=on_step)


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


def _in_style(picture: Image.Image, style: PictureStyle) -> Image.Image:
    """Grey is the one style that need not be left to the model."""
    if style is PictureStyle.GREYSCALE:
        return picture.convert("L").convert("RGB")
    return picture


def _png(picture: Image.Image) -> bytes:
    encoded = BytesIO()
    picture.save(encoded, "PNG")
    return encoded.getvalue()
