"""From a checked scene card to a recipe: ranked phrases, negative phrases, parameters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.content.lexicon import Lexicon
from core.content.presets import Composition, Presets
from core.content.prompt_words import PromptWords
from core.content.refusals import Refusals
from core.domain.element import Element, ElementKind
from core.domain.life import Feeling, LifeStage, Theme
from core.domain.patient import Figure
from core.domain.picture import AdapterUse, Phrase, PictureStyle, Recipe
from core.domain.scene import SceneAspect, SceneCard
from core.errors import NothingToDraw, PictureRefused
from core.prompting.ages import age_in, decade_words, nearest_likeness, scene_year
from core.prompting.people import MINORS
from core.prompting.wording import FieldWording

#: What goes last when the text encoder's room ends (0 is kept longest).
RANKS = {
    "token": 0, "figure": 0, SceneAspect.DOING: 1, SceneAspect.WHERE: 2, "style": 3,
    SceneAspect.WHO: 4, SceneAspect.OBJECT: 5, SceneAspect.LIGHT: 6, SceneAspect.WHEN: 7,
    SceneAspect.FEELING: 8,
}  # fmt: skip
OF_AGE = 18
PLACE_WEIGHT = 0.8  #: of a place's adapter beside a person's

_DRAWABLE = frozenset(SceneAspect) - {SceneAspect.WHEN, SceneAspect.FEELING}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """A card with the elements that may really be drawn in it."""

    card: SceneCard
    age_years: int
    person: Element | None  #: the taught likeness; None: a faceless figure
    class_noun: str  #: of the person
    relative: Element | None
    place: Element | None
    things: tuple[Element, ...]  #: pets and objects
    others: int

    @property
    def drawn(self) -> tuple[Element, ...]:
        given = (self.person, self.relative, self.place, *self.things)
        return tuple(element for element in given if element is not None and element.taught)


@dataclass(frozen=True, slots=True)
class PromptWriter:
    """Pure: the same card, elements and seeds give the same recipe."""

    wording: FieldWording
    presets: Presets
    words: PromptWords

    @classmethod
    def load(cls, lexicon: Lexicon, refusals: Refusals) -> "PromptWriter":
        return cls(FieldWording(lexicon, refusals), Presets.load(), PromptWords.load())

    def recipe(
        self,
        card: SceneCard,
        elements: Sequence[Element] = (),
        *,
        stage: LifeStage,
        birth_year: int | None,
        figure: Figure = Figure.UNSAID,
        seeds: Sequence[int],
        style: PictureStyle = PictureStyle.SOFT,
        theme: Theme | None = None,
    ) -> Recipe:
        """The recipe for a card; PictureRefused or NothingToDraw when there is none."""
        if theme is not None and theme.real_photos_only:
            raise PictureRefused(reason="theme")
        self.wording.check(card)
        scene = _scene(card, elements, stage, birth_year, figure)
        if scene.age_years < OF_AGE or self.wording.names_minors(card):
            self.wording.check_childhood(card)
        self._check_worth(scene)
        preset = self.presets.preset(_composition(scene))
        return Recipe(
            phrases=tuple(self._phrases(scene, style)),
            negative=tuple(self._negatives(scene, style)),
            style=style,
            num_inference_steps=preset.num_inference_steps,
            guidance_scale=preset.guidance_scale,
            seeds=tuple(seeds),
            adapters=tuple(_adapters(scene)),
        )

    def whose(
        self,
        card: SceneCard,
        elements: Sequence[Element],
        *,
        stage: LifeStage,
        birth_year: int | None,
        figure: Figure,
    ) -> tuple[Element | None, str]:
        """The person's taught likeness in a scene, if any, and the noun for their age."""
        scene = _scene(card, elements, stage, birth_year, figure)
        return scene.person, self.words.age(scene.age_years).of(scene.class_noun)

    def _check_worth(self, scene: _Scene) -> None:
        """Refuse a scene of nothing known, and one of nobody but a minor."""
        card = scene.card
        if not any(aspect in _DRAWABLE for aspect in card.known) and not scene.drawn:
            raise NothingToDraw
        told = {aspect for aspect in card.known if aspect in _DRAWABLE}
        somebody = card.person_present or scene.others or scene.drawn
        if told <= {SceneAspect.WHO} and not somebody:
            raise PictureRefused(reason="minor" if self._names_minor(card) else "")

    def _names_minor(self, card: SceneCard) -> bool:
        tokens = self.wording.lexicon.read(card.text(SceneAspect.WHO), card.language)
        return any(t.meaning and t.meaning.entry.en[0] in MINORS for t in tokens)

    def _phrases(self, scene: _Scene, style: PictureStyle) -> Iterator[Phrase]:
        """In the order of the thesis's prompts: mood, subject, action, place, things, style."""
        card = scene.card
        yield from _some(self._feeling(card), SceneAspect.FEELING)
        yield from self._subject(scene)
        yield from self._told(scene, SceneAspect.DOING)
        yield from self._company(scene)
        if scene.place is not None:
            yield from _some(named(scene.place), "token" if scene.place.taught else "figure")
        yield from self._told(scene, SceneAspect.WHERE)
        for thing in scene.things:
            yield from _some(named(thing), SceneAspect.OBJECT)
        if card.text(SceneAspect.OBJECT) not in card.text(SceneAspect.DOING):
            yield from self._told(scene, SceneAspect.OBJECT)
        yield from self._told(scene, SceneAspect.LIGHT)
        yield from _some(decade_words(card.text(SceneAspect.WHEN)), SceneAspect.WHEN)
        yield from _some(self.words.styles[style], "style")

    def _subject(self, scene: _Scene) -> Iterator[Phrase]:
        if not scene.card.person_present:
            return
        noun = self.words.age(scene.age_years).of(scene.class_noun)
        if scene.person is not None:
            yield from _some(f"{scene.person.instance_token} {noun}", "token")
        else:
            yield from _some(f"{_a(noun)}, {self.words.figures['faceless']}", "figure")

    def _company(self, scene: _Scene) -> Iterator[Phrase]:
        if scene.relative is not None:
            yield from _some(named(scene.relative), "token")
        groups = self.wording.company(scene.card)
        for group in groups:
            yield from _some(group, SceneAspect.WHO, language=scene.card.language)
        if scene.others and not groups:
            size = {1: "one", 2: "two"}.get(scene.others, "many")
            yield from _some(self.words.figures[size], SceneAspect.WHO)

    def _told(self, scene: _Scene, aspect: SceneAspect) -> Iterator[Phrase]:
        names = [
            name
            for element in (scene.place, scene.relative, *scene.things)
            if element is not None
            for name in (element.name, *element.aliases)
        ]
        text = self.wording.phrase(scene.card, aspect, names)
        yield from _some(text, aspect, language=scene.card.language)

    def _feeling(self, card: SceneCard) -> str:
        """Only of the feelings that can be tapped; other words are not guessed at."""
        text = card.text(SceneAspect.FEELING)
        return self.words.feelings[Feeling(text)] if text in set(Feeling) else ""

    def _negatives(self, scene: _Scene, style: PictureStyle) -> Iterator[Phrase]:
        negatives = self.words.negatives
        texts: list[str] = []
        if scene.card.person_present:
            texts.append(self.words.age(scene.age_years).negative)
            if scene.person is None:
                texts += negatives["faceless"]
        if not scene.others:
            texts += negatives["alone" if scene.card.person_present else "nobody"]
        if style is not PictureStyle.GREYSCALE and any(e.grey for e in scene.drawn):
            texts += negatives["grey"]  # learnt from old photos, it would be drawn as one
        texts += [*negatives["always"], self.words.style_negatives[style]]
        for rank, text in enumerate(texts):
            yield Phrase(text=text, language="en", rank=rank, source="quality")


