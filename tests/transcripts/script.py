"""Transcripts as text: one line a turn, in the language of the session, to be read and corrected.

    # A title
    Person: name=Carmen; level=open
    Companion taps: Yes
    Companion writes: They had a dog called Bruno.
    Companion sends a voice note
    5 minutes pass
    Bot: 🗣 Which feels better? / Tap one. [The kitchen] [The street]

What the companion does is read and played; the lines of the bot are what came of it.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of a transcript in one language."""

    person: str
    taps: str
    writes: str
    voice: str
    minutes: re.Pattern[str]
    bot: str
    facts: Mapping[str, str]  #: names of facts, as they are written, to ours
    values: Mapping[str, str]


TONGUES = {
    "es": Tongue(
        person="Persona:",
        taps="Acompañante toca:",
        writes="Acompañante escribe:",
        voice="Acompañante manda una nota de voz",
        minutes=re.compile(r"Pasan (\d+) minutos"),
        bot="Bot:",
        facts={
            "nombre": "name",
            "trato": "register",
            "nivel": "level",
            "canción": "song",
            "consuelo": "comfort",
            "país": "country",
            "primera vez": "first",
        },
        values={
            "tú": "tu",
            "contar": "open",
            "elegir": "choice",
            "compañía": "presence",
            "sí": "yes",
        },
    ),
    "en": Tongue(
        person="Person:",
        taps="Companion taps:",
        writes="Companion writes:",
        voice="Companion sends a voice note",
        minutes=re.compile(r"(\d+) minutes pass"),
        bot="Bot:",
        facts={
            "name": "name",
            "level": "level",
            "song": "song",
            "comfort": "comfort",
            "country": "country",
            "first time": "first",
        },
        values={"telling": "open", "choosing": "choice", "company": "presence", "yes": "yes"},
    ),
}


@dataclass(frozen=True, slots=True)
class Move:
    """Something the companion does, or time that passes."""

    line: str
    kind: str  #: "taps", "writes", "voice" or "minutes"
    what: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """What is played: who the person is, and the companion's moves."""

    language: str
    heading: tuple[str, ...]  #: the lines before the first turn, kept as they are
    facts: Mapping[str, str] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()


def read(path: Path) -> Script:
    language = path.parent.name
    tongue = TONGUES[language]
    lines = path.read_text(encoding="utf-8").splitlines()
    heading = tuple(line for line in lines if line.startswith(("#", tongue.person)))
    facts: dict[str, str] = {}
    for line in heading:
        if line.startswith(tongue.person):
            facts |= _facts(tongue, line.removeprefix(tongue.person))
    return Script(language, heading, facts, tuple(_moves(tongue, lines)))


def _facts(tongue: Tongue, text: str) -> dict[str, str]:
    pairs = (pair.split("=", maxsplit=1) for pair in text.split(";") if pair.strip())
    return {
        tongue.facts[name.strip()]: tongue.values.get(value.strip(), value.strip())
        for name, value in pairs
    }


def _moves(tongue: Tongue, lines: Sequence[str]) -> Iterator[Move]:
    for line in lines:
        if line.startswith(tongue.taps):
            yield Move(line, "taps", line.removeprefix(tongue.taps).strip())
        elif line.startswith(tongue.writes):
            yield Move(line, "writes", line.removeprefix(tongue.writes).strip())
        elif line == tongue.voice:
            yield Move(line, "voice")
        elif match := tongue.minutes.fullmatch(line):
            yield Move(line, "minutes", match[1])
        elif line and not line.startswith(("#", tongue.person, tongue.bot)):
            raise ValueError(f"nobody does this in a transcript: {line!r}")


def bot_line(
    text: str, labels: Sequence[str], *, voices: int = 0, drawn: Mapping[str, Any] | None = None
) -> str:
    """A message on one line: its drawings, its paragraphs, then its buttons in brackets."""
    plain = re.sub(r"<blockquote>(.*?)</blockquote>", r"❝\1❞", text, flags=re.DOTALL)
    plain = html.unescape(re.sub(r"</?[a-z-]+>", "", plain))
    paragraphs = " / ".join(part for part in plain.split("\n") if part)
    played = "▶ " * voices
    buttons = "".join(f" [{label}]" for label in labels)
    return f"Bot: {played}{_drawings(drawn)}{paragraphs}{buttons}"


def _drawings(drawn: Mapping[str, Any] | None) -> str:
    if drawn is None:
        return ""
    return f"🖼 {' | '.join(words for _, words in drawn['options'])} ({drawn['label']}) / "
