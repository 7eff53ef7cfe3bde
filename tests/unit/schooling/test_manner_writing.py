import json
from pathlib import Path

import pytest

from core.domain.picture import Phrase
from core.imaging.base_models import BUNDLED
from core.imaging.manners import FILE_NAME, Manner, drawable, manner_of
from core.imaging.schooling.captions import Captions
from core.imaging.schooling.manner_writing import manner


@pytest.fixture(scope="module")
def written(captions: Captions, tmp_path_factory: pytest.TempPathFactory) -> Manner:
    """The manner of a model that was taught everything, as the program reads it."""
    numbers = json.loads((BUNDLED / FILE_NAME).read_text("utf-8"))
    folder: Path = tmp_path_factory.mktemp("model")
    (folder / FILE_NAME).write_text(json.dumps(manner(numbers, captions)), "utf-8")
    return manner_of(folder)


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        (("a boy", "ran in the field", "two dogs"), "a boy running and a dog in a field"),
        (("an old woman", "reading"), "an old woman reading"),
        (("our wedding in the village",), "a wedding in the street"),
        (("the churches at night",), "a church at night"),
        (("a cup of coffee", "a loaf of bread"), "a cup of coffee and bread"),
        (("women", "danced"), "a woman dancing"),
        (("a dog", "the snow"), "a dog in winter"),
        (("it smelt of snow",), "it smelt of snow"),
        (("a day on the beach", "a dog"), "a dog at the beach"),
        (("a day on the beach",), "a beach"),
        (("many people",), "a person"),
        (("children",), "a child"),
        (("a boy", "in hospital"), "a boy"),
    ],
)  # fmt: skip
def test_what_was_told_is_asked_for_in_taught_words(
    written: Manner, told: tuple[str, ...], asked: str
) -> None:
    phrases = [
        Phrase(text=text, language="en", rank=rank, source="doing")
        for rank, text in enumerate(told)
    ]
    assert ", ".join(phrase.text for phrase in drawable(phrases, written)) == asked


def test_every_kind_of_thing_can_be_asked_for(written: Manner, captions: Captions) -> None:
    assert written.vocabulary is not None
    asked = {*written.vocabulary.things.values(), *written.vocabulary.figures.values()}
    for concept in captions.concepts.measured:
        if concept.activity is None:
            assert captions.plain(concept.id, "en") in asked


def test_numbers_stay_as_they_were_found(written: Manner) -> None:
    before = manner_of(BUNDLED)
    assert written.max_guidance == before.max_guidance
    assert written.teaching is not None
    assert before.teaching is not None
    assert written.teaching.learning_rate == before.teaching.learning_rate


def test_what_keeps_a_model_what_it_is_was_taught(written: Manner, captions: Captions) -> None:
    assert written.teaching is not None
    others = written.teaching.wording.others
    assert len(set(others)) == 32
    names = {name.text for c in captions.concepts.all for name in c.names["en"]}
    assert all(any(name in caption for name in names) for caption in others)
