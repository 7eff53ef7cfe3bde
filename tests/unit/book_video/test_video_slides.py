"""What is seen: words that stay where they are, a picture that moves as a whole, its label."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pytest
from PIL import Image, ImageChops

from core.book.screen_words import Block
from core.book.texts import Reader
from core.book.video_plan import LONGEST_VOICE_S, Opening, take
from core.book.video_slides import HEIGHT_PX, TURN_S, WIDTH_PX, Reel, opening_reel, page_reel
from core.domain.book import Spread
from core.marking import watermark
from tests.integration.book.conftest import jpeg
from tests.unit.book.conftest import memory, photo, picture, spread
from tests.unit.book_video.filmed import edition_of
from tests.unit.marking.drawings import as_jpeg, scene

LONG = "Subimos al cerro con la perra. " * 20


def reel_of(opened: Spread, reader: Reader, content: bytes | None, *, number: int = 0) -> Reel:
    edition = edition_of([opened], reader)
    return page_reel(take(edition.pages[0], {}), edition, content, number=number)


def below(frame: Image.Image, reel: Reel) -> Image.Image:
    """The strip below the picture, where its label stands."""
    top = reel.panel.top + reel.panel.height
    return frame.crop((0, top, 48 + 596, min(HEIGHT_PX, top + 120)))


@contextmanager
def written() -> Iterator[list[str]]:
    """Every line that is put on paper meanwhile."""
    lines: list[str] = []
    write = Block.write

    def noted(block: Block, sheet: Image.Image, **place: object) -> None:
        lines.extend(block.lines)
        write(block, sheet, **place)  # type: ignore[arg-type]

    with patch.object(Block, "write", noted):
        yield lines


def ink(image: Image.Image) -> int:
    return int(np.count_nonzero(np.asarray(image.convert("L")) < 100))


@pytest.mark.parametrize("kind", ["made", "photo"])
def test_what_a_picture_is_stands_below_it_from_the_first_frame_to_the_last(
    kind: str, spanish: Reader
) -> None:
    shown = {"picture": picture()} if kind == "made" else {"photo": photo(caption="La era")}
    reel = reel_of(spread(memory(words=LONG), **shown), spanish, jpeg(512, 512))
    strips = [below(reel.frame(second), reel) for second in np.linspace(0, reel.seconds, 12)]
    assert all(ink(strip) > 500 for strip in strips)
    assert all(ImageChops.difference(strips[0], strip).getbbox() is None for strip in strips)


def test_a_picture_grows_slowly_and_as_a_whole(spanish: Reader) -> None:
    content = as_jpeg(scene(3, (512, 512)))
    reel = reel_of(spread(picture=picture()), spanish, content)
    left, top, right, bottom = reel._seen(0.0)
    assert reel.picture is not None
    assert (left, top, right, bottom) == (0, 0, *reel.picture.size)
    near = reel._seen(reel.seconds)
    assert near[2] - near[0] == pytest.approx(reel.picture.width / 1.09)
    steps = [reel._seen(n / 15)[0] for n in range(int(reel.seconds * 15))]
    assert max(np.diff(steps)) < 1.0, "less than a pixel a frame"


def test_one_picture_comes_nearer_and_the_next_goes_away(spanish: Reader) -> None:
    first = reel_of(spread(picture=picture()), spanish, jpeg(512, 512), number=0)
    second = reel_of(spread(picture=picture()), spanish, jpeg(512, 512), number=1)
    assert first._seen(0.0) == second._seen(second.seconds)


def test_the_invisible_mark_is_in_what_is_filmed(spanish: Reader) -> None:
    content = as_jpeg(scene(5, (768, 768)))
    reel = reel_of(spread(picture=picture()), spanish, content)
    panel = reel.panel
    box = (panel.left, panel.top, panel.left + panel.width, panel.top + panel.height)
    assert watermark.read(reel.frame(0.0).crop(box)).found


def test_a_photo_gets_no_mark_of_a_model(spanish: Reader) -> None:
    reel = reel_of(spread(photo=photo()), spanish, as_jpeg(scene(5, (768, 768))))
    assert reel.picture is not None
    assert not watermark.read(reel.picture).found


@pytest.mark.parametrize("size", [(2000, 1000), (600, 2000), (64, 64), (3000, 200)])
def test_a_picture_of_any_shape_stays_on_the_screen_undistorted(
    size: tuple[int, int], spanish: Reader
) -> None:
    reel = reel_of(spread(photo=photo()), spanish, jpeg(*size))
    panel = reel.panel
    assert panel.left >= 0
    assert panel.top >= 0
    assert panel.left + panel.width <= WIDTH_PX
    assert panel.top + panel.height <= HEIGHT_PX - 40
    assert panel.width / panel.height == pytest.approx(size[0] / size[1], rel=0.03)


def test_the_title_stays_where_it_is_while_the_words_change(spanish: Reader) -> None:
    reel = reel_of(spread(memory(words=LONG)), spanish, None)
    sheets = [sheet for sheet, _ in reel.sheets]
    assert len(sheets) > 1
    tops = [sheet.crop((0, 60, WIDTH_PX, 190)) for sheet in sheets]
    assert all(ImageChops.difference(tops[0], top).getbbox() is None for top in tops)


def test_words_give_way_to_the_next_without_a_jump(spanish: Reader) -> None:
    reel = reel_of(spread(memory(words=LONG)), spanish, None)
    (first, until_s), (second, _) = reel.sheets[:2]
    between = reel.frame(until_s + TURN_S / 2)
    assert ImageChops.difference(between, first).getbbox()
    assert ImageChops.difference(between, second).getbbox()
    assert reel.frame(until_s + TURN_S + 0.01) is second


def test_a_page_with_only_a_voice_shows_its_title(spanish: Reader) -> None:
    reel = reel_of(spread(memory(words="", voice_ids=("v",))), spanish, None)
    assert ink(reel.frame(1.0)) > 500


@pytest.mark.parametrize(
    ("spoken", "lengths", "words", "said"),
    [
        (False, {}, "", True),
        (True, {}, "", True),
        (True, {"voice-v": 3.0}, "", False),
        (False, {}, "La encendía", False),
    ],
    ids=["silent", "broken", "heard", "with words"],
)
def test_where_a_voice_is_that_is_not_heard_and_alone_told_it_is_said(
    spanish: Reader, spoken: bool, lengths: dict[str, float], words: str, said: bool
) -> None:
    opened = spread(memory(words=words, voice_ids=("v",)))
    edition = edition_of([opened], spanish, spoken=spoken)
    with written() as lines:
        page_reel(take(edition.pages[0], lengths), edition, None, number=0)

    there = "Está en su propia voz, en el libro del chat." in " ".join(lines)
    assert there is said


def test_the_first_frames_say_whose_book_it_is_and_what_imagined_pictures_are(
    spanish: Reader,
) -> None:
    edition = edition_of([spread()], spanish)
    with_note = Opening(title=edition.title, note=edition.note, seconds=8.0)
    without = Opening(title=edition.title, seconds=8.0)
    noted, plain = (opening_reel(opening).frame(0.0) for opening in (with_note, without))
    assert noted.size == (WIDTH_PX, HEIGHT_PX)
    assert ink(noted) > ink(plain) > 500


def test_words_no_font_has_do_no_harm(spanish: Reader) -> None:
    reel = reel_of(spread(memory(words="🎉🎉 ﷽", title="🎉")), spanish, None)
    assert reel.frame(0.0).size == (WIDTH_PX, HEIGHT_PX)


VERSES = "\n".join(f"verso {number}," for number in range(38))
STANZAS = "\n\n".join(["En el pozo", "de mi casa", "canta el agua", "por la noche", "sola"] * 5)
UNEVEN = "\n".join(["y luego bajamos todos juntos " * 4, "al río", "a lavar", "y a cantar", "sí"])


@pytest.mark.parametrize(
    "words", [VERSES, STANZAS, UNEVEN, LONG], ids=["verses", "stanzas", "uneven", "prose"]
)
@pytest.mark.parametrize("shown", ["picture", "alone"])
def test_the_sheets_show_all_the_words_of_a_story(words: str, shown: str, spanish: Reader) -> None:
    opened = spread(memory(words=words))
    if shown == "picture":
        opened = replace(opened, photo=photo())
    with written() as lines:
        reel_of(opened, spanish, jpeg(512, 512))
    said = " ".join(lines)

    assert "…" not in said
    for word in words.split():
        assert said.split().count(word) + said.count(f"«{word}") + said.count(f"{word}»")
    for line in VERSES.split("\n") if words is VERSES else ():
        assert said.count(line) == 1


def test_the_sheets_show_all_the_words_below_the_longest_title_and_lines(spanish: Reader) -> None:
    told = memory(words=UNEVEN, title="Bajábamos " * 8, voice_ids=("v",), place="Chinchón")
    opened = spread(told, photo=photo())
    opened = replace(opened, page=replace(opened.page, linking="Aquella tarde en la era " * 8))
    edition = edition_of([opened], spanish)
    longest = take(edition.pages[0], {"voice-v": 2 * LONGEST_VOICE_S})
    assert longest.voice_cut
    with written() as lines:
        page_reel(longest, edition, jpeg(512, 512), number=0)

    assert " ".join(UNEVEN.split()[-6:-1]) in " ".join(lines)


def test_a_photo_with_a_story_below_it_stays_large_enough_to_be_seen(spanish: Reader) -> None:
    reel = reel_of(
        spread(photo=photo(caption="Aquel día en la era. " * 60)), spanish, jpeg(900, 600)
    )

    assert reel.panel.width > 500
    assert reel.panel.height > 300
    assert ink(below(reel.frame(0.0), reel)) > 500
