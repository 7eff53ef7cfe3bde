"""How long pages are seen, and how a long book becomes several films."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.book.texts import Reader
from core.book.video_edition import FilmPage
from core.book.video_plan import (
    LEAD_S,
    LONGEST_FILM_S,
    LONGEST_VOICE_S,
    MOST_BYTES,
    MOST_LETTERS,
    MOST_LINES,
    MOST_SCREENS,
    REST_S,
    SHORTEST_PAGE_S,
    SOUND_BITS,
    Opening,
    Take,
    planned,
    screens_of,
    take,
)
from tests.unit.book.conftest import memory, spread
from tests.unit.book_video.filmed import edition_of

PAGE = FilmPage(
    memory_id="m1",
    title="La lumbre",
    words="Mi madre encendía la lumbre.",
    quoted=True,
    linking=(),
    pictures=(),
    voices=(),
)


def test_a_short_page_stays_long_enough_to_be_looked_at() -> None:
    assert take(PAGE, {}).seconds == SHORTEST_PAGE_S


def test_more_words_stay_longer() -> None:
    longer = replace(PAGE, words=PAGE.words * 10)
    assert take(longer, {}).seconds > 2 * take(PAGE, {}).seconds


def test_a_page_waits_for_its_voice_to_end() -> None:
    spoken = take(replace(PAGE, voices=("v1", "v2")), {"v1": 30.0, "v2": 12.0})
    assert spoken.seconds == LEAD_S + 30 + REST_S + 12 + REST_S
    assert not spoken.voice_cut


def test_a_voice_without_end_is_cut_and_the_page_says_so() -> None:
    spoken = take(replace(PAGE, voices=("v1",)), {"v1": 3600.0})
    assert spoken.seconds == LEAD_S + LONGEST_VOICE_S + REST_S
    assert spoken.voice_cut


def test_a_voice_that_cannot_be_played_is_not_waited_for() -> None:
    silent = take(replace(PAGE, voices=("broken",)), {})
    assert silent.seconds == SHORTEST_PAGE_S
    assert silent.page.voices == ()


def test_each_screen_of_words_has_its_share_and_the_last_stays_to_the_end() -> None:
    page = take(replace(PAGE, words=PAGE.words * 20), {})
    ends = [screen.until_s for screen in page.screens]
    assert ends == sorted(ends)
    assert ends[-1] == pytest.approx(page.seconds)


@given(words=st.text(max_size=1000))
@settings(max_examples=60, deadline=None)
def test_the_screens_say_all_the_words_in_their_order(words: str) -> None:
    screens = screens_of(words)
    said = "".join("".join(screens).split())
    assert said == "".join(words.split())
    assert all(len(screen) <= MOST_LETTERS for screen in screens)


def test_a_story_in_short_lines_is_parted_after_some_of_them() -> None:
    lines = [f"verso {number}" for number in range(12)]
    screens = screens_of("\n\n".join(lines))
    assert [len(screen.split("\n\n")) for screen in screens] == [MOST_LINES, MOST_LINES, 2]
    assert "\n\n".join(screens).split("\n\n") == lines


def test_a_very_long_story_ends_in_an_ellipsis() -> None:
    screens = screens_of("Y entonces seguimos andando. " * 500)
    assert len(screens) == MOST_SCREENS
    assert screens[-1].endswith("…")


def test_words_are_parted_after_a_sentence_where_there_is_one() -> None:
    screens = screens_of("Subimos al cerro con la perra aquella tarde de verano tan larga. " * 4)
    assert all(screen.endswith(".") for screen in screens)


@pytest.mark.parametrize("pages", [1, 7, 100, 400])
def test_every_page_is_in_the_films_exactly_once_and_in_order(pages: int, spanish: Reader) -> None:
    edition = edition_of([spread(memory(id=f"m{n}")) for n in range(pages)], spanish)
    films = planned(edition, {})
    seen = [shot.page.memory_id for film in films for shot in film.shots if isinstance(shot, Take)]
    assert seen == [page.memory_id for page in edition.pages]


def test_every_film_begins_with_the_cover_and_what_imagined_pictures_are(spanish: Reader) -> None:
    edition = edition_of([spread(memory(id=f"m{n}")) for n in range(400)], spanish)
    films = planned(edition, {})
    assert len(films) > 1
    for film in films:
        cover = film.shots[0]
        assert isinstance(cover, Opening)
        assert cover.note == edition.note


def test_films_of_a_long_book_are_about_as_long_as_each_other(spanish: Reader) -> None:
    edition = edition_of([spread(memory(id=f"m{n}")) for n in range(400)], spanish)
    lengths = [film.seconds for film in planned(edition, {})]
    assert max(lengths) < LONGEST_FILM_S * 1.1
    assert min(lengths) > LONGEST_FILM_S * 0.5


@pytest.mark.parametrize("voice_s", [5.0, 300.0, 3600.0])
def test_whatever_is_said_a_film_fits_into_a_message(voice_s: float, spanish: Reader) -> None:
    told = [spread(memory(id=f"m{n}", voice_ids=("v",))) for n in range(40)]
    for film in planned(edition_of(told, spanish), {"voice-v": voice_s}):
        assert (film.picture_bits + SOUND_BITS) * film.seconds / 8 <= MOST_BYTES
        assert film.picture_bits >= 150_000
