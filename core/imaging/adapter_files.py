"""LoRA adapters as files: `.safetensors` as diffusers and peft write them, recipe in the header.

An adapter that was taught on top of another carries that one within: two low-rank sums are one
of the joined rank, exactly. So whoever wears it needs to know nothing of its parent.
"""

import hashlib
import json
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import safetensors.torch
import torch
from peft import LoraConfig, set_peft_model_state_dict
from safetensors import SafetensorError

from core.imaging.adapters import METADATA_KEY, AdapterUnreadable
from core.imaging.checkpoints import LENGTH_BYTES, RECIPE_KEY

PARENT_HASH = "parent_hash"  #: in the recipe of one that carries another within
_PREFIX = "unet."
_DOWN, _UP = ".lora_A.weight", ".lora_B.weight"

Layers = Mapping[str, Any]  #: tensors by peft's names, without an adapter's name


@dataclass(frozen=True, slots=True, kw_only=True)
class AdapterFile:
    """What an adapter's file holds; every layer has the same rank, and its own weight is one."""

    layers: Layers
    rank: int
    targets: tuple[str, ...]
    recipe: Mapping[str, Any]


def write(file: AdapterFile) -> bytes:
    settings = settings_for(rank=file.rank, targets=file.targets).to_dict()
    plain = {
        f"{_PREFIX}{key}": sorted(value) if isinstance(value, set) else value
        for key, value in settings.items()
        if isinstance(value, str | int | float | bool | list | set | dict | None)
    }
    metadata = {
        "format": "pt",
        METADATA_KEY: json.dumps(plain, sort_keys=True),
        RECIPE_KEY: json.dumps(dict(file.recipe), sort_keys=True),
    }
    tensors = {f"{_PREFIX}{name}": t.contiguous() for name, t in file.layers.items()}
    return safetensors.torch.save(tensors, metadata=metadata)


def read(content: bytes) -> AdapterFile:
    """Read an adapter of our own making; AdapterUnreadable when it is none."""
    try:
        tensors = safetensors.torch.load(content)
        header = _header(content)
        settings = json.loads(header[METADATA_KEY])
        rank, alpha = int(settings[f"{_PREFIX}r"]), float(settings[f"{_PREFIX}lora_alpha"])
    except (SafetensorError, KeyError, TypeError, ValueError) as error:
        raise AdapterUnreadable from error
    layers = {
        name.removeprefix(_PREFIX): tensor * (alpha / rank) if name.endswith(_UP) else tensor
        for name, tensor in tensors.items()
    }
    return AdapterFile(
        layers=layers,
        rank=rank,
        targets=tuple(settings[f"{_PREFIX}target_modules"]),
        recipe=json.loads(header.get(RECIPE_KEY, "{}")),
    )


def joined(child: AdapterFile, parent: AdapterFile) -> AdapterFile:
    """One adapter that does what both do together; where one has no layer, it adds nothing."""
    layers = {}
    for name in {*child.layers, *parent.layers}:
        dim = 0 if name.endswith(_DOWN) else 1
        like = (child if name in child.layers else parent).layers[name]
        pair = [_layer(file, name, like, dim) for file in (parent, child)]
        layers[name] = torch.cat(pair, dim=dim)
    return AdapterFile(
        layers=layers,
        rank=child.rank + parent.rank,
        targets=tuple(sorted({*child.targets, *parent.targets})),
        recipe=child.recipe,
    )


def parted(file: AdapterFile) -> tuple[AdapterFile, AdapterFile | None]:
    """What `joined` put together: what was taught last, and what it stands on, if anything.

    AdapterUnreadable where the two sit on other layers.
    """
    rank = file.recipe.get("rank")
    below = file.rank - rank if isinstance(rank, int) else 0
    if not file.recipe.get(PARENT_HASH) or below <= 0:
        return file, None
    parent, child = {}, {}
    for name, layer in file.layers.items():
        dim = 0 if name.endswith(_DOWN) else 1
        if layer.shape[dim] != file.rank:
            raise AdapterUnreadable("nobody can say whose layer it is")
        parent[name], child[name] = layer.split([below, file.rank - below], dim=dim)
    return (
        replace(file, layers=child, rank=file.rank - below),
        replace(file, layers=parent, rank=below, recipe={}),
    )


def _layer(file: AdapterFile, name: str, like: Any, dim: int) -> Any:
    """Of one adapter; nothing, in the shape of another's, where it has none there."""
    if name in file.layers:
        return file.layers[name].to(like.dtype)
    shape = list(like.shape)
    shape[dim] = file.rank
    return like.new_zeros(shape)


def settings_for(*, rank: int, targets: Sequence[str]) -> LoraConfig:
    """As an adapter is set up here: its layers weigh one, it begins by changing nothing."""
    return LoraConfig(
        r=rank, lora_alpha=rank, init_lora_weights="gaussian", target_modules=list(targets)
    )


def hang(unet: Any, settings: LoraConfig, name: str) -> None:
    """Hang an adapter on a UNet, beside others; AdapterUnreadable where it has no such layers."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Already found a `peft_config`")
        try:
            unet.add_adapter(settings, adapter_name=name)
        except ValueError as error:
            raise AdapterUnreadable("it is for another base model") from error


def put_on(unet: Any, content: bytes, name: str) -> None:
    """Put an adapter of our own making on a UNet under a name, to stay until it is taken off."""
    file = read(content)
    hang(unet, settings_for(rank=file.rank, targets=file.targets), name)
    fill(unet, file.layers, name)


def fill(unet: Any, layers: Layers, name: str) -> None:
    """Give an adapter that hangs there its numbers; AdapterUnreadable where they do not fit."""
    try:
        left = set_peft_model_state_dict(unet, dict(layers), adapter_name=name)
    except (KeyError, RuntimeError, ValueError) as error:
        raise AdapterUnreadable from error
    if left.unexpected_keys:
        raise AdapterUnreadable("it is for another base model")


def digest(content: bytes) -> str:
    return digest_of([content])


def digest_of(pieces: Iterable[bytes]) -> str:
    """The digest of a file that comes in pieces."""
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()


def _header(content: bytes) -> Mapping[str, str]:
    length = int.from_bytes(content[:LENGTH_BYTES], "little")
    header = json.loads(content[LENGTH_BYTES : LENGTH_BYTES + length])
    metadata: Mapping[str, str] = header["__metadata__"]
    return metadata
