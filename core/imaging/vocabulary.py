"""What a small model can draw, and a caption of it made from what was told.

Such a model draws a few things well and anything else as a blob. Of the phrases of a
recipe it gets the words it knows, and no word that nobody told.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from core.domain.picture import Phrase

MOST_SUBJECTS = 2  #: more than two in one caption become one or two others


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """Told words to words the model was taught; forms of a word stand between bars.

    A word may be among things and among backgrounds: a beach is where a dog runs, and where
    nobody and nothing else is told of it is the thing to draw.
    """

    figures: Mapping[str, str] = field(default_factory=dict)
    activities: Mapping[str, str] = field(default_factory=dict)  #: said after a figure
    things: Mapping[str, str] = field(default_factory=dict)
    backgrounds: Mapping[str, str] = field(default_factory=dict)

    def caption(self, phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
        """The phrases as one short caption; none when nothing told can be drawn."""
        ranked = sorted(phrases, key=lambda phrase: phrase.rank)
        told = [form for phrase in ranked for form in self._pattern.findall(phrase.text.lower())]
        known = [self._known[form] for form in told]
        text = _joined(*(_of(kind, known) for kind in _KINDS)) or self._alone(told)
        return (replace(ranked[0], text=text),) if text else ()

    def _alone(self, told: Sequence[str]) -> str:
        """Of words that are heard as backgrounds, the first that is a thing as well."""
        things = _by_form(self.things)
        return next((things[form] for form in told if form in things), "")

    @cached_property
    def _known(self) -> Mapping[str, tuple[str, str]]:
        """The kind and the caption of every form; of those with two kinds, the later."""
        tables = zip(
            _KINDS, (self.figures, self.activities, self.things, self.backgrounds), strict=True
        )
        return {
            form: (kind, caption)
            for kind, table in tables
            for form, caption in _by_form(table).items()
        }

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._known, key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


_KINDS = ("figure", "activity", "thing", "background")


def _by_form(table: Mapping[str, str]) -> Mapping[str, str]:
    return {form: caption for forms, caption in table.items() for form in forms.split("|")}


def _of(kind: str, known: Sequence[tuple[str, str]]) -> list[str]:
    """The captions of a kind, each once."""
    return list(dict.fromkeys(caption for of_kind, caption in known if of_kind == kind))


def _joined(
    figures: Sequence[str],
    activities: Sequence[str],
    things: Sequence[str],
    backgrounds: Sequence[str],
) -> str:
    """`a boy running and a dog in a field`, `a church and a tree`, `a house at night`.

    A figure that does nothing it can show would be a face, so things go before it.
    """
    acting = [f"{figures[0]} {activities[0]}"] if figures and activities else []
    subjects = [*acting, *things][:MOST_SUBJECTS] or list(figures[:1])
    return " ".join([" and ".join(subjects), *backgrounds[:1]]) if subjects else ""
