"""The folder a demonstration writes to: only what an earlier one made is ever removed."""

import shutil
from pathlib import Path

from bot.programs import DEMO_FOLDER

MARKER = ".vivencia-demo"  #: lies where a demonstration wrote
HOUSE = "house"
LANGUAGES = ("es", "en")


def make_room(out: Path) -> bool:
    """Make the folder and mark it as a demonstration's; False where it holds others' files.

    Nobody but a demonstration has ever written to its usual folder, marked or not.
    """
    ours = (out / MARKER).exists() or out.resolve() == DEMO_FOLDER.resolve()
    if not ours and out.is_dir() and any(out.iterdir()):
        return False
    out.mkdir(parents=True, exist_ok=True)
    (out / MARKER).touch()
    return True


def clear(out: Path) -> None:
    """Take out what an earlier demonstration made, and lay out the folders of a new one."""
    for name in (HOUSE, *LANGUAGES):
        if (out / name).exists():
            shutil.rmtree(out / name)
        (out / name).mkdir()
