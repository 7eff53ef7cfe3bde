"""Where a model looks for a word: its cross-attention, kept while it draws.

Only queries and keys are watched, by hooks; so whatever computes the attention itself, sliced
or not, with adapters or without, goes on as it did (Tang et al., "What the DAAM", 2022).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch.nn.functional import interpolate

from core.imaging.compiled_unets import uncompiled

CROSS = ".attn2"  #: how the names of layers end that look at the prompt
_LEAST_SIDE = 4  #: of a layer's map: coarser ones say only "somewhere"


@dataclass(slots=True)
class Watch:
    """What was seen so far of some words of one prompt, that of the batch's last row."""

    words: Sequence[Sequence[int]]  #: of each word, or few words, where its tokens stand
    shape: tuple[int, int]  #: of the latents, height and width
    _seen: list[torch.Tensor] = field(default_factory=list)  #: (words, 1, height, width) each

    def look(self, queries: torch.Tensor, keys: torch.Tensor, layer: Any) -> None:
        """Add one layer's map; queries: (rows, places, width), keys: (rows, tokens, width)."""
        height, width = self._size(queries.shape[1])
        if min(height, width) < _LEAST_SIDE:
            return
        heads = layer.heads
        asked = queries[-1].unflatten(-1, (heads, -1)).transpose(0, 1).float()
        known = keys[-1].unflatten(-1, (heads, -1)).transpose(0, 1).float()
        share = (asked @ known.transpose(-1, -2) * layer.scale).softmax(-1)
        mean = share.mean(0).cpu()  # (places, tokens)
        found = torch.stack([mean[:, list(tokens)].sum(-1) for tokens in self.words])
        self._seen.append(found.reshape(-1, 1, height, width))

    def _size(self, places: int) -> tuple[int, int]:
        """The sides of a layer's map: a whole fraction of the latents'."""
        height, width = self.shape
        smaller = round((height * width / places) ** 0.5)
        return -(-height // smaller), -(-width // smaller)

    def heat(self, number: int = 0) -> np.ndarray:
        """Of one of the words, (height, width): 0 where it was looked for least, 1 where most."""
        if not self._seen:
            return np.zeros(self.shape, np.float32)
        maps = [interpolate(m, size=self.shape, mode="bilinear")[number, 0] for m in self._seen]
        mean = torch.stack([each / each.mean().clamp(min=1e-9) for each in maps]).mean(0)
        spread = (mean.max() - mean.min()).clamp(min=1e-9)
        return np.asarray(((mean - mean.min()) / spread).numpy(), np.float32)


@contextmanager
def watched(unet: Any, watch: Watch) -> Iterator[Watch]:
    """Let a UNet tell a watch where it looks, in every call."""
    hooks = []
    for name, layer in unet.named_modules():
        if name.endswith(CROSS):
            hooks += _hung(layer, watch)
    try:
        with uncompiled(unet):
            yield watch
    finally:
        for hook in hooks:
            hook.remove()


def _hung(layer: Any, watch: Watch) -> list[Any]:
    queries: list[torch.Tensor] = []

    def keep(_: Any, __: Any, output: torch.Tensor) -> None:
        queries[:] = [output.detach()]

    def look(_: Any, __: Any, output: torch.Tensor) -> None:
        if queries:
            watch.look(queries.pop(), output.detach(), layer)

    # Keys come after queries in every processor of the library.
    return [layer.to_q.register_forward_hook(keep), layer.to_k.register_forward_hook(look)]


def positions(tokenizer: Any, prompt: str, words: str) -> tuple[int, ...]:
    """Where the tokens of some words stand in a prompt; none where they are not in it."""
    said = tokenizer(prompt, truncation=True, verbose=False).input_ids
    wanted = tokenizer(words, verbose=False).input_ids[1:-1]
    for start in range(1, len(said) - len(wanted)):
        if wanted and said[start : start + len(wanted)] == wanted:
            return tuple(range(start, start + len(wanted)))
    return ()
