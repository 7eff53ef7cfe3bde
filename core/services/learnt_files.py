"""What another program taught, taken in by the operator: an adapter or a full checkpoint.

Only the header is read here, which tells the two apart; whether it fits the base model shows
when it is first drawn with. No pickled file is opened at all.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from core.domain.element import Element, ElementKind, PersonAge
from core.errors import NotFound, VivenciaError
from core.ports import PatientWork
from core.services.elements import noun_for_model
from core.services.teaching import check_consents
from core.services.teaching_results import ADAPTER_TYPE

_TOKEN = re.compile(r"[a-z0-9]{4,24}")
_LENGTH_BYTES = 8  #: of the header's length, at the start of a safetensors file
_MOST_HEADER_BYTES = 16 * 2**20
_PIECE_BYTES = 2**20
_OF_A_UNET = ("model.diffusion_model.", "down_blocks.")


class ImportRefused(VivenciaError):
    """A file that is nothing a model learnt, or not for this person; the message says why."""


def take_in(work: PatientWork, path: Path, *, name: str, token: str) -> Element:
    """Keep a file as what an element has learnt, in place of what it learnt before.

    Raise ImportRefused, NotFound or ConsentMissing.
    """
    element = _named(work, name)
    check_consents(work, element)
    if not _TOKEN.fullmatch(token):
        raise ImportRefused("A token is 4 to 24 small letters and digits.")
    if any(e.instance_token == token and e.id != element.id for e in work.elements.all()):
        raise ImportRefused("This token is another element's; each needs one of its own.")
    with _opened(path) as file:
        whole = _is_whole(_header(file))
        if whole and element.kind is not ElementKind.PERSON:
            raise ImportRefused("A full checkpoint is for an age of the person only.")
        file.seek(0)
        media_id = work.media.put_pieces(_pieces(file), media_type=ADAPTER_TYPE)
    _let_go(work, element)
    learnt = replace(
        element,
        instance_token=token,
        class_noun=noun_for_model(element, work.patient().figure),
        adapter_id=media_id,
        whole=whole,
        weight=1.0,
        grey=False,
        approved=True,
    )
    work.elements.save(learnt)
    return learnt


def _named(work: PatientWork, name: str) -> Element:
    """An age of the person, or an element by the name the family gave it."""
    wanted = name.strip().casefold()
    for element in work.elements.all():
        own = element.age.value if element.age is not None else element.name.casefold()
        if own == wanted:
            return element
    ages = ", ".join(PersonAge)
    raise NotFound(f"Nothing has this name; the person's ages are {ages}.")


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise ImportRefused("The file cannot be opened.") from error


def _header(file: BinaryIO) -> Mapping[str, Any]:
    length = int.from_bytes(file.read(_LENGTH_BYTES), "little")
    try:
        header: dict[str, Any] = json.loads(file.read(min(length, _MOST_HEADER_BYTES)))
        header.pop("__metadata__", None)
    except (ValueError, AttributeError, TypeError) as error:
        raise ImportRefused("This is no .safetensors file.") from error
    return header


def _is_whole(tensors: Mapping[str, Any]) -> bool:
    if any("lora" in name for name in tensors):
        return False
    if any(name.startswith(_OF_A_UNET) for name in tensors):
        return True
    raise ImportRefused("This is neither a LoRA adapter nor a checkpoint of a UNet.")


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: file.read(_PIECE_BYTES), b"")


def _let_go(work: PatientWork, element: Element) -> None:
    """What was imported before goes; what was taught here stays to be chosen again."""
    taught = {e.adapter_id for t in work.teachings.of_element(element.id) for e in t.epochs}
    if element.adapter_id is not None and element.adapter_id not in taught:
        work.media.discard(element.adapter_id)
