"""The /sim API: people act, watch, and order troubles, over HTTP and JSON.

People (`{id}` is a Telegram user id; every act needs a registered person)
  POST   /sim/people                      {user_id, name, language, username?} -> the chat
  GET    /sim/people                      -> {people: [user, …]}
  POST   /sim/people/{id}/start           {payload?} -> {message_ids}
  POST   /sim/people/{id}/text            {text, reply_to?} -> {message_ids}; long text is split
  POST   /sim/people/{id}/tap             {message_id, label | callback_data}
                                          -> {callback_query_id}; callback_data may be old
  POST   /sim/people/{id}/media           multipart: kind, caption?, duration?, reply_to?, hd?,
                                          and 1-10 files; several are an album -> {message_ids}
  POST   /sim/people/{id}/edit            {message_id, text} -> {message_ids}
  POST   /sim/people/{id}/react           {message_id, emoji | null} -> {}
  POST   /sim/people/{id}/delete          {message_id} -> {}; for both sides
  POST   /sim/people/{id}/block           {} -> {}; writing again unblocks
  GET    /sim/people/{id}/chat            ?after=VERSION&timeout=SECONDS -> the chat: version,
                                          messages changed after it (text, entities, media with
                                          url, buttons in rows, reactions), deleted ids, commands,
                                          draft, action, pinned, answers to taps. With a timeout
                                          it waits for the next change.
The bot
  GET    /sim/calls                       ?after=NUMBER -> {calls: [{number, method, parameters,
                                          uploads, at, code, description}]}, without getUpdates
  GET    /sim/files/{file_id}             -> the bytes
Troubles
  POST   /sim/faults                      {kind, method?, times?, skip?, retry_after_s?, code?,
                                          hold_s?, user_id?}; kind is too_many_requests,
                                          server_error, timeout or lost_answer; method "*" is any,
                                          "download" is a file download
  GET    /sim/faults                      -> {faults: what is still to come}
  DELETE /sim/faults                      -> {}
A refusal is {ok: false, error_code, description} with that status.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.rehearsal.bodies import read_multipart
from bot.rehearsal.chats import Account, Chat
from bot.rehearsal.faults import Fault, FaultKind
from bot.rehearsal.phone import Parcel, Phone
from bot.rehearsal.transcript import chat_view
from bot.rehearsal.wire import (
    JsonObject,
    Parameters,
    Refusal,
    Signature,
    Upload,
    checked,
)
from bot.rehearsal.world import World, message_ids

LONGEST_WAIT_S = 60.0

_ACCOUNT = Signature.of("people", "user_id:integer! name! language! username")
_START = Signature.of("start", "payload")
_TEXT = Signature.of("text", "text! reply_to:integer")
_TAP = Signature.of("tap", "message_id:integer! label callback_data")
_EDIT = Signature.of("edit", "message_id:integer! text!")
_REACT = Signature.of("react", "message_id:integer! emoji")
_DELETE = Signature.of("delete", "message_id:integer!")
_MEDIA = Signature.of("media", "kind! caption duration:integer reply_to:integer hd:flag")
_FAULT = Signature.of(
    "faults",
    "kind! method times:integer skip:integer retry_after_s:integer code:integer hold_s:float"
    " user_id:integer",
)
_NOTHING = Signature.of("block", "")

Act = Callable[[Phone, Parameters], JsonObject]


class Sim:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.AbstractRouteDef]:
        acts: list[tuple[str, Signature, Act]] = [
            ("start", _START, _start),
            ("text", _TEXT, _text),
            ("tap", _TAP, _tap),
            ("edit", _EDIT, _edit),
            ("react", _REACT, _react),
            ("delete", _DELETE, _delete),
            ("block", _NOTHING, _block),
        ]
        return [
            web.post("/sim/people", _answering(self._register)),
            web.get("/sim/people", _answering(self._people)),
            *(
                web.post(f"/sim/people/{{id}}/{name}", _answering(self._acting(signature, act)))
                for name, signature, act in acts
            ),
            web.post("/sim/people/{id}/media", _answering(self._media)),
            web.get("/sim/people/{id}/chat", _answering(self._chat)),
            web.get("/sim/calls", _answering(self._calls)),
            web.get("/sim/files/{file_id}", self._file),
            web.post("/sim/faults", _answering(self._order_fault)),
            web.get("/sim/faults", _answering(self._faults)),
            web.delete("/sim/faults", _answering(self._clear_faults)),
        ]

    async def _register(self, request: web.Request) -> JsonObject:
        given = await _body(request, _ACCOUNT)
        account = Account(
            user_id=given.integer("user_id"),
            first_name=given.text("name"),
            language_code=given.text("language"),
            username=given.text("username") or None,
        )
        return chat_view(self._world, self._world.register(account))

    async def _people(self, _request: web.Request) -> JsonObject:
        return {"people": [chat.account.as_user() for chat in self._world.chats.values()]}

    def _acting(
        self, signature: Signature, act: Act
    ) -> Callable[[web.Request], Awaitable[JsonObject]]:
        async def handle(request: web.Request) -> JsonObject:
            return act(self._phone(request), await _body(request, signature))

        return handle

    async def _media(self, request: web.Request) -> JsonObject:
        given, uploads = await _parts(request)
        parcel = Parcel(
            kind=given.text("kind"),
            uploads=uploads,
            caption=given.text("caption").strip(),
            duration_s=given.integer("duration"),
            reply_to=given.integer("reply_to") or None,
            is_hd=given.flag("hd"),
        )
        return {"message_ids": message_ids(await self._phone(request).send(parcel))}

    async def _chat(self, request: web.Request) -> JsonObject:
        chat = self._chat_of(request)
        after = int(_number(request, "after"))
        timeout_s = min(_number(request, "timeout"), LONGEST_WAIT_S)
        if timeout_s > 0:
            await chat.changed_after(after, timeout_s=timeout_s)
        return chat_view(self._world, chat, after=after)

    async def _calls(self, request: web.Request) -> JsonObject:
        after = int(_number(request, "after"))
        return {"calls": [call.as_json() for call in self._world.ledger.after(after)]}

    async def _file(self, request: web.Request) -> web.StreamResponse:
        try:
            stored = self._world.files.named(request.match_info["file_id"])
        except Refusal as refusal:
            return web.json_response(refusal.as_json(), status=404)
        # A file somebody sent is shown, never run: no page of it may act as ours.
        headers = {
            "Content-Type": stored.mime_type,
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, max-age=3600",
        }
        return web.Response(body=stored.content, headers=headers)

    async def _order_fault(self, request: web.Request) -> JsonObject:
        given = await _body(request, _FAULT)
        try:
            kind = FaultKind(given.text("kind"))
        except ValueError as error:
            raise Refusal(f"kind is one of {[kind.value for kind in FaultKind]}") from error
        fault = Fault(kind=kind)
        for name, value in given.values.items():
            if name != "kind":
                setattr(fault, name, value)
        self._world.faults.order(fault)
        return fault.as_json()

    async def _faults(self, _request: web.Request) -> JsonObject:
        return {"faults": [fault.as_json() for fault in self._world.faults.left()]}

    async def _clear_faults(self, _request: web.Request) -> JsonObject:
        self._world.faults.clear()
        return {}

    def _chat_of(self, request: web.Request) -> Chat:
        user_id = request.match_info["id"]
        chat = self._world.chats.get(int(user_id)) if user_id.isdecimal() else None
        if chat is None:
            raise Refusal("person not found", code=404)
        return chat

    def _phone(self, request: web.Request) -> Phone:
        return Phone(world=self._world, chat=self._chat_of(request))


def _start(phone: Phone, given: Parameters) -> JsonObject:
    return {"message_ids": message_ids(phone.start(given.text("payload")))}


def _text(phone: Phone, given: Parameters) -> JsonObject:
    reply_to = given.integer("reply_to") or None
    return {"message_ids": message_ids(phone.say(given.text("text"), reply_to=reply_to))}


def _tap(phone: Phone, given: Parameters) -> JsonObject:
    query = phone.tap(
        given.integer("message_id"),
        label=given.text("label") or None,
        callback_data=given.text("callback_data") or None,
    )
    return {"callback_query_id": query.query_id}


def _edit(phone: Phone, given: Parameters) -> JsonObject:
    return {
        "message_ids": [phone.edit(given.integer("message_id"), given.text("text")).message_id]
    }


def _react(phone: Phone, given: Parameters) -> JsonObject:
    phone.react(given.integer("message_id"), given.text("emoji") or None)
    return {}


def _delete(phone: Phone, given: Parameters) -> JsonObject:
    phone.delete(given.integer("message_id"))
    return {}


def _block(phone: Phone, _given: Parameters) -> JsonObject:
    phone.block()
    return {}


def _answering(
    handle: Callable[[web.Request], Awaitable[JsonObject]],
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return web.json_response(await handle(request))
        except Refusal as refusal:
            return web.json_response(refusal.as_json(), status=refusal.code)

    return answer


async def _body(request: web.Request, signature: Signature) -> Parameters:
    try:
        value = await request.json()
    except ValueError as error:
        raise Refusal("a JSON body is expected") from error
    if not isinstance(value, dict):
        raise Refusal("a JSON object is expected")
    return checked(value, signature, uploads={})


async def _parts(request: web.Request) -> tuple[Parameters, list[Upload]]:
    if request.content_type != "multipart/form-data":
        raise Refusal("a multipart body is expected")
    values, uploads = await read_multipart(request)
    return checked(values, _MEDIA, uploads={}), [upload for _, upload in uploads]


def _number(request: web.Request, name: str) -> float:
    try:
        return float(request.query.get(name, "0"))
    except ValueError as error:
        raise Refusal(f"{name} must be a Number") from error
