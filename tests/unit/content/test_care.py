"""Comfort, help and the phrases that only make the bot ask for a pause."""

from pathlib import Path

import pytest

from core.content.care import Care, Comfort, EmergencyNumbers
from core.content.files import FOLDER, read_json
from core.errors import ContentInvalid
from core.services.countries import COUNTRIES


@pytest.fixture(scope="module")
def care() -> Care:
    return Care.load()


@pytest.mark.parametrize("situation", Comfort)
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_situation_has_a_line(care: Care, situation: Comfort, language: str) -> None:
    role = "tu madre" if situation is Comfort.ASKS_FOR_SOMEONE else ""
    assert "{" not in care.comfort(situation, language, "usted", role=role)


def test_the_register_is_kept(care: Care) -> None:
    assert care.comfort(Comfort.SAD, "es", "usted").endswith("con usted.")
    assert care.comfort(Comfort.SAD, "es").endswith("contigo.")


def test_who_is_asked_for_is_put_in(care: Care) -> None:
    line = care.comfort(Comfort.ASKS_FOR_SOMEONE, "en", role="your mother")
    assert line.count("your mother") == 2


def test_each_country_has_its_numbers(care: Care) -> None:
    assert care.emergency("ES") == EmergencyNumbers(danger=("112",), despair=("024",))
    assert care.emergency("gb").despair == ("116 123",)
    assert care.emergency("US") == EmergencyNumbers(danger=("911",), despair=("988",))


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_country_that_is_offered_has_its_own_numbers(care: Care, code: str) -> None:
    content = read_json("care.json", folder=FOLDER)["emergency"]
    assert care.emergency(code).danger == tuple(content[code]["danger"]) != ()
    assert care.emergency(code).despair


def test_an_unknown_country_still_gets_a_number(care: Care) -> None:
    assert care.emergency("").danger == ("112",)


@pytest.mark.parametrize(
    "message",
    ["Mamá está llorando", "ESTA LLORANDO!!", "he wants to stop", "Dice que se quiere morir"],
)
def test_a_listed_phrase_is_heard(care: Care, message: str) -> None:
    assert care.sounds_distressed(message)


@pytest.mark.parametrize(
    "message", ["Lloraba de risa en la boda", "Íbamos al río", "", "🙂", "She was a crying baby"]
)
def test_an_ordinary_story_is_not(care: Care, message: str) -> None:
    assert not care.sounds_distressed(message)


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentInvalid):
        Care.load(tmp_path)
