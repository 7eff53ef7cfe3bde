"""The code on a printed page: where the voice is, as a telephone and a screen reader find it."""

import cv2
import numpy as np
import pytest
from resvg_py import svg_to_bytes

from core.book.print_code import code_svg
from core.book.print_edition import PrintEdition, fingerprint
from core.book.print_layout import PrintLayout
from core.book.texts import Reader
from tests.unit.book.conftest import memory, picture, spread
from tests.unit.book_print.printed import edition_of, letters_on, printed, tagged

LINK = "https://t.me/VivenciaBot?start=v" + "k7" * 8
ALT = "Código que lleva a la voz de «{}»"


def told(reader: Reader, *, code: str = "a4-voices") -> PrintEdition:
    """A page with a voice and one without; both have a link, which is one too many."""
    pages = [
        spread(memory(voice_ids=("v",)), picture=picture()),
        spread(memory(id="m2", title="Sin voz")),
    ]
    return edition_of(pages, reader, code=code, links={"m1": LINK, "m2": LINK})


def test_a_telephone_reads_the_link_off_the_code() -> None:
    drawn = bytes(svg_to_bytes(svg_string=code_svg(LINK).decode(), width=400))
    seen = cv2.imdecode(np.frombuffer(drawn, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert seen is not None

    assert cv2.QRCodeDetector().detectAndDecode(seen)[0] == LINK


def test_only_a_page_with_a_voice_has_a_code(spanish: Reader) -> None:
    first, second = told(spanish).pages

    assert first.code is not None
    assert first.code.link == LINK
    assert first.code.words == "Escúchalo"
    assert second.code is None


def test_without_links_there_is_no_code(spanish: Reader) -> None:
    edition = edition_of([spread(memory(voice_ids=("v",)))], spanish)

    assert edition.pages[0].code is None
    assert fingerprint(edition) != fingerprint(told(spanish))


@pytest.mark.parametrize("code", ["a4-voices", "a5-landscape-large-voices"])
def test_the_printed_code_is_a_figure_with_words_for_who_does_not_see_it(
    spanish: Reader, code: str
) -> None:
    edition = told(spanish, code=code)
    with printed(edition) as pdf:
        alts = [str(node.Alt) for tag, node in tagged(pdf) if tag == "/Figure" and "/Alt" in node]
        pages = [letters_on(page) for page in pdf.pages]

    assert ALT.format(edition.pages[0].title) in alts
    assert sum("Escúchalo" in page for page in pages) == 1


def test_the_layout_with_codes_has_a_name_of_its_own() -> None:
    layout = PrintLayout.of("a5-large-voices")

    assert layout.voices
    assert layout.code == "a5-large-voices"
    assert not PrintLayout.of("a4").voices
