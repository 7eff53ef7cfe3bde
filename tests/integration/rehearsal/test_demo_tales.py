"""The tales of the demonstration are whole, and the bundled model can draw each story."""

from datetime import UTC, datetime
from functools import cache, partial
from zoneinfo import ZoneInfo

import pytest

from bot.demo.play import where_it_is_noon
from bot.demo.story import Tale
from core.content.lexicon import Lexicon
from core.content.refusals import Refusals
from core.content.translation import LexiconTranslation
from core.domain.life import LifeStage
from core.domain.memory import Memory, Teller, Wording
from core.domain.patient import Figure, Language, Patient, PatientId
from core.imaging.base_models import BUNDLED
from core.imaging.manners import drawable, manner_of
from core.prompting.finishing import finish
from core.prompting.prompts import PromptWriter
from core.prompting.scenes import SceneReader

CAPTIONS = {
    "es": {
        "C4": "a boy running and a dog in a field",
        "C1": "a house in a field",
        "D1": "a man working in a laboratory",
        "L3": "a church at night",
    },
    "en": {
        "C4": "a dog in a field",
        "C5": "a cake",
        "D3": "a car at the beach",
        "L4": "a house and a tree",
    },
}


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def caption(tale: Tale, theme: str, words: str) -> str:
    """What the bundled model is asked for."""
    memory = Memory(
        id="m1",
        stage=LifeStage(theme[0]),
        theme=theme,
        words=words,
        language=tale.language,
        wording=Wording.VERBATIM,
        teller=Teller.PERSON,
        told_at=datetime(2026, 3, 14, tzinfo=UTC),
    )
    person = Patient(
        id=PatientId("a" * 16),
        language=Language(tale.language),
        birth_year=int(tale.birth_year),
        figure=Figure(tale.figure),
    )
    refusals = Refusals.load()
    recipe = PromptWriter.load(lexicon(), refusals).recipe(
        SceneReader(lexicon(), refusals).draft(memory, person, scene_id="s1"),
        stage=memory.stage,
        birth_year=person.birth_year,
        figure=person.figure,
        seeds=(1,),
    )
    manner = manner_of(BUNDLED)
    prompt, _ = finish(
        recipe,
        translation=LexiconTranslation(lexicon()),
        refusals=refusals,
        count_tokens=len,
        limit=1000,
        languages=manner.languages,
        choose=partial(drawable, manner=manner),
    )
    return prompt


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_stories_are_drawn_as_what_the_model_knows(language: str) -> None:
    tale = Tale.load(language)
    stories = {theme: told for session in tale.sessions[:3] for theme, told in session.items()}
    stories |= {theme: told for theme, told in tale.sessions[3].items() if theme[0] == "L"}
    drawn = {theme: caption(tale, theme, told.told) for theme, told in stories.items()}
    assert {theme: drawn[theme] for theme in CAPTIONS[language]} == CAPTIONS[language]
    assert not any("," in text for text in drawn.values())


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_part_of_the_book_gets_a_story(language: str) -> None:
    stages = [{theme[0] for theme in session} for session in Tale.load(language).sessions]
    assert stages == [{"C", "L"}, {"C"}, {"D"}, {"L"}]


@pytest.mark.parametrize("hour", range(24))
def test_a_tale_is_played_at_noon_whatever_the_hour(hour: int) -> None:
    now = datetime(2026, 11, 21, hour, 50, tzinfo=UTC)
    assert now.astimezone(ZoneInfo(where_it_is_noon(now))).hour == 12
