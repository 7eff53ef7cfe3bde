"""A scene reads like what somebody would write below a picture."""

import pytest

from core.content.lexicon import Lexicon
from core.domain.scene import SceneAspect, SceneCard, SceneField, Source
from core.prompting.captions import phrases_of

WHO, DOING, OBJECT = SceneAspect.WHO, SceneAspect.DOING, SceneAspect.OBJECT
WHERE, LIGHT, FEELING = SceneAspect.WHERE, SceneAspect.LIGHT, SceneAspect.FEELING


def card(language: str, source: Source = Source.PERSON, **fields: str) -> SceneCard:
    return SceneCard(
        id="scene",
        memory_id="memory",
        language=language,
        fields={SceneAspect(a): SceneField(text=t, source=source) for a, t in fields.items()},
    )


def texts(scene: SceneCard, told: str, lexicon: Lexicon) -> list[str]:
    return [phrase.text for phrase in phrases_of(scene, told, lexicon)]


def test_what_was_told_in_one_breath_stays_together(lexicon: Lexicon) -> None:
    scene = card("es", where="en la cocina", who="mi madre", doing="hacía una tarta")
    told = "El día de la fiesta mi madre hacía una tarta en la cocina"
    assert texts(scene, told, lexicon) == ["su madre hacía una tarta en la cocina"]


def test_a_caption_says_who_and_what_before_where_and_when(lexicon: Lexicon) -> None:
    scene = card("es", light="por la mañana", where="en el patio", doing="cosía", who="Pilar")
    aspects = [phrase.aspect for phrase in phrases_of(scene, "", lexicon)]
    assert aspects == [WHO, DOING, WHERE, LIGHT]


def test_a_capital_of_the_sentence_is_not_kept_in_the_middle(lexicon: Lexicon) -> None:
    scene = card("es", doing="Corría", where="En el campo", object="Mi perro Canelo")
    assert texts(scene, "", lexicon) == ["corría", "su perro Canelo", "en el campo"]


def test_a_name_keeps_its_capital(lexicon: Lexicon) -> None:
    assert texts(card("en", who="Rose", where="Whitby"), "", lexicon) == ["Rose", "Whitby"]


def test_a_bare_place_is_a_heading_and_one_with_a_preposition_is_not(lexicon: Lexicon) -> None:
    [bare] = phrases_of(card("es", where="la iglesia"), "", lexicon)
    [placed] = phrases_of(card("es", where="en la iglesia"), "", lexicon)
    assert bare.is_heading
    assert not placed.is_heading


@pytest.mark.parametrize(
    ("language", "doing", "who"),
    [("es", "amasábamos pan", "mi madre"), ("en", "I baked bread", "my mother")],
)
def test_words_that_say_i_or_we_are_left_as_they_were_told(
    lexicon: Lexicon, language: str, doing: str, who: str
) -> None:
    assert who in texts(card(language, doing=doing, who=who), "", lexicon)


def test_what_the_companion_wrote_is_left_as_it_is(lexicon: Lexicon) -> None:
    scene = card("es", Source.COMPANION, who="mi madre")
    assert texts(scene, "", lexicon) == ["mi madre"]


def test_nothing_is_said_twice(lexicon: Lexicon) -> None:
    scene = card("es", doing="amasaba pan", object="pan")
    assert texts(scene, "", lexicon) == ["amasaba pan"]


def test_a_feeling_comes_last(lexicon: Lexicon) -> None:
    scene = card("es", feeling="joy", where="en casa")
    assert phrases_of(scene, "", lexicon)[-1].aspect is FEELING
