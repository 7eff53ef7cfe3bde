"""Words that mean nothing to a model, one for each subject it learns.

A word without vowels, of letters that seldom stand together, falls into several rare pieces
in a CLIP tokenizer, so nothing the base model knows comes along with it (DreamBooth, section
3.2, asks for rare identifiers). The worker checks with the tokenizer itself before it teaches.
"""

import random
import re

from core.content.files import LANGUAGES
from core.content.lexicon import Lexicon
from core.content.refusals import Refusals
from core.content.words import words
from core.ports import Ids, PatientWork

LETTERS = "bdfgjkpqvwxz"  #: none of them a vowel in either language
LENGTH = 8
_TRIES = 1000


def new_instance_token(work: PatientWork, *, ids: Ids, lexicon: Lexicon) -> str:
    """A word that nothing and nobody in this store is called, in either language."""
    refusals = Refusals.load()
    taken = _words_of(work)
    chance = random.Random(ids.seed())
    for _ in range(_TRIES):
        token = _letters(chance)
        if token not in taken and means_nothing(token, lexicon, refusals):
            return token
    raise LookupError("no word is left that means nothing")


def means_nothing(token: str, lexicon: Lexicon, refusals: Refusals) -> bool:
    """Whether neither language has this word, as one to draw or as one never to draw."""
    return all(
        all(found.meaning is None for found in lexicon.read(token, language))
        and refusals.cleaned(token, language) == token
        for language in LANGUAGES
    )


def stands_in(token: str, text: str) -> bool:
    """Whether a token stands in a text as a word of its own."""
    return bool(token) and re.search(rf"\b{re.escape(token)}\b", text) is not None


def _letters(chance: random.Random) -> str:
    """No letter twice in a row: nothing that could be read as an abbreviation of threes."""
    token = chance.choice(LETTERS)
    while len(token) < LENGTH:
        token += chance.choice(LETTERS.replace(token[-1], ""))
    return token


def _words_of(work: PatientWork) -> set[str]:
    """Every token and every name in the store, word by word."""
    patient, elements = work.patient(), work.elements.all()
    names = [patient.name, *patient.places]
    for element in elements:
        names += [element.instance_token, element.name, *element.aliases]
    return {word.folded for name in names for word in words(name)}
