"""Reading Fluent files so strictly that nothing is left to find out at run time."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fluent.syntax import FluentParser, ast

from core.errors import ContentInvalid

AMBIENT = frozenset({"register"})  #: every message may use these without being handed them
FUNCTIONS = frozenset({"NUMBER", "DATETIME"})
TAGS = frozenset({"a", "b", "blockquote", "code", "i", "pre", "s", "tg-spoiler", "u"})

_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)(?: [^<>]*)?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a message takes and holds, its references included."""

    arguments: frozenset[str]
    marked_up: bool  #: holds tags or entities, so it cannot stand on a button


@dataclass(frozen=True, slots=True)
class Language:
    """All entries of one language's folder."""

    resource: ast.Resource
    messages: Mapping[str, Wording]


def read_language(folder: Path) -> Language:
    """Read every .ftl file of a folder, or say which line of which file is wrong."""
    files = sorted(folder.glob("*.ftl"))
    if not files:
        raise ContentInvalid(f"{folder}: no .ftl file")
    entries: dict[str, ast.Message | ast.Term] = {}
    for file in files:
        for entry in _entries(file):
            name = _name(entry)
            if name in entries:
                raise ContentInvalid(f"{file}: the id {name} is used twice")
            entries[name] = entry
    messages = {
        name: _wording(name, entries)
        for name, entry in entries.items()
        if isinstance(entry, ast.Message)
    }
    return Language(ast.Resource(list(entries.values())), messages)


def _entries(file: Path) -> Iterator[ast.Message | ast.Term]:
    text = file.read_text(encoding="utf-8")
    for entry in FluentParser(with_spans=False).parse(text).body:
        if isinstance(entry, ast.Junk):
            _refuse(file, text)
        if isinstance(entry, ast.Message | ast.Term):
            yield entry


def _refuse(file: Path, text: str) -> None:
    """Say which line is wrong; places cost a third more, so they are only looked for here."""
    for entry in FluentParser(with_spans=True).parse(text).body:
        if isinstance(entry, ast.Junk):
            start = entry.span.start if entry.span else 0
            line = text.count("\n", 0, start) + 1
            raise ContentInvalid(f"{file}:{line}: {entry.annotations[0].message}")


def _name(entry: ast.Message | ast.Term | ast.MessageReference | ast.TermReference) -> str:
    term = isinstance(entry, ast.Term | ast.TermReference)
    return f"-{entry.id.name}" if term else entry.id.name


def _wording(name: str, entries: Mapping[str, ast.Message | ast.Term]) -> Wording:
    arguments: set[str] = set()
    texts: list[str] = []
    for pattern in _patterns(name, entries, seen=()):
        arguments |= _variables(pattern)
        texts += _variants(pattern)
    for text in texts:
        _check_tags(name, text)
    marked_up = any("<" in text or re.search(r"&\w+;", text) for text in texts)
    return Wording(arguments=frozenset(arguments - AMBIENT), marked_up=marked_up)


def _patterns(
    name: str, entries: Mapping[str, ast.Message | ast.Term], *, seen: tuple[str, ...]
) -> Iterator[ast.Pattern]:
    """The pattern of an entry and of all it refers to."""
    if name in seen:
        raise ContentInvalid(f"{name} refers to itself")
    entry = entries.get(name)
    if entry is None:
        raise ContentInvalid(f"{seen[-1]} refers to {name}, which does not exist")
    if entry.value is None or entry.attributes:
        raise ContentInvalid(f"{name}: write a value and no attributes")
    if isinstance(entry, ast.Term) and _variables(entry.value):
        raise ContentInvalid(f"{name}: a term sees no argument, not even $register")
    yield entry.value
    for node in _nodes(entry.value):
        if isinstance(node, ast.MessageReference | ast.TermReference):
            yield from _patterns(_name(node), entries, seen=(*seen, name))
        elif isinstance(node, ast.FunctionReference) and node.id.name not in FUNCTIONS:
            raise ContentInvalid(f"{name}: there is no function {node.id.name}")


def _nodes(node: ast.BaseNode) -> Iterator[ast.BaseNode]:
    """A node and all below it."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        for value in vars(node).values():
            if isinstance(value, ast.BaseNode):
                waiting.append(value)
            elif isinstance(value, list):
                waiting += value


def _variables(pattern: ast.Pattern) -> set[str]:
    return {node.id.name for node in _nodes(pattern) if isinstance(node, ast.VariableReference)}


def _variants(pattern: ast.Pattern) -> list[str]:
    """The literal text of a pattern and of each variant inside it, one string each."""
    own = "".join(e.value for e in pattern.elements if isinstance(e, ast.TextElement))
    inner = [n.value for n in _nodes(pattern) if isinstance(n, ast.Variant)]
    nested = [
        "".join(e.value for e in variant.elements if isinstance(e, ast.TextElement))
        for variant in inner
    ]
    return [own, *nested]


def _check_tags(name: str, text: str) -> None:
    """Refuse markup that Telegram would refuse."""
    open_tags: list[str] = []
    for closing, tag in _TAG.findall(text):
        if tag not in TAGS:
            raise ContentInvalid(f"{name}: <{tag}> is no tag that Telegram knows")
        if not closing:
            open_tags.append(tag)
        elif not open_tags or open_tags.pop() != tag:
            raise ContentInvalid(f"{name}: </{tag}> closes nothing")
    if open_tags or "<" in _TAG.sub("", text):
        raise ContentInvalid(f"{name}: a tag is left open")
