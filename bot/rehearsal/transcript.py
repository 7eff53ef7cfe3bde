"""A chat as its person sees it: messages in order with edits applied, media as addresses."""

from __future__ import annotations

from datetime import timedelta

from bot.rehearsal.chats import Chat, Message
from bot.rehearsal.wire import JsonObject, JsonValue, words
from bot.rehearsal.world import World

ANSWERS_SHOWN = 50
_MEDIUM_FIELDS = words(
    "file_id file_name mime_type file_size width height duration is_animated is_video"
)
ACTION_SHOWN_FOR = timedelta(seconds=5)


def chat_view(world: World, chat: Chat, *, after: int = 0) -> JsonObject:
    """Show the chat, or only what changed after a version."""
    changed = [m for m in chat.messages.values() if m.version > after]
    return {
        "version": chat.version,
        "has_started": chat.has_started,
        "is_blocked": chat.is_blocked,
        "person": chat.account.as_user(),
        "bot": world.profile.described(chat.account.language_code),
        "messages": [message_view(m) for m in sorted(changed, key=lambda m: m.message_id)],
        "deleted": [n for n, version in chat.deleted.items() if version > after],
        "action": _current_action(world, chat),
        "draft": chat.draft,
        "pinned": chat.pinned,
        "commands": world.profile.commands_for(
            chat.account.user_id, chat.account.language_code[:2]
        ),
        "menu_button": chat.menu_button or world.profile.menu_button,
        "reply_keyboard": chat.reply_keyboard,
        "answers": chat.answers[-ANSWERS_SHOWN:],
    }


def _current_action(world: World, chat: Chat) -> str | None:
    if chat.action is None or world.clock() - chat.action.since > ACTION_SHOWN_FOR:
        return None
    return chat.action.name


def message_view(message: Message) -> JsonObject:
    content = message.content
    view: dict[str, JsonValue] = {
        "message_id": message.message_id,
        "version": message.version,
        "is_from_bot": message.is_from_bot,
        "date": int(message.sent_at.timestamp()),
        "is_edited": message.edited_at is not None,
        "text": content.get("text") or content.get("caption") or "",
        "entities": content.get("entities") or content.get("caption_entities") or [],
        "media": _media_view(message),
        "media_group_id": message.media_group_id,
        "reply_to": message.reply_to.message_id if message.reply_to else None,
        "is_forwarded": message.forward_origin is not None,
        "is_caption_above": content.get("show_caption_above_media") is True,
        "has_spoiler": content.get("has_media_spoiler") is True,
        "reactions": message.reactions,
        "buttons": (message.reply_markup or {}).get("inline_keyboard", []),
    }
    return view


def _media_view(message: Message) -> JsonValue:
    kind = message.media_kind
    if kind is None:
        return None
    value = message.content[kind]
    if isinstance(value, list):
        # The last size of a photo is the largest.
        value = value[-1]
    assert isinstance(value, dict)  # noqa: S101
    view: dict[str, JsonValue] = {"kind": kind, "url": f"/sim/files/{value['file_id']}"}
    view.update({name: value[name] for name in _MEDIUM_FIELDS if name in value})
    return view
