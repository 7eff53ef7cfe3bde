"""From the board to a teaching: what it takes, now or tonight, from where, and calling off."""

from markupsafe import Markup

from bot.handlers.given_up import end_waits
from bot.handlers.letting_go import stopping_work
from bot.handlers.photos import names
from bot.handlers.teaching import choosing
from bot.handlers.teaching.choosing import THOROUGH
from bot.handlers.teaching.gone import of_element, of_teaching, over
from bot.handlers.teaching.waiting import CANCEL, duration, wait
from bot.screens import Rows, View, column, grid
from bot.turns import Route, Turn
from core.content.teaching import TeachingContent
from core.domain.circle import Action
from core.domain.element import Element
from core.domain.teaching import Learning, Teaching, TeachingState
from core.services import photos, teaching
from core.services.picture_signing import picture_signer
from core.services.teaching import Proposal
from core.services.teaching_losses import photo_gone_since
from core.services.teaching_photos import unsure_photos
from core.services.teaching_requests import TeachingOrder, must_begin_anew, possible_parents

ANEW, ON, LONGER = "anew", "on", "longer"  #: from nothing, from what was learnt last, for longer
_ON_TOP = "on-top-"  #: of what another element has learnt, whose id follows


def offer(turn: Turn, argument: str) -> None:
    """What teaching would take, or where the one asked for last stands."""
    element_id, _, way = argument.partition(" ")
    element = turn.work.elements.get(element_id)
    asked = teaching.latest(turn.work, element_id)
    if asked is not None and asked.under_way:
        _show_under_way(turn, asked)
    elif asked is not None and asked.state is TeachingState.TO_CHOOSE and not way:
        choosing.show(turn, asked.id)
    elif turn.may_here(Action.SEND_PHOTOS) and unsure_photos(turn.work, element_id):
        _decide_first(turn, element)
    else:
        _propose(turn, element, way or _usual_way(turn, element))


def tops(turn: Turn, element_id: str) -> None:
    """What has been learnt already and this could stand on."""
    element = turn.work.elements.get(element_id)
    buttons = [
        turn.button("teaching-top", "elements.teach", argument, name=names.label(turn, other))
        for other in possible_parents(turn.work, element_id)
        for argument in [f"{element_id} {_ON_TOP}{other.id}"]
    ]
    back = turn.button("button-back", "elements.teach", element_id)
    text = turn.tr("teaching-tops", name=names.title(turn, element))
    turn.show(View(text=text, rows=column([*buttons, back])))


def begin_now(turn: Turn, argument: str) -> None:
    """Begin at once; pictures somebody waits for still go first."""
    services = turn.services
    begun, ticket = teaching.order_now(
        turn.work,
        turn.job_folder(),
        order=_order(turn, argument),
        content=TeachingContent.load(),
        lexicon=services.craft.reader.lexicon,
        signer=picture_signer(services.registry, now=turn.now),
        ids=services.ids,
        now=turn.now,
    )
    turn.enqueue(ticket)
    wait(turn, begun.id, element_id=begun.element_id)


def begin_tonight(turn: Turn, argument: str) -> None:
    """Leave it for the night, when nobody waits for pictures."""
    services = turn.services
    asked = teaching.order_for_tonight(
        turn.work,
        services.registry,
        order=_order(turn, argument),
        content=TeachingContent.load(),
        lexicon=services.craft.reader.lexicon,
        time_zone=services.default_time_zone,
        ids=services.ids,
        now=turn.now,
    )
    _show_under_way(turn, asked)


def call_off(turn: Turn, teaching_id: str) -> None:
    """Stop it; what was learnt before stays as it is."""
    asked = turn.work.teachings.get(teaching_id)
    if asked.under_way:
        with stopping_work(turn, by=turn.own_name):
            teaching.cancel(turn.work, teaching_id=teaching_id)
        if asked.state is TeachingState.TONIGHT:  # there is no job to stop yet
            end_waits(turn, [teaching.record_of(asked, now=turn.now)], by=turn.own_name)
        turn.notice = turn.tr.plain("teaching-called-off")
    else:
        turn.notice = turn.tr.plain("teaching-over")
    turn.go("photos.element", asked.element_id)


def _decide_first(turn: Turn, element: Element) -> None:
    """Nobody's face is learnt by mistake: first somebody says who is on the doubted photos."""
    unsure = len(unsure_photos(turn.work, element.id))
    doubts = len(photos.doubtful(turn.work, element.id))
    buttons = [
        turn.button("photos-doubts", "photos.doubts", element.id, count=doubts),
        turn.button("button-not-now", "photos.element", element.id),
    ]
    text = turn.tr("teaching-decide-first", name=names.somebody(turn, element), count=unsure)
    turn.show(View(text=text, rows=column(buttons)))


