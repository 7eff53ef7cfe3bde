"""/photos, and the board of an element: what is there, what is missing, one thing to send next."""

from datetime import timedelta

from markupsafe import Markup

from bot.handlers.photos import asking, names, permissions
from bot.handlers.teaching.gone import of_element
from bot.screens import LONGEST_OF_TWO, View, column, grid, shortened
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.element import Element
from core.domain.patient import Standing
from core.services import elements, knowing, photo_board, photos
from core.services.circle import allowed
from core.services.photo_board import RECOMMENDED, Board
from core.services.teaching_stand import Stand, stand_of

TEACH = "elements.teach"
TRY, TRIED = "teaching.try", "teaching.tried"
OF_WHO_LEFT = "left"  #: whose photos are to be placed, where they are not one's own
ASKED_AGAIN_AFTER = timedelta(hours=20)
_MOST_MISSING = 4  #: further wishes on the board, beside the next


def open_photos(turn: Turn, _: str = "") -> None:
    """Whose photos? The person at three ages, who and what is there already, or somebody new."""
    turn.expect()
    ages = elements.ages(turn.work, turn.services.ids, now=turn.now)
    rows = column(_element_button(turn, element) for element in ages)
    others = [_element_button(turn, element) for element in elements.others(turn.work)]
    last = [turn.button("photos-add", "photos.add"), turn.button("button-menu", "home.menu")]
    if held := photos.held(turn.work, sent_by=turn.account.id):
        last.insert(0, turn.button("photos-held", "photos.held", count=len(held)))
    if left := photos.held_for_nobody(turn.work, turn.services.registry):
        last.insert(
            0, turn.button("photos-held-left", "photos.held", OF_WHO_LEFT, count=len(left))
        )
    name = turn.patient.name or turn.tr.plain("photos-the-person")
    text = turn.tr("photos-whose", name=name)
    turn.show(View(text=text, rows=(*rows, *grid(others, width=2), *grid(last, width=2))))


def open_element(turn: Turn, element_id: str) -> None:
    """Its board, once everything is allowed; whatever photo comes now is for it."""
    if turn.work.elements.find(element_id) is None:
        open_photos(turn)
    elif permissions.settled(turn, element_id):
        turn.expect("photos.receive", element_id)
        show_board(turn, element_id)


def show_board(turn: Turn, element_id: str) -> None:
    element = turn.work.elements.get(element_id)
    board = photo_board.board(turn.work, element)
    turn.show(View(text=_text(turn, board), rows=grid(_buttons(turn, board), width=2)))


def next_line(turn: Turn, board: Board) -> Markup:
    """The one thing to send next, or that nothing is missing."""
    wish = board.next_wish
    if wish is None:
        return turn.tr("photos-complete")
    return turn.tr("photos-next", wish=turn.tr.plain(f"photos-send-{wish}"))


def good_line(turn: Turn, board: Board) -> Markup:
    """How many are good, of how many it should be while they are fewer."""
    if board.good >= RECOMMENDED:
        return turn.tr("photos-board-enough", good=board.good)
    return turn.tr("photos-board-good", good=board.good, wanted=RECOMMENDED)


def teach_button(turn: Turn, board: Board) -> list[Button]:
    """To teaching, where it stands or from its beginning, if that is this one's to do.

    What goes on, or waits to be chosen, is reached however many photos are left.
    """
    route, stand = turn.services.routes.taps.get(TEACH), _stand(turn, board.element)
    active = turn.patient.standing is Standing.ACTIVE
    open_to_all = board.enough or stand.of_itself
    if route is None or not (open_to_all and active and turn.may_here(route.action)):
        return []
    label = "photos-teach" if stand is Stand.NOTHING else f"teaching-see-{stand}"
    return [turn.button(label, TEACH, board.element.id)]


def _stand(turn: Turn, element: Element) -> Stand:
    """Of teaching; of nothing while the space rests, nor of a choice that is not this one's."""
    if turn.patient.standing is not Standing.ACTIVE:
        return Stand.NOTHING
    stand = stand_of(turn.work, element)
    theirs = stand is not Stand.TO_CHOOSE or turn.may_here(Action.MAKE_PICTURES)
    return stand if theirs else Stand.NOTHING


def try_button(turn: Turn, board: Board) -> list[Button]:
    """To seeing whether the model knows it without photos, or to what it drew when it was tried.

    Once there are photos enough to learn from, they are what counts.
    """
    element = board.element
    action = TRIED if element.tried_ids else TRY
    route = turn.services.routes.taps.get(action)
    active = turn.patient.standing is Standing.ACTIVE
    if route is None or not (knowing.may_be_tried(element) and active):
        return []
    if (board.enough and action == TRY) or not turn.may_here(route.action):
        return []
    label = "photos-tried" if element.tried_ids else "photos-try"
    return [turn.button(label, action, element.id)]


def ask_family(turn: Turn, element_id: str) -> None:
    """Have everybody who may send photos told what is still missing, once a day."""
    element = turn.work.elements.get(element_id)
    board = photo_board.board(turn.work, element)
    if _asked_lately(turn, element):  # by somebody else, since this board was shown
        turn.notice = turn.tr.plain("photos-family-asked-today")
        open_element(turn, element_id)
        return
    elements.note_family_asked(turn.work, element_id, now=turn.now)
    asking.ask(turn, board)
    open_element(turn, element_id)


