"""What may be known about a person beside the first questions, and how each answer is taken in.

A fact learns from what was typed or tapped and returns the person as known from
then on, or None when the answer cannot be one; it never asks anything itself.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from core.domain.circle import Action
from core.domain.life import Gate, Level
from core.domain.patient import Figure, Language, Patient, Register
from core.services.countries import COUNTRIES, is_country, zone_named, zones_of

LONGEST = 300  #: characters of one answer; stories have no such limit
LONGEST_NAME = 60
EARLIEST_BIRTH = 1900
LATEST_BIRTH = 2010
YES, NO = "yes", "no"
BY_LEVEL = "level"  #: a session lasts as long as the level says
SHORTEST, LONGEST_SESSION = 5, 60  #: minutes

Value = str | int | bool | tuple[str, ...] | None
Learn = Callable[[Patient, str], Patient | None]


class Section(StrEnum):
    """The parts of the person's page."""

    WHO = "who"
    LIFE = "life"
    JOYS = "joys"
    COMFORT = "comfort"
    CARE = "care"
    HOME = "home"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that may be known, and how it is learnt and read."""

    name: str
    section: Section
    learn: Learn
    value: Callable[[Patient], Value]
    choices: tuple[str, ...] = ()  #: answers that can be tapped
    typed: bool = True  #: whether it can be typed
    several: bool = False  #: each answer is added to those before
    action: Action = Action.EDIT_PERSON

    def known(self, patient: Patient) -> bool:
        return self.value(patient) not in (None, "", ())


def _text(put: Callable[[Patient, str], Patient], *, longest: int = LONGEST) -> Learn:
    def learn(patient: Patient, answer: str) -> Patient | None:
        cleaned = " ".join(answer.split())
        return put(patient, cleaned) if 0 < len(cleaned) <= longest else None

    return learn


def _items(
    get: Callable[[Patient], tuple[str, ...]],
    put: Callable[[Patient, tuple[str, ...]], Patient],
) -> Learn:
    """Add what was named, one thing a line or between commas, each only once."""

    def learn(patient: Patient, answer: str) -> Patient | None:
        pieces = (" ".join(piece.split()) for piece in re.split(r"[\n,;]", answer))
        items = tuple(piece for piece in pieces if piece)
        if not items or len(answer) > LONGEST:
            return None
        return put(patient, tuple(dict.fromkeys((*get(patient), *items))))

    return learn


def _yes_no(put: Callable[[Patient, bool], Patient]) -> Learn:
    def learn(patient: Patient, answer: str) -> Patient | None:
        return put(patient, answer == YES) if answer in (YES, NO) else None

    return learn


def _birth_year(patient: Patient, answer: str) -> Patient | None:
    years = [int(year) for year in re.findall(r"(?<!\d)\d{4}(?!\d)", answer)]
    fitting = [year for year in years if EARLIEST_BIRTH <= year <= LATEST_BIRTH]
    return replace(patient, birth_year=fitting[0]) if len(fitting) == 1 else None


def _best_hour(patient: Patient, answer: str) -> Patient | None:
    match = re.fullmatch(r"\D*(\d{1,2})(?:[:.h]\d{2})?\D*", answer)
    if match is None or int(match[1]) > 23:
        return None
    return replace(patient, best_hour=int(match[1]))


def _max_minutes(patient: Patient, answer: str) -> Patient | None:
    if answer == BY_LEVEL:
        return replace(patient, max_minutes=None)
    match = re.fullmatch(r"\D*(\d{1,2})\D*", answer)
    if match is None or not SHORTEST <= int(match[1]) <= LONGEST_SESSION:
        return None
    return replace(patient, max_minutes=int(match[1]))


def _country(patient: Patient, answer: str) -> Patient | None:
    """A country's code; a time zone of another country is forgotten.

    Until somebody says which of several it is, the capital's stands in where it is known.
    """
    code = answer.strip().upper()
    if re.fullmatch(r"[A-Z]{2}", code) is None or not is_country(code):
        return None
    zones = zones_of(code)
    usual = zones[0] if code in COUNTRIES or len(zones) == 1 else ""
    zone = patient.time_zone if patient.time_zone in zones else usual
    return replace(patient, country=code, time_zone=zone)


def _time_zone(patient: Patient, answer: str) -> Patient | None:
    zone = zone_named(answer, country=patient.country)
    return replace(patient, time_zone=zone) if zone else None


def _language(patient: Patient, answer: str) -> Patient | None:
    return replace(patient, language=Language(answer)) if answer in set(Language) else None


def _register(patient: Patient, answer: str) -> Patient | None:
    return replace(patient, register=Register(answer)) if answer in set(Register) else None


def _figure(patient: Patient, answer: str) -> Patient | None:
    return replace(patient, figure=Figure(answer)) if answer in set(Figure) else None


def _level(patient: Patient, answer: str) -> Patient | None:
    return replace(patient, level=Level(answer)) if answer in set(Level) else None


def _gate(gate: Gate) -> Fact:
    def put(patient: Patient, known_open: bool) -> Patient:
        opened, shut = patient.gates - {gate}, patient.gates_shut - {gate}
        if known_open:
            return replace(patient, gates=opened | {gate}, gates_shut=shut)
        return replace(patient, gates=opened, gates_shut=shut | {gate})

    def value(patient: Patient) -> Value:
        return gate in patient.gates if gate in patient.gates | patient.gates_shut else None

    return Fact(
        name=gate.value,
        section=Section.LIFE,
        learn=_yes_no(put),
        value=value,
        choices=(YES, NO),
        typed=False,
    )


def _said(
    name: str,
    section: Section,
    put: Callable[[Patient, str], Patient],
    value: Callable[[Patient], Value],
    *,
    longest: int = LONGEST,
) -> Fact:
    return Fact(name=name, section=section, learn=_text(put, longest=longest), value=value)


def _tapped(
    name: str,
    section: Section,
    put: Callable[[Patient, bool], Patient],
    value: Callable[[Patient], Value],
) -> Fact:
    return Fact(
        name=name,
        section=section,
        learn=_yes_no(put),
        value=value,
        choices=(YES, NO),
        typed=False,
    )


_FACTS = (
    _said(
        "name",
        Section.WHO,
        lambda p, v: replace(p, name=v),
        lambda p: p.name,
        longest=LONGEST_NAME,
    ),
    Fact(
        name="language",
        section=Section.WHO,
        learn=_language,
        value=lambda p: p.language,
        choices=tuple(Language),
        typed=False,
    ),
    Fact(
        name="register",
        section=Section.WHO,
        learn=_register,
        value=lambda p: p.register if p.language is Language.SPANISH else None,
        choices=tuple(Register),
        typed=False,
    ),
    Fact(
        name="birth_year",
        section=Section.WHO,
        learn=_birth_year,
        value=lambda p: p.birth_year,
    ),
    Fact(
        name="figure",
        section=Section.WHO,
        learn=_figure,
        value=lambda p: p.figure if p.figure is not Figure.UNSAID else None,
        choices=tuple(Figure),
        typed=False,
    ),
    Fact(
        name="places",
        section=Section.WHO,
        learn=_items(lambda p: p.places, lambda p, v: replace(p, places=v)),
        value=lambda p: p.places,
        several=True,
    ),
    *(_gate(gate) for gate in Gate),
    Fact(
        name="comfort",
        section=Section.JOYS,
        learn=_items(lambda p: p.comfort, lambda p, v: replace(p, comfort=v)),
        value=lambda p: p.comfort,
        several=True,
    ),
    _said(
        "song",
        Section.JOYS,
        lambda p, v: replace(p, song=v),
        lambda p: p.song,
    ),
    _said(
        "session_place",
        Section.COMFORT,
        lambda p, v: replace(p, session_place=v),
        lambda p: p.session_place,
        longest=LONGEST_NAME,
    ),
    _tapped("glasses", Section.COMFORT, lambda p, v: replace(p, glasses=v), lambda p: p.glasses),
    _tapped(
        "hearing_aid",
        Section.COMFORT,
        lambda p, v: replace(p, hearing_aid=v),
        lambda p: p.hearing_aid,
    ),
    _tapped(
        "swallow_safe",
        Section.COMFORT,
        lambda p, v: replace(p, swallow_safe=v),
        lambda p: p.swallow_safe,
    ),
    _tapped("reads", Section.COMFORT, lambda p, v: replace(p, reads=v), lambda p: p.reads),
    _said(
        "toilet_words",
        Section.COMFORT,
        lambda p, v: replace(p, toilet_words=v),
        lambda p: p.toilet_words,
        longest=LONGEST_NAME,
    ),
    _said(
        "pain_words",
        Section.COMFORT,
        lambda p, v: replace(p, pain_words=v),
        lambda p: p.pain_words,
        longest=LONGEST_NAME,
    ),
    Fact(
        name="best_hour",
        section=Section.COMFORT,
        learn=_best_hour,
        value=lambda p: p.best_hour,
        choices=("10", "11", "12", "16", "17", "18"),
    ),
    Fact(
        name="level",
        section=Section.CARE,
        learn=_level,
        value=lambda p: p.level if p.level_set_by else None,
        choices=tuple(Level),
        typed=False,
        action=Action.EDIT_CARE,
    ),
    Fact(
        name="max_minutes",
        section=Section.CARE,
        learn=_max_minutes,
        value=lambda p: p.max_minutes,
        choices=("15", "20", "30", "45", BY_LEVEL),
        action=Action.EDIT_CARE,
    ),
    Fact(
        name="avoid",
        section=Section.CARE,
        learn=lambda p, answer: (
            replace(p, avoid_words=(*p.avoid_words, answer.strip())) if answer.strip() else None
        ),
        value=lambda p: p.avoid_words,
        several=True,
        action=Action.EDIT_CARE,
    ),
    Fact(
        name="pictures",
        section=Section.CARE,
        learn=_yes_no(lambda p, v: replace(p, pictures_on=v)),
        value=lambda p: p.pictures_on,
        choices=(YES, NO),
        typed=False,
        action=Action.EDIT_CARE,
    ),
    Fact(
        name="exercise",
        section=Section.CARE,
        learn=_yes_no(lambda p, v: replace(p, exercise_on=v)),
        value=lambda p: p.exercise_on,
        choices=(YES, NO),
        typed=False,
        action=Action.EDIT_CARE,
    ),
    _said(
        "family_contact",
        Section.HOME,
        lambda p, v: replace(p, family_contact=v),
        lambda p: p.family_contact,
    ),
    Fact(
        name="country",
        section=Section.HOME,
        learn=_country,
        value=lambda p: p.country,
        choices=tuple(COUNTRIES),
    ),
    Fact(
        name="time_zone",
        section=Section.HOME,
        learn=_time_zone,
        value=lambda p: p.time_zone,
    ),
)
FACTS: Mapping[str, Fact] = {fact.name: fact for fact in _FACTS}


def of_section(section: Section) -> tuple[Fact, ...]:
    return tuple(fact for fact in _FACTS if fact.section is section)
