"""A word about a doubtful photo: use it anyway, that is her, this face, away with it."""

from dataclasses import replace

import pytest

from core.domain.circle import Role
from core.domain.vetting import Box, FaceSeen, Finding, Pose
from core.errors import NotAllowed
from core.services import photos
from tests.integration.photos.darkroom import LUCIA, Darkroom, found, jpeg

LEFT = Box(left=0.1, top=0.1, right=0.4, bottom=0.5)
RIGHT = Box(left=0.6, top=0.1, right=0.9, bottom=0.5)


def a_face(box: Box, crop: str = "", *, pose: Pose = Pose.FRONTAL) -> FaceSeen:
    return FaceSeen(box=box, pose=pose, smiling=True, crop=crop)


TWO = (a_face(LEFT, "face-0.jpg"), a_face(RIGHT, "face-1.jpg"))


@pytest.mark.parametrize(
    "finding",
    [
        Finding.SMALL,
        Finding.BLURRED,
        Finding.DARK,
        Finding.BRIGHT,
        Finding.SAME,
        Finding.NO_FACE,
        Finding.SMALL_FACE,
        Finding.SOMEBODY_ELSE,
    ],
)
def test_everything_but_safety_can_be_overruled(room: Darkroom, finding: Finding) -> None:
    room.opens()
    room.verdicts = {0: found(finding)}
    room.receives(jpeg())
    assert not room.photos()[0].good
    room.ana.tap("Decidir (1)")
    room.ana.tap("Usarla igual")
    assert room.photos()[0].good
    assert room.photos()[0].accepted_by == room.ana.account_id


def test_of_a_crowd_nobody_can_say_use_it_anyway(room: Darkroom) -> None:
    room.asks_about(Finding.SEVERAL_FACES)
    assert room.ana.last.labels == ["No usarla", "Quitarla", "Luego"]
    photo = room.photos()[0]
    with room.kit.look() as work, pytest.raises(NotAllowed):
        photos.use_anyway(work, photo.id, account_id=1)
    assert not replace(photo, accepted_by=1).good


def test_a_doll_is_nobody_when_somebody_says_so(room: Darkroom) -> None:
    room.asks_about(Finding.PEOPLE)
    assert "sin su permiso no aprendo caras" in room.ana.last.text
    room.ana.tap("No es nadie real")
    assert room.photos()[0].good


def test_a_photo_on_a_page_stays_whole_when_a_face_on_it_is_chosen(room: Darkroom) -> None:
    room.opens()
    room.verdicts = {0: found(Finding.SEVERAL_FACES, faces=TWO)}
    room.receives(jpeg())
    (photo,) = room.photos()
    with room.kit.look() as work:
        work.photos.save(replace(photo, memory_id="m1"))
        work.commit()
    room.ana.tap("Decidir (1)")
    room.verdicts = {1: found(faces=(a_face(LEFT),))}
    room.ana.tap("1")
    room.looks()
    room.judges()
    with room.kit.look() as work:
        on_page, learnt = work.photos.all()
    assert (on_page.memory_id, on_page.element_id, on_page.media_id) == (
        "m1",
        None,
        photo.media_id,
    )
    assert (learnt.memory_id, learnt.good) == (None, True)


def test_the_photo_is_shown_where_somebody_decides(room: Darkroom) -> None:
    room.asks_about(Finding.BLURRED)
    assert room.ana.last.payload["picture"] == room.photos()[0].media_id
    assert "Está movida" in room.ana.last.text


def test_an_unsure_one_is_used_unless_somebody_says_no(room: Darkroom) -> None:
    room.opens()
    room.verdicts = {0: found(Finding.UNSURE_WHO), 1: found(Finding.UNSURE_WHO)}
    room.receives(jpeg(shade=1), jpeg(shade=2))
    assert [photo.good for photo in room.photos()] == [True, True]
    room.ana.tap("Decidir (2)")
    assert "¿Es Carmen?" in room.ana.last.text
    room.ana.tap("Sí, es")
    room.ana.tap("No, no es")
    assert [photo.good for photo in room.photos()] == [True, False]
    assert not room.photos()[0].doubtful


