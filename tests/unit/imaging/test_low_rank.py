from collections.abc import Mapping
from typing import Any

import pytest
import torch
from peft import LoraConfig, inject_adapter_in_model
from torch import nn

from core.imaging.low_rank import joined_operations

MINE, OTHER = "learning", "parent00"


def a_network(*, scale: float = 1.0) -> Any:
    """Two layers with an adapter that has learnt a little; the first without a bias."""
    torch.manual_seed(5)
    network = nn.Sequential(nn.Linear(6, 8, bias=False), nn.SiLU(), nn.Linear(8, 4))
    network.requires_grad_(False)
    settings = LoraConfig(
        r=2, lora_alpha=2 * scale, init_lora_weights=False, target_modules=["0", "2"]
    )
    return inject_adapter_in_model(settings, network, MINE)


def gradients(network: Any, *, half: bool = False) -> Mapping[str, Any]:
    network.zero_grad(set_to_none=True)
    x = torch.randn(3, 5, 6, generator=torch.Generator().manual_seed(1))
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        said = network(x)
    said.float().square().mean().backward()
    named = {n: w.grad for n, w in network.named_parameters() if w.grad is not None}
    return {"said": said.detach(), **named}


@pytest.mark.parametrize("half", [False, True])
def test_it_says_and_learns_the_same_as_one_by_one(half: bool) -> None:
    network = a_network()
    apart = gradients(network, half=half)
    with joined_operations(network, MINE):
        together = gradients(network, half=half)
    assert len(apart) == 5
    assert apart.keys() == together.keys()
    for name, found in together.items():
        assert found.dtype == apart[name].dtype
        torch.testing.assert_close(
            found, apart[name], rtol=0.03 if half else 1e-5, atol=1e-2 if half else 1e-6
        )


def test_no_layer_is_left_changed() -> None:
    network = a_network()
    with joined_operations(network, MINE):
        assert "forward" in vars(network[0])
    assert "forward" not in vars(network[0])


@pytest.mark.filterwarnings("ignore:Already found a `peft_config`")
@pytest.mark.parametrize("why", ["weaker", "beside another"])
def test_a_layer_with_more_to_it_is_left_alone(why: str) -> None:
    network = a_network(scale=0.5 if why == "weaker" else 1.0)
    if why == "beside another":
        settings = LoraConfig(r=2, lora_alpha=2, target_modules=["0", "2"])
        inject_adapter_in_model(settings, network, OTHER)
        for layer in (network[0], network[2]):
            layer.set_adapter([MINE, OTHER])
    with joined_operations(network, MINE):
        assert "forward" not in vars(network[0])
