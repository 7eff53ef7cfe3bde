"""Codes on printed pages: each leads whoever may read the book to the voice of a page.

A code is kept with its page and goes with it. It says nothing, and only those in the
circle find anything behind it: it is looked for in their own spaces alone.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from core.domain.book import Spread
from core.domain.circle import Account
from core.domain.patient import PatientId
from core.errors import NotAllowed, StoreErased
from core.ports import Ids, PatientStores, PatientWork, Registry
from core.services import books, invitations

#: What follows /start; one letter longer than an invitation, so that neither is the other.
_WORD = re.compile(r"v([a-z0-9]{16})")


def is_word(word: str) -> bool:
    """Whether a link was made to lead to a voice."""
    return _WORD.fullmatch(word) is not None


def links(
    work: PatientWork, spreads: Iterable[Spread], *, ids: Ids, bot_username: str
) -> Mapping[str, str]:
    """The deep link of every page that has a voice, by its memory; codes stay what they were."""
    return {
        spread.page.id: invitations.link(bot_username, f"v{_code(work, spread, ids)}")
        for spread in spreads
        if spread.memory.voice_ids
    }


def page_behind(work: PatientWork, word: str) -> str | None:
    """The id of the page a link leads to, if that page is in the book now."""
    found = _WORD.fullmatch(word)
    if found is None:
        return None
    pages = (page.id for page in work.pages.all() if page.voice_code == found[1])
    page_id = next(pages, None)
    spread = books.open_page(work, page_id) if page_id else None
    return page_id if spread is not None and spread.memory.voice_ids else None


def space_of(
    registry: Registry, stores: PatientStores, account: Account, word: str
) -> PatientId | None:
    """The space of this account's in which a link leads to a page; None for everybody else."""
    for membership in registry.memberships(account.id):
        try:
            with stores.open(membership.patient_id, account) as work:
                if page_behind(work, word) is not None:
                    return membership.patient_id
        except (NotAllowed, StoreErased):
            continue
    return None


def _code(work: PatientWork, spread: Spread, ids: Ids) -> str:
    if spread.page.voice_code:
        return spread.page.voice_code
    code = ids.new()
    work.pages.save(replace(work.pages.get(spread.page.id), voice_code=code))
    return code
