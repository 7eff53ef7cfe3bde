"""kill -9 for the bot at every step of a session: nothing is lost, nothing is applied twice."""

import itertools
from collections.abc import Awaitable, Callable, Iterator

import pytest

from core.domain.memory import Audience, Valence
from core.domain.session import SessionStage
from core.domain.session_record import ObservationItem
from tests.e2e import roads
from tests.e2e.house import House, Program, until
from tests.e2e.roads import ENGLISH
from tests.fakes.companions import Companion

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

HELEN = 660
PATIENCE_S = 60.0


class Misfortune:
    """Kills the bot after every act, each time at another moment, and starts it again."""

    def __init__(self, house: House, program: Program) -> None:
        self.kills = 0
        self._house = house
        self._program = program
        moments = (self._at_once, self._written_down, self._answering)
        self._moments: Iterator[Callable[[], Awaitable[None]]] = itertools.cycle(moments)

    async def strike(self) -> None:
        await next(self._moments)()
        await self._program.kill()
        self.kills += 1
        self._program = await self._house.start("bot")

    async def end(self) -> None:
        await self._program.end()

    async def _at_once(self) -> None:
        """Telegram has it; whether the bot has nobody knows."""

    async def _written_down(self) -> None:
        """The bot has told Telegram that it arrived, and is busy with it."""
        updates = self._house.server.world.updates
        await until(lambda: len(updates) == 0, what="confirmed update", patience_s=PATIENCE_S)

    async def _answering(self) -> None:
        """The first call to Telegram came in: it was committed, and is being sent."""
        ledger = self._house.server.world.ledger
        before = len(ledger.after(0))

        def answers() -> bool:
            made = ledger.after(before)
            return any(call.method in ANSWERS for call in made)

        await until(answers, what="answer", patience_s=PATIENCE_S)


ANSWERS = {"sendMessage", "sendPhoto", "sendVoice", "editMessageText", "editMessageReplyMarkup"}


async def leads_a_session(companion: Companion) -> None:
    """Every stage of a session, S0 to S11."""
    await roads.begins(companion)
    await companion.taps_first(at="session-other-theme")
    await companion.says(ENGLISH.story, at="session-nothing-comes")
    await companion.says(ENGLISH.more, at="session-that-is-all")
    await companion.taps("session-that-is-all", "session-their-words", "button-no")
    await companion.taps("session-enough", "session-next")
    await companion.says(ENGLISH.title, at="session-name-yes")
    await companion.taps("session-done", "mood-4")
    await companion.taps("session-audience-book", "session-telling-pleasant")
    await companion.goes_through("8", "feeling-joy", "session-done", to="session-card-enjoyed")
    await companion.taps("session-card-enjoyed")
    # A message that came twice may be tapped twice: three screens have this button in a row.
    await companion.goes_through("session-done", to="session-skip")
    await companion.says(ENGLISH.note, at="session-skip")
    await companion.taps("session-you-good")
    await companion.sees("button-menu")


async def test_a_session_survives_a_kill_of_the_bot_after_every_step(
    house: House, without_limits: None
) -> None:
    async with house.companion(HELEN, ENGLISH.companion, "en") as companion:
        async with house.bot_here():
            await roads.is_introduced(companion, ENGLISH, house.invitation())
            await roads.tells_the_first_story(companion, ENGLISH)
            await companion.taps("session-their-words", "button-no", "session-enough")
            await roads.closes(companion, ENGLISH)
            await house.nothing_open()
        misfortune = Misfortune(house, await house.start("bot"))
        companion.after_each, companion.patience_s = misfortune.strike, PATIENCE_S
        try:
            await leads_a_session(companion)
            await house.nothing_open()
        finally:
            await misfortune.end()

        assert misfortune.kills > 20
        assert_all_was_applied_once(house)
        await assert_all_was_said(companion)
        assert "incident" not in house.log("bot")


def assert_all_was_applied_once(house: House) -> None:
    with house.space_of(HELEN) as work:
        assert work.sessions.count() == 2
        session = max(work.sessions.all(), key=lambda session: session.begun_at)
        (memory,) = work.memories.of_session(session.id)
        screens = work.open_screens(HELEN)
    assert session.stage is SessionStage.SUMMARY
    assert len(session.record.prompts) == 2  # the question, and the one closed at
    assert session.record.observation == {ObservationItem.ENJOYED: 0}
    assert session.record.note == ENGLISH.note
    assert memory.words == f"{ENGLISH.story}\n{ENGLISH.more}"
    assert (memory.title, memory.audience) == (ENGLISH.title, Audience.BOOK)
    assert memory.valence is Valence.PLEASANT
    assert len(screens) == 1


async def assert_all_was_said(companion: Companion) -> None:
    """Only what was on its way at a kill may stand there twice, one right after the other."""
    heard = await companion.heard()
    begins = max(n for n, text in enumerate(heard) if "👓" in text)
    once = [text for text, _ in itertools.groupby(heard[begins:])]
    assert len(once) == len(set(once))
    assert companion.label("session-thanks") in once[-1]
