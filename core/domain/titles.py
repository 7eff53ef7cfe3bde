"""A few of somebody's own words to call a story by; cut, never reworded."""

import re

MOST_WORDS = 6
MOST_WORDS_BACK = 14
MOST_LETTERS = 60

_CLAUSE_END = re.compile(r"[.!?…;:,\n]+(?=\s|$)")
#: Words no title ends in, both languages together.
_TRAILING = frozenset(
    re.findall(
        r"\S+",
        """
        a al con de del desde e el en entre era es eran estaba había hasta la las le les lo los me
        mi mis muy nos o para pero por porque que se si sin sobre su sus te tu un una unas unos y
        ya an and as at but by for from had he her his i in into is it its my of on or our she so
        that the their they to was we were when with you your
        """,
    )
)


def title_from(words: str) -> str:
    """The first words of a story, up to a natural end."""
    return _opening(words, most=MOST_WORDS)


def image_from(words: str) -> str:
    """One image in their words, to be given back when saying goodbye."""
    return _opening(words, most=MOST_WORDS_BACK)


def _opening(words: str, *, most: int) -> str:
    """Whole clauses while they fit; else whole words, without a loose end."""
    text = " ".join(words.split())
    best = ""
    for end in (*(m.start() for m in _CLAUSE_END.finditer(text)), len(text)):
        clause = text[:end].strip()
        if len(clause.split()) > most or len(clause) > MOST_LETTERS * most // MOST_WORDS:
            break
        best = clause
        if text[end : end + 1] in ".!?…\n":
            break
    return best or _whole_words(text, most=most)


def _whole_words(text: str, *, most: int) -> str:
    kept = text.split()[:most]
    while len(kept) > 2 and _bare(kept[-1]) in _TRAILING:
        kept.pop()
    return " ".join(kept)[: MOST_LETTERS * most // MOST_WORDS].strip(" ,;:.¿¡\"'«»")


def _bare(word: str) -> str:
    return word.casefold().strip(" ,;:.¿?¡!\"'«»()")