def _text(turn: Turn, board: Board) -> Markup:
    lines = [turn.tr("photos-board-title", title=names.title(turn, board.element))]
    if board.good or not board.unjudged:  # what is not looked at yet may well be good
        lines.append(good_line(turn, board))
    if board.doubtful:
        lines.append(turn.tr("photos-board-doubtful", count=board.doubtful))
    if board.unjudged:
        lines.append(turn.tr("photos-board-unjudged", count=board.unjudged))
    lines += _senders(turn, board)
    if (stand := _stand(turn, board.element)) is not Stand.NOTHING:
        lines.append(turn.tr(f"teaching-stand-{stand}"))
    if board.element.kind.shows_somebody and not board.element.may_be_drawn:
        lines.append(turn.tr("photos-board-not-allowed"))
    if board.element.whose_is_open:
        lines.append(turn.tr("photos-board-whose"))
    if board.element.known:
        lines.append(turn.tr("photos-board-known"))
    paragraphs = [Markup("\n").join(lines), _wishes(turn, board), turn.tr("photos-send-here")]
    if try_button(turn, board) and not board.element.tried_ids:
        paragraphs.append(turn.tr("photos-board-try"))
    return Markup("\n\n").join(paragraphs)


def _wishes(turn: Turn, board: Board) -> Markup:
    further = [turn.tr.plain(f"photos-wish-{w}") for w in board.missing[1 : 1 + _MOST_MISSING]]
    lines = [next_line(turn, board)]
    if further:
        lines.append(turn.tr("photos-later", wishes=", ".join(further)))
    return Markup("\n").join(lines)


def _senders(turn: Turn, board: Board) -> list[Markup]:
    """What became of what each one sent, when it was not one alone."""
    if len(board.senders) < 2:
        return []
    return [
        turn.tr("photos-board-sender", name=names.sender(turn, account), sent=sent, good=good)
        for account, (sent, good) in board.senders.items()
    ]


def _buttons(turn: Turn, board: Board) -> list[Button]:
    element_id = board.element.id
    buttons = [*try_button(turn, board), *teach_button(turn, board)]
    if board.doubtful:
        buttons.append(
            turn.button("photos-doubts", "photos.doubts", element_id, count=board.doubtful)
        )
    if board.unjudged and photos.left_behind(turn.work, element_id):
        buttons.append(turn.button("photos-again", "photos.again", element_id))
    if board.good or board.doubtful or board.left_out:
        buttons.append(turn.button("photos-list", "photos.list", element_id))
    if _may_allow(turn, board.element):
        buttons.append(turn.button("photos-allow", "photos.likeness", element_id))
    if _may_say_whose(turn, board):
        buttons.append(turn.button("photos-whose-works", "photos.ask_works", element_id))
    if _may_ask_family(turn, board):
        buttons.append(turn.button("photos-ask-family", "photos.family", element_id))
    buttons.append(turn.button("photos-change", "photos.edit", element_id))
    buttons.append(turn.button("button-back", "photos.open"))
    return buttons


def _may_allow(turn: Turn, element: Element) -> bool:
    open_question = element.kind.shows_somebody and not element.may_be_drawn
    return open_question and allowed(turn.work, Action.GIVE_CONSENT)


def _may_say_whose(turn: Turn, board: Board) -> bool:
    """As everything else about an element: once there are photos, it is the owner's."""
    return board.element.whose_is_open and (
        not board.senders or allowed(turn.work, Action.EDIT_BOOK)
    )


def _asked_lately(turn: Turn, element: Element) -> bool:
    last = element.family_asked_at
    return last is not None and turn.now - last < ASKED_AGAIN_AFTER


def _may_ask_family(turn: Turn, board: Board) -> bool:
    if _asked_lately(turn, board.element) or board.next_wish is None or not asking.askable(turn):
        return False
    return allowed(turn.work, Action.MANAGE_CIRCLE)


def _element_button(turn: Turn, element: Element) -> Button:
    board = photo_board.board(turn.work, element)
    label = names.label(turn, element)
    stand = _stand(turn, element)
    if stand is not Stand.NOTHING:
        label = _marked(turn, element, label, stand)
    elif board.good:
        enough = board.good >= RECOMMENDED
        words = "photos-element-enough" if enough else "photos-element"
        label = turn.tr.plain(words, label=label, good=board.good)
    return Button(label=label, action="photos.element", argument=element.id)


def _marked(turn: Turn, element: Element, label: str, stand: Stand) -> str:
    """With where its teaching stands; two names share a row, an age has one to itself."""
    room = LONGEST_OF_TWO - len(turn.tr.plain(f"teaching-mark-{stand}", label=""))
    name = label if element.age is not None else shortened(label, room)
    return turn.tr.plain(f"teaching-mark-{stand}", label=name)


def taps() -> dict[str, Route]:
    send = Action.SEND_PHOTOS
    return {
        "photos.open": Route(send, open_photos),
        "photos.element": Route(send, open_element),
        "photos.family": Route(Action.MANAGE_CIRCLE, of_element(ask_family)),
    }
