from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.book_print.press import Press


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    with Press.open(tmp_path) as opened:
        yield opened
