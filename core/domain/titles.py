"""A few of somebody's own words to call a story by; cut, never reworded."""

import re

MOST_WORDS = 6  #: where a sentence has to be cut
LONGEST_TITLE_WORDS = 9  #: where it can stand whole
LONGEST_IMAGE_WORDS = 14
FEWEST_WORDS = 3
LETTERS_PER_WORD = 7
ENDS = ".!?…"

_CLAUSE_END = re.compile(r"[.!?…;,]+(?=\s|$)")
#: Words no title ends in, both languages together.
_TRAILING = frozenset(
    re.findall(
        r"\S+",
        """
        a al con de del desde e el en entre era es eran estaba había hasta la las le les lo los
        me mi mis muy nos o para pero por porque que se si sin sobre su sus te tu un una unas
        unos y ya about an and as at but by for from had he her his i in into is it its my of
        on or our she so that the their they to was we were when with you your
        """,
    )
)
#: Words with which a new thought begins.
_LINKS = frozenset(
    re.findall(
        r"\S+",
        """
        y e que porque cuando mientras pero donde como
        and that because when while but where so till until
        """,
    )
)


def title_from(words: str) -> str:
    """The first words of a story, up to a natural end."""
    return _opening(words, most=LONGEST_TITLE_WORDS, cut_to=MOST_WORDS)


def image_from(words: str) -> str:
    """One image in their words, to be given back when saying goodbye."""
    return _opening(words, most=LONGEST_IMAGE_WORDS, cut_to=LONGEST_IMAGE_WORDS)


def _opening(words: str, *, most: int, cut_to: int) -> str:
    """Whole clauses while they fit and say enough; else whole words, without a loose end."""
    text = " ".join(words.split())
    longest = LETTERS_PER_WORD * most
    best = ""
    for end in (*(m.start() for m in _CLAUSE_END.finditer(text)), len(text)):
        clause = text[:end].strip()
        if len(clause.split()) > most or len(clause) > longest:
            break
        best = clause
        if text[end : end + 1] in ENDS and len(clause.split()) >= FEWEST_WORDS:
            break
    enough = len(best.split()) >= FEWEST_WORDS or best == text.rstrip(ENDS)
    return best if enough else _whole_words(text, most=cut_to, longest=longest)


def _whole_words(text: str, *, most: int, longest: int) -> str:
    """As many words as fit, back to where a new thought begins, and without a loose end."""
    kept = text.split()[:most]
    links = [n for n, word in enumerate(kept) if n >= FEWEST_WORDS and _bare(word) in _LINKS]
    if links:
        kept = kept[: links[-1]]
    while len(kept) > 2 and _bare(kept[-1]) in _TRAILING:
        kept.pop()
    return " ".join(kept)[:longest].strip(" ,;:.¿¡\"'«»")


def _bare(word: str) -> str:
    return word.casefold().strip(" ,;:.¿?¡!\"'«»()")
