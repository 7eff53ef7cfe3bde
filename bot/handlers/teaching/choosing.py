"""Which portraits look most like them: two real photos, and one test portrait of each epoch.

The order is the program's, the choice is the family's; "none" leads to what would help.
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence

from markupsafe import Markup

from bot.handlers.photos import names
from bot.handlers.teaching.gone import of_teaching, over
from bot.screens import View, column, grid, pictured
from bot.turns import Route, Turn
from core.content.teaching import TeachingContent
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.element import Element
from core.domain.teaching import ITSELF, TaughtEpoch, Teaching, TeachingState
from core.services import teaching_requests, teaching_results

THOROUGH = "thorough"  #: a way of teaching: with all weights, only where the operator allows it
_MOST_EPOCHS = 8  #: an album holds ten, two of which are photos
_SURE = "sure"  #: said once more of what contradicts somebody else's choice


def show(turn: Turn, argument: str) -> None:
    """Photos first, then the portraits of one kind, with their numbers on them."""
    teaching_id, _, kind = argument.partition(" ")
    taught = turn.work.teachings.get(teaching_id)
    epochs = teaching_results.best_first(taught)[:_MOST_EPOCHS]
    if not epochs:  # somebody else in the circle chose meanwhile, and what this one left is gone
        over(turn, taught.element_id)
        return
    kinds = sorted({number for epoch in epochs for number in epoch.portraits})
    place = int(kind or 0) % len(kinds)
    portraits = _portraits(epochs, kinds[place])
    photos = teaching_results.references(turn.work, taught)
    element = turn.work.elements.get(taught.element_id)
    text = turn.tr(
        "teaching-choose",
        name=names.title(turn, element),
        photos=len(photos),
        portraits=len(portraits),
    )
    text += _nearest(turn, epochs)
    shown = [(photo.media_id, turn.tr.plain("teaching-mark-photo")) for photo in photos]
    shown += [(media_id, str(number)) for number, media_id in portraits.items()]
    rows = (
        *grid(_numbers(taught, epochs, portraits), width=4),
        *column(_other_ways(turn, taught, following=place + 1 if len(kinds) > 1 else None)),
    )
    marks = tuple(mark for _, mark in shown)
    view = View(text=text, rows=rows, marks=marks)
    turn.show(pictured(view, [media_id for media_id, _ in shown]))


def _portraits(epochs: Sequence[TaughtEpoch], kind: int) -> Mapping[int, str]:
    """Media ids of one kind by the epoch's number; one that must not be shown is missing."""
    return {
        number: epoch.portraits[kind]
        for number, epoch in enumerate(epochs, start=1)
        if kind in epoch.portraits
    }


def choose(turn: Turn, argument: str) -> None:
    """This one; from now on it is who pictures show."""
    teaching_id, epoch, *sure = argument.split()
    taught = turn.work.teachings.get(teaching_id)
    chosen = taught.epoch(int(epoch))
    if chosen is None:
        over(turn, taught.element_id)
        return
    if chosen.epoch != taught.chosen_epoch and not sure and _of_another(turn, taught):
        _ask_whether(turn, taught, "teaching.choose", f"{teaching_id} {epoch}")
        return
    element = teaching_results.choose(
        turn.work, teaching_id=teaching_id, epoch=int(epoch), account_id=turn.account.id
    )
    if chosen.keeps_scenes:
        _done(turn, element, chosen)
    else:
        _hides(turn, element, taught, chosen)


def _of_another(turn: Turn, taught: Teaching) -> bool:
    return teaching_results.chosen_by_another(taught, account_id=turn.account.id)


def _ask_whether(turn: Turn, taught: Teaching, action: str, argument: str) -> None:
    """Somebody else chose, and pictures may show it already: once more before a change."""
    epochs = teaching_results.best_first(taught)
    place = next(n for n, e in enumerate(epochs, start=1) if e.epoch == taught.chosen_epoch)
    buttons = [
        turn.button("teaching-change-choice", action, f"{argument} {_SURE}"),
        turn.button("teaching-keep-choice", "photos.element", taught.element_id),
    ]
    who = names.sender(turn, taught.chosen_by or 0)
    text = turn.tr("teaching-chosen-by-another", name=who, number=place)
    turn.show(View(text=text, rows=column(buttons)))


def less(turn: Turn, teaching_id: str) -> None:
    """A little less of it, and the rest of a scene comes out again."""
    taught = turn.work.teachings.get(teaching_id)
    chosen = taught.epoch(taught.chosen_epoch or 0)
    if chosen is None or chosen.better_weight is None:
        over(turn, taught.element_id)
        return
    element = teaching_results.wear_less(turn.work, teaching_id=teaching_id)
    _done(turn, element, chosen)


def _done(turn: Turn, element: Element, chosen: TaughtEpoch | None) -> None:
    portrait = chosen.portrait_ids[0] if chosen and chosen.portrait_ids else None
    buttons = [
        turn.button("teaching-to-pictures", "pictures.list"),
        turn.button("teaching-board", "photos.element", element.id),
    ]
    text = turn.tr("teaching-chosen", name=names.title(turn, element))
    turn.show(View(text=text, picture=portrait, rows=column(buttons)))


