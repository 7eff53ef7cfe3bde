"""`python -m core.imaging.schooling`: teach and measure what is bundled, from nothing."""

import argparse
import logging
import time
from pathlib import Path

import torch

from core.imaging.base_models import use_threads
from core.imaging.likeness import WEIGHTS
from core.imaging.schooling.course import Room, TimeIsUp
from core.imaging.schooling.drawings import drawings
from core.imaging.schooling.examination import examine
from core.imaging.schooling.judge_school import JUDGE_STEPS
from core.imaging.schooling.likeness_school import teach_likeness, write_likeness
from core.imaging.schooling.model_school import ON_PROCESSOR, ModelSchool, Plan

log = logging.getLogger("schooling")


def main() -> int:
    chosen = _parser().parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    use_threads(chosen.threads)
    try:
        _ACTIONS[chosen.what](chosen)
    except TimeIsUp:
        log.info("time is up; the same command goes on")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m core.imaging.schooling", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("out/schooling"))
    parser.add_argument("--threads", type=int, default=2)
    what = parser.add_subparsers(dest="what", required=True)
    embedder = what.add_parser("likeness", help="teach the subject embedder")
    embedder.add_argument("--steps", type=int, default=2500)
    model = what.add_parser("model", help="build the bundled model")
    model.add_argument("--into", type=Path, help="where the pipeline is written at the end")
    model.add_argument("--minutes", type=float, help="stop then; the next start goes on")
    model.add_argument("--stage", help="this one of scenes judge codec decoder words painter")
    model.add_argument("--device", help="cpu or cuda; else what there is")
    model.add_argument("--share", type=float, default=1.0, help="of the steps, for a trial")
    model.add_argument("--warm-start", type=Path, help="a folder whose parts are taught on")
    model.add_argument("--anyway", action="store_true", help="whatever the autoencoder keeps")
    measured = what.add_parser("measure", help="measure a model, by the judge")
    measured.add_argument("--model", required=True, help="a folder, or bundled")
    measured.add_argument("--teaching", action="store_true", help="teach it a subject too")
    measured.add_argument("--into", type=Path, help="where figures, sheet and card are written")
    measured.add_argument("--judge-steps", type=int, default=JUDGE_STEPS)
    return parser


def _likeness(chosen: argparse.Namespace) -> None:
    chosen.folder.mkdir(parents=True, exist_ok=True)
    drawn = drawings(chosen.folder)
    log.info("%d drawings", len(drawn))
    network, measured = teach_likeness(drawn, chosen.folder, steps=chosen.steps, tell=log.info)
    write_likeness(network, measured, WEIGHTS.parent)
    log.info("%s", measured)


def _model(chosen: argparse.Namespace) -> None:
    device = chosen.device or ("cuda" if torch.cuda.is_available() else "cpu")
    plan = (ON_PROCESSOR if device == "cpu" else Plan()).shared(chosen.share)
    torch.backends.cudnn.benchmark = True  # every step has the same shapes
    ends_at = time.monotonic() + 60 * chosen.minutes if chosen.minutes else None
    room = Room(folder=chosen.folder, tell=log.info, device=device, ends_at=ends_at)
    school = ModelSchool(room, plan, warm_start=chosen.warm_start, strict=not chosen.anyway)
    school.run(chosen.stage)
    if chosen.into:
        school.bundle(chosen.into)


def _measure(chosen: argparse.Namespace) -> None:
    examined = examine(
        Room(folder=chosen.folder, tell=log.info),
        chosen.model,
        judge_steps=chosen.judge_steps,
        teaching=chosen.teaching,
    )
    examined.tell(log.info)
    if chosen.into:
        examined.write(chosen.into)


_ACTIONS = {"likeness": _likeness, "model": _model, "measure": _measure}


if __name__ == "__main__":
    raise SystemExit(main())
