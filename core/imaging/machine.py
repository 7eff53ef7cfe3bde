"""What this machine computes with: a CUDA card or the processor, and in which numbers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch

from core.imaging.manners import Manner
from core.imaging.memory_plan import GIB


def card_bytes() -> int:
    """The memory of the CUDA card; 0 where there is none."""
    return torch.cuda.get_device_properties(0).total_memory if torch.cuda.is_available() else 0


def describe_card() -> dict[str, str | float]:
    """The CUDA card, for the doctor: its name, empty when there is none, and its memory."""
    if not torch.cuda.is_available():
        return {"cuda": "", "vram_gb": 0.0}
    return {"cuda": str(torch.cuda.get_device_name(0)), "vram_gb": round(card_bytes() / GIB, 1)}


def device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def dtype_for(manner: Manner) -> torch.dtype:
    """The numbers a model of this manner computes in."""
    if manner.full_precision:
        return torch.float32
    if device().type == "cuda":
        return torch.float16
    return torch.bfloat16 if _cpu_has_bfloat16() else torch.float32


@contextmanager
def in_full_precision(vae: Any) -> Iterator[None]:
    """Let an autoencoder that overflows in half precision work in full, as the library does."""
    if vae.dtype is not torch.float16 or not vae.config.force_upcast:
        yield
        return
    with precision_kept(vae):
        vae.to(torch.float32)
        yield


@contextmanager
def precision_kept(vae: Any) -> Iterator[None]:
    """Leave an autoencoder in its own numbers, even where what recasts it breaks off."""
    own = vae.dtype
    try:
        yield
    finally:
        if vae.dtype is not own:
            vae.to(own)


def _cpu_has_bfloat16() -> bool:
    """Tell whether the processor computes in bfloat16 itself: elsewhere it would crawl."""
    known = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    return bool(known and known())
