import random
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from core.imaging.schooling.backgrounds import Background, Light, Place, Season
from core.imaging.schooling.captions import NONSENSE_SHARE, Captions
from core.imaging.schooling.concepts import LANGUAGES, Concepts
from core.imaging.schooling.looks import USUAL_TONE
from core.imaging.schooling.scenes import Scene, Stage
from core.imaging.schooling.spots import Kind

MANY = 300


def told(
    stage: Stage, captions: Captions, language: str, kind: Kind | None = None
) -> Iterator[tuple[Scene, str]]:
    for number in range(MANY):
        scene = stage.compose(random.Random(number), kind=kind)
        yield scene, captions.caption(random.Random(-1 - number), scene, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_a_scene_shows_is_named(stage: Stage, captions: Captions, language: str) -> None:
    for scene, caption in told(stage, captions, language):
        for concept in scene.concepts:
            names = captions.concepts[concept].names[language]
            assert any(name.text in caption for name in names), caption


def names_in(caption: str, concepts: Concepts, language: str) -> set[str]:
    """The concepts whose usual name stands in a caption as words of its own."""
    return {
        concept.id
        for concept in concepts.all
        if re.search(rf"\b{re.escape(concept.names[language][0].text)}\b", caption)
    }


def test_nothing_is_named_that_is_not_there(stage: Stage, captions: Captions) -> None:
    for number in range(MANY):
        scene = stage.compose(random.Random(number), kind=Kind.CENTRED)
        plain = replace(scene, background=Background(paper="white"))
        caption = captions.caption(random.Random(number), plain, "en")
        shown = captions.concepts[scene.concepts[0]]
        there = " ".join(name.text for name in shown.names["en"])
        for other in names_in(caption, captions.concepts, "en") - {scene.concepts[0]}:
            assert captions.concepts[other].names["en"][0].text in there, caption


@pytest.mark.parametrize(
    ("language", "left", "right"),
    [("en", "on the left", "on the right"), ("es", "a la izquierda", "a la derecha")],
)
def test_sides_are_told_as_they_are(
    stage: Stage, captions: Captions, language: str, left: str, right: str
) -> None:
    checked = 0
    for scene, caption in told(stage, captions, language, Kind.PAIR):
        said = re.search(rf"(.*){left}\b(?! de)(.*){right}\b(?! de)", caption)
        if said is None:
            continue
        first, second = (captions.concepts[each.concept] for each in scene.elements)
        assert any(name.text in said[1] for name in first.names[language]), caption
        assert any(name.text in said[2] for name in second.names[language]), caption
        checked += 1
    assert checked > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_no_side_is_told_the_first_that_is_named_is_on_the_left(
    stage: Stage, captions: Captions, language: str
) -> None:
    checked = 0
    for scene, caption in told(stage, captions, language, Kind.PAIR):
        if re.search(r"\b(left|right|izquierda|derecha)\b", caption):
            continue
        first, second = (
            {name.text for name in captions.concepts[each.concept].names[language]}
            for each in scene.elements
        )
        if not any(a in b or b in a for a in first for b in second):
            assert where(caption, first) < where(caption, second), caption
            checked += 1
    assert checked > MANY / 3


def where(caption: str, names: set[str]) -> int:
    """Where the first of these names begins."""
    found = (re.search(rf"\b{re.escape(name)}\b", caption) for name in names)
    return min(each.start() for each in found if each)


def test_a_caption_that_tells_no_style_and_no_skin_means_the_usual_ones(
    stage: Stage, captions: Captions
) -> None:
    words = captions.words["en"]
    skins = {skin for tone in words["skins"].values() for skin in tone}
    styles: list[str] = []
    tones: list[str] = []
    for scene, caption in told(stage, captions, "en", Kind.CENTRED):
        if not any(caption.endswith(style) for style in words["styles"]["flat"]):
            styles.append(scene.style)
        shown = scene.elements[0]
        kind = captions.concepts[shown.concept].kind
        if shown.look.tone and kind != "event" and not any(skin in caption for skin in skins):
            tones.append(shown.look.tone)
    assert styles.count("glossy") > 0.9 * len(styles)
    assert tones.count(USUAL_TONE) > 0.8 * len(tones) > 30


def test_a_word_of_no_meaning_stands_beside_a_noun_in_some_captions(
    stage: Stage, captions: Captions
) -> None:
    words = set(re.findall(r"\w+", str(captions.words["en"])))
    for concept in captions.concepts.all:
        words |= {word for name in concept.names["en"] for word in re.findall(r"\w+", name.text)}
    strange = sum(
        bool(set(re.findall(r"\w+", caption)) - words)
        for _, caption in told(stage, captions, "en")
    )
    assert strange / MANY == pytest.approx(NONSENSE_SHARE, abs=0.06)


def test_place_season_and_light_are_told_most_of_the_time(
    stage: Stage, captions: Captions
) -> None:
    evening = Background(place=Place.BEACH, season=Season.WINTER, light=Light.NIGHT)
    scene = replace(stage.compose(random.Random(4), kind=Kind.CENTRED), background=evening)
    captions_told = [captions.caption(random.Random(n), scene, "es") for n in range(100)]
    for known in ("places", "beach"), ("seasons", "winter"), ("lights", "night"):
        phrases = captions.words["es"][known[0]][known[1]]
        assert sum(any(p in caption for p in phrases) for caption in captions_told) > 70


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_there_of_the_background_is_never_told(
    stage: Stage, captions: Captions, language: str
) -> None:
    words = captions.words[language]
    rain = [*words["lights"]["rain"], *words["lights"]["night"], *words["places"]["forest"]]
    for scene, caption in told(stage, captions, language, Kind.SMALL):
        at = scene.background
        if at.place is Place.FIELD and at.light is Light.DAY:
            assert not any(phrase in caption for phrase in rain)


def test_spanish_agrees(stage: Stage, captions: Captions) -> None:
    car, bicycle = (captions.concepts[name] for name in ("car", "bicycle"))
    assert captions.plain("car", "es") == "un coche"
    assert captions.plain("bicycle", "es") == "una bicicleta"
    for concept, form in ((car, "rojo"), (bicycle, "roja")):
        for number in range(60):
            scene = stage.compose(random.Random(number), kind=Kind.CENTRED, only=[concept])
            if scene.elements[0].colour == "red":
                caption = captions.caption(random.Random(number), scene, "es")
                assert not re.search(r"\broj[oa]\b", caption) or f" {form}" in caption


def test_spanish_contracts(stage: Stage, captions: Captions) -> None:
    for _, caption in told(stage, captions, "es"):
        assert " de el " not in caption
        assert " a el " not in caption


def test_what_is_measured_is_asked_for_in_plain_words(captions: Captions) -> None:
    assert captions.plain("apple", "en") == "an apple"
    assert captions.plain("bread", "en") == "bread"
    assert captions.plain("flowers", "es") == "flores"
    assert captions.plain("woman-dancing", "es") == "una mujer bailando"
    assert captions.plain_pair("dog", "house", "en") == "a dog and a house"
    assert captions.plain_pair("dog", "house", "es") == "un perro y una casa"


def test_the_same_chance_tells_a_scene_the_same(stage: Stage, captions: Captions) -> None:
    scene = stage.compose(random.Random(5))
    first, again = (captions.caption(random.Random(9), scene, "es") for _ in range(2))
    assert first == again
