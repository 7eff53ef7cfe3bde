"""A layer that learns by a low-rank adapter, as one operation forward and one back.

peft takes a dozen for it, each with a node of its own in the graph. On small models, and small
batches of large ones, that is a twentieth of a step.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from peft.tuners.lora import Linear
from torch.nn.functional import linear


class _LowRank(torch.autograd.Function):
    """x W' + b + (x A') B' of a frozen W and b; A and B learn."""

    @staticmethod
    def forward(context: Any, x: Any, weight: Any, bias: Any, down: Any, up: Any) -> Any:
        rows = x.reshape(-1, x.shape[-1])
        said = linear(rows, weight, bias)  # in the type that autocast computes in
        rows = rows.to(said.dtype)
        narrow = rows @ down.to(said.dtype).t()  # (rows, rank)
        said.addmm_(narrow, up.to(said.dtype).t())
        context.save_for_backward(rows, narrow, weight, down, up)
        context.came_as = x.shape, x.dtype
        return said.view(*x.shape[:-1], -1)

    @staticmethod
    def backward(context: Any, *gradients: Any) -> Any:
        rows, narrow, weight, down, up = context.saved_tensors
        shape, kind = context.came_as
        back = gradients[0].reshape(-1, gradients[0].shape[-1])
        back_narrow = back @ up.to(back.dtype)
        back_x = None
        if context.needs_input_grad[0]:
            back_x = back @ weight.to(back.dtype)
            back_x = back_x.addmm_(back_narrow, down.to(back.dtype)).to(kind).view(shape)
        back_down = (back_narrow.t() @ rows).to(down.dtype)
        return back_x, None, None, back_down, (back.t() @ narrow).to(up.dtype)


@contextmanager
def joined_operations(unet: Any, adapter: str) -> Iterator[None]:
    """Let the layers where only this adapter is at work be one operation each."""
    layers = [layer for layer in unet.modules() if _bears_only(layer, adapter)]
    for layer in layers:
        layer.forward = _joined(layer, adapter)
    try:
        yield
    finally:
        for layer in layers:
            del layer.forward


def _bears_only(layer: Any, adapter: str) -> bool:
    return (
        isinstance(layer, Linear)
        and list(layer.active_adapters) == [adapter]
        and layer.scaling.get(adapter) == 1.0
    )


def _joined(layer: Any, adapter: str) -> Callable[..., Any]:
    base = layer.base_layer
    weights = base.weight, base.bias, layer.lora_A[adapter].weight, layer.lora_B[adapter].weight

    def forward(x: Any, *_: Any, **__: Any) -> Any:
        return _LowRank.apply(x, *weights)

    return forward
