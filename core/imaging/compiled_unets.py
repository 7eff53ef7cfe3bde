"""The UNet compiled, by choice and on a CUDA card only: where many pictures are made it pays.

Only the blocks that repeat are compiled, which takes seconds instead of minutes. Adapters go
into slots of a fixed rank, so that changing from one person to the next compiles nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch

HIGHEST_RANK = 32  #: of adapters that are swapped without compiling anew
_VARIANTS = 64  #: a block is compiled once for each width and each number of adapters


def compile_unet(unet: Any, *, backend: str = "inductor") -> None:
    """Compile what repeats, when it is first drawn with."""
    unet.requires_grad_(False)
    # Not by the library's settings: those are of one thread, and jobs run in others.
    unet.compile_repeated_blocks(backend=backend, recompile_limit=_VARIANTS)


@contextmanager
def uncompiled(unet: Any) -> Iterator[None]:
    """Let a UNet run as it is written: what was compiled takes no notice of new hooks."""
    if not any(module._compiled_call_impl for module in unet.modules()):
        yield
        return
    with torch.compiler.set_stance("force_eager"):
        yield
