"""Stories that are not in the book: settled here when nobody did after the session.

Their words, whose they are and who may see them, as the closing asks it. What is set aside
has a list of its own: it goes in only when the person asks for it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.handlers.book.captions import button_label
from bot.handlers.book.pages import page_view
from bot.handlers.book.shelf import forget_question, reader, show
from bot.handlers.book.turning import DELETE, WORDS, contents_button
from bot.handlers.pictures import enlarging
from bot.handlers.session.frame import column_of, row_of, story
from bot.handlers.session.story_screens import agree_buttons, not_gone_over
from bot.handlers.session.unsettled import ASK, WAITING
from bot.screens import Rows, View, column
from bot.turns import Handler, Route, Turn
from core.book.texts import person_name, title_of
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.memory import Audience, Memory, Wording
from core.services import book_waiting, books, memories

LISTED = 6  #: stories on one screen
STORY, SET_ASIDE = "book.story", "book.set_aside"
WHOSE, SEEN, WANTED = "book.whose", "book.seen", "book.wanted"
_AUDIENCES = (Audience.BOOK, Audience.CIRCLE, Audience.US)


def waiting(turn: Turn, start: str = "") -> None:
    """List what is not in the book, what nobody answered yet first."""
    found = book_waiting.waiting(turn.work, account_id=turn.account.id, now=turn.now)
    aside = book_waiting.set_aside(turn.work, account_id=turn.account.id, now=turn.now)
    below = [turn.button("book-button-set-aside", SET_ASIDE)] if aside else []
    below.append(contents_button(turn))
    text = turn.tr("book-waiting-list" if found else "book-none-waiting")
    _list(turn, text, found, again=WAITING, start=start, below=below)


def set_aside(turn: Turn, start: str = "") -> None:
    """List what hurts, rests or is lost."""
    found = book_waiting.set_aside(turn.work, account_id=turn.account.id, now=turn.now)
    text = turn.tr("book-set-aside-list" if found else "book-none-set-aside")
    below = [turn.button("book-button-waiting-back", WAITING)]
    _list(turn, text, found, again=SET_ASIDE, start=start, below=below)


def _list(
    turn: Turn,
    text: Markup,
    found: Sequence[Memory],
    *,
    again: str,
    start: str,
    below: Sequence[Button],
) -> None:
    forget_question(turn)
    first = int(start or 0)
    buttons = [_entry(turn, memory) for memory in found[first : first + LISTED]]
    if len(found) > first + LISTED:
        buttons.append(turn.button("book-button-more-stories", again, str(first + LISTED)))
    turn.show_page(View(text=text, rows=column([*buttons, *below])))


def _entry(turn: Turn, memory: Memory) -> Button:
    """A story by its title, with a tick where it was answered; one told unasked is asked about."""
    label = button_label(title_of(memory, turn.tr))
    if book_waiting.settled(memory) and not memory.kept_out:
        label = button_label(turn.tr.plain("session-chosen", what=label))
    held = memory.sent_by is not None and not memory.approved
    return Button(label=label, action=ASK if held else STORY, argument=memory.id)


def open_story(turn: Turn, memory_id: str) -> None:
    """Its page when it has one by now; else its words, and what is to be said of it next."""
    forget_question(turn)
    spread = books.open_page(turn.work, memory_id)
    if spread is not None:
        show(turn, page_view(turn, spread), anew=True)
        return
    memory = turn.work.memories.get(memory_id)
    question, answers = _next(turn, memory)
    rows = (
        *answers,
        row_of(turn, ("book-button-words", WORDS, memory_id)),
        row_of(turn, ("book-button-delete", DELETE, memory_id)),
        row_of(turn, ("book-button-waiting-back", WAITING)),
    )
    text = Markup("\n\n").join((*story(turn, memory), question))
    _show(turn, View(text=text, rows=rows, voices=memory.voice_ids))


def _next(turn: Turn, memory: Memory) -> tuple[Markup, Rows]:
    """What is asked about it now, and the answers."""
    if memory.kept_out and memory.avoid_reason:
        return turn.tr("book-resting"), ()
    if memory.kept_out:
        wanted = row_of(turn, ("book-button-wanted", WANTED, memory.id))
        return turn.tr("book-kept-out", name=person_name(reader(turn))), (wanted,)
    if not memory.approved:
        whose = agree_buttons(turn, memory, WHOSE, about=memory.id)
        return not_gone_over(turn, memory), (whose,)
    return _who_sees(turn, memory)


def _who_sees(turn: Turn, memory: Memory) -> tuple[Markup, Rows]:
    """The closing's own words, and its buttons."""
    title = title_of(memory, turn.tr)
    new = not book_waiting.settled(memory)
    text = turn.tr("session-audience", title=title) if new else turn.tr("memory-who-may-see")
    answers = column_of(
        turn, *((f"session-audience-{a}", SEEN, f"{memory.id} {a}") for a in _AUDIENCES)
    )
    return text, answers


def _show(turn: Turn, view: View) -> None:
    """A page of the menus; one with voices cannot take another's place."""
    if view.voices:
        turn.show(replace(view, page=True))
    else:
        turn.show_page(view)


def whose(turn: Turn, argument: str) -> None:
    """Whose words they are; then who may see them, unless somebody said so."""
    memory_id, how = argument.split()
    memories.keep_as(turn.work, memory_id, wording=Wording(how))
    open_story(turn, memory_id)


def seen(turn: Turn, argument: str) -> None:
    """Who may see it: for the book its page opens."""
    memory_id, who = argument.split()
    book_waiting.let_see(turn.work, memory_id, audience=Audience(who))
    enlarging.page_for_paper(turn, memory_id)
    if books.open_page(turn.work, memory_id) is not None:
        open_story(turn, memory_id)
    else:
        turn.notice = turn.tr.plain("memory-kept")
        waiting(turn)


def wanted(turn: Turn, memory_id: str) -> None:
    """The person asked for it: it goes in, once its words are agreed on."""
    book_waiting.want_in(turn.work, memory_id)
    enlarging.page_for_paper(turn, memory_id)
    open_story(turn, memory_id)


def while_there(handler: Handler) -> Handler:
    """A story may be gone, or be nobody else's business, when its button is tapped."""

    def guarded(turn: Turn, argument: str) -> None:
        memory_id = argument.partition(" ")[0]
        if book_waiting.find(turn.work, memory_id, account_id=turn.account.id) is None:
            turn.notice = turn.tr.plain("memory-gone")
            waiting(turn)
        else:
            handler(turn, argument)

    return guarded


def taps() -> dict[str, Route]:
    edit = Action.EDIT_BOOK
    of_a_story: dict[str, Callable[[Turn, str], None]] = {
        STORY: open_story,
        WHOSE: whose,
        SEEN: seen,
        WANTED: wanted,
    }
    return {
        WAITING: Route(edit, waiting),
        SET_ASIDE: Route(edit, set_aside),
        **{name: Route(edit, while_there(handler)) for name, handler in of_a_story.items()},
    }
