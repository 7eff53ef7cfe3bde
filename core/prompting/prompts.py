"""From a checked scene card to a recipe: ranked phrases, negative phrases, parameters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.content.lexicon import Lexicon
from core.content.presets import Composition, Presets
from core.content.prompt_words import PromptWords
from core.content.refusals import Refusals
from core.domain.element import Element
from core.domain.life import Feeling, LifeStage, Theme
from core.domain.patient import Figure
from core.domain.picture import AdapterUse, Phrase, PictureStyle, Recipe, Slot
from core.domain.scene import SceneAspect, SceneCard
from core.domain.vetting import Box
from core.errors import NothingToDraw, PictureRefused
from core.prompting.ages import decade_words
from core.prompting.drawn_scenes import DrawnScene, drawn_scene
from core.prompting.people import MINORS
from core.prompting.placing import Side, Standing, boxes, told_sides
from core.prompting.wording import FieldWording

#: What goes last when the text encoder's room ends (0 is kept longest).
RANKS = {
    "token": 0, "figure": 0, SceneAspect.DOING: 1, SceneAspect.WHERE: 2, "style": 3,
    SceneAspect.WHO: 4, SceneAspect.OBJECT: 5, SceneAspect.LIGHT: 6, SceneAspect.WHEN: 7,
    SceneAspect.FEELING: 8,
}  # fmt: skip
OF_AGE = 18
PLACE_WEIGHT = 0.8  #: of a place's adapter beside others

_DRAWABLE = frozenset(SceneAspect) - {SceneAspect.WHEN, SceneAspect.FEELING}


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
        scene = drawn_scene(card, elements, stage, birth_year, figure)
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
            slots=tuple(self._slots(scene, style)) if scene.composed else (),
            faces=sum(element.kind.shows_somebody for element in scene.subjects),
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
        scene = drawn_scene(card, elements, stage, birth_year, figure)
        return scene.person, self.words.age(scene.age_years).of(scene.class_noun)

    def _check_worth(self, scene: DrawnScene) -> None:
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

    def _phrases(self, scene: DrawnScene, style: PictureStyle) -> Iterator[Phrase]:
        """In the order of the thesis's prompts: mood, subject, action, place, things, style."""
        card = scene.card
        yield from _some(self._feeling(card), SceneAspect.FEELING)
        yield from self._subject(scene)
        yield from self._told(scene, SceneAspect.DOING)
        yield from self._company(scene)
        if scene.place is not None:
            yield from _some(named(scene.place), "token" if scene.place.taught else "figure")
        yield from self._told(scene, SceneAspect.WHERE)
        for thing in scene.undivided(scene.things):
            yield from _some(named(thing), SceneAspect.OBJECT)
        if card.text(SceneAspect.OBJECT) not in card.text(SceneAspect.DOING):
            yield from self._told(scene, SceneAspect.OBJECT)
        yield from self._told(scene, SceneAspect.LIGHT)
        yield from _some(decade_words(card.text(SceneAspect.WHEN)), SceneAspect.WHEN)
        if scene.hand is not None:
            yield from _some(self.words.taught_style.format(named(scene.hand)), "token")
        else:
            yield from _some(self.words.styles[style], "style")

    def _subject(self, scene: DrawnScene) -> Iterator[Phrase]:
        if not scene.card.person_present or scene.has_slot(scene.person):
            return
        noun = self.words.age(scene.age_years).of(scene.class_noun)
        if scene.person is not None:
            yield from _some(f"{scene.person.instance_token} {noun}", "token")
        else:
            yield from _some(f"{_a(noun)}, {self.words.figures['faceless']}", "figure")

    def _company(self, scene: DrawnScene) -> Iterator[Phrase]:
        for relative in scene.undivided(scene.relatives):
            yield from _some(named(relative), "token")
        groups = self.wording.company(scene.card)
        for group in groups:
            yield from _some(group, SceneAspect.WHO, language=scene.card.language)
        if scene.others and not groups:
            size = {1: "one", 2: "two"}.get(scene.others, "many")
            yield from _some(self.words.figures[size], SceneAspect.WHO)

    def _told(self, scene: DrawnScene, aspect: SceneAspect) -> Iterator[Phrase]:
        names = [
            name
            for element in (scene.place, *scene.relatives, *scene.things)
            if element is not None
            for name in (element.name, *element.aliases)
        ]
        text = self.wording.phrase(scene.card, aspect, names)
        yield from _some(text, aspect, language=scene.card.language)

    def _feeling(self, card: SceneCard) -> str:
        """Only of the feelings that can be tapped; other words are not guessed at."""
        text = card.text(SceneAspect.FEELING)
        return self.words.feelings[Feeling(text)] if text in set(Feeling) else ""

    def _negatives(self, scene: DrawnScene, style: PictureStyle) -> Iterator[Phrase]:
        negatives = self.words.negatives
        texts: list[str] = []
        if scene.card.person_present and not scene.has_slot(scene.person):
            texts.append(self.words.age(scene.age_years).negative)
            if scene.person is None:
                texts += negatives["faceless"]
        if not scene.others:
            somebody = scene.card.person_present or scene.relatives
            texts += negatives["alone" if somebody else "nobody"]
        yield from self._against(texts, style, grey=scene.grey)

    def _against(self, texts: Sequence[str], style: PictureStyle, *, grey: bool) -> list[Phrase]:
        """Negative phrases: those of the scene, and what is never wanted."""
        negatives = self.words.negatives
        # What learnt from old photos would be drawn as one.
        colours = negatives["grey"] if grey and style is not PictureStyle.GREYSCALE else ()
        always = (*negatives["always"], self.words.style_negatives[style])
        return [
            Phrase(text=text, language="en", rank=rank, source="quality")
            for rank, text in enumerate((*texts, *colours, *always))
        ]

    def _slots(self, scene: DrawnScene, style: PictureStyle) -> Iterator[Slot]:
        """One for each taught subject: a box, and what is drawn in it."""
        standings = [self._standing(scene, element) for element in scene.subjects]
        placed = zip(scene.subjects, standings, boxes(standings), strict=True)
        for element, standing, box in placed:
            yield self._slot(scene, element, standing, box, style)

    def _standing(self, scene: DrawnScene, element: Element) -> Standing:
        sides = told_sides(scene.card, (element.name, *element.aliases))
        return Standing(kind=element.kind, class_noun=self._noun(scene, element), sides=sides)

    def _noun(self, scene: DrawnScene, element: Element) -> str:
        """What an element is; the person, at the age they had."""
        if element is not scene.person:
            return element.class_noun
        return self.words.age(scene.age_years).of(scene.class_noun)

    def _slot(
        self,
        scene: DrawnScene,
        element: Element,
        standing: Standing,
        box: Box,
        style: PictureStyle,
    ) -> Slot:
        noun, is_person = standing.class_noun, element is scene.person
        against = [self.words.age(scene.age_years).negative] if is_person else []
        drawn_as = tuple(_some(self.words.styles[style], "style"))
        acts = tuple(self._told(scene, SceneAspect.DOING)) if is_person else ()
        where = tuple(self._told(scene, SceneAspect.WHERE))
        token = tuple(_some(f"{element.instance_token} {noun}", "token"))
        preset = self.presets.preset(Composition.SUBJECT)
        return Slot(
            element_id=element.id,
            kind=element.kind,
            box=box,
            generic=(*_some(_a(noun), "figure"), *drawn_as),
            phrases=(*token, *acts, *where, *drawn_as),
            negative=tuple(self._against(against, style, grey=element.grey)),
            num_inference_steps=preset.num_inference_steps,
            guidance_scale=preset.guidance_scale,
            adapter=adapter_use(element),
            behind=Side.BEHIND in standing.sides,
        )


