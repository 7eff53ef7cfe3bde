"""A companion whose phone is photographed before everything they do."""

import asyncio
import contextlib
from dataclasses import dataclass

from bot.demo.companion import PREFERRED, Companion
from bot.rehearsal.person import NotShown
from bot.rehearsal.views import Line
from tests.look.album import Album
from tests.look.browser import Tab

PAGE_CATCHES_UP_S = 0.5
MOST_SCREENS = 60
SEEN_BEFORE = "-again"  #: screens with this ending are passed, not photographed
DRAWING_S = 900.0  #: for four candidates, on a machine that has other things to do
#: What a screen is called, by the first of these labels that stands on it.
CALLED = (
    ("session-other-theme", "themes"),
    ("session-nothing-comes", "question"),
    ("session-that-is-all", "follow-up"),
    ("session-their-words", "read-back"),
    ("session-we-are-ready", "ready"),
    ("session-assent-not-today", "invitation"),
    ("session-note-song", "opening"),
    ("pictures-button-meanwhile", "waiting"),
    ("pictures-button-likes", "reveal"),
    ("pictures-button-file", "picture-kept"),
    ("session-name-yes", "closing-name"),
    ("button-menu", "thanks"),
    ("session-audience-book", "audience"),
    ("session-telling-pleasant", "telling"),
    ("feeling-joy", "feeling"),
    ("session-card-enjoyed", "observation-card"),
    ("session-you-so_so", "and-you"),
    ("mood-4", "mood"),
    ("session-after-enough", "around"),
    ("button-no", "scene"),
)


@dataclass(slots=True, kw_only=True)
class Walker(Companion):
    """Plays a tale in front of the camera."""

    page: Tab
    album: Album

    async def shoot(self, name: str) -> None:
        """What the phone shows now."""
        if name.endswith(SEEN_BEFORE):
            return
        await asyncio.sleep(PAGE_CATCHES_UP_S)
        self.album.keep(name, await self.page.shot())

    async def shoot_dark(self, name: str) -> None:
        await self.page.wear("dark")
        await self.shoot(f"{name}-dark")
        await self.page.wear("light")

    async def seen(self, name: str = "") -> Line:
        """The next screen, photographed under this name or its own."""
        line = await self._screen()
        await self.shoot(name or self.called(line))
        return line

    async def tap(self, label_id: str, name: str = "", **values: str) -> Line:
        """Tap a label and photograph what comes of it."""
        label = self.tr.plain(label_id, **values)
        await self.person.shows_button(label, DRAWING_S)
        await self._tap_label(label)
        return await self.seen(name)

    async def say(self, text: str, name: str = "") -> Line:
        await self._say(text)
        return await self.seen(name)

    async def shows(self, label_id: str, name: str) -> None:
        """Wait for a button that comes by itself, and photograph it."""
        await self.person.shows_button(self.tr.plain(label_id), DRAWING_S)
        await self.shoot(name)

    async def shows_light(self, patience_s: float) -> None:
        """Wait for the first rough preview in the place of the words, and photograph it."""
        waiting = (await self.person.transcript())[-1]
        await self.person.shows_change(waiting, patience_s)
        await self.shoot("first-light")

    async def mark(self) -> None:
        """What is on the screen now has been answered."""
        await self._mark()

    async def until(self, label_id: str) -> None:
        """Do what is preferred until this label stands on the screen."""
        for _ in range(MOST_SCREENS):
            line = await self._screen()
            if self._has(line, label_id):
                return
            await self._tap_preferred(line)
            with contextlib.suppress(NotShown):
                await self.seen()

    def called(self, line: Line) -> str:
        return next((name for label, name in CALLED if self._has(line, label)), "closing")

    def offers(self, line: Line, label_id: str) -> bool:
        return self._has(line, label_id)

    async def prefer(self, line: Line) -> Line:
        """Tap what a companion in a good session would, and photograph what comes."""
        wanted = next(label for label in PREFERRED if self._has(line, label))
        return await self.tap(wanted)

    async def choose_theme(self, line: Line) -> str:
        """Ask for other themes until one with a story comes; give what is told then."""
        stories = {k: v for session in self.tale.sessions for k, v in session.items()}
        for _ in range(MOST_SCREENS):
            told = await self._choose(line, stories)
            line = await self._screen()
            if told is not None:
                return told.told
        raise NotShown("no theme with a story")
