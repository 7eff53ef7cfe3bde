"""The UNet compiled, by choice and on a CUDA card only: where many pictures are made it pays.

Only the blocks that repeat are compiled, which takes seconds instead of minutes. Adapters go
into slots of a fixed rank, so that changing from one person to the next compiles nothing.
"""

from typing import Any

import torch

HIGHEST_RANK = 32  #: of adapters that are swapped without compiling anew
_VARIANTS = 64  #: a block is compiled once for each width and each number of adapters


def compile_unet(unet: Any, *, backend: str = "inductor") -> None:
    """Compile what repeats, when it is first drawn with."""
    torch._dynamo.config.recompile_limit = _VARIANTS
    unet.requires_grad_(False)
    unet.compile_repeated_blocks(backend=backend)
