"""Trouble on the way: Telegram's, in all its kinds, and ours, in the middle of a session."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.app import TelegramBot
from bot.rehearsal.faults import Fault, FaultKind
from bot.rehearsal.server import RehearsalServer
from core.services import story
from tests.e2e import roads
from tests.e2e.house import House
from tests.e2e.roads import ENGLISH, SPANISH
from tests.fakes.companions import Companion

pytestmark = pytest.mark.asyncio(loop_scope="module")

HELEN, ROSARIO = 610, 611
FAULTS = (
    Fault(kind=FaultKind.TOO_MANY_REQUESTS, method="sendMessage", retry_after_s=1),
    Fault(kind=FaultKind.SERVER_ERROR, method="getUpdates"),
    Fault(kind=FaultKind.LOST_ANSWER, method="sendMessage"),
    Fault(kind=FaultKind.SERVER_ERROR, method="sendMessage", code=500),
    Fault(kind=FaultKind.SERVER_ERROR, method="answerCallbackQuery"),
    Fault(kind=FaultKind.TIMEOUT, method="sendMessage", hold_s=0.2),
    Fault(kind=FaultKind.TOO_MANY_REQUESTS, method="editMessageReplyMarkup", retry_after_s=1),
    Fault(kind=FaultKind.LOST_ANSWER, method="editMessageReplyMarkup"),
    Fault(kind=FaultKind.LOST_ANSWER, method="getUpdates"),
)
PICTURE_FAULTS = (
    Fault(kind=FaultKind.SERVER_ERROR, method="sendPhoto"),
    Fault(kind=FaultKind.LOST_ANSWER, method="sendPhoto"),
)


class Weather:
    """Orders another trouble after every second act."""

    def __init__(self, server: RehearsalServer) -> None:
        self._faults = server.world.faults
        troubles = ([fault, None] for fault in itertools.cycle(FAULTS))
        self._next: Iterator[Fault | None] = itertools.chain.from_iterable(troubles)
        for fault in PICTURE_FAULTS:
            self._faults.order(replace(fault))

    async def turn(self) -> None:
        fault = next(self._next)
        if fault is not None:
            self._faults.order(replace(fault))


async def tells_in_all_weathers(companion: Companion, code: str) -> None:
    """A whole story by somebody who taps again when a message came twice."""
    await roads.is_introduced(companion, ENGLISH, code)
    await roads.tells_the_first_story(companion, ENGLISH)
    await companion.taps("session-their-words")
    await roads.makes_a_picture(companion)
    await companion.taps("session-enough")
    await roads.says_goodbye(companion, ENGLISH)
    questions = "session-audience-book", "session-telling-pleasant", "session-done"
    await companion.goes_through(*questions, to="session-card-enjoyed")
    await roads.leaves_a_note(companion, ENGLISH)


@pytest.mark.slow
@pytest.mark.usefixtures("worker")
async def test_a_whole_story_arrives_through_all_of_telegrams_troubles(house: House) -> None:
    async with house.companion(HELEN, ENGLISH.companion, "en") as companion:
        companion.after_each = Weather(house.server).turn
        await tells_in_all_weathers(companion, house.invitation())
        house.server.world.faults.clear()
        await house.nothing_open()
        heard = await companion.heard()

    answered = {call.code for call in house.server.world.ledger.after(0)}
    assert answered >= {200, 429, 500, 502}
    with house.space_of(HELEN) as work:
        (session,), (memory,) = work.sessions.all(), work.memories.all()
        (page,), pictures = work.pages.all(), work.pictures.all()
    assert (memory.words, memory.title) == (ENGLISH.story, ENGLISH.title)
    assert session.record.note == ENGLISH.note
    assert page.picture_id in {picture.id for picture in pictures}
    assert [picture.number for picture in pictures] == sorted({p.number for p in pictures})
    assert companion.label("session-thanks") in heard[-1]
    assert "incident" not in house.log("bot")


async def test_an_unexpected_error_is_kind_and_the_session_goes_on(
    house: House, bot_here: TelegramBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def falls(*_: object, **__: object) -> None:
        raise RuntimeError(SPANISH.story)

    async with house.companion(ROSARIO, SPANISH.companion, "es") as companion:
        await roads.is_introduced(companion, SPANISH, house.invitation())
        await companion.taps("session-assent-yes")
        await companion.taps_first(at="session-other-theme")
        with monkeypatch.context() as broken:
            broken.setattr(story, "answer", falls)
            await companion.says(SPANISH.story, at="session-nothing-comes")
            line = await companion.person.shows("/sesion", timeout_s=30)
        await companion.commands(SPANISH.story)
        await companion.goes_through("session-that-is-all", to="session-their-words")

    incident = line.text.rsplit(maxsplit=1)[-1]
    logged = [row for row in house.log("bot").splitlines() if incident in row]
    assert len(logged) == 1
    assert "Traceback" not in line.text
    assert not any(word in house.log("bot") for word in ("cocina", "mañana", SPANISH.person))
    with house.space_of(ROSARIO) as work:
        assert [memory.words for memory in work.memories.all()] == [SPANISH.story]
    await house.only_open(SPANISH.story)
