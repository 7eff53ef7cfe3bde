"""Reading the content files beside this module, refusing whatever is not as it should be."""

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from core.errors import ContentInvalid

FOLDER = Path(__file__).parent
LANGUAGES = ("es", "en")


def read_json(name: str, *, folder: Path = FOLDER) -> dict[str, Any]:
    """The object in a JSON file; a key written twice is an error, not the last one's victory."""
    try:
        content = json.loads(
            (folder / name).read_text(encoding="utf-8"), object_pairs_hook=_no_key_twice
        )
    except (OSError, ValueError) as error:
        raise ContentInvalid(f"{name}: {error}") from error
    if not isinstance(content, dict):
        raise ContentInvalid(f"{name}: write an object")
    return content


def check_keys(
    where: str,
    content: Mapping[str, Any],
    required: Collection[str],
    *,
    optional: Collection[str] = (),
) -> None:
    """Refuse missing and unknown keys."""
    missing = set(required) - content.keys()
    unknown = content.keys() - set(required) - set(optional)
    if missing or unknown:
        raise ContentInvalid(f"{where}: missing {sorted(missing)}, unknown {sorted(unknown)}")


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"twice: {sorted({key for key in keys if keys.count(key) > 1})}")
    return content
