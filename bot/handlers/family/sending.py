"""What became of what somebody sent: their stories, photos and tips, and nobody else's."""

from markupsafe import Markup

from bot.handlers.session.unsettled import settle_button
from bot.screens import View, column
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.tip import Tip
from core.services import contributions
from core.services.contributions import Sent, SentMemory
from core.services.memories import default_title

LISTED = 6  #: of each kind


def open_page(turn: Turn, _: str = "") -> None:
    turn.expect()
    sent = contributions.sent_by(turn.work, turn.account.id)
    lines = [turn.tr("sent-title"), *_lines(turn, sent)]
    waiting = [each.memory for each in sent.memories[:LISTED] if not each.memory.approved]
    settling = [settle_button(turn, memory) for memory in waiting]
    if sent.nothing:
        lines.append(turn.tr("sent-nothing"))
    menu = turn.button("button-menu", "home.menu")
    turn.show_page(View(text=Markup("\n").join(lines), rows=column([*settling, menu])))


def _lines(turn: Turn, sent: Sent) -> list[Markup]:
    lines = [_memory(turn, each) for each in sent.memories[:LISTED]]
    if sent.photos:
        lines.append(turn.tr("sent-photos", count=len(sent.photos), in_book=sent.photos_in_book))
    return [*lines, *(_tip(turn, tip) for tip in sent.tips[:LISTED])]


def _memory(turn: Turn, sent: SentMemory) -> Markup:
    """Where a story is now; of one that is not settled yet it is still to be said."""
    title = default_title(sent.memory) or turn.tr.plain("sent-a-voice")
    if sent.page is not None:
        return turn.tr("sent-in-book", title=title, page=sent.page)
    return turn.tr("sent-kept" if sent.memory.approved else "sent-waiting", title=title)


def _tip(turn: Turn, tip: Tip) -> Markup:
    return turn.tr(f"sent-tip-{tip.state}", words=tip.words)


def taps() -> dict[str, Route]:
    return {"sent.open": Route(Action.TELL_MEMORY, open_page)}
