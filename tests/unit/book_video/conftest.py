import pytest

from core.book.texts import Reader
from tests.unit.book_print.printed import reader_of


@pytest.fixture(scope="session")
def spanish() -> Reader:
    return reader_of("es")
