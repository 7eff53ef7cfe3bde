"""The invented stories of the demonstration, read from their files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "stories"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the person tells when a theme comes up, and what they call it."""

    told: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale:
    """One invented person, and what they tell in each session, by theme."""

    language: str
    person: str
    companion: str
    register: str  #: the label id of tú or usted; empty where nobody asks
    birth_year: str  #: as it is typed
    figure: str  #: a domain.patient.Figure
    dog: str  #: whose photos are sent
    sessions: tuple[Mapping[str, Told], ...]

    @classmethod
    def load(cls, language: str, folder: Path = FOLDER) -> "Tale":
        plain = json.loads((folder / f"{language}.json").read_text(encoding="utf-8"))
        sessions = tuple(
            {theme: Told(**told) for theme, told in session["stories"].items()}
            for session in plain.pop("sessions")
        )
        return cls(**plain, sessions=sessions)
