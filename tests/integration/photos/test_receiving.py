"""Photos come in: one message a batch, nothing lost, and a family's words for each verdict."""

from datetime import timedelta

import pytest

from bot.incoming import Incoming, IncomingKind
from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.element import PersonAge
from core.domain.job import JobKind, Queue
from core.domain.photo import Photo
from core.domain.vetting import VERDICTS, Finding
from tests.integration.photos.darkroom import LUCIA, Darkroom, found, jpeg


def test_twelve_photos_are_answered_in_one_message(room: Darkroom) -> None:
    room.opens()
    shown = len(room.ana.seen)
    room.verdicts = {3: found(Finding.BLURRED), 7: found(Finding.SAME)}
    room.receives(*[jpeg(shade=n) for n in range(12)])

    first, told = room.ana.seen[shown:]
    assert told.payload["replaces"] == first.payload["screen"]
    assert "✅ 10 son buenas" in told.text
    assert "1 está movida. Manda una más nítida" in told.text
    assert "Ya tenemos 1" in told.text


def test_the_first_answer_does_not_wait_for_the_worker(room: Darkroom) -> None:
    room.opens()
    room.sends(jpeg())
    assert "1 recibida" in room.ana.last.text
    assert room.ana.last.labels == ["Ver cómo vamos"]


def test_a_burst_becomes_one_job(room: Darkroom) -> None:
    room.opens()
    room.receives(*[jpeg(shade=n) for n in range(9)])
    assert [len(request.photos) for request in room.requests] == [9]


def test_what_is_sent_without_end_is_judged_after_ten_seconds(room: Darkroom) -> None:
    room.opens()
    for number in range(6):
        room.sends(jpeg(shade=number))
        room.looks(after=timedelta(seconds=2))
    assert room.kit.jobs.run_next({JobKind.VET: room._vet})
    assert len(room.requests[0].photos) == 5


def test_nothing_is_lost_when_the_bot_restarts_in_mid_album(room: Darkroom) -> None:
    """The watch of every look is a new one: all it knows is in the stores."""
    room.opens()
    room.sends(jpeg(shade=1), jpeg(shade=2))
    room.looks(after=timedelta(seconds=0.5))
    room.sends(jpeg(shade=3))
    room.looks()
    room.judges()
    assert [photo.judged for photo in room.photos()] == [True, True, True]
    assert len(room.requests) == 1


def test_an_update_that_comes_twice_is_one_photo(room: Darkroom) -> None:
    room.opens()
    photo = Incoming(kind=IncomingKind.PHOTO, media_type="image/jpeg")
    for _ in range(2):
        room.ana.send(photo, file=jpeg(), key="u:900")
    assert len(room.photos()) == 1


def test_the_original_is_destroyed_once_the_clean_photo_is_there(room: Darkroom) -> None:
    room.opens()
    room.sends(jpeg(shade=1))
    (original,) = room.files()
    room.looks()
    room.judges()
    (photo,) = room.photos()
    (clean,) = room.files()
    assert not original.exists()
    assert clean.name == photo.media_id
    with room.kit.look() as work:
        assert work.media.read(photo.media_id) == jpeg(shade=200)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 not a picture", "no es una foto que sepa leer"),
        (b"GIF89a" + bytes(40), "Manda una foto quieta"),
        (b"\xff\xd8\xff" + bytes(40), "está dañada y no se abre"),
        (jpeg(width=12_100, height=8), "ocupa demasiado al abrirla"),
    ],
)
def test_a_bad_file_is_told_with_the_others_and_never_kept(
    room: Darkroom, content: bytes, words: str
) -> None:
    room.opens()
    room.receives(jpeg(shade=1), content, jpeg(shade=2))
    assert "✅ 2 son buenas" in room.ana.last.text
    assert words in room.ana.last.text
    assert len(room.photos()) == len(room.files()) == 2


def test_bad_files_alone_are_told_without_a_worker(room: Darkroom) -> None:
    room.opens()
    room.sends(b"nothing", b"GIF89a")
    room.looks()
    assert "1 archivo no es una foto" in room.ana.last.text
    assert room.requests == []
    assert room.photos() == []


