"""A scene card from told words: every field in the words it was told in, nothing added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.content.files import LANGUAGES
from core.content.lexicon import Lexicon
from core.content.refusals import Refusals
from core.domain.element import Element, ElementKind
from core.domain.life import Theme
from core.domain.memory import Memory, Teller, Valence
from core.domain.patient import Patient
from core.domain.scene import UNKNOWN, SceneAspect, SceneCard, SceneField, Source
from core.errors import PictureRefused
from core.prompting.ages import says_today
from core.prompting.aspects import find_doing, find_light, find_object, find_when, find_where
from core.prompting.clauses import Clause, Span, clauses, is_denied, mentions_of, sentences
from core.prompting.people import Cast, cast_of, elements_in

_SOURCES = {
    Teller.PERSON: Source.PERSON,
    Teller.COMPANION: Source.COMPANION,
    Teller.FAMILY: Source.FAMILY_VERIFIED,
}

#: What names somebody or something to be seen; `luz` and `abril` elsewhere are nobody's names.
#: Who comes last: nobody comes back in once they were taken out.
_NAMING = (SceneAspect.WHERE, SceneAspect.DOING, SceneAspect.OBJECT, SceneAspect.WHO)
#: Corrected, these fields say all there is of a kind, even of what no field had said.
_SETTLED = {SceneAspect.WHO: ElementKind.RELATIVE, SceneAspect.WHERE: ElementKind.PLACE}


@dataclass(frozen=True, slots=True)
class SceneReader:
    """Reads told words with the lexicon; sentences with something refused are not read."""

    lexicon: Lexicon
    refusals: Refusals

    def draft(
        self,
        memory: Memory,
        patient: Patient,
        elements: Sequence[Element] = (),
        *,
        scene_id: str,
        theme: Theme | None = None,
        corrections: Mapping[SceneAspect, str] | None = None,
    ) -> SceneCard:
        """The card of a memory, or PictureRefused when it is not one to draw."""
        _check_memory(memory, theme)
        told = self._tellable(memory.words, memory.language)
        cast = self._cast(memory.words, told, elements, memory.teller, patient)
        fields = _told_fields(memory, patient, told, cast)
        if not fields and (
            reason := self.refusals.reason(memory.words, _read_as(memory.language))
        ):
            raise PictureRefused(reason=reason)
        fields |= _known_fields(memory, patient, fields)
        card = SceneCard(
            id=scene_id,
            memory_id=memory.id,
            language=memory.language,
            fields={aspect: fields.get(aspect, UNKNOWN) for aspect in SceneAspect},
            person_present=cast.person_present,
            element_ids=cast.element_ids,
            others=cast.others,
        )
        for aspect, text in (corrections or {}).items():
            card = self.correct(card, aspect, text, elements, patient=patient)
        return card

    def correct(
        self,
        card: SceneCard,
        aspect: SceneAspect,
        text: str,
        elements: Sequence[Element] = (),
        *,
        patient: Patient,
    ) -> SceneCard:
        """The card with one field in the companion's words; who and what is seen is read again."""
        corrected = card.corrected(aspect, text)
        if aspect not in _NAMING:
            return corrected
        seen = self._seen(card, corrected, aspect, elements, patient)
        corrected = replace(corrected, element_ids=seen)
        if aspect is not SceneAspect.WHO:
            return corrected
        if not text.strip():  # nobody, then: not even the person
            return replace(corrected, person_present=False, others=0)
        told = clauses(self.lexicon, text, _read_as(card.language))
        cast = self._cast(text, told, elements, Teller.COMPANION, patient)
        return replace(corrected, others=cast.others)

    def recast(
        self, card: SceneCard, memory: Memory, patient: Patient, elements: Sequence[Element] = ()
    ) -> SceneCard:
        """The card with whoever is known by now; some are taught after it was written."""
        told = self.draft(memory, patient, elements, scene_id=card.id)
        for aspect in _NAMING:
            if _was_corrected(card, told, aspect, elements):
                told = self.correct(told, aspect, card.text(aspect), elements, patient=patient)
        styles = {e.id for e in elements if e.kind is ElementKind.STYLE}
        chosen = [each for each in card.element_ids if each in styles]
        seen = (*told.element_ids, *chosen)
        if set(seen) == set(card.element_ids) and told.others == card.others:
            return card
        return replace(card, element_ids=seen, others=told.others, approved=False)

    def _seen(
        self,
        card: SceneCard,
        corrected: SceneCard,
        aspect: SceneAspect,
        elements: Sequence[Element],
        patient: Patient,
    ) -> tuple[str, ...]:
        """The card's elements without those a correction takes out, and with those it names."""
        text = corrected.text(aspect)
        told = self._tellable(text, card.language)
        cast = self._cast(text, told, elements, Teller.COMPANION, patient)
        named = self._named(corrected, elements)
        out = {e.id for e in elements if e not in named and _goes_with(e, card, aspect)}
        if aspect is SceneAspect.WHO and not text:
            out |= {e.id for e in elements if e.kind is ElementKind.RELATIVE}
        kept = (each for each in card.element_ids if each not in out)
        return tuple(dict.fromkeys((*kept, *cast.element_ids)))

    def _named(self, card: SceneCard, elements: Sequence[Element]) -> list[Element]:
        """The elements that any field speaks of."""
        texts = [card.text(aspect) for aspect in _NAMING]
        return [
            element
            for text in texts
            for element in elements_in(text, self._tellable(text, card.language), elements)
        ]

    def _tellable(self, text: str, language: str) -> list[Clause]:
        """The clauses that say what was, in sentences that may be drawn."""
        read_as = _read_as(language)
        refused = [s for s in sentences(text) if self.refusals.reason(s.of(text), read_as)]
        return [
            clause
            for clause in clauses(self.lexicon, text, read_as)
            if not is_denied(clause)
            and not any(Span(clause[0].start, clause[-1].end).overlaps(s) for s in refused)
        ]

    def _cast(
        self,
        text: str,
        told: Sequence[Clause],
        elements: Sequence[Element],
        teller: Teller,
        patient: Patient,
    ) -> Cast:
        person_told = teller is Teller.PERSON
        return cast_of(text, told, elements, person_told=person_told, name=patient.name)


