"""Carmen's family and their photos."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.photos.darkroom import Darkroom


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Darkroom]:
    opened = Darkroom.open(tmp_path)
    with opened.kit:
        yield opened
