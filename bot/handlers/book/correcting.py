"""A kept story put right, or deleted for good: from its page, and while it has none."""

from markupsafe import Markup

from bot.handlers.book.reading import contents
from bot.handlers.book.shelf import ask, asked_about, forget_question, pass_on
from bot.handlers.book.turning import DELETE, WORDS
from bot.handlers.book.waiting_stories import STORY, WHOSE, open_story, waiting, while_there
from bot.handlers.letting_go import stopping_work
from bot.handlers.session.frame import row_of, story
from bot.handlers.session.story_screens import agree_buttons
from bot.incoming import IncomingKind
from bot.screens import View
from bot.turns import Route, Turn
from core.book.texts import title_of
from core.domain.circle import Action
from core.services import book_waiting
from core.services.story import may_be_quoted

WORDED, DELETED = "book.worded", "book.deleted"


def ask_words(turn: Turn, memory_id: str) -> None:
    """Show all the words there are, and wait for those that take their place."""
    memory = turn.work.memories.get(memory_id)
    kept = (turn.tr("session-words", words=memory.words),) if memory.words else ()
    text = Markup("\n\n").join((*kept, turn.tr("book-ask-words")))
    back = row_of(turn, ("book-button-leave-it", STORY, memory_id))
    ask(turn, View(text=text, rows=(back,)), WORDED, memory_id)


def worded(turn: Turn, argument: str) -> None:
    """Keep what was written, and ask whose words it is; a voice is another story."""
    memory_id, incoming = asked_about(argument), turn.incoming
    if incoming.kind is not IncomingKind.WORDS or not incoming.text.strip():
        pass_on(turn)
    elif book_waiting.find(turn.work, memory_id, account_id=turn.account.id) is None:
        turn.tell(turn.tr("memory-gone"))
        waiting(turn)
    else:
        _put_right(turn, memory_id, incoming.text)


def _put_right(turn: Turn, memory_id: str, words: str) -> None:
    memory = book_waiting.change_words(turn.work, memory_id, words=words)
    if not (memory.approved and may_be_quoted(memory)):
        open_story(turn, memory_id)
        return
    forget_question(turn)
    text = Markup("\n\n").join((*story(turn, memory), turn.tr("book-whose-words")))
    rows = (agree_buttons(turn, memory, WHOSE, about=memory_id),)
    turn.show(View(text=text, rows=rows, page=True))


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
    handlers = {WORDS: ask_words, DELETE: ask_delete, DELETED: deleted}
    return {name: Route(edit, while_there(handler)) for name, handler in handlers.items()}


def answers() -> dict[str, Route]:
    return {WORDED: Route(Action.EDIT_BOOK, worded)}
