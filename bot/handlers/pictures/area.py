"""Which part changes: found by name, painted in Telegram's editor, or tapped on a grid."""

from markupsafe import Markup

from bot.handlers.pictures import changing, flow
from bot.handlers.pictures.changing import wish_of
from bot.handlers.pictures.waiting import LOOK_NO_MORE, looked_for
from bot.screens import View, grid
from bot.turns import Route, Turn
from core.domain.change import Area, MaskFound, MaskRequest
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.job import JobRecord, Queue
from core.domain.wish import GRID, PictureWish
from core.errors import Refused
from core.services import picture_masks, picture_wishes, pictures
from core.services.picture_masks import NOT_FOUND

LONGEST_OBJECT = 60  #: characters of what an object is called
#: What was wrong with what was painted; everything else is only not found.
_PAINTED_WRONG = frozenset({"other-picture", "too-much", "nothing-painted"})


def choose(turn: Turn, argument: str) -> None:
    """A part by its name; an object needs one first."""
    wish_id, area = argument.split()
    wish = wish_of(turn, wish_id)
    if Area(area) is Area.OBJECT:
        _ask_object(turn, wish)
    else:
        _look(turn, wish, MaskRequest(area=Area(area), prompt=_prompt(turn, wish)))


def _prompt(turn: Turn, wish: PictureWish) -> str:
    return turn.work.pictures.get(wish.picture_id).making.prompt


def _ask_object(turn: Turn, wish: PictureWish) -> None:
    flow.show(turn, View(text=turn.tr("changes-object")), (changing.back(turn, wish),))
    turn.expect("changes.object", wish.id)


def named_object(turn: Turn, wish_id: str) -> None:
    """What was written is looked for."""
    if turn.incoming.may_be_story(longest=LONGEST_OBJECT):
        flow.hand_on(turn, turn.tr("changes-few-words", most=LONGEST_OBJECT))
        return
    words = " ".join(turn.incoming.text.split())
    language, craft = turn.account.language, turn.services.craft
    try:
        wish = picture_wishes.name_object(
            turn.work, wish=wish_of(turn, wish_id), words=words, language=language, craft=craft
        )
    except Refused as refusal:
        turn.tell(flow.words_of(turn.tr, refusal))
        return
    english = picture_wishes.in_english(craft, words, language=language)
    _look(turn, wish, MaskRequest(area=Area.OBJECT, words=english, prompt=_prompt(turn, wish)))


def _look(
    turn: Turn, wish: PictureWish, request: MaskRequest, *, painted: bytes | None = None
) -> None:
    """Let the worker find it; without one, people show it themselves."""
    turn.expect()
    queue = _queue(turn, request)
    if queue is None:
        _not_found(turn, wish, NOT_FOUND)
        return
    record, ticket = picture_masks.request_mask(
        turn.work,
        turn.job_folder(),
        wish=wish,
        request=request,
        chat_id=turn.chat_id,
        now=turn.now,
        painted=painted,
        sent=turn.replied_to,
        queue=queue,
    )
    turn.enqueue(ticket)
    leave = turn.button("pictures-button-cancel", LOOK_NO_MORE, f"{record.id} {wish.id}")
    flow.show(turn, View(text=turn.tr("changes-looking")), (leave,))


def _queue(turn: Turn, request: MaskRequest) -> Queue | None:
    """Who looks: for what has words rather the model that draws; None where nobody does."""
    named = request.area is Area.OBJECT
    queues = (Queue.GPU, Queue.CPU) if named else (Queue.CPU,)
    return next((queue for queue in queues if turn.services.jobs.worker_alive(queue)), None)


def look_no_more(turn: Turn, argument: str) -> None:
    """It takes too long, or was not meant."""
    job_id, wish_id = argument.split()
    turn.cancel_job(job_id)
    pictures.finish(turn.work, job_id=job_id)
    changing.ask_part(turn, wish_of(turn, wish_id))


def came(turn: Turn, _: str) -> None:
    """A part was found, or not; nobody is interrupted to hear of it."""
    record = turn.work.jobs.find(turn.incoming.job_id)
    if record is None or record.taken_over:
        return
    pictures.finish(turn.work, job_id=record.id)
    if not turn.may_here(Action.MAKE_PICTURES):
        return  # a job outlives a membership
    wish = turn.work.wishes.find(record.wish_id)
    if wish is not None and looked_for(turn.work.open_screens(turn.chat_id), record.id):
        _show_found(turn, record, wish)


def _show_found(turn: Turn, record: JobRecord, wish: PictureWish) -> None:
    folder = turn.services.job_folders.folder(record.id)
    memory = turn.work.memories.get(wish.memory_id)
    label_text = changing.label(turn, wish, memory)
    found = picture_masks.take_mask(turn.work, folder, wish=wish, label_text=label_text)
    if not found.sure:
        _not_found(turn, wish, found)
        return
    shown = wish_of(turn, wish.id).sketch_ids[-1]
    rows = (
        (
            turn.button("changes-button-this-part", "changes.part", f"{wish.id} in"),
            turn.button("changes-button-the-rest", "changes.part", f"{wish.id} out"),
        ),
        _by_hand(turn, wish),
        (changing.back(turn, wish),),
    )
    view = View(text=turn.tr("changes-found"), picture=shown, private=True)
    flow.show(turn, view, *rows)


