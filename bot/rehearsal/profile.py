"""What the bot shows of itself: name, descriptions, commands, menu button."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.rehearsal.wire import JsonObject, JsonValue

CommandKey = tuple[str, int | None, str]
"""Kind of scope, chat id of the scope if it has one, language or empty."""


@dataclass(slots=True, kw_only=True)
class Profile:
    bot_id: int
    name: str
    username: str
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[CommandKey, list[JsonObject]] = field(default_factory=dict)
    menu_button: JsonObject = field(default_factory=lambda: {"type": "commands"})

    def as_user(self) -> JsonObject:
        return {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": self.names.get("", self.name),
            "username": self.username,
        }

    def as_me(self) -> JsonObject:
        """Answer getMe."""
        return {
            **self.as_user(),
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def commands_for(self, chat_id: int, language_code: str) -> list[JsonObject]:
        """Give the commands an account sees: the narrowest scope and its language win."""
        for scope, scope_chat in (
            ("chat", chat_id),
            ("all_private_chats", None),
            ("default", None),
        ):
            for language in (language_code, ""):
                found = self.commands.get((scope, scope_chat, language))
                if found:
                    return found
        return []

    def described(self, language_code: str) -> JsonObject:
        """Give what a person sees before they press Start."""
        language = language_code[:2]

        def pick(texts: dict[str, str]) -> JsonValue:
            return texts.get(language) or texts.get("", "")

        return {
            "username": self.username,
            "name": pick(self.names) or self.name,
            "description": pick(self.descriptions),
            "short_description": pick(self.short_descriptions),
        }
