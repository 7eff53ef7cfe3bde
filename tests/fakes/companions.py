"""A companion with a phone: reads the labels on the screen, taps, types and talks.

It knows nothing of the bot's insides. Before it does anything it waits until the message
it answers is there, so no pause is ever needed.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bot.rehearsal.person import NotShown, Person
from bot.rehearsal.views import Line
from core.i18n.translator import Translator

PATIENCE_S = 90.0  #: a worker's first picture takes long on a busy machine
LOOK_EVERY_S = 0.03
MOST_STEPS = 40

Act = Callable[[], Awaitable[object]]


async def _nothing_more() -> None:
    """Most acts are over when they are done."""


@dataclass(slots=True, kw_only=True)
class Companion:
    """Answers what came after its own last act, by the ids of the labels."""

    person: Person
    tr: Translator
    after_each: Act = _nothing_more  #: done after every act: kills, double taps
    patience_s: float = PATIENCE_S
    taps_twice: bool = False
    second_answers: list[str] = field(default_factory=list)  #: what each second tap was told
    _acted_on: int = 0  #: version of the message it answered last

    def label(self, label_id: str) -> str:
        """What stands on a button; a number is its own label."""
        return label_id if label_id.isdigit() else self.tr.plain(label_id)

    async def starts(self, code: str) -> None:
        await self._act(lambda: self.person.start(code))

    async def commands(self, command: str) -> None:
        """Type a command, whatever is on the screen."""
        shown = await self.person.transcript()
        self._acted_on = max((line.version for line in shown), default=0)
        await self._act(lambda: self.person.say(command))

    async def says(self, words: str, *, at: str) -> None:
        """Type something, once the button `at` shows that it is waited for."""
        self._acted_on = (await self.sees(at)).version
        await self._act(lambda: self.person.say(words))

    async def sends_voice(self, content: bytes, *, at: str) -> None:
        self._acted_on = (await self.sees(at)).version
        await self._act(lambda: self.person.send_voice(content))

    async def taps(self, *label_ids: str) -> None:
        for label_id in label_ids:
            await self.taps_label(await self.sees(label_id), self.label(label_id))

    async def taps_first(self, *, at: str) -> str:
        """Tap the first button of the screen that has this one too; give its label."""
        line = await self.sees(at)
        await self.taps_label(line, line.labels[0])
        return line.labels[0]

    async def taps_label(self, line: Line, label: str) -> None:
        button = line.button(label)
        assert button is not None
        assert button.callback_data is not None
        data = button.callback_data
        self._acted_on = line.version
        await self._act(lambda: self._presses(line.message_id, data))

    async def _presses(self, message_id: int, data: str) -> None:
        await self.person.tap_data(message_id, data)
        if self.taps_twice:
            second = await self.person.tap_data(message_id, data)
            answer = await self.person.answer_to(second, timeout_s=self.patience_s)
            self.second_answers.append(answer["text"])

    async def goes_through(self, *label_ids: str, to: str) -> Line:
        """Tap whichever of the buttons is there until another one is."""
        for _ in range(MOST_STEPS):
            line = await self.sees(to, *label_ids)
            if self.label(to) in line.labels:
                return line
            known = (label for label in map(self.label, label_ids) if label in line.labels)
            await self.taps_label(line, next(known))
        raise NotShown(f"{MOST_STEPS} steps without {to}")

    async def shows_a_picture(self) -> None:
        """Show the first candidate, or the first of the album if that came meanwhile."""
        shown = self.label("pictures-button-likes")
        while True:
            line = await self.sees(
                "pictures-button-show", "pictures-button-none", "pictures-button-likes"
            )
            if shown in line.labels:
                return
            await self.taps_label(line, line.labels[0])

    async def sees(self, *label_ids: str) -> Line:
        """Wait for a message that came or changed since, with one of these buttons."""
        wanted = {self.label(label_id) for label_id in label_ids}
        return await self._until(lambda line: not wanted.isdisjoint(line.labels), wanted)

    async def hears(self, words_id: str) -> Line:
        """Wait for a message that came or changed since and says this."""
        words = self.label(words_id)
        return await self._until(lambda line: words in line.text, words)

    async def heard(self) -> Sequence[str]:
        """Everything the bot's messages say now."""
        return [line.text for line in await self.person.transcript() if line.is_from_bot]

    async def _until(self, holds: Callable[[Line], bool], wanted: object) -> Line:
        deadline = time.monotonic() + self.patience_s
        while time.monotonic() < deadline:
            shown = await self.person.transcript()
            fresh = [line for line in shown if line.version > self._acted_on]
            for line in reversed(fresh):
                if line.is_from_bot and holds(line):
                    return line
            await asyncio.sleep(LOOK_EVERY_S)
        last = [(line.text, line.labels) for line in shown[-3:]]
        raise NotShown(f"no {wanted} within {self.patience_s} s; the last messages: {last}")

    async def _act(self, act: Act) -> None:
        await act()
        await self.after_each()
