"""How a book becomes films: what is shown for how long, and how fine it may be encoded.

Old eyes read slowly, so words stay until they have been read twice over; a voice is never
hurried. A long book becomes several films, each small enough for a message.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from core.book.video_edition import FilmChapter, FilmPage, FilmPicture, VideoEdition

MOST_BYTES = 45_000_000  #: of a film; a bot may send 50 MB
LONGEST_FILM_S = 900.0  #: then another begins
LONGEST_VOICE_S = 600.0  #: of one page; the whole of it stays in the book of the chat
SOUND_BITS = 64_000  #: a second
MOST_PICTURE_BITS = 1_500_000  #: a second; pictures that hardly move need far less

LETTERS_A_SECOND = 11.0
MOST_LETTERS = 170  #: on the screen at once
MOST_LINES = 5  #: as they were told, on the screen at once: verses need more room than letters
MOST_SCREENS = 8  #: of one page; a longer story is read in the book
COVER_S, OPENING_S, SHORTEST_PAGE_S = 8.0, 4.0, 7.0
LEAD_S = 1.0  #: before a voice begins, and before reading does
REST_S = 1.5  #: after a voice, and between two
_SENTENCE_ENDS = ".!?…"
_LINE_END = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The cover, or where a chapter begins."""

    title: str
    seconds: float
    above: str = ""
    below: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """The words that are to be read at once; they end `until_s` into their page."""

    words: str
    until_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """A page, or one more of its pictures, as long as it is seen."""

    page: FilmPage
    picture: FilmPicture | None = None
    screens: tuple[Screen, ...]
    seconds: float
    voice_cut: bool = False  #: the voice goes on after the page has ended

    @property
    def says(self) -> float:
        """Seconds of voice it has room for, from when it begins."""
        return self.seconds - LEAD_S - REST_S


Shot = Opening | Take


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    shots: tuple[Shot, ...]

    @property
    def seconds(self) -> float:
        return sum(shot.seconds for shot in self.shots)

    @property
    def picture_bits(self) -> int:
        """The most bits a second that leave the whole small enough to send."""
        room = MOST_BYTES * 8 / self.seconds - SOUND_BITS
        return int(max(SOUND_BITS, min(MOST_PICTURE_BITS, room)))


def planned(edition: VideoEdition, voice_s: Mapping[str, float]) -> tuple[Film, ...]:
    """All of an edition, cut into films of about the same length between its pages.

    `voice_s`: how long each voice lasts; those that cannot be played are not in it.
    """
    chapters = [
        (chapter, [each for page in chapter.pages for each in takes_of(page, voice_s)])
        for chapter in edition.chapters
    ]
    whole_s = sum(shot.seconds for _, takes in chapters for shot in takes)
    share_s = whole_s / max(1, math.ceil(whole_s / LONGEST_FILM_S))
    films: list[Film] = []
    shots: list[Shot] = []
    for chapter, takes in chapters:
        shots.append(_chapter_opening(chapter))
        for number, each in enumerate(takes, start=1):
            shots.append(each)
            last = chapter is edition.chapters[-1] and number == len(takes)
            if not last and sum(shot.seconds for shot in shots) >= share_s:
                films.append(Film(shots=(_cover(edition), *shots)))
                shots = [] if number == len(takes) else [_chapter_opening(chapter)]
    return (*films, Film(shots=(_cover(edition), *shots)))


def takes_of(page: FilmPage, voice_s: Mapping[str, float]) -> Iterator[Take]:
    """A page with its first picture; then each other picture for a while, without the words."""
    yield take(page, voice_s)
    silent = replace(page, words="", voices=(), unheard="")
    for picture in page.pictures[1:]:
        yield Take(page=silent, picture=picture, screens=(), seconds=SHORTEST_PAGE_S)


def take(page: FilmPage, voice_s: Mapping[str, float]) -> Take:
    """How long a page is seen: until it is read, and its voice has spoken."""
    texts = screens_of(page.words)
    reading = [max(2.0, len(text) / LETTERS_A_SECOND) for text in texts]
    lengths = [voice_s[voice] for voice in page.voices if voice in voice_s]
    spoken_s = sum(lengths) + REST_S * max(0, len(lengths) - 1)
    heard_s = min(spoken_s, LONGEST_VOICE_S)
    seconds = max(SHORTEST_PAGE_S, LEAD_S + max(sum(reading), heard_s) + REST_S)
    return Take(
        page=replace(page, voices=tuple(voice for voice in page.voices if voice in voice_s)),
        picture=next(iter(page.pictures), None),
        screens=tuple(_timed(texts, reading, seconds)),
        seconds=seconds,
        voice_cut=spoken_s > heard_s,
    )


def _timed(texts: Sequence[str], reading: Sequence[float], seconds: float) -> Iterator[Screen]:
    """Each text for its share of the time; the last stays to the end."""
    until_s = 0.0
    for text, reading_s in zip(texts, reading, strict=True):
        until_s += seconds * reading_s / sum(reading)
        yield Screen(words=text, until_s=until_s)


def screens_of(words: str) -> tuple[str, ...]:
    """The words in pieces to be read at once, cut after sentences where that is possible."""
    rest, pieces = words.strip(), []
    while rest:
        end = _cut(rest)
        pieces.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if len(pieces) > MOST_SCREENS:
        pieces = [*pieces[: MOST_SCREENS - 1], f"{pieces[MOST_SCREENS - 1]} …"]
    return tuple(pieces)


def _cut(text: str) -> int:
    """Where the first piece of a text ends: with it, after a sentence, else between words.

    A piece of many short lines ends with one of them: each takes a line of the screen.
    """
    lines = list(islice(_LINE_END.finditer(text), MOST_LINES))
    if len(lines) == MOST_LINES and lines[-1].start() <= MOST_LETTERS:
        return lines[-1].start()
    if len(text) <= MOST_LETTERS:
        return len(text)
    for place in range(MOST_LETTERS, MOST_LETTERS // 2, -1):
        if text[place].isspace() and text[place - 1] in _SENTENCE_ENDS:
            return place
    for place in range(MOST_LETTERS, MOST_LETTERS // 2, -1):
        if text[place].isspace():
            return place
    return MOST_LETTERS


def _cover(edition: VideoEdition) -> Opening:
    return Opening(title=edition.title, below=edition.told, note=edition.note, seconds=COVER_S)


def _chapter_opening(chapter: FilmChapter) -> Opening:
    return Opening(title=chapter.title, above=chapter.part, seconds=OPENING_S)
