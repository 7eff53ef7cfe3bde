"""Comparing words without accents and endings."""

import pytest

from core.content.words import fold, mentions, words


def test_folding_takes_accents_but_leaves_the_letter_enye() -> None:
    assert fold("CAMIÓN, pingüino, Año") == "camion, pinguino, año"


def test_words_know_where_they_stand() -> None:
    text = "¡Ay, la Ñora de 1950!"
    assert [(text[w.start : w.end], w.folded) for w in words(text)] == [
        ("Ay", "ay"),
        ("la", "la"),
        ("Ñora", "ñora"),
        ("de", "de"),
        ("1950", "1950"),
    ]


@pytest.mark.parametrize(
    ("avoid", "text"),
    [
        ("la guerra", "los años de guerras"),
        ("Su hijo", "hijos e hijas"),
        ("no hablar de los PERROS", "un perro"),
        ("bailar", "aquel bailando"),
        ("the weddings", "wedding"),
        ("maría", "Maria"),
        ("las tías", "mi tía"),
        ("flores", "una flor"),
    ],
)
def test_what_to_avoid_is_found_whatever_its_ending(avoid: str, text: str) -> None:
    assert mentions([avoid], text)


@pytest.mark.parametrize(
    ("avoid", "text"),
    [
        ("el mar", "su marido"),
        ("nada de la casa", "el casco"),
        ("anything about the war", "warm water"),
        ("", "una casa"),
        ("🐕", "un perro"),
        ("el ano", "los años"),
    ],
)
def test_what_only_looks_alike_is_not_found(avoid: str, text: str) -> None:
    assert not mentions([avoid], text)


def test_a_long_list_is_taken_apart_once(monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[str] = []

    def counting(text: str) -> str:
        folded.append(text)
        return fold(text)

    monkeypatch.setattr("core.content.words.fold", counting)
    avoid = ["a list that no other test compares"]
    for place in range(50):
        assert not mentions(avoid, f"place number {place}")
    assert folded.count("list") == 1
