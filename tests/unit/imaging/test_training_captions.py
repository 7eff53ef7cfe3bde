from dataclasses import replace

import pytest

from core.content.prompt_words import PromptWords
from core.content.teaching import TeachingContent, TeachingWording
from core.domain.element import ElementKind
from core.domain.teaching import TeachingRequest, TrainingPhoto
from core.imaging.training_captions import (
    captions_of,
    class_captions,
    portrait_captions,
    portrait_negative,
)

PHOTO = TrainingPhoto(photo_id="f1", caption="smiling, outdoors")
REQUEST = TeachingRequest(
    element_id="e1",
    kind=ElementKind.PERSON,
    instance_token="vqzgkwpd",
    class_noun="man",
    photos=(PHOTO,),
)


@pytest.fixture(scope="module")
def wording() -> TeachingWording:
    return TeachingContent.load().wording


@pytest.fixture(scope="module")
def words() -> PromptWords:
    return PromptWords.load()


def test_a_caption_names_the_subject_and_says_what_else_is_seen(
    wording: TeachingWording, words: PromptWords
) -> None:
    captions = captions_of(PHOTO, REQUEST, wording, words)
    assert captions[0] == "a photo of vqzgkwpd man, smiling, outdoors"
    assert len(captions) == len(wording.subject.templates)


def test_the_age_a_photo_shows_is_said_and_left_out_by_turns(
    wording: TeachingWording, words: PromptWords
) -> None:
    captions = captions_of(PHOTO, replace(REQUEST, age_years=22), wording, words)
    assert "a photo of vqzgkwpd young man, smiling, outdoors" in captions
    assert "a photo of vqzgkwpd man, smiling, outdoors" in captions


def test_a_grey_photo_is_captioned_so_and_only_it(
    wording: TeachingWording, words: PromptWords
) -> None:
    grey = captions_of(replace(PHOTO, grey=True), REQUEST, wording, words)
    assert all(caption.startswith("black and white, ") for caption in grey)
    assert not any("black and white" in c for c in captions_of(PHOTO, REQUEST, wording, words))


def test_grey_and_other_ages_are_kept_out_of_the_portraits(
    wording: TeachingWording, words: PromptWords
) -> None:
    request = replace(REQUEST, age_years=22, photos=(PHOTO, replace(PHOTO, grey=True)))
    negative = portrait_negative(request, wording, words)
    assert "black and white" in negative
    assert "grey hair" in negative
    assert portrait_negative(REQUEST, wording, words) == ""


def test_the_class_is_held_in_place_together_with_other_things(
    wording: TeachingWording, words: PromptWords
) -> None:
    captions = class_captions(REQUEST, wording, words)
    assert len(captions) == wording.class_pictures
    own = [c for c in captions if "a man" in c]
    assert len(own) == wording.class_pictures // 3
    assert len(set(captions) - set(own)) >= 10
    assert not any("vqzgkwpd" in caption for caption in captions)


def test_the_class_is_taught_once_and_not_among_the_others(
    wording: TeachingWording, words: PromptWords
) -> None:
    dog = replace(REQUEST, kind=ElementKind.PET, class_noun="dog")
    captions = class_captions(dog, wording, words)
    third = wording.class_pictures // 3
    assert all("dog" in c.split() for c in captions[:third])
    assert not any("dog" in c.split() for c in captions[third:])


def test_a_style_is_captioned_as_a_style(wording: TeachingWording, words: PromptWords) -> None:
    style = replace(REQUEST, kind=ElementKind.STYLE, class_noun="painting")
    captions = captions_of(replace(PHOTO, caption=""), style, wording, words)
    assert captions[0] == "a picture in the style of vqzgkwpd painting"
    assert "style of vqzgkwpd painting" in portrait_captions(style, wording, words)[1]


def test_a_small_model_is_not_told_what_else_is_seen(
    wording: TeachingWording, words: PromptWords
) -> None:
    captions = captions_of(PHOTO, REQUEST, replace(wording, says_more=False), words)
    assert captions[0] == "a photo of vqzgkwpd man"
