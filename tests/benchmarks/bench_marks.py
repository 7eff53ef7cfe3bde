"""How many invisible marks outlive a chat: `python -m tests.benchmarks.bench_marks`.

A hundred drawn pictures of each size are marked as candidates are, labelled, and encoded again
as Telegram does: at most 1280 pixels wide, at qualities from 75 to 87.
"""

import argparse
import sys

from core.marking import label, watermark
from tests.unit.marking.drawings import resent, scene, texture

SIZES = {"of the bundled model": 128, "of 512 pixels": 512, "of 1024 pixels": 1024}
LABEL = "Imagen imaginada · hecha con IA"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=100)
    chosen = parser.parse_args()
    for name, side in SIZES.items():
        found = sum(_found(seed, side) for seed in range(chosen.pictures))
        sys.stdout.write(f"{name}: {found} of {chosen.pictures} found\n")
        sys.stdout.flush()
    return 0


def _found(seed: int, side: int) -> bool:
    picture = (texture if seed % 4 == 0 else scene)(seed + 1000, (side, side))
    marked = watermark.embed(label.enlarged_for_label(picture))
    sent = label.with_label(marked, LABEL)
    width = {"width": 1280} if sent.width > 1280 else {}
    return watermark.read(resent(sent, quality=75 + seed % 13, **width)).found


if __name__ == "__main__":
    raise SystemExit(main())
