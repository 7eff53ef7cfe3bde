"""The bank: complete, in both languages and registers, within the limits of each level."""

import json
import re
from pathlib import Path

import pytest

from core.content.files import FOLDER, LANGUAGES
from core.content.questions import QuestionBank, QuestionWording
from core.domain.life import Gate, Level
from core.errors import ContentInvalid

FILES = (
    "themes.json",
    "drawings.json",
    *(f"{kind}.{language}.json" for kind in ("questions", "options") for language in LANGUAGES),
)
HOUSE = json.loads((FOLDER / "themes.json").read_text(encoding="utf-8"))["C1"]
LIVELY = {"label": "A lively house", "told": "It was a lively house."}
MOST_WORDS = {Level.OPEN: 20, Level.CHOICE: 12, Level.PRESENCE: 8}  #: a sentence


def wordings(bank: QuestionBank) -> list[tuple[str, Level, QuestionWording]]:
    return [
        (f"{question.id} {language} {register}", question.level, wording)
        for theme in bank.themes()
        for question in theme.questions
        for language in LANGUAGES
        for register in ("tu", "usted")
        for wording in [bank.wording(question.id, language, register)]
    ]


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?])\s", text) if part]


def test_there_are_22_themes_with_six_questions_each(bank: QuestionBank) -> None:
    ids = [question.id for theme in bank.themes() for question in theme.questions]
    assert len(bank.themes()) == 22
    assert len(set(ids)) == len(ids) == 132


def test_every_theme_has_a_question_of_every_level(bank: QuestionBank) -> None:
    for theme in bank.themes():
        assert {question.level for question in theme.questions} == set(Level), theme.code


def test_every_wording_resolves(bank: QuestionBank) -> None:
    for name, _, wording in wordings(bank):
        assert not re.search(r"[{}\[\]]", wording.text + wording.cue), name


def test_no_sentence_is_longer_than_its_level_allows(bank: QuestionBank) -> None:
    for name, level, wording in wordings(bank):
        longest = max(len(re.findall(r"\w+(?:['’]\w+)?", s)) for s in sentences(wording.text))
        assert longest <= MOST_WORDS[level], f"{name}: {wording.text}"


def test_one_question_mark_at_most_and_none_in_presence(bank: QuestionBank) -> None:
    for name, level, wording in wordings(bank):
        assert wording.text.count("?") <= (level is not Level.PRESENCE), name


def test_the_register_decides_the_words(bank: QuestionBank) -> None:
    assert bank.wording("A1.1", "es", "tu").text.startswith("Háblame")
    assert bank.wording("A1.1", "es", "usted").text.startswith("Hábleme")
    assert bank.wording("A1.1", "en", "usted").text.startswith("Tell me")


def test_presence_lines_have_their_object_apart(bank: QuestionBank) -> None:
    assert bank.wording("C1.6", "en") == QuestionWording(
        text="A house key. Cool in the hand.", cue="old key"
    )
    assert bank.wording("C1.1", "en").cue == ""


def test_a_shut_gate_leaves_the_questions_that_assume_nothing(bank: QuestionBank) -> None:
    def open_questions(*gates: Gate) -> list[str]:
        return [q.id for q in bank.questions_for("C3", Level.OPEN, gates=gates)]

    assert open_questions() == ["C3.3", "C3.4"]
    assert open_questions(Gate.SCHOOLING) == ["C3.1", "C3.2", "C3.3", "C3.4"]


def test_any_one_of_two_gates_opens_a_theme(bank: QuestionBank) -> None:
    assert not bank.questions_for("D2", Level.CHOICE, gates=[Gate.PARTNER])
    assert bank.questions_for("D2", Level.CHOICE, gates=[Gate.CARED_FOR])


def test_questions_that_touch_what_to_avoid_are_left_out(bank: QuestionBank) -> None:
    asked = bank.questions_for("C4", Level.OPEN, gates=(), avoid=["los animales"])
    assert [question.id for question in asked] == ["C4.1", "C4.2", "C4.4"]


@pytest.mark.parametrize(
    ("avoid", "code", "touched"),
    [
        ("la guerra", "C1", True),
        ("la guerra", "Y1", True),
        ("la guerra", "L3", False),
        ("her husband", "Y2", True),
        ("sus nietos", "L2", True),
        ("la escuela de monjas", "C3", True),
    ],
)
def test_themes_know_what_they_touch(
    bank: QuestionBank, avoid: str, code: str, *, touched: bool
) -> None:
    assert bank.touches(code, [avoid]) is touched


@pytest.mark.parametrize(
    ("file", "change", "complaint"),
    [
        ("questions.es.json", {"C1.1": None}, "missing"),
        ("questions.es.json", {"C9.1": "¿Qué tal?"}, "unknown"),
        ("questions.es.json", {"C1.1": "¿Qué {tal?"}, "braces"),
        ("questions.es.json", {"C1.1": "[llave] Una llave."}, "a cue belongs"),
        ("questions.en.json", {"C1.1": "What do {you/thou} see?"}, "no registers"),
        ("themes.json", {"C1": {"stage": "C"}}, "missing"),
        ("themes.json", {"C1": HOUSE | {"stage": "A"}}, "not of stage"),
        ("themes.json", {"C1": HOUSE | {"drawing": "castle"}}, "no drawing .*castle"),
        ("themes.json", {"C1": HOUSE | {"options": {"C1.5": ["drum"]}}}, "two drawings"),
        ("themes.json", {"C1": HOUSE | {"options": {"C1.5": ["drum", "drum"]}}}, "two drawings"),
        ("themes.json", {"C1": HOUSE | {"options": {}}}, "missing .*C1.5"),
        ("drawings.json", {"castle": "🏰"}, "castle is not drawn"),
        ("options.es.json", {"C1.5": None}, "missing"),
        ("options.es.json", {"C1.5": [LIVELY]}, "two options, not 1"),
        ("options.en.json", {"C1.5": [LIVELY, LIVELY | {"label": "y" * 23}]}, "does not fit"),
    ],
)
def test_loading_refuses(
    tmp_path: Path, file: str, change: dict[str, object], complaint: str
) -> None:
    for name in FILES:
        content = json.loads((FOLDER / name).read_text(encoding="utf-8"))
        if name == file:
            content = {k: v for k, v in (content | change).items() if v is not None}
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ContentInvalid, match=complaint):
        QuestionBank.load(tmp_path)


def test_loading_refuses_a_key_written_twice(tmp_path: Path) -> None:
    (tmp_path / "themes.json").write_text('{"C1": {}, "C1": {}}', encoding="utf-8")
    with pytest.raises(ContentInvalid, match="twice"):
        QuestionBank.load(tmp_path)