def adapter_input(element: Element) -> str:
    """The name under which a job's folder holds an element's adapter."""
    return f"adapter-{element.id}.safetensors"


def adapter_use(element: Element, *, weight: float = 1.0) -> AdapterUse:
    """How a recipe names what an element has learnt."""
    return AdapterUse(
        input_name=adapter_input(element),
        weight=weight * element.weight,
        checkpoint_id=str(element.adapter_id) if element.whole else "",
    )


def _composition(scene: DrawnScene) -> Composition:
    card = scene.card
    alone = not scene.others and not scene.relatives
    if not card.person_present and alone and not scene.things:
        return Composition.PLACE
    acts = card.field(SceneAspect.DOING).known
    company = not alone or (card.person_present and bool(scene.things))
    together = acts or company or scene.composed
    return Composition.SUBJECT_WITH_OTHERS if together else Composition.SUBJECT


def _adapters(scene: DrawnScene) -> Iterator[AdapterUse]:
    """Those that all of the picture is drawn with."""
    for element in scene.drawn:
        if not scene.has_slot(element):
            weight = PLACE_WEIGHT if scene.composed else 1.0
            yield adapter_use(element, weight=weight)
    if scene.hand is not None:
        yield adapter_use(scene.hand)


def named(element: Element) -> str:
    """Its instance token and class noun, its known name, or what it is: `hachi dog`, `a dog`."""
    if element.taught:
        return f"{element.instance_token} {element.class_noun}"
    return element.known_as if element.known else _a(element.class_noun)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


def _some(text: str, source: str, *, language: str = "en") -> Iterator[Phrase]:
    """One phrase, or none where there is nothing to say."""
    if text:
        yield Phrase(text=text, language=language, rank=RANKS[source], source=str(source))
