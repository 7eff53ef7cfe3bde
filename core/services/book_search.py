"""Finding a page by a word of it."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from core.domain.book import Page
from core.domain.circle import Action
from core.domain.life import LifeStage
from core.domain.memory import Memory
from core.ports import PatientWork

LONGEST_QUERY = 100  #: characters


def search(work: PatientWork, words: str, *, most: int) -> Sequence[Page]:
    """Pages whose title, words, place or teller hold all the words, in the book's order."""
    work.require(Action.READ_BOOK)
    wanted = folded(words[:LONGEST_QUERY]).split()
    if not wanted:
        return []
    return list(islice(_found(work, wanted), most))


def folded(text: str) -> str:
    """The text as it is compared: without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _found(work: PatientWork, wanted: Sequence[str]) -> Iterator[Page]:
    """Stage by stage, so that a long life is never in memory as a whole."""
    for stage in LifeStage:
        holding = [m for m in work.memories.of_stage(stage) if m.in_book and _holds(m, wanted)]
        pages = [page for m in holding if (page := work.pages.find(m.id)) and not page.hidden]
        yield from sorted(pages, key=lambda page: (page.position, page.id))


def _holds(memory: Memory, wanted: Sequence[str]) -> bool:
    text = folded(f"{memory.title} {memory.words} {memory.place} {memory.teller_name}")
    return all(word in text for word in wanted)
