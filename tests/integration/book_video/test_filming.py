"""From a tap to a film in the chat, with the real stores."""

from collections.abc import Sequence

import pytest

from bot.incoming import Incoming, IncomingKind
from core.book.print_edition import from_json
from core.book.video_edition import VIDEO, VideoEdition, result_file
from core.domain.circle import Role
from core.domain.job import JobRecord, JobState, JobStatus, Progress, Ticket
from core.domain.memory import Audience, MemoryState, Valence
from core.errors import JobFailed
from core.marking.credentials import read_credentials
from core.ports import Report, Stopped
from core.services import books
from tests.fakes.voices import voice_note
from tests.integration.book.conftest import keep, told
from tests.integration.book_print.press import Press
from tests.unit.book_video.filmed import played

MAKE, SILENT = "🎬 Hacer el vídeo", "Sin voz"


def order(press: Press, label: str = MAKE) -> JobRecord:
    press.ana.command("book")
    press.ana.tap("📦 Llevárselo")
    press.ana.tap("🎬 Vídeo")
    press.ana.tap(label)
    press.deliver()
    return press.last_job


def sealed(press: Press, record: JobRecord) -> VideoEdition:
    return from_json(press.folder(record.id).read(VIDEO), VideoEdition)


def given_voice(press: Press) -> str:
    with press.change() as work:
        voice_id: str = work.media.put(voice_note(1.0), media_type="audio/ogg")
        keep(work, told(1, voice_ids=(voice_id,)))
    return voice_id


