"""What an element is called in anybody's words, below every area that names one."""

from core.domain.element import Element
from core.i18n.translator import Translator


def title_in(tr: Translator, element: Element, *, person: str) -> str:
    """An element by the name the family uses; the person by name and age."""
    if element.age is None:
        return element.name
    if person:
        return tr.plain(f"photos-age-{element.age}", name=person)
    return tr.plain(f"photos-age-{element.age}-nameless")
