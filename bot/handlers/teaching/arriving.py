"""What comes without anybody tapping: the night, and the end of a teaching.

Nobody is woken: what is learnt in the night is told in the morning. While a space rests nothing
is told at all; the board shows it afterwards.
"""

from bot.handlers.given_up import end_waits
from bot.handlers.photos import names
from bot.handlers.teaching import waiting
from bot.quiet_hours import morning
from bot.screens import View, column
from bot.turns import Route, Turn
from core.content.teaching import TeachingContent
from core.domain.circle import Action
from core.domain.patient import Standing
from core.domain.teaching import Teaching, TeachingState
from core.domain.timer import Timer
from core.services import teaching, teaching_results
from core.services.picture_signing import picture_signer

TELL = "teaching.tell"
_FAILED = "teaching-failed"
_NOT_BEGUN = "teaching-not-begun"
#: Codes that have words of their own: why it failed, or did not begin.
_EXPLAINED = {
    _FAILED: frozenset({"thorough", "disk", "adapter", "card"}),
    _NOT_BEGUN: frozenset({"consent", "few", "gone"}),
}
_TOLD = {
    TeachingState.TO_CHOOSE: "teaching-learnt",
    TeachingState.FAILED: _FAILED,
    TeachingState.CANCELLED: _NOT_BEGUN,
}


def night(turn: Turn, _: str) -> None:
    """Begin what waited for the night, if it is still wanted and allowed."""
    services, teaching_id = turn.services, turn.incoming.argument
    asked = turn.work.teachings.find(teaching_id)
    still_wanted = asked is not None and asked.state is TeachingState.TONIGHT
    begun = teaching.begin_tonight(
        turn.work,
        turn.job_folder(teaching_id),
        teaching_id=teaching_id,
        content=TeachingContent.load(),
        lexicon=services.craft.reader.lexicon,
        signer=picture_signer(services.registry, now=turn.now),
        ids=services.ids,
        now=turn.now,
    )
    if begun is not None:
        turn.enqueue(begun[1])
        return
    turn.keep()
    ended = turn.work.teachings.find(teaching_id)
    if still_wanted and ended is not None:  # who called it off knows
        _tell_when_awake(turn, ended)


def came(turn: Turn, _: str) -> None:
    """A teaching came to an end; what it made is taken over, and told when people are awake."""
    record = turn.work.jobs.find(turn.incoming.job_id)
    if record is None or record.taken_over or turn.incoming.what == "first":
        return
    folder, registry = turn.services.job_folders.folder(record.id), turn.services.registry
    if turn.incoming.what == "failed":
        failure = turn.incoming.argument
        ended = teaching_results.fail(turn.work, registry, folder, failure=failure)
    else:
        ended = teaching_results.take_over(turn.work, registry, folder)
    if ended is None:
        end_waits(turn, [record])
        return
    waiting.end(turn, record)
    _tell_when_awake(turn, ended)


def tell(turn: Turn, _: str) -> None:
    """It is morning."""
    ended = turn.work.teachings.find(turn.incoming.argument)
    if ended is not None:
        _tell(turn, ended)


def _tell_when_awake(turn: Turn, ended: Teaching) -> None:
    if turn.patient.standing is not Standing.ACTIVE:
        return
    later = morning(turn)
    if later is None:
        _tell(turn, ended)
        return
    timer = Timer(
        id=f"{ended.id}-told",
        patient_id=turn.work.patient_id,
        account_id=ended.ordered_by,
        at=later,
        tick=TELL,
        argument=ended.id,
    )
    turn.services.registry.set_timer(timer)


def _tell(turn: Turn, ended: Teaching) -> None:
    element = turn.work.elements.find(ended.element_id)
    still_here = turn.may_here(Action.MAKE_PICTURES)
    words = _TOLD.get(ended.state, "")
    if ended.failure in _EXPLAINED.get(words, ()):
        words = f"{words}-{ended.failure}"
    resting = turn.patient.standing is not Standing.ACTIVE  # since it was learnt, in the night
    if element is None or not words or not still_here or resting:
        return
    buttons = [turn.button("teaching-board", "photos.element", element.id)]
    if ended.state is TeachingState.TO_CHOOSE:
        buttons.insert(0, turn.button("teaching-see", "teaching.show", ended.id))
    elif ended.state is TeachingState.FAILED or ended.failure == "gone":
        buttons.insert(0, turn.button("teaching-again", "elements.teach", element.id))
    text = turn.tr(words, name=names.title(turn, element))
    turn.show(View(text=text, rows=column(buttons)), beside=True)


def results() -> dict[str, Route]:
    return {teaching.PURPOSE: Route(Action.MAKE_PICTURES, came)}


def ticks() -> dict[str, Route]:
    teach = Action.MAKE_PICTURES
    return {teaching.TICK: Route(teach, night), TELL: Route(teach, tell)}
