"""The card beside a model: what it is, what it draws, how well, and whose drawings it saw."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import fill
from typing import Any

from core.imaging.schooling.concepts import Concepts
from core.imaging.schooling.report import Line, lines

TEMPLATE = Path(__file__).parent / "card.md"
CARD, FIGURES, SHEET = "MODEL_CARD.md", "measured.json", "contact-sheet.jpg"
TAUGHT = "taught.json"  #: what the school noted of a model it bundled
_PLURALS = {
    "activity": "people doing something", "person": "people", "weather": "kinds of weather"
}  # fmt: skip
_WIDTH = 99


def card(
    title: str, found: Mapping[str, Any], concepts: Concepts, taught: Mapping[str, Any]
) -> str:
    """The card's text, from what was measured and what the school noted; no notes, no sentence."""
    text = TEMPLATE.read_text("utf-8").format(
        title=title,
        size_mb=found["size_mb"],
        concepts=len(concepts.all),
        kinds=", ".join(_kinds(concepts)),
        failing=_failing(found),
        alike="; ".join(" / ".join(group) for group in concepts.alike),
        figures="\n".join(_row(line) for line in lines(found)),
        taught=_taught(taught),
    )
    return "\n\n".join(map(_wrapped, text.strip().split("\n\n"))) + "\n"


def _wrapped(paragraph: str) -> str:
    """Plain paragraphs in lines of one length; headings, tables and quotations as they are."""
    return paragraph if paragraph[0] in "#|>!" else fill(" ".join(paragraph.split()), _WIDTH)


def _kinds(concepts: Concepts) -> Iterator[str]:
    for kind, count in Counter(concept.kind for concept in concepts.all).items():
        yield f"{count} {_PLURALS.get(kind, kind + 's')}"


def _failing(found: Mapping[str, Any]) -> str:
    """Which concepts are not drawn well, in the words of what was measured."""
    weak = sorted({name for names in found["weak"].values() for name in names})
    if not weak:
        return "Each of them is right in at least two of its four pictures, in both languages."
    return f"Right in fewer than two of four pictures, in one language or both: {', '.join(weak)}."


def _taught(notes: Mapping[str, Any]) -> str:
    """How much the denoiser saw, and what somebody remarked about it."""
    samples = notes.get("painter", {}).get("samples")
    if samples is None:
        return ""
    saw = f"It saw {samples['sketch']:,} of those, then {samples['painter']:,} of the full size."
    return f"{saw} {notes.get('remark', '')}".rstrip()


def _row(line: Line) -> str:
    mark = "" if line.wanted is None or line.is_met else ", **missed**"
    return f"| {line.name} | {line.value:g}{mark} | {line.goal} |"
