"""Whatever is refused has words in both languages that end in what to do."""

import re

import pytest

from core import errors
from core.i18n import Translations

REFUSALS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.Refused)
]

DOING = {
    "es": {"prueba", "envía", "usa", "pide", "míralo", "espera", "reanudarlo", "pon", "elige"}
    | {"cuenta", "busca", "cambia"},
    "en": {"start", "use", "ask", "see", "wait", "send", "look", "choose", "change", "say"},
}


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda kind: kind.__name__)
def test_every_refusal_has_words(
    refusal: type[errors.Refused], language: str, words: Translations
) -> None:
    tr = words.locale(language)
    assert tr(refusal().word_id).endswith(".")


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_word_of_an_error_ends_in_what_to_do(language: str, words: Translations) -> None:
    steps = DOING[language]
    tr = words.locale(language)
    for message_id in sorted(i for i in words.ids if i.startswith("error-")):
        last_sentence = re.split(r"[.:;,] ", tr(message_id), maxsplit=1)[1]
        assert steps & set(re.findall(r"\w+", last_sentence.lower())), message_id
