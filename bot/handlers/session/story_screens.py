"""Screens S5-S8: the question, the follow-up, the words read back, the way to the picture."""

from dataclasses import replace

from markupsafe import Markup

from bot.handlers.session.drawn import (
    drawn,
    option_rows,
    options_of,
    yes_and_no,
    yes_and_no_rows,
)
from bot.handlers.session.frame import (
    SessionScreen,
    column_of,
    leader_of,
    lines,
    row_of,
    story,
    whole_story,
)
from bot.screens import Rows
from bot.turns import Turn
from core.content.probes import echo_of
from core.domain.conversation import Button
from core.domain.life import Level, ProbeFamily
from core.domain.memory import Memory, Teller
from core.domain.session import ReminiscenceSession
from core.domain.session_record import PromptOutcome
from core.domain.talk import Rung, Writing
from core.services.memories import default_title
from core.services.story import ABOUT_FOOD, may_ask_more, may_be_quoted

_WRITING = {Writing.GESTURE: "session-gesture-which", Writing.COMPANION: "session-i-tell-guide"}


def invite(turn: Turn, session: ReminiscenceSession) -> SessionScreen:
    """One question, in the form of the rung we stand on."""
    writing = session.talk.writing
    if writing is not None:
        return SessionScreen(
            lines=(turn.tr(_WRITING[writing]),),
            rows=column_of(turn, ("session-back", "session.write")),
            expects="session.answer",
        )
    if session.level is Level.PRESENCE:
        return _company(turn, session)
    at_taste = session.talk.rung is Rung.TASTE
    options = yes_and_no(turn) if at_taste else options_of(turn, session)
    guide = None if at_taste else turn.tr(_guide(session))
    return SessionScreen(
        lines=lines(*_put(turn, session), guide),
        rows=_choice_rows(turn, session) if options else _answer_rows(turn, session),
        expects="session.answer",
        drawn=drawn(turn, options),
    )


def other_ways(turn: Turn, session: ReminiscenceSession) -> SessionScreen:
    """The same question with its less common answers, so that the usual ones stand alone."""
    ways = column_of(
        turn,
        ("session-by-gesture", "session.write", Writing.GESTURE),
        ("session-i-tell", "session.write", Writing.COMPANION),
        ("session-enough", "session.close"),
        ("session-back", "session.write"),
    )
    asked = invite(turn, session)
    return replace(asked, lines=(*asked.lines, turn.tr("session-tell-yours")), rows=ways)


def _put(turn: Turn, session: ReminiscenceSession) -> tuple[Markup, ...]:
    """What is said on this rung, and what to have at hand."""
    theme, rung = session.talk.theme, session.talk.rung
    if rung is Rung.BEGINNING:
        beginning = turn.say(f"session-say-beginning-{theme}")
        guide = turn.tr("session-finish-the-sentence")
        return (turn.say("session-say-no-hurry"), guide, beginning)
    if rung is Rung.TASTE:
        return (turn.tr("session-taste-guide"), turn.say(f"session-say-taste-{theme}"))
    return (turn.say("session-say-question", question=_wording(turn, session)),)


def _wording(turn: Turn, session: ReminiscenceSession) -> str:
    patient = turn.patient
    bank = turn.services.bank
    return bank.wording(session.talk.question_id, patient.language, patient.register).text


def _guide(session: ReminiscenceSession) -> str:
    gentle = session.level is Level.CHOICE
    return "session-answer-choice" if gentle else "session-answer-guide"


def _choice_rows(turn: Turn, session: ReminiscenceSession) -> Rows:
    """The two answers large and first; what is rarer waits behind one button."""
    at_taste = session.talk.rung is Rung.TASTE
    answers = (
        yes_and_no_rows(turn)
        if at_taste
        else option_rows(turn, options_of(turn, session), "session.option")
    )
    return (*answers, _no_answer(turn), row_of(turn, ("session-other-ways", "session.ways")))


def _answer_rows(turn: Turn, session: ReminiscenceSession) -> Rows:
    telling = row_of(turn, ("session-i-tell", "session.write", Writing.COMPANION))
    enough = row_of(turn, ("session-enough", "session.close"))
    return (_no_answer(turn), telling if session.talk.rung.helped else (), enough)


