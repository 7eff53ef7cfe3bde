"""The words of a session: say-lines that never test, short enough, one question at most."""

import re
from pathlib import Path

import pytest

from core.content.linter import Linter
from core.content.questions import QuestionBank
from core.domain.life import Level
from core.i18n.translator import FOLDER, Translations

VALUES = {
    "first": "el café",
    "second": "la calle",
    "question": "El café.",
    "title": "El café",
    "thing": "El café",
    "image": "El café",
    "line": "Estoy aquí.",
}
_ID = re.compile(r"^(session-[\w-]+) =", re.MULTILINE)
_VARIABLE = re.compile(r"\{ \$(\w+)")


def ids_in(language: str) -> dict[str, str]:
    """Every id of the session's files with the text of its entry."""
    entries = {}
    for name in ("session.ftl", "session_ladder.ftl"):
        text = Path(FOLDER / language / name).read_text(encoding="utf-8")
        starts = [*_ID.finditer(text)]
        ends = [*(match.start() for match in starts[1:]), len(text)]
        entries |= {m[1]: text[m.start() : end] for m, end in zip(starts, ends, strict=True)}
    return entries


SAY_LINES = sorted(name for name in ids_in("es") if name.startswith("session-say-"))


@pytest.fixture(scope="module")
def words() -> Translations:
    return Translations.load()


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter.load()


def said(words: Translations, language: str, register: str, name: str) -> str:
    wanted = set(_VARIABLE.findall(ids_in(language)[name])) - {"register"}
    text = words.locale(language, register=register)(name, **{v: VALUES[v] for v in wanted})
    return re.sub(r"<[^>]+>", "", str(text))


@pytest.mark.parametrize("name", SAY_LINES)
@pytest.mark.parametrize(("language", "register"), [("es", "tu"), ("es", "usted"), ("en", "tu")])
def test_a_say_line_is_kind_short_and_asks_one_thing_at_most(
    words: Translations, linter: Linter, name: str, language: str, register: str
) -> None:
    text = said(words, language, register, name)
    assert text.startswith("🗣 ")
    level = Level.PRESENCE if name.endswith("-presence") else Level.CHOICE
    assert linter.lint(text.removeprefix("🗣 "), language, level=level) == ()


@pytest.mark.parametrize("language", ["es", "en"])
def test_only_say_lines_carry_the_speaking_head(language: str) -> None:
    heads = {name for name, text in ids_in(language).items() if "🗣" in text}
    assert heads == set(SAY_LINES)


@pytest.mark.parametrize("language", ["es", "en"])
def test_guide_lines_hurt_and_score_nobody(linter: Linter, language: str) -> None:
    for name, text in ids_in(language).items():
        found = [f for f in linter.lint(text, language) if f.rule != "questions"]
        assert found == [], name


def test_every_theme_has_a_beginning_and_a_question_of_taste(words: Translations) -> None:
    for theme in QuestionBank.load().themes():
        for kind in ("beginning", "taste"):
            assert words.locale("es").knows(f"session-say-{kind}-{theme.code}")


def test_what_a_yes_to_taste_is_kept_as_can_be_said_to_their_face(words: Translations) -> None:
    tr = words.locale("en")
    for theme in QuestionBank.load().themes():
        kept = tr.plain(f"session-taste-kept-{theme.code}")
        assert not kept.startswith("Likes"), kept


def test_both_registers_address_the_person_differently(words: Translations) -> None:
    tu, usted = (
        said(words, "es", register, "session-say-invitation") for register in ("tu", "usted")
    )
    assert "¿Te apetece" in tu
    assert "¿Le apetece" in usted


@pytest.mark.parametrize("beat", ["thank", "now", "next"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_company_closes_in_four_words_at_most(
    words: Translations, beat: str, language: str
) -> None:
    text = said(words, language, "tu", f"session-say-{beat}-presence").removeprefix("🗣 ")
    assert len(text.split()) <= 4
