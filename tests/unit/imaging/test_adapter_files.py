from dataclasses import replace
from typing import Any

import pytest
import torch

from core.imaging import adapter_files
from core.imaging.adapter_files import AdapterFile
from core.imaging.adapters import AdapterUnreadable

DOWN, UP = "block.to_q.lora_A.weight", "block.to_q.lora_B.weight"


def a_file(*, rank: int = 2, seed: int = 1, **recipe: Any) -> AdapterFile:
    chance = torch.Generator().manual_seed(seed)
    return AdapterFile(
        layers={
            DOWN: torch.randn(rank, 5, generator=chance),
            UP: torch.randn(3, rank, generator=chance),
        },
        rank=rank,
        targets=("to_q",),
        recipe=recipe,
    )


def effect(file: AdapterFile) -> torch.Tensor:
    product: torch.Tensor = file.layers[UP] @ file.layers[DOWN]
    return product


def test_a_file_is_read_as_it_was_written() -> None:
    written = a_file(steps=1000, instance_token="vqzgkwpd")
    read = adapter_files.read(adapter_files.write(written))
    assert (read.rank, read.targets, read.recipe) == (2, ("to_q",), written.recipe)
    assert all(torch.equal(read.layers[name], layer) for name, layer in written.layers.items())


def test_two_joined_do_what_both_do() -> None:
    one, other = a_file(seed=1), a_file(rank=3, seed=2)
    both = adapter_files.joined(one, other)
    assert both.rank == 5
    assert torch.allclose(effect(both), effect(one) + effect(other), atol=1e-6)


def test_two_joined_can_be_parted_again() -> None:
    recipe = {"rank": 3, adapter_files.PARENT_HASH: "abc"}
    parent, child = a_file(seed=1), replace(a_file(rank=3, seed=2), recipe=recipe)
    written = adapter_files.write(adapter_files.joined(child, parent))
    own, below = adapter_files.parted(adapter_files.read(written))
    assert below is not None
    assert (own.rank, below.rank) == (3, 2)
    assert torch.equal(effect(own), effect(child))
    assert torch.equal(effect(below), effect(parent))


def test_where_one_has_no_layer_the_other_alone_is_at_work() -> None:
    wide = {"block.ff.lora_A.weight": torch.ones(2, 7), "block.ff.lora_B.weight": torch.ones(4, 2)}
    recipe = {"rank": 3, adapter_files.PARENT_HASH: "abc"}
    parent = a_file(seed=1)
    parent = replace(parent, layers={**parent.layers, **wide}, targets=("to_q", "ff"))
    both = adapter_files.joined(replace(a_file(rank=3, seed=2), recipe=recipe), parent)
    assert both.layers["block.ff.lora_A.weight"].shape == (both.rank, 7)
    assert both.layers["block.ff.lora_B.weight"].shape == (4, both.rank)
    own, below = adapter_files.parted(both)
    assert below is not None
    assert all(torch.equal(below.layers[name], layer) for name, layer in wide.items())
    assert not any(own.layers[name].any() for name in wide)


def test_what_stands_on_nothing_is_not_parted() -> None:
    alone = a_file()
    assert adapter_files.parted(alone) == (alone, None)


@pytest.mark.parametrize("content", [b"", b"nonsense" * 9, adapter_files.LENGTH_BYTES * b"\xff"])
def test_what_is_no_adapter_is_refused(content: bytes) -> None:
    with pytest.raises(AdapterUnreadable):
        adapter_files.read(content)


def test_a_digest_tells_two_files_apart() -> None:
    one, other = adapter_files.write(a_file()), adapter_files.write(a_file(seed=2))
    assert adapter_files.digest(one) == adapter_files.digest(bytes(one))
    assert adapter_files.digest(one) != adapter_files.digest(other)