def adapter_input(element: Element) -> str:
    """The name under which a job's folder holds an element's adapter."""
    return f"adapter-{element.id}.safetensors"


def adapter_use(element: Element, *, weight: float = 1.0) -> AdapterUse:
    """How a recipe names what an element has learnt."""
    return AdapterUse(
        input_name=adapter_input(element),
        weight=weight,
        checkpoint_id=str(element.adapter_id) if element.whole else "",
    )


def _scene(
    card: SceneCard,
    elements: Sequence[Element],
    stage: LifeStage,
    birth_year: int | None,
    figure: Figure,
) -> _Scene:
    """Choose whom and what to draw; two taught people in one pass blend, so only one is."""
    age_years = age_in(card, stage, birth_year)
    year = scene_year(card)
    if birth_year is not None:
        year = birth_year + age_years
    person = nearest_likeness(elements, year) if card.person_present else None
    told = [e for e in elements if e.id in card.element_ids]
    relatives = [e for e in told if e.kind is ElementKind.RELATIVE]
    relative = next((e for e in relatives if e.taught), None) if person is None else None
    things = [e for e in told if e.kind in {ElementKind.PET, ElementKind.OBJECT}]
    return _Scene(
        card=card,
        age_years=age_years,
        person=person,
        class_noun=_class_noun(elements, person, figure),
        relative=relative,
        place=next((e for e in told if e.kind is ElementKind.PLACE), None),
        things=tuple(things[:1]),
        others=card.others + len(relatives) - (relative is not None),
    )


def _class_noun(elements: Sequence[Element], person: Element | None, figure: Figure) -> str:
    """The person's noun, from any of their elements, taught or not, or as their circle said."""
    own = [e.class_noun for e in elements if e.kind is ElementKind.PERSON and e.class_noun]
    said = "person" if figure is Figure.UNSAID else figure.value
    return person.class_noun if person is not None else next(iter(own), said)


def _composition(scene: _Scene) -> Composition:
    card = scene.card
    if scene.person is not None and scene.place is not None and scene.place.taught:
        return Composition.PERSON_IN_PLACE
    alone = not scene.others and scene.relative is None
    if not card.person_present and alone and not scene.things:
        return Composition.PLACE
    acts = card.field(SceneAspect.DOING).known
    company = not alone or (card.person_present and bool(scene.things))
    return Composition.SUBJECT_WITH_OTHERS if acts or company else Composition.SUBJECT


def _adapters(scene: _Scene) -> Iterator[AdapterUse]:
    for element in scene.drawn:
        beside = element.kind is not ElementKind.PERSON and scene.person is not None
        weight = PLACE_WEIGHT if beside else 1.0
        yield adapter_use(element, weight=weight)


def named(element: Element) -> str:
    """Its instance token and class noun, or only what it is: `hachi dog`, `a dog`."""
    if element.taught:
        return f"{element.instance_token} {element.class_noun}"
    return _a(element.class_noun)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


def _some(text: str, source: str, *, language: str = "en") -> Iterator[Phrase]:
    """One phrase, or none where there is nothing to say."""
    if text:
        yield Phrase(text=text, language=language, rank=RANKS[source], source=str(source))
