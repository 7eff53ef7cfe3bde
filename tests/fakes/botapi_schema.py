"""Telegram's Bot API as an independent library knows it: an oracle for requests and replies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from aiogram import methods
from aiogram.client.default import Default
from aiogram.methods.base import TelegramMethod
from pydantic import BaseModel, TypeAdapter

UPLOADED = "attach://uploaded"


class NotInSchema(AssertionError):
    """A request or a reply that Telegram does not know."""


def check_request(
    method: str, parameters: Mapping[str, Any], uploads: Iterable[str] = ()
) -> TelegramMethod[Any]:
    """Hold one call of a bot to the schema: no unknown and no missing parameter."""
    model = _method(method)
    known = {field.alias or name for name, field in model.model_fields.items()}
    unknown = parameters.keys() - known
    if unknown:
        raise NotInSchema(f"{method} does not know {sorted(unknown)}")
    files = {name: UPLOADED for name in uploads if name in known}
    request = model.model_validate({**files, **parameters})
    _refuse_extra(request, method)
    return request


def check_reply(method: str, result: Any) -> Any:
    """Hold one result of the server to the schema of what the method returns."""
    model = _method(method)
    value = TypeAdapter(model.__returning__).validate_python(result)
    _refuse_extra(value, method)
    return value


def check_update(update: Mapping[str, Any]) -> None:
    value = methods.GetUpdates.__returning__
    for one in TypeAdapter(value).validate_python([update]):
        _refuse_extra(one, "update")


def check_calls(calls: Iterable[Mapping[str, Any]]) -> int:
    """Hold all recorded calls (`/sim/calls`) to the schema; give how many there were."""
    number = 0
    for number, call in enumerate(calls, start=1):  # noqa: B007
        check_request(call["method"], call["parameters"], call["uploads"])
    return number


def _method(name: str) -> type[TelegramMethod[Any]]:
    wanted = name.lower()
    for exported in methods.__all__:
        model: type[TelegramMethod[Any]] = getattr(methods, exported)
        if exported.lower() == wanted and issubclass(model, TelegramMethod):
            return model
    raise NotInSchema(f"Telegram has no method {name}")


def _refuse_extra(value: Any, where: str) -> None:
    """Walk the parsed value: a model that had to keep a field aside did not know it."""
    if isinstance(value, Default):
        return
    if isinstance(value, BaseModel):
        if value.model_extra:
            raise NotInSchema(f"{where}: unknown {sorted(value.model_extra)}")
        for name in type(value).model_fields:
            _refuse_extra(getattr(value, name), f"{where}.{name}")
    elif isinstance(value, Mapping):
        for name, one in value.items():
            _refuse_extra(one, f"{where}.{name}")
    elif isinstance(value, list | tuple):
        for one in value:
            _refuse_extra(one, f"{where}[]")
