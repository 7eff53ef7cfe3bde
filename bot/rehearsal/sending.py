"""Methods that put something new into a chat."""

from __future__ import annotations

from bot.rehearsal import keyboards
from bot.rehearsal.chats import Action, Chat, Message
from bot.rehearsal.entities import FormattedText, utf16_length
from bot.rehearsal.formatting import TEXT_LIMIT, given_text
from bot.rehearsal.media import input_media, sent_media
from bot.rehearsal.methods import Body, Method
from bot.rehearsal.wire import JsonObject, JsonValue, Parameters, Refusal, Signature, words
from bot.rehearsal.world import Dressing, World, message_ids

ALBUM_LEAST = 2
ALBUM_MOST = 10
_ACTIONS = words(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document"
    " choose_sticker find_location record_video_note upload_video_note"
)
_REPLY_PARAMETERS = Signature.of(
    "ReplyParameters",
    "message_id:integer! chat_id:chat allow_sending_without_reply:flag quote quote_parse_mode"
    " quote_entities:array quote_position:integer",
)
_LINK_PREVIEW = Signature.of(
    "LinkPreviewOptions",
    "is_disabled:flag url prefer_small_media:flag prefer_large_media:flag show_above_text:flag",
)


async def _send_message(world: World, given: Parameters) -> JsonValue:
    chat = world.writable_chat(given)
    content = dict(given_text(given, "text").fields("text"))
    preview = given.mapping("link_preview_options")
    if preview:
        given.nested(preview, _LINK_PREVIEW)
        content["link_preview_options"] = preview
    return _posted(world, chat, given, content).as_json()


def _media_sender(kind: str) -> Body:
    async def send(world: World, given: Parameters) -> JsonValue:
        chat = world.writable_chat(given)
        content = await sent_media(world, kind, given, kind)
        return _posted(world, chat, given, content).as_json()

    return send


async def _send_media_group(world: World, given: Parameters) -> JsonValue:
    chat = world.writable_chat(given)
    parts = given.array("media")
    if not ALBUM_LEAST <= len(parts) <= ALBUM_MOST:
        raise Refusal("wrong number of messages in album: 2-10 expected")
    _refuse_mixed([part.get("type") if isinstance(part, dict) else None for part in parts])
    contents = [await input_media(world, given, part) for part in parts]
    group = world.next_id()
    reply_to = _replied(chat, given)
    dressing = Dressing(
        media_group_id=group, reply_to=reply_to, is_protected=given.flag("protect_content")
    )
    return [world.post_as_bot(chat, content, dressing).as_json() for content in contents]


def _refuse_mixed(kinds: list[JsonValue]) -> None:
    """Photos and videos may share an album; documents and audio only with their own."""
    families = {"visual" if kind in ("photo", "video") else kind for kind in kinds}
    if "animation" in families:
        raise Refusal('media of type "animation" can\'t be used in an album')
    if len(families) > 1:
        raise Refusal("media of different kinds can't be mixed in an album")


async def _copy_message(world: World, given: Parameters) -> JsonValue:
    chat = world.writable_chat(given)
    source = _source(world, given, given.integer("message_id"), verb="copy")
    content = dict(source.content)
    if given.has("caption") and source.media_kind:
        for name in ("caption", "caption_entities"):
            content.pop(name, None)
        content.update(given_text(given, "caption").fields("caption"))
    return {"message_id": _posted(world, chat, given, content).message_id}


async def _copy_messages(world: World, given: Parameters) -> JsonValue:
    chat = world.writable_chat(given)
    copies = [
        _posted(world, chat, given, source.content) for source in _sources(world, given, "copy")
    ]
    return [{"message_id": number} for number in message_ids(copies)]


async def _forward_message(world: World, given: Parameters) -> JsonValue:
    chat = world.writable_chat(given)
    source = _source(world, given, given.integer("message_id"), verb="forward")
    return _forwarded(world, chat, given, source).as_json()


async def _forward_messages(world: World, given: Parameters) -> JsonValue:
    chat = world.writable_chat(given)
    sources = _sources(world, given, "forward")
    copies = [_forwarded(world, chat, given, source) for source in sources]
    return [{"message_id": number} for number in message_ids(copies)]


def _forwarded(world: World, chat: Chat, given: Parameters, source: Message) -> Message:
    origin = source.forward_origin or {
        "type": "user",
        "date": int(source.sent_at.timestamp()),
        "sender_user": source.sender,
    }
    dressing = Dressing(forward_origin=origin, is_protected=given.flag("protect_content"))
    return world.post_as_bot(chat, source.content, dressing)


def _sources(world: World, given: Parameters, verb: str) -> list[Message]:
    origin = world.known_chat(given, "from_chat_id")
    numbers = listed_ids(given)
    found = [origin.messages[n] for n in numbers if n in origin.messages]
    if not found:
        raise Refusal(f"there are no messages to {verb}")
    return found


