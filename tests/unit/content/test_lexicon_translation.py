"""Spanish phrases in an English that a picture model reads."""

import pytest

from core.content.lexicon import Lexicon
from core.content.translation import LexiconTranslation
from core.errors import ContentInvalid
from core.ports import Translation


@pytest.fixture(scope="module")
def lexicon() -> LexiconTranslation:
    return LexiconTranslation(Lexicon.load())


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("en la cocina de la casita", "in the kitchen of the little house"),
        ("un vestido blanco de lunares", "a white polka-dot dress"),
        ("una mesa grande de madera", "a big wooden table"),
        ("íbamos a pescar truchas", "fishing trout"),
        ("Jugábamos a las canicas en la Plaza Mayor", "playing the marbles in the main square"),
        ("jugar al fútbol", "playing soccer"),
        ("íbamos a la verbena", "going to the open-air dance"),
        ("íbamos al río", "going to the river"),
        ("me gustaba pintar en el balcón", "painting in the balcony"),
        ("mi abuela sentada en la puerta", "the grandmother sitting in the door"),
        ("hacía mucho frío y nevaba", "a lot of cold weather and snowing"),
        ("tenía un perro negro que se llamaba Toby", "with a black dog Toby"),
        ("veía a mi madre coser", "watching the mother sewing"),
        ("Trabajé de panadero", "working as a baker"),
        ("por la noche", "at night"),
        ("dos niños", "two boys"),
        ("mi abuelita", "the grandmother"),
        ("en Colmenar Viejo en 1956", "in Colmenar Viejo in 1956"),
        ("en aquellos años cincuenta", "in the 1950s"),
    ],
)
def test_it_reads_as_english(lexicon: LexiconTranslation, spanish: str, english: str) -> None:
    assert lexicon.translate(spanish, source="es", target="en") == english


def test_what_is_unknown_is_left_out(lexicon: LexiconTranslation) -> None:
    assert lexicon.translate("el zzyzx de la flor", source="es", target="en") == "the flower"


@pytest.mark.parametrize("text", ["", "🎉🎉", "...", "zzyzx", "de la con por"])
def test_nothing_known_gives_nothing(lexicon: LexiconTranslation, text: str) -> None:
    assert lexicon.translate(text, source="es", target="en") == ""


def test_the_same_language_stays_as_it_is(lexicon: LexiconTranslation) -> None:
    assert lexicon.translate("by the sea", source="en", target="en") == "by the sea"


def test_it_says_which_languages_it_lacks(lexicon: LexiconTranslation) -> None:
    with pytest.raises(ContentInvalid, match="from fr to en"):
        lexicon.translate("la mer", source="fr", target="en")


def test_it_is_a_translation_as_the_ports_want_it(lexicon: LexiconTranslation) -> None:
    translation: Translation = lexicon
    assert translation.translate("la mar", source="es", target="en")
