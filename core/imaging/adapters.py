"""LoRA adapters in a pipeline: put on for one drawing, from sealed bytes, and set aside again.

A UNet keeps up to four in fixed slots. One that hangs there already is worn at once; another of
the same shape takes a slot over by its numbers alone, which costs a quarter of loading it. They
are never fused: fusing and unfusing drifts in half precision, and this pipeline stays. One more
may belong to the model itself and is worn with all of them, and without.
"""

import hashlib
import json
import warnings
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

import safetensors.torch
from peft.tuners.tuners_utils import BaseTunerLayer
from safetensors import SafetensorError

from core.errors import VivenciaError
from core.imaging.checkpoints import LENGTH_BYTES, Checkpoint, CheckpointUnreadable, hold

METADATA_KEY = "lora_adapter_metadata"
SLOTS = 4
CACHE_MIB = 256  #: of adapters read before, the least recently worn go first
_STANDING = "stays"  #: the slot of what belongs to the model; as long a name as the others'
_DOWN = ("lora.down.weight", "lora_A.weight")  #: what layers' names end in
_UP = ("lora.up.weight", "lora_B.weight")
_UNREADABLE = (SafetensorError, KeyError, RuntimeError, RuntimeWarning, TypeError, ValueError)


class AdapterUnreadable(VivenciaError):
    """These bytes are no adapter, or not one for this base model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapter:
    """The bytes of an adapter and how much of it is wanted."""

    safetensors: bytes
    weight: float = 1.0

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.safetensors).hexdigest()


Learnt = Adapter | Checkpoint  #: what a teaching came to


@contextmanager
def worn(pipeline: Any, learnt: Sequence[Learnt]) -> Iterator[None]:
    """Let the pipeline wear adapters, over a checkpoint's weights where there is one.

    Raise AdapterUnreadable when it cannot, NoRoom when a checkpoint finds none.
    """
    adapters = [each for each in learnt if isinstance(each, Adapter)]
    _hold_one_of(pipeline.unet, [each for each in learnt if isinstance(each, Checkpoint)])
    wardrobe = _wardrobe_of(pipeline.unet)
    if not adapters and wardrobe.standing is None:
        wardrobe.set_aside()
        yield
        return
    try:
        wardrobe.wear(pipeline, adapters)
        yield
    finally:
        wardrobe.set_aside()


def _hold_one_of(unet: Any, checkpoints: Sequence[Checkpoint]) -> None:
    if len(checkpoints) > 1:
        raise AdapterUnreadable("a UNet holds one checkpoint at a time")
    try:
        hold(unet, next(iter(checkpoints), None))
    except CheckpointUnreadable as error:
        raise AdapterUnreadable from error


def furnish(
    unet: Any,
    *,
    cache_mib: int = CACHE_MIB,
    standing: Adapter | None = None,
    fixed_rank: int = 0,
) -> None:
    """Say how many adapters are kept at hand for a UNet, and which one it always wears.

    A UNet that will be compiled has slots of a fixed rank.
    """
    cache_bytes = cache_mib * 2**20
    if fixed_rank:
        _WARDROBES[unet] = FixedWardrobe(unet, cache_bytes=cache_bytes, rank=fixed_rank)
    else:
        _WARDROBES[unet] = Wardrobe(unet, cache_bytes=cache_bytes, standing=standing)


def taken_off(unet: Any) -> None:
    """Free a UNet of all that was learnt, for whoever puts on their own."""
    hold(unet, None)
    with suppress(ValueError):  # there was none
        unet.unload_lora()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """An adapter as the library takes it."""

    layers: Mapping[str, Any]
    alphas: Mapping[str, float] | None
    settings: Mapping[str, Any] | None

    @property
    def shape(self) -> tuple[Any, ...]:
        """Two of one shape can take each other's slot."""
        sizes = frozenset((name, tuple(layer.shape)) for name, layer in self.layers.items())
        alphas = frozenset((self.alphas or {}).items())
        return sizes, alphas, json.dumps(self.settings, sort_keys=True, default=str)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.layers)

    @property
    def rank(self) -> int:
        """The highest of its layers: that of the way down, inputs to rank."""
        downs = (t for n, t in self.layers.items() if n.endswith(_DOWN))
        return max((int(tensor.shape[0]) for tensor in downs), default=0)

    def weighing(self, weight: float) -> "_Read":
        """The same with a weight within its numbers."""
        if weight == 1.0:
            return self
        layers = {n: t * weight if n.endswith(_UP) else t for n, t in self.layers.items()}
        return replace(self, layers=layers)

    @property
    def size_bytes(self) -> int:
        return sum(layer.numel() * layer.element_size() for layer in self.layers.values())


