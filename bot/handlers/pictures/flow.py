"""What every picture screen shares: where to go on, the ways to stop, labels and captions."""

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from bot.handlers.session.frame import ways_to_stop
from bot.handlers.session.unasked import unasked
from bot.screens import Rows, View, shortened
from bot.turns import Turn
from core.domain.circle import Action
from core.domain.conversation import Button, Screen
from core.domain.memory import Memory, Teller
from core.domain.picture import Picture, PictureStyle
from core.domain.session import ReminiscenceSession, SessionStage
from core.errors import Refused
from core.i18n.translator import Translator
from core.services.circle import allowed
from core.services.picture_orders import tries_left
from core.services.sessions import permitted


def session_of(turn: Turn) -> ReminiscenceSession | None:
    """The session this account is leading now; somebody else's is none of its business."""
    session = turn.work.sessions.open_one()
    return session if session is not None and session.led_by == turn.account.id else None


def in_session(turn: Turn) -> bool:
    return session_of(turn) is not None


def may_try_again(turn: Turn, memory_id: str) -> bool:
    """Whether pictures of a memory may be tried once more: at leisure, always."""
    session = session_of(turn)
    return not session or tries_left(turn.work, memory_id=memory_id, session_id=session.id) > 0


def go_on(turn: Turn, memory_id: str = "") -> None:
    """Leave the pictures for what comes next: the session, or what can be done now."""
    turn.expect()
    session = session_of(turn)
    if session is None:
        turn.go("home.menu")
    elif _at_its_picture(session, memory_id):
        turn.go("session.picture_over")
    else:
        turn.go("session.carry_on")


def _at_its_picture(session: ReminiscenceSession, memory_id: str) -> bool:
    at_picture = session.stage is SessionStage.PICTURE and not session.interrupted
    return at_picture and session.talk.memory_id == memory_id


def show(turn: Turn, view: View, *rows: Iterable[Button]) -> Screen:
    """Show a view above its rows; in a session the ways to stop stand below them."""
    return turn.show(replace(view, rows=with_ways_to_stop(turn, rows)))


def with_ways_to_stop(turn: Turn, rows: Iterable[Iterable[Button]]) -> Rows:
    all_rows = tuple(row for row in map(tuple, rows) if row)
    return (*all_rows, ways_to_stop(turn)) if in_session(turn) else all_rows


def hand_on(turn: Turn, line: Markup, *, waits_on: bool = False) -> None:
    """Say what our question needs, and keep what came as what is told unasked is kept.

    What comes next may be the rest of a story, so words are not waited for any more: but
    where nothing typed can be taken for them, and after a photo, the question waits on.
    """
    turn.tell(line)
    if not (waits_on or turn.incoming.may_be_photo):
        turn.expect()
    unasked(turn)


def may_keep(turn: Turn) -> bool:
    """Whether what is told unasked may be kept now: by role, and by somebody's permission."""
    return allowed(turn.work, Action.TELL_MEMORY) and permitted(turn.work)


def photo_button(turn: Turn, memory_id: str) -> tuple[Button, ...]:
    """A real photo instead, for whoever may send one."""
    if not allowed(turn.work, Action.SEND_PHOTOS):
        return ()
    return (turn.button("pictures-button-photo", "pictures.photo", memory_id),)


def on_button(turn: Turn, memory_id: str) -> Button:
    return turn.button("button-go-on", "pictures.on", memory_id)


def parse(argument: str) -> tuple[str, PictureStyle]:
    """A memory, and the style it is to be drawn in."""
    memory_id, _, style = argument.partition(" ")
    return memory_id, PictureStyle(style) if style else PictureStyle.SOFT


def short(text: str) -> str:
    """As much of a text as a button holds."""
    return shortened(" ".join(text.split()))


def words_of(tr: Translator, refusal: Refused) -> Markup:
    """Why not, and what to do; a reason nobody worded falls back to its class."""
    known = tr.knows(refusal.word_id)
    return tr(refusal.word_id if known else refusal.word_id.removesuffix(f"-{refusal.reason}"))


def label(tr: Translator, *, memory: Memory, person: str) -> str:
    """What is written below a picture: made with AI, and from whose words."""
    name = person if memory.teller is Teller.PERSON else memory.teller_name
    told = "pictures-label-words" if memory.quotable else "pictures-label-told"
    return tr.plain(told, name=name) if name else tr.plain(f"{told}-nameless")


def label_from_photo(tr: Translator) -> str:
    """What is written below a picture that was drawn over a real photo."""
    return tr.plain("changes-label-photo")


def caption(turn: Turn, picture: Picture, tr: Translator) -> Markup:
    """The label again, for whoever only reads the message."""
    if picture.composite:
        return tr("pictures-caption", label=label_from_photo(tr))
    memory = turn.work.memories.get(picture.memory_id)
    return tr("pictures-caption", label=label(tr, memory=memory, person=turn.patient.name))
