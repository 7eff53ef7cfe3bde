"""A chosen picture: kept, shown to the person with its label, and what they make of it."""

from markupsafe import Markup

from bot.handlers import sent
from bot.handlers.letting_go import take_away_rejected
from bot.handlers.pictures import enlarging, flow, scene
from bot.handlers.session.frame import loud
from bot.screens import View
from bot.turns import Handler, Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.picture import Picture, PictureStatus
from core.services import (
    books,
    picture_history,
    picture_recipes,
    picture_styles,
    picture_wishes,
    pictures,
    scenes,
)
from core.services.picture_gate import let_through

LONGEST_DETAIL = 300  #: characters of a detail; more of it is a story


def show(turn: Turn, picture_id: str) -> None:
    """The companion allows it and turns the phone round."""
    if not _off(turn, picture_id):
        reveal(turn, _approve(turn, picture_id).id)


def keep(turn: Turn, picture_id: str) -> None:
    """The companion allows it; the person sees it some other time, or now."""
    if _off(turn, picture_id):
        return
    picture = _approve(turn, picture_id)
    enlarging.place_on_page(turn, picture_id)
    _card(turn, picture, turn.tr("pictures-kept", caption=flow.caption(turn, picture, turn.tr)))


def open_card(turn: Turn, picture_id: str) -> None:
    """A picture that was chosen some time ago, with all that can be done with it."""
    picture = turn.work.pictures.get(picture_id)
    if picture.status is PictureStatus.APPROVED:
        card(turn, picture)
    else:
        _gone(turn)


def card(turn: Turn, picture: Picture) -> None:
    turn.expect()
    _card(turn, let_through(turn.work, picture), flow.caption(turn, picture, turn.tr))


def _card(turn: Turn, picture: Picture, text: Markup) -> None:
    rows = (
        _show_now(turn, picture),
        _change(turn, picture),
        _history(turn, picture),
        (_file(turn, picture),),
        (flow.on_button(turn, picture.memory_id),),
    )
    flow.show(turn, View(text=text, picture=picture.media_id), *rows)


def _show_now(turn: Turn, picture: Picture) -> tuple[Button, ...]:
    if not scenes.may_be_shown(turn.work):
        return ()
    return (turn.button("pictures-button-show-now", "pictures.reveal", picture.id),)


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
    if _off(turn, picture_id):
        return
    if not scenes.may_be_shown(turn.work):  # there is nobody to show it to now
        card(turn, turn.work.pictures.get(picture_id))
        return
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


def _off(turn: Turn, picture_id: str) -> bool:
    """Whether pictures were switched off since the button was shown; then that is seen."""
    if scenes.may_have_pictures(turn.work):
        return False
    scene.off(turn, turn.work.pictures.get(picture_id).memory_id)
    return True


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
    picture = pictures.reject_all_of_it(turn.work, picture_id=picture_id)
    books.refresh_page(turn.work, picture.memory_id)
    take_away_rejected(turn)
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
    if turn.incoming.may_be_story(longest=LONGEST_DETAIL):
        flow.hand_on(turn, turn.tr("pictures-detail-apart", most=LONGEST_DETAIL))
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


def _gone(turn: Turn) -> None:
    turn.notice = turn.tr.plain("changes-gone")
    flow.go_on(turn)


def _while_there(handler: Handler) -> Route:
    """What is done with a picture, unless somebody else put it away since it was shown."""

    def tapped(turn: Turn, picture_id: str) -> None:
        if picture_wishes.changeable(turn.work, picture_id) is None:
            _gone(turn)
        else:
            handler(turn, picture_id)

    return Route(Action.MAKE_PICTURES, tapped)


def taps() -> dict[str, Route]:
    handlers = {
        "pictures.show": show,
        "pictures.keep": keep,
        "pictures.card": open_card,
        "pictures.reveal": reveal,
        "pictures.likes": likes,
        "pictures.not_so": not_so,
        "pictures.that_day": that_day,
        "pictures.file": file,
        "pictures.recipe": recipe,
    }
    return {name: _while_there(handler) for name, handler in handlers.items()}


def answers() -> dict[str, Route]:
    return {"pictures.detail": Route(Action.MAKE_PICTURES, detail)}
