"""What elements and people are called on screens and buttons."""

from bot.handlers.titles import title_in
from bot.screens import shortened
from bot.turns import Turn
from core.domain.element import Element
from core.services.elements import NOUNS

LONGEST_NAME = 15  #: characters of a name on a button that says more


def title(turn: Turn, element: Element) -> str:
    """An element by the name the family uses; the person by name and age."""
    return title_in(turn.tr, element, person=turn.patient.name)


def label(turn: Turn, element: Element) -> str:
    """The same, as much as a button holds beside a number."""
    if element.age is not None:
        return turn.tr.plain(f"photos-age-{element.age}-nameless")
    return shortened(element.name, LONGEST_NAME)


def somebody(turn: Turn, element: Element) -> str:
    """Who is in its photos, without an age."""
    if element.age is None:
        return element.name
    return turn.patient.name or turn.tr.plain("photos-the-person")


def noun(turn: Turn, element: Element) -> str:
    """What it is, in people's words."""
    if element.class_words:
        return element.class_words
    if element.class_noun in NOUNS.get(element.kind, ()):
        return turn.tr.plain(f"photos-class-{element.class_noun}")
    return turn.tr.plain(f"photos-kind-{element.kind}")


def sender(turn: Turn, account_id: int) -> str:
    """Who sent a photo, by the name the circle knows."""
    members = turn.services.registry.members(turn.work.patient_id)
    names = (m.name for m in members if m.account_id == account_id)
    return next(names, turn.tr.plain("photos-somebody"))
