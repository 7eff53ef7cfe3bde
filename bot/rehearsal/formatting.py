"""The texts and captions a bot gives, within their limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.rehearsal.entities import Entity, FormattedText, utf16_length
from bot.rehearsal.markup import parsed_html
from bot.rehearsal.wire import JsonValue, Parameters, Refusal, Signature, words

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

_ENTITY = Signature.of(
    "MessageEntity",
    "type! offset:integer! length:integer! url language user:object custom_emoji_id",
)
_TYPES = words(
    "bold italic underline strikethrough spoiler code pre text_link text_mention blockquote"
    " expandable_blockquote custom_emoji mention hashtag cashtag bot_command url email"
    " phone_number"
)


def given_text(given: Parameters, text_name: str) -> FormattedText:
    """Read a text or caption with its formatting; refuse what Telegram refuses."""
    raw = given.text(text_name)
    entities_name = "entities" if text_name == "text" else "caption_entities"
    mode = given.text("parse_mode").lower()
    if mode == "html":
        formatted = parsed_html(raw)
    elif mode:
        raise Refusal("unsupported parse_mode")
    else:
        listed = [_entity(given, value) for value in given.array(entities_name)]
        formatted = FormattedText(text=raw, entities=_inside(listed, raw))
    formatted = formatted.trimmed()
    if text_name == "text":
        if not formatted.text:
            raise Refusal("message text is empty")
        if utf16_length(formatted.text) > TEXT_LIMIT:
            raise Refusal("message is too long")
    elif utf16_length(formatted.text) > CAPTION_LIMIT:
        raise Refusal("message caption is too long")
    return formatted.with_links()


def _entity(given: Parameters, value: JsonValue) -> Entity:
    entity = given.nested(value, _ENTITY)
    if entity.text("type") not in _TYPES:
        raise Refusal(f'can\'t parse MessageEntity: unsupported type "{entity.text("type")}"')
    return Entity(
        type=entity.text("type"),
        offset=entity.integer("offset"),
        length=entity.integer("length"),
        url=entity.text("url") or None,
        language=entity.text("language") or None,
    )


def _inside(entities: Iterable[Entity], text: str) -> Sequence[Entity]:
    end = utf16_length(text)
    checked = sorted(entities, key=lambda e: (e.offset, -e.length))
    for entity in checked:
        if entity.offset < 0 or entity.length <= 0:
            raise Refusal(f"entity has invalid offset or length at UTF-16 offset {entity.offset}")
        if entity.end > end:
            raise Refusal(
                f"entity beginning at UTF-16 offset {entity.offset} ends after the end of the"
                f" text at UTF-16 offset {entity.end}"
            )
    return checked
