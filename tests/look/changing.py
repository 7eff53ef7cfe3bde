"""Changing a picture at phone width: the part, the words, how strongly, the fine settings."""

from tests.look.scene import command
from tests.look.walker import Walker
from tests.unit.pictures.stories import MEMORY

TITLES = {"es": MEMORY.title, "en": "Bread"}
WORDS = {"es": "un perro marrón", "en": "a brown dog"}


async def pictures(walker: Walker) -> None:
    """A picture made at leisure, and a change of it up to what is asked last."""
    await _make(walker)
    await walker.tap("changes-button-change", "change-what")
    await walker.tap("changes-area-background", "change-looking")
    await walker.shows("changes-button-grid", "change-found")
    await walker.tap("changes-button-paint", "change-paint")
    await walker.tap("changes-button-grid", "change-grid")
    for square in ("6", "7", "10"):
        await walker.tap("changes-cell-off", "change-grid-again", number=square)
    await walker.shoot("change-grid-chosen")
    await walker.tap("pictures-button-done", "change-words")
    await _words(walker)


async def _make(walker: Walker) -> None:
    await command(walker, "pictures", "pictures-list")
    await walker.person.tap(TITLES[walker.tale.language])
    await walker.seen("pictures-offer")
    await walker.tap("button-yes", "pictures-waiting")
    await walker.shows("changes-button-change", "pictures-candidates")
    await walker.tap("changes-button-change", "change-which")
    await walker.tap("button-back", "pictures-candidates-again")
    await walker.mark()
    await walker.person.tap("2")
    await walker.seen("pictures-kept")


async def _words(walker: Walker) -> None:
    await walker.say(WORDS[walker.tale.language], "change-how")
    await walker.tap("fine-button-open", "fine-panel-change")
