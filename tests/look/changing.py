"""Changing a picture at phone width: the part, the words, how strongly, the fine settings.

Every way to show a part is gone: by its name, painted in the phone's own editor, on the grid.
`python -m tests.look.photos --only changing` walks through this alone.
"""

import random
from io import BytesIO

from PIL import Image

from bot.rehearsal.views import Line
from tests.fakes.strokes import lasso, painted
from tests.look.scene import command
from tests.look.walker import Walker
from tests.unit.pictures.stories import MEMORY

TITLES = {"es": MEMORY.title, "en": "Bread"}
WORDS = {"es": "un perro marrón", "en": "a brown dog"}
THING = {"es": "la mesa", "en": "the table"}
SMALL = ("button-back", "pictures-candidates-again")  #: a way back that shows nothing new


async def pictures(walker: Walker) -> None:
    """A picture made at leisure, two changes of it, and the way back."""
    await _make(walker)
    await _ways(walker)
    await walker.mark()
    await walker.person.tap("2")
    await walker.seen("pictures-kept")
    await _show_part(walker)
    await _words(walker)
    await _settings(walker)
    await _change(walker)
    await _way_back(walker)


async def _make(walker: Walker) -> None:
    await command(walker, "pictures", "pictures-list")
    await walker.tap("fine-button-open", "fine-list")
    await walker.person.tap(TITLES[walker.tale.language])
    await walker.seen("fine-panel-new")
    await walker.tap("fine-button-more", "fine-panel-new-more")
    await walker.tap("button-back", "fine-panel-new-again")
    await walker.tap("button-back", "pictures-offer")
    await walker.tap("button-yes", "pictures-waiting")
    await walker.shows("changes-button-change", "pictures-candidates")


async def _ways(walker: Walker) -> None:
    """What else there is than the candidates."""
    await walker.tap("changes-button-change", "change-which")
    await walker.tap(*SMALL)
    await walker.tap("pictures-button-ways", "pictures-ways")
    await walker.tap("changes-button-like", "pictures-like-which")
    await walker.tap(*SMALL)


async def _show_part(walker: Walker) -> None:
    await walker.tap("changes-button-change", "change-what")
    await walker.tap("changes-area-object", "change-which-thing")
    await walker.say(THING[walker.tale.language], "change-looking-for-thing")
    await walker.shows("changes-button-grid", "change-thing-found-or-not")
    await walker.tap("button-back", "pictures-kept-again")
    await walker.tap("changes-button-change", "change-what-again")
    await walker.tap("changes-area-background", "change-looking")
    await walker.shows("changes-button-grid", "change-found")
    await _paint(walker, await walker.tap("changes-button-paint", "change-paint"))
    await walker.tap("changes-button-grid", "change-grid")
    for square in ("6", "7", "10"):
        await walker.tap("changes-cell-off", "change-grid-again", number=square)
    await walker.shoot("change-grid-chosen")
    await walker.tap("pictures-button-done", "change-words")


async def _paint(walker: Walker, line: Line) -> None:
    """A ring around something, and it comes back as the editor of a phone sends it."""
    assert line.medium is not None
    sent = Image.open(BytesIO(await walker.person.download(line.medium))).convert("RGB")
    over, _ = painted(sent, lasso(random.Random(5)))
    content = BytesIO()
    over.save(content, "JPEG", quality=84)
    await walker.mark()
    await walker.person.send_photo(content.getvalue(), reply_to=line.message_id)
    await walker.shows("changes-button-this-part", "change-painted-found")


async def _words(walker: Walker) -> None:
    await walker.say(WORDS[walker.tale.language], "change-how")


async def _settings(walker: Walker) -> None:
    """The panel of a change: ready-made values, one setting, and what is asked for less."""
    await walker.tap("fine-button-open", "fine-panel-change")
    await walker.tap("fine-button-presets", "fine-presets")
    await walker.tap("fine-preset-subject", "fine-panel-change-again")
    await walker.tap("fine-button-more", "fine-panel-change-more")
    await walker.tap("fine-guidance", "fine-guidance")
    await walker.tap("button-back", "fine-panel-change-again")
    await walker.tap("fine-button-more", "fine-panel-more-again")
    await walker.tap("fine-content", "fine-content")
    await walker.tap("button-back", "fine-panel-change-again")


async def _change(walker: Walker) -> None:
    await walker.tap("fine-button-make", "change-waiting")
    await walker.shows("changes-button-change", "change-candidates")
    await walker.mark()
    await walker.person.tap("1")
    await walker.seen("change-kept")


async def _way_back(walker: Walker) -> None:
    await walker.tap("changes-button-steps", "change-steps")
    await walker.tap("button-back", "change-kept-again")
    await walker.tap("changes-button-undo", "change-undone")
