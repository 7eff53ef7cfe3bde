"""Text as Telegram reads it: HTML to entities, offsets in UTF-16 units, links found by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bot.rehearsal.wire import JsonObject, JsonValue, Parameters, Refusal, Signature, words

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
_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot));?")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[^<>]*)?)\s*>")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    tag: str
    type: str
    offset: int
    url: str | None
    language: str | None


def parsed_html(source: str) -> FormattedText:
    """Read Telegram's HTML; every mistake is refused with the byte offset it is at."""
    parts: list[str] = []
    length = 0
    open_tags: list[_Open] = []
    entities: list[Entity] = []
    position = 0
    while position < len(source):
        if source[position] != "<":
            stop = source.find("<", position)
            stop = len(source) if stop < 0 else stop
            piece = _REFERENCE.sub(_character, source[position:stop])
            parts.append(piece)
            length += utf16_length(piece)
            position = stop
            continue
        match = _tag_at(source, position)
        if match.group(1):
            closed = _closing(open_tags, match, source)
            if length > closed.offset:
                entities.append(_finished(closed, parts, length, entities))
        else:
            open_tags.append(_opening(match, source, length))
        position = match.end()
    if open_tags:
        raise _unparsed(f'Can\'t find end tag corresponding to start tag "{open_tags[-1].tag}"')
    entities.sort(key=lambda e: (e.offset, -e.length))
    return FormattedText(text="".join(parts), entities=entities)


def _tag_at(source: str, position: int) -> re.Match[str]:
    match = _TAG.match(source, position)
    if match:
        return match
    if ">" not in source[position:]:
        raise _unparsed(f"Unclosed start tag at byte offset {_bytes_before(source, position)}")
    name = re.match(r"</?([^\s>/]*)", source[position:])
    raise _unparsed(
        f'Unsupported start tag "{name.group(1) if name else ""}" at byte offset'
        f" {_bytes_before(source, position)}"
    )


def _opening(match: re.Match[str], source: str, length: int) -> _Open:
    tag = match.group(2).lower()
    attributes = {
        name.lower(): quoted or single or bare
        for name, quoted, single, bare in _ATTRIBUTE.findall(match.group(3))
    }
    kind = _TAGS.get(tag)
    if tag == "span" and attributes.get("class") == "tg-spoiler":
        kind = "spoiler"
    if tag == "blockquote" and "expandable" in attributes:
        kind = "expandable_blockquote"
    if kind is None:
        where = _bytes_before(source, match.start())
        raise _unparsed(f'Unsupported start tag "{tag}" at byte offset {where}')
    url = _REFERENCE.sub(_character, attributes["href"]) if attributes.get("href") else None
    language = attributes.get("class", "").removeprefix("language-") or None
    return _Open(
        tag=tag,
        type=kind,
        offset=length,
        url=url if tag == "a" else None,
        language=language if tag == "code" else None,
    )


def _closing(open_tags: list[_Open], match: re.Match[str], source: str) -> _Open:
    tag = match.group(2).lower()
    where = _bytes_before(source, match.start())
    if not open_tags:
        raise _unparsed(f"Unexpected end tag at byte offset {where}")
    if open_tags[-1].tag != tag:
        raise _unparsed(
            f'Unmatched end tag at byte offset {where}, expected "</{open_tags[-1].tag}>",'
            f' found "</{tag}>"'
        )
    return open_tags.pop()


def _finished(closed: _Open, parts: list[str], length: int, inner: list[Entity]) -> Entity:
    url, language = closed.url, None
    if closed.type == "text_link" and url is None:
        whole = "".join(parts).encode("utf-16-le")
        url = whole[closed.offset * 2 : length * 2].decode("utf-16-le")
    if closed.type == "pre":
        # <pre><code class="language-x"> is one block of code, not two.
        for entity in [e for e in inner if e.type == "code" and e.offset == closed.offset]:
            language = entity.language
            inner.remove(entity)
    return Entity(
        type=closed.type,
        offset=closed.offset,
        length=length - closed.offset,
        url=url,
        language=language if closed.type == "pre" else closed.language,
    )


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    is_character = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if is_character else match.group()


def _bytes_before(source: str, position: int) -> int:
    return len(source[:position].encode())


def _unparsed(what: str) -> Refusal:
    return Refusal(f"can't parse entities: {what}")
