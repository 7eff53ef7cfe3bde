"""The project's own words, read once."""

import pytest

from core.i18n import Translations


@pytest.fixture(scope="session")
def words() -> Translations:
    return Translations.load()
