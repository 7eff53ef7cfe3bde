"""Editions that were made: sent again while they say the same, kept by a rule, shared, let go.

The newest of each kind stays; of those before it the last of each month, for a year. What
leaves the book takes every edition along that holds it, and whoever asks for an older one is
given it only while all that is in it may still be seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.domain.circle import Account, Action, Membership, Role, may
from core.domain.edition import Edition, EditionKind, next_to_go, worth_keeping
from core.errors import NotAllowed, NotFound
from core.ports import PatientWork, Registry
from core.services.book_files import drop_former_editions
from core.services.kept_files import is_there

#: How the faces of pages about a person begin that name the memories on them. Those kept from
#: before do not, and nobody can tell whether a story on them was taken back since.
_NAMES_STORIES = "stories:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipients:
    """To whom of the circle an edition may be sent; the quiet ones asked not to be written to."""

    reached: tuple[Membership, ...]
    quiet: tuple[Membership, ...]


def naming_stories(face: str) -> str:
    """The face of a page about a person whose edition names the memories on it."""
    return f"{_NAMES_STORIES}{face}"


def made_before(work: PatientWork, slot: str, *, face: str) -> Edition | None:
    """The newest of a series, while it says just this and its files are whole."""
    series = work.editions.of_slot(slot)
    if not series or series[-1].face != face:
        return None
    newest = series[-1]
    return newest if all(is_there(work, kept) for kept in newest.media_ids) else None


def keep(work: PatientWork, edition: Edition) -> Edition:
    """Keep what was just made, and let go of what has had its time."""
    work.editions.save(edition)
    _thin_series(work, edition.slot, now=edition.made_at)
    drop_former_editions(work)
    return edition


def thin(work: PatientWork, *, now: datetime) -> datetime | None:
    """Let go of every edition that has had its time; when that is due again."""
    for slot in sorted({edition.slot for edition in work.editions.all()}):
        _thin_series(work, slot, now=now)
    return next_thinning(work, now=now)


def next_thinning(work: PatientWork, *, now: datetime) -> datetime | None:
    """When the next edition will have had its time; None while only the newest are there."""
    slots = {edition.slot for edition in work.editions.all()}
    due = [next_to_go(work.editions.of_slot(slot), now=now) for slot in slots]
    return min((at for at in due if at is not None), default=None)


def listed(work: PatientWork) -> Sequence[Edition]:
    """All that whoever asks may have, the newest first."""
    work.require(Action.READ_BOOK)
    return [edition for edition in reversed(work.editions.all()) if _may_have(work, edition)]


def get(work: PatientWork, edition_id: str) -> Edition:
    """An edition to be looked at, got or sent; NotFound once something in it may not be seen."""
    edition = work.editions.get(edition_id)
    work.require(edition.kind.to_be_read)
    if not _may_have(work, edition):
        raise NotFound("this edition is gone")
    return edition


def delete(work: PatientWork, edition_id: str) -> None:
    """Put an edition away; the book itself stays as it is."""
    work.require(Action.EDIT_BOOK)
    edition = work.editions.find(edition_id)
    if edition is not None:
        _put_away(work, edition)


def drop_with(work: PatientWork, *, memory_id: str = "", media_id: str = "") -> None:
    """Put every edition away that holds a page, a picture, a photo or a voice that has to go."""
    for edition in work.editions.all():
        holds = memory_id in edition.memory_ids or media_id in edition.shown_ids
        if holds or not _says_whose(edition):
            _put_away(work, edition)
    drop_former_editions(work)


def recipients(work: PatientWork, registry: Registry, edition: Edition, *, by: int) -> Recipients:
    """Who else of the circle may read what this edition holds."""
    others = [
        member
        for member in registry.members(work.patient_id)
        if member.account_id != by
        and may(member.role, edition.kind.to_be_read, present=work.present)
    ]
    return Recipients(
        reached=tuple(member for member in others if not member.muted),
        quiet=tuple(member for member in others if member.muted),
    )


def send(
    work: PatientWork,
    registry: Registry,
    edition_id: str,
    *,
    to_id: int,
    by_id: int,
    now: datetime,
) -> tuple[Edition, Account]:
    """Write down that an edition goes to somebody, by leave of who answers for the space.

    NotAllowed for everybody who may not read it, or asked for quiet since.
    """
    work.require(Action.MANAGE_CIRCLE)
    edition = get(work, edition_id)
    reached = recipients(work, registry, edition, by=by_id).reached
    account = registry.account(to_id)
    if account is None or to_id not in {member.account_id for member in reached}:
        raise NotAllowed
    edition = edition.sent(to_id=to_id, by_id=by_id, at=now)
    work.editions.save(edition)
    return edition, account


def owners(work: PatientWork, registry: Registry) -> Sequence[Membership]:
    """Who gives leave."""
    members = registry.members(work.patient_id)
    return [member for member in members if member.role is Role.OWNER]


def _may_have(work: PatientWork, edition: Edition) -> bool:
    """Whether all that is in it may still be seen, and by whoever asks."""
    if edition.kind is EditionKind.SUMMARY or not _says_whose(edition):
        return False
    if work.role is not None and not may(work.role, edition.kind.to_be_read, present=work.present):
        return False
    return all(_in_book(work, memory_id) for memory_id in edition.memory_ids)


def _says_whose(edition: Edition) -> bool:
    """Whether it names all the memories in it, or has none."""
    about = edition.kind is EditionKind.ABOUT
    return not about or bool(edition.memory_ids) or edition.face.startswith(_NAMES_STORIES)


def _in_book(work: PatientWork, memory_id: str) -> bool:
    memory, page = work.memories.find(memory_id), work.pages.find(memory_id)
    return memory is not None and memory.in_book and page is not None and not page.hidden


def _thin_series(work: PatientWork, slot: str, *, now: datetime) -> None:
    """What nobody asked to be kept goes for good: it can be made again."""
    series = work.editions.of_slot(slot)
    stay = {edition.id for edition in worth_keeping(series, now=now)}
    for edition in series:
        if edition.id not in stay:
            for media_id in edition.media_ids:
                work.media.discard(media_id)
            work.editions.remove(edition.id)


def _put_away(work: PatientWork, edition: Edition) -> None:
    """Nothing leads back to it, and what may stay in the book can be made again."""
    for media_id in edition.media_ids:
        work.media.discard(media_id)
    work.editions.remove(edition.id)
