"""Methods that change or remove what is already in a chat."""

from __future__ import annotations

from datetime import timedelta

from bot.rehearsal import keyboards
from bot.rehearsal.chats import Chat, Message
from bot.rehearsal.formatting import given_text
from bot.rehearsal.media import input_media
from bot.rehearsal.methods import Method
from bot.rehearsal.reactions import reaction_json, read_emoji
from bot.rehearsal.sending import listed_ids
from bot.rehearsal.wire import JsonObject, JsonValue, Parameters, Refusal
from bot.rehearsal.world import World

DELETABLE_FOR = timedelta(hours=48)
_EDITABLE_MEDIA = ("photo", "video", "animation", "audio", "document")
_CAPTION_FIELDS = ("caption", "caption_entities", "show_caption_above_media")


async def _edit_text(world: World, given: Parameters) -> JsonValue:
    chat, message = _own_message(world, given)
    if message.media_kind:
        raise Refusal("there is no text in the message to edit")
    content = dict(given_text(given, "text").fields("text"))
    preview = given.mapping("link_preview_options")
    if preview:
        content["link_preview_options"] = preview
    return _changed(world, chat, message, content, keyboards.inline_keyboard(given))


async def _edit_caption(world: World, given: Parameters) -> JsonValue:
    chat, message = _own_message(world, given)
    if not message.media_kind or message.media_kind == "sticker":
        raise Refusal("there is no caption in the message to edit")
    content = _without(message.content, _CAPTION_FIELDS)
    content.update(given_text(given, "caption").fields("caption"))
    if given.flag("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return _changed(world, chat, message, content, _markup(given, message))


async def _edit_media(world: World, given: Parameters) -> JsonValue:
    chat, message = _own_message(world, given)
    if message.media_kind not in (None, *_EDITABLE_MEDIA):
        raise Refusal("message can't be edited")
    wanted = given.mapping("media")
    if message.media_group_id:
        _refuse_other_album_kind(message, wanted or {})
    content = await input_media(world, given, wanted)
    return _changed(world, chat, message, content, _markup(given, message))


async def _edit_markup(world: World, given: Parameters) -> JsonValue:
    chat, message = _own_message(world, given)
    return _changed(world, chat, message, message.content, _markup(given, message))


async def _delete_message(world: World, given: Parameters) -> JsonValue:
    chat = world.known_chat(given)
    message = chat.messages.get(given.integer("message_id"))
    if message is None:
        raise Refusal("message to delete not found")
    if world.clock() - message.sent_at > DELETABLE_FOR:
        raise Refusal("message can't be deleted for everyone")
    chat.remove([message])
    return True


async def _delete_messages(world: World, given: Parameters) -> JsonValue:
    chat = world.known_chat(given)
    numbers = dict.fromkeys(listed_ids(given))
    found = [chat.messages[n] for n in numbers if n in chat.messages]
    fresh = [m for m in found if world.clock() - m.sent_at <= DELETABLE_FOR]
    if fresh:
        chat.remove(fresh)
    return True


async def _pin(world: World, given: Parameters) -> JsonValue:
    chat = world.writable_chat(given)
    number = given.integer("message_id")
    if number not in chat.messages:
        raise Refusal("message to pin not found")
    if number in chat.pinned:
        chat.pinned.remove(number)
    chat.pinned.append(number)
    chat.touch()
    return True


async def _unpin(world: World, given: Parameters) -> JsonValue:
    chat = world.writable_chat(given)
    number = given.integer("message_id") if given.has("message_id") else None
    if number is None and chat.pinned:
        number = chat.pinned[-1]
    if number not in chat.pinned:
        raise Refusal("message to unpin not found")
    chat.pinned.remove(number)
    chat.touch()
    return True


async def _unpin_all(world: World, given: Parameters) -> JsonValue:
    chat = world.writable_chat(given)
    chat.pinned.clear()
    chat.touch()
    return True


async def _react(world: World, given: Parameters) -> JsonValue:
    chat = world.writable_chat(given)
    message = chat.messages.get(given.integer("message_id"))
    if message is None:
        raise Refusal("message to react not found")
    reactions = given.array("reaction")
    if len(reactions) > 1:
        raise Refusal("REACTIONS_TOO_MANY")
    message.reactions.pop("bot", None)
    for value in reactions:
        message.reactions["bot"] = read_emoji(reaction_json(given, value))
    chat.touch(message)
    return True


def _own_message(world: World, given: Parameters) -> tuple[Chat, Message]:
    """Find the message to edit: it must be there and be the bot's own."""
    if given.has("inline_message_id"):
        raise Refusal("MESSAGE_ID_INVALID")
    for name in ("chat_id", "message_id"):
        if not given.has(name):
            raise Refusal("message identifier is not specified")
    chat = world.writable_chat(given)
    message = chat.messages.get(given.integer("message_id"))
    if message is None:
        raise Refusal("message to edit not found")
    if not message.is_from_bot or message.forward_origin:
        raise Refusal("message can't be edited")
    return chat, message


def _markup(given: Parameters, message: Message) -> JsonObject | None:
    if message.media_group_id and given.has("reply_markup"):
        raise Refusal("inline keyboards can't be added to the messages of an album")
    return keyboards.inline_keyboard(given)


def _changed(
    world: World,
    chat: Chat,
    message: Message,
    content: JsonObject,
    markup: JsonObject | None,
) -> JsonValue:
    """Put new content and keyboard in place; an edit without a keyboard removes it."""
    if content == message.content and markup == message.reply_markup:
        raise Refusal(
            "message is not modified: specified new message content and reply markup are"
            " exactly the same as a current content and reply markup of the message"
        )
    message.content = content
    message.reply_markup = markup
    message.edited_at = world.clock()
    chat.touch(message)
    return message.as_json()


def _refuse_other_album_kind(message: Message, wanted: JsonObject) -> None:
    visual = ("photo", "video")
    kind = wanted.get("type")
    both_visual = kind in visual and message.media_kind in visual
    if not both_visual and kind != message.media_kind:
        raise Refusal("media of an album can only be replaced by media of its kind")


def _without(content: JsonObject, names: tuple[str, ...]) -> dict[str, JsonValue]:
    return {name: value for name, value in content.items() if name not in names}


_PLACE = "chat_id:chat message_id:integer inline_message_id reply_markup:object"
_ONE = "chat_id:chat! message_id:integer!"

METHODS = (
    Method.of(
        "editMessageText",
        f"{_PLACE} text! parse_mode entities:array link_preview_options:object",
        _edit_text,
    ),
    Method.of(
        "editMessageCaption",
        f"{_PLACE} caption parse_mode caption_entities:array show_caption_above_media:flag",
        _edit_caption,
    ),
    Method.of("editMessageMedia", f"{_PLACE} media:object!", _edit_media),
    Method.of("editMessageReplyMarkup", _PLACE, _edit_markup),
    Method.of("deleteMessage", _ONE, _delete_message),
    Method.of("deleteMessages", "chat_id:chat! message_ids:array!", _delete_messages),
    Method.of("pinChatMessage", f"{_ONE} disable_notification:flag", _pin),
    Method.of("unpinChatMessage", "chat_id:chat! message_id:integer", _unpin),
    Method.of("unpinAllChatMessages", "chat_id:chat!", _unpin_all),
    Method.of("setMessageReaction", f"{_ONE} reaction:array is_big:flag", _react),
)
