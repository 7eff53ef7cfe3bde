"""The readers and writers of scenes, loaded once."""

import pytest

from core.content.lexicon import Lexicon
from core.content.refusals import Refusals
from core.content.translation import LexiconTranslation
from core.prompting.prompts import PromptWriter
from core.prompting.scenes import SceneReader


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.fixture(scope="session")
def refusals() -> Refusals:
    return Refusals.load()


@pytest.fixture(scope="session")
def reader(lexicon: Lexicon, refusals: Refusals) -> SceneReader:
    return SceneReader(lexicon, refusals)


@pytest.fixture(scope="session")
def writer(lexicon: Lexicon, refusals: Refusals) -> PromptWriter:
    return PromptWriter.load(lexicon, refusals)


@pytest.fixture(scope="session")
def translation(lexicon: Lexicon) -> LexiconTranslation:
    return LexiconTranslation(lexicon)
