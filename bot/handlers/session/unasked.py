"""A message while nothing is asked: kept as a memory if they want, with who told it."""

from bot.handlers.session.frame import column_of, row_of
from bot.handlers.session.telling import told_in
from bot.screens import View
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.life import LifeStage
from core.domain.memory import Audience, Wording
from core.services import memories
from core.services.memories import Storyteller
from core.services.story import may_be_quoted


def unasked(turn: Turn, _: str = "") -> None:
    """Hold the message safe and ask whether it is a memory."""
    if turn.incoming.may_be_photo and "photos.unasked" in turn.services.routes.taps:
        turn.go("photos.unasked")
        return
    told = told_in(turn)
    if told is None:
        return
    account, role = turn.account, turn.work.role
    by = Storyteller(name=account.name, role=role, account_id=account.id, now=turn.now)
    memory = memories.take_in(turn.work, told, memory_id=turn.services.ids.new(), by=by)
    name = turn.patient.name
    person = turn.button("memory-they-told-it", "memory.told", f"{memory.id} person", name=name)
    rows = (
        (person,),
        row_of(turn, ("memory-i-tell-it", "memory.told", f"{memory.id} me")),
        row_of(turn, ("memory-no", "memory.drop", memory.id)),
    )
    turn.show(View(text=turn.tr("memory-keep"), rows=rows))


def drop(turn: Turn, memory_id: str) -> None:
    memories.drop(turn.work, memory_id)
    turn.tell(turn.tr("memory-dropped"))
    turn.go("session.carry_on")


def told(turn: Turn, argument: str) -> None:
    """Who told it; for the person's own words, whether they are word for word."""
    memory_id, who = argument.split()
    memory = memories.told_by(turn.work, memory_id, person=who == "person")
    if may_be_quoted(memory):
        rows = column_of(
            turn,
            ("session-their-words", "memory.wording", f"{memory_id} verbatim"),
            ("session-retold", "memory.wording", f"{memory_id} retold"),
        )
        turn.show(View(text=turn.tr("memory-whose-words"), rows=rows))
    else:
        wording(turn, f"{memory_id} {'retold' if memory.words else 'voice'}")


def wording(turn: Turn, argument: str) -> None:
    memory_id, how = argument.split()
    memories.keep_as(turn.work, memory_id, wording=Wording(how))
    rows = column_of(
        turn, *((f"stage-{s}", "memory.stage", f"{memory_id} {s}") for s in LifeStage)
    )
    turn.show(View(text=turn.tr("memory-which-stage"), rows=rows))


def stage(turn: Turn, argument: str) -> None:
    memory_id, code = argument.split()
    memories.place_in_life(turn.work, memory_id, stage=LifeStage(code))
    rows = column_of(
        turn,
        *((f"session-audience-{a}", "memory.audience", f"{memory_id} {a}") for a in _OFFERED),
    )
    turn.show(View(text=turn.tr("memory-who-may-see"), rows=rows))


_OFFERED = (Audience.BOOK, Audience.CIRCLE, Audience.US)


def audience(turn: Turn, argument: str) -> None:
    memory_id, who = argument.split()
    memories.let_see(turn.work, memory_id, audience=Audience(who))
    turn.tell(turn.tr("memory-kept"))
    turn.go("session.carry_on")


def taps() -> dict[str, Route]:
    enter = Action.ENTER  # the use cases refuse whoever may not tell a memory
    return {
        "memory.drop": Route(enter, drop),
        "memory.told": Route(enter, told),
        "memory.wording": Route(enter, wording),
        "memory.stage": Route(enter, stage),
        "memory.audience": Route(enter, audience),
    }


def answers() -> dict[str, Route]:
    return {"memory.unasked": Route(Action.ENTER, unasked)}
