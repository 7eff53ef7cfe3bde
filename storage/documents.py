"""Values as JSON documents, written and read strictly.

Each value of the domain is one JSON `body`; columns beside it exist only for what is
searched or ordered by. The reasons: a store holds one person's story, some thousands of
rows, encrypted as a whole, and is asked few questions; so a field that is added to a value
with a default needs no migration, and no value is ever spread over tables and put together
again. What it costs is paid here: an unknown field, a word that is no member of its enum, a
number where words belong, or a time without a zone is refused, never guessed at.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError
from cattrs.preconf.json import JsonConverter, make_converter

from core.errors import StoreDamaged

__all__ = ["from_document", "to_document"]

T = TypeVar("T")
_MISFITS = (BaseValidationError, ForbiddenExtraKeysError, KeyError, TypeError, ValueError)


def to_document(value: object) -> dict[str, Any]:
    """The JSON form of a frozen dataclass."""
    document: dict[str, Any] = _converter().unstructure(value)
    return document


def from_document(document: Mapping[str, Any], kind: type[T]) -> T:
    """The value a document stands for; StoreDamaged when it is not exactly one."""
    try:
        return _converter().structure(document, kind)
    except _MISFITS:
        # Without its cause, which would carry the person's words into a log.
        raise StoreDamaged(f"A kept {kind.__name__} is not a {kind.__name__}.") from None


@cache
def _converter() -> JsonConverter:
    converter = make_converter(forbid_extra_keys=True, detailed_validation=False)
    converter.register_unstructure_hook(datetime, _write_time)
    converter.register_structure_hook(datetime, _read_time)
    for plain in (str, int, bool):
        converter.register_structure_hook(plain, _read_plain)
    converter.register_structure_hook(float, _read_number)
    return converter


def _write_time(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("A time without a zone cannot be kept.")
    return moment.astimezone(UTC).isoformat()


def _read_time(text: Any, _: type) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no time zone")
    return moment.astimezone(UTC)


def _read_plain(value: Any, kind: type) -> Any:
    if issubclass(kind, Enum):  # the domain's words are strings too
        return kind(value)
    if type(value) is not kind:
        raise TypeError(kind.__name__)
    return value


def _read_number(value: Any, _: type) -> float:
    if type(value) not in {int, float}:
        raise TypeError("float")
    return float(value)
