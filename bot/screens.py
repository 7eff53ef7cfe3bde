"""What a person sees: one message, its buttons and what goes with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from core.domain.conversation import Button

LONGEST_LABEL = 24  #: characters of a button on a small phone
LONGEST_OF_TWO = 18  #: of one that shares its row

Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Drawings of ours side by side, to point at; never a picture of anybody."""

    options: tuple[tuple[str, str], ...]  #: the name of each drawing, and its words below it
    label: str  #: says that they are drawings


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One message; its text is Telegram HTML, made only by the translator, which escapes."""

    text: Markup
    rows: Rows = ()
    picture: str | None = None  #: media id, shown with the text as its caption
    drawn: Drawn | None = None  #: shown like a picture, in the place of one
    album: tuple[str, ...] = ()  #: 2-10 media ids, sent before the text
    marks: tuple[str, ...] = ()  #: drawn in a corner of each, of what is shown alone; or none
    voices: tuple[str, ...] = ()  #: media ids of voice notes, sent before the text
    document: str | None = None  #: media id, sent as a file
    document_name: str = ""
    video: str | None = None  #: media id of an MP4, played in the chat
    standing: bool = False  #: its buttons stay good when tapped (turning pages)
    page: bool = False  #: of the menus: see Turn.show_page
    private: bool = False  #: not for the person's eyes: deleted when something else is shown

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons in reading order: a tap names one by its place here."""
        return tuple(button for row in self.rows for button in row)

    @property
    def shows(self) -> tuple[str, ...]:
        """Media ids of all the pictures that go with it."""
        return tuple(filter(None, (*self.album, self.picture, self.document)))


def pictured(view: View, media_ids: Sequence[str]) -> View:
    """Show pictures with a view: one of them with its text, since an album holds two at least."""
    if len(media_ids) == 1:
        return replace(view, picture=media_ids[0])
    return replace(view, album=tuple(media_ids))


def column(buttons: Iterable[Button]) -> Rows:
    """One button a row: for longer labels."""
    return tuple((button,) for button in buttons)


def grid(buttons: Iterable[Button], *, width: int) -> Rows:
    """Rows of `width` buttons."""
    row = list(buttons)
    return tuple(tuple(row[i : i + width]) for i in range(0, len(row), width))


def shortened(text: str, most: int = LONGEST_LABEL) -> str:
    """As much of a text as there is room for."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip(' ,')}…"


def short_name(name: str) -> str:
    """A name on a button, with room for a sign before it."""
    return shortened(name, 20)
