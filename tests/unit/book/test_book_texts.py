"""A page says what was told, who told it, and what its picture is; nothing else."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.book.texts import LONGEST_CAPTION, Reader, label, linking, page_text, title_of
from core.domain.book import Sentence, natural_position
from core.domain.memory import Teller, Wording
from core.errors import ContentInvalid
from tests.unit.book.conftest import WORDS, memory, photo, picture, spread


def lines(reader: Reader, **changes: object) -> list[str]:
    return [sentence.text for sentence in linking(memory(**changes), reader)]


def test_a_sentence_without_a_source_is_refused() -> None:
    for sources in ((), ("",)):
        with pytest.raises(ContentInvalid):
            Sentence(text="Nobody told this.", sources=sources)


def test_a_sentence_without_words_is_refused() -> None:
    with pytest.raises(ContentInvalid):
        Sentence(text="  ", sources=("m1",))


@pytest.mark.parametrize("wording", [Wording.VOICE, Wording.VERBATIM])
def test_words_that_were_said_are_quoted_as_they_are(spanish: Reader, wording: Wording) -> None:
    page = page_text(spread(memory(wording=wording)), spanish)

    assert page.quoted
    assert page.words == WORDS


def test_a_retold_memory_has_no_quotation_marks_and_says_who_told_it(
    spanish: Reader, english: Reader
) -> None:
    retold = {"wording": Wording.RETOLD, "teller": Teller.FAMILY, "teller_name": "Lucía"}

    assert not page_text(spread(memory(**retold)), spanish).quoted
    assert lines(spanish, **retold) == ["Contado por Lucía el 4 de mayo de 2026."]
    assert lines(english, **retold) == ["Told by Lucía on 4 May 2026."]


def test_the_persons_own_words_are_theirs(spanish: Reader, english: Reader) -> None:
    assert lines(spanish) == ["Lo contó Manuel el 4 de mayo de 2026."]
    assert lines(english) == ["In Manuel’s own words, on 4 May 2026."]


def test_a_voice_without_words_is_the_persons_own_too(spanish: Reader) -> None:
    voice = {"wording": Wording.VOICE, "words": "", "voice_ids": ("v1",)}
    shown = label(spread(memory(**voice), picture=picture()), spanish)

    assert lines(spanish, **voice) == ["Lo contó Manuel el 4 de mayo de 2026."]
    assert shown is not None
    assert shown.text.endswith("con las palabras de Manuel")


def test_a_teller_without_a_name_is_named_by_what_they_are(spanish: Reader) -> None:
    nameless = replace(spanish, person=" ")

    assert lines(spanish, teller=Teller.FAMILY) == ["Contado por su familia el 4 de mayo de 2026."]
    assert lines(nameless) == ["Lo contó la persona el 4 de mayo de 2026."]


def test_place_and_decade_are_said_as_far_as_they_were_told(spanish: Reader) -> None:
    assert lines(spanish, place="Chinchón", decade=1950)[0] == "Chinchón, década de 1950."
    assert lines(spanish, place="Chinchón")[0] == "Chinchón."
    assert lines(spanish, decade=1950)[0] == "Década de 1950."


def test_every_written_line_names_the_memory_it_rests_on(spanish: Reader) -> None:
    page = page_text(spread(memory(place="Chinchón"), picture=picture()), spanish)

    assert page.label is not None
    assert {line.sources for line in (*page.linking, page.label)} == {("m1",)}


@pytest.mark.parametrize(
    ("changes", "es", "en"),
    [
        ({}, "con las palabras de Manuel", "from Manuel’s words"),
        (
            {"wording": Wording.RETOLD, "teller": Teller.COMPANION, "teller_name": "Ana"},
            "con lo que contó Ana",
            "from what Ana told",
        ),
        ({"wording": Wording.RETOLD}, "con lo que contó Manuel", "from what Manuel told"),
    ],
)
def test_a_made_picture_is_called_imagined_with_whose_words_it_rests_on(
    spanish: Reader, english: Reader, changes: dict[str, object], es: str, en: str
) -> None:
    shown = spread(memory(**changes), picture=picture())

    said = [label(shown, reader) for reader in (spanish, english)]
    assert [sentence and sentence.text for sentence in said] == [
        f"Imagen imaginada · hecha con IA {es}",
        f"Imagined picture · made with AI {en}",
    ]


def test_a_photo_is_called_a_photo(spanish: Reader, english: Reader) -> None:
    plain = label(spread(photo=photo()), spanish)
    captioned = label(spread(photo=photo(caption="Con la perra")), english)

    assert plain is not None
    assert plain.text == "Foto"
    assert captioned is not None
    assert captioned.text == "Photo · Con la perra"


@pytest.mark.parametrize(
    ("caption", "shown"),
    [
        ("La era\ny la perra", "La era y la perra"),
        ("La era, " * 40, f"{'La era, ' * 19}La era,…"),
        ("a" * 400, f"{'a' * 159}…"),
        ("a" * LONGEST_CAPTION, "a" * LONGEST_CAPTION),
    ],
    ids=["two lines", "a story", "one word", "just fits"],
)
def test_a_caption_is_one_line_and_a_long_one_is_cut_between_words(
    spanish: Reader, caption: str, shown: str
) -> None:
    said = label(spread(photo=photo(caption=caption)), spanish)

    assert said is not None
    assert said.text == f"Foto · {shown}"
    assert len(shown) <= LONGEST_CAPTION


def test_a_page_without_anything_to_look_at_has_no_label(spanish: Reader) -> None:
    assert label(spread(), spanish) is None


def test_a_memory_without_a_title_is_called_by_its_theme_or_stage(spanish: Reader) -> None:
    assert title_of(memory(title=" "), spanish.tr) == "La cocina y los días de fiesta"
    assert title_of(memory(title="", theme=""), spanish.tr) == "Infancia"


def test_pages_stand_by_decade_then_as_told_and_undated_ones_last() -> None:
    late = datetime(2026, 9, 1, tzinfo=UTC)
    in_order = [
        memory(decade=1940, told_at=late),
        memory(decade=1950),
        memory(decade=1950, told_at=late),
        memory(),
        memory(told_at=late),
    ]
    positions = [natural_position(told) for told in in_order]

    assert positions == sorted(set(positions))
    assert positions[-1] < 2**63


def test_a_picture_that_began_as_a_photo_says_so_on_its_page(spanish: Reader) -> None:
    [shown] = page_text(spread(picture=picture(composite=True)), spanish).figures
    assert shown.label.text == "Imagen imaginada · hecha con IA a partir de una foto"
    assert shown.composite
