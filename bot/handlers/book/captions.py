"""The text below a picture: everything a page says, in what a caption can hold."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.messages import visible_length
from core.book.texts import PageText
from core.i18n.translator import Translator

CAPTION_UNITS = 1024  #: UTF-16 units, as Telegram counts them
LABEL_CHARACTERS = 24  #: what a button shows on a small phone
_LINE_UNITS = 160  #: a title, a place or a name may not crowd the words out
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    text: Markup
    whole: bool  #: all the words are in it


def page_caption(page: PageText, *, place: str, tr: Translator) -> Caption:
    """Title, words, where they come from, what the picture is, and the page's number."""
    heading = tr("book-heading", title=start(page.title, _LINE_UNITS))
    lines = [line.text for line in (*page.linking, *([page.label] if page.label else []))]
    below = Markup("\n").join(
        tr("book-line", text=start(line, _LINE_UNITS)) for line in (*lines, place)
    )

    def saying(words: str) -> Markup:
        return _around(page, heading, _words(page, words, tr), below)

    room = CAPTION_UNITS - visible_length(saying(_ELLIPSIS)) + _units(_ELLIPSIS)
    shown = start(page.words, room)
    return Caption(text=saying(shown), whole=shown == page.words)


def whole_words(page: PageText, tr: Translator) -> Markup:
    """All the words of a page, however long they are."""
    return _around(page, tr("book-heading", title=page.title), _words(page, page.words, tr))


def start(text: str, room_units: int) -> str:
    """As much of a text as fits, cut kindly between words; the whole when it does fit."""
    if _units(text) <= room_units:
        return text
    kept, left = 0, room_units - _units(_ELLIPSIS)
    for letter in text:
        left -= _units(letter)
        if left < 0:
            break
        kept += 1
    between_words = text.rfind(" ", max(0, kept - 40), kept)
    end = between_words if between_words > 0 else kept
    return f"{text[:end].rstrip()}{_ELLIPSIS}"


def button_label(text: str) -> str:
    """A text as a button's label."""
    return start(" ".join(text.split()), LABEL_CHARACTERS) or _ELLIPSIS


def _words(page: PageText, words: str, tr: Translator) -> Markup:
    if not page.words:
        return tr("book-only-voice", teller=page.teller) if page.voice_ids else Markup()
    return tr("book-quoted" if page.quoted else "book-retold", words=words)


def _around(page: PageText, *blocks: Markup) -> Markup:
    """The blocks below each other; a quotation brings its own room with it."""
    between = "\n" if page.quoted else "\n\n"
    return Markup(between).join(block for block in blocks if block)  # noqa: S704 - line breaks


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
