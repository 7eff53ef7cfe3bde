"""Where the screenshots go: numbered files, and one sheet with all of them."""

import io
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from core.marking.sheet import contact_sheet

COLUMNS = 6
SHEET_CELL_PX = 390


@dataclass(slots=True, kw_only=True)
class Album:
    """The screenshots of one language, in the order in which they were taken."""

    folder: Path
    _taken: list[Path] = field(default_factory=list)

    def keep(self, name: str, png: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{len(self._taken) + 1:02}-{name}.png"
        path.write_bytes(png)
        self._taken.append(path)

    @property
    def count(self) -> int:
        return len(self._taken)

    def lay_out(self, path: Path) -> None:
        """The contact sheet of all of them."""
        pictures = [Image.open(io.BytesIO(taken.read_bytes())) for taken in self._taken]
        captions = [taken.stem for taken in self._taken]
        contact_sheet(pictures, captions, COLUMNS, cell_px=SHEET_CELL_PX).save(path)