def test_videos_and_files_over_the_limit_are_told_with_the_photos_they_came_with(
    room: Darkroom,
) -> None:
    room.opens()
    shown = len(room.ana.seen)
    video = Incoming(kind=IncomingKind.OTHER, media_type="video/mp4")
    too_large = Incoming(kind=IncomingKind.DOCUMENT, file_id="f", media_type="image/jpeg")
    for number in range(4):
        room.sends(jpeg(shade=number))
        room.ana.send(video)
        room.ana.send(too_large)
    room.looks()
    room.judges()
    first, told = room.ana.seen[shown:]
    assert told.payload["replaces"] == first.payload["screen"]
    assert "✅ 4 son buenas" in told.text
    assert "4 son vídeos o animaciones. Manda fotos quietas" in told.text
    assert "4 fotos ocupan demasiado al abrirlas" in told.text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (Incoming(kind=IncomingKind.OTHER, media_type="video/mp4"), "Eso no lo sé guardar"),
        (Incoming(kind=IncomingKind.OTHER), "Eso no lo sé guardar"),
        (Incoming(kind=IncomingKind.PHOTO, file_id="f"), "pasa de 20 MB"),
    ],
)
def test_where_no_photos_are_awaited_all_that_come_at_once_are_answered_once(
    room: Darkroom, sent: Incoming, words: str
) -> None:
    for _ in range(4):
        room.ana.send(sent)
    assert [words in seen.text for seen in room.ana.seen] == [True]
    room.kit.wait(timedelta(minutes=2))
    room.ana.send(sent)
    assert len(room.ana.seen) == 2


def test_a_sticker_is_no_photo_that_was_awaited(room: Darkroom) -> None:
    room.opens()
    room.ana.send(Incoming(kind=IncomingKind.OTHER))
    assert "Eso no lo sé guardar" in room.ana.last.text


def test_what_the_worker_cannot_keep_is_gone(room: Darkroom) -> None:
    room.opens()
    room.verdicts = {
        0: found(Finding.UNSAFE),
        1: found(Finding.BROKEN),
        2: found(Finding.MADE),
    }
    room.receives(*(jpeg(shade=shade) for shade in range(4)))
    assert "parece que sale alguien sin ropa" in room.ana.last.text
    assert "está dañada" in room.ana.last.text
    assert "1 es una imagen imaginada, no una foto" in room.ana.last.text
    assert len(room.photos()) == len(room.files()) == 1


def test_two_relatives_at_once_are_each_told_of_their_own(room: Darkroom) -> None:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    room.opens()
    room.opens(lucia)
    for number in range(3):
        room.sends(jpeg(shade=number))
        room.sends(jpeg(shade=100 + number), phone=lucia)
    for _ in range(3):
        room.looks()
        room.judges()
    assert "✅ 3 son buenas" in room.ana.last.text
    assert "✅ 3 son buenas" in lucia.last.text
    new = [[p for p in request.photos if p.new] for request in room.requests]
    known = [[p for p in request.photos if not p.new] for request in room.requests]
    assert [len(photos) for photos in new] == [3, 3]
    assert [len(photos) for photos in known] == [0, 3]  # so a double across phones is found


def test_faces_are_compared_only_with_a_consent(room: Darkroom) -> None:
    element = room.opens()
    room.receives(jpeg(shade=1))
    with room.kit.look() as work:
        consent = work.consents.holding(ConsentKind.LIKENESS, subject=element.id)
        work.consents.save(consent.withdraw(at=room.kit.clock.now()))
        work.commit()
    room.receives(jpeg(shade=2))
    assert [request.compare_faces for request in room.requests] == [True, False]


def test_without_a_worker_photos_wait_and_that_is_said(room: Darkroom) -> None:
    room.kit.jobs._serving.discard(Queue.CPU)
    room.opens()
    room.sends(jpeg())
    assert "recibida y guardada" in room.ana.last.text


