"""What is seen in a film: words on paper, and a picture that is slowly come nearer to.

A picture is only ever moved as a whole, as when one leans over an album: nothing in it is
made to move. What it is stands below it on every frame.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from PIL import Image, ImageDraw

from core.book.cards import EDGE, PAPER, SOFT_INK
from core.book.screen_words import Block, all_fitted, fitted
from core.book.video_edition import FilmPicture, VideoEdition
from core.book.video_plan import Opening, Screen, Take
from core.marking import watermark
from core.marking.label import INK
from core.marking.lettering import Weight
from core.marking.metadata import read_source_type

WIDTH_PX, HEIGHT_PX = 1280, 720
TURN_S = 0.6  #: one screen of words gives way to the next

_MARGIN_PX, _GAP_PX = 48, 44
_PICTURE_PX = (596, 590)  #: the largest a picture is seen
_COLUMN_PX = WIDTH_PX - 2 * _MARGIN_PX - _PICTURE_PX[0] - _GAP_PX
_PAGE_PX = 1040  #: the width of words that stand alone
_NEARER = 1.09  #: how much larger a picture grows
_LABEL_PX, _LINKING_PX = 27, 25
_TITLES_PX = (50, 44, 38, 32)
_WORDS_PX = (44, 40, 36, 32, 28, 24)
_WORDS_ALONE_PX = (56, 50, 44, 38, 32)
_MOST_TITLE_LINES = 2
_RULE_PX = 3


@dataclass(frozen=True, slots=True)
class Panel:
    """Where on the screen a picture is seen."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reel:
    """Something to film: give it a moment and it gives the frame."""

    seconds: float
    sheets: tuple[tuple[Image.Image, float], ...]  #: the words, and until when
    picture: Image.Image | None = None  #: a little larger than its panel
    panel: Panel = Panel(0, 0, 0, 0)
    nearer: bool = True  #: or farther

    def frame(self, second: float) -> Image.Image:
        sheet = self._sheet(second)
        if self.picture is None:
            return sheet
        frame = sheet.copy()
        size = (self.panel.width, self.panel.height)
        moved = self.picture.resize(size, Image.Resampling.BICUBIC, box=self._seen(second))
        frame.paste(moved, (self.panel.left, self.panel.top))
        return frame

    def _sheet(self, second: float) -> Image.Image:
        """The words of this moment; where two meet, the one shows through the other."""
        for number, (sheet, until_s) in enumerate(self.sheets):
            if second < until_s or number == len(self.sheets) - 1:
                since_s = second - (self.sheets[number - 1][1] if number else -TURN_S)
                if since_s >= TURN_S:
                    return sheet
                return Image.blend(self.sheets[number - 1][0], sheet, since_s / TURN_S)
        raise ValueError("a reel has something to show")

    def _seen(self, second: float) -> tuple[float, float, float, float]:
        """The part of the picture seen at this moment, in its pixels."""
        assert self.picture is not None  # noqa: S101 - frame() has looked
        done = min(1.0, second / self.seconds)
        done = done * done * (3 - 2 * done)  # sets out and comes to rest without a jerk
        share = 1 / (1 + (_NEARER - 1) * (done if self.nearer else 1 - done))
        width, height = self.picture.size
        left, top = width * (1 - share) / 2, height * (1 - share) * 0.42
        return left, top, left + width * share, top + height * share


def opening_reel(opening: Opening) -> Reel:
    """The cover with its note, or the beginning of a chapter."""
    sheet = _paper()
    blocks = [
        fitted(opening.above, (38,), width_px=_PAGE_PX, colour=SOFT_INK),
        fitted(opening.title, (84, 70, 58, 48), width_px=_PAGE_PX, weight=Weight.BOLD),
        fitted(opening.below, (38,), width_px=_PAGE_PX, colour=SOFT_INK),
        fitted(opening.note, (32, 28), width_px=860),
    ]
    standing = [block for block in blocks if block.lines]
    height_px = sum(block.height for block in standing) + _GAP_PX * (len(standing) - 1)
    top_px = (HEIGHT_PX - height_px) // 2
    for block in standing:
        block.write(sheet, left_px=0, top_px=top_px, width_px=WIDTH_PX, centred=True)
        top_px += block.height + _GAP_PX
    _frame(sheet)
    return Reel(seconds=opening.seconds, sheets=((sheet, opening.seconds),))


def page_reel(take: Take, edition: VideoEdition, content: bytes | None, *, number: int) -> Reel:
    """A page: its picture beside its words, or its words alone."""
    picture = take.picture
    if picture is None or content is None:
        return Reel(seconds=take.seconds, sheets=_sheets(take, edition, None))
    panel, ready = _prepared(picture, content)
    return Reel(
        seconds=take.seconds,
        sheets=_sheets(take, edition, (picture, panel)),
        picture=ready,
        panel=panel,
        nearer=number % 2 == 0,
    )


