"""A kept story put right, or deleted for good: from its page, and while it has none."""

from collections.abc import Callable
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.handlers.book.reading import contents
from bot.handlers.book.shelf import ask, asked_about, forget_question, pass_on
from bot.handlers.book.turning import DELETE, WORDS
from bot.handlers.book.waiting_stories import STORY, WHOSE, open_story, waiting, while_there
from bot.handlers.letting_go import stopping_work
from bot.handlers.session import unasked
from bot.handlers.session.frame import row_of, story, whole_story
from bot.handlers.session.story_screens import agree_buttons, as_before
from bot.handlers.session.taking_back import take_back
from bot.incoming import IncomingKind
from bot.screens import View
from bot.turns import Route, Turn
from core.book.texts import title_of
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.memory import Memory
from core.services import book_waiting
from core.services.story import may_be_quoted

WORDED, WENT_ON, BEFORE, DELETED = "book.worded", "book.went_on", "book.before", "book.deleted"
#: Characters; Telegram sends more than 4,096 as several messages, cut anywhere in its last half.
MAY_BE_CUT = 2000
REST_COMES = timedelta(minutes=2)  #: the rest of a message that was cut comes at once


def ask_words(turn: Turn, memory_id: str) -> None:
    """Show all the words there are, and wait for those that take their place."""
    memory = turn.work.memories.get(memory_id)
    text = Markup("\n\n").join((*whole_story(turn, memory), turn.tr("book-ask-words")))
    back = row_of(turn, ("book-button-leave-it", STORY, memory_id))
    _ask(turn, View(text=text, rows=(*_before(turn, memory), back)), WORDED, memory_id)


def _before(turn: Turn, memory: Memory) -> tuple[tuple[Button, ...], ...]:
    """The way back to the words that others took the place of."""
    return (row_of(turn, as_before(BEFORE, memory)),) if memory.former else ()


def _ask(turn: Turn, view: View, answer: str, memory_id: str) -> None:
    """Ask, and note when: what is told long afterwards is another story."""
    ask(turn, view, answer, f"{memory_id} {turn.now.isoformat()}")


def worded(turn: Turn, argument: str) -> None:
    """Keep what was written, and ask whose words it is; a voice is another story."""
    _take(turn, argument, book_waiting.change_words, within=unasked.SAME_STORY)


def went_on(turn: Turn, argument: str) -> None:
    """More of the same correction, when it comes as the rest of a long message does."""
    _take(turn, argument, book_waiting.add_words, within=REST_COMES)


def _take(turn: Turn, argument: str, put: Callable[..., Memory], *, within: timedelta) -> None:
    memory_id, _, asked_at = asked_about(argument).partition(" ")
    in_time = asked_at and turn.now - datetime.fromisoformat(asked_at) < within
    incoming = turn.incoming
    if not in_time or incoming.kind is not IncomingKind.WORDS or not incoming.text.strip():
        pass_on(turn)
    elif book_waiting.find(turn.work, memory_id, account_id=turn.account.id) is None:
        turn.tell(turn.tr("memory-gone"))
        waiting(turn)
    else:
        _ask_whose(turn, put(turn.work, memory_id, words=incoming.text))


def _ask_whose(turn: Turn, memory: Memory) -> None:
    """Show how it stands now, with the way back; a message that was cut has a rest to come."""
    asked = "book-whose-words" if may_be_quoted(memory) else "book-words-now"
    text = Markup("\n\n").join((*story(turn, memory), turn.tr(asked)))
    rows = (agree_buttons(turn, memory, WHOSE, about=memory.id), *_before(turn, memory))
    view = View(text=text, rows=rows, page=True)
    if len(turn.incoming.text) >= MAY_BE_CUT:
        _ask(turn, view, WENT_ON, memory.id)
    else:
        forget_question(turn)
        turn.show(view)


def before(turn: Turn, memory_id: str) -> None:
    """It was no correction: the words before are back, and the others are asked about."""
    if turn.work.memories.get(memory_id).former is None:  # it was agreed on meanwhile
        open_story(turn, memory_id)
        return
    other = take_back(turn, memory_id)
    open_story(turn, memory_id)
    unasked.ask(turn, other.id)


def ask_delete(turn: Turn, memory_id: str) -> None:
    forget_question(turn)
    text = turn.tr("book-ask-delete", title=title_of(turn.work.memories.get(memory_id), turn.tr))
    rows = (
        row_of(turn, ("book-button-delete-yes", DELETED, memory_id)),
        row_of(turn, ("book-button-leave-it", STORY, memory_id)),
    )
    turn.show_page(View(text=text, rows=rows))


def deleted(turn: Turn, memory_id: str) -> None:
    """It is gone, and what is still being drawn of it stops."""
    had_page = turn.work.pages.find(memory_id) is not None
    with stopping_work(turn):
        book_waiting.delete(turn.work, memory_id)
    turn.notice = turn.tr.plain("book-deleted")
    if had_page:
        contents(turn)
    else:
        waiting(turn)


def taps() -> dict[str, Route]:
    edit = Action.EDIT_BOOK
    handlers = {WORDS: ask_words, BEFORE: before, DELETE: ask_delete, DELETED: deleted}
    return {name: Route(edit, while_there(handler)) for name, handler in handlers.items()}


def answers() -> dict[str, Route]:
    edit = Action.EDIT_BOOK
    return {WORDED: Route(edit, worded), WENT_ON: Route(edit, went_on)}