def _not_found(turn: Turn, wish: PictureWish, found: MaskFound) -> None:
    """Kindly to the brush, or to the grid."""
    reason = found.refused if found.refused in _PAINTED_WRONG else NOT_FOUND.refused
    text = turn.tr(f"changes-part-{reason}")
    flow.show(turn, View(text=text), _by_hand(turn, wish), (changing.back(turn, wish),))


def _by_hand(turn: Turn, wish: PictureWish) -> tuple[Button, ...]:
    return (
        turn.button("changes-button-paint", "changes.paint", wish.id),
        turn.button("changes-button-grid", "changes.grid", wish.id),
    )


def confirm(turn: Turn, argument: str) -> None:
    """This part, or everything else."""
    wish_id, side = argument.split()
    wish = picture_wishes.choose_side(
        turn.work, wish=wish_of(turn, wish_id), inverted=side == "out"
    )
    changing.ask_words(turn, wish)


def paint(turn: Turn, wish_id: str) -> None:
    """The picture to paint on, and how that is done on a phone."""
    wish = wish_of(turn, wish_id)
    picture = turn.work.pictures.get(wish.picture_id)
    rows = (
        (turn.button("changes-button-grid", "changes.grid", wish.id),),
        (changing.back(turn, wish),),
    )
    view = View(text=turn.tr("changes-paint"), picture=picture.media_id, private=True)
    flow.show(turn, view, *rows)
    turn.expect("changes.painted", wish.id)


def painted(turn: Turn, wish_id: str) -> None:
    """What was painted comes back; a FileRefused says what is wrong with it."""
    if not (turn.incoming.may_be_photo and turn.file):
        flow.hand_on(turn, turn.tr("changes-paint-please"), waits_on=True)
        return
    _look(turn, wish_of(turn, wish_id), MaskRequest(area=Area.PAINTED), painted=turn.file)


def open_grid(turn: Turn, wish_id: str) -> None:
    """Sixteen numbered cells over the picture."""
    turn.expect()
    _show_grid(turn, picture_masks.grid_picture(turn.work, wish=wish_of(turn, wish_id)))


def where(turn: Turn, argument: str) -> None:
    """Nothing recognised somebody: the companion taps where they stand."""
    picture_id, element_id = argument.split()
    wish = changing.begun(turn, picture_id, element_id=element_id)
    if wish is not None:
        _show_grid(turn, picture_masks.grid_picture(turn.work, wish=wish))


def tap_cell(turn: Turn, argument: str) -> None:
    wish_id, cell = argument.split()
    tapped = picture_masks.tap_cell(turn.work, wish=wish_of(turn, wish_id), cell=int(cell))
    _show_grid(turn, tapped, in_place=True)


def _show_grid(turn: Turn, wish: PictureWish, *, in_place: bool = False) -> None:
    cells = [_cell_button(turn, wish, cell) for cell in range(GRID * GRID)]
    done = turn.button("pictures-button-done", "changes.cells_done", wish.id)
    rows = (*grid(cells, width=GRID), (done, changing.back(turn, wish)))
    view = View(
        text=_grid_words(turn, wish),
        picture=wish.sketch_ids[-1],
        rows=flow.with_ways_to_stop(turn, rows),
        private=True,
    )
    turn.show(view, in_place=in_place)


def _grid_words(turn: Turn, wish: PictureWish) -> Markup:
    element = turn.work.elements.find(wish.element_id)
    if element is None:
        return turn.tr("changes-grid")
    return turn.tr("changes-grid-where", name=element.name)


def _cell_button(turn: Turn, wish: PictureWish, cell: int) -> Button:
    label_id = "changes-cell-on" if cell in wish.cells else "changes-cell-off"
    return turn.button(label_id, "changes.cell", f"{wish.id} {cell}", number=cell + 1)


def cells_done(turn: Turn, wish_id: str) -> None:
    """The tapped cells are the part; none at all is asked for again."""
    wish = wish_of(turn, wish_id)
    if not wish.cells:
        turn.notice = turn.tr.plain("changes-grid-empty")
        _show_grid(turn, wish, in_place=True)
        return
    kept = picture_masks.keep_cells(turn.work, wish=wish)
    if kept.element_id:  # it is known already who should be there
        changing.fill_with(turn, kept)
    else:
        changing.ask_words(turn, kept)


def taps() -> dict[str, Route]:
    handlers = {
        "changes.area": choose,
        LOOK_NO_MORE: look_no_more,
        "changes.part": confirm,
        "changes.paint": paint,
        "changes.grid": open_grid,
        "changes.where": where,
        "changes.cell": tap_cell,
        "changes.cells_done": cells_done,
    }
    return {name: Route(Action.MAKE_PICTURES, handler) for name, handler in handlers.items()}


def answers() -> dict[str, Route]:
    return {
        "changes.object": Route(Action.MAKE_PICTURES, named_object),
        "changes.painted": Route(Action.MAKE_PICTURES, painted),
    }


def results() -> dict[str, Route]:
    return {picture_masks.PURPOSE: Route(Action.MAKE_PICTURES, came)}
