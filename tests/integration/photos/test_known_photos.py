"""New photos are compared with those that are known, and few of these are looked at again."""

from dataclasses import replace

import pytest

from core.domain.element import Element, ElementKind
from core.domain.vetting import Fingerprint
from core.services import photo_lending
from core.services.photo_lending import MOST_LOOKED_AT
from tests.integration.photos.darkroom import Darkroom, found, jpeg


@pytest.mark.parametrize("somebody", [True, False])
def test_of_many_known_photos_a_few_are_looked_at_again(room: Darkroom, somebody: bool) -> None:
    """The others are known by their fingerprints, and lie in nobody's folder."""
    room.opens()
    if not somebody:
        room.change(Element(id="e9", kind=ElementKind.PLACE, name="Elche", class_noun="village"))
        room.ana.command("photos")
        room.ana.tap("Elche")
    print_ = Fingerprint(gradients=1, waves=2)
    room.verdicts = {n: found(fingerprint=replace(print_, waves=n)) for n in range(20)}
    room.receives(*(jpeg(shade=shade) for shade in range(20)))
    room.receives(jpeg(shade=200))
    known = [photo for photo in room.requests[1].photos if not photo.new]
    looked_at = [photo for photo in known if photo.file]
    kept = {photo.id: photo.fingerprint for photo in room.photos()}
    assert len(known) == 20
    assert len(looked_at) == (MOST_LOOKED_AT if somebody else 0)
    assert all(photo.fingerprint == kept[photo.photo_id] for photo in known if not photo.file)


def test_known_photos_without_a_fingerprint_are_looked_at_up_to_a_number(
    room: Darkroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.opens()
    monkeypatch.setattr(photo_lending, "MOST_UNKEPT", 14)
    room.receives(*(jpeg(shade=shade) for shade in range(16)))
    room.receives(jpeg(shade=200))
    known = [photo for photo in room.requests[1].photos if not photo.new]
    assert len(known) == 14
    assert all(photo.file for photo in known)
