"""Photos that came before anybody allowed the likeness are compared once somebody does."""

from core.domain.consent import ConsentKind
from core.domain.vetting import Finding
from tests.integration.photos.darkroom import Darkroom, found, jpeg
from tests.integration.photos.test_elements import adds


def allows_afterwards(room: Darkroom) -> None:
    """Six photos come before anybody allowed the likeness; then somebody does."""
    adds(room, "Otra persona", "Anselmo")
    room.ana.tap("Un hombre")
    room.ana.tap("Nadie todavía")
    room.verdicts = {2: found(Finding.SEVERAL_FACES), 3: found(Finding.DARK)}
    room.receives(*[jpeg(shade=n) for n in range(6)])
    room.ana.tap("Decidir (2)")
    room.ana.tap("Luego")
    room.ana.tap("Usarla igual")
    room.ana.tap("Luego")
    room.ana.tap("Dar permiso")
    room.verdicts = {7: found(Finding.SOMEBODY_ELSE)}
    room.ana.tap("Mayor de edad: dijo sí")


def test_photos_that_came_before_the_consent_are_compared_once_it_is_given(
    room: Darkroom,
) -> None:
    allows_afterwards(room)
    assert "Anselmo" in room.ana.seen[-2].text  # the board stays, and above what comes of them
    room.looks()
    room.judges()
    before, after = room.requests
    assert (before.compare_faces, after.compare_faces) == (False, True)
    assert sum(photo.new for photo in after.photos) == 4  # the crowd and the accepted one not
    assert sum(Finding.SOMEBODY_ELSE in photo.findings for photo in room.photos()) == 1
    assert [photo.accepted_by for photo in room.photos()].count(room.ana.account_id) == 1
    assert "1 parece de otra persona" in room.ana.last.text


def test_photos_being_looked_at_when_the_consent_comes_are_looked_at_again(
    room: Darkroom,
) -> None:
    element = adds(room, "Otra persona", "Anselmo")
    room.ana.tap("Un hombre")
    room.ana.tap("Nadie todavía")
    room.sends(jpeg(shade=1))
    room.looks()
    room.ana.tap("Ver cómo vamos")
    room.ana.tap("Dar permiso")
    room.ana.tap("Mayor de edad: dijo sí")
    room.judges()
    assert not room.photos()[0].judged
    room.ana.tap("Mirarlas ahora")
    room.looks()
    room.judges()
    assert [request.compare_faces for request in room.requests] == [False, True]
    assert room.photos()[0].judged
    assert room.element(element.id).may_be_drawn


def test_the_persons_consent_lets_photos_of_every_age_be_compared(room: Darkroom) -> None:
    room.allow(ConsentKind.PHOTOS)
    for label in ("De joven", "De mayor"):
        room.ana.command("photos")
        room.ana.tap(label)
        if label == "De joven":
            room.ana.tap("Nadie todavía")
        room.receives(jpeg(shade=len(label)))
    room.ana.tap("Ver cómo vamos")
    room.ana.tap("Dar permiso")
    room.ana.tap("La persona")
    room.looks()
    room.judges()
    assert [request.compare_faces for request in room.requests] == [False, False, True, True]
