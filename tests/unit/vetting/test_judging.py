"""What is said about photos, from what was seen on them."""

from dataclasses import replace

import numpy as np

from core.domain.element import ElementKind
from core.domain.vetting import (
    Box,
    FaceSeen,
    Finding,
    Fingerprint,
    PhotoVerdict,
    Pose,
    VettingPhoto,
    VettingRequest,
)
from core.vetting.judging import verdicts
from core.vetting.sights import FaceSight, Sight

BOX = Box(left=0.4, top=0.2, right=0.6, bottom=0.4)
CHIPS = np.random.default_rng(1).normal(size=(40, 8, 8))


def face(person: int | None = None, *, off: float = 0.0, chip: int = 0) -> FaceSight:
    """A face of somebody; `off` is how far it lies from their middle."""
    numbers = None
    if person is not None:
        numbers = np.zeros(128)
        numbers[person] = 1.0
        numbers[100 + chip] += off
    return FaceSight(
        seen=FaceSeen(box=BOX, pose=Pose.FRONTAL, smiling=False),
        chip=CHIPS[chip] / np.linalg.norm(CHIPS[chip]),
        numbers=numbers,
    )


def sight(number: int, *faces: FaceSight, findings: tuple[Finding, ...] = ()) -> Sight:
    """A photo like no other number's."""
    bits = int.from_bytes(np.random.default_rng(number).bytes(8), "big")
    return Sight(
        findings=findings,
        jpeg=b"jpeg",
        width=800,
        height=600,
        fingerprint=Fingerprint(gradients=bits, waves=bits),
        faces=faces,
    )


def judged(new: list[Sight], known: list[Sight] | None = None) -> tuple[PhotoVerdict, ...]:
    """Verdicts on photos n0, n1 …, with k0, k1 … known."""
    seen = {f"k{n}": each for n, each in enumerate(known or [])}
    seen |= {f"n{n}": each for n, each in enumerate(new)}
    photos = tuple(VettingPhoto(photo_id=i, file=i, new=i.startswith("n")) for i in seen)
    request = VettingRequest(kind=ElementKind.PERSON, photos=photos, compare_faces=True)
    return verdicts(request, seen)


def found(said: tuple[PhotoVerdict, ...]) -> list[set[Finding]]:
    return [set(verdict.findings) for verdict in said]


def test_what_was_seen_is_said() -> None:
    (verdict,) = judged([sight(1, face(), findings=(Finding.SOFT,))])

    assert verdict.findings == (Finding.SOFT,)
    assert (verdict.clean, verdict.width, verdict.height) == ("clean-n0.jpg", 800, 600)
    assert verdict.faces == (face().seen,)


def test_known_photos_get_no_verdict() -> None:
    assert [verdict.photo_id for verdict in judged([sight(1)], [sight(2)])] == ["n0"]


def test_a_photo_that_cannot_be_kept_has_no_clean_file() -> None:
    (verdict,) = judged([sight(1, findings=(Finding.UNSAFE,))])

    assert verdict.clean == ""
    assert not verdict.kept


def test_a_photo_that_is_known_is_the_same() -> None:
    (verdict,) = judged([sight(1)], [sight(2), sight(1)])

    assert (verdict.same_as, found((verdict,))) == ("k1", [{Finding.SAME}])


def test_of_two_like_new_photos_the_second_is_the_same() -> None:
    first, second = judged([sight(1), sight(1)])

    assert first.same_as == ""
    assert second.same_as == "n0"


def test_a_better_photo_is_not_the_same_as_a_bad_one() -> None:
    _, second = judged([sight(1, findings=(Finding.BLURRED,)), sight(1)])

    assert second.good


def test_nothing_is_the_same_as_a_photo_that_shows_nothing() -> None:
    blank = Sight(jpeg=b"jpeg", fingerprint=None)

    assert found(judged([blank, blank])) == [set(), set()]


def test_the_same_pixels_of_a_face_are_the_same_photo() -> None:
    said = judged([sight(1, face(chip=3)), sight(2, face(chip=3)), sight(3, face(chip=4))])

    assert [verdict.same_as for verdict in said] == ["", "n0", ""]


def test_somebody_else_among_many_is_found() -> None:
    family = [sight(n, face(1, chip=n)) for n in range(4)]
    said = judged([sight(9, face(2, chip=9)), *family])

    assert found(said) == [{Finding.SOMEBODY_ELSE}, set(), set(), set(), set()]


