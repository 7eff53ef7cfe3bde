"""What should be there, as ranked phrases for the part of a picture that is repainted.

As in the thesis a part gets a prompt of its own: "face of TOKEN", "old man clothes". The
words go the way of a scene's words: nothing refused, nobody by name, no relatives.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from core.content.presets import Composition, Preset
from core.domain.change import Area
from core.domain.element import Element, ElementKind
from core.domain.picture import AdapterUse, Phrase, PictureStyle
from core.domain.scene import SceneAspect, SceneCard, SceneField, Source
from core.errors import NothingToDraw, PictureRefused
from core.prompting.people import MINORS
from core.prompting.prompts import RANKS, PromptWriter, adapter_use, named

_OF_THE_PERSON = frozenset({Area.FACE, Area.CLOTHES})
_EMPTY = frozenset({Area.BACKGROUND})  #: parts where nobody is drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class PartWish:
    """What should be in which part, and whose part it is."""

    area: Area
    words: str
    language: str  #: the words are written in
    element: Element | None  #: what is drawn there, if it has a name
    class_noun: str  #: of the person, with their age: "young woman"
    inverted: bool = False
    style: PictureStyle = PictureStyle.SOFT

    @property
    def of_the_person(self) -> bool:
        return self.area in _OF_THE_PERSON and not self.inverted


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPrompt:
    """What a model is told of the part."""

    phrases: tuple[Phrase, ...]
    negative: tuple[Phrase, ...]
    adapters: tuple[AdapterUse, ...]
    preset: Preset


def part_prompt(writer: PromptWriter, wish: PartWish) -> PartPrompt:
    """The prompt of a part; PictureRefused or NothingToDraw when there is none."""
    text = checked_words(writer, wish.words, wish.language, element=wish.element)
    if not text and wish.element is None:
        raise PictureRefused(reason="minor") if _names_minor(writer, wish) else NothingToDraw
    composition = Composition.PLACE if wish.area in _EMPTY else Composition.SUBJECT
    taught = wish.element is not None and wish.element.taught
    return PartPrompt(
        phrases=tuple(_phrases(writer, wish, text)),
        negative=tuple(_negatives(writer, wish)),
        adapters=(adapter_use(wish.element),) if wish.element is not None and taught else (),
        preset=writer.presets.preset(composition),
    )


def checked_words(
    writer: PromptWriter, text: str, language: str, *, element: Element | None = None
) -> str:
    """Words as a model may read them, in their own language; PictureRefused for some."""
    card = SceneCard(
        id="",
        memory_id="",
        language=language,
        fields={SceneAspect.OBJECT: SceneField(text=text, source=Source.COMPANION)},
    )
    writer.wording.check(card)
    names = (element.name, *element.aliases) if element is not None else ()
    return writer.wording.phrase(card, SceneAspect.OBJECT, names)


def _names_minor(writer: PromptWriter, wish: PartWish) -> bool:
    tokens = writer.wording.lexicon.read(wish.words, wish.language)
    return any(t.meaning and t.meaning.entry.en[0] in MINORS for t in tokens)


def _phrases(writer: PromptWriter, wish: PartWish, text: str) -> Iterator[Phrase]:
    subject = _subject(wish)
    if subject:
        source = "token" if wish.element is not None and wish.element.taught else "figure"
        yield Phrase(text=subject, language="en", rank=RANKS[source], source=source)
    if text:
        rank = RANKS[SceneAspect.DOING]
        yield Phrase(text=text, language=wish.language, rank=rank, source=SceneAspect.OBJECT)
    style = writer.words.styles[wish.style]
    yield Phrase(text=style, language="en", rank=RANKS["style"], source="style")


def _subject(wish: PartWish) -> str:
    """Whose part it is, or the element that should be there."""
    element = wish.element
    if element is None:
        return f"{wish.class_noun} clothes" if _is(wish, Area.CLOTHES) else ""
    whole = named(element)
    if element.kind is ElementKind.PERSON and element.taught:
        whole = f"{element.instance_token} {wish.class_noun}"
    if _is(wish, Area.FACE):
        return f"face of {whole}"
    return f"{whole} clothes" if _is(wish, Area.CLOTHES) else whole


def _is(wish: PartWish, area: Area) -> bool:
    return wish.area is area and not wish.inverted


def _negatives(writer: PromptWriter, wish: PartWish) -> Iterator[Phrase]:
    negatives = writer.words.negatives
    texts = list(negatives["nobody"]) if wish.area in _EMPTY and not wish.inverted else []
    texts += [*negatives["always"], writer.words.style_negatives[wish.style]]
    for rank, text in enumerate(texts):
        yield Phrase(text=text, language="en", rank=rank, source="quality")
