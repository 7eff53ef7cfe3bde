"""Which portraits look most like them: two real photos, and one test portrait of each epoch.

The order is the program's, the choice is the family's; "none" leads to what would help.
"""

from collections import Counter

from markupsafe import Markup

from bot.handlers.photos import names
from bot.handlers.teaching.gone import of_teaching, over
from bot.screens import View, column, grid, pictured
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.element import Element
from core.domain.teaching import TaughtEpoch, Teaching, TeachingState
from core.services import teaching_results

THOROUGH = "thorough"  #: a way of teaching: with all weights, only where the operator allows it
_MOST_EPOCHS = 8  #: an album holds ten, two of which are photos


def show(turn: Turn, argument: str) -> None:
    """Photos first, then the portraits of one kind, numbered as they stand."""
    teaching_id, _, kind = argument.partition(" ")
    taught = turn.work.teachings.get(teaching_id)
    epochs = teaching_results.best_first(taught)[:_MOST_EPOCHS]
    if not epochs:  # somebody else in the circle chose meanwhile, and what this one left is gone
        over(turn, taught.element_id)
        return
    number = int(kind or 0)
    photos = teaching_results.references(turn.work, taught)
    portraits = [epoch.portrait_ids[number % len(epoch.portrait_ids)] for epoch in epochs]
    element = turn.work.elements.get(taught.element_id)
    text = turn.tr(
        "teaching-choose",
        name=names.title(turn, element),
        photos=len(photos),
        portraits=len(portraits),
    )
    text += _nearest(turn, epochs)
    album = (*(photo.media_id for photo in photos), *portraits)
    rows = (
        *grid(_numbers(taught, epochs), width=4),
        *column(_other_ways(turn, taught, epochs, number)),
    )
    turn.show(pictured(View(text=text, rows=rows), album))


def choose(turn: Turn, argument: str) -> None:
    """This one; from now on it is who pictures show."""
    teaching_id, epoch = argument.split()
    taught = turn.work.teachings.get(teaching_id)
    chosen = taught.epoch(int(epoch))
    if chosen is None:
        over(turn, taught.element_id)
        return
    element = teaching_results.choose(turn.work, teaching_id=teaching_id, epoch=int(epoch))
    if chosen.keeps_scenes:
        _done(turn, element, chosen)
    else:
        _hides(turn, element, taught, chosen)


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
    if turn.services.thorough is not None and not taught.request.learning.thorough:
        more = f"{element.id} {THOROUGH}"
        buttons.append(turn.button("teaching-thorough", "elements.teach", more))
    buttons.append(turn.button("teaching-keep-so", "photos.element", element.id))
    text = turn.tr(
        "teaching-hides",
        name=names.title(turn, element),
        seen=check.seen,
        asked=check.asked,
        without=check.seen_without,
    )
    turn.show(View(text=text, rows=column(buttons)))


def none(turn: Turn, teaching_id: str) -> None:
    """None of them; say what would help, the most useful first."""
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
        other = turn.work.elements.find(whose) if whose else None
        title = names.title(turn, other) if other else turn.tr.plain("teaching-style-itself")
        lines.append(turn.tr("teaching-style-nearest", number=place, whose=title))
    return Markup("").join(Markup("\n") + line for line in lines)


def _numbers(taught: Teaching, epochs: list[TaughtEpoch]) -> list[Button]:
    return [
        Button(label=str(place), action="teaching.choose", argument=f"{taught.id} {epoch.epoch}")
        for place, epoch in enumerate(epochs, start=1)
    ]


def _other_ways(
    turn: Turn, taught: Teaching, epochs: list[TaughtEpoch], number: int
) -> list[Button]:
    buttons = []
    if max(len(epoch.portrait_ids) for epoch in epochs) > 1:
        following = f"{taught.id} {number + 1}"
        buttons.append(turn.button("teaching-others", "teaching.show", following))
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
