"""The therapist's summary of a session: built anew from the stores whenever it is read.

It is never kept itself: what a person takes back is gone from it, too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.content.questions import QuestionBank
from core.domain.circle import Action, Membership, Role
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.memory import Memory
from core.domain.picture import Picture
from core.domain.session import ReminiscenceSession, SessionStage
from core.domain.session_record import StopReason
from core.domain.steering import Goal, SessionReview
from core.domain.summary import PictureLine, SessionSummary
from core.errors import ConsentMissing, NotFound
from core.ports import PatientWork
from core.services import confidences, withholding
from core.services import summary_blocks as blocks
from core.services.summary_blocks import Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A session in a list: enough to choose it by."""

    session_id: str
    number: int  #: 0: it was not held
    began_at: datetime
    draft: bool
    review: SessionReview | None


def require_reader(work: PatientWork) -> None:
    """Therapists read while sharing is allowed, and only then; owners read their own."""
    work.require(Action.READ_SUMMARIES)
    if work.role is Role.THERAPIST and not shared(work):
        raise ConsentMissing


def shared(work: PatientWork) -> bool:
    """Whether somebody allows a therapist to be told."""
    return work.consents.holding(ConsentKind.SHARING) is not None


def headings(work: PatientWork) -> Sequence[Heading]:
    """Every session there is something to tell of, the newest first."""
    require_reader(work)
    number, found = 0, []
    for session in work.sessions.all():
        number += blocks.was_held(session)
        if tells_something(session):
            found.append(
                Heading(
                    session_id=session.id,
                    number=number if blocks.was_held(session) else 0,
                    began_at=session.begun_at,
                    draft=is_draft(session),
                    review=_review_for(work, session),
                )
            )
    return found[::-1]


def _review_for(work: PatientWork, session: ReminiscenceSession) -> SessionReview | None:
    """What became of it, with the alerts that this reader may know of."""
    review = work.reviews.find(session.id)
    if review is None or not confidences.confided(work, session, reader=work.role):
        return review
    known = confidences.tellable(work, session, reader=work.role)
    return replace(review, alerts=sum(moment.flagged for moment in known))


def tells_something(session: ReminiscenceSession) -> bool:
    """Over, or with only the companion's taps to come; not one that was postponed."""
    if session.record.stop is StopReason.POSTPONED:
        return False
    return session.ended_at is not None or session.stage is SessionStage.AFTER


def is_draft(session: ReminiscenceSession) -> bool:
    """The companion's taps are not in yet."""
    return session.ended_at is None


def close(work: PatientWork, session: ReminiscenceSession) -> bool:
    """Note that a session is over; True the first time, when therapists are to be told.

    A review from before its end does not count: nobody was told then.
    """
    if session.ended_at is None or not tells_something(session):
        return False
    known = work.reviews.find(session.id)
    if known is not None and known.ended_at == session.ended_at:
        return False
    update_alerts(work, session)
    return shared(work)


def new_review(session: ReminiscenceSession) -> SessionReview:
    waiting = sum(moment.flagged for moment in session.record.moments)
    ended = session.ended_at or session.begun_at
    return SessionReview(id=session.id, ended_at=ended, alerts=waiting)


def summary(
    work: PatientWork, session_id: str, *, members: Sequence[Membership], bank: QuestionBank
) -> SessionSummary:
    """What a reader is told of a session; for readers only."""
    require_reader(work)
    return told(work, session_id, members=members, bank=bank, reader=work.role)


def told(
    work: PatientWork,
    session_id: str,
    *,
    members: Sequence[Membership],
    bank: QuestionBank,
    reader: Role | None,
) -> SessionSummary:
    """The summary for such a reader, whose right is checked by whoever sends it.

    What concerns abuse is in it for therapists alone.
    """
    s = _sources(work, session_id, members=members, bank=bank)
    whole = _whole(s)
    if confidences.confided(work, s.session, reader=reader):
        return withholding.without(work, s, whole)
    return whole


def _whole(s: Sources) -> SessionSummary:
    record = s.session.record
    return SessionSummary(
        session_id=s.session.id,
        draft=is_draft(s.session),
        header=blocks.header(s),
        alerts=blocks.alerts(s),
        goal=blocks.goal_and_theme(s),
        assent=blocks.assent(s),
        mood=blocks.mood(s),
        observation=blocks.observation(s),
        participation=blocks.participation(s),
        memories=blocks.memory_lines(s),
        helped=record.helped,
        hindered=record.hindered,
        hard_moments=blocks.hard_moments(s),
        pictures=blocks.picture_lines(s),
        companion=blocks.companion(s),
        suggestions=blocks.suggestions(s),
        decision=s.review.decision if s.review else None,
        provenance=blocks.provenance(s),
    )


