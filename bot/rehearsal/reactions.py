"""The emoji a message may be answered with."""

from __future__ import annotations

from bot.rehearsal.wire import JsonObject, JsonValue, Parameters, Refusal, Signature, words

EMOJI = words(
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤️‍🔥 🌚 🌭"
    " 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾"
    " 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗"
    " 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾"
    " 🤷‍♂️ 🤷 🤷‍♀️ 😡"
)
_EMOJI_REACTION = Signature.of("ReactionType", "type! emoji custom_emoji_id")


def reaction_json(given: Parameters, value: JsonValue) -> JsonObject:
    return given.nested(value, _EMOJI_REACTION).values


def read_emoji(reaction: JsonObject) -> str:
    emoji = reaction.get("emoji")
    if reaction.get("type") != "emoji" or not isinstance(emoji, str) or emoji not in EMOJI:
        raise Refusal("REACTION_INVALID")
    return emoji
