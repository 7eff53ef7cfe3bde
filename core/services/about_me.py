"""The page about a person for care staff, put together from what people entered themselves.

Nothing is concluded: a line is an answer somebody gave, something somebody wrote for this
page, or the title of a memory that may be in the book and was not hard to tell.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from core.book.print_about import AboutLine, AboutPage, AboutSection
from core.book.texts import Reader, title_of
from core.domain.circle import Action
from core.domain.element import ElementKind
from core.domain.memory import Memory, Valence
from core.domain.patient import Language, Patient
from core.i18n.translator import Translator
from core.ports import PatientWork
from core.services import books
from core.services.persons import SKIPPED
from core.services.themes import left_alone

LONGEST_LINE = 140  #: characters of a line somebody adds
MOST_ADDED = 6  #: to one part of the page
LONGEST_QUOTE = 90  #: characters of their words that stand beside a title
_ADDED = "about.lines"  #: the key in Patient.extras: part -> lines


class Part(StrEnum):
    """The parts of the page, in its order."""

    WORDS = "words"  #: how to talk with them
    LIKES = "likes"
    WORK = "work"
    PEOPLE = "people"
    STORIES = "stories"
    AT_HAND = "at_hand"
    LEAVE = "leave"


ADDABLE = (Part.LIKES, Part.WORK, Part.PEOPLE, Part.WORDS)
_MOST_STORIES: Mapping[Part, int] = {Part.WORK: 3, Part.PEOPLE: 3, Part.STORIES: 4}
_THEMES: Mapping[str, Part] = {  #: what was told under a theme stands in its part
    **dict.fromkeys(("A3", "D1"), Part.WORK),
    **dict.fromkeys(("C2", "A1", "A4", "Y2", "D2"), Part.PEOPLE),
}


def about_page(work: PatientWork, *, reader: Reader, today: date) -> AboutPage:
    """The page as it is now; parts of which nothing is known are not on it."""
    work.require(Action.LEAD_SESSION)
    tr, name = reader.tr, reader.person.strip()
    lines = {part: tuple(_lines(work, part, reader)) for part in Part}
    return AboutPage(
        language=tr.language,
        title=tr.plain("about-title", name=name) if name else tr.plain("about-title-nameless"),
        lead=tr.plain("about-lead"),
        note=tr.plain("about-note"),
        printed=tr.plain("print-date", date=reader.date_words(today)),
        sections=tuple(
            AboutSection(
                heading=tr.plain(f"about-part-{part.replace('_', '-')}"),
                lines=lines[part],
                leave_alone=part is Part.LEAVE,
            )
            for part in Part
            if lines[part]
        ),
    )


def added(work: PatientWork) -> Mapping[Part, Sequence[str]]:
    """What somebody wrote for this page, by part."""
    held: dict[str, list[str]] = json.loads(work.patient().extras.get(_ADDED, "{}"))
    return {part: held[part] for part in ADDABLE if part in held}


def add(work: PatientWork, part: Part, *, words: str) -> bool:
    """Put a line on the page as it was written; False when it is too long or the part is full."""
    work.require(Action.EDIT_PERSON)
    line, held = " ".join(words.split()), dict(added(work))
    there = [kept for kept in held.get(part, ()) if kept != line]
    if not 0 < len(line) <= LONGEST_LINE or len(there) >= MOST_ADDED or part not in ADDABLE:
        return False
    _keep(work, {**held, part: [*there, line]})
    return True


def clear(work: PatientWork) -> None:
    """Take off everything that was written for this page."""
    work.require(Action.EDIT_PERSON)
    _keep(work, {})


def _keep(work: PatientWork, lines: Mapping[Part, Sequence[str]]) -> None:
    patient = work.patient()
    written = json.dumps({part: list(held) for part, held in lines.items()})
    work.save_patient(replace(patient, extras={**patient.extras, _ADDED: written}))


def _lines(work: PatientWork, part: Part, reader: Reader) -> Iterator[AboutLine]:
    patient = work.patient()
    match part:
        case Part.WORDS:
            yield from _how_to_talk(patient, reader.tr)
        case Part.LIKES:
            yield from _from_answers("comfort", patient.comfort)
            if patient.song:
                song = reader.tr.plain("about-song", song=patient.song)
                yield AboutLine(text=song, sources=("person.song",))
        case Part.PEOPLE:
            yield from _people(work)
        case Part.AT_HAND:
            yield from _at_hand(patient, reader.tr)
        case Part.LEAVE:
            yield from _from_answers("avoid", patient.avoid_words)
            yield from _themes_to_leave(patient, reader.tr)
    for line in added(work).get(part, ()):
        yield AboutLine(text=line, sources=(f"about.{part}",))
    yield from _stories(work, part, reader.tr)


def _how_to_talk(patient: Patient, tr: Translator) -> Iterator[AboutLine]:
    if patient.name.strip():
        called = tr.plain("about-called", name=patient.name)
        yield AboutLine(text=called, sources=("person.name",))
    asked = patient.enrolled and f"{SKIPPED}register" not in patient.extras
    if patient.language is Language.SPANISH and asked:
        text = tr.plain(f"about-register-{patient.register}")
        yield AboutLine(text=text, sources=("person.register",))
    if patient.level_set_by is not None:
        text = tr.plain(f"about-level-{patient.level}")
        yield AboutLine(text=text, sources=("person.level",))


def _at_hand(patient: Patient, tr: Translator) -> Iterator[AboutLine]:
    answers = {
        "glasses": patient.glasses,
        "hearing-aid": patient.hearing_aid,
        "swallow-safe": patient.swallow_safe,
    }
    for name, answer in answers.items():
        text = f"about-{name}-{'yes' if answer else 'no'}"
        if answer is not None and tr.knows(text):
            yield AboutLine(text=tr.plain(text), sources=(f"person.{name}",))
    if patient.best_hour is not None:
        hour = tr.plain("about-best-hour", hour=patient.best_hour)
        yield AboutLine(text=hour, sources=("person.best-hour",))


def _from_answers(name: str, answers: Sequence[str]) -> Iterator[AboutLine]:
    for answer in answers:
        if answer.strip():
            yield AboutLine(text=answer, sources=(f"person.{name}",))


def _themes_to_leave(patient: Patient, tr: Translator) -> Iterator[AboutLine]:
    """The themes nobody brings up, by the names people know; why is not for this page."""
    for theme in sorted(patient.avoid_themes):
        if tr.knows(f"theme-{theme}"):
            yield AboutLine(text=tr.plain(f"theme-{theme}"), sources=("person.avoid",))


def _people(work: PatientWork) -> Iterator[AboutLine]:
    """Whom the family named: relatives and pets."""
    for element in work.elements.all():
        if element.kind in {ElementKind.RELATIVE, ElementKind.PET} and element.name.strip():
            yield AboutLine(text=element.name, sources=(element.id,))


def _stories(work: PatientWork, part: Part, tr: Translator) -> Iterator[AboutLine]:
    """Memories by their titles: those of the book that a carer may safely come back to."""
    most = _MOST_STORIES.get(part, 0)
    if not most:
        return
    alone = left_alone(work)
    shown = (spread.memory for spread in books.all_spreads(work))
    told = [memory for memory in shown if _safe(memory) and memory.theme not in alone]
    fitting = [memory for memory in told if _THEMES.get(memory.theme, Part.STORIES) is part]
    enjoyed = sorted(fitting, key=lambda memory: -(memory.enjoyment or 0))
    for memory in enjoyed[:most]:
        yield AboutLine(text=_story(memory, tr), sources=(memory.id,), memory_id=memory.id)


def _safe(memory: Memory) -> bool:
    """Nothing that hurt, rests or is unsettled, even if the person asked for it in their book."""
    hard = memory.valence in {Valence.PAINFUL, Valence.MIXED} or bool(memory.avoid_reason)
    return memory.use_again and not hard and not memory.asked_in


def _story(memory: Memory, tr: Translator) -> str:
    title = title_of(memory, tr)
    if memory.quotable and len(memory.words) <= LONGEST_QUOTE and memory.words != title:
        return tr.plain("about-story-quoted", title=title, words=memory.words)
    return title