def may_look(work: PatientWork, line: PictureLine) -> bool:
    """Whether a reader may see the picture that was accepted, if one was."""
    memory = work.memories.find(line.memory_id)
    return bool(line.picture_id) and memory is not None and not kept_back(work, memory)


def transcript(work: PatientWork, session_id: str) -> Sequence[Memory]:
    """All that was told in a session, whole, as far as a reader may be told; never by default.

    What was told of abuse is for therapists to read, even where it is nobody else's.
    """
    require_reader(work)
    session = work.sessions.get(session_id)
    if not tells_something(session):
        raise NotFound("There is no such session to tell of.")
    told, to_therapist = _memories(work, session), work.role is Role.THERAPIST
    confided = confidences.told_of_abuse(work, told)
    return [m for m in told if (to_therapist if m.id in confided else not kept_back(work, m))]


def kept_back(work: PatientWork, memory: Memory) -> bool:
    """Whether summaries say no more of a memory than its theme, in whatever session."""
    return any(blocks.withheld(session, memory) for session in work.sessions.all())


def _sources(
    work: PatientWork, session_id: str, *, members: Sequence[Membership], bank: QuestionBank
) -> Sources:
    sessions = list(work.sessions.all())
    place = next((n for n, s in enumerate(sessions) if s.id == session_id), None)
    if place is None or not tells_something(sessions[place]):
        raise NotFound("There is no such session to tell of.")
    session = sessions[place]
    following = sessions[place + 1].begun_at if place + 1 < len(sessions) else None
    before = sessions[place - 1].begun_at if place else None
    memories = tuple(_memories(work, session))
    ids = {memory.id for memory in memories}
    return Sources(
        session=session,
        until_now=tuple(sessions[: place + 1]),
        patient=work.patient(),
        bank=bank,
        memories=memories,
        pictures=tuple(_pictures(work, memories, session.begun_at, following)),
        photos=tuple(photo for photo in work.photos.all() if photo.memory_id in ids),
        withdrawn=tuple(_withdrawn(work.consents.all(), session, before, following)),
        roles={member.account_id: member.role for member in members},
        therapists=tuple(m.name for m in members if m.role is Role.THERAPIST and m.name),
        likeness_by=tuple(dict.fromkeys(_likenesses(work))),
        areas={wish.id: wish.area for wish in work.wishes.all() if wish.area},
        goal=_goal_at(work.goals.all(), session.begun_at),
        review=work.reviews.find(session.id),
    )


def _likenesses(work: PatientWork) -> Iterator[GivenBy]:
    for consent in work.consents.all():
        if consent.kind is ConsentKind.LIKENESS and consent.holds:
            yield consent.given_by


def _memories(work: PatientWork, session: ReminiscenceSession) -> list[Memory]:
    """Told in it, or pictured in it; what was forgotten since is not there any more."""
    ids = dict.fromkeys((*session.memory_ids, *session.record.pictures_offered))
    found = [work.memories.find(memory_id) for memory_id in ids]
    return [memory for memory in found if memory is not None]


def _pictures(
    work: PatientWork, memories: Sequence[Memory], since: datetime, until: datetime | None
) -> list[Picture]:
    return [
        picture
        for memory in memories
        for picture in work.pictures.of_memory(memory.id)
        if since <= picture.made_at and (until is None or picture.made_at < until)
    ]


def _withdrawn(
    consents: Sequence[Consent],
    session: ReminiscenceSession,
    before: datetime | None,
    following: datetime | None,
) -> list[Consent]:
    """Taken back since the session before this one began, and before the next."""
    since = before or session.begun_at
    return [
        consent
        for consent in consents
        if consent.withdrawn_at is not None
        and since <= consent.withdrawn_at
        and (following is None or consent.withdrawn_at < following)
    ]


def _goal_at(goals: Sequence[Goal], moment: datetime) -> Goal | None:
    """The goal that held then; replaced goals stay with the sessions they were for."""
    earlier = [goal for goal in goals if goal.set_at <= moment]
    return earlier[-1] if earlier else None


def update_alerts(work: PatientWork, session: ReminiscenceSession) -> SessionReview:
    """The review of an ended session, in step with its end and its hard moments."""
    known, review = work.reviews.find(session.id), new_review(session)
    if known is not None:
        review = replace(review, decisions=known.decisions)
    work.reviews.save(review)
    return review
