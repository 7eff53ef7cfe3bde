"""All measures of a model at once, and what of them is written beside it."""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.imaging.schooling import report
from core.imaging.schooling.captions import Captions
from core.imaging.schooling.card import CARD, FIGURES, SHEET, TAUGHT, card
from core.imaging.schooling.concepts import LANGUAGES, concepts
from core.imaging.schooling.course import Room
from core.imaging.schooling.drawings import drawings
from core.imaging.schooling.judge_school import skill_of, teach_judge
from core.imaging.schooling.looks import Looks
from core.imaging.schooling.measure import (
    Drawn,
    draw_concepts,
    draw_pairs,
    load_timed,
    round_trip,
    times,
    weight_of,
)
from core.imaging.schooling.scenes import Stage
from core.imaging.schooling.sheet import contact_sheet, write_sheet
from core.imaging.schooling.teaching_measure import measure_changes, measure_teaching

TRIPS = 200  #: pictures that are taken apart and put together again
_HELD_OUT = 2_000_000_000  #: chance from here on composes what nothing is taught with


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What came of it: figures by name, and every picture that was drawn for them."""

    found: Mapping[str, Any]
    singles: Sequence[Drawn]
    pairs: Sequence[Drawn]

    def write(self, into: Path) -> None:
        """The figures, the contact sheet and the card of a model."""
        into.mkdir(parents=True, exist_ok=True)
        (into / FIGURES).write_text(json.dumps(self.found, indent=2) + "\n", "utf-8")
        first = [each for each in self.singles if each.language == LANGUAGES[0]]
        write_sheet(contact_sheet(first, self.pairs), into / SHEET)
        notes = into / TAUGHT
        taught = json.loads(notes.read_text("utf-8")) if notes.is_file() else {}
        told = card(into.name.capitalize(), self.found, concepts(), taught)
        (into / CARD).write_text(told, "utf-8")

    def tell(self, tell: Callable[[str], None]) -> None:
        for word in report.mistaken(self.singles):
            tell(word)
        for line in report.lines(self.found):
            missed = "" if line.is_met else "  MISSED"
            tell(f"{line.name:44} {line.value:8g}  {line.goal}{missed}")


def examine(room: Room, name: str, *, judge_steps: int, teaching: bool) -> Examined:
    """Measure a model, named by its folder or as `bundled`; the judge is taught first."""
    stage = Stage(looks=Looks(drawings=drawings(room.folder), concepts=concepts()))
    captions = Captions.load(stage.looks.concepts)
    judge = teach_judge(stage, room, steps=judge_steps)
    model, loading = load_timed(name)
    singles = draw_concepts(model, judge, captions)
    pairs = draw_pairs(model, judge, captions)
    scenes = [stage.compose(random.Random(_HELD_OUT + n)) for n in range(TRIPS)]
    found = report.drawing_figures(
        concepts=singles,
        pairs=pairs,
        timing=times(model, loading=loading),
        trip=round_trip(model, judge, scenes, room),
        skill=skill_of(judge, stage),
        size_bytes=weight_of(model),
    )
    if teaching:
        taught = measure_teaching(model, judge, stage, captions)
        changed = measure_changes(model, judge, stage, captions)
        found |= report.teaching_figures(taught, changed)
    return Examined(found=found, singles=singles, pairs=pairs)