def _no_answer(turn: Turn) -> tuple[Button, ...]:
    return row_of(
        turn,
        ("session-nothing-comes", "session.nothing"),
        ("session-not-this-one", "session.declined"),
    )


def _company(turn: Turn, session: ReminiscenceSession) -> SessionScreen:
    """A comment and something to touch; never a question."""
    liked = session.record.prompts[-1].outcome is PromptOutcome.TAKEN_UP
    if session.talk.rung is Rung.SHARED_ACTION:
        calm = turn.say("session-say-no-hurry-presence")
        said: tuple[Markup, ...] = (calm, turn.tr("session-shared-action"))
    elif liked:
        said = (turn.tr("session-lingering"),)
    else:
        said = (*_comment(turn, session), turn.tr("session-answer-presence"))
    return SessionScreen(
        lines=said,
        rows=(
            row_of(
                turn,
                ("session-they-like-it", "session.liked"),
                ("session-nothing-now", "session.nothing"),
            )
            if not liked
            else (),
            row_of(
                turn,
                ("session-another-thing", "session.other_theme"),
                ("session-turns-away", "session.declined"),
            ),
            row_of(turn, ("session-enough", "session.close")),
        ),
        expects="session.aside",
    )


def _comment(turn: Turn, session: ReminiscenceSession) -> tuple[Markup, ...]:
    bank, patient, question_id = turn.services.bank, turn.patient, session.talk.question_id
    said = bank.wording(question_id, patient.language, patient.register)
    cue = bank.wording(question_id, turn.account.language).cue
    at_hand = turn.tr("session-cue", cue=cue) if cue else None
    tasty = session.talk.theme in ABOUT_FOOD and patient.swallow_safe is not True
    careful = turn.tr("session-cue-taste") if cue and tasty else None
    spoken = turn.say("session-say-question", question=said.text)
    return lines(at_hand, careful, spoken)


def deepen(turn: Turn, session: ReminiscenceSession, memory: Memory) -> SessionScreen:
    """One follow-up to what was said last."""
    probe = session.talk.probe or ProbeFamily.ACTION
    options = options_of(turn, session)
    return SessionScreen(
        lines=(
            turn.say("session-say-question", question=_probe(turn, session, memory, probe)),
            turn.tr("session-probe-guide"),
        ),
        rows=(
            *option_rows(turn, options, "session.option"),
            row_of(turn, ("session-that-is-all", "session.enough_told")),
        ),
        expects="session.answer",
        drawn=drawn(turn, options),
    )


def with_thread(turn: Turn, session: ReminiscenceSession, screen: SessionScreen) -> SessionScreen:
    """After a pause: what we were at, before the follow-up."""
    title = default_title(turn.work.memories.get(session.talk.memory_id))
    if not title:
        return screen
    thread = turn.say("session-say-lost-thread", title=title)
    return replace(screen, lines=(thread, *screen.lines))


def _probe(turn: Turn, session: ReminiscenceSession, memory: Memory, family: ProbeFamily) -> str:
    patient, echo = turn.patient, echo_of(memory.words)
    said = turn.services.probes.probe(
        family, session.level, patient.language, patient.register, echo=echo
    )
    return said or echo


def read_back(turn: Turn, session: ReminiscenceSession, memory: Memory) -> SessionScreen:
    """The words as they were kept, and whose they are."""
    if session.talk.writing is Writing.CHANGE:
        return SessionScreen(
            lines=(*whole_story(turn, memory), turn.tr("session-change-how")),
            rows=column_of(turn, ("session-back", "session.write")),
            expects="session.change",
        )
    more: tuple[Button, ...] = ()
    if session.may_change:
        more += row_of(turn, ("session-change", "session.write", Writing.CHANGE))
    if may_ask_more(turn.work, leader_of(turn), session, memory):
        more += row_of(turn, ("session-there-is-more", "session.more"))
    before = row_of(turn, as_before("session.as_before", memory)) if memory.former else ()
    return SessionScreen(
        lines=_read_back_lines(turn, memory),
        rows=(
            *_heard_right(turn, memory),
            agree_buttons(turn, memory, "session.agree"),
            more,
            before,
        ),
        expects="session.sentence",
        voices=memory.voice_ids,
    )