def test_whether_it_is_them_is_asked_after_another_doubt(room: Darkroom) -> None:
    room.asks_about(Finding.DARK, Finding.UNSURE_WHO)
    assert "muy oscura" in room.ana.last.text
    room.ana.tap("Usarla igual")
    assert room.photos()[0].doubtful
    assert "¿Es Carmen?" in room.ana.last.text
    room.ana.tap("No, no es")
    assert not room.photos()[0].good


def test_later_goes_on_to_the_next_and_in_the_end_to_the_board(room: Darkroom) -> None:
    room.opens()
    room.verdicts = {0: found(Finding.BLURRED), 1: found(Finding.DARK)}
    room.receives(jpeg(shade=1), jpeg(shade=2))
    room.ana.tap("Decidir (2)")
    room.ana.tap("Luego")
    assert "muy oscura" in room.ana.last.text
    room.ana.tap("Luego")
    assert "2 esperan que digas algo" in room.ana.last.text


def test_among_several_faces_one_is_tapped_and_looked_at_again(room: Darkroom) -> None:
    room.opens()
    room.verdicts = {0: found(Finding.SEVERAL_FACES, faces=TWO)}
    room.receives(jpeg())
    crops = [face.crop for face in room.photos()[0].faces]
    room.ana.tap("Decidir (1)")
    assert room.ana.last.payload["album"] == crops
    assert room.ana.last.labels[:2] == ["1", "2"]
    room.verdicts = {1: found(faces=(a_face(LEFT), a_face(RIGHT, pose=Pose.PROFILE)))}
    room.ana.tap("2")
    room.looks()
    room.judges()
    (asked,) = room.requests[1].photos
    (photo,) = room.photos()
    assert (asked.new, asked.face) == (True, RIGHT)
    assert (photo.good, photo.pose, photo.face) == (True, Pose.PROFILE, RIGHT)
    assert [path.name for path in room.files()] == [photo.media_id]  # no crop is left


def test_a_face_that_cannot_be_parted_from_another_is_not_asked_about_again(
    room: Darkroom,
) -> None:
    room.opens()
    room.verdicts = {n: found(Finding.SEVERAL_FACES, faces=TWO) for n in range(2)}
    room.receives(jpeg())
    room.ana.tap("Decidir (1)")
    room.ana.tap("2")
    room.looks()
    room.judges()
    (photo,) = room.photos()
    assert (photo.good, photo.faces) == (False, ())
    assert len(room.files()) == 1
    room.ana.tap("Decidir (1)")
    assert "Aquí hay varias personas" in room.ana.last.text
    assert room.ana.last.labels == ["No usarla", "Quitarla", "Luego"]


def test_the_same_face_tapped_twice_is_one_job(room: Darkroom) -> None:
    room.asks_about(Finding.SEVERAL_FACES, faces=TWO)
    second = room.ana.last.buttons["1"]
    room.ana.tap_data(second)
    room.ana.tap_data(second)
    room.looks()
    room.judges()
    assert len(room.requests) == 2


def test_a_relative_takes_away_their_own_only(room: Darkroom) -> None:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    room.opens()
    room.verdicts = {0: found(Finding.BLURRED), 1: found(Finding.BLURRED)}
    room.receives(jpeg(shade=1))
    room.opens(lucia)
    room.receives(jpeg(shade=2), phone=lucia)
    lucia.tap("Decidir (2)")
    assert "Quitarla" not in lucia.last.labels
    lucia.tap("Luego")
    lucia.tap("Quitarla")
    assert [photo.sent_by for photo in room.photos()] == [room.ana.account_id]
    assert len(room.files()) == 1


def test_what_somebody_took_away_meanwhile_is_gone_for_the_other(room: Darkroom) -> None:
    room.asks_about(Finding.BLURRED)
    with room.kit.look() as work:
        work.photos.remove(room.photos()[0].id)
        work.commit()
    applied = room.ana.tap("Usarla igual")
    assert "ya no está" in applied.notice


def test_photos_are_listed_ten_at_a_time_with_their_numbers(room: Darkroom) -> None:
    room.opens()
    side = (a_face(LEFT, pose=Pose.PROFILE),)
    room.verdicts = {0: found(faces=side)}
    room.receives(*[jpeg(shade=n) for n in range(12)])
    room.ana.tap("Ver cómo vamos")
    room.ana.tap("Ver las fotos")
    assert len(room.ana.last.payload["album"]) == 10
    assert "1 · ✅ de perfil, sonriendo · de Ana" in room.ana.last.text
    room.ana.tap("▶")
    assert room.ana.last.labels == ["11", "12", "◀", "Ver cómo vamos"]


