"""Whatever is refused has words in both languages that end in what to do."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import core
from core import errors
from core.i18n import Translations

REFUSALS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.Refused)
]

DOING = {
    "es": {"prueba", "envía", "usa", "pide", "míralo", "espera", "reanudarlo", "pon", "elige"}
    | {"cuenta", "busca", "cambia", "sigue", "toca"},
    "en": {"start", "go", "use", "ask", "see", "wait", "send", "look", "choose", "change", "say"},
}


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda kind: kind.__name__)
def test_every_refusal_has_words(
    refusal: type[errors.Refused], language: str, words: Translations
) -> None:
    tr = words.locale(language)
    assert tr(refusal().word_id).endswith(".")


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_word_of_an_error_ends_in_what_to_do(language: str, words: Translations) -> None:
    steps = DOING[language]
    tr = words.locale(language)
    for message_id in sorted(i for i in words.ids if i.startswith("error-")):
        last_sentence = re.split(r"[.:;,] ", tr(message_id), maxsplit=1)[1]
        assert steps & set(re.findall(r"\w+", last_sentence.lower())), message_id


def reasons_in_the_code() -> Iterator[tuple[str, str]]:
    """Every reason that the code gives a refusal, with the refusal's name."""
    names = {kind.__name__ for kind in REFUSALS}
    house = Path(core.__file__).parents[1]
    files = [file for room in ("bot", "core", "storage") for file in (house / room).rglob("*.py")]
    for node in (n for f in files for n in ast.walk(ast.parse(f.read_text(encoding="utf-8")))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            given = [keyword.value for keyword in node.keywords if keyword.arg == "reason"]
            if node.func.id in names:
                yield from ((node.func.id, text) for value in given for text in _texts(value))


def _texts(value: ast.expr) -> Iterator[str]:
    for node in ast.walk(value):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            yield node.value


def test_every_reason_in_the_code_has_words(words: Translations) -> None:
    found = set(reasons_in_the_code())
    assert ("PictureRefused", "theme") in found
    for name, reason in found:
        assert getattr(errors, name)(reason=reason).word_id in words.ids
