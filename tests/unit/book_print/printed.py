"""Editions to print, and what can be read of a printed one from outside."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pikepdf

from core.book.layout import life_book
from core.book.print_edition import PrintEdition, print_edition
from core.book.print_layout import PrintLayout
from core.book.print_pictures import ReadyPicture, ready_made, ready_photo
from core.book.print_setting import set_book
from core.book.texts import Reader
from core.domain.book import Chapter, Spread
from core.domain.life import LifeStage
from core.i18n import Translations
from tests.integration.book.conftest import jpeg

WORD_JOINER = "\u2060"  #: the typesetter puts it where a space may not break
TODAY = date(2026, 11, 21)


def edition_of(
    spreads: list[Spread],
    reader: Reader,
    *,
    code: str = "a4",
    today: date = TODAY,
    links: Mapping[str, str] | None = None,
) -> PrintEdition:
    """An edition of these pages, in the order of a life; links lead to their voices."""
    chapters = []
    for stage in LifeStage:
        pages = sum(spread.page.stage is stage for spread in spreads)
        if pages:
            chapters.append(Chapter(stage=stage, first_page=1, pages=pages))
    book = life_book(chapters, reader, printed=today)
    layout = PrintLayout.of(code)
    return print_edition(book, spreads, reader, layout=layout, today=today, links=links or {})


@cache
def reader_of(language: str) -> Reader:
    tr = Translations.load().locale(language)
    return Reader(tr=tr, person="Manuel", zone=ZoneInfo("Europe/Madrid"))


def pictures_of(edition: PrintEdition) -> dict[str, ReadyPicture]:
    box_px = edition.layout.picture_box_px
    return {
        picture.file: (ready_made if picture.made else ready_photo)(
            jpeg(256, 256), box_px=box_px, quality=88
        )
        for picture in edition.pictures
    }


def printed(edition: PrintEdition) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(set_book(edition, pictures_of(edition))))


def tagged(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """Every element of the structure, by its tag, in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += list(node)[::-1]
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield str(node.S), node
            if "/K" in node:
                waiting.append(node.K)


def letters_on(page: pikepdf.Page) -> str:
    """All that is written on a page, decoded by the fonts' own tables, without white space."""
    fonts = {name: _letters_of(font) for name, font in page.Resources.get("/Font", {}).items()}
    written, letters = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        pieces = operands[0] if str(operator) == "TJ" else operands
        if str(operator) in {"TJ", "Tj"}:
            for piece in pieces:
                if isinstance(piece, pikepdf.String):
                    codes = bytes(piece)
                    written += [letters[codes[i : i + 2]] for i in range(0, len(codes), 2)]
    return "".join("".join(written).replace(WORD_JOINER, "").split())


def picture_heights_mm(page: pikepdf.Page) -> list[float]:
    """How tall the pictures on a page are printed, in the order they are drawn."""
    return [abs(placed.d) / 72 * 25.4 for placed in _placed(page, pikepdf.Matrix())]


def _placed(
    drawn: pikepdf.Page | pikepdf.Object, matrix: pikepdf.Matrix
) -> Iterator[pikepdf.Matrix]:
    """Where a page, or a form on it, draws pictures: each fills a unit square there."""
    held, outer = drawn.Resources.get("/XObject", {}), []
    for operands, operator in pikepdf.parse_content_stream(drawn):
        match str(operator):
            case "q":
                outer.append(matrix)
            case "Q":
                matrix = outer.pop()
            case "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            case "Do" if held[str(operands[0])].Subtype == "/Image":
                yield matrix
            case "Do":
                form = held[str(operands[0])]
                inner = pikepdf.Matrix(form.get("/Matrix", [1, 0, 0, 1, 0, 0]))
                if "/Resources" in form:
                    yield from _placed(form, inner @ matrix)


def _letters_of(font: pikepdf.Object) -> dict[bytes, str]:
    """A font's glyph codes as the letters they stand for."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"^<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>$", table, re.MULTILINE)
    return {bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
