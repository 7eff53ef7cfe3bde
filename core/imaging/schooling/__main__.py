"""`python -m core.imaging.schooling likeness`: rebuild what is bundled, from nothing."""

import argparse
import logging
from pathlib import Path

from core.imaging.likeness import WEIGHTS
from core.imaging.schooling.drawings import drawings
from core.imaging.schooling.likeness_school import teach_likeness, write_likeness

log = logging.getLogger("schooling")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m core.imaging.schooling", description=__doc__)
    parser.add_argument("what", choices=["likeness"])
    parser.add_argument("--folder", type=Path, default=Path("out/schooling"))
    parser.add_argument("--steps", type=int, default=2500)
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    chosen.folder.mkdir(parents=True, exist_ok=True)
    drawn = drawings(chosen.folder)
    log.info("%d drawings", len(drawn))
    network, measured = teach_likeness(drawn, chosen.folder, steps=chosen.steps, tell=log.info)
    write_likeness(network, measured, WEIGHTS.parent)
    log.info("%s", measured)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
