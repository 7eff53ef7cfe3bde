"""The last step beside the model: translate, check again, fit the room."""

import pytest

from core.content.refusals import Refusals
from core.content.translation import LexiconTranslation
from core.domain.picture import Phrase, PictureStyle, Recipe
from core.errors import PictureRefused
from core.prompting.finishing import finish, fit


def count_words(text: str) -> int:
    return len(text.replace(",", " ,").split()) + 2


def phrase(text: str, *, rank: int = 0, language: str = "en", source: str = "doing") -> Phrase:
    return Phrase(text=text, language=language, rank=rank, source=source)


def recipe(*phrases: Phrase) -> Recipe:
    return Recipe(
        phrases=phrases,
        negative=(phrase("deformed hands", rank=0), phrase("text", rank=1)),
        style=PictureStyle.SOFT,
        num_inference_steps=20,
        guidance_scale=6.0,
        seeds=(1,),
    )


class Gloomy:
    """A translation that reads something terrible into everything."""

    def translate(self, text: str, *, source: str, target: str) -> str:
        return "a funeral"


def run(
    refusals: Refusals,
    translation: LexiconTranslation | Gloomy,
    *phrases: Phrase,
    limit: int = 77,
    languages: tuple[str, ...] = ("en",),
) -> tuple[str, str]:
    return finish(
        recipe(*phrases),
        translation=translation,
        refusals=refusals,
        count_tokens=count_words,
        limit=limit,
        languages=languages,
    )


def test_what_the_model_cannot_read_is_translated(
    refusals: Refusals, translation: LexiconTranslation
) -> None:
    prompt, negative = run(
        refusals, translation, phrase("jovenxq man"), phrase("en la cocina", language="es")
    )
    assert prompt == "jovenxq man, in the kitchen"
    assert negative == "deformed hands, text"


def test_what_it_can_read_stays_as_told(
    refusals: Refusals, translation: LexiconTranslation
) -> None:
    told = phrase("en la cocina", language="es")
    assert run(refusals, translation, told, languages=("en", "es"))[0] == "en la cocina"


@pytest.mark.parametrize("language", ["es", "fr"])
def test_what_nobody_can_read_is_left_out(
    refusals: Refusals, translation: LexiconTranslation, language: str
) -> None:
    prompt, _ = run(refusals, translation, phrase("man"), phrase("zzyzx", language=language))
    assert prompt == "man"


def test_a_translation_is_checked_again(refusals: Refusals) -> None:
    with pytest.raises(PictureRefused) as refusal:
        run(refusals, Gloomy(), phrase("en la cocina", language="es"))
    assert refusal.value.reason == "death"


def test_frailty_in_a_translation_is_left_out(
    refusals: Refusals, translation: LexiconTranslation
) -> None:
    assert run(refusals, translation, phrase("a frail man reading"))[0] == "a man reading"


class TestFitting:
    PHRASES = (
        phrase("joyful mood", rank=8),
        phrase("jovenxq man", rank=0),
        phrase("running through the field", rank=1),
        phrase("1950s", rank=7),
        phrase("soft painting", rank=3),
    )

    def test_everything_stays_in_order_where_there_is_room(self) -> None:
        assert fit(self.PHRASES, count_words, 77) == (
            "joyful mood, jovenxq man, running through the field, 1950s, soft painting"
        )

    def test_the_last_ranks_go_first(self) -> None:
        assert fit(self.PHRASES, count_words, 15) == (
            "jovenxq man, running through the field, 1950s, soft painting"
        )
        assert fit(self.PHRASES, count_words, 12) == (
            "jovenxq man, running through the field, soft painting"
        )

    def test_a_phrase_that_does_not_fit_keeps_its_beginning(self) -> None:
        assert fit(self.PHRASES, count_words, 7) == "jovenxq man, running through"

    def test_no_room_at_all_gives_nothing(self) -> None:
        assert fit(self.PHRASES, count_words, 2) == ""
