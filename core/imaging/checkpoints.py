"""Full checkpoints: all weights of a UNet from a sealed file, put in place of its own.

A DreamBooth teaching changes every weight, so what it comes to is not worn beside the base
model but instead of it. The file is opened piece by piece and each tensor goes straight to
its place: never is more than one of them in memory, and nothing of it plain on disk. The
base model's own weights, which are nobody's, wait in a temporary file meanwhile.

Names are diffusers' (a UNet's own file) or those of the original code, as web interfaces keep
whole models; of such a file the autoencoder and the text encoder are passed over.
"""

import json
import logging
import math
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from weakref import WeakKeyDictionary, finalize

import torch
from diffusers.loaders.single_file_utils import LDM_UNET_KEY, convert_ldm_unet_checkpoint

from core.errors import StoreDamaged, VivenciaError

log = logging.getLogger(__name__)

LENGTH_BYTES = 8  #: of the header's length, at the start of a safetensors file
RECIPE_KEY = "vivencia_recipe"
_MOST_HEADER_BYTES = 16 * 2**20
_SPOOL_BYTES = 2**20
_TYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "U8": torch.uint8,
}
_OF_WEIGHTS = frozenset(_TYPES.values()) - {torch.uint8}
_NAMES = {kind: name for name, kind in _TYPES.items()}

Pieces = Callable[[], Iterator[bytes]]  #: the file from its beginning, as often as it is asked


class CheckpointUnreadable(VivenciaError):
    """This file is no checkpoint, or not one for this base model."""


class NoRoom(VivenciaError):
    """There is no room to set the base model's own weights aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """All weights of a UNet, in a file that is only ever read piece by piece."""

    id: str  #: tells whether a UNet holds it already
    pieces: Pieces = field(repr=False)


def weights_of(unet: Any) -> dict[str, Any]:
    """A UNet's own weights by diffusers' names, whatever adapters hang on it."""
    return {
        name.replace(".base_layer.", "."): weight
        for name, weight in unet.named_parameters()
        if ".lora_" not in name
    }


def written(
    weights: Mapping[str, Any],
    *,
    dtype: torch.dtype | None = None,
    recipe: Mapping[str, object] | None = None,
) -> Iterator[bytes]:
    """A safetensors file of weights, tensor by tensor; in another precision where one is given."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    if recipe is not None:
        header["__metadata__"][RECIPE_KEY] = json.dumps(dict(recipe), sort_keys=True)
    end = 0
    for name, weight in weights.items():
        kind, begin = dtype or weight.dtype, end
        end += weight.numel() * kind.itemsize
        shape = list(weight.shape)
        header[name] = {"dtype": _NAMES[kind], "shape": shape, "data_offsets": [begin, end]}
    encoded = json.dumps(header).encode()
    encoded += b" " * (-len(encoded) % LENGTH_BYTES)
    yield len(encoded).to_bytes(LENGTH_BYTES, "little") + encoded
    for weight in weights.values():
        yield _bytes_of(weight.detach().to("cpu", dtype or weight.dtype))


def fill(weights: Mapping[str, Any], pieces: Iterable[bytes], *, config: Any) -> None:
    """Put a file's tensors where they belong.

    Raise CheckpointUnreadable before anything has changed when it is for another model, and
    StoreDamaged in the midst of it when the file ends or does not verify.
    """
    with torch.no_grad():
        for name, tensor in placed(weights, pieces, config=config):
            weights[name].copy_(tensor)


def placed(
    weights: Mapping[str, Any], pieces: Iterable[bytes], *, config: Any
) -> Iterator[tuple[str, Any]]:
    """A file's tensors one by one, each with the name and in the shape of the weight it is for.

    Raises as `fill` does, CheckpointUnreadable before the first one comes.
    """
    reader = _Reader(pieces)
    entries = _entries(reader)
    places = _places(entries, weights, config)
    for entry in entries:
        name = places.get(entry.name)
        if name is None:
            reader.skip(entry.size_bytes)
        else:
            yield name, entry.read(reader).reshape(weights[name].shape)


def tensors(pieces: Iterable[bytes]) -> Iterator[tuple[str, Any]]:
    """A file's tensors one by one; raises as `fill` does."""
    reader = _Reader(pieces)
    for entry in _entries(reader):
        yield entry.name, entry.read(reader)


def hold(unet: Any, checkpoint: Checkpoint | None) -> None:
    """Let a UNet hold a checkpoint's weights, or its own again.

    Raise CheckpointUnreadable or StoreDamaged, and NoRoom; its own weights are back then.
    """
    _residence_of(unet).become(unet, checkpoint)