def _source(world: World, given: Parameters, number: int, *, verb: str) -> Message:
    message = world.known_chat(given, "from_chat_id").messages.get(number)
    if message is None:
        raise Refusal(f"message to {verb} not found")
    if message.is_protected:
        raise Refusal(f"the message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    return message


def listed_ids(given: Parameters) -> list[int]:
    """Read `message_ids`: between one and a hundred whole numbers."""
    numbers = [n for n in given.array("message_ids") if isinstance(n, int)]
    if len(numbers) != len(given.array("message_ids")):
        raise Refusal("message identifiers must be Numbers")
    if not 1 <= len(numbers) <= 100:
        raise Refusal("wrong number of message identifiers: 1-100 expected")
    return numbers


async def _send_message_draft(world: World, given: Parameters) -> JsonValue:
    chat = world.writable_chat(given)
    if given.integer("draft_id") == 0:
        raise Refusal("draft_id must be non-zero")
    draft = given_text(given, "text") if given.text("text") else FormattedText(text="")
    if utf16_length(draft.text) > TEXT_LIMIT:
        raise Refusal("message is too long")
    chat.draft = draft.text
    chat.touch()
    return True


async def _send_chat_action(world: World, given: Parameters) -> JsonValue:
    chat = world.writable_chat(given)
    if given.text("action") not in _ACTIONS:
        raise Refusal("wrong parameter action in request")
    chat.action = Action(name=given.text("action"), since=world.clock())
    chat.touch()
    return True


def _posted(world: World, chat: Chat, given: Parameters, content: JsonObject) -> Message:
    """Put a message into the chat with its keyboard and the message it answers."""
    markup = keyboards.any_markup(given)
    reply_to = _replied(chat, given)
    if markup is not None and not keyboards.is_inline(markup):
        chat.reply_keyboard = markup if "keyboard" in markup else None
    dressing = Dressing(
        reply_markup=markup if keyboards.is_inline(markup) else None,
        reply_to=reply_to,
        is_protected=given.flag("protect_content"),
    )
    return world.post_as_bot(chat, content, dressing)


def _replied(chat: Chat, given: Parameters) -> Message | None:
    value = given.mapping("reply_parameters")
    if value is None:
        return None
    asked = given.nested(value, _REPLY_PARAMETERS)
    message = chat.messages.get(asked.integer("message_id"))
    if message is None and not asked.flag("allow_sending_without_reply"):
        raise Refusal("message to be replied not found")
    return message


_ANY = (
    "chat_id:chat! disable_notification:flag protect_content:flag reply_parameters:object"
    " reply_markup:object"
)
_CAPTION = "caption parse_mode caption_entities:array"
_VISUAL = f"{_CAPTION} show_caption_above_media:flag has_spoiler:flag"
_MOVING = "duration:integer width:integer height:integer thumbnail:file"
_BETWEEN = "chat_id:chat! from_chat_id:chat! disable_notification:flag protect_content:flag"

METHODS = (
    Method.of(
        "sendMessage",
        f"{_ANY} text! parse_mode entities:array link_preview_options:object",
        _send_message,
    ),
    *(
        Method.of(f"send{kind.title()}", f"{_ANY} {kind}:file! {extra}", _media_sender(kind))
        for kind, extra in {
            "photo": _VISUAL,
            "document": f"{_CAPTION} thumbnail:file disable_content_type_detection:flag",
            "video": f"{_VISUAL} {_MOVING} supports_streaming:flag",
            "animation": f"{_VISUAL} {_MOVING}",
            "audio": f"{_CAPTION} duration:integer performer title thumbnail:file",
            "voice": f"{_CAPTION} duration:integer",
            "sticker": "emoji",
        }.items()
    ),
    Method.of(
        "sendMediaGroup",
        "chat_id:chat! media:array! disable_notification:flag protect_content:flag"
        " reply_parameters:object",
        _send_media_group,
    ),
    Method.of(
        "copyMessage",
        f"{_ANY} from_chat_id:chat! message_id:integer! {_CAPTION} show_caption_above_media:flag",
        _copy_message,
    ),
    Method.of("copyMessages", f"{_BETWEEN} message_ids:array!", _copy_messages),
    Method.of("forwardMessage", f"{_BETWEEN} message_id:integer!", _forward_message),
    Method.of("forwardMessages", f"{_BETWEEN} message_ids:array!", _forward_messages),
    Method.of(
        "sendMessageDraft",
        "chat_id:chat! draft_id:integer! text parse_mode entities:array",
        _send_message_draft,
    ),
    Method.of("sendChatAction", "chat_id:chat! action!", _send_chat_action),
)