def test_somebody_else_than_on_the_known_photos_is_found() -> None:
    known = [sight(n, face(1, chip=n)) for n in range(2)]
    said = judged([sight(8, face(2, chip=8)), sight(9, face(2, chip=9))], known)

    assert found(said) == [{Finding.SOMEBODY_ELSE}, {Finding.SOMEBODY_ELSE}]


def test_a_face_that_is_not_quite_alike_is_asked_about() -> None:
    family = [sight(n, face(1, chip=n)) for n in range(4)]
    said = judged([sight(9, face(1, off=0.56, chip=9)), *family])

    assert found(said)[0] == {Finding.UNSURE_WHO}


def test_of_two_people_nobody_is_called_somebody_else() -> None:
    said = judged([sight(1, face(1, chip=1)), sight(2, face(2, chip=2))])

    assert found(said) == [{Finding.UNSURE_WHO}, {Finding.UNSURE_WHO}]


def test_three_people_twice_each_leave_it_open() -> None:
    said = judged([sight(n, face(n // 2, chip=n)) for n in range(6)])

    assert all(findings == {Finding.UNSURE_WHO} for findings in found(said))


def test_a_photo_that_came_twice_does_not_count_twice() -> None:
    said = judged(
        [sight(1, face(1, chip=1)), sight(1, face(1, chip=1)), sight(3, face(2, chip=3))]
    )

    assert found(said)[2] == {Finding.UNSURE_WHO}


def test_several_faces_wait_for_a_choice() -> None:
    both = sight(1, face(1), face(2), findings=(Finding.SEVERAL_FACES,))
    family = [sight(n, face(3, chip=n)) for n in range(2, 5)]
    verdict = judged([both, *family])[0]

    assert verdict.findings == (Finding.SEVERAL_FACES,)
    assert [seen.crop for seen in verdict.faces] == ["face-n0-1.jpg", "face-n0-2.jpg"]


def test_without_consent_nobody_is_compared() -> None:
    said = judged([sight(1, face(chip=1)), sight(2, face(chip=2)), sight(3, face(chip=3))])

    assert found(said) == [set(), set(), set()]


def test_the_order_in_which_photos_were_seen_changes_nothing() -> None:
    seen = {f"n{n}": sight(n // 2, face(n // 2, chip=n)) for n in range(6)}
    photos = tuple(VettingPhoto(photo_id=i, file=i, new=True) for i in seen)
    request = VettingRequest(kind=ElementKind.PERSON, photos=photos, compare_faces=True)

    assert verdicts(request, seen) == verdicts(request, dict(reversed(seen.items())))


def of_a_couple(*sights: Sight) -> tuple[PhotoVerdict, ...]:
    seen = {f"n{n}": each for n, each in enumerate(sights)}
    photos = tuple(VettingPhoto(photo_id=i, file=i, new=True) for i in seen)
    request = VettingRequest(kind=ElementKind.RELATIVE, photos=photos, couple=True)
    return verdicts(request, seen)


def test_of_a_couple_both_faces_are_good_and_none_is_chosen() -> None:
    (verdict,) = of_a_couple(sight(1, face(), face(), findings=(Finding.SEVERAL_FACES,)))

    assert verdict.good
    assert [seen.crop for seen in verdict.faces] == ["", ""]


def test_beside_a_couple_nobody_else_is_learnt() -> None:
    three = sight(1, face(), face(), face(), findings=(Finding.SEVERAL_FACES, Finding.GREY))
    (verdict,) = of_a_couple(three)

    assert set(verdict.findings) == {Finding.SEVERAL_FACES, Finding.GREY}
    assert [seen.crop for seen in verdict.faces] == [""] * 3, "nobody can say which one they are"


def test_one_of_a_couple_alone_is_said_to_be_one() -> None:
    alone = sight(1, face())
    nobody = sight(2, findings=(Finding.NO_FACE,))

    assert found(of_a_couple(alone, nobody)) == [{Finding.NOT_BOTH}] * 2
    assert not any(verdict.good for verdict in of_a_couple(alone, nobody))


def test_both_faces_of_a_couple_have_to_be_large_enough() -> None:
    tiny = FaceSeen(
        box=Box(left=0.1, top=0.1, right=0.15, bottom=0.18), pose=Pose.FRONTAL, smiling=False
    )
    far = sight(1, face(), replace(face(), seen=tiny), findings=(Finding.SEVERAL_FACES,))

    assert found(of_a_couple(far)) == [{Finding.SMALL_FACE}]


def test_the_same_photo_of_a_couple_is_noticed() -> None:
    both = sight(1, face(), face(), findings=(Finding.SEVERAL_FACES,))

    assert [verdict.same_as for verdict in of_a_couple(both, both)] == ["", "n0"]