def _prepared(picture: FilmPicture, content: bytes) -> tuple[Panel, Image.Image]:
    """The picture as large as it will grow, and where it is seen."""
    with Image.open(BytesIO(content)) as opened:
        opened.draft("RGB", _PICTURE_PX)
        plain = opened.convert("RGB")
    if picture.made and not read_source_type(content):  # else it has its mark already
        plain = watermark.embed(plain)
    label_px = _label(picture).height + 14
    room = (_PICTURE_PX[0], HEIGHT_PX - 2 * _MARGIN_PX - label_px)
    scale = min(room[0] / plain.width, room[1] / plain.height)
    width, height = max(1, round(plain.width * scale)), max(1, round(plain.height * scale))
    panel = Panel(
        left=_MARGIN_PX + (_PICTURE_PX[0] - width) // 2,
        top=(HEIGHT_PX - height - label_px) // 2,
        width=width,
        height=height,
    )
    grown = (round(width * _NEARER), round(height * _NEARER))
    return panel, plain.resize(grown, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _sheets(
    take: Take, edition: VideoEdition, pictured: tuple[FilmPicture, Panel] | None
) -> tuple[tuple[Image.Image, float], ...]:
    """A page's paper for each of its screens of words; all else on it stays where it is."""
    screens = take.screens or (Screen(words="", until_s=take.seconds),)
    texts = _in_quotes([screen.words for screen in screens], take, edition)
    column = _alone(take, edition, texts) if pictured is None else _beside(take, edition, texts)
    sheets = []
    for screen, said in zip(screens, column.said, strict=True):
        sheet = _paper()
        if pictured is None:
            _frame(sheet)
        else:
            _label_below(sheet, *pictured)
        column.write(sheet, said)
        sheets.append((sheet, screen.until_s))
    return tuple(sheets)


def _in_quotes(texts: Sequence[str], take: Take, edition: VideoEdition) -> list[str]:
    if not take.page.quoted or not any(texts):
        return list(texts)
    first, last = f"{edition.quote_open}{texts[0]}", len(texts) - 1
    quoted = [first, *texts[1:]]
    return [f"{text}{edition.quote_close}" if n == last else text for n, text in enumerate(quoted)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """Title, words and where they come from; only the words change, and never their size."""

    left_px: int
    width_px: int
    gap_px: int
    centred: bool
    title: Block
    said: tuple[Block, ...]
    linking: Block

    def write(self, sheet: Image.Image, said: Block) -> None:
        tallest_px = max(block.height for block in self.said)
        blocks = [(self.title, self.title.height), (said, tallest_px)]
        blocks.append((self.linking, self.linking.height))
        standing = [(block, height_px) for block, height_px in blocks if height_px]
        gaps_px = self.gap_px * (len(standing) - 1)
        top_px = (HEIGHT_PX - sum(height_px for _, height_px in standing) - gaps_px) // 2
        for block, height_px in standing:
            block.write(
                sheet,
                left_px=self.left_px,
                top_px=top_px,
                width_px=self.width_px,
                centred=self.centred,
            )
            top_px += height_px + self.gap_px


def _beside(take: Take, edition: VideoEdition, texts: Sequence[str]) -> _Column:
    """Words to the right of a picture."""
    return _column(
        take,
        edition,
        texts,
        titles_px=_TITLES_PX,
        words_px=_WORDS_PX,
        width_px=_COLUMN_PX,
        margin_px=_MARGIN_PX,
        gap_px=_GAP_PX // 2,
    )


def _alone(take: Take, edition: VideoEdition, texts: Sequence[str]) -> _Column:
    """Words with the whole paper to themselves."""
    column = _column(
        take,
        edition,
        texts,
        titles_px=(60, *_TITLES_PX),
        words_px=_WORDS_ALONE_PX,
        width_px=_PAGE_PX,
        margin_px=2 * _MARGIN_PX,
        gap_px=_GAP_PX,
    )
    return replace(column, left_px=0, width_px=WIDTH_PX, centred=True)


def _column(
    take: Take,
    edition: VideoEdition,
    texts: Sequence[str],
    *,
    titles_px: Sequence[int],
    words_px: Sequence[int],
    width_px: int,
    margin_px: int,
    gap_px: int,
) -> _Column:
    bold, most = Weight.BOLD, _MOST_TITLE_LINES
    title = fitted(take.page.title, titles_px, width_px=width_px, weight=bold, most_lines=most)
    linking = _linking(take, edition, width_px=width_px)
    room_px = HEIGHT_PX - 2 * margin_px - title.height - linking.height - 2 * gap_px
    return _Column(
        left_px=WIDTH_PX - _MARGIN_PX - width_px,
        width_px=width_px,
        gap_px=gap_px,
        centred=False,
        title=title,
        said=all_fitted(texts, words_px, width_px=width_px, room_px=room_px),
        linking=linking,
    )


def _linking(take: Take, edition: VideoEdition, *, width_px: int) -> Block:
    lines = [line.text for line in take.page.linking]
    if take.voice_cut:
        lines.append(edition.voice_goes_on)
    if take.page.unheard and not take.page.voices:
        lines.insert(0, take.page.unheard)
    return fitted("\n".join(lines), (_LINKING_PX,), width_px=width_px, colour=SOFT_INK)


def _label(picture: FilmPicture) -> Block:
    return fitted(picture.label, (_LABEL_PX,), width_px=_PICTURE_PX[0], colour=INK)


def _label_below(sheet: Image.Image, picture: FilmPicture, panel: Panel) -> None:
    top_px = panel.top + panel.height + 14
    _label(picture).write(
        sheet, left_px=_MARGIN_PX, top_px=top_px, width_px=_PICTURE_PX[0], centred=True
    )


def _paper() -> Image.Image:
    return Image.new("RGB", (WIDTH_PX, HEIGHT_PX), PAPER)


def _frame(sheet: Image.Image) -> None:
    box = (22, 22, WIDTH_PX - 22, HEIGHT_PX - 22)
    ImageDraw.Draw(sheet).rounded_rectangle(box, radius=20, outline=EDGE, width=_RULE_PX)
