"""Base models: what the settings name becomes a loaded pipeline, or a plain reason why not.

`auto`      Stable Diffusion 1.5 where there is a CUDA card and its weights can be had,
            else the model bundled here
`bundled`   the small model in models/sketch
`tiny`      random weights built in code, for trying the program out; `tiny-xl` in XL's shape
a path      a diffusers folder, or one `.safetensors` or `.ckpt` file
owner/name  a model of the hub: from its cache, or downloaded when that is allowed

Stable Diffusion 1.x, 2.x and XL are drawn with. Stable Diffusion 3 is not, yet: its
transformer takes adapters and masks in other ways than all the rest of this package knows.
Weights are read as numbers only, so none can run code.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import diffusers
import huggingface_hub.constants
import torch
import transformers
from PIL import Image
from safetensors import SafetensorError

from core.errors import ModelUnavailable
from core.imaging import few_steps, memory_plan
from core.imaging.adapters import CACHE_MIB, furnish
from core.imaging.better_vae import give_better_vae
from core.imaging.checkpoints import hold
from core.imaging.compiled_unets import HIGHEST_RANK, compile_unet
from core.imaging.face_adapter import FaceAdapter, check, face_adapter_for
from core.imaging.fast_decoder import decoder_for
from core.imaging.machine import card_bytes, device, dtype_for
from core.imaging.manners import Manner, manner_of
from core.imaging.memory_plan import GIB, Layout, ModelWeight
from core.imaging.safety import SafetyChecker, checker_in, checker_of
from core.imaging.single_files import SUFFIXES, pipeline_class, read_single_file
from core.imaging.tiny import tiny_pipeline, tiny_xl_pipeline

log = logging.getLogger(__name__)

BUNDLED = Path(__file__).parent / "models" / "sketch"
STABLE_DIFFUSION = "stable-diffusion-v1-5/stable-diffusion-v1-5"
BATCH = 3  #: pictures drawn at once, after the first
_SMALL_PX = 256  #: side of the pictures of a model that draws them at once without a card

#: What comes with the model to judge its pictures is read by safety.py.
_NO_CHECKER: dict[str, dict[str, Any]] = {
    "StableDiffusionPipeline": {"safety_checker": None, "requires_safety_checker": False},
    "StableDiffusionXLPipeline": {"add_watermarker": False},
}
_TINY = {"tiny": tiny_pipeline, "tiny-xl": tiny_xl_pipeline}
_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSpec:
    """Which base model, and whether the network may be asked for it."""

    name: str = "auto"
    allow_hub: bool = False
    vae: str = "auto"  #: see better_vae.py
    few_steps: str = "auto"  #: see few_steps.py
    fast_decoder: str = "off"  #: see fast_decoder.py
    face_adapter: str = "off"  #: see face_adapter.py
    adapter_cache_mib: int = CACHE_MIB
    compiled: bool = False  #: the UNet, where there is a CUDA card that holds all of the model


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedModel:
    """A pipeline ready to draw; only core.imaging touches what is inside."""

    name: str  #: as it is kept with every picture
    pipeline: Any
    manner: Manner
    device: torch.device
    layout: Layout = Layout.PROCESSOR
    weight: ModelWeight | None = None
    decoder: Any = None  #: decodes new pictures in the autoencoder's place
    face_adapter: FaceAdapter | None = None  #: lets photos guide a face
    in_few_steps: bool = False
    compiled: bool = False  #: it is, or will be when it is first drawn with
    checker: SafetyChecker | None = None  #: that came with it

    def flags(self, picture: Image.Image) -> bool:
        """Whether the safety checker that came with the model refuses a picture it made."""
        return self.checker is not None and self.checker.flags(picture)

    @property
    def room(self) -> int:
        """How many tokens the text encoder reads, its two marks included."""
        tokenizer, encoder = self.pipeline.tokenizer, self.pipeline.text_encoder
        return int(min(tokenizer.model_max_length, encoder.config.max_position_embeddings))

    def count_tokens(self, text: str) -> int:
        """How much of the room a text takes, the marks at both ends included."""
        return len(self.pipeline.tokenizer(text, truncation=False, verbose=False).input_ids)

    @property
    def illustrates(self) -> bool:
        """Whether it draws little illustrations, on which faces cannot be told apart."""
        return self.manner.vocabulary is not None

    @property
    def batches(self) -> bool:
        """Whether several candidates at once are worth waiting for.

        Without a card they are where a step is so short that a batch can still be stopped at
        once; a large model would leave everybody waiting for the second picture.
        """
        if self.device.type == "cuda":
            return self.roomy
        return self.manner.native_size is not None and self.manner.native_size <= _SMALL_PX

    @property
    def roomy(self) -> bool:
        """Whether the card holds several pictures at once."""
        if self.device.type != "cuda" or self.weight is None:
            return False
        return memory_plan.fits_at_once(self.weight, pictures=BATCH, card_bytes=card_bytes())

    def describe(self) -> dict[str, str | float]:
        """The model, for the doctor: what it takes of the card while one picture is drawn."""
        needs = self.weight.needs(self.layout) if self.weight else 0
        layout = str(self.layout)
        return {
            "base_model": self.name,
            "layout": layout,
            "needs_gb": round(needs / GIB, 1),
            "in_few_steps": self.in_few_steps,
            "compiled": self.compiled,
            "can_quicken": few_steps.can_quicken(self.pipeline),
        }


def load(spec: ModelSpec) -> LoadedModel:
    """Load a base model; raise ModelUnavailable with a reason code."""
    _quieten()
    if not spec.allow_hub:
        # `local_files_only` is not enough: the hub's library also asks for news about itself.
        huggingface_hub.constants.HF_HUB_OFFLINE = True
    if spec.name == "auto":
        return _load_auto(spec)
    return _loader(spec)()


def use_threads(count: int) -> None:
    """Compute with so many threads; 0 leaves it to the library, which takes all cores."""
    if count:
        torch.set_num_threads(count)


def _load_auto(spec: ModelSpec) -> LoadedModel:
    if torch.cuda.is_available():
        try:
            return load(replace(spec, name=STABLE_DIFFUSION))
        except ModelUnavailable as missing:
            log.warning("base model not to be had, using the bundled one: %s", missing.reason)
    return load(replace(spec, name="bundled"))


def _loader(spec: ModelSpec) -> Callable[[], LoadedModel]:
    path = Path(spec.name).expanduser()
    if made := _TINY.get(spec.name):
        return lambda: _ready(spec.name, made(), Manner(full_precision=True), spec)
    if spec.name == "bundled":
        return lambda: _from_folder(BUNDLED, _alone(spec))
    if path.is_dir():
        return lambda: _from_folder(path, replace(spec, name=path.name))
    if path.suffix in SUFFIXES and path.is_file():
        return lambda: _from_file(path, spec)
    if not _HUB_NAME.fullmatch(spec.name) or spec.name.startswith("."):
        raise ModelUnavailable(f"there is no folder or file {spec.name}", reason="no-folder")
    return lambda: _from_hub(spec)


def _alone(spec: ModelSpec) -> ModelSpec:
    """The bundled model needs nothing besides, and nothing known fits it."""
    own = replace(spec, name="bundled", vae="own", few_steps="off")
    return replace(own, fast_decoder="off", face_adapter="off")


def _from_folder(folder: Path, spec: ModelSpec) -> LoadedModel:
    kind = pipeline_class(folder)
    manner = manner_of(folder)
    pipeline = _read(kind, str(folder), allow_hub=False, manner=manner)
    ready = _ready(spec.name, _with_better_vae(pipeline, spec, manner), manner, spec)
    return replace(ready, checker=checker_in(folder))


def _from_file(path: Path, spec: ModelSpec) -> LoadedModel:
    manner = manner_of(path.with_suffix(""))
    pipeline = read_single_file(path, dtype=dtype_for(manner))
    return _ready(path.stem, _with_better_vae(pipeline, spec, manner), manner, spec)


def _from_hub(spec: ModelSpec) -> LoadedModel:
    manner = Manner()
    try:
        index = huggingface_hub.hf_hub_download(
            spec.name, "model_index.json", local_files_only=not spec.allow_hub
        )
    except (OSError, ValueError) as error:  # the hub's own errors are kinds of these
        reason = "hub" if spec.allow_hub else "hub-not-allowed"
        raise ModelUnavailable(f"{spec.name} cannot be had", reason=reason) from error
    kind = pipeline_class(Path(index).parent)
    pipeline = _read(kind, spec.name, allow_hub=spec.allow_hub, manner=manner)
    ready = _ready(spec.name, _with_better_vae(pipeline, spec, manner), manner, spec)
    return replace(ready, checker=checker_of(spec.name, Path(index), allow_hub=spec.allow_hub))


def _read(kind: Any, source: str, *, allow_hub: bool, manner: Manner) -> Any:
    try:
        return kind.from_pretrained(
            source,
            dtype=dtype_for(manner),
            use_safetensors=True,
            local_files_only=not allow_hub,
            **_NO_CHECKER.get(kind.__name__, {}),
        )
    except (OSError, ValueError, TypeError, SafetensorError) as error:
        reason = "weights" if Path(source).is_dir() else "hub" if allow_hub else "hub-not-allowed"
        raise ModelUnavailable(f"{source} cannot be loaded", reason=reason) from error


def _with_better_vae(pipeline: Any, spec: ModelSpec, manner: Manner) -> Any:
    dtype = dtype_for(manner)
    return give_better_vae(pipeline, spec.vae, dtype=dtype, allow_hub=spec.allow_hub)


def _ready(name: str, pipeline: Any, manner: Manner, spec: ModelSpec) -> LoadedModel:
    """The pipeline laid out where it computes, with all that the settings put beside it."""
    where, hub, dtype = device(), spec.allow_hub, dtype_for(manner)
    card = where.type == "cuda"
    quick = few_steps.adapter_for(pipeline, spec.few_steps, card=card, allow_hub=hub)
    decoder = decoder_for(pipeline, spec.fast_decoder, dtype=dtype, allow_hub=hub)
    size = manner.native_size or pipeline.unet.config.sample_size * pipeline.vae_scale_factor
    weight = _weight(pipeline, pixels=size * size)
    layout = memory_plan.plan(weight, card_bytes=card_bytes())
    layout = _placed(pipeline, layout)
    pipeline.set_progress_bar_config(disable=True)
    compiled = spec.compiled and layout is Layout.RESIDENT and quick is None
    _furnished(pipeline, spec, quick, compiled=compiled)
    if quick is not None:
        manner = few_steps.quickened(pipeline, manner)
    log.info("base model loaded name=%s layout=%s size=%d", name, layout, size)
    return LoadedModel(
        name=name,
        pipeline=pipeline,
        manner=replace(manner, native_size=size),
        device=where,
        layout=layout,
        weight=weight,
        decoder=decoder.to(where) if decoder is not None else None,
        face_adapter=_face_adapter(pipeline, spec, layout, dtype),
        in_few_steps=quick is not None,
        compiled=compiled,
    )


def _furnished(pipeline: Any, spec: ModelSpec, quick: Any, *, compiled: bool) -> None:
    """Give the UNet its slots for adapters; a compiled one keeps them at one rank."""
    furnish(
        pipeline.unet,
        cache_mib=spec.adapter_cache_mib,
        standing=quick,
        fixed_rank=HIGHEST_RANK if compiled else 0,
    )
    if compiled:
        compile_unet(pipeline.unet)


def _face_adapter(
    pipeline: Any, spec: ModelSpec, layout: Layout, dtype: torch.dtype
) -> FaceAdapter | None:
    """What lets photos guide a face; its layers cannot come and go one by one."""
    if layout is Layout.PIECEMEAL:
        return None
    found = face_adapter_for(pipeline, spec.face_adapter, dtype=dtype, allow_hub=spec.allow_hub)
    if found is not None:
        check(pipeline, found)
    return found


def _weight(pipeline: Any, *, pixels: int) -> ModelWeight:
    parts = [part for part in pipeline.components.values() if isinstance(part, torch.nn.Module)]
    weights = [sum(t.numel() * t.element_size() for t in part.parameters()) for part in parts]
    return ModelWeight(all_bytes=sum(weights), largest_part_bytes=max(weights), pixels=pixels)


def layout_of(model: LoadedModel) -> Layout:
    """How a model lies by now: memory may have run short since it was loaded."""
    return _LAID_OUT.get(model.pipeline.unet, model.layout)


def _placed(pipeline: Any, layout: Layout) -> Layout:
    """Lay a model out, smaller where others hold what was reckoned with; the layout it has."""
    while True:
        try:
            _place(pipeline, layout)
        except torch.OutOfMemoryError as error:
            less = memory_plan.smaller(layout)
            if less is None:
                raise ModelUnavailable("too little memory", reason="memory") from error
        else:
            return layout
        log.warning("memory short while loading, laid out anew layout=%s", less)
        layout = less  # outside the handler: the exception held on to the memory


def lay_out_smaller(model: LoadedModel) -> bool:
    """Lay a model out so that it takes less, for all that follows; False when there is no less."""
    unet = model.pipeline.unet
    layout = memory_plan.smaller(layout_of(model))
    if layout is None:
        return False
    if layout is Layout.PIECEMEAL:
        hold(unet, None)  # what layers hold that come and go cannot be changed any more
    _LAID_OUT[unet] = layout
    log.warning("memory short, laid out anew layout=%s", layout)
    _place(model.pipeline, layout)
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    return True


_LAID_OUT: WeakKeyDictionary[Any, Layout] = WeakKeyDictionary()  #: since memory ran short


def _place(pipeline: Any, layout: Layout) -> None:
    """Lay the model out; only a card has much to lay out.

    Attention is never sliced: the library's own takes less, and the layers for faces need it.
    """
    if layout not in {Layout.RESIDENT, Layout.PROCESSOR}:
        pipeline.vae.enable_slicing()
        pipeline.vae.enable_tiling()
    if layout in {Layout.PROCESSOR, Layout.PROCESSOR_SLICED}:
        pipeline.to("cpu")
        return
    if layout is Layout.IN_TURNS:
        pipeline.enable_model_cpu_offload()
    elif layout is Layout.PIECEMEAL:
        pipeline.enable_sequential_cpu_offload()
    else:
        pipeline.to("cuda")


def _quieten() -> None:
    """Keep the libraries' progress bars and advice out of the worker's log."""
    for library in (diffusers, transformers):
        library.utils.logging.set_verbosity_error()
        library.utils.logging.disable_progress_bar()