def _propose(turn: Turn, element: Element, way: str) -> None:
    top = turn.work.elements.find(way.removeprefix(_ON_TOP)) if way.startswith(_ON_TOP) else None
    if way.startswith(_ON_TOP) and top is None:
        over(turn, element.id, words="teaching-gone")
        return
    proposal = teaching.propose(
        turn.work,
        turn.services.registry,
        element_id=element.id,
        content=TeachingContent.load(),
        learning=_learning(turn, element, way),
        longer=way == LONGER,
    )
    lines = _told(turn, proposal, way)
    if top is not None:
        lines.append(turn.tr("teaching-offer-top", name=names.title(turn, top)))
    if teaching.changed_parent(turn.work, element.id) is not None:
        lines.append(turn.tr("teaching-offer-parent-changed"))
    turn.show(View(text=Markup("\n\n").join(lines), rows=_ways(turn, proposal, way)))


def _told(turn: Turn, proposal: Proposal, way: str) -> list[Markup]:
    """What it takes, and what it begins with."""
    title = names.title(turn, proposal.element)
    takes = _takes(turn, proposal.seconds)
    lines = [turn.tr("teaching-offer", name=title, photos=proposal.photos, takes=takes)]
    if proposal.gentle:
        lines.append(turn.tr("teaching-offer-gentle"))
    if proposal.learning.thorough:
        lines.append(turn.tr("teaching-offer-thorough"))
    if way == ON:
        lines.append(turn.tr("teaching-offer-on"))
    elif not way.startswith(_ON_TOP) and photo_gone_since(turn.work, proposal.element):
        lines.append(turn.tr("teaching-offer-photo-gone"))
    return lines


def _takes(turn: Turn, seconds: int | None) -> Markup:
    """How long, where a teaching on this machine has told: nothing is made up."""
    if seconds is None:
        return turn.tr("teaching-takes-unknown")
    return turn.tr("teaching-takes", time=duration(turn.tr, seconds))


def _ways(turn: Turn, proposal: Proposal, way: str) -> Rows:
    element = proposal.element
    argument = f"{element.id} {way}"
    buttons = [
        turn.button("teaching-now", "teaching.now", argument),
        turn.button("teaching-tonight", "teaching.tonight", argument),
    ]
    if way == ON or way.startswith(_ON_TOP):
        buttons.append(turn.button("teaching-anew", "elements.teach", f"{element.id} {ANEW}"))
    elif way == ANEW and possible_parents(turn.work, element.id):
        buttons.append(turn.button("teaching-on-top", "teaching.tops", element.id))
    if way in {ON, ANEW} and _may_be_thorough(turn, proposal):
        buttons.append(
            turn.button("teaching-thorough", "elements.teach", f"{element.id} {THOROUGH}")
        )
    buttons += choosing.seen_again(turn, teaching.latest(turn.work, element.id))
    buttons.append(turn.button("button-not-now", "photos.element", element.id))
    return grid(buttons, width=2)


def _may_be_thorough(turn: Turn, proposal: Proposal) -> bool:
    """Whether to offer it: it would be accepted, and is not chosen already."""
    accepted = choosing.may_be_thorough(turn, proposal.element)
    return accepted and not proposal.learning.thorough


def _usual_way(turn: Turn, element: Element) -> str:
    """On from what was learnt; on the parent as it is now, where that has changed since.

    From nothing where the last one failed by what it went on from, or a photo of it is gone.
    """
    if not element.taught or must_begin_anew(turn.work, element.id):
        return ANEW
    parent = teaching.changed_parent(turn.work, element.id)
    return f"{_ON_TOP}{parent.id}" if parent is not None else ON


def _learning(turn: Turn, element: Element, way: str) -> Learning:
    last = teaching.latest(turn.work, element.id)
    thoroughly_before = last is not None and last.request.learning.thorough
    as_before = way == LONGER and thoroughly_before and choosing.may_be_thorough(turn, element)
    thorough = turn.services.thorough if way == THOROUGH or as_before else None
    return teaching.learning_for(element, goes_on=way == ON, thorough=thorough)


def _order(turn: Turn, argument: str) -> TeachingOrder:
    element_id, _, way = argument.partition(" ")
    on_top = way.startswith(_ON_TOP)
    return TeachingOrder(
        element_id=element_id,
        account_id=turn.account.id,
        chat_id=turn.chat_id,
        label_text=turn.say.plain("teaching-portrait-label"),
        goes_on=way == ON,
        parent_element_id=way.removeprefix(_ON_TOP) if on_top else "",
        more_steps=way == LONGER,
        learning=_learning(turn, turn.work.elements.get(element_id), way),
    )


def _show_under_way(turn: Turn, asked: Teaching) -> None:
    if asked.state is TeachingState.RUNNING:
        wait(turn, asked.id, element_id=asked.element_id)
        return
    element = turn.work.elements.get(asked.element_id)
    buttons = [
        turn.button("teaching-board", "photos.element", element.id),
        turn.button("teaching-stop", CANCEL, asked.id),
    ]
    text = turn.tr("teaching-is-tonight", name=names.title(turn, element))
    turn.show(View(text=text, rows=column(buttons)))


def taps() -> dict[str, Route]:
    teach = Action.MAKE_PICTURES
    return {
        "elements.teach": Route(teach, of_element(offer)),
        "teaching.tops": Route(teach, of_element(tops)),
        "teaching.now": Route(teach, of_element(begin_now)),
        "teaching.tonight": Route(teach, of_element(begin_tonight)),
        CANCEL: Route(teach, of_teaching(call_off)),
    }