def _hides(turn: Turn, element: Element, taught: Teaching, chosen: TaughtEpoch) -> None:
    """It is like them, but hides the asked place or action: what would help."""
    check = chosen.scenes[0]
    text = turn.tr(
        "teaching-hides",
        name=names.title(turn, element),
        seen=check.seen,
        asked=check.asked,
        without=check.seen_without,
    )
    buttons = _what_would_help(turn, element, taught, chosen)
    if not buttons:  # none of these; other photos are what is left
        text += Markup("\n\n") + turn.tr("teaching-hides-photos")
    buttons.append(turn.button("teaching-more-photos", "photos.element", element.id))
    buttons.append(turn.button("teaching-keep-so", "photos.element", element.id))
    turn.show(View(text=text, rows=column(buttons)))


def _what_would_help(
    turn: Turn, element: Element, taught: Teaching, chosen: TaughtEpoch
) -> list[Button]:
    """A lower weight, an epoch that hides less, or all weights: each only where it does."""
    buttons = []
    if chosen.better_weight is not None:
        buttons.append(turn.button("teaching-wear-less", "teaching.less", taught.id))
    for place, epoch in enumerate(teaching_results.best_first(taught)[:_MOST_EPOCHS], start=1):
        if epoch.keeps_scenes and epoch != chosen:
            again = f"{taught.id} {epoch.epoch}"
            buttons.append(
                turn.button("teaching-take-other", "teaching.choose", again, number=place)
            )
            break
    if may_be_thorough(turn, element) and not taught.request.learning.thorough:
        more = f"{element.id} {THOROUGH}"
        buttons.append(turn.button("teaching-thorough", "elements.teach", more))
    return buttons


def may_be_thorough(turn: Turn, element: Element) -> bool:
    """Whether teaching all weights would be accepted: allowed here, and photos enough."""
    content = TeachingContent.load()
    accepted = teaching_requests.may_be_thorough(turn.work, content, element.id)
    return turn.services.thorough is not None and accepted


def none(turn: Turn, argument: str) -> None:
    """None of them; say what would help, the most useful first."""
    teaching_id, *sure = argument.split()
    taught = turn.work.teachings.get(teaching_id)
    if not sure and _of_another(turn, taught):
        _ask_whether(turn, taught, "teaching.none", teaching_id)
        return
    advice = teaching_results.none_alike(turn.work, teaching_id=teaching_id)
    refused = turn.work.teachings.get(teaching_id)
    element_id = refused.element_id
    wishes = [turn.tr.plain(f"photos-send-{wish}") for wish in advice.wishes[:2]]
    if wishes:
        text = turn.tr("teaching-none-wishes", wishes=" · ".join(wishes))
    else:
        text = turn.tr("teaching-none")
    buttons = [turn.button("teaching-more-photos", "photos.element", element_id)]
    if advice.more_steps:
        buttons.append(turn.button("teaching-longer", "elements.teach", f"{element_id} longer"))
    buttons += seen_again(turn, refused)
    turn.show(View(text=text, rows=column(buttons)))


def seen_again(turn: Turn, last: Teaching | None) -> list[Button]:
    """Back to portraits of which somebody said that none is alike, while they are there."""
    if last is None or last.state is not TeachingState.NONE_ALIKE or not last.epochs:
        return []
    return [turn.button("teaching-see-again", "teaching.show", last.id)]


def _nearest(turn: Turn, epochs: list[TaughtEpoch]) -> Markup:
    """Of a style: whose the portraits of each epoch are nearest to, most of them."""
    lines = []
    for place, epoch in enumerate(epochs, start=1):
        if not epoch.nearest:
            continue
        [(whose, _)] = Counter(epoch.nearest).most_common(1)
        title = _style(turn, whose)
        lines.append(turn.tr("teaching-style-nearest", number=place, whose=title))
    return Markup("").join(Markup("\n") + line for line in lines)


def _style(turn: Turn, whose: str) -> str:
    """Whose it is; the model's own, or one that was taken away since it was compared."""
    if whose == ITSELF:
        return turn.tr.plain("teaching-style-itself")
    other = turn.work.elements.find(whose)
    return names.title(turn, other) if other else turn.tr.plain("teaching-style-gone")


def _numbers(
    taught: Teaching, epochs: Sequence[TaughtEpoch], shown: Container[int]
) -> list[Button]:
    """One can be chosen by what is seen of it."""
    return [
        Button(label=str(place), action="teaching.choose", argument=f"{taught.id} {epoch.epoch}")
        for place, epoch in enumerate(epochs, start=1)
        if place in shown
    ]


def _other_ways(turn: Turn, taught: Teaching, *, following: int | None) -> list[Button]:
    buttons = []
    if following is not None:
        more = f"{taught.id} {following}"
        buttons.append(turn.button("teaching-others", "teaching.show", more))
    buttons.append(turn.button("teaching-none-alike", "teaching.none", taught.id))
    buttons.append(turn.button("button-not-now", "photos.element", taught.element_id))
    return buttons


def taps() -> dict[str, Route]:
    teach = Action.MAKE_PICTURES
    return {
        "teaching.show": Route(teach, of_teaching(show)),
        "teaching.choose": Route(teach, of_teaching(choose)),
        "teaching.less": Route(teach, of_teaching(less)),
        "teaching.none": Route(teach, of_teaching(none)),
    }