class Reels:
    """A worker's body for when what is in a film does not matter: so many small files."""

    def __init__(self, press: Press, *, films: int = 1) -> None:
        self._press, self._films = press, films

    def __call__(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        report(Progress(stage="film", fraction=0.5))
        names = [result_file(number) for number in range(1, self._films + 1)]
        for name in names:
            self._press.folder(ticket.job_id).write(name, name.encode())
        return names


@pytest.mark.slow
def test_two_taps_make_a_film_with_their_voice_and_it_arrives_as_a_video(press: Press) -> None:
    given_voice(press)
    order(press)
    assert "Ahora la imprenta está cerrada" in press.ana.last.text

    press.run_worker()

    assert press.ana.last.text.startswith("🎬 El libro, en vídeo.")
    with press.kit.look() as work:
        film: bytes = work.media.read(press.ana.last.payload["video"])
    seen = played(film)
    assert seen.codecs == ["h264", "aac"]
    assert seen.sound.max() > 0.05
    assert read_credentials(film, media_type="video/mp4").valid


def test_a_film_too_large_is_offered_without_the_voice(press: Press) -> None:
    given_voice(press)
    record = order(press)
    press.came(record.id, "failed", failure="too-large")
    assert press.ana.last.labels == [SILENT, "Volver al libro"]
    press.ana.tap(SILENT)

    press.came(press.last_job.id, "failed", failure="too-large")
    assert press.ana.last.labels == ["Volver al libro"]


def test_without_a_voice_in_the_book_nobody_is_asked_about_voices(press: Press) -> None:
    press.ana.command("book")
    press.ana.tap("📦 Llevárselo")
    press.ana.tap("🎬 Vídeo")
    assert press.ana.last.labels == [MAKE, "Volver al libro"]
    assert "voz" not in press.ana.last.text


def test_a_film_can_be_silent_though_there_are_voices(press: Press) -> None:
    given_voice(press)
    edition = sealed(press, order(press, SILENT))
    assert not edition.spoken
    assert not any(page.voices for page in edition.pages)
    assert not [n for n in press.folder(press.last_job.id).names() if n.startswith("voice-")]


def test_a_voice_whose_file_is_gone_is_not_waited_for(press: Press) -> None:
    voice_id = given_voice(press)
    with press.change() as work:
        work.media.trash(voice_id)
    edition = sealed(press, order(press))
    assert not any(page.voices for page in edition.pages)


def test_every_page_of_the_book_is_filmed_once_and_nothing_else(press: Press) -> None:
    hard = {"valence": Valence.PAINFUL}
    lost, unsettled = {"state": MemoryState.LOST}, {"verification": "family_differs"}
    with press.change() as work:
        keep(work, told(20, **hard), told(21, **lost), told(22, audience=Audience.US))
        keep(work, told(23, avoid_reason="until_review"), told(24, approved=False))
        keep(work, told(25, **unsettled))
    edition = sealed(press, order(press))
    filmed = [page.memory_id for page in edition.pages]
    with press.kit.look() as work:
        assert filmed == [spread.page.id for spread in books.all_spreads(work)]
    assert len(filmed) == len(set(filmed)) == 3


def test_a_film_that_says_the_same_is_sent_again_at_once(press: Press) -> None:
    press.filming = Reels(press)
    order(press)
    press.run_worker()
    first = press.ana.last.payload["video"]

    record = order(press)

    assert press.ana.last.payload["video"] == first
    assert press.last_job == record, "no new job"


def test_a_long_book_arrives_as_several_films_in_order(press: Press) -> None:
    press.filming = Reels(press, films=3)
    order(press)
    press.run_worker()

    sent = press.ana.seen[-3:]
    assert [message.text.split(".")[0] for message in sent] == [
        "🎬 1 de 3",
        "🎬 2 de 3",
        "🎬 El libro, en 3 vídeos",
    ]
    with press.kit.look() as work:
        contents = [work.media.read(message.payload["video"]) for message in sent]
    assert contents == [b"film-01.mp4", b"film-02.mp4", b"film-03.mp4"]


def test_what_leaves_the_book_takes_its_films_along(press: Press) -> None:
    press.filming = Reels(press, films=2)
    order(press)
    press.run_worker()
    films = [message.payload["video"] for message in press.ana.seen[-2:]]

    with press.change() as work:
        books.take_out(work, told(1).id)

    assert not any(press.keeps(film) for film in films)


def test_a_book_that_changes_while_it_is_filmed_is_offered_again(press: Press) -> None:
    press.filming = Reels(press)
    order(press)
    with press.change() as work:
        books.retitle(work, told(1).id, title="Otra tarde")

    press.run_worker()

    assert "video" not in press.ana.last.payload
    press.ana.tap("🎬 Hacerlo otra vez")
    press.run_worker()
    assert "video" in press.ana.last.payload


def test_a_film_that_fails_ends_in_kind_words_and_another_try(press: Press) -> None:
    def failing(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        raise JobFailed("picture")

    press.filming = failing
    order(press)
    press.run_worker()

    assert press.ana.last.text.startswith("Ahora no he podido hacer el vídeo.")
    press.ana.tap("🎬 Hacerlo otra vez")
    assert press.ana.last.labels[0] == MAKE


def test_filming_can_be_called_off(press: Press) -> None:
    record = order(press)
    press.ana.tap("Dejarlo")
    press.deliver()
    assert press.jobs.state(record.id) == JobState(status=JobStatus.CANCELLED)


def test_a_relative_may_have_the_film_in_the_persons_language(press: Press) -> None:
    kate = press.kit.member(2, "Kate", Role.RELATIVE, press.kit.patient_ids[0], language="en")
    kate.command("book")
    kate.tap("📦 Take it along")
    kate.tap("🎬 Video")
    kate.tap("🎬 Make the video")
    press.deliver()
    assert sealed(press, press.last_job).title == "El libro de Manuel"

    Reels(press)(Ticket(job_id=press.last_job.id, kind=press.last_job.kind), print, bool)
    done = Incoming(kind=IncomingKind.JOB, job_id=press.last_job.id, what="done")
    kate.send(done, key="j:done")
    assert kate.last.text.startswith("🎬 The book, as a video.")


def test_a_film_does_not_reach_a_relative_who_was_removed_meanwhile(press: Press) -> None:
    luis = press.kit.member(2, "Luis", Role.RELATIVE, press.kit.patient_ids[0])
    luis.command("book")
    for label in ("📦 Llevárselo", "🎬 Vídeo", MAKE):
        luis.tap(label)
    record = press.last_job
    Reels(press)(Ticket(job_id=record.id, kind=record.kind), print, bool)
    press.kit.services.registry.leave(2, press.kit.patient_ids[0])
    shown = len(luis.seen)

    luis.send(Incoming(kind=IncomingKind.JOB, job_id=record.id, what="done"), key="j:done")

    assert len(luis.seen) == shown
    assert press.last_job.taken_over


def test_the_folder_holds_no_word_and_no_voice_in_clear(press: Press) -> None:
    given_voice(press)
    record = order(press)
    stores = press.kit._stores
    assert stores is not None
    lying = [path for path in stores.paths.job(record.id).rglob("*") if path.is_file()]
    assert len(lying) >= 5
    for path in lying:
        content = path.read_bytes()
        assert told(0).words.encode() not in content
        assert b"OggS" not in content
        assert b"PRIVATE KEY" not in content
