"""A companion who taps and types like a person would: by what the screen in hand says.

It knows nothing of the bot's insides: it reads labels over HTTP, as the chat page shows them.
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.commands import name_in
from bot.demo.story import Tale, Told
from bot.rehearsal.person import Person
from bot.rehearsal.views import Line
from core.i18n.translator import Translator

PATIENCE_S = 60.0  #: for an answer of the bot
DRAWING_S = 120.0  #: for the first candidate of a picture
SETTLE_S = 0.4  #: several messages may come together; the last one counts
MOST_STEPS = 80  #: a session that takes more goes round in circles

#: What is tapped when it is there, first things first; ids of the labels.
PREFERRED = (
    "session-assent-yes",
    "session-we-are-ready",
    "session-their-words",
    "session-that-is-all",
    "pictures-button-likes",
    "pictures-button-show",
    "session-audience-book",
    "session-telling-pleasant",
    "session-you-good",
    "button-yes",
    "session-name-yes",
    "session-next",
    "mood-4",
    "session-done",
    "session-skip",
    "button-go-on",
)


class Lost(Exception):
    """The companion does not know what to tap on this screen."""


@dataclass(slots=True, kw_only=True)
class Companion:
    """Plays one tale; `done` is called with a line after each thing done."""

    person: Person
    tale: Tale
    tr: Translator
    done: Callable[[str], None]
    _acted_on: int = 0  #: version of the newest line that was answered

    async def enrol(self, code: str) -> None:
        """From the link to the first invitation."""
        await self.person.start(code)
        await self._screen()
        await self._say(self.tale.person)
        for answer in (
            self.tale.register,
            "enrolment-telling",
            "enrolment-nothing",
            "enrolment-carer",
        ):
            if answer:
                await self._tap(answer)

    async def describe(self) -> None:
        """Say on the person's page when they were born and how pictures draw them."""
        await self._say(f"/{name_in(self.tale.language, 'person')}")
        for answer in ("person-part-who", "person-fact-birth-year"):
            await self._screen()
            await self._tap(answer)
        await self._screen()
        await self._say(self.tale.birth_year)
        for answer in ("person-fact-figure", f"person-figure-{self.tale.figure}"):
            await self._screen()
            await self._tap(answer)
        await self._screen()

    async def lead(self, stories: Mapping[str, Told]) -> None:
        """One session, from the invitation to the thank-you."""
        await self._say(f"/{name_in(self.tale.language, 'session')}")
        told: Told | None = None
        is_told = False
        for _ in range(MOST_STEPS):
            line = await self._screen()
            if self._has(line, "session-other-theme"):
                told = await self._choose(line, stories)
            elif self._has(line, "session-nothing-comes"):
                if told is None or is_told:
                    await self._tap("session-enough")
                else:
                    is_told = True
                    await self._say(told.told)
            elif self._has(line, "pictures-button-meanwhile"):
                await self._wait_for_candidate()
            elif told and self._has(line, "session-name-yes"):
                await self._say(told.title)
            elif self._is_over(line):
                return
            else:
                await self._tap_preferred(line)
        raise Lost(f"{MOST_STEPS} steps and no end: {await self.person.last()}")

    async def send_photos(self, photos: Sequence[bytes]) -> None:
        """Photos of the dog as an album; it is to be learnt in the night."""
        await self._say(f"/{name_in(self.tale.language, 'photos')}")
        for answer in ("photos-add", "photos-kind-pet"):
            await self._tap(answer)
        await self._screen()
        await self._say(self.tale.dog)
        for answer in ("photos-class-dog", "pictures-button-carer"):
            await self._tap(answer)
        await self._screen()
        await self._mark()
        await self.person.send_album(photos)
        self.done(self.tr.plain("photos-kind-pet"))
        await self.person.shows_button(self.tr.plain("photos-teach"), PATIENCE_S)
        for answer in ("photos-teach", "teaching-tonight"):
            await self._tap(answer)
        await self._screen()

    async def _choose(self, line: Line, stories: Mapping[str, Told]) -> Told | None:
        """Tap a theme there is a story for; else ask for something else."""
        for theme, told in stories.items():
            label = self.tr.plain(
                "session-theme-choice",
                emoji=self.tr.plain(f"theme-{theme}-emoji"),
                theme=self.tr.plain(f"theme-{theme}-short"),
            )
            if label in line.labels:
                await self._tap_label(label)
                return told
        await self._tap("session-other-theme")
        return None

    async def _wait_for_candidate(self) -> None:
        """Nobody taps while it is being drawn: the first picture comes by itself."""
        await self.person.shows_button(self.tr.plain("pictures-button-show"), DRAWING_S)

    def _is_over(self, line: Line) -> bool:
        return self._has(line, "button-menu") or self._has(line, "button-session")

    async def _tap_preferred(self, line: Line) -> None:
        for wanted in PREFERRED:
            if self._has(line, wanted):
                await self._tap(wanted)
                return
        raise Lost(f"{line.text} {line.labels}")

    def _has(self, line: Line, label_id: str) -> bool:
        return self.tr.plain(label_id) in line.labels

    async def _tap(self, label_id: str) -> None:
        label = self.tr.plain(label_id)
        await self.person.shows_button(label, PATIENCE_S)
        await self._tap_label(label)

    async def _tap_label(self, label: str) -> None:
        await self._mark()
        await self.person.tap(label)
        self.done(label)

    async def _say(self, text: str) -> None:
        await self._mark()
        await self.person.say(text)
        self.done(text)

    async def _mark(self) -> None:
        self._acted_on = max((line.version for line in await self._lines()), default=0)

    async def _lines(self) -> list[Line]:
        return [line for line in await self.person.transcript() if line.is_from_bot]

    async def _screen(self) -> Line:
        """The newest message with buttons that came after what was last done."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            before = await self._asking()
            await asyncio.sleep(SETTLE_S)
            asking = await self._asking()
            if asking and asking == before:
                return asking[-1]
        raise Lost(f"no answer: {await self.person.last()}")

    async def _asking(self) -> list[Line]:
        lines = await self._lines()
        return [line for line in lines if line.labels and line.version > self._acted_on]
