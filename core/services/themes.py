"""What a session may talk about: the themes on offer and the questions still to be asked."""

from collections import Counter
from collections.abc import Sequence

from core.content.questions import QuestionBank
from core.content.theme_choice import ThemeHistory, offer_themes
from core.domain.distress import Tier
from core.domain.life import Level
from core.domain.session import QuestionFor, ReminiscenceSession
from core.domain.session_record import Assent, PromptOutcome
from core.ports import PatientWork


def offer(
    work: PatientWork, session: ReminiscenceSession, *, bank: QuestionBank, seed: int
) -> tuple[str, ...]:
    """Codes of the themes to offer now, best first."""
    history = history_of(work.sessions.all(), session)
    themes = offer_themes(bank, work.patient(), history, level=session.level, seed=seed)
    return tuple(theme.code for theme in themes)


def history_of(sessions: Sequence[ReminiscenceSession], now: ReminiscenceSession) -> ThemeHistory:
    """What earlier sessions, and this one so far, mean for the choice.

    What rests, rests whether a theme was chosen in that session or not: a page of the book that
    was looked at has one too. A session nobody said yes to does not take away a hard one before.
    """
    before = [s for s in sessions if s.id != now.id]
    held = [s for s in before if s.record.themes]
    met = [s for s in before if s.record.assent is Assent.YES or s.record.moments]
    told = Counter(
        prompt.question_id.partition(".")[0]
        for session in held
        for prompt in session.record.prompts
        if prompt.outcome is PromptOutcome.TAKEN_UP
    )
    talked = now.record.themes or (held[-1].record.themes if held else ())
    return ThemeHistory(
        sessions=len(held),
        told=told,
        previous=talked[-1] if talked else "",
        was_hard=was_hard(now) or (bool(met) and was_hard(met[-1])),
        resting=frozenset(theme for s in (*before, now) for theme in resting_themes(s)),
        passed_over=now.passed_over,
    )


def was_hard(session: ReminiscenceSession) -> bool:
    return any((moment.tier or Tier.TENDER) >= Tier.UNEASY for moment in session.record.moments)


def resting_themes(session: ReminiscenceSession) -> frozenset[str]:
    """Themes avoided until a therapist has looked."""
    return frozenset(m.theme for m in session.record.moments if m.flagged and m.theme)


def left_alone(work: PatientWork) -> frozenset[str]:
    """Themes nobody brings up: avoided by the family, or until a therapist has looked."""
    resting = (resting_themes(session) for session in work.sessions.all())
    return frozenset(work.patient().avoid_themes).union(*resting)


def questions(
    work: PatientWork,
    session: ReminiscenceSession,
    *,
    bank: QuestionBank,
    theme: str | None = None,
) -> QuestionFor:
    """Hands out the next question of a theme: one never asked before, if there is one."""
    code = theme or session.talk.theme
    patient = work.patient()
    today = {prompt.question_id for prompt in session.record.prompts}
    before = {p.question_id for s in work.sessions.all() for p in s.record.prompts}

    def next_question(level: Level) -> str | None:
        fitting = bank.questions_for(code, level, gates=patient.gates, avoid=patient.avoid_words)
        left = [q.id for q in fitting if q.id not in today]
        return min(left, key=lambda question_id: question_id in before, default=None)

    return next_question
