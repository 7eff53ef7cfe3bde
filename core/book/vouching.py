"""The gate before every edition: what stands on a page is true to what was told, or is not there.

Words are the stored ones, character for character, and in quotation marks only when they were
said. Each line the program wrote names the memory it rests on, and neither tests, hurts nor
scores anybody (protocol §13, §15). What a family wrote is theirs, and only has to have its source.
"""

from core.book.texts import PageText, may_be_said
from core.domain.book import Spread
from core.errors import VivenciaError


class Unvouched(VivenciaError):
    """A page says something that nobody told, or that must not be said."""


def vouched(page: PageText, spread: Spread, *, language: str) -> PageText:
    """The page, once all of it was looked at; Unvouched when it must not stand in an edition."""
    memory = spread.memory
    if (page.memory_id, page.words) != (memory.id, memory.words):
        raise Unvouched("the words are not those that are kept")
    if page.quoted and not memory.quotable:
        raise Unvouched("words that were not said are in quotation marks")
    for line in (*page.linking, *(figure.label for figure in page.figures)):
        if line.sources != (memory.id,):
            raise Unvouched("a line does not rest on its memory")
        if not line.own and not may_be_said(line.text, language):
            raise Unvouched("a line of ours must not be said")
    return page
