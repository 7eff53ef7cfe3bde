"""Write the lines of the bot anew: `python -m tests.transcripts --write`; without it, compare."""

import sys
from pathlib import Path

from tests.transcripts.playing import play
from tests.transcripts.script import TONGUES, read

FOLDER = Path(__file__).parent


def files() -> list[Path]:
    return [path for language in TONGUES for path in sorted((FOLDER / language).glob("*.txt"))]


def main(arguments: list[str]) -> int:
    different = []
    for path in files():
        played = play(read(path))
        if played != path.read_text(encoding="utf-8"):
            different.append(path)
            if "--write" in arguments:
                path.write_text(played, encoding="utf-8")
    verb = "written" if "--write" in arguments else "different"
    for path in different:
        print(f"{verb}: {path.relative_to(FOLDER)}")
    return 0 if "--write" in arguments or not different else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
