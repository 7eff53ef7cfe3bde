"""Checkpoints in one file, `.safetensors` or `.ckpt`: told apart by what they weigh.

A file says nothing about how its parts are built, so that is kept here, a layout a family.
A folder of the file's own name beside it, with a layout in it, wins over ours. Pickled files
are read as plain numbers: one that wants code run is refused.
"""

import contextlib
import json
import pickle
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import diffusers
import torch
from safetensors import SafetensorError, safe_open

from core.errors import ModelUnavailable
from core.imaging.clip_words import END, clip_tokenizer

SUFFIXES = frozenset({".safetensors", ".ckpt"})
LAYOUTS = Path(__file__).parent / "models" / "layouts"

_PIPELINES = frozenset({"StableDiffusionPipeline", "StableDiffusionXLPipeline"})
_FIRST_ATTENTION = "model.diffusion_model.input_blocks.{}.1.transformer_blocks.0.attn2.to_k.weight"
_FIRST_LAYER = "model.diffusion_model.input_blocks.0.0.weight"
#: Widths of the captions a UNet listens to, by family.
_SD1_WIDTH, _SD2_WIDTH, _SDXL_WIDTH = 768, 1024, 2048
#: What training tools left in old files beside the weights: named, never run.
_LEFT_BEHIND = (
    "pytorch_lightning.callbacks.model_checkpoint.ModelCheckpoint",
    "pytorch_lightning.callbacks.early_stopping.EarlyStopping",
    "lightning.pytorch.callbacks.model_checkpoint.ModelCheckpoint",
)


class Family(StrEnum):
    """The families of Stable Diffusion, by the name of their layout."""

    SD1 = "sd1"
    SD2 = "sd2"  #: 768 pixels, predicts v
    SD2_BASE = "sd2-base"  #: 512 pixels, predicts noise
    SDXL = "sdxl"

    @property
    def pads_with(self) -> tuple[str, ...]:
        """What each of its tokenizers fills unused places with."""
        return {Family.SD1: (END,), Family.SDXL: (END, "!")}.get(self, ("!",))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shapes:
    """As much of a checkpoint as tells its family."""

    caption_width: int | None
    in_channels: int
    names: frozenset[str]


def read_single_file(path: Path, *, dtype: torch.dtype) -> Any:
    """The pipeline of a checkpoint in one file; raise ModelUnavailable with a reason code."""
    layout = _own_layout(path)
    family = None if layout else family_of(path)
    folder = layout or LAYOUTS / str(family)
    words = {} if family is None else _tokenizers(family)
    try:
        with _named_leftovers():
            return pipeline_class(folder).from_single_file(
                str(path),
                config=str(folder),
                dtype=dtype,
                local_files_only=True,
                **words,
            )
    except (OSError, ValueError, TypeError, KeyError, RuntimeError, SafetensorError) as error:
        raise ModelUnavailable(f"{path.name} cannot be read", reason="weights") from error


def family_of(path: Path) -> Family:
    """The family of a checkpoint; ModelUnavailable for what is none, or is not drawn with yet."""
    shapes = _shapes(path)
    if any(name.startswith("model.diffusion_model.joint_blocks") for name in shapes.names):
        raise ModelUnavailable("Stable Diffusion 3 is another kind of model", reason="sd3")
    if shapes.caption_width is None:
        raise ModelUnavailable(f"{path.name} is no whole model", reason="no-model")
    if shapes.in_channels != 4:
        raise ModelUnavailable(f"{path.name} is made for repainting only", reason="inpainting")
    if shapes.caption_width == _SDXL_WIDTH:
        return Family.SDXL
    if shapes.caption_width == _SD2_WIDTH:
        return Family.SD2_BASE if _says_base(path) else Family.SD2
    if shapes.caption_width == _SD1_WIDTH:
        return Family.SD1
    raise ModelUnavailable(f"{path.name} is of no family that is known", reason="no-model")


def _says_base(path: Path) -> bool:
    """Nothing in the weights tells Stable Diffusion 2's two kinds apart: the name has to."""
    return "base" in path.stem.lower() or "512" in path.stem


def _own_layout(path: Path) -> Path | None:
    beside = path.with_suffix("")
    return beside if (beside / "model_index.json").is_file() else None


def pipeline_class(folder: Path) -> Any:
    """The pipeline a diffusers folder asks for, if it is one we draw with."""
    try:
        index = json.loads((folder / "model_index.json").read_text("utf-8"))
        name = index["_class_name"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnavailable(f"{folder} holds no diffusers model", reason="no-model") from error
    if name not in _PIPELINES:
        reason = "sd3" if "StableDiffusion3" in str(name) else "pipeline"
        raise ModelUnavailable(f"{folder} asks for another kind of pipeline", reason=reason)
    return getattr(diffusers, name)


def _tokenizers(family: Family) -> dict[str, Any]:
    names = ("tokenizer", "tokenizer_2")
    return {
        name: clip_tokenizer(pad=pad) for name, pad in zip(names, family.pads_with, strict=False)
    }


def _shapes(path: Path) -> _Shapes:
    if path.suffix == ".safetensors":
        return _shapes_of(_safe_sizes(path))
    weights = _pickled(path)
    return _shapes_of({k: tuple(v.shape) for k, v in weights.items() if hasattr(v, "shape")})


def _shapes_of(sizes: Mapping[str, tuple[int, ...]]) -> _Shapes:
    attentions = (_FIRST_ATTENTION.format(block) for block in (1, 4))
    found = next((sizes[name] for name in attentions if name in sizes), None)
    first = sizes.get(_FIRST_LAYER, (0, 4))
    return _Shapes(
        caption_width=found[-1] if found else None, in_channels=first[1], names=frozenset(sizes)
    )


def _safe_sizes(path: Path) -> dict[str, tuple[int, ...]]:
    try:
        with safe_open(str(path), framework="pt") as file:
            return {name: tuple(file.get_slice(name).get_shape()) for name in file.keys()}  # noqa: SIM118
    except (OSError, SafetensorError) as error:
        raise ModelUnavailable(f"{path.name} cannot be read", reason="weights") from error


def _pickled(path: Path) -> Mapping[str, Any]:
    """The numbers of a `.ckpt`; one that wants code run is refused."""
    try:
        with _named_leftovers():
            # Files of before 2020 are one pickle, which cannot be mapped.
            mapped = zipfile.is_zipfile(path)
            content = torch.load(path, map_location="cpu", weights_only=True, mmap=mapped)
    except pickle.UnpicklingError as error:
        raise ModelUnavailable(f"{path.name} wants to run code", reason="pickle") from error
    except _DAMAGED as error:
        raise ModelUnavailable(f"{path.name} cannot be read", reason="weights") from error
    weights = content.get("state_dict", content) if isinstance(content, dict) else {}
    return weights if isinstance(weights, dict) else {}


#: What torch's careful unpickler stumbles over in a damaged file, as 20,000 of them showed,
#: and what else an instruction with the wrong things before it can lead to.
_DAMAGED = (
    AttributeError,
    AssertionError,
    EOFError,
    LookupError,
    OSError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
)


@contextlib.contextmanager
def _named_leftovers() -> Iterator[None]:
    """Let names of training tools stand in a file, as empty classes."""
    empty = [(type(name.rpartition(".")[2], (), {}), name) for name in _LEFT_BEHIND]
    with torch.serialization.safe_globals(list(empty)):
        yield
