"""What a board says is missing, and in which order it asks."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from core.domain.element import Element, ElementKind
from core.domain.photo import Photo
from core.domain.vetting import Finding, Framing, Pose
from core.services.photo_board import ENOUGH, RECOMMENDED, Wish, board_of

FATHER = Element(
    id="e", kind=ElementKind.RELATIVE, name="Anselmo", class_noun="man", may_be_drawn=True
)
NOW = datetime(2026, 3, 2, tzinfo=UTC)
PHOTO = Photo(
    id="p",
    media_id="m",
    sent_by=1,
    sent_at=NOW,
    width=800,
    height=600,
    element_id="e",
    judged=True,
)
POSES = (Pose.PROFILE, Pose.THREE_QUARTER, Pose.FRONTAL)
FRAMES = (Framing.WHOLE, Framing.CLOSE_UP, Framing.HALF)

PHOTOS = st.lists(
    st.builds(
        replace,
        st.just(PHOTO),
        judged=st.booleans(),
        findings=st.lists(st.sampled_from(Finding), max_size=2).map(tuple),
        accepted_by=st.none() | st.just(1),
        pose=st.none() | st.sampled_from(Pose),
        smiling=st.none() | st.booleans(),
        framing=st.none() | st.sampled_from(Framing),
        indoors=st.none() | st.booleans(),
        light=st.sampled_from(["", "day", "evening"]),
        clothes=st.sampled_from(["", "red", "blue"]),
        sent_by=st.integers(1, 3),
    ),
    max_size=14,
)


def seen(**what: object) -> Photo:
    return replace(PHOTO, **what)  # type: ignore[arg-type]


def test_faces_are_asked_for_in_order() -> None:
    board = board_of(FATHER, [seen(pose=Pose.FRONTAL, smiling=False)])
    assert board.missing == (
        Wish.PROFILE,
        Wish.THREE_QUARTER,
        Wish.SMILING,
        Wish.WHOLE,
        Wish.CLOSE_UP,
    )


def test_nothing_in_particular_is_asked_for_before_there_is_a_photo() -> None:
    board = board_of(FATHER, [])
    assert (board.missing, board.next_wish) == ((), Wish.MORE)


def test_a_full_board_asks_for_nothing() -> None:
    photos = [
        seen(
            pose=POSES[n % 3],
            smiling=n == 0,
            framing=FRAMES[n % 3],
            indoors=n % 2 == 0,
            light="day" if n % 2 else "evening",
            clothes="red" if n % 2 else "blue",
        )
        for n in range(RECOMMENDED)
    ]
    board = board_of(FATHER, photos)
    assert (board.missing, board.next_wish) == ((), None)


def test_the_same_clothes_and_light_are_noticed_from_three_photos_on() -> None:
    alike = seen(clothes="red", light="day", indoors=True)
    assert Wish.CLOTHES not in board_of(FATHER, [alike] * 2).missing
    missing = board_of(FATHER, [alike] * 3).missing
    assert {Wish.CLOTHES, Wish.LIGHT, Wish.OUTDOORS} <= set(missing)


def test_nobody_asks_a_village_to_smile() -> None:
    village = replace(FATHER, kind=ElementKind.PLACE)
    assert board_of(village, [PHOTO] * 4).missing == ()


def test_a_couple_is_asked_for_no_face_of_one_and_no_clothes() -> None:
    couple = replace(FATHER, class_noun="couple")
    alike = seen(clothes="red", light="day", indoors=True)
    assert board_of(couple, [alike] * 10).missing == (Wish.LIGHT, Wish.OUTDOORS)


def test_an_overruled_photo_counts_as_good() -> None:
    blurred = seen(findings=(Finding.BLURRED,))
    assert board_of(FATHER, [blurred, replace(blurred, accepted_by=1)]).good == 1


@given(PHOTOS)
def test_a_board_never_counts_a_photo_twice_nor_forgets_one(photos: list[Photo]) -> None:
    board = board_of(FATHER, photos)
    assert sum(came for came, _ in board.senders.values()) == len(photos)
    assert sum(good for _, good in board.senders.values()) == board.good
    blocked = sum(photo.judged and photo.blocked for photo in photos)
    assert board.good + blocked + board.unjudged == len(photos)


@given(PHOTOS)
def test_what_is_asked_for_is_shown_on_no_good_photo(photos: list[Photo]) -> None:
    board = board_of(FATHER, photos)
    good = [photo for photo in photos if photo.good]
    if Wish.PROFILE in board.missing:
        assert all(photo.pose is not Pose.PROFILE for photo in good)
    if Wish.SMILING in board.missing:
        assert not any(photo.smiling for photo in good)
    assert (board.next_wish is None) == (not board.missing and board.good >= RECOMMENDED)


@given(PHOTOS, st.booleans())
def test_teaching_needs_enough_good_photos_and_a_consent(
    photos: list[Photo], allowed: bool
) -> None:
    board = board_of(replace(FATHER, may_be_drawn=allowed), photos)
    assert board.enough == (allowed and sum(p.good for p in photos) >= ENOUGH)