def _heard_right(turn: Turn, memory: Memory) -> Rows:
    """To agree to what a model heard, where nobody has written anything yet."""
    if memory.words or not memory.heard_words:
        return ()
    right = turn.button("session-heard-right", "session.heard_right", teller=_teller(turn, memory))
    return ((right,),)


def _read_back_lines(turn: Turn, memory: Memory) -> tuple[Markup, ...]:
    if not memory.words:
        return _voice_lines(turn, memory)
    if memory.voice_ids and may_be_quoted(memory):
        return (*story(turn, memory), turn.tr("session-voice-and-sentence"))
    if memory.voice_ids:
        noted = turn.tr("session-voice-and-sentence-noted", **_whose(turn, memory))
        return (*story(turn, memory), noted)
    if memory.teller is Teller.COMPANION:
        return (*story(turn, memory), turn.tr("session-read-back-noted"))
    guide = turn.tr("session-read-back-guide") if may_be_quoted(memory) else None
    return lines(*story(turn, memory), turn.say("session-say-read-back"), guide)


def _voice_lines(turn: Turn, memory: Memory) -> tuple[Markup, ...]:
    """Of a story that only a voice tells: whose it is, and what was heard in it."""
    kept = turn.tr("session-voice-kept", **_whose(turn, memory))
    if not memory.heard_words:
        return (kept, turn.tr("session-voice-sentence", teller=_teller(turn, memory)))
    heard = turn.tr("session-voice-heard", words=memory.heard_words)
    return (kept, heard, turn.tr("session-voice-heard-guide", **_whose(turn, memory)))


def _whose(turn: Turn, memory: Memory) -> dict[str, str]:
    """Whose voice it is, and what they are called."""
    return {"teller": _teller(turn, memory), "name": memory.teller_name}


def _teller(turn: Turn, memory: Memory) -> str:
    """Who told it, for whoever reads it now: somebody else may have led when it was told."""
    another = memory.teller is Teller.COMPANION and memory.teller_name != turn.own_name
    return "colleague" if another else memory.teller


def not_gone_over(turn: Turn, memory: Memory) -> Markup:
    """What is asked of words that nobody has agreed to: whose they are, where that is open."""
    return turn.tr("session-after-words" if may_be_quoted(memory) else "session-after-noted")


def agree_buttons(
    turn: Turn, memory: Memory, action: str, *, about: str = ""
) -> tuple[Button, ...]:
    """Whose words they are; where only one answer is open, one button.

    Outside a session `about` names the memory before each answer.
    """
    open_answers = [("session-their-words", "verbatim"), ("session-retold", "retold")]
    if not memory.words:
        theirs = memory.teller is Teller.PERSON
        open_answers = [("session-keep-voice" if theirs else "session-keep-this-voice", "voice")]
    elif not may_be_quoted(memory):
        open_answers = [("session-like-this", "retold")]
    given = ((label, action, f"{about} {how}".strip()) for label, how in open_answers)
    return row_of(turn, *given)


def as_before(action: str, memory: Memory) -> tuple[str, str, str]:
    """What puts words back that were put right by mistake, as `row_of` takes it."""
    return "session-as-before", action, memory.id


def picture(turn: Turn, _: ReminiscenceSession, memory: Memory) -> SessionScreen:
    """Where we were, when somebody comes back in the middle of the picture."""
    return SessionScreen(
        lines=(turn.tr("session-picture-open", title=default_title(memory)),),
        rows=column_of(
            turn,
            ("session-picture-go-on", "pictures.offer", memory.id),
            ("session-picture-skip", "session.picture_over"),
        ),
    )


def gone(turn: Turn) -> SessionScreen:
    """The story in hand was taken out by somebody; there is nothing to go on with."""
    return SessionScreen(
        lines=(turn.tr("session-story-gone"),),
        rows=column_of(turn, ("session-close", "session.close")),
    )
