"""What is done with a summary: the decision, hard moments looked at, states confirmed."""

from bot.handlers.therapist.reading import show
from bot.handlers.therapist.screens import read, typed
from bot.handlers.therapist.scribe import state_name
from bot.screens import Rows, View, column
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.memory import MemoryState
from core.domain.steering import Choice
from core.domain.summary import MemoryLine
from core.services import steering


def decide(turn: Turn, argument: str) -> None:
    """Keep the decision, let it take effect, and show it on the summary itself."""
    session_id, _, choice = argument.partition(":")
    steering.decide(
        turn.work,
        session_id,
        choice=Choice(choice),
        account_id=turn.account.id,
        now=turn.now,
    )
    turn.notice = turn.tr.plain(f"summaries-effect-{choice}")
    show(turn, session_id, in_place=True)


def ask_note(turn: Turn, session_id: str) -> None:
    """The therapist's own words; they are read in this person's space."""
    keep = turn.button("button-back", "summaries.read", session_id)
    turn.show(View(text=turn.tr("summaries-ask-note"), rows=((keep,),)))
    turn.expect("summaries.note", session_id)


def note_typed(turn: Turn, session_id: str) -> None:
    noted = steering.add_note(
        turn.work, session_id, note=typed(turn), account_id=turn.account.id, now=turn.now
    )
    if noted is None:
        turn.tell(turn.tr("summaries-note-unclear", most=steering.LONGEST_NOTE))
        ask_note(turn, session_id)
        return
    turn.expect()
    show(turn, session_id)


def ask_moments(turn: Turn, session_id: str) -> None:
    """Hard moments that nobody has looked at: may their themes come back?"""
    if _too_early(turn, session_id):
        return
    buttons = [
        turn.button("summaries-come-back", "summaries.reviewed", f"{session_id}:back"),
        turn.button("summaries-leave-out", "summaries.reviewed", f"{session_id}:out"),
        turn.button("button-back", "summaries.back", session_id),
    ]
    view = View(text=turn.tr("summaries-ask-moments"), rows=column(buttons), standing=True)
    turn.show(view, in_place=True)


def reviewed(turn: Turn, argument: str) -> None:
    session_id, _, way = argument.partition(":")
    if _too_early(turn, session_id):
        return
    steering.review_moments(turn.work, session_id, come_back=way == "back")
    turn.notice = turn.tr.plain(f"summaries-reviewed-{way}")
    show(turn, session_id, in_place=True)


def _too_early(turn: Turn, session_id: str) -> bool:
    """Of a draft nothing is decided: the session goes on, and more may come."""
    if not read(turn, session_id).draft:
        return False
    turn.notice = turn.tr.plain("summaries-moments-later")
    show(turn, session_id, in_place=True)
    return True


def ask_states(turn: Turn, argument: str) -> None:
    """One memory after the other: kept, at risk or lost."""
    session_id, _, place = argument.partition(":")
    lines = read(turn, session_id).memories
    if not lines:
        show(turn, session_id, in_place=True)
        return
    number = int(place or 0) % len(lines)
    line = lines[number]
    states = [_state_button(turn, session_id, number, line, state) for state in MemoryState]
    onward: Rows = ()
    if len(lines) > 1:
        onward = (
            (
                turn.button(
                    "summaries-next-memory", "summaries.states", f"{session_id}:{number + 1}"
                ),
            ),
        )
    back = turn.button("button-back", "summaries.back", session_id)
    text = turn.tr(
        "summaries-ask-state", title=_name(turn, line), number=number + 1, of=len(lines)
    )
    rows = (*column(states), *onward, (back,))
    turn.show(View(text=text, rows=rows, standing=True), in_place=True)


def _state_button(
    turn: Turn, session_id: str, number: int, line: MemoryLine, state: MemoryState
) -> Button:
    label = state_name(turn.tr, state)
    shown = turn.tr.plain("session-chosen", what=label) if line.state is state else label
    return Button(
        label=shown[0].upper() + shown[1:],
        action="summaries.state",
        argument=f"{session_id}:{number}:{line.id}:{state}",
    )


def _name(turn: Turn, line: MemoryLine) -> str:
    theme = turn.tr.plain(f"theme-{line.theme}-short") if line.theme else ""
    return line.title or theme or turn.tr.plain("summaries-no-theme")


def state_chosen(turn: Turn, argument: str) -> None:
    session_id, number, memory_id, state = argument.split(":", maxsplit=3)
    steering.confirm_state(turn.work, memory_id, state=MemoryState(state))
    turn.notice = turn.tr.plain(f"summaries-state-effect-{state}")
    ask_states(turn, f"{session_id}:{number}")


def lift(turn: Turn, _: str) -> None:
    """Sessions may begin again."""
    steering.lift_pause(turn.work, account_id=turn.account.id, now=turn.now)
    turn.notice = turn.tr.plain("summaries-lifted")
    turn.go("summaries.list")


def taps() -> dict[str, Route]:
    care, states = Action.EDIT_CARE, Action.CONFIRM_STATES
    return {
        "summaries.decide": Route(care, decide),
        "summaries.ask_note": Route(care, ask_note),
        "summaries.moments": Route(care, ask_moments),
        "summaries.reviewed": Route(care, reviewed),
        "summaries.lift": Route(care, lift),
        "summaries.states": Route(states, ask_states),
        "summaries.state": Route(states, state_chosen),
    }


def answers() -> dict[str, Route]:
    return {"summaries.note": Route(Action.EDIT_CARE, note_typed)}
