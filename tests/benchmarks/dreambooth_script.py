"""The library's own training script, timed from a copy that lies outside this project.

Run by bench_training. It gets the very crops we learn from, at their final size, and computes
its text embeddings beforehand. It needs torchvision, which nothing here does: let PYTHONPATH
lead to one.
"""

import json
import runpy
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from PIL import Image
from tqdm.auto import tqdm


class _Enough(Exception):
    """All steps that are timed are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a step takes: of the processor, or of the wall where there is a card."""

    seconds: float
    peak_mb: float  #: the most memory the program held, of the card where there is one


def peak_mb() -> float:
    """The most memory this program has held so far."""
    import torch

    if torch.cuda.is_available():
        return torch.cuda.max_memory_allocated() / 1e6
    told = Path("/proc/self/status").read_text().splitlines()  # maxrss counts who started it, too
    return next(int(line.split()[1]) for line in told if line.startswith("VmHWM")) / 1e3


def forget_peak() -> None:
    """Count the most memory from what is held now."""
    import torch

    if torch.cuda.is_available():
        torch.cuda.reset_peak_memory_stats()
    else:
        Path("/proc/self/clear_refs").write_text("5")


def cost_of(
    script: Path,
    *,
    base_model: Path,
    pictures: Sequence[Image.Image],
    prompts: tuple[str, str],
    batch_size: int,
    rank: int,
    size: int,
    warm_up: int,
    steps: int,
) -> Cost:
    """What the script's steps take, in a process of its own."""
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        for name in ("subject", "class"):
            (folder / name).mkdir()
            for number, picture in enumerate(pictures):
                picture.save(folder / name / f"{number:03d}.png")
        said = subprocess.run(
            [
                *(sys.executable, "-m", "tests.benchmarks.dreambooth_script", str(script)),
                *(str(warm_up), str(steps)),
                *("--pretrained_model_name_or_path", str(base_model)),
                *("--instance_data_dir", str(folder / "subject")),
                *("--class_data_dir", str(folder / "class")),
                *("--instance_prompt", prompts[0], "--class_prompt", prompts[1]),
                *("--with_prior_preservation", "--pre_compute_text_embeddings"),
                *("--num_class_images", str(len(pictures)), "--output_dir", str(folder / "out")),
                *("--resolution", str(size), "--train_batch_size", str(batch_size)),
                *("--rank", str(rank), "--max_train_steps", str(warm_up + steps + 1)),
                *("--lr_scheduler", "constant", "--learning_rate", "1e-4", "--seed", "0"),
            ],
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    return Cost(**json.loads(said.stdout.splitlines()[-1]))


def _timed(script: str, warm_up: int, steps: int, clock: Callable[[], float]) -> float:
    """Run the script until it has moved its bar that often."""
    moments: list[float] = []

    def update(bar: object, count: float = 1) -> None:
        moments.append(clock())
        if len(moments) > warm_up + steps:
            raise _Enough

    tqdm.update = update
    try:
        runpy.run_path(script, run_name="__main__")
    except _Enough:
        return (moments[warm_up + steps] - moments[warm_up]) / steps
    raise SystemExit("the script ended early")


def main() -> int:
    import torch

    script, warm_up, steps, *its_own = sys.argv[1:]
    sys.argv = [script, *its_own]
    torch.set_num_threads(1)
    clock = time.perf_counter if torch.cuda.is_available() else time.process_time
    seconds = _timed(script, int(warm_up), int(steps), clock)
    sys.stdout.write(json.dumps(asdict(Cost(seconds=seconds, peak_mb=peak_mb()))) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
