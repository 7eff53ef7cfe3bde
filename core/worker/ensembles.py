"""A recipe of several subjects made ready for a model: its parts, its regions, its whole."""

from dataclasses import dataclass, replace

from PIL import Image

from core.domain import picture_files as names
from core.domain.picture import Recipe, Slot
from core.imaging.base_models import LoadedModel
from core.imaging.generator import Drawing
from core.imaging.manners import suited
from core.imaging.regions import Region, Regions
from core.ports import JobFolder
from core.prompting.finishing import SEPARATOR
from core.prompting.several import surroundings, whole
from core.worker.alike import Gauge
from core.worker.candidates import read_adapters
from core.worker.workshop import Workshop, references


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A slot, made ready for a model."""

    slot: Slot
    steering: str  #: the prompt of its class
    drawing: Drawing  #: of its token, without seeds
    gauge: Gauge  #: how like its own photos a picture is
    has_photos: bool  #: to be like

    @property
    def subject(self) -> str:
        """The words that name it in a prompt."""
        return self.steering.partition(SEPARATOR)[0]

    @property
    def stage(self) -> str:
        return f"slot-{self.slot.kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ensemble:
    """All parts of one picture, and how its whole is drawn."""

    parts: tuple[Part, ...]
    drawing: Drawing  #: of the whole
    regions: Regions

    @property
    def rounds(self) -> int:
        """How often the model draws for one picture, if nobody is drawn once more."""
        return 1 + len(self.parts)


def ensemble_of(
    workshop: Workshop, folder: JobFolder, recipe: Recipe, model: LoadedModel
) -> Ensemble:
    """The recipe, which suits the model, as its parts."""
    parts = tuple(
        _part(workshop, folder, recipe, number, model)
        for number in range(1, len(recipe.slots) + 1)
    )
    drawing = workshop.drawing(whole(recipe), model, read_adapters(folder, recipe.adapters))
    regions = Regions(
        whole=drawing.prompt,
        surroundings=workshop.prompts(surroundings(recipe), model)[0],
        regions=tuple(
            Region(box=part.slot.box, prompt=part.steering, subject=part.subject) for part in parts
        ),
    )
    return Ensemble(parts=parts, drawing=drawing, regions=regions)


def _part(
    workshop: Workshop, folder: JobFolder, recipe: Recipe, number: int, model: LoadedModel
) -> Part:
    slot = recipe.slots[number - 1]
    own = replace(
        recipe,
        phrases=slot.phrases,
        negative=slot.negative,
        num_inference_steps=slot.num_inference_steps,
        guidance_scale=slot.guidance_scale,
        seeds=(),
        slots=(),
        adapters=(slot.adapter,),
    )
    own = suited(own, model.manner)
    photos = references(folder, names.slot_references(number))
    gauge: Gauge = _no_gauge
    if workshop.alike is not None:
        gauge = workshop.alike.gauge(photos, of_somebody=slot.kind.shows_somebody)
    return Part(
        slot=slot,
        steering=workshop.prompts(replace(own, phrases=slot.generic), model)[0],
        drawing=workshop.drawing(own, model, read_adapters(folder, [slot.adapter])),
        gauge=gauge,
        has_photos=bool(photos),
    )


def _no_gauge(_: Image.Image) -> None:
    """Nothing is compared."""
