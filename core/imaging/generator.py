"""Pictures from a prompt: one noise generator a seed, so a seed means the same picture again."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import torch
from PIL import Image

from core.errors import VivenciaError
from core.imaging import previews
from core.imaging.adapters import Learnt, worn
from core.imaging.base_models import LoadedModel, lay_out_smaller
from core.imaging.checkpoints import NoRoom
from core.imaging.face_adapter import guided
from core.imaging.fast_decoder import decoded
from core.imaging.machine import precision_kept
from core.imaging.previews import PreviewMap

USUAL_STEPS = 20
_USUAL_GUIDANCE = 6.0
#: What errors of other kinds say when memory ends: the processor's, the card's and its libraries'.
_SIGNS_OF_SHORTNESS = (
    "not enough memory",
    "can't allocate",
    "out of memory",
    "STATUS_ALLOC_FAILED",
    "CUDNN_STATUS_NOT_SUPPORTED",
)


T = TypeVar("T")


class MemoryShort(VivenciaError):
    """The card, or the machine, has too little memory for this picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What the pipeline is asked for; one picture a seed."""

    prompt: str
    negative_prompt: str
    seeds: tuple[int, ...]
    num_inference_steps: int
    guidance_scale: float
    width: int
    height: int
    adapters: tuple[Learnt, ...] = field(default=(), repr=False)
    faces: tuple[Image.Image, ...] = field(default=(), repr=False)  #: photos that guide a face


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One denoising step done."""

    number: int  #: from 1
    of: int
    latents: Any  #: (pictures, channels, height, width)

    @property
    def fraction(self) -> float:
        return self.number / self.of


OnStep = Callable[[Step], None]
Meanwhile = AbstractContextManager[object]


class PictureGenerator:
    """Draws with one loaded model."""

    def __init__(self, model: LoadedModel) -> None:
        self.model = model
        self._pipeline = model.pipeline

    def draw(
        self, drawing: Drawing, *, on_step: OnStep, meanwhile: Meanwhile | None = None
    ) -> list[Image.Image]:
        """Draw; whatever `on_step` raises ends it and leaves the pipeline fit for the next.

        `meanwhile` is entered when all that is worn hangs there, and left before it may change.
        Raise MemoryShort when it does not fit, AdapterUnreadable when an adapter is none.
        """
        self.fit_previews()
        guidance, photos = drawing.guidance_scale, drawing.faces
        with (
            memory_errors(),
            self._own_scheduler(),
            precision_kept(self._pipeline.vae),
            worn(self._pipeline, drawing.adapters),
            guided(self._pipeline, self.model.face_adapter, photos, guidance=guidance) as faces,
            meanwhile or nullcontext(),
        ):
            made = self._pipeline(
                **self._wishes(drawing),
                callback_on_step_end=telling(on_step),
                output_type="pil" if self.model.decoder is None else "latent",
                **faces,
            )
            if self.model.decoder is not None:
                return decoded(self.model.decoder, self._pipeline, made.images)
        return list(made.images)

    def _wishes(self, drawing: Drawing) -> dict[str, Any]:
        """A drawing in the pipeline's words."""
        return {
            "prompt": [drawing.prompt] * len(drawing.seeds),
            "negative_prompt": [drawing.negative_prompt] * len(drawing.seeds),
            "num_inference_steps": drawing.num_inference_steps,
            "guidance_scale": drawing.guidance_scale,
            "width": self._fitting(drawing.width),
            "height": self._fitting(drawing.height),
            "generator": [noise(seed) for seed in drawing.seeds],
        }

    def preview(self, step: Step) -> bytes:
        """A rough JPEG of the first picture of a step."""
        return self.preview_map.jpeg(step.latents[0])

    def seconds_a_picture(self, *, seconds: Callable[[], float]) -> float:
        """About how long a picture takes here: two steps are drawn, the rest is reckoned."""
        manner, moments = self.model.manner, [seconds()]
        steps = min(USUAL_STEPS, manner.max_steps or USUAL_STEPS)
        trial = Drawing(
            prompt="",
            negative_prompt="",
            seeds=(0,),
            num_inference_steps=2,
            guidance_scale=manner.guidance(_USUAL_GUIDANCE, taught=False),
            width=manner.native_size or self._fitting(0),
            height=manner.native_size or self._fitting(0),
        )
        self.draw(trial, on_step=lambda _: moments.append(seconds()))
        first, second = moments[1:3]
        return seconds() - moments[0] + (steps - 2) * (second - first)

    def save_memory(self) -> bool:
        """Trade speed for memory, for all that follows; False when there is no less."""
        return lay_out_smaller(self.model)

    def fit_previews(self) -> None:
        """Where parts take turns, before a drawing: amid it the UNet would lose its turn.

        Raise MemoryShort.
        """
        if hasattr(self._pipeline.vae, "_hf_hook") and "preview_map" not in vars(self):
            with memory_errors():
                _ = self.preview_map
            self._pipeline.maybe_free_model_hooks()

    @cached_property
    def preview_map(self) -> PreviewMap:
        return previews.fit(self._pipeline.vae)

    def _fitting(self, pixels: int) -> int:
        """The nearest size below that the autoencoder can make."""
        unit = int(self._pipeline.vae_scale_factor)
        return max(unit, pixels // unit * unit)

    @contextmanager
    def _own_scheduler(self) -> Iterator[None]:
        """Give the call a noise scheduler of its own: they carry state between steps."""
        before = self._pipeline.scheduler
        self._pipeline.scheduler = fresh_scheduler(self._pipeline)
        try:
            yield
        finally:
            self._pipeline.scheduler = before


def noise(seed: int) -> torch.Generator:
    """Noise of the main processor, which is the same on every device."""
    return torch.Generator("cpu").manual_seed(seed)


def fresh_scheduler(pipeline: Any) -> Any:
    """A noise scheduler like the pipeline's, with no state yet."""
    return type(pipeline.scheduler).from_config(pipeline.scheduler.config)


def telling(on_step: OnStep) -> Callable[..., dict[str, Any]]:
    """`on_step` as a pipeline calls it."""

    def on_step_end(
        pipeline: Any, index: int, _timestep: Any, tensors: dict[str, Any]
    ) -> dict[str, Any]:
        latents = tensors["latents"]
        on_step(Step(number=index + 1, of=pipeline.num_timesteps, latents=latents))
        return tensors

    return on_step_end


def with_enough_memory(draw: Callable[[], T], *, save_memory: Callable[[], bool]) -> T:
    """Draw; where memory is short, again and again with less, until there is no less."""
    while True:
        try:
            with memory_errors():
                return draw()
        except MemoryShort as error:
            reason = str(error)
        # Outside the handler: the exception held on to the memory that was short.
        if not save_memory():
            raise MemoryShort(reason)


@contextmanager
def memory_errors() -> Iterator[None]:
    """Turn the many ways in which memory ends into MemoryShort."""
    try:
        yield
    except (torch.OutOfMemoryError, MemoryError, NoRoom) as error:
        raise MemoryShort from error
    except RuntimeError as error:
        if any(sign in str(error) for sign in _SIGNS_OF_SHORTNESS):
            raise MemoryShort from error
        raise
