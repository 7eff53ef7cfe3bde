"""A life book as one web page that asks nobody for anything: fonts, pictures and voices inside.

It comes piece by piece, so that a long life needs no more memory than a short one. The
pictures the model made go in byte for byte, so that their marks stay with them.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup, escape

from core.book.layout import LifeBook, by_chapter
from core.book.print_edition import to_json
from core.book.texts import Figure, PageText, Reader
from core.domain.book import Spread
from core.domain.life import LifeStage
from core.i18n.translator import Translator
from core.marking.lettering import Weight, font_path

FOLDER = Path(__file__).parent / "page"
MEDIA_TYPE = "text/html"

_FACES = {Weight.REGULAR: "400", Weight.BOLD: "700"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A file as it goes into the page."""

    content: bytes
    media_type: str


#: Hands out what a page encloses by media id; None for what is too large to go in.
Enclose = Callable[[str], Enclosed | None]


def html_pieces(
    book: LifeBook, spreads: Iterable[Spread], reader: Reader, *, enclose: Enclose
) -> Iterator[bytes]:
    """The whole page, from its beginning to its end."""
    tr = reader.tr
    yield _encoded(_opening(book, tr))
    for stage, pages in by_chapter(spreads, reader):
        yield _encoded(_chapter_opening(stage, tr))
        for page in pages:
            yield _encoded(_page(page, tr, enclose))
        yield _encoded(_chapter_end(tr))
    yield _encoded(_filled("end", note=book.note, script=_script()))


def html_fingerprint(book: LifeBook, spreads: Iterable[Spread], reader: Reader) -> str:
    """A digest of all the page says and looks like, but the day it was made on."""
    digest = sha256(to_json(replace(book, date="")))
    for name in sorted(each.name for each in FOLDER.iterdir()):
        digest.update(_template(name).encode())
    for _, pages in by_chapter(spreads, reader):
        for page in pages:
            digest.update(to_json(page))
    return digest.hexdigest()


def _opening(book: LifeBook, tr: Translator) -> Markup:
    return _filled(
        "book",
        language=book.language,
        style_digest=_digest(_style()),
        script_digest=_digest(_script()),
        style=_style(),
        title=book.title,
        told=book.told,
        count=book.count,
        date=book.date,
        note=book.note,
        skip=tr.plain("book-html-skip"),
        contents=tr.plain("book-contents-title"),
        parts=_contents(book),
    )


def _contents(book: LifeBook) -> Markup:
    parts = []
    for part in book.parts:
        lines = [
            _filled("contents_line", stage=c.stage.value, title=c.title, pages=c.pages_text)
            for c in part.chapters
        ]
        parts.append(_filled("part", title=part.title, chapters=Markup().join(lines)))
    return Markup().join(parts)


def _chapter_opening(stage: LifeStage, tr: Translator) -> Markup:
    title = tr.plain(f"stage-{stage}")
    return _filled(
        "chapter",
        stage=stage.value,
        part=tr.plain(f"part-{stage.part}"),
        title=title,
        carousel=tr.plain("book-html-carousel", stage=title),
    )


def _chapter_end(tr: Translator) -> Markup:
    return _filled(
        "chapter_end",
        previous=tr.plain("book-html-previous"),
        next=tr.plain("book-html-next"),
        contents=tr.plain("book-contents-title"),
    )


def _page(page: PageText, tr: Translator, enclose: Enclose) -> Markup:
    return _filled(
        "spread",
        number=page.number,
        where=tr.plain("book-html-page", number=page.number),
        title=page.title,
        figure=_figures(page, tr, enclose),
        words=_words(page, tr),
        voices=_voices(page, tr, enclose),
        linking=Markup().join(
            _filled("linking", text=line.text, sources=" ".join(line.sources))
            for line in page.linking
        ),
    )


def _figures(page: PageText, tr: Translator, enclose: Enclose) -> Markup:
    return Markup().join(_figure(shown, page, tr, enclose) for shown in page.figures)


def _figure(shown: Figure, page: PageText, tr: Translator, enclose: Enclose) -> Markup:
    enclosed = enclose(shown.media_id)
    if enclosed is None:
        return Markup()
    return _filled(
        "figure",
        kind="made" if shown.made else "photo",
        media_type=enclosed.media_type,
        content=_base64(enclosed),
        alt=tr.plain("book-html-alt", label=shown.label.text, title=page.title),
        label=shown.label.text,
    )


def _words(page: PageText, tr: Translator) -> Markup:
    """The words, character for character: a parser would change a bare carriage return."""
    if not page.words:
        return Markup()
    words = Markup(str(escape(page.words)).replace("\r", "&#13;"))  # noqa: S704 - escaped
    if not page.quoted:
        return _filled("retold", language=page.language, words=words)
    marks = {"open": tr.plain("book-quote-open"), "close": tr.plain("book-quote-close")}
    return _filled("quote", language=page.language, words=words, **marks)


def _voices(page: PageText, tr: Translator, enclose: Enclose) -> Markup:
    """The voices to listen to; where one is too large for the page, where else it is."""
    label = tr.plain("book-html-voice", title=page.title)
    enclosed = [voice for media_id in page.voice_ids if (voice := enclose(media_id))]
    heard = Markup().join(
        _filled("voice", label=label, media_type=voice.media_type, content=_base64(voice))
        for voice in enclosed
    )
    if len(enclosed) == len(page.voice_ids):
        return heard
    elsewhere = "print-voice" if page.words or enclosed else "print-only-voice"
    text = tr.plain(elsewhere, teller=page.teller)
    return heard + _filled("voice_elsewhere", text=text, source=page.memory_id)


def _base64(enclosed: Enclosed) -> str:
    return b64encode(enclosed.content).decode("ascii")


def _encoded(piece: Markup) -> bytes:
    return piece.encode("utf-8", "replace")


def _filled(template: str, **values: object) -> Markup:
    """A template with its values; everything that is not Markup is escaped."""
    return _template(f"{template}.html").format(**values)


@cache
def _template(name: str) -> Markup:
    return Markup((FOLDER / name).read_text(encoding="utf-8"))  # noqa: S704 - our own file


@cache
def _script() -> Markup:
    return _template("book.js")


@cache
def _style() -> Markup:
    """The style sheet with the fonts in it."""
    return Markup("\n").join([*(_font_face(weight) for weight in _FACES), _template("book.css")])


def _font_face(weight: Weight) -> Markup:
    return _template("font.css").format(
        weight=_FACES[weight], content=b64encode(font_path(weight).read_bytes()).decode("ascii")
    )


def _digest(inline: Markup) -> str:
    """What the page's own policy knows an inline style or script by."""
    return f"sha256-{b64encode(sha256(inline.encode()).digest()).decode('ascii')}"
