"""Whatever anybody says: nothing is invented, nothing refused is drawn, the room is kept."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.content.files import LANGUAGES
from core.content.lexicon import Lexicon
from core.content.refusals import Refusals
from core.content.translation import LexiconTranslation
from core.domain.element import Element, ElementKind
from core.domain.life import LifeStage
from core.domain.memory import Memory, Teller, Wording
from core.domain.patient import Patient, PatientId
from core.domain.picture import Phrase, PictureStyle
from core.domain.scene import SceneAspect, SceneCard, SceneField, Source
from core.errors import NothingToDraw, PictureRefused
from core.prompting.finishing import finish, fit
from core.prompting.prompts import PromptWriter
from core.prompting.scenes import SceneReader

LEXICON = Lexicon.load()
REFUSALS = Refusals.load()
READER = SceneReader(LEXICON, REFUSALS)
WRITER = PromptWriter.load(LEXICON, REFUSALS)
TRANSLATION = LexiconTranslation(LEXICON)
PERSON = Patient(id=PatientId("a1b2c3d4e5f6g7h8"), name="Julián", birth_year=1944)
LIKENESS = Element(
    id="e1",
    kind=ElementKind.PERSON,
    name="Julián",
    class_noun="man",
    instance_token="jovenxq",
    adapter_id="a1",
    approved=True,
    may_be_drawn=True,
)
TERRIBLE = {
    "es": ["desnudos", "entierro", "murió", "sangre", "enferma", "hospitalizado", "mataron"],
    "en": ["naked", "funeral", "died", "blood", "ill", "cancer", "killed"],
}
NOISE = [
    "<b>",
    "</b>",
    "&amp;",
    "🎉",
    "\0",
    "((",
    "{x}",
    "Paquita",
    "...",
    ",",
    "\n",
    "zzyzx",
    "No",
]


def told(language: str) -> st.SearchStrategy[str]:
    """Sentences of known words, noise, terrible words and whatever else can be typed."""
    known = [form for entry in LEXICON.entries for form in getattr(entry, language)[:1]]
    piece = st.one_of(
        st.sampled_from(known),
        st.sampled_from(known),
        st.sampled_from(NOISE),
        st.sampled_from(TERRIBLE[language]),
        st.text(max_size=12),
    )
    return st.lists(piece, max_size=30).map(" ".join)


def memories() -> st.SearchStrategy[Memory]:
    def build(language: str) -> st.SearchStrategy[Memory]:
        return st.builds(
            Memory,
            id=st.just("m1"),
            stage=st.sampled_from(LifeStage),
            theme=st.just("C1"),
            words=told(language),
            language=st.just(language),
            wording=st.sampled_from(Wording),
            teller=st.sampled_from(Teller),
            told_at=st.just(datetime(2026, 3, 14, tzinfo=UTC)),
        )

    return st.sampled_from(LANGUAGES).flatmap(build)


def count_tokens(text: str) -> int:
    """Counts like an encoder: commas cost, long words cost several, and so do both ends."""
    return 2 + sum(1 + len(word) // 6 for word in text.replace(",", " , ").split())


def draft(memory: Memory) -> SceneCard | None:
    try:
        return READER.draft(memory, PERSON, [LIKENESS], scene_id="s1")
    except PictureRefused:
        return None


def prompt_of(card: SceneCard, stage: LifeStage, limit: int, languages: tuple[str, ...]) -> str:
    """The finished prompt; empty where there is none to be had."""
    try:
        recipe = WRITER.recipe(card, [LIKENESS], stage=stage, birth_year=1944, seeds=(1,))
        return finish(
            recipe,
            translation=TRANSLATION,
            refusals=REFUSALS,
            count_tokens=count_tokens,
            limit=limit,
            languages=languages,
        )[0]
    except (PictureRefused, NothingToDraw):
        return ""


@settings(max_examples=150, deadline=None)
@given(memories())
def test_every_field_is_a_piece_of_what_was_told_or_a_known_fact(memory: Memory) -> None:
    card = draft(memory)
    if card is None:
        return
    for aspect, field in card.known.items():
        is_fact = aspect is SceneAspect.WHEN and field.source is Source.FAMILY_VERIFIED
        assert is_fact or field.text in memory.words


@settings(max_examples=150, deadline=None)
@given(memories(), st.sampled_from([32, 77]), st.sampled_from([("en",), ("en", "es")]))
def test_no_prompt_is_longer_than_the_room_or_holds_what_is_refused(
    memory: Memory, limit: int, languages: tuple[str, ...]
) -> None:
    card = draft(memory)
    prompt = prompt_of(card, memory.stage, limit, languages) if card else ""
    assert count_tokens(prompt) <= limit
    assert not any(REFUSALS.reason(prompt, language) for language in languages)
    assert not {"<", ">", "\0", "🎉"} & set(prompt)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(SceneAspect), told("es"), st.sampled_from(["es", "en", "fr"]))
def test_whatever_a_companion_corrects_is_survived(
    aspect: SceneAspect, text: str, language: str
) -> None:
    card = SceneCard(
        id="s1",
        memory_id="m1",
        language=language,
        fields={SceneAspect.DOING: SceneField(text="bailaba", source=Source.PERSON)},
    )
    corrected = READER.correct(card, aspect, text, [LIKENESS], patient=PERSON)
    prompt = prompt_of(corrected, LifeStage.ADULT, 77, ("en",))
    assert count_tokens(prompt) <= 77
    assert REFUSALS.reason(prompt, "en") == ""


@settings(max_examples=100, deadline=None)
@given(st.sets(st.sampled_from(SceneAspect)), st.sampled_from(PictureStyle))
def test_unknown_fields_never_appear(unknown: set[SceneAspect], style: PictureStyle) -> None:
    fields = {
        aspect: SceneField(
            text=f"palabra{aspect.value}",
            source=Source.UNKNOWN if aspect in unknown else Source.PERSON,
        )
        for aspect in SceneAspect
    }
    card = SceneCard(id="s1", memory_id="m1", language="es", fields=fields)
    try:
        recipe = WRITER.recipe(
            card, stage=LifeStage.ADULT, birth_year=None, seeds=(1,), style=style
        )
    except NothingToDraw:
        return
    prompt = " ".join(phrase.text for phrase in recipe.phrases)
    assert not any(f"palabra{aspect.value}" in prompt for aspect in unknown)


def _phrases(shapes: list[tuple[int, int]]) -> list[Phrase]:
    """One phrase for each rank and number of words, none like another."""
    return [
        Phrase(text=" ".join([f"n{n}n"] * length), language="en", rank=rank, source="doing")
        for n, (rank, length) in enumerate(shapes)
    ]


PHRASES = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=12).map(_phrases)


@given(PHRASES, st.integers(2, 100))
def test_fitting_keeps_the_room_and_the_important_first(phrases: list[Phrase], limit: int) -> None:
    text = fit(phrases, count_tokens, limit)
    assert count_tokens(text) <= limit
    missing = [phrase for phrase in phrases if phrase.text not in text]
    kept = [phrase for phrase in phrases if phrase.text in text]
    assert all(some.rank <= other.rank for some in kept for other in missing if some != other)
    whole = fit(phrases, count_tokens, 10_000)
    assert whole == ", ".join(phrase.text for phrase in phrases)


@pytest.mark.parametrize(
    "words",
    [
        "Íbamos al río con mi hermano. " * 700,
        "a" * 20_000,
        "🎉" * 5_000,
        "muerto " * 3_000,
        "<script>alert(1)</script> jugaba en la plaza " * 400,
        "la plaza de " * 1_700,
    ],
    ids=["a long story", "one word", "emoji", "terrible", "markup", "no end"],
)
def test_twenty_thousand_characters_are_survived(words: str) -> None:
    memory = Memory(
        id="m1",
        stage=LifeStage.CHILDHOOD,
        theme="C1",
        words=words,
        language="es",
        wording=Wording.VERBATIM,
        teller=Teller.PERSON,
        told_at=datetime(2026, 3, 14, tzinfo=UTC),
    )
    card = draft(memory)
    assert card is None or count_tokens(prompt_of(card, memory.stage, 77, ("en",))) <= 77
