"""Candidates for the companion's eyes: the first alone, then all of them, to choose from."""

from markupsafe import Markup

from bot.handlers.pictures import flow, revealing
from bot.handlers.pictures.waiting import ANOTHER, wait
from bot.screens import View, pictured
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.element import Element
from core.domain.job import JobRecord
from core.domain.picture import CANDIDATES, Picture, PictureStatus
from core.services import picture_history, picture_lists, pictures


def take(turn: Turn, record: JobRecord, *, number: int) -> Picture | None:
    """One candidate, if the worker has finished it."""
    return pictures.take_candidate(
        turn.work,
        turn.services.job_folders.folder(record.id),
        number=number,
        ids=turn.services.ids,
        now=turn.now,
    )


def show_candidate(turn: Turn, picture: Picture) -> None:
    """One alone, before the others are there; only the companion sees it."""
    [offered] = pictures.offer(turn.work, [picture], now=turn.now)
    row = (
        turn.button(_choose_label(turn), _choose_action(turn), offered.id),
        turn.button("pictures-button-another", ANOTHER, f"{offered.job_id} {offered.number}"),
        turn.button("button-no", "pictures.none", offered.job_id),
    )
    text = turn.tr("pictures-candidate", caption=flow.caption(turn, offered, turn.tr))
    flow.show(turn, View(text=text, picture=offered.media_id, private=True), row)


def show_candidates(turn: Turn, record: JobRecord) -> bool:
    """All of them side by side; False when there is nothing left to decide."""
    if pictures.decided(turn.work, job_id=record.id):
        return False
    candidates = pictures.undecided(turn.work, job_id=record.id)
    if not candidates:
        return False
    offered = pictures.offer(turn.work, pictures.best_first(candidates), now=turn.now)
    doubted = _doubted(turn, offered[0])
    text = turn.tr("pictures-album", caption=flow.caption(turn, offered[0], turn.tr))
    if doubted:
        text += Markup("\n\n") + turn.tr("pictures-doubted", name=doubted[0].name)
    view = pictured(View(text=text, private=True), [p.media_id for p in offered])
    numbers = [_number(turn, picture, place) for place, picture in enumerate(offered, start=1)]
    where = [
        Button(
            label=flow.short(turn.tr.plain("pictures-button-where", name=element.name)),
            action="changes.where",
            argument=f"{offered[0].id} {element.id}",
        )
        for element in doubted[:1]
    ]
    flow.show(turn, view, numbers, where, *_other_ways(turn, record, offered[0]))
    return True


def _number(turn: Turn, picture: Picture, place: int) -> Button:
    return Button(label=str(place), action=_choose_action(turn), argument=picture.id)


def _doubted(turn: Turn, best: Picture) -> list[Element]:
    """Whom nothing recognised on the best there is, while something can be done about it."""
    if not best.making.doubted or not flow.may_try_again(turn, best.memory_id):
        return []
    found = [turn.work.elements.find(element_id) for element_id in best.making.doubted]
    return [element for element in found if element is not None and element.taught]


def _other_ways(turn: Turn, record: JobRecord, picture: Picture) -> list[tuple[Button, ...]]:
    """Differently, or none of them; no more tries than a session has."""
    none = turn.button("pictures-button-none", "pictures.none", record.id)
    if not flow.may_try_again(turn, picture.memory_id):
        return [(*flow.photo_button(turn, picture.memory_id), none)]
    more = turn.button("pictures-button-ways", "pictures.ways", record.id)
    change = turn.button("changes-button-change", "changes.which", record.id)
    return [(change, more), (none,)]


def ways(turn: Turn, job_id: str) -> None:
    """Everything else than these: again, like one of them, or a photo."""
    record = turn.work.jobs.get(job_id)
    candidates = pictures.undecided(turn.work, job_id=job_id)
    if not candidates:
        flow.go_on(turn, record.subject_id)
        return
    memory_id = record.subject_id
    again = ("changes.again", record.wish_id)
    if not record.wish_id:
        again = ("pictures.make", f"{memory_id} {candidates[0].style}")
    rows = (
        (turn.button("pictures-button-more", *again, count=CANDIDATES),),
        (turn.button("changes-button-like", "changes.like", record.id),),
        flow.photo_button(turn, memory_id),
        (turn.button("button-back", "changes.candidates", record.id),),
    )
    flow.show(turn, View(text=turn.tr("pictures-ways")), *rows)


def another(turn: Turn, argument: str) -> None:
    """The next candidate, when there is one; else wait for it."""
    job_id, number = argument.split()
    record = turn.work.jobs.get(job_id)
    following = take(turn, record, number=int(number) + 1)
    if following is not None and following in pictures.undecided(turn.work, job_id=job_id):
        show_candidate(turn, following)
    elif not record.taken_over:
        wait(turn, record)
    elif not show_candidates(turn, record):
        flow.go_on(turn, record.subject_id)


def none(turn: Turn, job_id: str) -> None:
    """None of these: they go, and nobody insists."""
    if not turn.work.jobs.get(job_id).taken_over:
        turn.cancel_job(job_id)
    pictures.reject_all(turn.work, job_id=job_id)
    record = pictures.finish(turn.work, job_id=job_id)
    before = picture_history.begun_from(turn.work, record)
    if before is None:
        flow.go_on(turn, record.subject_id)
    else:
        back_to(turn, before)


def back_to(turn: Turn, picture: Picture) -> None:
    """The screen on which a picture stands: beside its siblings, or alone once chosen."""
    turn.expect()
    if picture.status is PictureStatus.APPROVED:
        revealing.card(turn, picture)
    elif not show_candidates(turn, turn.work.jobs.get(picture.job_id)):
        flow.go_on(turn, picture.memory_id)


def earlier(turn: Turn, _: str = "") -> None:
    """What was finished since the last time, one memory after another, once."""
    for arrival in picture_lists.arrivals(turn.work):
        if show_candidates(turn, turn.work.jobs.get(arrival.job_id)):
            return
    flow.go_on(turn)


def _choose_action(turn: Turn) -> str:
    """With the person there a choice is shown at once; at leisure it is kept."""
    return "pictures.show" if flow.in_session(turn) else "pictures.keep"


def _choose_label(turn: Turn) -> str:
    return "pictures-button-show" if flow.in_session(turn) else "pictures-button-keep"


def taps() -> dict[str, Route]:
    make = Action.MAKE_PICTURES
    return {
        ANOTHER: Route(make, another),
        "pictures.none": Route(make, none),
        "pictures.ways": Route(make, ways),
        "pictures.earlier": Route(make, earlier),
    }
