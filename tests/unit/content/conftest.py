"""The project's own content, read once."""

import pytest

from core.content.questions import QuestionBank


@pytest.fixture(scope="session")
def bank() -> QuestionBank:
    return QuestionBank.load()
