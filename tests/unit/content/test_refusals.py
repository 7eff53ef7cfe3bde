"""What is never drawn, in both languages; and what must not be mistaken for it."""

import json
from pathlib import Path

import pytest

from core.content.files import FOLDER
from core.content.refusals import Refusals
from core.errors import ContentInvalid, PictureRefused

REFUSED = {
    "es": {
        "nudity": [
            "Nos bañábamos desnudos en el río",
            "Los niños desnuditos en la playa",
            "La niña iba desnuda por el patio",
            "en cueros vivos",
            "Nos quitábamos la ropa y al agua",
            "estaba en ropa interior",
            "una escena erótica",
            "DESNUDÁNDOSE junto a la cama",
        ],
        "violence": [
            "la guerra",
            "Mataron al vecino",
            "Mi padre me pegaba con la correa",
            "le dispararon en la plaza",
            "una pistola en la mano",
            "Había sangre en el suelo",
            "el bombardeo de la estación",
            "La matanza del cerdo en diciembre",
            "los maltratos de aquel hombre",
            "una pelea en el bar",
            "el accidente del camión",
        ],
        "death": [
            "El entierro de mi abuelo",
            "Cuando murió mi madre",
            "mi hermana se muere",
            "la muerte de mi perro",
            "En el cementerio con flores",
            "El ataúd en el salón",
            "se ahogó en el pantano",
            "falleció en invierno",
            "íbamos de luto",
        ],
        "illness": [
            "Mi madre estaba enferma en la cama",
            "tuvo un cáncer",
            "Yo con fiebre y mi abuela al lado",
            "lo operaron en Madrid",
            "ingresada en el hospital",
            "pasé el sarampión en casa",
            "la enfermedad de mi padre",
        ],
    },
    "en": {
        "nudity": [
            "We swam naked in the lake",
            "the nude children on the beach",
            "She was undressing by the river",
            "We went skinny-dipping",
            "taking off their clothes",
            "the boy without any clothes",
        ],
        "violence": [
            "in the war",
            "He was shooting at birds with his gun",
            "my father beat me",
            "blood on the floor",
            "They killed the pig",
            "a fight outside the pub",
            "the accident on the road",
            "the bombing of our street",
        ],
        "death": [
            "my grandfather's funeral",
            "the day she died",
            "He was dying",
            "at the cemetery with flowers",
            "She passed away in spring",
            "he drowned in the river",
        ],
        "illness": [
            "Mum was ill in bed",
            "she had cancer",
            "I had the measles",
            "My father in a hospital bed",
            "a sick child",
            "after the operation",
        ],
    },
}
ALLOWED = {
    "es": [
        "Trabajé de enfermera en el hospital",
        "El médico del pueblo con su maletín",
        "las enfermeras del turno de noche",
        "Nos moríamos de risa en el baile",
        "muertos de hambre después del partido",
        "una guerra de bolas de nieve",
        "Después de la guerra mi padre abrió la panadería",
        "Pegaba cromos en el álbum",
        "Yo de niño con mi perro",
        "Unos niños jugando en la plaza",
        "El violín de mi tío",
        "una mata de tomillo",
        "los bomberos en la cabalgata",
        "Quitaba la ropa de la cuerda",
        "Matábamos el tiempo jugando a las cartas",
        "Íbamos con los trajes de baño al río",
        "la morería y el mercado",
        "Era capitán de barco",
        "un bodegón, una naturaleza muerta que pinté",
        "los árboles con sus tumbonas",
        "un ejecutivo en su despacho",
        "la sangría de la verbena",
    ],
    "en": [
        "I worked as a nurse in a hospital",
        "the doctor on his bicycle",
        "a snowball fight in the yard",
        "after the war we opened a bakery",
        "We were dying to see the sea",
        "I'll sing again",
        "dyeing wool in the yard",
        "a tug of war at the fair",
        "the doctor's surgery where I typed letters",
        "me as a child with my dog",
        "children playing in the street",
        "the warm water of the bay",
        "skilled hands at the loom",
        "painting the boat",
        "a gravel path",
        "homesick letters",
        "a patient teacher",
        "killing time on the platform",
    ],
}
REFUSED_CASES = [
    (language, reason, sentence)
    for language, reasons in REFUSED.items()
    for reason, sentences in reasons.items()
    for sentence in sentences
]
ALLOWED_CASES = [(lang, sentence) for lang, sentences in ALLOWED.items() for sentence in sentences]


