"""Who allows photos to be kept, and a likeness to be learnt: asked once, before anything else."""

from bot.handlers import permission
from bot.handlers.photos import bursts, names
from bot.handlers.pictures.photo import PERMISSIONS
from bot.handlers.teaching.gone import of_element
from bot.screens import View, column
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.consent import ConsentKind, GivenBy
from core.domain.conversation import Button
from core.domain.element import Element, ElementKind
from core.services import elements
from core.services.circle import allowed

_UNKEPT = "photos-permission-unkept"  #: asked of photos that came already
#: Who may allow something about somebody else than the person, in the order of the buttons.
OF_A_RELATIVE = {
    "photos-likeness-shown": GivenBy.SHOWN,
    "photos-likeness-guardian": GivenBy.GUARDIAN,
    "photos-likeness-family": GivenBy.FAMILY,
}
OF_A_COUPLE = {
    "photos-likeness-both": GivenBy.SHOWN,
    "photos-likeness-one-gone": GivenBy.FAMILY,
}


def settled(turn: Turn, element_id: str) -> bool:
    """Whether everything is allowed that can be; otherwise it is asked now."""
    if turn.work.consents.holding(ConsentKind.PHOTOS) is None:
        ask_photos(turn, element_id)
        return False
    element = turn.work.elements.get(element_id)
    open_question = element.kind.shows_somebody and not element.consent_asked
    if open_question and allowed(turn.work, Action.GIVE_CONSENT):
        ask_likeness(turn, element_id)
        return False
    return True


def ask_photos(turn: Turn, then: str = "") -> None:
    """Who allows photos to be kept; `then` is the element to go on with."""
    _ask(turn, "photos-permission", then, turn.button("button-menu", "home.menu"))


def ask_before_keeping(turn: Turn, then: str = "") -> None:
    """The same, once for all photos that came already: nothing of them may be kept before."""
    if bursts.said_lately(turn, _UNKEPT) is None:
        _ask(turn, _UNKEPT, then, bursts.menu_button(turn, _UNKEPT))


def _ask(turn: Turn, words: str, then: str, on: Button) -> None:
    if not allowed(turn.work, Action.GIVE_CONSENT):
        view = View(text=turn.tr("photos-needs-owner"), rows=((on,),))
        turn.show(view, beside=turn.belated)
        return
    action = "photos.allowed_now" if words == _UNKEPT else "photos.allowed"
    buttons = [
        turn.button(label, action, f"{giver} {then}".strip())
        for label, giver in PERMISSIONS.items()
    ]
    turn.show(View(text=turn.tr(words), rows=column([*buttons, on])), beside=turn.belated)


def photos_allowed(turn: Turn, argument: str) -> None:
    giver, _, then = argument.partition(" ")
    permission.keep(turn, ConsentKind.PHOTOS, giver)
    turn.go("photos.element" if then else "photos.open", then)


def allowed_now(turn: Turn, argument: str) -> None:
    """What was sent before the answer is not there: it has to come again."""
    turn.tell(turn.tr("photos-send-again"))
    photos_allowed(turn, argument)


def ask_likeness(turn: Turn, element_id: str) -> None:
    """Who allows this face to be learnt; "not now" is an answer too."""
    element = turn.work.elements.get(element_id)
    givers = _givers(element)
    buttons = [
        turn.button(label, "photos.likeness_given", f"{giver} {element_id}")
        for label, giver in givers.items()
    ]
    later = turn.button("photos-likeness-nobody", "photos.likeness_later", element_id)
    words = "photos-likeness-person" if element.age else "photos-likeness-relative"
    if element.of_two:
        words = "photos-likeness-couple"
    text = turn.tr(words, name=names.somebody(turn, element))
    turn.show(View(text=text, rows=column([*buttons, later])))


def likeness_given(turn: Turn, argument: str) -> None:
    giver, element_id = argument.split()
    elements.allow_likeness(
        turn.work,
        element_id,
        given_by=GivenBy(giver),
        account_id=turn.account.id,
        ids=turn.services.ids,
        now=turn.now,
    )
    turn.go("photos.compare", element_id)


def likeness_later(turn: Turn, element_id: str) -> None:
    """Photos are kept, but no faces compared, nothing learnt and nothing drawn."""
    elements.ask_no_more(turn.work, element_id)
    turn.go("photos.element", element_id)


def _givers(element: Element) -> dict[str, GivenBy]:
    if element.of_two:
        return OF_A_COUPLE
    return PERMISSIONS if element.kind is ElementKind.PERSON else OF_A_RELATIVE


def taps() -> dict[str, Route]:
    give = Action.GIVE_CONSENT
    return {
        "photos.allowed": Route(give, photos_allowed),
        "photos.allowed_now": Route(give, allowed_now),
        "photos.likeness": Route(give, of_element(ask_likeness)),
        "photos.likeness_given": Route(give, of_element(likeness_given, place=1)),
        "photos.likeness_later": Route(give, of_element(likeness_later)),
    }
