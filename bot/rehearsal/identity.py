"""Methods about the bot itself and the chats it knows."""

from __future__ import annotations

import re

from bot.rehearsal.methods import Method
from bot.rehearsal.profile import CommandKey, Profile
from bot.rehearsal.wire import JsonObject, JsonValue, Parameters, Refusal, Signature
from bot.rehearsal.world import World

COMMANDS_LIMIT = 100
_COMMAND = Signature.of("BotCommand", "command! description!")
_NAME = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_SCOPES = {
    "default": Signature.of("BotCommandScopeDefault", "type!"),
    "all_private_chats": Signature.of("BotCommandScopeAllPrivateChats", "type!"),
    "all_group_chats": Signature.of("BotCommandScopeAllGroupChats", "type!"),
    "all_chat_administrators": Signature.of("BotCommandScopeAllChatAdministrators", "type!"),
    "chat": Signature.of("BotCommandScopeChat", "type! chat_id:chat!"),
}
_MENU_BUTTON = Signature.of("MenuButton", "type! text web_app:object")


async def _get_me(world: World, _given: Parameters) -> JsonValue:
    return world.profile.as_me()


async def _set_commands(world: World, given: Parameters) -> JsonValue:
    commands = [_command(given, value) for value in given.array("commands")]
    if len(commands) > COMMANDS_LIMIT:
        raise Refusal("BOT_COMMANDS_TOO_MUCH")
    world.profile.commands[_key(world, given)] = commands
    _show_everywhere(world)
    return True


async def _get_commands(world: World, given: Parameters) -> JsonValue:
    return world.profile.commands.get(_key(world, given), [])


async def _delete_commands(world: World, given: Parameters) -> JsonValue:
    world.profile.commands.pop(_key(world, given), None)
    _show_everywhere(world)
    return True


def _command(given: Parameters, value: JsonValue) -> JsonObject:
    command = given.nested(value, _COMMAND)
    name = command.text("command").removeprefix("/")
    if not _NAME.fullmatch(name):
        raise Refusal("BOT_COMMAND_INVALID")
    if not 1 <= len(command.text("description")) <= 256:
        raise Refusal("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": command.text("description")}


def _key(world: World, given: Parameters) -> CommandKey:
    language = _language(given)
    value = given.mapping("scope") or {"type": "default"}
    kind = value.get("type")
    if not isinstance(kind, str) or kind not in _SCOPES:
        raise Refusal("can't parse BotCommandScope: unsupported type")
    scope = given.nested(value, _SCOPES[kind])
    chat_id = world.known_chat(scope).account.user_id if kind == "chat" else None
    return kind, chat_id, language


def _language(given: Parameters) -> str:
    language = given.text("language_code")
    if language and not _LANGUAGE.fullmatch(language):
        raise Refusal("language_code must be a two-letter ISO 639-1 code")
    return language


def _show_everywhere(world: World) -> None:
    for chat in world.chats.values():
        chat.touch()


def _texts(profile: Profile, name: str) -> dict[str, str]:
    match name:
        case "name":
            return profile.names
        case "description":
            return profile.descriptions
        case _:
            return profile.short_descriptions


def _text_methods(method: str, name: str, *, limit: int) -> tuple[Method, Method]:
    async def put(world: World, given: Parameters) -> JsonValue:
        if len(given.text(name)) > limit:
            raise Refusal(f"bot {name.replace('_', ' ')} is too long")
        texts, language = _texts(world.profile, name), _language(given)
        texts.pop(language, None)
        if given.text(name):
            texts[language] = given.text(name)
        _show_everywhere(world)
        return True

    async def get(world: World, given: Parameters) -> JsonValue:
        texts = _texts(world.profile, name)
        fallback = world.profile.name if name == "name" else ""
        return {name: texts.get(_language(given)) or texts.get("", fallback)}

    return (
        Method.of(f"setMy{method}", f"{name} language_code", put),
        Method.of(f"getMy{method}", "language_code", get),
    )


async def _set_menu_button(world: World, given: Parameters) -> JsonValue:
    button = _menu_button(given)
    if not given.has("chat_id"):
        world.profile.menu_button = button
        return True
    chat = world.known_chat(given)
    chat.menu_button = button
    chat.touch()
    return True


async def _get_menu_button(world: World, given: Parameters) -> JsonValue:
    if not given.has("chat_id"):
        return world.profile.menu_button
    return world.known_chat(given).menu_button or world.profile.menu_button


def _menu_button(given: Parameters) -> JsonObject:
    value = given.mapping("menu_button") or {"type": "default"}
    button = given.nested(value, _MENU_BUTTON)
    kind = button.text("type")
    if kind not in ("commands", "default", "web_app"):
        raise Refusal("can't parse MenuButton: unsupported type")
    if (kind == "web_app") != (button.has("text") and button.has("web_app")):
        raise Refusal("can't parse MenuButton: text and web_app belong to web_app alone")
    return button.values


async def _get_chat(world: World, given: Parameters) -> JsonValue:
    chat = world.known_chat(given)
    if not chat.has_started:
        raise Refusal("chat not found")
    full: dict[str, JsonValue] = {
        **chat.account.as_chat(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    if chat.pinned:
        full["pinned_message"] = chat.messages[chat.pinned[-1]].as_json()
    return full


_SCOPED = "scope:object language_code"

METHODS = (
    Method.of("getMe", "", _get_me),
    Method.of("setMyCommands", f"commands:array! {_SCOPED}", _set_commands),
    Method.of("getMyCommands", _SCOPED, _get_commands),
    Method.of("deleteMyCommands", _SCOPED, _delete_commands),
    *_text_methods("Name", "name", limit=64),
    *_text_methods("Description", "description", limit=512),
    *_text_methods("ShortDescription", "short_description", limit=120),
    Method.of("setChatMenuButton", "chat_id:integer menu_button:object", _set_menu_button),
    Method.of("getChatMenuButton", "chat_id:integer", _get_menu_button),
    Method.of("getChat", "chat_id:chat!", _get_chat),
)
