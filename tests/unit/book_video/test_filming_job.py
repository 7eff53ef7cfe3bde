"""The whole body: an edition in, a film out that any player plays."""

import threading

import pytest

from core.book.film_measures import FilmMeasures, film_measures
from core.book.texts import Reader
from core.book.video_edition import VIDEO, VideoEdition, result_files
from core.book.video_plan import planned
from core.domain.job import Progress
from core.errors import JobFailed
from core.marking.credentials import read_credentials
from core.marking.metadata import SourceType, read_source_type
from core.worker.card import Card
from core.worker.videos import VideoBody
from tests.fakes.jobs import FakeJobFolder
from tests.unit.book.conftest import memory, photo, picture, spread
from tests.unit.book_video.filmed import (
    TICKET,
    Played,
    edition_of,
    filmed,
    folder_with,
    played,
)

Shown = tuple[VideoEdition, FakeJobFolder, list[Progress]]


@pytest.fixture(scope="module")
def shown(spanish: Reader) -> Shown:
    """A page with an imagined picture and a voice, filmed once for all that is asked of it."""
    edition = edition_of([spread(memory(voice_ids=("v1",)), picture=picture())], spanish)
    folders = folder_with(edition, voice_s=3.0)
    return edition, *filmed(folders)


@pytest.fixture(scope="module")
def mp4(shown: Shown) -> bytes:
    _, folder, _ = shown
    (name,) = result_files(folder.names())
    return folder.read(name)


@pytest.fixture(scope="module")
def seen(mp4: bytes) -> Played:
    return played(mp4)


def test_it_is_h264_and_aac_of_the_planned_length(seen: Played, shown: Shown) -> None:
    (film,) = planned(shown[0], {"voice-v1": 3.0})
    assert seen.codecs == ["h264", "aac"]
    assert seen.size == (1280, 720)
    assert seen.seconds == pytest.approx(film.seconds, abs=0.1)


def test_the_voice_is_heard_on_its_page_and_nowhere_else(seen: Played) -> None:
    assert seen.loudness(0.0, 12.5) < 0.005
    assert seen.loudness(13.2, 15.8) > 0.05
    assert seen.loudness(16.5, 19.0) < 0.005


def test_it_can_be_played_before_all_of_it_is_there(mp4: bytes) -> None:
    assert mp4.find(b"moov") < mp4.find(b"mdat")


def test_its_measures_are_found_without_a_player(mp4: bytes) -> None:
    assert film_measures(mp4) == FilmMeasures(width=1280, height=720, seconds=20)


@pytest.mark.parametrize("content", [b"", b"no film", b"\x00\x00\x00\x08moov", bytes(64)])
def test_what_is_no_film_has_no_measures(content: bytes) -> None:
    assert film_measures(content) is None


def test_the_file_says_that_a_model_made_a_part_of_it(mp4: bytes) -> None:
    signed = read_credentials(mp4, media_type="video/mp4")
    assert read_source_type(mp4) is SourceType.PHOTO_EDITED_BY_MODEL
    assert signed.valid
    assert signed.source_type is SourceType.PHOTO_EDITED_BY_MODEL


def test_a_film_that_was_changed_is_found_out(mp4: bytes) -> None:
    changed = bytearray(mp4)
    changed[len(changed) // 2] ^= 1
    assert not read_credentials(bytes(changed), media_type="video/mp4").valid


def test_it_tells_how_far_it_is_and_never_goes_back(shown: Shown) -> None:
    _, _, reports = shown
    fractions = [report.fraction or 0.0 for report in reports]
    assert {report.stage for report in reports} == {"film"}
    assert fractions == sorted(fractions)


def test_a_film_of_photos_alone_claims_nothing(spanish: Reader) -> None:
    edition = edition_of([spread(photo=photo())], spanish, spoken=False)
    folder, _ = filmed(folder_with(edition))
    film = folder.read("film-01.mp4")
    assert read_source_type(film) is None
    assert not read_credentials(film, media_type="video/mp4").valid
    assert played(film).codecs == ["h264", "aac"], "without sound it would not be a video"


def test_a_film_nobody_wants_any_more_ends_at_once(spanish: Reader) -> None:
    folders = folder_with(edition_of([spread(picture=picture())], spanish))
    with pytest.raises(JobFailed, match="stopped"):
        VideoBody(folders)(TICKET, lambda _: None, lambda: True)
    assert not result_files(folders.folder(TICKET.job_id).names())


@pytest.mark.parametrize(
    ("file", "content", "code"),
    [(VIDEO, b"{}", "edition"), ("picture-marked", b"no picture", "picture")],
)
def test_what_goes_wrong_leaves_as_a_code(
    file: str, content: bytes, code: str, spanish: Reader
) -> None:
    folders = folder_with(edition_of([spread(picture=picture())], spanish))
    folders.folder(TICKET.job_id).write(file, content)
    with pytest.raises(JobFailed, match=code):
        VideoBody(folders)(TICKET, lambda _: None, lambda: False)


def test_a_voice_that_cannot_be_played_does_not_hold_up_the_film(
    spanish: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    edition = edition_of([spread(memory(voice_ids=("v1",)))], spanish)
    folders = folder_with(edition)
    folders.folder(TICKET.job_id).write("voice-v1", b"broken")
    filmed(folders)
    assert "a voice cannot be played" in caplog.text


def test_a_body_that_was_killed_goes_on_from_its_last_piece(spanish: Reader) -> None:
    folders = folder_with(edition_of([spread(picture=picture())], spanish))
    folder = folders.folder(TICKET.job_id)
    looks = iter(range(10**6))
    with pytest.raises(JobFailed, match="stopped"):  # a clock by which each frame takes a second
        VideoBody(folders, seconds=lambda: next(looks))(
            TICKET, lambda _: None, lambda: next(looks) > 150
        )
    begun = [name for name in folder.names() if name.startswith("piece-")]
    assert begun
    assert not result_files(folder.names())
    kept = {name: folder.read(name) for name in begun}

    _, reports = filmed(folders)
    assert {name: folder.read(name) for name in begun} == kept
    assert reports[0].fraction is not None
    assert reports[0].fraction > 0
    seen = played(folder.read("film-01.mp4"))
    (film,) = planned(edition_of([spread(picture=picture())], spanish), {})
    assert seen.seconds == pytest.approx(film.seconds, abs=0.1)


def test_whoever_waits_for_paper_goes_first_between_two_pieces(spanish: Reader) -> None:
    folders, card = folder_with(edition_of([spread()], spanish)), Card()
    order: list[str] = []

    def paper(*_: object) -> tuple[str, ...]:
        order.append("paper")
        return ()

    body = card.goes_first(paper)
    printing = threading.Thread(target=body, args=(TICKET, lambda _: None, lambda: False))

    def report(progress: Progress) -> None:
        if not printing.ident:
            printing.start()
        order.append("film")

    VideoBody(folders, card=card, seconds=iter(range(10**6)).__next__)(
        TICKET, report, lambda: False
    )
    printing.join()
    assert order.index("paper") < len(order) - 1 - order[::-1].index("film")
