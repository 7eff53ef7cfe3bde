"""Setting type: an edition and its pictures become a PDF, all of it in memory.

Only the worker imports this. Words go in as JSON, never as markup, so whatever somebody
said stays what they said.
"""

import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from core.book.print_about import AboutPage
from core.book.print_code import code_svg
from core.book.print_edition import PrintEdition, to_json
from core.book.print_pictures import ReadyPicture
from core.book.print_summary import SummarySheet
from core.errors import VivenciaError
from core.marking.lettering import FONT_FOLDER

FOLDER = Path(__file__).parent / "typst"
STANDARD = "ua-1"  #: PDF/UA-1: tagged, with alternative texts
_MOST_TITLES = 60  #: in the contents; a longer book lists its chapters alone
_NO_LETTER = "not be displayed"  #: how the typesetter says that no font has a letter
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  #: categories of what leaves no mark on paper


class CannotBeSet(VivenciaError):
    """The typesetter refused."""


def set_book(edition: PrintEdition, pictures: Mapping[str, ReadyPicture]) -> bytes:
    """The whole book as a PDF; `pictures` by the names the edition calls them."""
    layout = edition.layout
    sheet = {
        "size": layout.sheet_mm,
        "margin": layout.paper.margin_mm,
        "letters": layout.letters_pt,
        "long": len(edition.pages) > _MOST_TITLES,
    }
    files = {
        "main.typ": _template("book.typ"),
        "look.typ": _template("look.typ"),
        "edition.json": _seen(to_json(edition)),
        "sheet.json": json.dumps(sheet).encode(),
    }
    drawn = {f"{name}.svg": picture.svg for name, picture in pictures.items()}
    codes = {
        f"code-{page.memory_id}.svg": code_svg(page.code.link)
        for page in edition.pages
        if page.code
    }
    return _compiled(files | drawn | codes)


def set_about(page: AboutPage) -> bytes:
    """The page about a person, on one sheet of A4 or on two sides of a card."""
    files = {
        "main.typ": _template("card.typ" if page.card else "about.typ"),
        "look.typ": _template("look.typ"),
        "about.json": _seen(to_json(page)),
    }
    return _compiled(files)


def set_summary(sheet: SummarySheet, pictures: Mapping[str, ReadyPicture]) -> bytes:
    """A session's summary, on as many sheets of A4 as it takes; `pictures` by their names."""
    files = {
        "main.typ": _template("summary.typ"),
        "look.typ": _template("look.typ"),
        "summary.json": _seen(to_json(sheet)),
    }
    drawn = {f"{name}.svg": picture.svg for name, picture in pictures.items()}
    return _compiled(files | drawn)


def _template(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def _seen(content: bytes) -> bytes:
    """The same texts without what cannot be seen: a control character would be a box."""
    return json.dumps(_each_text(json.loads(content)), ensure_ascii=False).encode()


def _each_text(value: Any) -> Any:
    if isinstance(value, str):
        lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        return "".join(c for c in lines if c == "\n" or unicodedata.category(c) not in _UNSEEN)
    if isinstance(value, dict):
        return {name: _each_text(held) for name, held in value.items()}
    return [_each_text(held) for held in value] if isinstance(value, list) else value


def _compiled(files: dict[str, bytes]) -> bytes:
    """Tagged for everybody; with a letter that no font here has, tagged but not certified so."""
    try:
        return _compile(files, standards=[STANDARD])
    except typst.TypstError as error:
        if _NO_LETTER not in error.message:
            raise CannotBeSet from None  # its cause may carry the person's words
    try:
        return _compile(files, standards=[])
    except typst.TypstError:
        raise CannotBeSet from None


def _compile(files: dict[str, bytes], *, standards: list[Any]) -> bytes:
    made = typst.compile(  # type: ignore[call-overload]
        files,
        format="pdf",
        font_paths=[str(FONT_FOLDER)],
        ignore_system_fonts=STANDARD in standards,
        pdf_standards=standards,
    )
    return bytes(made)
