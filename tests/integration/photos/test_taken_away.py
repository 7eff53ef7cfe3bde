"""What is withdrawn in one chat is not left to be seen in another."""

from dataclasses import replace

import pytest

from bot.handlers import privacy
from core.domain.circle import Role
from core.domain.picture import PictureStatus
from tests.fakes.turns import Phone, joined
from tests.integration.photos.darkroom import Darkroom, jpeg
from tests.integration.photos.test_withdrawing import by_its_token, taught
from tests.unit.pictures.stories import MEMORY


@pytest.fixture
def lucia(room: Darkroom) -> Phone:
    return room.member(3, "Lucía", Role.RELATIVE)


def withdraw(room: Darkroom, label: str) -> None:
    services = room.kit.services
    room.kit.services = replace(services, routes=joined(services.routes, privacy.routes()))
    room.ana.command("privacy")
    for each in ("Los permisos", label, "Sí, retirar"):
        room.ana.tap(each)


def test_pictures_of_a_withdrawn_likeness_go_from_all_chats(room: Darkroom, lucia: Phone) -> None:
    young = room.opens()
    taught(room, young)
    with room.kit.look() as work:
        work.memories.save(MEMORY)
        picture = by_its_token(work.elements.get(young.id))
        media_id = work.media.put(b"made", media_type="image/jpeg")
        kept = replace(picture, media_id=media_id, status=PictureStatus.APPROVED)
        work.pictures.save(kept)
        work.commit()
    seen = {phone.name: phone.showing(media_id) for phone in (room.ana, lucia)}
    other = lucia.showing("something else")
    withdraw(room, "Retirar cara: De joven")
    lucia.read()
    assert seen["Ana"] in room.ana.deleted
    assert lucia.deleted == {seen["Lucía"]}
    assert other not in lucia.deleted


def test_withdrawn_photos_go_from_all_chats(room: Darkroom, lucia: Phone) -> None:
    room.opens()
    room.receives(jpeg(shade=1))
    (photo,) = room.photos()
    screen = lucia.showing(photo.media_id)
    withdraw(room, "Retirar: fotos")
    lucia.read()
    assert screen in lucia.deleted
