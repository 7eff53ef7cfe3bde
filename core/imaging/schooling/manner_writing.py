"""The manner of the bundled model: what of all that is told it was taught to draw.

The numbers are those found for it by trial and stay as they are; its words come from the
concepts, so that the program asks for nothing it never met.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from core.imaging.schooling.captions import Captions
from core.imaging.schooling.concepts import Concept, Name

_LANGUAGE = "en"
_THINGS = ("event", "animal", "place", "plant", "vehicle", "thing", "weather")
_LEFT_OUT = ("snow",)  #: of these the taught word would show more than was told: a snowman
_WITHIN = (" of ", " with ", ", ")  #: its plural would stand inside: few say it so
_OTHERS_SHOWN = 32  #: captions that keep a model what it is while it is taught


def manner(numbers: Mapping[str, Any], captions: Captions) -> dict[str, Any]:
    """A manner with these numbers and the words of all that was taught."""
    teaching = dict(numbers["teaching"])
    teaching["wording"] = {**teaching["wording"], "others": list(_others(captions))}
    return {**numbers, "teaching": teaching, "vocabulary": vocabulary(captions)}


def vocabulary(captions: Captions) -> dict[str, dict[str, str]]:
    """Told words to taught ones, as `core.imaging.vocabulary` reads them."""
    concepts = captions.concepts
    return {
        "figures": _said(concepts.of_kind("person"), captions),
        "activities": {
            _forms(forms): phrase.removeprefix("{} ") for forms, phrase in concepts.activities
        },
        "things": _said(concepts.of_kind(*_THINGS), captions),
        "backgrounds": {
            heard: phrases[0]
            for known in ("places", "seasons", "lights")
            for name, phrases in captions.words[_LANGUAGE][known].items()
            if (heard := captions.words[_LANGUAGE]["heard"].get(name))
        },
    }


def _said(concepts: tuple[Concept, ...], captions: Captions) -> dict[str, str]:
    """Every name and its plural, for what is asked for by it.

    That is the usual name; where several share one (`child`), the shared one, which says no more
    than was told.
    """
    owners = Counter(name.text for concept in concepts for name in concept.names[_LANGUAGE])
    asked: dict[str, str] = {}
    for concept in concepts:
        usual, *_ = names = concept.names[_LANGUAGE]
        for name in names:
            caption = captions.called(name if owners[name.text] > 1 else usual, _LANGUAGE)
            for form in _numbers(name):
                asked.setdefault(form, caption)
    forms: dict[str, list[str]] = {}
    for form, caption in asked.items():
        if form not in _LEFT_OUT:
            forms.setdefault(caption, []).append(form)
    return {"|".join(told): caption for caption, told in forms.items()}


def _numbers(name: Name) -> Iterator[str]:
    yield name.text
    if name.bare or any(within in name.text for within in _WITHIN):
        return
    if name.text.endswith("person"):
        yield name.text.replace("person", "people")
    elif name.text.endswith(("man", "child")):
        yield name.text.replace("man", "men").replace("child", "children")
    elif name.text.endswith(("s", "ch", "sh", "x")):
        yield f"{name.text}es"
    elif name.text.endswith("y") and name.text[-2] not in "aeiou":
        yield f"{name.text[:-1]}ies"
    else:
        yield f"{name.text}s"


def _others(captions: Captions) -> Iterator[str]:
    """Captions spread over all that is measured; every third of them somewhere."""
    measured = captions.concepts.measured
    places = list(captions.words[_LANGUAGE]["places"].values())
    for number in range(_OTHERS_SHOWN):
        concept = measured[number * len(measured) // _OTHERS_SHOWN]
        caption = captions.plain(concept.id, _LANGUAGE)
        yield f"{caption} {places[number % 2][0]}" if number % 3 == 2 else caption


def _forms(forms: str) -> str:
    return "|".join(forms.split())
