"""A message while nothing is asked: kept as a memory if they want, with who told it.

Its question stands until it is answered, whatever else is shown meanwhile; what follows
soon is more of the same story.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from markupsafe import Markup

from bot.handlers.session.frame import column_of, row_of, story
from bot.handlers.session.telling import remarked, told_in
from bot.handlers.session.unsettled import ASK
from bot.screens import View
from bot.turns import Handler, Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Screen
from core.domain.life import LifeStage
from core.domain.memory import Audience, Memory, Wording
from core.services import memories
from core.services.memories import Storyteller
from core.services.story import may_be_quoted

AREA, KEEP = "memory.", "memory.told"
SAME_STORY = timedelta(hours=1)  #: later it is another story, with a question of its own


def unasked(turn: Turn, _: str = "") -> None:
    """Hold the message safe and ask whether it is a memory."""
    if turn.incoming.may_be_photo and "photos.unasked" in turn.services.routes.taps:
        turn.go("photos.unasked")
        return
    told = told_in(turn)
    if told is None or remarked(turn, told):
        return
    begun = _begun(turn)
    if begun is not None:
        memory = memories.take_in_more(turn.work, begun.id, told)
    else:
        new_id = turn.services.ids.new()
        memory = memories.take_in(turn.work, told, memory_id=new_id, by=storyteller(turn))
    _ask(turn, memory, View(text=turn.tr("memory-keep")))


def ask(turn: Turn, memory_id: str) -> None:
    """Ask again about a story that was left: with its words, for they are far up by now."""
    memory = turn.work.memories.get(memory_id)
    if memory.approved:  # settled since this button was shown
        turn.tell(turn.tr("memory-kept"))
        return
    words = (*story(turn, memory), turn.tr("memory-keep"))
    _ask(turn, memory, View(text=Markup("\n\n").join(words), voices=memory.voice_ids))


def drop(turn: Turn, memory_id: str) -> None:
    memories.drop(turn.work, memory_id)
    _settled(turn, "memory-dropped")


def told(turn: Turn, argument: str) -> None:
    """Who told it; for the person's own words, whether they are word for word."""
    memory_id, who = argument.split()
    by = storyteller(turn)
    memory = memories.told_by(turn.work, memory_id, by=by, person=who == "person")
    if may_be_quoted(memory):
        rows = column_of(
            turn,
            ("session-their-words", "memory.wording", f"{memory_id} verbatim"),
            ("session-retold", "memory.wording", f"{memory_id} retold"),
        )
        _next(turn, View(text=turn.tr("memory-whose-words"), rows=rows))
    else:
        wording(turn, f"{memory_id} {'retold' if memory.words else 'voice'}")


def wording(turn: Turn, argument: str) -> None:
    memory_id, how = argument.split()
    memories.keep_as(turn.work, memory_id, wording=Wording(how))
    rows = column_of(
        turn, *((f"stage-{s}", "memory.stage", f"{memory_id} {s}") for s in LifeStage)
    )
    _next(turn, View(text=turn.tr("memory-which-stage"), rows=rows))


def stage(turn: Turn, argument: str) -> None:
    memory_id, code = argument.split()
    memories.place_in_life(turn.work, memory_id, stage=LifeStage(code))
    rows = column_of(
        turn,
        *((f"session-audience-{a}", "memory.audience", f"{memory_id} {a}") for a in _OFFERED),
    )
    _next(turn, View(text=turn.tr("memory-who-may-see"), rows=rows))


_OFFERED = (Audience.BOOK, Audience.CIRCLE, Audience.US)


def audience(turn: Turn, argument: str) -> None:
    memory_id, who = argument.split()
    memories.let_see(turn.work, memory_id, audience=Audience(who))
    _settled(turn, "memory-kept")


def storyteller(turn: Turn) -> Storyteller:
    account_id, role = turn.account.id, turn.work.role
    return Storyteller(name=turn.own_name, role=role, account_id=account_id, now=turn.now)


def _begun(turn: Turn) -> Memory | None:
    """The story that was just begun here, and of which nobody said yet whether to keep it."""
    session = turn.work.sessions.open_one()
    for screen in turn.work.open_screens(turn.chat_id):
        memory = turn.work.memories.find(_about(screen)) if _asks(screen) == KEEP else None
        if memory is None or turn.now - memory.told_at >= SAME_STORY:
            continue
        if memory.session_id == (session.id if session else None):
            return memory
    return None


def _ask(turn: Turn, memory: Memory, view: View) -> None:
    """Ask whether it is a memory; there is one question about it, and it leaves others open."""
    for screen in turn.work.open_screens(turn.chat_id):
        if _asks(screen).startswith(AREA) and _about(screen) == memory.id:
            turn.shut(screen)
    name = turn.patient.name
    person = turn.button("memory-they-told-it", KEEP, f"{memory.id} person", name=name)
    rows = (
        (person,),
        row_of(turn, ("memory-i-tell-it", KEEP, f"{memory.id} me")),
        row_of(turn, ("memory-no", "memory.drop", memory.id)),
    )
    turn.show(replace(view, rows=rows, standing=True), beside=True)


def _next(turn: Turn, view: View) -> None:
    """The next question about the same story, in the place of the one that was answered."""
    turn.show(replace(view, standing=True), in_place=True, beside=True)


def _settled(turn: Turn, words: str) -> None:
    """The last word in the place of the question, and on to where we were."""
    turn.show(View(text=turn.tr(words)), in_place=True, beside=True)
    turn.go("session.carry_on")


def _asks(screen: Screen) -> str:
    return screen.buttons[0].action if screen.buttons else ""


def _about(screen: Screen) -> str:
    """The story a question of ours is about."""
    return screen.buttons[0].argument.partition(" ")[0]


def _while_there(handler: Handler) -> Handler:
    """A question that stood for days may be about a story that is gone by now."""

    def guarded(turn: Turn, argument: str) -> None:
        if turn.work.memories.find(argument.partition(" ")[0]) is None:
            _settled(turn, "memory-gone")
        else:
            handler(turn, argument)

    return guarded


def taps() -> dict[str, Route]:
    handlers: dict[str, Callable[[Turn, str], None]] = {
        ASK: ask,
        KEEP: told,
        "memory.drop": drop,
        "memory.wording": wording,
        "memory.stage": stage,
        "memory.audience": audience,
    }
    # The use cases refuse whoever may not tell a memory.
    return {name: Route(Action.ENTER, _while_there(handler)) for name, handler in handlers.items()}


def answers() -> dict[str, Route]:
    return {"memory.unasked": Route(Action.ENTER, unasked)}
