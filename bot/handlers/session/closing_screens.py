"""Screens S9-S11: the five beats, what the companion is asked afterwards, and the thank-you."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from bot.handlers.session.beginning_screens import (
    faces,
    mood_question,
    rater_switch,
    usual_rater,
)
from bot.handlers.session.frame import SessionScreen, block, column_of, lines, row_of, story
from bot.handlers.session.story_screens import agree_buttons
from bot.screens import View, grid
from bot.turns import Turn
from core.domain.closing import AfterKind, Beat
from core.domain.conversation import Button
from core.domain.life import Level
from core.domain.memory import Memory, Teller, Valence
from core.domain.session import ReminiscenceSession
from core.domain.session_record import (
    Helped,
    Hindered,
    ObservationItem,
    Rater,
    StopReason,
)
from core.domain.titles import image_from
from core.services import sessions
from core.services.memories import default_title


def close(turn: Turn, session: ReminiscenceSession) -> SessionScreen:
    """One page of the closing; whatever else happened, the person is said goodbye to."""
    memory = last_memory(turn, session)
    spoken = tuple(_beat(turn, session, beat, memory) for beat in session.beats)
    naming = Beat.NAME in session.beats
    action = "session-name-yes" if naming else "session-next"
    last = session.page + 1 == len(session.closing)
    return SessionScreen(
        lines=(*_closing_guides(turn, session), *spoken, *_parting(turn, session)),
        rows=column_of(turn, ("session-done" if last else action, "session.beat")),
        expects="session.title" if naming and memory else "",
    )


def last_memory(turn: Turn, session: ReminiscenceSession) -> Memory | None:
    """The story to say goodbye with: the last one they told that did not hurt."""
    told = [turn.work.memories.find(memory_id) for memory_id in session.memory_ids]
    good = [
        memory
        for memory in told
        if memory is not None
        and memory.teller is Teller.PERSON
        and memory.valence is not Valence.PAINFUL
        and memory.id not in session.resting_memories
    ]
    return good[-1] if good else None


def _closing_guides(turn: Turn, session: ReminiscenceSession) -> tuple[Markup, ...]:
    first = session.page == 0
    if not first or Beat.GOODBYE in session.beats:
        return ()
    over = session.record.stop is StopReason.TIME
    return lines(
        turn.tr("session-time-over") if over else None,
        _pleasant(turn) if _was_sad(turn, session) else None,
        turn.tr("session-closing-guide"),
    )


def _was_sad(turn: Turn, session: ReminiscenceSession) -> bool:
    """Only what humans tapped counts: a hard moment, or a story that hurt."""
    told = [turn.work.memories.find(memory_id) for memory_id in session.memory_ids[-1:]]
    hurt = any(memory and memory.valence in {Valence.PAINFUL, Valence.MIXED} for memory in told)
    return hurt or bool(session.record.moments)


def _pleasant(turn: Turn) -> Markup:
    known = turn.patient.comfort
    if not known:
        return turn.tr("session-closing-pleasant-any")
    return turn.tr("session-closing-pleasant", comfort=known[0])


def _parting(turn: Turn, session: ReminiscenceSession) -> tuple[Markup, ...]:
    if Beat.NAME in session.beats and last_memory(turn, session):
        return (turn.tr("session-name-guide"),)
    return (turn.tr("session-stay-a-while"),) if Beat.NEXT in session.beats else ()


def _beat(turn: Turn, session: ReminiscenceSession, beat: Beat, memory: Memory | None) -> Markup:
    if session.level is Level.PRESENCE:
        return turn.say(f"session-say-{beat}-presence")
    match beat:
        case Beat.THANK:
            return _thank(turn, memory)
        case Beat.GIVE_BACK:
            return _give_back(turn, memory)
        case Beat.NAME:
            return _name(turn, memory)
        case other:
            return turn.say(f"session-say-{other}")


def _thank(turn: Turn, memory: Memory | None) -> Markup:
    if memory is None:
        return turn.say("session-say-thank-none")
    title = default_title(memory)
    if not title:
        return turn.say("session-say-thank-voice")
    return turn.say("session-say-thank", thing=title)


def _give_back(turn: Turn, memory: Memory | None) -> Markup:
    """One image in their words; in quotation marks only when they really said it."""
    if memory is None:
        return turn.say("session-say-give-back-none")
    if not memory.words:
        return turn.say("session-say-give-back-voice")
    said = "session-say-give-back" if memory.quotable else "session-say-give-back-retold"
    return turn.say(said, image=image_from(memory.words))


def _name(turn: Turn, memory: Memory | None) -> Markup:
    title = default_title(memory) if memory else ""
    if not title:
        return turn.say("session-say-name-none")
    return turn.say("session-say-name", title=title)


def after(
    turn: Turn, session: ReminiscenceSession, *, rater: Rater | None = None
) -> SessionScreen:
    """The next thing the companion is asked; all of it can be skipped."""
    step = session.after[0]
    if step.kind is AfterKind.MOOD:
        return _mood(turn, session, rater)
    memory = turn.work.memories.find(step.memory_id) if step.memory_id else None
    if step.memory_id and memory is None:  # forgotten meanwhile
        return SessionScreen(
            lines=(turn.tr("session-after-alone"),),
            rows=column_of(turn, ("session-next", "session.after_next")),
        )
    if memory is not None:
        return _OF_MEMORY[step.kind](turn, memory)
    return _OF_SESSION[step.kind](turn, session)


def _mood(turn: Turn, session: ReminiscenceSession, rater: Rater | None) -> SessionScreen:
    before = session.record.mood_before
    usual = before.rated_by if before else usual_rater(session)
    rater = rater or usual
    return SessionScreen(
        lines=(mood_question(turn, rater, "session-mood-after"),),
        rows=(
            faces(turn, rater, "session.mood_after"),
            (*rater_switch(turn, rater, "session.mood_after_rater"), _skip(turn)),
        ),
    )


def _skip(turn: Turn) -> Button:
    return turn.button("session-skip", "session.after_next")


def _words(turn: Turn, memory: Memory) -> SessionScreen:
    return SessionScreen(
        lines=(*story(turn, memory), turn.tr("session-after-words")),
        rows=(agree_buttons(turn, memory, "session.agree_late"), (_skip(turn),)),
        voices=memory.voice_ids,
    )


def _audience(turn: Turn, memory: Memory) -> SessionScreen:
    audiences = ("book", "circle", "us")
    return SessionScreen(
        lines=(turn.tr("session-audience", title=_title(turn, memory)),),
        rows=column_of(
            turn, *((f"session-audience-{a}", "session.audience", a) for a in audiences)
        ),
    )


def _telling(turn: Turn, memory: Memory) -> SessionScreen:
    answers = ("pleasant", "mixed", "painful", "leave-out")
    return SessionScreen(
        lines=(turn.tr("session-telling", title=_title(turn, memory)),),
        rows=(
            *column_of(turn, *((f"session-telling-{a}", "session.telling", a) for a in answers)),
            (_skip(turn),),
        ),
    )


def _title(turn: Turn, memory: Memory) -> str:
    theme = turn.tr.plain(f"theme-{memory.theme}-short") if memory.theme else ""
    return default_title(memory) or theme


def _card(turn: Turn, session: ReminiscenceSession) -> SessionScreen:
    """Six lines, one screen: a tap moves a line from – to 0, 1, 2, 3 and back."""
    tr, marks = turn.tr, session.record.observation
    shown = [
        tr(
            "session-card-line",
            item=tr(f"session-card-{item}-long"),
            amount=tr(_amount(marks.get(item))),
        )
        for item in ObservationItem
    ]
    buttons = [turn.button(f"session-card-{i}", "session.card", i) for i in ObservationItem]
    return SessionScreen(
        lines=(tr("session-card"), block(shown)),
        rows=(
            *grid(buttons, width=2),
            row_of(turn, ("session-done", "session.after_next")),
        ),
    )


def _amount(mark: int | None) -> str:
    return "session-amount-unknown" if mark is None else f"session-amount-{mark}"


def _helped(turn: Turn, session: ReminiscenceSession) -> SessionScreen:
    return _switches(turn, "helped", tuple(Helped), session.record.helped)


def _hindered(turn: Turn, session: ReminiscenceSession) -> SessionScreen:
    return _switches(turn, "hindered", tuple(Hindered), session.record.hindered)


def _switches(
    turn: Turn, name: str, items: tuple[str, ...], chosen: tuple[str, ...]
) -> SessionScreen:
    buttons = []
    for item in items:
        label = turn.tr.plain(f"session-{name}-{item}")
        shown = turn.tr.plain("session-chosen", what=label) if item in chosen else label
        buttons.append(Button(label=shown, action=f"session.{name}", argument=item))
    return SessionScreen(
        lines=(turn.tr(f"session-{name}"),),
        rows=(
            *grid(buttons, width=2),
            row_of(turn, ("session-done", "session.after_next")),
        ),
    )


def _note(turn: Turn, _: ReminiscenceSession) -> SessionScreen:
    return SessionScreen(
        lines=(turn.tr("session-after-alone"), turn.tr("session-note")),
        rows=((_skip(turn),),),
        expects="session.note",
    )


def _you(turn: Turn, _: ReminiscenceSession) -> SessionScreen:
    days = ("good", "so_so", "hard")
    return SessionScreen(
        lines=(turn.tr("session-you"),),
        rows=(
            row_of(turn, *((f"session-you-{d}", "session.you", d) for d in days)),
            (_skip(turn),),
        ),
    )


_OF_MEMORY: Mapping[AfterKind, Callable[[Turn, Memory], SessionScreen]] = {
    AfterKind.WORDS: _words,
    AfterKind.AUDIENCE: _audience,
    AfterKind.TELLING: _telling,
}
_OF_SESSION: Mapping[AfterKind, Callable[[Turn, ReminiscenceSession], SessionScreen]] = {
    AfterKind.CARD: _card,
    AfterKind.HELPED: _helped,
    AfterKind.HINDERED: _hindered,
    AfterKind.NOTE: _note,
    AfterKind.YOU: _you,
}


def thanks(turn: Turn, session: ReminiscenceSession) -> View:
    """S11: the session is over."""
    rows = grid(
        [turn.button("button-book", "book.open"), turn.button("button-menu", "home.menu")],
        width=2,
    )
    return View(text=Markup("\n\n").join(_thanks_lines(turn, session)), rows=rows)


def _thanks_lines(turn: Turn, session: ReminiscenceSession) -> tuple[Markup, ...]:
    stop, told = session.record.stop, len(session.memory_ids)
    if stop is StopReason.POSTPONED:
        return (turn.tr("session-postponed"),)
    if stop is StopReason.DANGER:
        return (turn.tr("session-thanks-danger"),)
    return lines(
        turn.tr("session-thanks"),
        turn.tr("session-thanks-stories", count=told) if told else None,
        turn.tr("session-thanks-hard-days") if sessions.hard_days_in_a_row(turn.work) else None,
    )