def test_a_job_that_fails_leaves_the_photos_to_be_looked_at_later(room: Darkroom) -> None:
    room.opens()
    room.failure = "model"
    room.receives(jpeg(shade=1), jpeg(shade=2))
    assert "2 están guardadas, pero ahora no he podido mirarlas" in room.ana.last.text
    room.failure = ""
    room.ana.tap("Mirarlas ahora")
    room.looks()
    room.judges()
    assert "✅ 2 son buenas" in room.ana.last.text


def test_how_many_came_is_shown_while_they_come(room: Darkroom) -> None:
    room.opens()
    room.sends(*[jpeg(shade=n) for n in range(8)])
    room.looks(after=timedelta(seconds=1))
    assert room.edits == ["📷 8 recibidas. Espera un momento…"]


def test_words_while_photos_are_awaited_are_kept_as_what_they_are(room: Darkroom) -> None:
    room.opens()
    room.ana.words("Esta es de la boda")
    assert room.doors["memory.unasked"].reached == [""]


def test_a_photo_during_the_wait_for_another_element_goes_to_its_own_batch(
    room: Darkroom,
) -> None:
    young = room.opens()
    room.sends(jpeg(shade=1))
    adult = room.opens(age=PersonAge.ADULT)
    room.sends(jpeg(shade=2))
    for _ in range(2):
        room.looks()
        room.judges()
    assert [photo.element_id for photo in room.photos()] == [young.id, adult.id]


@pytest.mark.parametrize("answer", [b"{}", b"not json", None])
def test_an_answer_nobody_can_read_leaves_the_photos_to_be_judged_again(
    room: Darkroom, answer: bytes | None
) -> None:
    room.opens()
    room.sends(jpeg(shade=1))
    room.looks()
    room.kit.jobs.run_next({JobKind.VET: room._vet})
    folder = room.kit.services.job_folders.folder(room.kit.services.job_folders.all_ids()[0])
    if answer is None:
        folder.remove()
    else:
        folder.write(VERDICTS, answer)
    room.looks()
    assert "1 está guardada, pero ahora no he podido mirarla" in room.ana.last.text
    assert "Mirarlas ahora" in room.ana.last.labels


def breaks(room: Darkroom, photo: Photo, *, gone: bool) -> None:
    """Let the file of a photo be lost, or its first bytes be wrong."""
    (file,) = (path for path in room.files() if path.name == photo.media_id)
    if gone:
        file.unlink()
    else:
        file.write_bytes(bytes(100) + file.read_bytes()[100:])


@pytest.mark.parametrize("gone", [True, False])
def test_a_photo_that_is_lost_keeps_no_later_ones_from_being_judged(
    room: Darkroom, gone: bool
) -> None:
    room.opens()
    room.receives(jpeg(shade=1))
    breaks(room, room.photos()[0], gone=gone)
    room.receives(jpeg(shade=2))
    assert "✅ 2 son buenas" in room.ana.last.text
    assert [photo.judged for photo in room.photos()] == [True, True]


@pytest.mark.parametrize("alone", [True, False])
def test_a_photo_that_is_lost_before_it_is_judged_is_told_as_broken(
    room: Darkroom, alone: bool
) -> None:
    room.opens()
    room.sends(jpeg(shade=1))
    breaks(room, room.photos()[0], gone=True)
    if not alone:
        room.sends(jpeg(shade=2))
    room.looks()
    room.judges()
    assert "1 está dañada" in room.ana.last.text
    assert [photo.judged for photo in room.photos()] == ([] if alone else [True])


def test_two_groups_of_one_share_are_each_answered_in_their_own_message(room: Darkroom) -> None:
    room.opens()
    shown = len(room.ana.seen)
    room.sends(*[jpeg(shade=n) for n in range(3)])
    room.looks()
    room.sends(jpeg(shade=100))
    for _ in range(2):
        room.judges()
        room.looks()
    first, second, *told = room.ana.seen[shown:]
    assert [seen.payload["replaces"] for seen in told] == [
        first.payload["screen"],
        second.payload["screen"],
    ]
