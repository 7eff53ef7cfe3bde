"""Telegram's HTML, read as strictly as Telegram reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.rehearsal.entities import Entity, FormattedText, utf16_length
from bot.rehearsal.wire import Refusal

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
