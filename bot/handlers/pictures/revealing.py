"""A chosen picture: kept, shown to the person with its label, and what they make of it."""

from markupsafe import Markup

from bot.handlers import sent
from bot.handlers.pictures import enlarging, flow
from bot.handlers.session.frame import loud
from bot.incoming import IncomingKind
from bot.screens import View
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.picture import Picture, PictureStatus
from core.services import books, picture_history, picture_recipes, picture_styles, pictures
from core.services.picture_gate import let_through


def show(turn: Turn, picture_id: str) -> None:
    """The companion allows it and turns the phone round."""
    _approve(turn, picture_id)
    reveal(turn, picture_id)


def keep(turn: Turn, picture_id: str) -> None:
    """The companion allows it; the person sees it some other time, or now."""
    picture = _approve(turn, picture_id)
    enlarging.place_on_page(turn, picture_id)
    _card(turn, picture, turn.tr("pictures-kept", caption=flow.caption(turn, picture, turn.tr)))


def open_card(turn: Turn, picture_id: str) -> None:
    """A picture that was chosen some time ago, with all that can be done with it."""
    picture = turn.work.pictures.find(picture_id)
    if picture is None or picture.status is not PictureStatus.APPROVED:
        turn.notice = turn.tr.plain("changes-gone")
        flow.go_on(turn)
    else:
        card(turn, picture)


def card(turn: Turn, picture: Picture) -> None:
    turn.expect()
    _card(turn, let_through(turn.work, picture), flow.caption(turn, picture, turn.tr))


def _card(turn: Turn, picture: Picture, text: Markup) -> None:
    rows = (
        (turn.button("pictures-button-show-now", "pictures.reveal", picture.id),),
        _change(turn, picture),
        _history(turn, picture),
        (_file(turn, picture),),
        (flow.on_button(turn, picture.memory_id),),
    )
    flow.show(turn, View(text=text, picture=picture.media_id), *rows)


def _history(turn: Turn, picture: Picture) -> tuple[Button, ...]:
    """One step back, and any step: from the first one, too, or those after it were lost."""
    undo = turn.button("changes-button-undo", "changes.undo", picture.id)
    steps = turn.button("changes-button-steps", "changes.steps", picture.id)
    if picture_history.step_before(turn.work, picture):
        return undo, steps
    return (steps,) if len(picture_history.steps(turn.work, picture)) > 1 else ()


def _change(turn: Turn, picture: Picture) -> tuple[Button, ...]:
    if not flow.may_try_again(turn, picture.memory_id):
        return ()
    return (turn.button("changes-button-change", "changes.begin", picture.id),)


def _approve(turn: Turn, picture_id: str) -> Picture:
    picture = pictures.approve(
        turn.work, picture_id=picture_id, account_id=turn.account.id, now=turn.now
    )
    books.refresh_page(turn.work, picture.memory_id)
    return picture


def reveal(turn: Turn, picture_id: str) -> None:
    """Picture, label and what is said with them, in one message."""
    picture = pictures.mark_shown(turn.work, picture_id=picture_id, now=turn.now)
    text = turn.tr(
        "pictures-reveal-screen",
        line=loud(turn.say("pictures-reveal")),
        caption=flow.caption(turn, picture, turn.say),
    )
    rows = (
        (turn.button("pictures-button-likes", "pictures.likes", picture.id),),
        (turn.button("pictures-button-not-so", "pictures.not_so", picture.id),),
        (turn.button("pictures-button-that-day", "pictures.that_day", picture.id),),
        _change(turn, picture),
    )
    flow.show(turn, View(text=text, picture=picture.media_id), *rows)


def likes(turn: Turn, picture_id: str) -> None:
    """It stays with the memory, and on its page when the memory has one."""
    picture = turn.work.pictures.get(picture_id)
    books.refresh_page(turn.work, picture.memory_id)
    on_page = enlarging.place_on_page(turn, picture_id)
    text = turn.tr("pictures-on-page" if on_page else "pictures-with-memory")
    rows = ((_file(turn, picture),), (flow.on_button(turn, picture.memory_id),))
    flow.show(turn, View(text=text), *rows)


def not_so(turn: Turn, picture_id: str) -> None:
    """It wasn't like that: the story is better, the picture goes, nobody insists (§7.8)."""
    picture = pictures.reject(turn.work, picture_id=picture_id)
    books.refresh_page(turn.work, picture.memory_id)
    text = turn.tr("pictures-gone", line=loud(turn.say("pictures-not-so")))
    flow.show(turn, View(text=text), (flow.on_button(turn, picture.memory_id),))


def that_day(turn: Turn, picture_id: str) -> None:
    """A detail nobody told may come from the picture: kept apart, never confirmed (§7.9)."""
    memory = pictures.note_new_detail(turn.work, picture_id=picture_id, words="")
    books.refresh_page(turn.work, memory.id)
    turn.expect("pictures.detail", picture_id)
    flow.show(turn, View(text=turn.tr("pictures-detail")), (flow.on_button(turn, memory.id),))


def detail(turn: Turn, picture_id: str) -> None:
    """Which detail it was, as the companion heard it."""
    if turn.incoming.kind is not IncomingKind.WORDS:
        turn.tell(turn.tr("pictures-detail-in-words"))
        return
    words = turn.incoming.text
    memory = pictures.note_new_detail(turn.work, picture_id=picture_id, words=words)
    turn.expect()
    text = turn.tr("pictures-detail-kept")
    flow.show(turn, View(text=text), (flow.on_button(turn, memory.id),))


def file(turn: Turn, picture_id: str) -> None:
    """The signed file, whole: Telegram takes the marks off what is sent as a photo."""
    picture = let_through(turn.work, turn.work.pictures.get(picture_id))
    view = View(
        text=turn.tr("pictures-file", caption=flow.caption(turn, picture, turn.tr)),
        document=picture.media_id,
        document_name=turn.tr.plain("pictures-file-name"),
    )
    flow.show(turn, view, *_recipe(turn, picture), (flow.on_button(turn, picture.memory_id),))


def _recipe(turn: Turn, picture: Picture) -> tuple[tuple[Button, ...], ...]:
    """For those who opened the fine settings."""
    if not picture_styles.fine_settings_open(turn.patient):
        return ()
    return ((turn.button("pictures-button-recipe", "pictures.recipe", picture.id),),)


def recipe(turn: Turn, picture_id: str) -> None:
    """How it was made, as a file: words of the story leave the house only when asked for."""
    picture = let_through(turn.work, turn.work.pictures.get(picture_id))
    view = View(
        text=turn.tr("pictures-recipe"),
        document=picture_recipes.file(turn.work, picture, now=turn.now),
        document_name=turn.tr.plain("pictures-recipe-name"),
    )
    sent.watch(turn)
    flow.show(turn, view, (flow.on_button(turn, picture.memory_id),))


def _file(turn: Turn, picture: Picture) -> Button:
    return turn.button("pictures-button-file", "pictures.file", picture.id)


def taps() -> dict[str, Route]:
    make = Action.MAKE_PICTURES
    return {
        "pictures.show": Route(make, show),
        "pictures.keep": Route(make, keep),
        "pictures.card": Route(make, open_card),
        "pictures.reveal": Route(make, reveal),
        "pictures.likes": Route(make, likes),
        "pictures.not_so": Route(make, not_so),
        "pictures.that_day": Route(make, that_day),
        "pictures.file": Route(make, file),
        "pictures.recipe": Route(make, recipe),
    }


def answers() -> dict[str, Route]:
    return {"pictures.detail": Route(Action.MAKE_PICTURES, detail)}