class Wardrobe:
    """The adapters of one UNet: four at most on it, more of them read and at hand."""

    def __init__(self, unet: Any, *, cache_bytes: int, standing: Adapter | None = None) -> None:
        self.standing = standing
        self._unet = unet
        self._cache_bytes = cache_bytes
        self._slots: OrderedDict[str, str] = OrderedDict()  #: name -> digest, last worn last
        self._shapes: dict[str, tuple[Any, ...]] = {}
        self._at_hand: OrderedDict[str, _Read] = OrderedDict()

    def wear(self, pipeline: Any, adapters: Sequence[Adapter]) -> None:
        wanted = {adapter.digest: adapter for adapter in adapters}
        if len(wanted) > SLOTS:
            raise AdapterUnreadable("more adapters than can be worn at once")
        self._forget_what_others_took()
        names = {d: n for n, d in self._slots.items() if d in wanted}
        for digest in wanted.keys() - names.keys():
            names[digest] = self._hang(pipeline, wanted[digest], digest, keep=names.values())
        for digest in wanted:
            self._slots.move_to_end(names[digest])
        active = {names[digest]: adapter.weight for digest, adapter in wanted.items()}
        if self.standing is not None:
            self._hang_standing(pipeline, self.standing)
            active[_STANDING] = self.standing.weight
        self._unet.enable_adapters()
        self._unet.set_adapters(list(active), list(active.values()))

    def set_aside(self) -> None:
        """Draw without any; those in the slots stay there."""
        if getattr(self._unet, "peft_config", None):
            self._unet.disable_adapters()

    @property
    def at_hand(self) -> int:
        """How many adapters need not be read again."""
        return len(self._at_hand)

    @property
    def _there(self) -> Mapping[str, Any]:
        return getattr(self._unet, "peft_config", None) or {}

    def _forget_what_others_took(self) -> None:
        for name in [name for name in self._slots if name not in self._there]:
            del self._slots[name], self._shapes[name]

    def _hang(self, pipeline: Any, adapter: Adapter, digest: str, *, keep: Any) -> str:
        """Put an adapter into a slot that is free, or that was worn longest ago."""
        read = self._read(pipeline, adapter, digest)
        name = self._free_slot(keep=set(keep))
        same_shape = self._shapes.get(name) == read.shape
        if not same_shape:
            self._empty(name)
        try:
            _put_on(pipeline, read, name, hotswap=same_shape)
        except AdapterUnreadable:
            self._empty(name)  # half of it may hang there
            raise
        self._slots[name], self._shapes[name] = digest, read.shape
        return name

    def _hang_standing(self, pipeline: Any, standing: Adapter) -> None:
        if _STANDING not in self._there:
            _put_on(pipeline, _read(pipeline, standing.safetensors), _STANDING, hotswap=False)

    def _free_slot(self, *, keep: set[str]) -> str:
        # Names of one length: the library tells names apart by what they contain.
        names = [f"worn{number}" for number in range(SLOTS)]
        unused = next((name for name in names if name not in self._slots), None)
        return unused or next(name for name in self._slots if name not in keep)

    def _empty(self, name: str) -> None:
        self._slots.pop(name, None)
        self._shapes.pop(name, None)
        if name in self._there:
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", message="Adapter .* was active")
                self._unet.delete_adapters(name)

    def _read(self, pipeline: Any, adapter: Adapter, digest: str) -> _Read:
        read = self._at_hand.pop(digest, None) or _read(pipeline, adapter.safetensors)
        self._at_hand[digest] = read
        while sum(r.size_bytes for r in self._at_hand.values()) > self._cache_bytes:
            self._at_hand.popitem(last=False)
        return read