def _read_as(language: str) -> str:
    return language if language in LANGUAGES else LANGUAGES[0]


def _goes_with(element: Element, card: SceneCard, aspect: SceneAspect) -> bool:
    """Whether an element was in the scene for what this field said; a style never is."""
    if element.kind is ElementKind.STYLE:
        return False
    was_named = mentions_of((element.name, *element.aliases), card.text(aspect))
    return bool(was_named) or element.kind is _SETTLED.get(aspect)


def _was_corrected(
    card: SceneCard, told: SceneCard, aspect: SceneAspect, elements: Sequence[Element]
) -> bool:
    """Whether somebody put a field in other words, or left out what had been told.

    A place whose name the family told later was not left out: the scene still holds it.
    """
    if card.field(aspect) == told.field(aspect):
        return False
    places = {e.id for e in elements if e.kind is ElementKind.PLACE}
    holds_place = not places.isdisjoint(card.element_ids)
    return bool(card.text(aspect)) or aspect is not SceneAspect.WHERE or not holds_place


def _check_memory(memory: Memory, theme: Theme | None) -> None:
    """Painful memories and young people are not pictured (protocol §5, §9)."""
    if memory.valence is Valence.PAINFUL or memory.avoid_reason:
        raise PictureRefused(reason="painful")
    if theme is not None and theme.real_photos_only:
        raise PictureRefused(reason="theme")


def _told_fields(
    memory: Memory, patient: Patient, told: Sequence[Clause], cast: Cast
) -> dict[SceneAspect, SceneField]:
    text, source = memory.words, _SOURCES[memory.teller]
    where = find_where(text, told, patient.places)
    light = find_light(told)
    doing = find_doing(told, (where, light))
    spans = {
        SceneAspect.WHO: cast.span,
        SceneAspect.WHERE: where,
        SceneAspect.WHEN: find_when(text, told),
        SceneAspect.DOING: doing,
        SceneAspect.LIGHT: light,
        SceneAspect.OBJECT: find_object(told, (where, doing, light)),
    }
    return {
        aspect: SceneField(text=span.of(text), source=source)
        for aspect, span in spans.items()
        if span is not None
    }


def _known_fields(
    memory: Memory, patient: Patient, fields: Mapping[SceneAspect, SceneField]
) -> dict[SceneAspect, SceneField]:
    """What was not told but is known: the decade, the place on file, a feeling somebody tapped."""
    known: dict[SceneAspect, SceneField] = {}
    decade = memory.decade
    if decade is None and patient.birth_year is not None and not says_today(memory.words):
        decade = memory.stage.decade(birth_year=patient.birth_year)
    if decade is not None and SceneAspect.WHEN not in fields:
        known[SceneAspect.WHEN] = SceneField(text=str(decade), source=Source.FAMILY_VERIFIED)
    if memory.place and SceneAspect.WHERE not in fields:
        known[SceneAspect.WHERE] = SceneField(text=memory.place, source=Source.FAMILY_VERIFIED)
    if memory.feeling:
        known[SceneAspect.FEELING] = SceneField(text=memory.feeling, source=Source.COMPANION)
    return known
