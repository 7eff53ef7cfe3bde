"""A program that is killed in the middle of moving files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def killed_at_the_third_move(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """End what runs inside where it would rename a third file."""
    really, moved = Path.rename, list[Path]()

    def killed_at_third(self: Path, target: Path) -> Path:
        moved.append(self)
        if len(moved) == 3:
            raise SystemExit(9)
        return really(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", killed_at_third)
        with pytest.raises(SystemExit):
            yield