class FixedWardrobe(Wardrobe):
    """Slots that look the same to a compiled UNet whoever hangs in them.

    Adapters fill them in order, padded to one rank, their weight within their numbers: only
    how many there are is ever compiled anew. One of a higher rank, or on other layers, is
    worn too, and compiled for.
    """

    def __init__(self, unet: Any, *, cache_bytes: int, rank: int) -> None:
        super().__init__(unet, cache_bytes=cache_bytes)
        self._rank = rank
        self._active: list[str] = []

    def wear(self, pipeline: Any, adapters: Sequence[Adapter]) -> None:
        if len(adapters) > SLOTS:
            raise AdapterUnreadable("more adapters than can be worn at once")
        self._forget_what_others_took()
        names = [f"worn{number}" for number in range(len(adapters))]
        for name, adapter in zip(names, adapters, strict=True):
            self._hang_in(pipeline, adapter, name)
        if self._active != names:
            self._activate(names)

    def set_aside(self) -> None:
        super().set_aside()
        self._active = []

    def _hang_in(self, pipeline: Any, adapter: Adapter, name: str) -> None:
        key = f"{adapter.digest} {adapter.weight:g}"
        if self._slots.get(name) == key:
            return
        read = self._read(pipeline, adapter, adapter.digest).weighing(adapter.weight)
        shape = read.names, read.rank <= self._rank
        fits = self._shapes.get(name) == shape and shape[1]
        if not fits:
            self._empty(name)
            if shape[1]:
                self._unet.enable_lora_hotswap(target_rank=self._rank, check_compiled="ignore")
        try:
            _put_on(pipeline, read, name, hotswap=fits)
        except AdapterUnreadable:
            self._empty(name)
            raise
        self._slots[name], self._shapes[name] = key, shape
        if not fits:
            self._active = []  # the library made it the only active one

    def _activate(self, names: Sequence[str]) -> None:
        """As the library does, but for the scales: those of a compiled UNet are tensors."""
        self._unet.enable_adapters()
        for module in self._unet.modules():
            if isinstance(module, BaseTunerLayer):
                module.set_adapter(list(names))
        self._unet.requires_grad_(False)  # what was compiled asks whether it is the same
        self._active = list(names)


_WARDROBES: WeakKeyDictionary[Any, Wardrobe] = WeakKeyDictionary()


def _wardrobe_of(unet: Any) -> Wardrobe:
    """One for each UNet, whichever pipelines share it."""
    if unet not in _WARDROBES:
        furnish(unet)
    return _WARDROBES[unet]


def _read(pipeline: Any, content: bytes) -> _Read:
    """The UNet's part of an adapter, by diffusers', kohya's or other trainers' names."""
    try:
        layers, alphas = pipeline.lora_state_dict(
            safetensors.torch.load(content), unet_config=pipeline.unet.config
        )
        settings = _unet_settings(content)
    except _UNREADABLE as error:
        raise AdapterUnreadable from error
    unet_layers = {name: layer for name, layer in layers.items() if name.startswith("unet.")}
    if not unet_layers:
        raise AdapterUnreadable("nothing in it is for this base model")
    unet_alphas = {name: a for name, a in (alphas or {}).items() if name.startswith("unet.")}
    return _Read(layers=unet_layers, alphas=unet_alphas or None, settings=settings)


def _put_on(pipeline: Any, read: _Read, name: str, *, hotswap: bool) -> None:
    try:
        with warnings.catch_warnings():
            # The library only warns when layers are left over or missing.
            warnings.simplefilter("error", RuntimeWarning)
            warnings.filterwarnings("ignore", message="Already found a `peft_config`")
            warnings.filterwarnings("ignore", message="Adapter .* was active")
            pipeline.load_lora_into_unet(
                dict(read.layers),
                network_alphas=dict(read.alphas) if read.alphas else None,
                unet=pipeline.unet,
                adapter_name=name,
                metadata=dict(read.settings) if read.settings else None,
                _pipeline=pipeline,
                hotswap=hotswap,
            )
    except _UNREADABLE as error:
        raise AdapterUnreadable from error
    if name not in (getattr(pipeline.unet, "peft_config", None) or {}):
        raise AdapterUnreadable("nothing in it is for this base model")


def _unet_settings(content: bytes) -> dict[str, Any] | None:
    """Rank and alpha as they were trained, which only the file's header tells."""
    length = int.from_bytes(content[:LENGTH_BYTES], "little")
    header = json.loads(content[LENGTH_BYTES : LENGTH_BYTES + length])
    written = json.loads(header.get("__metadata__", {}).get(METADATA_KEY, "{}"))
    return {key: value for key, value in written.items() if key.startswith("unet.")} or None
