"""A whole session at each level in both languages, from the invitation to the thank-you."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from core.domain.life import Feeling, Level
from core.domain.memory import Audience, Memory, ToldHow, Valence, Wording
from core.domain.session import ReminiscenceSession, SessionStage
from core.domain.session_record import Assent, CompanionDay, ObservationItem
from tests.e2e import roads
from tests.e2e.house import House
from tests.e2e.roads import TALES, VOICE_NOTE, Tale
from tests.fakes.companions import Companion

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("worker")]

NUMBERS = iter(range(700, 800))


@pytest_asyncio.fixture(loop_scope="module", params=TALES, ids=[t.language for t in TALES])
async def tale(request: pytest.FixtureRequest) -> Tale:
    told: Tale = request.param
    return told


@pytest_asyncio.fixture(loop_scope="module")
async def companion(house: House, tale: Tale) -> AsyncIterator[Companion]:
    async with house.companion(next(NUMBERS), tale.companion, tale.language) as companion:
        yield companion


def kept(house: House, companion: Companion) -> tuple[ReminiscenceSession, list[Memory], int]:
    """The last session, all memories, and how many pages the book has."""
    with house.space_of(companion.person.user_id) as work:
        sessions = sorted(work.sessions.all(), key=lambda session: session.begun_at)
        return sessions[-1], list(work.memories.all()), work.pages.count()


def voice_of(house: House, companion: Companion, memory: Memory) -> list[bytes]:
    with house.space_of(companion.person.user_id) as work:
        return [work.media.read(voice_id) for voice_id in memory.voice_ids]


async def played(companion: Companion) -> list[bytes]:
    """The voice notes that the bot sent."""
    lines = [line for line in await companion.person.transcript() if line.is_from_bot]
    voices = [line.medium for line in lines if line.medium and line.medium.kind == "voice"]
    return [await companion.person.download(voice) for voice in voices]


def assert_led_to_its_end(session: ReminiscenceSession, tale: Tale, level: Level) -> None:
    record = session.record
    assert session.stage is SessionStage.SUMMARY
    assert session.level is level
    assert record.assent is Assent.YES
    assert record.mood_before is not None
    assert record.mood_after is not None
    assert record.observation == {ObservationItem.ENJOYED: 1, ObservationItem.INTEREST: 0}
    assert record.note.endswith(tale.note)
    assert record.companion_day is CompanionDay.GOOD


async def test_a_whole_session_of_telling(house: House, tale: Tale, companion: Companion) -> None:
    await roads.is_introduced(companion, tale, house.invitation())
    await companion.taps("session-assent-not-today", "session-done")
    await roads.tells_on_another_day(companion, tale)
    await roads.closes(companion, tale)
    await roads.begins(companion)
    await companion.taps_first(at="session-other-theme")
    await companion.sends_voice(VOICE_NOTE, at="session-nothing-comes")
    await companion.goes_through("session-that-is-all", to="session-keep-voice")
    await companion.says(tale.more, at="session-keep-voice")
    await companion.taps("session-their-words")
    await roads.makes_a_picture(companion)
    await companion.taps("session-enough")
    await roads.closes(companion, tale)

    await companion.hears("session-thanks")
    session, memories, pages = kept(house, companion)
    assert_led_to_its_end(session, tale, Level.OPEN)
    assert session.record.stop is None
    first, second = sorted(memories, key=lambda memory: memory.told_at)
    assert (first.words, second.words) == (tale.story, tale.more)
    assert {first.audience, second.audience} == {Audience.BOOK}
    assert {first.valence, second.valence} == {Valence.PLEASANT}
    assert second.wording is Wording.VERBATIM
    assert second.title == tale.title
    assert voice_of(house, companion, second) == [VOICE_NOTE]
    assert VOICE_NOTE in await played(companion)
    assert pages == 2


async def test_a_whole_session_of_choosing(house: House, tale: Tale, companion: Companion) -> None:
    await roads.is_introduced(companion, tale, house.invitation(), level="enrolment-choosing")
    companion.taps_twice = True
    await companion.taps("session-assent-yes")
    await companion.taps_first(at="session-other-theme")
    drawings = (await companion.sees("session-other-ways")).medium
    chosen = await companion.taps_first(at="session-other-ways")
    await companion.taps("session-like-this")
    onward = ("button-no", "button-go-on", "session-next")
    await companion.goes_through(*onward, to="session-name-yes")
    await roads.closes(companion, tale, titled=False)
    await roads.begins(companion)
    await companion.taps_first(at="session-other-theme")
    await companion.taps("session-other-ways", "session-back")
    await companion.sends_voice(VOICE_NOTE, at="session-other-ways")
    await companion.goes_through("session-that-is-all", to="session-keep-voice")
    await companion.says(tale.more, at="session-keep-voice")
    await companion.taps("session-like-this")
    await roads.makes_a_picture(companion)
    await roads.closes(companion, tale)

    await companion.hears("session-thanks")
    session, memories, pages = kept(house, companion)
    assert_led_to_its_end(session, tale, Level.CHOICE)
    assert session.record.stop is None
    first, second = sorted(memories, key=lambda memory: memory.told_at)
    assert drawings is not None
    assert drawings.kind == "photo"
    assert first.told_how is second.told_how is ToldHow.CHOSEN
    assert set(companion.second_answers) == {companion.label("bot-stale-tap")}
    assert first.feeling == Feeling.JOY
    assert chosen.split()[-1].casefold() in first.words.casefold()
    assert second.words == tale.more
    assert voice_of(house, companion, second) == [VOICE_NOTE]
    assert VOICE_NOTE in await played(companion)
    assert pages == 2


async def test_a_whole_session_of_company_leaves_the_book_alone(
    house: House, tale: Tale, companion: Companion
) -> None:
    await roads.is_introduced(companion, tale, house.invitation(), level="enrolment-company")
    await companion.taps("session-assent-accepts")
    await companion.taps_first(at="session-other-theme")
    await companion.taps("session-they-like-it", "session-enough")
    await roads.closes(companion, tale, titled=False)
    await roads.begins(companion, assent="session-assent-accepts")
    await companion.taps_first(at="session-other-theme")
    await companion.says(tale.more, at="session-they-like-it")
    await companion.taps("session-they-like-it", "session-enough")
    await roads.closes(companion, tale, titled=False)

    await companion.hears("session-thanks")
    session, memories, pages = kept(house, companion)
    assert_led_to_its_end(session, tale, Level.PRESENCE)
    assert tale.more in session.record.note
    assert (memories, pages) == ([], 0)
    offered = companion.label("changes-button-change"), companion.label("pictures-off")
    heard = "\n".join(await companion.heard())
    assert not any(words in heard for words in offered)
