"""What a therapist decides, and what follows from it at once."""

from dataclasses import replace
from datetime import date, datetime

from core.content.questions import QuestionBank
from core.domain.circle import Action, Role
from core.domain.memory import UNTIL_REVIEW, Memory, MemoryState
from core.domain.session import ReminiscenceSession
from core.domain.steering import Choice, Decision, Goal, ScaleResult, SessionReview
from core.errors import NotAllowed, NotFound
from core.ports import PatientWork
from core.services import alerts, books, confidences
from core.services.summaries import new_review, require_reader, update_alerts

LEFT_OUT = "left_out"  #: avoid_reason of what a therapist leaves out for good
LONGEST_NOTE = 1000  #: characters of a note, goal or conclusion
LONGEST_NAME = 60  #: of a scale, and of its result


def sessions_paused(work: PatientWork) -> bool:
    """Whether a decision stands that no session may begin."""
    return bool(work.reviews.pausing())


def decide(
    work: PatientWork,
    session_id: str,
    *,
    choice: Choice,
    account_id: int,
    now: datetime,
    note: str = "",
) -> SessionReview:
    """Answer "is it suitable to go on?"; the same answer again changes nothing."""
    require_hand(work)
    review = _review(work, session_id)
    before = review.decision
    if before is not None and (before.choice, before.note) == (choice, note):
        return review
    decision = Decision(choice=choice, decided_by=account_id, decided_at=now, note=note)
    review = replace(review, decisions=(*review.decisions, decision))
    work.reviews.save(review)
    _set_pictures(work, choice, before)
    return review


def add_note(
    work: PatientWork, session_id: str, *, note: str, account_id: int, now: datetime
) -> SessionReview | None:
    """The therapist's own words beside their decision; None when there is none to add to."""
    require_hand(work)
    cleaned = note.strip()
    if not 0 < len(cleaned) <= LONGEST_NOTE:
        return None
    before = _review(work, session_id).decision
    choice = before.choice if before else Choice.ADAPT
    return decide(work, session_id, choice=choice, account_id=account_id, now=now, note=cleaned)


def lift_pause(work: PatientWork, *, account_id: int, now: datetime) -> None:
    """Let sessions begin again."""
    require_hand(work)
    for review in work.reviews.pausing():
        decide(work, review.id, choice=Choice.CONTINUE, account_id=account_id, now=now)


def confirm_state(work: PatientWork, memory_id: str, *, state: MemoryState) -> Memory:
    """Kept, at risk or lost; what is lost is never offered again and leaves the book."""
    work.require(Action.CONFIRM_STATES)
    require_reader(work)
    memory = work.memories.get(memory_id)
    if state is MemoryState.LOST:
        confirmed = replace(memory, state=state, use_again=False)
    else:
        found_again = memory.state is MemoryState.LOST and not memory.avoid_reason
        confirmed = replace(memory, state=state, use_again=memory.use_again or found_again)
    work.memories.save(confirmed)
    books.refresh_page(work, memory_id)
    return confirmed


def review_moments(work: PatientWork, session_id: str, *, come_back: bool) -> SessionReview:
    """A therapist has looked: theme and memory may come back, or stay out for good."""
    require_hand(work)
    session = _over(work, session_id)
    waiting = [moment for moment in session.record.moments if moment.flagged]
    if not come_back:
        _avoid_themes(work, {moment.theme for moment in waiting if moment.theme})
    for memory_id in {moment.memory_id for moment in waiting if moment.memory_id}:
        _settle(work, memory_id, come_back=come_back)
    looked_at = tuple(
        replace(moment, reviewed=moment.reviewed or moment.flagged)
        for moment in session.record.moments
    )
    session = replace(session, record=replace(session.record, moments=looked_at))
    work.sessions.save(session)
    return update_alerts(work, session)


def clear_of_abuse(work: PatientWork, session_id: str, *, account_id: int, now: datetime) -> None:
    """Say that what was taken for abuse in a session was none: it is as any other from now on.

    So is what was taken for abuse after it for no other reason. For therapists alone
    (NotAllowed): anybody else may be whom it was told of.
    """
    require_hand(work)
    if work.role is not Role.THERAPIST:
        raise NotAllowed
    session = _over(work, session_id)
    for alert in confidences.raised_in(work, session):
        work.alerts.save(replace(alert, cleared_by=account_id, cleared_at=now))
    for alert in alerts.freed(work, since=session.begun_at):
        work.alerts.save(replace(alert, cleared_by=account_id, cleared_at=now))
    books.refresh_all(work)


