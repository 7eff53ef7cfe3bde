"""What the circle writes beside a page of the book; an owner may hide it, and so may who wrote."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.domain.circle import Action
from core.domain.comment import LONGEST_COMMENT, Comment
from core.errors import NotAllowed, NotFound
from core.ports import PatientWork
from core.services import books
from core.services.circle import allowed
from core.services.sessions import require_permission


def write(
    work: PatientWork,
    page_id: str,
    *,
    words: str,
    account_id: int,
    comment_id: str,
    now: datetime,
) -> Comment | None:
    """Keep a comment; None when it is empty or too long, NotFound when the page is gone.

    ConsentMissing once nothing of what is told may be kept.
    """
    work.require(Action.READ_BOOK)
    cleaned = words.strip()
    if books.open_page(work, page_id) is None:
        raise NotFound("This page is not in the book now.")
    require_permission(work)
    if not 0 < len(cleaned) <= LONGEST_COMMENT:
        return None
    comment = Comment(
        id=comment_id, page_id=page_id, words=cleaned, written_by=account_id, written_at=now
    )
    work.comments.save(comment)
    return comment


def of_page(work: PatientWork, page_id: str) -> Sequence[Comment]:
    """What is to be read beside a page, in the order it was written; owners see the hidden too."""
    work.require(Action.READ_BOOK)
    found = work.comments.of_page(page_id)
    return found if settles(work) else [comment for comment in found if not comment.hidden]


def hide(work: PatientWork, comment_id: str, *, account_id: int) -> Comment:
    """Put a comment away; nothing is deleted."""
    comment = work.comments.get(comment_id)
    if not settles(work) and comment.written_by != account_id:
        raise NotAllowed
    return _set_hidden(work, comment, hidden=True)


def show_again(work: PatientWork, comment_id: str) -> Comment:
    work.require(Action.MANAGE_CIRCLE)
    return _set_hidden(work, work.comments.get(comment_id), hidden=False)


def settles(work: PatientWork) -> bool:
    """Whether whoever acts decides what others may read."""
    return allowed(work, Action.MANAGE_CIRCLE)


def _set_hidden(work: PatientWork, comment: Comment, *, hidden: bool) -> Comment:
    changed = replace(comment, hidden=hidden)
    work.comments.save(changed)
    return changed
