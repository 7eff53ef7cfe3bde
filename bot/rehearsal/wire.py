"""What travels over HTTP: JSON values, uploads, checked parameters and refusals."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

JsonValue: TypeAlias = (
    "bool | int | float | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"
)
JsonObject: TypeAlias = "Mapping[str, JsonValue]"


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Refusal(Exception):
    """An answer of the Bot API other than yes."""

    def __init__(self, reason: str, *, code: int = 400, retry_after_s: int | None = None) -> None:
        super().__init__(reason)
        self.description = f"{_TITLES[code]}: {reason}" if reason else _TITLES[code]
        self.code = code
        self.retry_after_s = retry_after_s

    def as_json(self) -> JsonObject:
        answer: dict[str, JsonValue] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.retry_after_s is not None:
            answer["parameters"] = {"retry_after": self.retry_after_s}
        return answer


_TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came in a multipart body."""

    content: bytes
    file_name: str
    mime_type: str


class Kind(Enum):
    """What a parameter may be."""

    INTEGER = "integer"
    FLOAT = "float"
    TEXT = "text"
    FLAG = "flag"
    ARRAY = "array"
    OBJECT = "object"
    FILE = "file"
    CHAT = "chat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The parameters a method or a nested object knows."""

    name: str
    kinds: Mapping[str, Kind]
    required: frozenset[str]

    @classmethod
    def of(cls, name: str, words: str) -> Signature:
        """Read words such as `chat_id:chat! text! parse_mode entities:array`."""
        kinds: dict[str, Kind] = {}
        required: set[str] = set()
        for word in words.split():
            parameter, _, kind = word.rstrip("!").partition(":")
            kinds[parameter] = Kind(kind or "text")
            if word.endswith("!"):
                required.add(parameter)
        return cls(name=name, kinds=kinds, required=frozenset(required))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Values that were checked against a signature."""

    values: Mapping[str, JsonValue]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return name in self.values or name in self.uploads

    def integer(self, name: str, default: int = 0) -> int:
        value = self.values.get(name, default)
        assert isinstance(value, int)  # noqa: S101
        return value

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name, default)
        assert isinstance(value, str)  # noqa: S101
        return value

    def flag(self, name: str) -> bool:
        return self.values.get(name, False) is True

    def array(self, name: str) -> list[JsonValue]:
        value = self.values.get(name, [])
        assert isinstance(value, list)  # noqa: S101
        return value

    def mapping(self, name: str) -> dict[str, JsonValue] | None:
        value = self.values.get(name)
        assert value is None or isinstance(value, dict)  # noqa: S101
        return value

    def nested(self, value: JsonValue, signature: Signature) -> Parameters:
        """Check one object inside these parameters; it may name the same uploads."""
        if not isinstance(value, dict):
            raise Refusal(f"can't parse {signature.name}: object expected")
        return checked(value, signature, uploads=self.uploads, is_nested=True)


def checked(
    given: Mapping[str, JsonValue],
    signature: Signature,
    *,
    uploads: Mapping[str, Upload],
    is_nested: bool = False,
) -> Parameters:
    """Refuse unknown, missing and mistyped parameters; turn form text into values."""
    values: dict[str, JsonValue] = {}
    for name, value in given.items():
        if name not in signature.kinds:
            raise Refusal(f'unknown parameter "{name}" of {signature.name}')
        if value is not None:
            values[name] = _coerced(name, value, signature.kinds[name])
    direct = () if is_nested else _direct_uploads(values, signature, uploads)
    for name in signature.required:
        if name not in values and name not in direct:
            raise Refusal(_missing(name))
    return Parameters(values=values, uploads=uploads)


def typed(values: Mapping[str, JsonValue], signature: Signature) -> Mapping[str, JsonValue]:
    """Turn form text into values where that is possible, and leave the rest as it came."""
    return {name: _typed(name, value, signature) for name, value in values.items()}


def _typed(name: str, value: JsonValue, signature: Signature) -> JsonValue:
    if value is None or name not in signature.kinds:
        return value
    try:
        return _coerced(name, value, signature.kinds[name])
    except Refusal:
        return value


def _direct_uploads(
    values: Mapping[str, JsonValue], signature: Signature, uploads: Mapping[str, Upload]
) -> Sequence[str]:
    """Find the uploads that are parameters themselves; the others must be referred to."""
    direct = [name for name in uploads if signature.kinds.get(name) is Kind.FILE]
    referred = repr(values)
    for name in uploads:
        if name not in direct and f"attach://{name}" not in referred:
            raise Refusal(f'unknown parameter "{name}" of {signature.name}')
    return direct


def _missing(name: str) -> str:
    match name:
        case "text":
            return "message text is empty"
        case "chat_id":
            return "chat_id is empty"
        case _:
            return f'parameter "{name}" is required'


def _coerced(name: str, value: JsonValue, kind: Kind) -> JsonValue:
    match kind:
        case Kind.TEXT | Kind.FILE:
            return _text(name, value)
        case Kind.INTEGER:
            return _integer(name, value)
        case Kind.FLOAT:
            return _float(name, value)
        case Kind.FLAG:
            return _flag(name, value)
        case Kind.CHAT:
            is_username = isinstance(value, str) and value.startswith("@")
            return value if is_username else _integer(name, value)
        case Kind.ARRAY:
            return _json(name, value, list)
        case Kind.OBJECT:
            return _json(name, value, dict)


def _text(name: str, value: JsonValue) -> str:
    if not isinstance(value, str):
        raise Refusal(f'field "{name}" must be of type String')
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Refusal("strings must be encoded in UTF-8") from error
    return value


def _integer(name: str, value: JsonValue) -> int:
    if isinstance(value, str):
        try:
            return int(value)
        except ValueError as error:
            raise Refusal(f'field "{name}" must be a Number') from error
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise Refusal(f'field "{name}" must be a Number')


def _float(name: str, value: JsonValue) -> float:
    return value if isinstance(value, float) else float(_integer(name, value))


def _flag(name: str, value: JsonValue) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false", "1", "0", "yes", "no"):
        return value.lower() in ("true", "1", "yes")
    raise Refusal(f'field "{name}" must be of type Boolean')


def _json(
    name: str, value: JsonValue, wanted: type[list[JsonValue]] | type[dict[str, JsonValue]]
) -> JsonValue:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError as error:
            raise Refusal(f"can't parse {name} JSON object") from error
    if isinstance(value, wanted):
        return value
    raise Refusal(f"can't parse {name}: {'array' if wanted is list else 'object'} expected")
