"""The PDF from outside: its tags, its letters, its pictures; structure, never pixels."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.book.print_about import AboutLine, AboutPage, AboutSection
from core.book.print_pictures import paper_copy, ready_made, ready_photo
from core.book.print_setting import set_about
from core.book.texts import Reader
from core.domain.life import LifeStage
from core.domain.memory import Teller, Wording
from core.marking import watermark
from core.marking.metadata import SourceType, read_source_type
from tests.integration.book.conftest import jpeg
from tests.unit.book.conftest import memory, photo, picture, spread
from tests.unit.book_print.printed import (
    edition_of,
    letters_on,
    picture_heights_mm,
    printed,
    reader_of,
    tagged,
)

TYPST = (
    r'#set $math$ *bold* _it_ @ref <label> [body] \ / // `raw` ~ -- --- ... = + - "q" \'s\' {x}'
)


def small_book(reader: Reader, code: str = "a4") -> pikepdf.Pdf:
    """A cover, contents, two chapters, three memories."""
    spreads = [
        spread(picture=picture()),
        spread(memory(id="m2", title="La perra"), photo=photo(caption="La perra, 1951")),
        spread(memory(id="m3", title="El taller", stage=LifeStage.ADULT)),
    ]
    return printed(edition_of(spreads, reader, code=code))


@pytest.mark.parametrize("code", ["a4", "a5-large", "a4-landscape", "a5-trimmed"])
def test_the_book_is_one_page_after_another(spanish: Reader, code: str) -> None:
    with small_book(spanish, code) as pdf:
        assert len(pdf.pages) == 7
        assert not pdf.check_pdf_syntax()
        first, *_, last = map(letters_on, pdf.pages)
        assert "EllibrodeManuel" in first
        assert "Impresoel21denoviembrede2026." in first
        assert "estánhechasconIAapartirdelocontado.Nosonfotos." in first
        assert last.endswith("7"), "the number of the page"


@pytest.mark.parametrize("code", ["a4", "a5-large-landscape"])
def test_more_pictures_than_the_words_leave_room_for_have_a_page_of_their_own(
    spanish: Reader, code: str
) -> None:
    others = tuple(picture(id=f"i{n}", media_id=f"more{n}") for n in range(3))
    page = replace(spread(memory(words="Bajamos al río. " * 40), picture=picture()), more=others)
    with printed(edition_of([page], spanish, code=code)) as pdf:
        *_, last = pdf.pages
        assert letters_on(last).count("Imagenimaginada") == len(others)
        assert "Bajamos" not in letters_on(last)


@pytest.mark.parametrize("code", ["a5", "a5-large", "a4", "a5-large-landscape"])
def test_however_much_is_written_below_photos_they_stay_large_enough_to_look_at(
    spanish: Reader, code: str
) -> None:
    caption = "La perra en la era con los primos del pueblo, " * 4
    first, *others = (photo(id=f"f{n}", media_id=f"more{n}", caption=caption) for n in range(4))
    page = replace(spread(memory(words="En la era."), photo=first), more=tuple(others))
    with printed(edition_of([page], spanish, code=code)) as pdf:
        shown = [height for page in pdf.pages for height in picture_heights_mm(page)]
        text = "".join(map(letters_on, pdf.pages))
    assert len(shown) == 4
    assert min(shown) > 20
    assert text.count("".join(caption[:40].split())) >= 4


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_pdf_says_that_everybody_can_read_it(
    spanish: Reader, english: Reader, language: str
) -> None:
    reader = {"es": spanish, "en": english}[language]
    with small_book(reader) as pdf, pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith(language)
        assert str(pdf.docinfo["/Title"]) == reader.tr.plain("book-title", name="Manuel")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_every_picture_has_words_for_those_who_do_not_see_it(spanish: Reader) -> None:
    with small_book(spanish) as pdf:
        spoken = [str(node.Alt) for tag, node in tagged(pdf) if "/Alt" in node]

    assert spoken == [
        "Imagen imaginada · hecha con IA con las palabras de Manuel: La lumbre",
        "Foto · La perra, 1951: La perra",
    ]


def test_pictures_and_photos_are_called_what_they_are_on_the_paper(spanish: Reader) -> None:
    with small_book(spanish) as pdf:
        texts = [letters_on(page) for page in pdf.pages]

    assert "Imagenimaginada·hechaconIAconlaspalabrasdeManuel" in texts[3]
    assert "Foto·Laperra,1951" in texts[4]
    assert sum("Imagenimaginada" in text for text in texts) == 1


def test_chapters_and_titles_are_headings_and_in_the_contents(spanish: Reader) -> None:
    with small_book(spanish) as pdf:
        tags = [tag for tag, _ in tagged(pdf)]
        contents = letters_on(pdf.pages[1])
        with pdf.open_outline() as outline:
            chapters = {item.title: [i.title for i in item.children] for item in outline.root}

    assert chapters == {"Infancia": ["La lumbre", "La perra"], "Madurez": ["El taller"]}
    assert tags.count("/H2") == 3
    assert tags.count("/BlockQuote") == 3
    for title in ("Infancia", "Lalumbre", "Laperra", "Madurez", "Eltaller"):
        assert title in contents


def test_only_letters_made_for_weak_sight_and_all_of_them_inside(spanish: Reader) -> None:
    with small_book(spanish) as pdf:
        fonts = [f for page in pdf.pages for f in page.Resources.get("/Font", {}).values()]
        for font in fonts:
            assert "AtkinsonHyperlegible" in str(font.BaseFont)
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_a_made_picture_keeps_its_marks_in_the_pdf(spanish: Reader) -> None:
    with small_book(spanish) as pdf:
        images = list(_images(pdf.pages[3]))

    assert len(images) == 1
    assert read_source_type(images[0]) is SourceType.MADE_BY_MODEL
    with Image.open(BytesIO(images[0])) as inside:
        assert watermark.read(inside).found
        assert inside.width >= 200 * 5, "large enough for paper"


def test_a_photo_goes_in_without_a_word_about_models(spanish: Reader) -> None:
    with small_book(spanish) as pdf:
        images = list(_images(pdf.pages[4]))

    assert len(images) == 1
    assert read_source_type(images[0]) is None


def _images(page: pikepdf.Page) -> list[bytes]:
    """The JPEGs on a page, also those inside a form on it."""
    found, waiting = [], [page.Resources]
    while waiting:
        for held in waiting.pop().get("/XObject", {}).values():
            if held.Subtype == "/Image":
                found.append(held.read_raw_bytes())
            elif "/Resources" in held:
                waiting.append(held.Resources)
    return found


def test_words_that_look_like_commands_stay_words(spanish: Reader) -> None:
    told = spread(memory(words=TYPST, title="#title $x$ *y*", place="<p> [q]"))
    with printed(edition_of([told], spanish)) as pdf:
        text = letters_on(pdf.pages[3])

    assert "«" + "".join(TYPST.split()) + "»" in text
    assert "#title$x$*y*" in text
    assert "<p>[q]." in text


@settings(max_examples=25, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("aéñÑz ¿?¡!«»“”'\"#$*_@<>[]{}\\/`~=+-.:;,&%^|0123\n"),
        max_size=120,
    )
)
def test_quotes_are_printed_character_for_character(words: str) -> None:
    if not words.strip():
        return
    with printed(edition_of([spread(memory(words=words))], reader_of("es"))) as pdf:
        text = letters_on(pdf.pages[3])

    assert "«" + "".join(words.split()) + "»" in text


def test_english_books_quote_in_english_and_leave_the_words_in_theirs(english: Reader) -> None:
    with printed(edition_of([spread()], english)) as pdf:
        text = letters_on(pdf.pages[3])
        languages = {str(node.Lang) for _, node in tagged(pdf) if "/Lang" in node}

    assert "“Mimadreencendíalalumbre" in text
    assert "es-ES" in languages


def test_retold_words_stand_without_quotation_marks(spanish: Reader) -> None:
    retold = memory(wording=Wording.RETOLD, teller=Teller.FAMILY, teller_name="Lucía")
    with printed(edition_of([spread(retold)], spanish)) as pdf:
        text = letters_on(pdf.pages[3])

    assert "«" not in text
    assert "ContadoporLucíael4demayode2026." in text


def test_a_long_story_goes_on_over_pages_and_loses_nothing(spanish: Reader) -> None:
    words = " ".join(f"palabra{number}" for number in range(1500))
    book = edition_of([spread(memory(words=words), picture=picture())], spanish, code="a5-large")
    with printed(book) as pdf:
        text = "".join(letters_on(page) for page in pdf.pages[3:])

    assert len(pdf.pages) > 6
    assert all(f"palabra{number}" in text for number in range(1500))


@pytest.mark.parametrize("odd", ["😀", "中文", "a\u0000b\u200bc", "ع", "\ufffe"])
def test_a_letter_no_font_has_never_stops_a_book(spanish: Reader, odd: str) -> None:
    with printed(edition_of([spread(memory(words=f"Antes {odd} después"))], spanish)) as pdf:
        assert len(pdf.pages) == 4


def test_a_very_long_book_lists_its_chapters_alone(spanish: Reader) -> None:
    pages = [spread(memory(id=f"m{n}", title=f"Página larga {n}")) for n in range(61)]
    with printed(edition_of(pages, spanish)) as pdf:
        assert letters_on(pdf.pages[1]).count("Páginalarga") == 0
        assert len(pdf.pages) == 64


def test_a_made_picture_is_enlarged_and_a_photo_never() -> None:
    small = jpeg(256, 256)

    assert ready_made(small, box_px=(1400, 1200), quality=88).width == 1200
    assert ready_photo(small, box_px=(1400, 1200), quality=88).jpeg == small
    assert ready_photo(jpeg(3000, 1000), box_px=(1400, 1200), quality=88).width == 1400


def test_what_was_made_ready_before_goes_in_as_it_is() -> None:
    ready = paper_copy(Image.new("RGB", (256, 256)), source_type=SourceType.PHOTO_EDITED_BY_MODEL)
    assert Image.open(BytesIO(ready)).size == (1405, 1405)
    assert ready_made(ready, box_px=(1405, 1317), quality=88).jpeg == ready

    plainer = ready_made(ready, box_px=(1000, 1000), quality=70)
    assert plainer.width == 1000
    assert read_source_type(plainer.jpeg) is SourceType.PHOTO_EDITED_BY_MODEL
    assert watermark.read(Image.open(BytesIO(plainer.jpeg))).found


def about(lines: int) -> AboutPage:
    told = tuple(
        AboutLine(text=f"Línea número {n}", sources=("person.song",)) for n in range(lines)
    )
    leave = (AboutLine(text="la guerra", sources=("person.avoid",)),)
    return AboutPage(
        language="es",
        title="Sobre Carmen",
        lead="Para quien le cuida",
        note="Todo lo han dicho su gente.",
        printed="Impreso hoy.",
        sections=(
            AboutSection(heading="Le gusta", lines=told),
            AboutSection(heading="Mejor no", lines=leave, leave_alone=True),
        ),
    )


@pytest.mark.parametrize("lines", [1, 12, 30])
def test_the_page_about_somebody_is_one_page(lines: int) -> None:
    with pikepdf.open(BytesIO(set_about(about(lines)))) as pdf:
        text = letters_on(pdf.pages[0])
        assert len(pdf.pages) == 1
        assert text.count("Líneanúmero") == lines
        assert "laguerra" in text
        with pdf.open_metadata() as said:
            assert said["pdfuaid:part"] == "1"
