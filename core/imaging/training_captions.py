"""What a model is told while it is taught: captions of the subject, of its class, of others.

A photo's caption names the subject by its instance token and class noun, and says what else
is seen, so that none of it is learnt as a part of the subject. Black and white photos are
captioned so; the age that photos show is said, and its opposite kept out of test portraits.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.content.prompt_words import PromptWords
from core.content.teaching import TeachingWording
from core.domain.element import ElementKind
from core.domain.teaching import TeachingRequest, TrainingPhoto


def captions_of(
    photo: TrainingPhoto, request: TeachingRequest, wording: TeachingWording, words: PromptWords
) -> tuple[str, ...]:
    """Every caption one photo is learnt with."""
    subjects = dict.fromkeys((_subject(request, words), _plain_subject(request)))
    captions = [
        template.format(subject)
        for subject in subjects
        for template in wording.of(request.kind).templates
    ]
    if photo.caption and wording.says_more:
        captions = [f"{caption}, {photo.caption}" for caption in captions]
    if photo.grey and wording.says_more:
        captions = [wording.grey.format(caption) for caption in captions]
    return tuple(captions)


def class_captions(
    request: TeachingRequest, wording: TeachingWording, words: PromptWords
) -> tuple[str, ...]:
    """What the base model draws for itself, to stay as it was; one a picture.

    A third of them show the subject's class, the rest other things.
    """
    noun = _aged(request, words)
    own = [t.format(_a(noun)) for t in wording.of(request.kind).templates]
    others = [caption for caption in wording.others if request.class_noun not in caption.split()]
    third = wording.class_pictures // 3
    return (*_round(own, third), *_round(others, wording.class_pictures - third))


def portrait_captions(
    request: TeachingRequest, wording: TeachingWording, words: PromptWords
) -> tuple[str, ...]:
    """The prompts of the test portraits, the same in every epoch."""
    subject = _subject(request, words)
    return tuple(portrait.format(subject) for portrait in wording.of(request.kind).portraits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A scene that is checked: what is drawn, and the rivals it is told from."""

    taught: str  #: the prompt with the instance token
    readings: tuple[str, ...]  #: of the class alone: this scene, and others of its row
    number: int  #: of this scene among them


def scenes_of(
    request: TeachingRequest, wording: TeachingWording, words: PromptWords
) -> tuple[Asked, ...]:
    """The scenes that must still be drawn once a subject is learnt."""
    taught, plain = _subject(request, words), _a(_aged(request, words))
    if request.kind is ElementKind.STYLE:
        plain = request.class_noun
    return tuple(
        Asked(
            taught=caption.format(taught),
            readings=tuple(rival.format(plain) for rival in row),
            number=number,
        )
        for row in wording.scenes(request.kind)
        for number, caption in enumerate(row)
    )


def portrait_negative(
    request: TeachingRequest, wording: TeachingWording, words: PromptWords
) -> str:
    """What keeps other ages and the grey of old photos out of a test portrait."""
    age = words.age(request.age_years).negative if request.age_years is not None else ""
    grey = wording.grey_negative if any(photo.grey for photo in request.photos) else ""
    return ", ".join(part for part in (age, grey) if part)


def _subject(request: TeachingRequest, words: PromptWords) -> str:
    return f"{request.instance_token} {_aged(request, words)}"


def _plain_subject(request: TeachingRequest) -> str:
    return f"{request.instance_token} {request.class_noun}"


def _aged(request: TeachingRequest, words: PromptWords) -> str:
    """The class noun with the age its photos show: `young man`."""
    if request.age_years is None:
        return request.class_noun
    return words.age(request.age_years).of(request.class_noun)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


def _round(captions: Sequence[str], count: int) -> list[str]:
    """So many captions, one after the other and again from the first."""
    return [captions[number % len(captions)] for number in range(count)] if captions else []
