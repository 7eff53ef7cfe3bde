"""Reading everyday words in both languages, whatever form they take."""

import json
from pathlib import Path

import pytest

from core.content.files import FOLDER
from core.content.lexicon import Lexicon, Part, Token
from core.content.morphology import Kind
from core.errors import ContentInvalid


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def only(lexicon: Lexicon, text: str, language: str = "es") -> Token:
    (token,) = lexicon.read(text, language)
    return token


def english(token: Token) -> str:
    assert token.meaning is not None
    return token.meaning.entry.en[0]


def test_it_holds_more_than_nine_hundred_concepts(lexicon: Lexicon) -> None:
    assert len(lexicon.entries) >= 900
    assert {"place", "family", "season", "action", "object", "colour"} <= {
        entry.category for entry in lexicon.entries
    }


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("perros", "dog"),
        ("NIÑAS", "little girl"),
        ("rojas", "red"),
        ("luces", "light"),
        ("balcones", "balcony"),
        ("camion", "lorry"),
        ("casita", "house"),
        ("perritos", "dog"),
        ("arbolito", "tree"),
        ("jugábamos", "play"),
        ("juegan", "play"),
        ("bañándonos", "bathe"),
        ("comérselo", "eat"),
        ("cosía", "sew"),
        ("hizo", "make"),
        ("plaza mayor", "main square"),
        ("paradas de autobús", "bus stop"),
        ("tomábamos el sol", "sunbathe"),
        ("años cincuenta", "1950s"),
    ],
)
def test_spanish_forms_are_known(lexicon: Lexicon, word: str, concept: str) -> None:
    assert english(only(lexicon, word)) == concept


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("children", "niño"),
        ("women", "mujer"),
        ("swam", "nadar"),
        ("dancing", "bailar"),
        ("bakeries", "panadería"),
        ("swimming pools", "piscina"),
        ("Grandma", "abuela"),
    ],
)
def test_english_forms_are_known(lexicon: Lexicon, word: str, concept: str) -> None:
    token = only(lexicon, word, "en")
    assert token.meaning is not None
    assert token.meaning.entry.es[0] == concept


def test_what_stands_before_decides_between_noun_and_verb(lexicon: Lexicon) -> None:
    assert lexicon.read("un paseo", "es")[-1].part is Part.NOUN
    assert lexicon.read("se baila", "es")[-1].part is Part.VERB
    assert lexicon.read("the play", "en")[-1].category != "preposition"


def test_an_accent_that_was_typed_counts(lexicon: Lexicon) -> None:
    assert only(lexicon, "hacía").part is Part.VERB
    assert only(lexicon, "hacia").category == "preposition"
    assert only(lexicon, "bailé").part is Part.VERB
    assert only(lexicon, "baile").part is Part.NOUN


def test_was_is_told_from_went_by_what_follows(lexicon: Lexicon) -> None:
    assert lexicon.read("fui enfermera", "es")[0].category == "light_verb"
    assert lexicon.read("fui al mercado", "es")[0].category == "action"


def test_we_is_seen_in_the_verb(lexicon: Lexicon) -> None:
    meaning = only(lexicon, "íbamos").meaning
    assert meaning is not None
    assert meaning.kind is Kind.FIRST_PERSON


def test_names_are_told_from_words(lexicon: Lexicon) -> None:
    tokens = lexicon.read("Con Rosa y Paco en Granada. Manzanares era bonito.", "es")
    assert [token.text for token in tokens if token.is_name] == ["Rosa", "Paco", "Granada"]


def test_nothing_is_lost_and_everything_knows_where_it_stood(lexicon: Lexicon) -> None:
    text = "¡Ay! La <b>Plaza Mayor</b>, en 1956 🎉 zzyzx"
    tokens = lexicon.read(text, "es")
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert [t.text for t in tokens] == ["Ay", "La", "b", "Plaza Mayor", "b", "en", "1956", "zzyzx"]


def test_commas_part_what_would_belong_together(lexicon: Lexicon) -> None:
    assert [t.text for t in lexicon.read("la plaza, mayor", "es")] == ["la", "plaza", "mayor"]


def test_an_empty_side_is_refused(tmp_path: Path) -> None:
    content = json.loads((FOLDER / "lexicon.json").read_text(encoding="utf-8"))
    content["nouns"]["place"]["cuadra vieja"] = " "
    (tmp_path / "lexicon.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ContentInvalid, match="cuadra vieja"):
        Lexicon.load(tmp_path)
