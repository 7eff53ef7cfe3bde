"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.rehearsal import editing, identity, receiving, sending
from bot.rehearsal.bodies import read_multipart
from bot.rehearsal.faults import Fault, FaultKind
from bot.rehearsal.methods import Method
from bot.rehearsal.wire import JsonValue, Refusal, Upload, checked, typed
from bot.rehearsal.world import World

METHODS: Mapping[str, Method] = {
    method.signature.name.lower(): method
    for room in (sending, editing, identity, receiving)
    for method in room.METHODS
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it came in, before it was checked."""

    method: str
    values: Mapping[str, JsonValue]
    uploads: Mapping[str, Upload]

    @property
    def user_id(self) -> int | None:
        try:
            return int(str(self.values.get("chat_id")))
        except ValueError:
            return None


class BotApi:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.route("*", "/bot{token}/{method}", self._call),
            web.get("/file/bot{token}/{path:.+}", self._download),
        ]

    async def _call(self, request: web.Request) -> web.StreamResponse:
        came_at = self._world.clock()
        asked = Asked(method=request.match_info["method"], values={}, uploads={})
        code, description = 200, ""
        try:
            self._refuse_stranger(request)
            asked = await _read(request, asked.method)
            answer = await self._answer(request, asked)
        except Refusal as refusal:
            code, description = refusal.code, refusal.description
            answer = web.json_response(refusal.as_json(), status=code)
        self._world.ledger.note(
            asked.method,
            asked.values,
            asked.uploads,
            at=came_at,
            code=code,
            description=description,
        )
        return answer

    async def _answer(self, request: web.Request, asked: Asked) -> web.Response:
        fault = self._world.faults.strike(asked.method, asked.user_id)
        if fault:
            await _suffer_first(request, fault)
        method = METHODS.get(asked.method.lower())
        if method is None:
            raise Refusal("method not found", code=404)
        given = checked(asked.values, method.signature, uploads=asked.uploads)
        result = await method.body(self._world, given)
        if fault and fault.kind is FaultKind.LOST_ANSWER:
            _hang_up(request)
        return web.json_response({"ok": True, "result": result})

    def _refuse_stranger(self, request: web.Request) -> None:
        if request.match_info["token"] != self._world.bot_token:
            raise Refusal("", code=401)

    async def _download(self, request: web.Request) -> web.Response:
        try:
            content = await self._downloaded(request)
        except Refusal as refusal:
            return web.json_response(refusal.as_json(), status=refusal.code)
        return web.Response(body=content, content_type="application/octet-stream")

    async def _downloaded(self, request: web.Request) -> bytes:
        self._refuse_stranger(request)
        stored = self._world.files.at(request.match_info["path"])
        if stored is None:
            raise Refusal("", code=404)
        fault = self._world.faults.strike("download", None)
        if fault:
            await _suffer_first(request, fault)
            _hang_up(request)
        return stored.content


async def _suffer_first(request: web.Request, fault: Fault) -> None:
    """Do what a fault does before the request is carried out."""
    fault.refuse()
    if fault.kind is FaultKind.TIMEOUT:
        await asyncio.sleep(fault.hold_s)
        _hang_up(request)
        raise Refusal("", code=504)


def _hang_up(request: web.Request) -> None:
    if request.transport:
        request.transport.abort()


async def _read(request: web.Request, method: str) -> Asked:
    values: dict[str, JsonValue] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        values.update(await _read_json(request))
    elif request.content_type == "multipart/form-data":
        fields, files = await read_multipart(request)
        values.update(fields)
        uploads.update(files)
    else:
        values.update({name: str(value) for name, value in (await request.post()).items()})
    known = METHODS.get(method.lower())
    return Asked(
        method=known.signature.name if known else method,
        values=typed(values, known.signature) if known else values,
        uploads=uploads,
    )


async def _read_json(request: web.Request) -> dict[str, JsonValue]:
    try:
        value = json.loads(await request.read() or b"{}")
    except ValueError as error:
        raise Refusal("can't parse JSON object") from error
    if not isinstance(value, dict):
        raise Refusal("can't parse JSON object: object expected")
    return value
