"""Formatted text: entities with offsets in UTF-16 units, and links found in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bot.rehearsal.wire import JsonObject, JsonValue

_FOUND = (
    ("bot_command", re.compile(r"(?<![\w/@.])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{5,32})?\b")),
    ("url", re.compile(r"(?<![\w@.])(?:https?://[^\s<>\"]+[^\s<>\".,!?:;)\]»”’]|(?:www\.)[\w.-]+\.[a-z]{2,}(?:/\S*)?)")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b")),
    ("mention", re.compile(r"(?<![\w@.])@[A-Za-z][A-Za-z0-9_]{3,31}\b")),
    ("hashtag", re.compile(r"(?<![\w#&])#(?=\w*[^\W\d])\w+")),
)  # fmt: skip


def utf16_length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A stretch of text with a meaning; offset and length in UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None

    @property
    def end(self) -> int:
        return self.offset + self.length

    def as_json(self) -> JsonObject:
        value: dict[str, JsonValue] = {
            "type": self.type,
            "offset": self.offset,
            "length": self.length,
        }
        for name, extra in (("url", self.url), ("language", self.language)):
            if extra is not None:
                value[name] = extra
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class FormattedText:
    text: str
    entities: Sequence[Entity] = ()

    def trimmed(self) -> FormattedText:
        """Drop the white space at both ends, as Telegram does, and move the entities along."""
        before = utf16_length(self.text) - utf16_length(self.text.lstrip())
        text = self.text.strip()
        end = utf16_length(text)
        moved = []
        for entity in self.entities:
            start = max(entity.offset - before, 0)
            stop = min(entity.end - before, end)
            if stop > start:
                moved.append(replace(entity, offset=start, length=stop - start))
        return FormattedText(text=text, entities=moved)

    def with_links(self) -> FormattedText:
        """Add the commands, addresses, mentions and tags Telegram finds by itself."""
        taken = [(e.offset, e.end) for e in self.entities if e.type in _CLOSED]
        found: list[Entity] = []
        for kind, pattern in _FOUND:
            for match in pattern.finditer(self.text):
                entity = Entity(
                    type=kind,
                    offset=utf16_length(self.text[: match.start()]),
                    length=utf16_length(match.group()),
                )
                if not any(entity.offset < end and start < entity.end for start, end in taken):
                    taken.append((entity.offset, entity.end))
                    found.append(entity)
        entities = sorted(chain(self.entities, found), key=lambda e: (e.offset, -e.length))
        return FormattedText(text=self.text, entities=entities)

    def fields(self, text_name: str) -> JsonObject:
        """Give the two message fields, `text` and `entities` or their caption twins."""
        if not self.text:
            return {}
        if not self.entities:
            return {text_name: self.text}
        entities_name = "entities" if text_name == "text" else "caption_entities"
        return {text_name: self.text, entities_name: [e.as_json() for e in self.entities]}


_CLOSED = frozenset({"code", "pre", "text_link"})
