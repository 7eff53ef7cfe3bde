"""Screen S10: what the companion is asked once the person is back in the here and now."""

from collections.abc import Callable, Mapping

from bot.handlers.session.beginning_screens import (
    faces,
    mood_question,
    rater_switch,
    usual_rater,
)
from bot.handlers.session.frame import SessionScreen, block, column_of, row_of, story
from bot.handlers.session.story_screens import agree_buttons, not_gone_over
from bot.screens import grid
from bot.turns import Turn
from core.domain.closing import AfterKind
from core.domain.conversation import Button
from core.domain.life import Feeling
from core.domain.memory import ENJOYMENT, Memory
from core.domain.session import ReminiscenceSession
from core.domain.session_record import Helped, Hindered, ObservationItem, Rater
from core.services.memories import default_title


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
            _finish(turn),
        ),
    )


def _skip(turn: Turn, what: str = "") -> Button:
    return turn.button("session-skip", "session.after_next", what)


def _finish(turn: Turn) -> tuple[Button, ...]:
    """Nothing of this has to be answered: one tap ends all of it."""
    return row_of(turn, ("session-after-enough", "session.stop"))


def _words(turn: Turn, memory: Memory) -> SessionScreen:
    return SessionScreen(
        lines=(*story(turn, memory), not_gone_over(turn, memory)),
        rows=(agree_buttons(turn, memory, "session.agree_late"), (_skip(turn),), _finish(turn)),
        voices=memory.voice_ids,
    )


def _audience(turn: Turn, memory: Memory) -> SessionScreen:
    audiences = ("book", "circle", "us")
    return SessionScreen(
        lines=(turn.tr("session-audience", title=_title(turn, memory)),),
        rows=(
            *column_of(
                turn, *((f"session-audience-{a}", "session.audience", a) for a in audiences)
            ),
            _finish(turn),
        ),
    )


def _telling(turn: Turn, memory: Memory) -> SessionScreen:
    answers = ("pleasant", "mixed", "painful", "leave-out")
    return SessionScreen(
        lines=(turn.tr("session-telling", title=_title(turn, memory)),),
        rows=(
            *column_of(turn, *((f"session-telling-{a}", "session.telling", a) for a in answers)),
            (_skip(turn, memory.id), *_finish(turn)),
        ),
    )


def _enjoyed(turn: Turn, memory: Memory) -> SessionScreen:
    """How much, and once that is said, a feeling; what was tapped is taken back by a tap."""
    if memory.enjoyment is None:
        marks = [
            Button(label=str(m), action="session.enjoyed", argument=str(m)) for m in ENJOYMENT
        ]
        line = turn.tr("session-enjoyed", title=_title(turn, memory))
        return SessionScreen(lines=(line,), rows=(tuple(marks), _done(turn)))
    mark = turn.tr.plain("session-enjoyed-mark", mark=memory.enjoyment)
    again = str(memory.enjoyment)
    feelings = [
        _switch(
            turn.tr.plain(f"feeling-{feeling}"),
            "session.feeling",
            feeling,
            turn,
            on=memory.feeling == feeling,
        )
        for feeling in Feeling
    ]
    return SessionScreen(
        lines=(turn.tr("session-feeling", title=_title(turn, memory)),),
        rows=(
            (_switch(mark, "session.enjoyed", again, turn, on=True),),
            *grid(feelings, width=2),
            _done(turn),
        ),
    )


def _switch(label: str, action: str, argument: str, turn: Turn, *, on: bool) -> Button:
    shown = turn.tr.plain("session-chosen", what=label) if on else label
    return Button(label=shown, action=action, argument=argument)


def _done(turn: Turn) -> tuple[Button, ...]:
    return row_of(
        turn,
        ("session-done", "session.after_next"),
        ("session-after-enough", "session.stop"),
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
            _done(turn),
        ),
    )


def _amount(mark: int | None) -> str:
    return "session-amount-unknown" if mark is None else f"session-amount-{mark}"


def _around(turn: Turn, session: ReminiscenceSession) -> SessionScreen:
    """What helped on the left, what got in the way on the right."""
    record = session.record
    helped = [_circumstance(turn, "helped", what, on=what in record.helped) for what in Helped]
    hindered = [
        _circumstance(turn, "hindered", what, on=what in record.hindered) for what in Hindered
    ]
    pairs = tuple(zip(helped, hindered, strict=True))
    return SessionScreen(lines=(turn.tr("session-around"),), rows=(*pairs, _done(turn)))


def _circumstance(turn: Turn, name: str, what: str, *, on: bool) -> Button:
    plain = turn.tr.plain(f"session-{name}-{what}")
    label = plain if on else turn.tr.plain(f"session-{name}-sign", what=plain)
    return _switch(label, f"session.{name}", what, turn, on=on)


def _you(turn: Turn, session: ReminiscenceSession) -> SessionScreen:
    days = ("good", "so_so", "hard")
    noted = session.record.note or session.record.note_voices
    return SessionScreen(
        lines=(
            turn.tr("session-after-alone"),
            turn.tr("session-noted" if noted else "session-note"),
            turn.tr("session-you"),
        ),
        rows=(
            row_of(turn, *((f"session-you-{d}", "session.you", d) for d in days)),
            (_skip(turn),),
        ),
    )


_OF_MEMORY: Mapping[AfterKind, Callable[[Turn, Memory], SessionScreen]] = {
    AfterKind.WORDS: _words,
    AfterKind.AUDIENCE: _audience,
    AfterKind.TELLING: _telling,
    AfterKind.ENJOYED: _enjoyed,
}
_OF_SESSION: Mapping[AfterKind, Callable[[Turn, ReminiscenceSession], SessionScreen]] = {
    AfterKind.CARD: _card,
    AfterKind.AROUND: _around,
    AfterKind.YOU: _you,
}
