"""LoRA adapters in a pipeline: put on for one drawing and taken off again, from sealed bytes.

They are never fused: fusing and unfusing drifts in half precision, and this pipeline stays.
"""

import json
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import safetensors.torch
from safetensors import SafetensorError

from core.errors import VivenciaError

METADATA_KEY = "lora_adapter_metadata"
_UNREADABLE = (SafetensorError, KeyError, RuntimeError, RuntimeWarning, TypeError, ValueError)
LENGTH_BYTES = 8  #: of the header's length, at the start of a safetensors file


class AdapterUnreadable(VivenciaError):
    """These bytes are no adapter, or not one for this base model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapter:
    """The bytes of an adapter and how much of it is wanted."""

    safetensors: bytes
    weight: float = 1.0


@contextmanager
def worn(pipeline: Any, adapters: Sequence[Adapter]) -> Iterator[None]:
    """Let the pipeline wear adapters; raise AdapterUnreadable when it cannot."""
    if not adapters:
        yield
        return
    # Names of one length: the library tells names apart by what they contain.
    names = [f"worn{number:04d}" for number in range(len(adapters))]
    try:
        for name, adapter in zip(names, adapters, strict=True):
            _put_on(pipeline, adapter, name)
        pipeline.set_adapters(names, [adapter.weight for adapter in adapters])
        yield
    finally:
        pipeline.unload_lora_weights()


def _put_on(pipeline: Any, adapter: Adapter, name: str) -> None:
    try:
        layers = safetensors.torch.load(adapter.safetensors)
        with warnings.catch_warnings():
            # The library only warns when layers are left over or missing.
            warnings.simplefilter("error", RuntimeWarning)
            warnings.filterwarnings("ignore", message="Already found a `peft_config`")
            pipeline.load_lora_into_unet(
                layers,
                network_alphas=None,
                unet=pipeline.unet,
                adapter_name=name,
                metadata=_unet_settings(adapter.safetensors),
                _pipeline=pipeline,
            )
    except _UNREADABLE as error:
        raise AdapterUnreadable from error
    if name not in getattr(pipeline.unet, "peft_config", {}):
        raise AdapterUnreadable("nothing in it is for this base model")


def _unet_settings(content: bytes) -> dict[str, Any] | None:
    """Rank and alpha as they were trained, which only the file's header tells."""
    length = int.from_bytes(content[:LENGTH_BYTES], "little")
    header = json.loads(content[LENGTH_BYTES : LENGTH_BYTES + length])
    written = json.loads(header.get("__metadata__", {}).get(METADATA_KEY, "{}"))
    return {key: value for key, value in written.items() if key.startswith("unet.")} or None
