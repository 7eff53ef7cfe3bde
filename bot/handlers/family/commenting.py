"""Beside a page of the book: what the circle wrote, and room for more."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.handlers.book.shelf import pass_on
from bot.screens import View, column
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.comment import LONGEST_COMMENT, Comment
from core.domain.conversation import Button
from core.errors import NotFound
from core.services import books, circle, comments

LISTED = 8  #: comments on one screen


def open_page(turn: Turn, argument: str) -> None:
    """What was written beside a page, and a free message that is added to it.

    The newest stand there, or those before as many of the newest as the argument says.
    """
    page_id, later = _read(argument)
    spread = books.open_page(turn.work, page_id)
    if spread is None:
        turn.notice = turn.tr.plain("book-page-gone")
        turn.go("book.open")
        return
    found = comments.of_page(turn.work, page_id)
    later = later if later < len(found) else 0
    end = len(found) - later
    listed = found[max(end - LISTED, 0) : end]
    title = spread.memory.title or turn.tr.plain("comments-this-page")
    lines = [turn.tr("comments-title", title=title)]
    lines += [_line(turn, comment) for comment in listed]
    lines.append(turn.tr("comments-ask"))
    buttons = _hiding(turn, listed, later=later)
    if end > LISTED:
        before = f"{page_id} {later + LISTED}"
        buttons.append(turn.button("comments-earlier", "comments.open", before))
    buttons.append(turn.button("comments-to-page", "book.page_of", page_id))
    turn.show(View(text=Markup("\n\n").join(lines), rows=column(buttons)))
    turn.expect("comments.written", page_id)


def written(turn: Turn, page_id: str) -> None:
    """Keep it beside the page; a voice, or more than fits there, may well be a story."""
    words = turn.incoming.text
    if turn.incoming.may_be_story(longest=LONGEST_COMMENT):
        turn.tell(turn.tr("comments-passed-on", most=LONGEST_COMMENT))
        pass_on(turn)
        return
    try:
        comment = comments.write(
            turn.work,
            page_id,
            words=words,
            account_id=turn.account.id,
            comment_id=turn.services.ids.new(),
            now=turn.now,
        )
    except NotFound:
        turn.expect()
        turn.go("book.open")
        return
    if comment is None:
        turn.tell(turn.tr("comments-unclear", most=LONGEST_COMMENT))
    else:
        _tell_owners(turn)
    open_page(turn, page_id)


def hide(turn: Turn, argument: str) -> None:
    comment_id, later = _read(argument)
    comment = comments.hide(turn.work, comment_id, account_id=turn.account.id)
    open_page(turn, f"{comment.page_id} {later}")


def show_again(turn: Turn, argument: str) -> None:
    comment_id, later = _read(argument)
    comment = comments.show_again(turn.work, comment_id)
    open_page(turn, f"{comment.page_id} {later}")


def _read(argument: str) -> tuple[str, int]:
    """What a button is about, and how many later comments its screen leaves out."""
    about, _, later = argument.partition(" ")
    return about, int(later or 0)


def _line(turn: Turn, comment: Comment) -> Markup:
    words = "comments-hidden" if comment.hidden else "comments-line"
    return turn.tr(words, who=_who(turn, comment.written_by), words=comment.words)


def _who(turn: Turn, account_id: int) -> str:
    members = turn.services.registry.members(turn.work.patient_id)
    names = (member.name for member in members if member.account_id == account_id)
    return next(names, turn.tr.plain("comments-somebody"))


def _hiding(turn: Turn, found: Sequence[Comment], *, later: int) -> list[Button]:
    """A button for each comment that whoever reads may put away, or bring back.

    It leads back to the screen it stands on.
    """
    buttons = []
    for comment in found:
        own = comment.written_by == turn.account.id
        who = _who(turn, comment.written_by)[:12]
        if comment.hidden:
            label, action = "comments-show", "comments.show"
        elif own or comments.settles(turn.work):
            label, action = "comments-hide", "comments.hide"
        else:
            continue
        buttons.append(turn.button(label, action, f"{comment.id} {later}", who=who))
    return buttons


def _tell_owners(turn: Turn) -> None:
    """Owners hear that something was written, unless they asked not to; not what."""
    registry = turn.services.registry
    for member in circle.to_notify(turn.work, registry, action=Action.MANAGE_CIRCLE):
        account = registry.account(member.account_id)
        if account is not None and account.id != turn.account.id:
            words = turn.services.translations.locale(account.language)
            turn.tell_chat(account.id, words("comments-new", who=_who(turn, turn.account.id)))


def taps() -> dict[str, Route]:
    read = Action.READ_BOOK
    return {
        "comments.open": Route(read, open_page),
        "comments.hide": Route(read, hide),
        "comments.show": Route(Action.MANAGE_CIRCLE, show_again),
    }


def answers() -> dict[str, Route]:
    return {"comments.written": Route(Action.READ_BOOK, written)}
