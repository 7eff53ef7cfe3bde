"""Photos that come one by one on a slow line share one message."""

from datetime import timedelta

import pytest

from core.domain.conversation import Screen
from core.domain.element import PersonAge
from core.domain.vetting import Finding
from core.services import photos
from tests.integration.photos.darkroom import Darkroom, found, jpeg


def test_on_a_slow_line_photos_share_one_message(room: Darkroom) -> None:
    room.opens()
    shown = len(room.ana.seen)
    room.verdicts = {0: found(Finding.BLURRED), 1: found(), 2: found(Finding.BROKEN), 3: found()}
    for shade in range(4):
        room.receives(jpeg(shade=shade))
    messages = room.ana.seen[shown:]
    assert ["replaces" in message.payload for message in messages] == [False] + [True] * 7
    assert "✅ 2 son buenas" in room.ana.last.text
    assert "1 está movida" in room.ana.last.text
    assert "1 está dañada" in room.ana.last.text
    assert len(screens_of(room)) == 1


def test_what_was_decided_meanwhile_is_told_as_it_is_now(room: Darkroom) -> None:
    room.opens()
    room.verdicts = {0: found(Finding.BLURRED)}
    room.receives(jpeg(shade=1))
    with room.kit.look() as work:
        photos.use_anyway(work, room.photos()[0].id, account_id=1)
        work.commit()
    room.receives(jpeg(shade=2))
    assert "✅ 2 son buenas" in room.ana.last.text
    assert "movida" not in room.ana.last.text


def test_what_comes_after_an_album_is_answered_below_it(room: Darkroom) -> None:
    room.opens()
    room.receives(*(jpeg(shade=shade) for shade in range(5)))
    room.sends(jpeg(shade=9))
    assert "replaces" not in room.ana.last.payload


@pytest.mark.parametrize("other", ["later", "elsewhere", "answered"])
def test_what_does_not_belong_together_is_told_apart(room: Darkroom, other: str) -> None:
    room.opens()
    room.receives(jpeg(shade=1))
    if other == "later":
        room.kit.wait(timedelta(minutes=2))
    elif other == "elsewhere":
        room.opens(age=PersonAge.ADULT)
    else:
        room.ana.tap("Ver cómo vamos")
    room.sends(jpeg(shade=2))
    assert "replaces" not in room.ana.last.payload
    room.looks()
    room.judges()
    assert "✅ 1 es buena" in room.ana.last.text


def screens_of(room: Darkroom) -> list[Screen]:
    with room.kit.look() as work:
        return list(work.open_screens(room.ana.account_id))
