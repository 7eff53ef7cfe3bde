"""The question bank: which themes and questions there are, and how each is worded."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.content.files import FOLDER, LANGUAGES, check_keys, read_json
from core.content.options import Drawings, Option, two_drawings, two_options
from core.content.registers import check_tokens, in_register
from core.content.words import mentions
from core.domain.life import Gate, Level, LifeStage, ProbeFamily, Question, Theme
from core.errors import ContentInvalid

FLAGS = ("sensitive", "easy", "late", "optional", "real_photos_only")
PER_THEME = 6

_CUE = re.compile(r"\[([^\[\]]+)\] (.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWording:
    """What is said, and the thing to have in the hand while it is said."""

    text: str
    cue: str = ""


@dataclass(frozen=True, slots=True)
class QuestionBank:
    """132 questions in 22 themes; structure and wording come from separate files."""

    _themes: Mapping[str, Theme]
    _questions: Mapping[str, Question]
    _wordings: Mapping[str, Mapping[str, str]] = field(repr=False)  #: by language, then id
    _topics: Mapping[str, tuple[str, ...]] = field(repr=False)  #: by theme code
    #: by language, then the id of a question of the level `choice`
    _options: Mapping[str, Mapping[str, tuple[Option, ...]]] = field(repr=False)
    drawings: Drawings = field(repr=False)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "QuestionBank":
        """Read themes.json, questions and options of each language, or raise ContentInvalid."""
        structure = read_json("themes.json", folder=folder)
        drawings = Drawings.load(folder)
        themes = {code: _theme(code, content) for code, content in structure.items()}
        questions = {q.id: q for theme in themes.values() for q in theme.questions}
        wordings = {
            language: read_json(f"questions.{language}.json", folder=folder)
            for language in LANGUAGES
        }
        for language, texts in wordings.items():
            _check_wordings(language, texts, questions)
        topics = {code: _topics_of(content) for code, content in structure.items()}
        drawn = _drawn_options(structure, questions, drawings)
        options = {language: _options(language, drawn, folder) for language in LANGUAGES}
        return cls(themes, questions, wordings, topics, options, drawings)

    def themes(self) -> tuple[Theme, ...]:
        """All themes, in the order of a life."""
        return tuple(self._themes.values())

    def theme(self, code: str) -> Theme:
        return self._themes[code]

    def question(self, question_id: str) -> Question:
        return self._questions[question_id]

    def wording(self, question_id: str, language: str, register: str = "tu") -> QuestionWording:
        """How a question is said; the `[object]` of a presence line is its cue."""
        text = in_register(self._wordings[language][question_id], register)
        match = _CUE.fullmatch(text)
        return (
            QuestionWording(text=match[2], cue=match[1]) if match else QuestionWording(text=text)
        )

    def options(self, question_id: str, language: str) -> tuple[Option, ...]:
        """The two options of a question that offers two, none of another one."""
        return self._options[language].get(question_id, ())

    def questions_for(
        self, code: str, level: Level, *, gates: Collection[Gate], avoid: Collection[str] = ()
    ) -> tuple[Question, ...]:
        """The questions of a theme that may be asked, less those that touch what to avoid."""
        questions = self._themes[code].questions_for(level, gates=gates)
        return tuple(
            question
            for question in questions
            if not any(mentions(avoid, texts[question.id]) for texts in self._wordings.values())
        )

    def touches(self, code: str, avoid: Collection[str]) -> bool:
        """Whether a theme is about something the companion asked to leave alone."""
        return any(mentions(avoid, topics) for topics in self._topics[code])

    def touched(self, avoid: Collection[str]) -> frozenset[str]:
        """Codes of all themes that are about something to leave alone."""
        return frozenset(code for code in self._themes if self.touches(code, avoid))


def _theme(code: str, content: Mapping[str, Any]) -> Theme:
    optional = (*FLAGS, "requires", "ungated_questions", "follow_up")
    required = ("stage", "questions", "drawing", "options", "topics")
    check_keys(code, content, required, optional=optional)
    stage = LifeStage(content["stage"])
    if not code.startswith(stage.value):
        raise ContentInvalid(f"{code} is not of stage {stage}")
    questions = tuple(
        Question(id=question_id, theme=code, level=Level(level))
        for level, ids in content["questions"].items()
        for question_id in ids
    )
    ids = [question.id for question in questions]
    if ids != [f"{code}.{number}" for number in range(1, PER_THEME + 1)]:
        raise ContentInvalid(f"{code} has the questions {ids}")
    ungated = tuple(content.get("ungated_questions", ()))
    if not set(ungated) <= set(ids):
        raise ContentInvalid(f"{code}: {ungated} are not its questions")
    return Theme(
        code=code,
        stage=stage,
        questions=questions,
        drawing=content["drawing"],
        follow_up=ProbeFamily(content["follow_up"]) if "follow_up" in content else None,
        requires=frozenset(Gate(gate) for gate in content.get("requires", ())),
        ungated_questions=ungated,
        **{flag: bool(content.get(flag, False)) for flag in FLAGS},
    )


def _drawn_options(
    structure: Mapping[str, Any], questions: Mapping[str, Question], drawings: Drawings
) -> Mapping[str, tuple[str, ...]]:
    """The two drawings of every question that offers two options, by its id."""
    drawn = {}
    for code, content in structure.items():
        drawings.require(code, [content["drawing"]])
        for question_id, names in content["options"].items():
            drawn[question_id] = two_drawings(question_id, names, drawings)
    offering = [q.id for q in questions.values() if q.level is Level.CHOICE]
    check_keys("options", drawn, offering)
    return drawn


def _options(
    language: str, drawn: Mapping[str, tuple[str, ...]], folder: Path
) -> Mapping[str, tuple[Option, ...]]:
    name = f"options.{language}.json"
    worded = read_json(name, folder=folder)
    check_keys(name, worded, drawn)
    return {
        question_id: two_options(f"{name} {question_id}", worded[question_id], names)
        for question_id, names in drawn.items()
    }


def _topics_of(content: Mapping[str, Any]) -> tuple[str, ...]:
    check_keys("topics", content["topics"], LANGUAGES)
    return tuple(content["topics"].values())


def _check_wordings(
    language: str, texts: Mapping[str, str], questions: Mapping[str, Question]
) -> None:
    check_keys(f"questions.{language}", texts, questions.keys())
    for question in questions.values():
        text = texts[question.id]
        check_tokens(question.id, text)
        if language != "es" and "{" in text:
            raise ContentInvalid(f"{question.id}: {language} has no registers")
        if (_CUE.fullmatch(text) is not None) is not (question.level is Level.PRESENCE):
            raise ContentInvalid(f"{question.id}: a cue belongs to presence lines and only there")