@pytest.fixture(scope="module")
def refusals() -> Refusals:
    return Refusals.load()


@pytest.mark.parametrize(("language", "reason", "sentence"), REFUSED_CASES)
def test_it_is_refused(refusals: Refusals, language: str, reason: str, sentence: str) -> None:
    with pytest.raises(PictureRefused) as refusal:
        refusals.check(sentence, language)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(("language", "sentence"), ALLOWED_CASES)
def test_it_is_drawn(refusals: Refusals, language: str, sentence: str) -> None:
    assert refusals.reason(sentence, language) == ""


@pytest.mark.parametrize(("language", "reason", "sentence"), REFUSED_CASES)
def test_without_capitals_accents_and_punctuation_it_is_refused_as_well(
    refusals: Refusals, language: str, reason: str, sentence: str
) -> None:
    plain = sentence.upper().translate(str.maketrans("ÁÉÍÓÚ-", "AEIOU "))
    assert refusals.reason(f"¡¡{plain}!!", language) == reason


@pytest.mark.parametrize(("language", "reason", "sentence"), REFUSED_CASES)
def test_nothing_refused_is_left_after_cleaning(
    refusals: Refusals, language: str, reason: str, sentence: str
) -> None:
    assert refusals.reason(refusals.cleaned(sentence, language), language) == ""


@pytest.mark.parametrize(
    ("language", "sentence", "cleaned"),
    [
        ("es", "Mi abuela, en silla de ruedas, en el jardín", "Mi abuela, en , en el jardín"),
        ("es", "muertos de risa en la plaza", "en la plaza"),
        ("es", "una guerra de almohadas", "una guerra de almohadas"),
        ("en", "the frail old lady in her garden", "the old lady in her garden"),
        ("en", "Nothing to leave out.", "Nothing to leave out."),
    ],
)
def test_words_of_frailty_and_figures_of_speech_are_left_out(
    refusals: Refusals, language: str, sentence: str, cleaned: str
) -> None:
    assert refusals.cleaned(sentence, language) == cleaned


def test_nudity_is_found_in_the_other_language_too(refusals: Refusals) -> None:
    assert refusals.reason("una niña naked en la playa", "es") == "nudity"
    assert refusals.reason("the boy was desnudo", "en") == "nudity"


def test_every_reason_has_words_for_people() -> None:
    from core.content.refusals import REASONS
    from core.i18n import Translations

    ids = Translations.load().ids
    assert {PictureRefused(reason=reason).word_id for reason in REASONS} <= ids


def test_a_broken_pattern_is_refused(tmp_path: Path) -> None:
    content = json.loads((FOLDER / "refusals.json").read_text(encoding="utf-8"))
    content["left_out"]["es"].append("(sin cerrar")
    (tmp_path / "refusals.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ContentInvalid, match="left_out"):
        Refusals.load(tmp_path)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("es", "unos niños bañándose en el mar"),
        ("es", "una niña en la cama con su muñeca"),
        ("en", "a little girl in a swimsuit at the beach"),
        ("en", "two boys, swimming in the river"),
        ("en", "a child in the bath"),
    ],
)
def test_minors_in_bath_bed_or_swimwear_are_refused(
    refusals: Refusals, language: str, sentence: str
) -> None:
    assert refusals.reason(sentence, language) == "childhood"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("es", "nos bañábamos en el río"),
        ("es", "los niños jugaban en la plaza"),
        ("es", "no quedaba nada en la mesa de los niños"),
        ("en", "a woman swimming in the sea"),
        ("en", "children playing in a field"),
    ],
)
def test_grown_people_may_swim_and_children_may_play(
    refusals: Refusals, language: str, sentence: str
) -> None:
    assert refusals.reason(sentence, language) == ""
