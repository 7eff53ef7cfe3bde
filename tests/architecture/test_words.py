"""What people read stands in the locale files, and nowhere else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.i18n.translator import Translations

ROOT = Path(__file__).parents[2]
NOT_FOR_PEOPLE = {
    "bot/rehearsal",  # answers of the Bot API, which programs read
    "core/content/morphology.py",  # endings and little words that texts are searched for
    "core/content/words.py",
    "core/domain/titles.py",
    "core/prompting/aspects.py",
    "core/imaging/schooling",  # for whoever builds the bundled model: its card, its figures
    "core/imaging/translation.py",  # a library's notice that is passed over
}
SENTENCE = re.compile(r"[A-Za-zÁ-úñ¿¡]{2,}(?:[ ,;:]+[A-Za-zÁ-úñ]{1,}){3,}")
#: Prefixes that other names in the code carry as well.
NOT_AREAS = {"job", "check"}
SILENT_CALLS = {"debug", "info", "warning", "error", "exception", "getLogger", "add_argument"}


def sources() -> list[Path]:
    found = [p for room in ("bot", "core", "storage") for p in sorted((ROOT / room).rglob("*.py"))]
    return [
        p for p in found if not any(str(p.relative_to(ROOT)).startswith(n) for n in NOT_FOR_PEOPLE)
    ]


def literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """String constants that are neither docstrings, nor logged, nor raised, nor patterns."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Raise | ast.Assert):
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Call) and _name(node.func) in SILENT_CALLS:
            continue
        if isinstance(node, ast.Call) and _is_error(node.func):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
        yield from literals(node)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _is_error(function: ast.expr) -> bool:
    from core import errors

    name = _name(function)
    known = getattr(errors, name, None)
    return name.endswith("Error") or (isinstance(known, type) and issubclass(known, Exception))


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_sentence_stands_in_the_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [
        f"{path.name}:{node.lineno}: {node.value[:60]}"
        for node in literals(tree)
        if SENTENCE.search(node.value) and not _is_sql_or_pattern(node.value)
    ]

    assert found == []


def _is_sql_or_pattern(text: str) -> bool:
    """SQL, fragments of regular expressions and of HTML are not sentences."""
    return bool(
        re.search(r"\b(SELECT|UPDATE|INSERT|DELETE|PRAGMA|CREATE|select)\b|\\|\(\?|<[a-z!/]", text)
    )


def test_every_message_of_the_code_exists_in_the_locale_files() -> None:
    known = Translations.load().ids
    used = {
        node.value
        for path in sources()
        for node in literals(ast.parse(path.read_text(encoding="utf-8")))
        if _called_with(node.value)
    }

    areas = {_prefix(message_id) for message_id in known} - NOT_AREAS
    assert {word for word in used if _prefix(word) in areas} - known == set()


def _called_with(text: str) -> bool:
    return re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", text) is not None


def _prefix(text: str) -> str:
    return text.split("-", maxsplit=1)[0]
