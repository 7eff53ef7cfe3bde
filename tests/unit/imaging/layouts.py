"""Models whose parts come and go as on a small card, here on the processor."""

from dataclasses import replace
from typing import Any

import pytest
import torch
from accelerate import cpu_offload
from diffusers import DiffusionPipeline

from core.imaging.base_models import LoadedModel
from core.imaging.memory_plan import Layout

_in_turns = DiffusionPipeline.enable_model_cpu_offload


def laid_out(model: LoadedModel, layout: Layout, patch: pytest.MonkeyPatch) -> LoadedModel:
    """A model of its own, laid out so; for the rest of a test all may be laid out smaller."""
    patch.setattr(DiffusionPipeline, "enable_model_cpu_offload", _in_turns_without_a_card)
    patch.setattr(DiffusionPipeline, "enable_sequential_cpu_offload", _piecemeal)
    if layout is Layout.IN_TURNS:
        model.pipeline.enable_model_cpu_offload()
    elif layout is Layout.PIECEMEAL:
        model.pipeline.enable_sequential_cpu_offload()
    return replace(model, layout=layout)


def _in_turns_without_a_card(pipeline: Any, **_: object) -> None:
    _in_turns(pipeline, device="cpu")


def _piecemeal(pipeline: Any, **_: object) -> None:
    """As the library does, which wants a number with every device; the processor has none."""
    pipeline.remove_all_hooks()
    for part in pipeline.components.values():
        if isinstance(part, torch.nn.Module):
            cpu_offload(part, torch.device("cpu"), offload_buffers=len(part._parameters) > 0)