def left_out(work: PatientWork, *, bank: QuestionBank) -> tuple[str, ...]:
    """Codes of the themes that were left out for good, in the order of a life.

    Last comes "" when a story without a theme was. What the avoid-list touches is not among
    them: its words would hold it back all the same.
    """
    work.require(Action.EDIT_CARE)
    patient = work.patient()
    stories = {memory.theme for memory in work.memories.all() if memory.avoid_reason == LEFT_OUT}
    found = (patient.avoid_themes | stories) - bank.touched(patient.avoid_words)
    codes = tuple(theme.code for theme in bank.themes() if theme.code in found)
    return (*codes, "") if "" in found else codes


def let_back(work: PatientWork, theme: str) -> None:
    """Offer a theme again that was left out, and the stories of it that were, too."""
    work.require(Action.EDIT_CARE)
    patient = work.patient()
    avoided, still_out = patient.avoid_themes - {theme}, patient.themes_left_out - {theme}
    work.save_patient(replace(patient, avoid_themes=avoided, themes_left_out=still_out))
    for memory in work.memories.all():
        if memory.theme == theme and memory.avoid_reason == LEFT_OUT:
            kept = memory.state is not MemoryState.LOST
            work.memories.save(replace(memory, use_again=kept, avoid_reason=""))
            books.refresh_page(work, memory.id)


def set_goal(
    work: PatientWork, *, text: str, account_id: int, goal_id: str, now: datetime
) -> Goal | None:
    """What the sessions are for from now on; None when it is empty or too long."""
    require_hand(work)
    cleaned = " ".join(text.split())
    if not 0 < len(cleaned) <= LONGEST_NOTE:
        return None
    goal = Goal(id=goal_id, text=cleaned, set_by=account_id, set_at=now)
    work.goals.save(goal)
    return goal


def present_goal(work: PatientWork) -> Goal | None:
    goals = work.goals.all()
    return goals[-1] if goals else None


def enter_result(
    work: PatientWork,
    *,
    name: str,
    value: str,
    day: date,
    account_id: int,
    result_id: str,
    now: datetime,
) -> ScaleResult | None:
    """Keep a result of a scale taken elsewhere, as it was written; None when it is none."""
    require_hand(work)
    name, value = " ".join(name.split()), " ".join(value.split())
    short = all(0 < len(text) <= LONGEST_NAME for text in (name, value))
    if not short or day > now.date():
        return None
    result = ScaleResult(
        id=result_id, name=name, value=value, day=day, entered_by=account_id, entered_at=now
    )
    work.scale_results.save(result)
    return result


def remove_result(work: PatientWork, result_id: str) -> None:
    """Take out what was entered by mistake."""
    require_hand(work)
    work.scale_results.remove(result_id)


def require_hand(work: PatientWork) -> None:
    """Therapists decide; until one is linked, the owner does."""
    work.require(Action.EDIT_CARE)
    require_reader(work)


def _review(work: PatientWork, session_id: str) -> SessionReview:
    known = work.reviews.find(session_id)
    if known is not None:
        return known
    return new_review(_over(work, session_id))


def _over(work: PatientWork, session_id: str) -> ReminiscenceSession:
    session = work.sessions.get(session_id)
    if session.ended_at is None:
        raise NotFound("This session is not over.")
    return session


def _set_pictures(work: PatientWork, choice: Choice, before: Decision | None) -> None:
    """Pausing turns pictures off; taking that pause back lets the level say."""
    patient = work.patient()
    if choice is Choice.PAUSE_PICTURES:
        work.save_patient(replace(patient, pictures_on=False))
    elif (
        before is not None
        and before.choice is Choice.PAUSE_PICTURES
        and patient.pictures_on is False
    ):
        work.save_patient(replace(patient, pictures_on=None))


def _avoid_themes(work: PatientWork, themes: set[str]) -> None:
    patient = work.patient()
    avoided, left_out = patient.avoid_themes | themes, patient.themes_left_out | themes
    work.save_patient(replace(patient, avoid_themes=avoided, themes_left_out=left_out))


def _settle(work: PatientWork, memory_id: str, *, come_back: bool) -> None:
    memory = work.memories.find(memory_id)
    if memory is None or memory.avoid_reason not in {"", UNTIL_REVIEW}:
        return
    work.memories.save(
        replace(memory, use_again=come_back, avoid_reason="" if come_back else LEFT_OUT)
    )
    books.refresh_page(work, memory_id)
