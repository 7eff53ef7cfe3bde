"""Tiny pipelines to be taught, and lessons of a few small pictures."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from diffusers import DDIMScheduler

from core.imaging import adapter_files
from core.imaging.adapter_files import AdapterFile
from core.imaging.lesson import Lesson, draw_latents, encode_pictures, lesson_of
from core.imaging.student import studying
from core.imaging.tiny import tiny_pipeline, tiny_xl_pipeline
from core.imaging.trainer import Plan, train
from core.imaging.training_crops import crops
from tests.fakes.toy import toy_box, toy_photo

CAPTION = "a photo of vqzgkwpd dog"
PLAN = Plan(
    steps=8,
    epochs=2,
    rank=2,
    learning_rate=1e-2,
    batch_size=1,
    prior_weight=1.0,
    seed=3,
    size=64,
)


def a_pipeline(kind: str) -> Any:
    """`sd`, `xl`, or `velocity`: the first with the other kind of prediction."""
    pipeline = tiny_xl_pipeline() if kind == "xl" else tiny_pipeline()
    pipeline.set_progress_bar_config(disable=True)
    if kind == "velocity":
        pipeline.scheduler = DDIMScheduler.from_config(
            pipeline.scheduler.config, prediction_type="v_prediction"
        )
    return pipeline


def a_lesson(pipeline: Any, *, photos: int = 1, others: Sequence[str] = ("a house",)) -> Lesson:
    pictures = [
        crop
        for number in range(photos)
        for crop in crops(toy_photo(number), subject=toy_box(number), size=64, seed=number)
    ]
    drawn = draw_latents(
        pipeline, others, guidance=3.0, size=64, seed=1, on_step=lambda step: None
    )
    return lesson_of(
        pipeline,
        subject=encode_pictures(pipeline, pictures),
        subject_captions=[[CAPTION]] * len(pictures),
        others=drawn,
        other_captions=others,
    )


@dataclass
class Taught:
    """What a row of chunks came to."""

    losses: list[float] = field(default_factory=list)
    checkpoint: bytes | None = None
    adapter: bytes = b""


def taught(
    pipeline: Any,
    lesson: Lesson,
    plan: Plan = PLAN,
    *,
    chunks: Sequence[int] = (),
    start: bytes | None = None,
    parent: bytes | None = None,
) -> Taught:
    """Teach to the plan's last step, stopping after each of `chunks` to begin anew."""
    came = Taught()
    for until in (*chunks, plan.steps):
        with studying(
            pipeline,
            rank=plan.rank,
            targets=plan.targets,
            seed=plan.seed,
            checkpoint=came.checkpoint,
            start=start,
            parent=parent,
        ) as student:

            def go_on(step: int, loss: float, until: int = until) -> bool:
                came.losses.append(loss)
                return step < until

            train(pipeline, student, lesson, plan, until=plan.steps, go_on=go_on)
            came.checkpoint = student.checkpoint()
            file = AdapterFile(
                layers=student.layers(), rank=plan.rank, targets=plan.targets, recipe={}
            )
    came.adapter = adapter_files.write(file)
    return came


def loss_after(pipeline: Any, lesson: Lesson, plan: Plan, came: Taught) -> float:
    """The mean loss of all the plan's steps, nothing being learnt."""
    with studying(
        pipeline, rank=plan.rank, targets=plan.targets, seed=0, checkpoint=came.checkpoint
    ) as student:
        student.step = 0
        still = replace(plan, learning_rate=0.0)
        train(pipeline, student, lesson, still, until=plan.steps, go_on=lambda step, loss: True)
        return student.loss


def longer(steps: int, **changes: Any) -> Plan:
    return replace(PLAN, steps=steps, **changes)
