"""Looking at the book together: what is told meanwhile is a story like any other."""

from dataclasses import replace

from core.content.theme_choice import PROGRAMME
from core.domain.book import Spread
from core.domain.memory import Memory, Teller, Wording
from core.domain.photo import Photo
from core.domain.session import OutOfStep, ReminiscenceSession, SessionStage
from core.ports import PatientWork
from core.services import books
from core.services.sessions import Leader, keep, leading, require_permission
from core.services.story import Told, heard, with_told
from core.services.summary_blocks import was_held


def book_is_next(work: PatientWork, session: ReminiscenceSession) -> bool:
    """Whether the programme has come to its last session: the book together (protocol §3)."""
    held = sum(was_held(other) for other in work.sessions.all() if other.id != session.id)
    return held == len(PROGRAMME) and _first(work) is not None


def to_begin_at(work: PatientWork, page_id: str) -> str:
    """The page to look at first: this one, or the first of those that do not rest; "" for none."""
    memory = work.memories.find(page_id)
    if memory is not None and memory.rests:
        first = _first(work)
        return first.page.id if first else ""
    return page_id


def look_through(work: PatientWork, leader: Leader) -> ReminiscenceSession:
    """Look at the book together in the place of a theme, from its first page on."""
    session = leading(work, leader)
    spread = _first(work)
    if spread is None:
        return session
    return keep(work, leader, session.look_through(spread.page.id))


def turn_to(work: PatientWork, leader: Leader, *, number: int) -> ReminiscenceSession:
    """Another page of the book; past either end nothing changes."""
    session = leading(work, leader)
    spread = _first(work, number)
    if spread is None:
        return session
    return keep(work, leader, session.look_at(spread.page.id))


def open_page(work: PatientWork, session: ReminiscenceSession) -> Spread | None:
    """The page that is looked at; when it left the book or rests, the first one there is."""
    spread = books.open_page(work, session.looking_at)
    if spread is None or spread.memory.rests:
        spread = _first(work)
    if spread is None or work.patient().allows_pictures(session.level):
        return spread
    return _without_imagined(spread)


def before(work: PatientWork, spread: Spread) -> Spread | None:
    """The page that is turned back to."""
    return _first(work, spread.number - 1, step=-1)


def after(work: PatientWork, spread: Spread) -> Spread | None:
    """The page that is turned on to."""
    return _first(work, spread.number + 1)


def _first(work: PatientWork, number: int = 1, *, step: int = 1) -> Spread | None:
    """The first page from this one on; what nobody comes back to is passed over."""
    while (spread := books.open_at(work, number)) is not None:
        if not spread.memory.rests:
            return spread
        number += step
    return None


def _without_imagined(spread: Spread) -> Spread:
    """The page with a real photo that stands on it, or with its words alone."""
    photos = (shown for shown in spread.all_shown if isinstance(shown, Photo))
    return replace(spread, picture=None, photo=next(photos, None), more=())


def told(work: PatientWork, leader: Leader, brought: Told) -> ReminiscenceSession:
    """Keep what they told while looking; it belongs to the time of the page."""
    session = leading(work, leader)
    require_permission(work)
    if brought.empty or session.stage is not SessionStage.LOOK:
        raise OutOfStep
    spread = open_page(work, session)
    if spread is None:
        raise OutOfStep
    memory = with_told(work, _memory(work, leader, session, spread.memory), brought)
    session = session.told_at_page(memory.id, theme=memory.theme)
    work.memories.save(memory)
    return keep(work, leader, heard(leader, session, brought.words))


def _memory(
    work: PatientWork, leader: Leader, session: ReminiscenceSession, looked_at: Memory
) -> Memory:
    themes = [theme.code for theme in leader.bank.themes() if theme.stage is looked_at.stage]
    patient = work.patient()
    return Memory(
        id=leader.ids.new(),
        stage=looked_at.stage,
        theme=looked_at.theme if looked_at.theme in themes else themes[0],
        words="",
        language=patient.language,
        wording=Wording.RETOLD,
        teller=Teller.PERSON,
        teller_name=patient.name,
        told_at=leader.now,
        session_id=session.id,
        decade=looked_at.decade,
    )