class _Residence:
    """One UNet: whose weights are in it, and where its own are meanwhile."""

    def __init__(self) -> None:
        self.holds = ""
        self._aside: IO[bytes] | None = None

    def become(self, unet: Any, checkpoint: Checkpoint | None) -> None:
        wanted = checkpoint.id if checkpoint is not None else ""
        if wanted == self.holds:
            return
        weights = weights_of(unet)
        if any(weight.is_meta for weight in weights.values()):
            raise NoRoom("the layers of this model come and go")  # copying would change nothing
        if checkpoint is None:
            self._restore(unet, weights)
            return
        self._set_aside(unet, weights)
        try:
            self.holds = wanted
            fill(weights, checkpoint.pieces(), config=unet.config)
        except BaseException:
            self._restore(unet, weights)
            raise
        log.info("a checkpoint is in place")

    def _set_aside(self, unet: Any, weights: Mapping[str, Any]) -> None:
        """Once: from then on they are there to be read."""
        if self._aside is not None:
            return
        needed = sum(weight.numel() * weight.element_size() for weight in weights.values())
        if shutil.disk_usage(Path(tempfile.gettempdir())).free < needed:
            raise NoRoom("no room for the base model's own weights")
        self._aside = tempfile.TemporaryFile()  # noqa: SIM115 - it stays as long as the model
        finalize(unet, self._aside.close)
        self._aside.writelines(written(weights))

    def _restore(self, unet: Any, weights: Mapping[str, Any]) -> None:
        if self._aside is None:
            raise StoreDamaged("the base model's own weights are gone")
        self._aside.seek(0)
        spooled = self._aside
        pieces = iter(lambda: spooled.read(_SPOOL_BYTES), b"")
        fill(weights, pieces, config=unet.config)
        self.holds = ""


_RESIDENCES: WeakKeyDictionary[Any, _Residence] = WeakKeyDictionary()


def _residence_of(unet: Any) -> _Residence:
    if unet not in _RESIDENCES:
        _RESIDENCES[unet] = _Residence()
    return _RESIDENCES[unet]


class _Reader:
    """A file's bytes in the sizes they are wanted, from pieces of any size."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = memoryview(b"")

    def take(self, count: int) -> bytearray:
        taken = bytearray(count)
        filled = 0
        while filled < count:
            part = self._some(count - filled)
            taken[filled : filled + len(part)] = part
            filled += len(part)
        return taken

    def skip(self, count: int) -> None:
        while count > 0:
            count -= len(self._some(count))

    def _some(self, most: int) -> memoryview:
        while not self._left:
            try:
                self._left = memoryview(next(self._pieces))
            except StopIteration:
                raise StoreDamaged("a checkpoint ends too soon") from None
        part, self._left = self._left[:most], self._left[most:]
        return part


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One tensor, as a file's header tells of it."""

    name: str
    dtype: torch.dtype | None
    shape: tuple[int, ...]
    begin: int
    end: int

    @property
    def size_bytes(self) -> int:
        return self.end - self.begin

    def read(self, reader: _Reader) -> Any:
        if self.dtype is None:
            raise CheckpointUnreadable("numbers of an unknown kind")
        content = reader.take(self.size_bytes)
        return torch.frombuffer(content, dtype=self.dtype).reshape(self.shape)


def _entries(reader: _Reader) -> list[_Entry]:
    """The tensors in the order in which they come; CheckpointUnreadable where there are none."""
    length = int.from_bytes(reader.take(LENGTH_BYTES), "little")
    if length > _MOST_HEADER_BYTES:
        raise CheckpointUnreadable("no safetensors file")
    try:
        header = json.loads(bytes(reader.take(length)))
        found = [_entry(name, told) for name, told in header.items() if name != "__metadata__"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CheckpointUnreadable("no safetensors file") from error
    found.sort(key=lambda entry: entry.begin)
    ends = [0, *(entry.end for entry in found)]
    if not found or any(entry.begin != end for entry, end in zip(found, ends, strict=False)):
        raise CheckpointUnreadable("its tensors do not follow each other")
    return found


def _entry(name: str, told: Mapping[str, Any]) -> _Entry:
    begin, end = (int(offset) for offset in told["data_offsets"])
    dtype = _TYPES.get(told["dtype"])  # of others, only how long they are is of interest
    shape = tuple(int(length) for length in told["shape"])
    if dtype is not None and end - begin != math.prod(shape) * dtype.itemsize:
        raise ValueError("a tensor of another size than its shape")
    return _Entry(name=name, dtype=dtype, shape=shape, begin=begin, end=end)


def _places(entries: list[_Entry], weights: Mapping[str, Any], config: Any) -> dict[str, str]:
    """Which weight each tensor of the file is for; every one must come, in its shape."""
    names = {entry.name: entry.name for entry in entries}
    if any(name.startswith(LDM_UNET_KEY) for name in names):
        names = _original_names(names, config)
    shapes = {entry.name: entry for entry in entries}
    places = {}
    for name, weight in weights.items():
        entry = shapes.get(names.get(name, ""))
        if entry is None or entry.dtype not in _OF_WEIGHTS or not _fits(entry.shape, weight.shape):
            raise CheckpointUnreadable("it is for another base model")
        places[entry.name] = name
    return places


def _original_names(names: Mapping[str, str], config: Any) -> dict[str, str]:
    """Diffusers' name of each tensor, by the library's own way of renaming them."""
    try:
        renamed: dict[str, str] = convert_ldm_unet_checkpoint(dict(names), config)
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise CheckpointUnreadable("it is for another base model") from error
    return renamed


def _fits(there: tuple[int, ...], wanted: torch.Size) -> bool:
    """The same shape, but for a convolution of one pixel written as a matrix."""
    return [n for n in there if n != 1] == [n for n in wanted if n != 1]


def _bytes_of(tensor: Any) -> bytes:
    content: bytes = tensor.contiguous().reshape(-1).view(torch.uint8).numpy().tobytes()
    return content
