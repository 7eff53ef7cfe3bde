from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.doctor import Facts, ModelFacts, examine
from core.i18n import Translations

MODEL = ModelFacts(
    base_model="some-model",
    loads=True,
    can_quicken=True,
    teaches_all=True,
    picture_seconds=8.2,
)
FACTS = Facts(
    now=datetime(2026, 5, 4, tzinfo=UTC),
    bot_token=True,
    bot_name="somebot",
    workers={"gpu": True, "cpu": True},
    model=MODEL,
    adapter_cache_mib=256,
    dreambooth=True,
    free_disk_gb=50.0,
    key_copy_confirmed=True,
    key_copy_current=True,
    last_backup=None,
    spaces=0,
    parked=0,
)


def not_loaded(reason: str) -> ModelFacts:
    return ModelFacts(base_model="some-model", loads=False, reason=reason)


def said(model: ModelFacts) -> dict[str, bool]:
    return {found.words: found.fine for found in examine(replace(FACTS, model=model))}


def test_what_a_restore_left_long_ago_is_named() -> None:
    told = examine(replace(FACTS, old_replaced=("replaced-1", "replaced-2")))
    named = [found.values["folder"] for found in told if found.words == "doctor-replaced-old"]
    assert named == ["replaced-1", "replaced-2"]


def test_a_quick_model_is_fine_as_it_is() -> None:
    told = said(MODEL)
    assert told["doctor-picture-seconds"]
    assert not any(words.startswith("doctor-few-steps") for words in told)


def test_a_long_wait_names_what_would_shorten_it() -> None:
    told = said(replace(MODEL, picture_seconds=200.0))
    assert "doctor-picture-minutes" in told
    assert not told["doctor-few-steps-missing"]


def test_a_long_wait_that_nothing_shortens_is_only_told() -> None:
    told = said(replace(MODEL, picture_seconds=200.0, can_quicken=False))
    assert all(told.values())


def test_few_steps_are_named_where_they_are_taken() -> None:
    told = said(replace(MODEL, picture_seconds=70.0, in_few_steps=True))
    assert told["doctor-few-steps"]
    assert "doctor-few-steps-missing" not in told


def test_dreambooth_that_would_be_refused_is_told_beforehand() -> None:
    assert said(MODEL)["doctor-dreambooth"]
    assert not said(replace(MODEL, teaches_all=False))["doctor-dreambooth-too-much"]
    off = examine(replace(FACTS, dreambooth=False, model=replace(MODEL, teaches_all=False)))
    assert not any("dreambooth" in found.words for found in off)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("not-installed", "doctor-model-unknown"),
        ("slow", "doctor-model-slow"),
        ("fell", "doctor-model-fell"),
        ("translation", "doctor-model-missing"),
    ],
)
def test_a_model_that_was_not_tried_has_words_of_its_own(reason: str, words: str) -> None:
    told = said(not_loaded(reason))
    assert [found for found in told if "model" in found] == [words]
    assert not told[words]


@pytest.mark.parametrize(
    ("confirmed", "current", "words"),
    [
        (True, True, ["doctor-key-copy"]),
        (False, True, ["doctor-key-copy-missing"]),
        (True, False, ["doctor-key-copy-stale"]),
        (False, False, ["doctor-key-copy-stale", "doctor-key-copy-missing"]),
    ],
)
def test_the_two_copies_of_the_keys_are_told_apart(
    confirmed: bool, current: bool, words: list[str]
) -> None:
    facts = replace(FACTS, key_copy_confirmed=confirmed, key_copy_current=current)
    assert [f.words for f in examine(facts) if "key-copy" in f.words] == words


@pytest.mark.parametrize(("cuda", "words"), [("", "doctor-no-card"), ("A card", "doctor-card")])
def test_what_the_model_takes_is_told_with_a_card_and_without(cuda: str, words: str) -> None:
    model = replace(MODEL, cuda=cuda, vram_gb=8.0, needs_gb=5.2, layout="resident")
    [found] = [f for f in examine(replace(FACTS, model=model)) if f.words == words]
    assert found.values["needs"] == 6


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("seconds", [0.4, 30.0, 400.0])
def test_every_finding_has_words_in_both_languages(language: str, seconds: float) -> None:
    tr = Translations.load().locale(language)
    model = replace(MODEL, picture_seconds=seconds)
    for found in examine(replace(FACTS, model=model)):
        assert tr.plain(found.words, **found.values)
    for reason in ("not-installed", "slow", "fell", "translation"):
        (found,) = (f for f in examine(replace(FACTS, model=not_loaded(reason))) if not f.fine)
        assert tr.plain(found.words, **found.values)