def test_a_photo_is_taken_away_for_good(room: Darkroom) -> None:
    room.opens()
    room.receives(jpeg())
    room.ana.tap("Ver cómo vamos")
    room.ana.tap("Ver las fotos")
    room.ana.tap("1")
    room.ana.tap("Quitarla")
    assert room.photos() == []
    assert room.files() == []


def test_a_photo_moves_to_another_element_and_is_judged_there(room: Darkroom) -> None:
    room.opens()
    room.receives(jpeg())
    room.ana.tap("Ver cómo vamos")
    room.ana.tap("Ver las fotos")
    room.ana.tap("1")
    room.ana.tap("No va aquí")
    room.ana.tap("De mayor")
    room.looks()
    room.judges()
    old = next(e for e in room.elements() if e.age == "old")
    (photo,) = room.photos()
    assert (photo.element_id, photo.good) == (old.id, True)
    assert "Carmen, de mayor" in room.ana.last.text


def test_a_photo_on_a_page_stays_there_when_it_is_not_learnt_from_any_more(
    room: Darkroom,
) -> None:
    room.opens()
    room.receives(jpeg())
    with room.kit.look() as work:
        work.photos.save(replace(room.photos()[0], memory_id="m1"))
        work.commit()
    room.ana.tap("Ver cómo vamos")
    room.ana.tap("Ver las fotos")
    room.ana.tap("1")
    room.ana.tap("Quitarla")
    (photo,) = room.photos()
    assert (photo.memory_id, photo.element_id) == ("m1", None)
    assert len(room.files()) == 1


def test_of_several_people_a_face_is_chosen_from_the_photo_too(room: Darkroom) -> None:
    room.opens()
    room.verdicts = {0: found(Finding.DARK), 1: found(Finding.SEVERAL_FACES, faces=TWO)}
    room.receives(jpeg(), jpeg(shade=1))
    room.ana.tap("Ver cómo vamos")
    room.ana.tap("Ver las fotos")
    room.ana.tap("2")
    assert "Usarla igual" not in room.ana.last.labels
    room.ana.tap("Elegir la cara")
    assert room.ana.last.payload["album"] == [face.crop for face in room.photos()[1].faces]


def test_what_the_first_look_alone_could_tell_is_known_after_the_second(room: Darkroom) -> None:
    """The print is cut out by then, and what the camera noted is gone."""
    room.opens()
    room.verdicts = {
        0: found(Finding.STRAIGHTENED, indoors=False, light="day"),
        1: found(Finding.STRAIGHTENED, light="evening"),
    }
    room.receives(jpeg())
    room.ana.tap("Ver cómo vamos")
    room.ana.tap("Ver las fotos")
    room.ana.tap("1")
    room.ana.tap("No va aquí")
    room.ana.tap("De mayor")
    room.looks()
    room.judges()
    (photo,) = room.photos()
    assert [asked.photos[0].was_print for asked in room.requests] == [False, True]
    assert (photo.indoors, photo.light) == (False, "day")


THREE = (*TWO, a_face(Box(left=0.6, top=0.6, right=0.9, bottom=1.0), "face-2.jpg"))


def test_after_a_face_that_cannot_be_parted_the_others_are_offered(room: Darkroom) -> None:
    room.opens()
    room.verdicts = {n: found(Finding.SEVERAL_FACES, faces=THREE) for n in range(2)}
    room.receives(jpeg())
    room.ana.tap("Decidir (1)")
    room.ana.tap("2")
    room.looks()
    room.judges()
    assert [face.box for face in room.photos()[0].faces] == [LEFT, THREE[2].box]
    room.ana.tap("Decidir (1)")
    assert room.ana.last.labels[:2] == ["1", "2"]


def test_of_a_crowd_nobody_is_told_to_choose_where_there_is_nothing_to_choose(
    room: Darkroom,
) -> None:
    room.opens()
    room.verdicts = {0: found(Finding.SEVERAL_FACES)}
    room.receives(jpeg())
    assert "hay varias personas" in room.ana.last.text
    assert "dime cuál es" not in room.ana.last.text
