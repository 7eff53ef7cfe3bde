import io
import json
import tarfile
from pathlib import Path

import pytest

from core.imaging.schooling.drawings import SIDE_PX, drawings

SQUARE = '<path fill="#c00" d="M4 4h8v24H4z"/>'
ARCHIVES = (
    "iconify-json-fluent-emoji-1.2.7.tgz",
    "iconify-json-fluent-emoji-flat-1.2.6.tgz",
)


def archive(place: Path) -> None:
    """A package with one drawing, and one that is left out."""
    drawn = {"book": {"body": SQUARE}, "flag-spain": {"body": SQUARE}}
    written = json.dumps({"icons": drawn, "width": 32, "height": 32}).encode()
    with tarfile.open(place, "w:gz") as files:
        member = tarfile.TarInfo("package/icons.json")
        member.size = len(written)
        files.addfile(member, io.BytesIO(written))


def test_drawings_come_from_archives_that_lie_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # nothing can fetch them
    for name in ARCHIVES:
        archive(tmp_path / name)
    drawn = drawings(tmp_path)
    assert drawn.names == ("flat/book", "glossy/book")
    assert drawn.rgba.shape == (2, SIDE_PX, SIDE_PX, 4)
    assert drawn.rgba[0, SIDE_PX // 2, SIDE_PX // 2].tolist() == [204, 0, 0, 255]


def test_drawings_say_what_is_needed_to_fetch_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileNotFoundError, match="npm"):
        drawings(tmp_path)
