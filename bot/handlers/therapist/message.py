"""A summary as one message of at most 250 words, with its buttons, and block by block."""

import html
import re
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.handlers.therapist.blocks import IN_ORDER
from bot.handlers.therapist.scribe import WHOLE, Room, Scribe
from core.content.questions import QuestionBank
from core.domain.summary import BLOCKS, SessionSummary
from core.i18n.translator import Translator

MOST_WORDS = 250
_TAG = re.compile(r"<[^<>]*>")

#: Tried one after the other until the words fit; the last holds nothing anybody wrote.
ROOMS = (
    Room(memories=4, quotes=3, note=30, goal=20, themes=3, moments=3, suggestions=6),
    Room(memories=3, quotes=2, note=25, goal=15, themes=2, moments=2, suggestions=4),
    Room(memories=3, quotes=1, note=20, goal=12, themes=2, moments=2, suggestions=3),
    Room(memories=2, quotes=1, note=12, goal=8, themes=2, moments=1, suggestions=2),
    Room(memories=1, quotes=0, note=0, goal=6, themes=1, moments=1, suggestions=1),
    Room(memories=0, quotes=0, note=0, goal=0, themes=1, moments=0, suggestions=0),
)


def short(
    tr: Translator, summary: SessionSummary, *, zone: ZoneInfo, bank: QuestionBank
) -> Markup:
    """The whole summary in at most 250 words: what does not fit is shortened, never dropped."""
    text = Markup("")
    for room in ROOMS:
        text = _all_blocks(Scribe(tr=tr, zone=zone, bank=bank, room=room), summary)
        if count_words(text) <= MOST_WORDS:
            break
    return text


def count_words(text: Markup) -> int:
    """Words as somebody reads them, without tags."""
    return len(html.unescape(_TAG.sub("", str(text))).split())


def block(
    tr: Translator, summary: SessionSummary, name: str, *, zone: ZoneInfo, bank: QuestionBank
) -> Markup:
    """One block, whole."""
    label = tr.plain(f"summaries-block-{name}")
    number = BLOCKS.index(name) + 1
    text = block_text(tr, summary, name, zone=zone, bank=bank)
    return tr("summaries-detail", number=number, of=len(BLOCKS), label=label, text=text)


def block_text(
    tr: Translator, summary: SessionSummary, name: str, *, zone: ZoneInfo, bank: QuestionBank
) -> str:
    """What one block says, whole, without its heading."""
    return IN_ORDER[name](Scribe(tr=tr, zone=zone, bank=bank, room=WHOLE), summary)


def _all_blocks(scribe: Scribe, summary: SessionSummary) -> Markup:
    lines = [scribe.tr("summaries-draft")] if summary.draft else []
    for name, words in IN_ORDER.items():
        text = words(scribe, summary)
        if name == "header":
            lines.append(Markup(text))  # noqa: S704 - the translator escaped it
        else:
            label = scribe.tr.plain(f"summaries-block-{name}")
            lines.append(scribe.tr("summaries-line", label=label, text=text))
    return Markup("\n").join(lines)
