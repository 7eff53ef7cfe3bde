"""Base models: what the settings name becomes a loaded pipeline, or a plain reason why not.

`auto`      Stable Diffusion 1.5 where there is a CUDA card and its weights can be had,
            else the model bundled here
`bundled`   the small model in models/sketch
`tiny`      random weights built in code, for tests
a path      a diffusers folder
owner/name  a model of the hub: from its cache, or downloaded when that is allowed

Only safetensors are read, so no weights can run code.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import diffusers
import huggingface_hub.constants
import torch
import transformers
from diffusers import StableDiffusionPipeline
from safetensors import SafetensorError

from core.errors import ModelUnavailable
from core.imaging.manners import Manner, manner_of
from core.imaging.tiny import tiny_pipeline

log = logging.getLogger(__name__)

BUNDLED = Path(__file__).parent / "models" / "sketch"
STABLE_DIFFUSION = "stable-diffusion-v1-5/stable-diffusion-v1-5"
SMALL_CARD_BYTES = 5 * 2**30  #: below this, parts of the model wait in main memory
MODEST_CARD_BYTES = 9 * 2**30

_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSpec:
    """Which base model, and whether the network may be asked for it."""

    name: str = "auto"
    allow_hub: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedModel:
    """A pipeline ready to draw; only core.imaging touches what is inside."""

    name: str  #: as it is kept with every picture
    pipeline: Any
    manner: Manner
    device: torch.device

    @property
    def room(self) -> int:
        """How many tokens the text encoder reads, its two marks included."""
        tokenizer, encoder = self.pipeline.tokenizer, self.pipeline.text_encoder
        return int(min(tokenizer.model_max_length, encoder.config.max_position_embeddings))

    def count_tokens(self, text: str) -> int:
        """How much of the room a text takes, the marks at both ends included."""
        return len(self.pipeline.tokenizer(text, truncation=False, verbose=False).input_ids)

    @property
    def batches(self) -> bool:
        """Whether several candidates at once are faster than one by one."""
        return self.device.type == "cuda"


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


def describe_card() -> dict[str, str | float]:
    """The CUDA card, for the doctor: its name, empty when there is none, and its memory."""
    if not torch.cuda.is_available():
        return {"cuda": "", "vram_gb": 0.0}
    card = torch.cuda.get_device_properties(0)
    return {"cuda": str(card.name), "vram_gb": round(card.total_memory / 2**30, 1)}


def _load_auto(spec: ModelSpec) -> LoadedModel:
    if torch.cuda.is_available():
        try:
            return load(replace(spec, name=STABLE_DIFFUSION))
        except ModelUnavailable as missing:
            log.warning("base model not to be had, using the bundled one: %s", missing.reason)
    return load(replace(spec, name="bundled"))


def _loader(spec: ModelSpec) -> Callable[[], LoadedModel]:
    path = Path(spec.name).expanduser()
    if spec.name == "tiny":
        return lambda: _ready("tiny", tiny_pipeline(), Manner(full_precision=True))
    if spec.name == "bundled":
        return lambda: _from_folder(BUNDLED, "bundled")
    if path.is_dir():
        return lambda: _from_folder(path, path.name)
    if path.suffix in {".safetensors", ".ckpt"}:
        raise ModelUnavailable("a single file cannot be loaded yet", reason="single-file")
    if not _HUB_NAME.fullmatch(spec.name) or spec.name.startswith("."):
        raise ModelUnavailable(f"there is no folder {spec.name}", reason="no-folder")
    return lambda: _ready(
        spec.name, _read(spec.name, allow_hub=spec.allow_hub, manner=Manner()), Manner()
    )


def _from_folder(folder: Path, name: str) -> LoadedModel:
    if not (folder / "model_index.json").is_file():
        raise ModelUnavailable(f"{folder} holds no diffusers model", reason="no-model")
    manner = manner_of(folder)
    return _ready(name, _read(str(folder), allow_hub=False, manner=manner), manner)


def _read(source: str, *, allow_hub: bool, manner: Manner) -> Any:
    try:
        return StableDiffusionPipeline.from_pretrained(
            source,
            dtype=_dtype(_device(), manner),
            use_safetensors=True,
            local_files_only=not allow_hub,
            safety_checker=None,
            requires_safety_checker=False,
        )
    except (OSError, ValueError, TypeError, SafetensorError) as error:
        reason = "weights" if Path(source).is_dir() else "hub" if allow_hub else "hub-not-allowed"
        raise ModelUnavailable(f"{source} cannot be loaded", reason=reason) from error


def _ready(name: str, pipeline: Any, manner: Manner) -> LoadedModel:
    device = _device()
    _place(pipeline, device)
    pipeline.set_progress_bar_config(disable=True)
    size = manner.native_size or pipeline.unet.config.sample_size * pipeline.vae_scale_factor
    log.info("base model loaded name=%s device=%s size=%d", name, device, size)
    return LoadedModel(
        name=name,
        pipeline=pipeline,
        manner=replace(manner, native_size=size),
        device=device,
    )


def _device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def _dtype(device: torch.device, manner: Manner) -> torch.dtype:
    if manner.full_precision:
        return torch.float32
    if device.type == "cuda":
        return torch.float16
    return torch.bfloat16 if _cpu_has_bfloat16() else torch.float32


def _cpu_has_bfloat16() -> bool:
    """Tell whether the processor computes in bfloat16 itself: elsewhere it would crawl."""
    known = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    return bool(known and known())


def _place(pipeline: Any, device: torch.device) -> None:
    if device.type != "cuda":
        pipeline.to(device)
        return
    memory = torch.cuda.get_device_properties(device).total_memory
    if memory < MODEST_CARD_BYTES:
        pipeline.enable_attention_slicing()
    if memory < SMALL_CARD_BYTES:
        pipeline.enable_model_cpu_offload()
    else:
        pipeline.to(device)


def _quieten() -> None:
    """Keep the libraries' progress bars and advice out of the worker's log."""
    for library in (diffusers, transformers):
        library.utils.logging.set_verbosity_error()
        library.utils.logging.disable_progress_bar()
