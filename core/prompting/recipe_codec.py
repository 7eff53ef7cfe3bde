"""Recipes, changes and makings as a job's sealed files: written by one process, read by another.

Reading is strict: an unknown field, a missing one or a number where words belong is refused.
"""

import json
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

import cattrs
from cattrs.preconf.json import JsonConverter, make_converter

from core.domain.change import ChangeRequest, MaskFound, MaskRequest
from core.domain.picture import Making, Recipe
from core.errors import StoreDamaged

T = TypeVar("T")


def to_json(value: Recipe | Making | ChangeRequest | MaskRequest | MaskFound) -> bytes:
    return json.dumps(_converter().unstructure(value), ensure_ascii=False).encode()


def recipe_from_json(content: bytes) -> Recipe:
    """Read a recipe; raise StoreDamaged when it is not exactly one."""
    return _read(content, Recipe)


def making_from_json(content: bytes) -> Making:
    """Read a making; raise StoreDamaged when it is not exactly one."""
    return _read(content, Making)


def change_from_json(content: bytes) -> ChangeRequest:
    """Read what to change; raise StoreDamaged when it is not exactly that."""
    return _read(content, ChangeRequest)


def mask_request_from_json(content: bytes) -> MaskRequest:
    """Read which area to find; raise StoreDamaged when it is not exactly that."""
    return _read(content, MaskRequest)


def mask_found_from_json(content: bytes) -> MaskFound:
    """Read what was found; raise StoreDamaged when it is not exactly that."""
    return _read(content, MaskFound)


def _read(content: bytes, kind: type[T]) -> T:
    try:
        return _converter().structure(json.loads(content), kind)
    except (cattrs.ForbiddenExtraKeysError, AttributeError, KeyError, TypeError, ValueError):
        # Without its cause, which would carry the person's words into a log.
        raise StoreDamaged(f"this is no {kind.__name__}") from None


@cache
def _converter() -> JsonConverter:
    converter = make_converter(forbid_extra_keys=True, detailed_validation=False)
    for plain in (str, int, bool):
        converter.register_structure_hook(plain, _plain)
    converter.register_structure_hook(float, _number)
    return converter


def _plain(value: Any, kind: type) -> Any:
    if issubclass(kind, StrEnum):  # a kind of str, so it comes here too
        return kind(value)
    if type(value) is not kind:
        raise TypeError(kind.__name__)
    return value


def _number(value: Any, _: type) -> float:
    if type(value) not in {int, float}:
        raise TypeError("float")
    return float(value)
