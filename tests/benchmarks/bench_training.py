"""Teaching, measured: `python -m tests.benchmarks.bench_training [speed|subject]`.

`speed` trains the same adapter twice in one run: by the trainer, and by a plain loop as
diffusers' own example script has it, which encodes its pictures in every step; its text
embeddings are computed beforehand, unless `--encode-text`. `--script` names a copy of that
script (`train_dreambooth_lora.py`, which is not part of the library's wheel) to be timed in
the loop's place. All have the same layers, rank, batch and prior preservation. Without a card,
processor seconds are compared.

`subject` teaches the bundled model a toy it has never seen, as a job, and measures after every
epoch how far the taught token moves to the toy, by the subject embedder, whether other prompts
stay, and how often the asked place and action are still there. Options that change the model's
own manner are for tuning it.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers import DDPMScheduler
from PIL import Image

from core.domain import picture_files
from core.domain import teaching as names
from core.domain.element import ElementKind
from core.domain.job import JobKind, Progress, Ticket
from core.domain.teaching import EpochReport, TeachingRequest, TrainingPhoto
from core.imaging import base_models
from core.imaging.adapters import Adapter
from core.imaging.base_models import BUNDLED, LoadedModel, ModelSpec
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.lesson import Latents, Lesson, encode_captions, encode_pictures, lesson_of
from core.imaging.likeness import SubjectEmbedder
from core.imaging.student import studying
from core.imaging.teaching_plans import plan_for
from core.imaging.trainer import ATTENTION, Plan, train
from core.imaging.training_crops import crops
from core.job_papers import from_json, to_json
from core.marking.credentials import create_authority, issue_signer
from core.worker.card import Card
from core.worker.teaching import TeachingBody
from tests.benchmarks import dreambooth_script
from tests.benchmarks.dreambooth_script import Cost, forget_peak, peak_mb
from tests.fakes.jobs import FakeJobFolders
from tests.fakes.toy import toy_box, toy_photo

PHOTOS = 10
LEAST_KEPT = 0.9  #: cosine from which a picture of another prompt is the same still
SUBJECT, CLASS = "vqzgkwpd dog", "a dog"
#: Numbers of its manner; an option `--taught-rank` and the like for each.
_TUNED = {"steps": int, "rank": int, "learning_rate": float, "prior_weight": float}
UNRELATED = (
    "a church", "a house in a field", "a car", "a boy running", "a tree", "a school",
    "a birthday cake", "a horse", "a bus", "a castle", "an apple", "a flower", "a hat",
    "a mountain", "a bicycle", "cheese", "a chair", "a scientist", "a rainbow", "a letter",
)  # fmt: skip
REQUEST = TeachingRequest(
    element_id="toy",
    kind=ElementKind.PET,
    instance_token=SUBJECT.split()[0],
    class_noun="dog",
    photos=tuple(TrainingPhoto(photo_id=f"f{n}", subject=toy_box(n)) for n in range(PHOTOS)),
)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench_training")
    parser.add_argument("what", choices=["speed", "subject"])
    parser.add_argument("--base-model", default="bundled")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--warm-up", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--encode-text", action="store_true")
    parser.add_argument("--script", type=Path, help="a copy of train_dreambooth_lora.py")
    for name, kind in _TUNED.items():
        parser.add_argument(f"--taught-{name.replace('_', '-')}", type=kind)
    parser.add_argument("--sheet", type=Path, help="where to draw what came of a subject")
    chosen = parser.parse_args(arguments)
    base_models.use_threads(chosen.threads)
    model = base_models.load(ModelSpec(name=chosen.base_model))
    if chosen.what == "speed":
        for batch_size in (1, 4):
            _speed(model, chosen, batch_size)
    else:
        _subject(_tuned(model, chosen), chosen.sheet)
    return 0


def _tuned(model: LoadedModel, chosen: argparse.Namespace) -> LoadedModel:
    """The model with another manner of being taught, where one is asked for."""
    own = model.manner.teaching
    asked = {name: vars(chosen)[f"taught_{name}"] for name in _TUNED}
    given = {name: value for name, value in asked.items() if value is not None}
    if own is None or not given:
        return model
    own = replace(own, **given)
    return replace(model, manner=replace(model.manner, teaching=own))


def _speed(model: LoadedModel, chosen: argparse.Namespace, batch_size: int) -> None:
    usual = plan_for(REQUEST, model)
    plan = replace(usual, batch_size=batch_size, rank=16, steps=1000, targets=ATTENTION)
    pictures = [crop for n in range(PHOTOS) for crop in _crops(n, plan.size)]
    lesson = _lesson(model.pipeline, pictures)
    theirs_of = _of_a_plain_loop if chosen.script is None else _of_the_script
    ours: list[Cost] = []
    theirs: list[Cost] = []
    for _ in range(chosen.rounds):
        ours.append(_of_the_trainer(model, lesson, plan, chosen))
        theirs.append(theirs_of(model, pictures, plan, chosen))
    trainer, other = (statistics.median(cost.seconds for cost in all_) for all_ in (ours, theirs))
    whose = "plain loop" if chosen.script is None else chosen.script.name
    sys.stdout.write(
        f"batch {batch_size}: {trainer:.3f} s a step, {whose} {other:.3f} s, "
        f"{other / trainer:.2f} times as fast; "
        f"peak {max(cost.peak_mb for cost in ours):.0f} MB with this program, "
        f"{max(cost.peak_mb for cost in theirs):.0f} MB\n"
    )
    sys.stdout.flush()


def _of_the_trainer(
    model: LoadedModel, lesson: Lesson, plan: Plan, chosen: argparse.Namespace
) -> Cost:
    """What a step takes, once warm."""
    forget_peak()
    began = 0.0

    def go_on(step: int, loss: float) -> bool:
        nonlocal began
        if step == chosen.warm_up:
            began = _clock()
        return True

    last = chosen.warm_up + chosen.steps
    with studying(
        model.pipeline, rank=plan.rank, targets=plan.targets, seed=0, checkpoint=None
    ) as student:
        train(model.pipeline, student, lesson, plan, until=last, go_on=go_on)
        return Cost(seconds=(_clock() - began) / chosen.steps, peak_mb=peak_mb())


def _of_a_plain_loop(
    model: LoadedModel, pictures: list[Image.Image], plan: Plan, chosen: argparse.Namespace
) -> Cost:
    """The loop of diffusers' example: pixels in, latents and loss anew in every step."""
    pipeline, device = model.pipeline, model.device
    unet, vae = pipeline.unet, pipeline.vae
    noising = DDPMScheduler.from_config(pipeline.scheduler.config)
    pixels = torch.stack([_pixels(picture) for picture in pictures])
    words, _ = encode_captions(pipeline, [SUBJECT, CLASS])
    began = 0.0
    with studying(
        pipeline, rank=plan.rank, targets=plan.targets, seed=0, checkpoint=None
    ) as student:
        weights = list(student.weights.values())
        optimiser = torch.optim.AdamW(weights, lr=plan.learning_rate, weight_decay=1e-2)
        for step in range(chosen.warm_up + chosen.steps):
            if step == chosen.warm_up:
                began = _clock()
            chosen_ones = torch.randint(len(pixels), (2 * plan.batch_size,))
            with torch.no_grad():
                batch = pixels[chosen_ones].to(device, vae.dtype)
                latents = vae.encode(batch).latent_dist.sample() * vae.config.scaling_factor
                if chosen.encode_text:
                    words, _ = encode_captions(pipeline, [SUBJECT, CLASS])
            noise = torch.randn_like(latents)
            times = torch.randint(0, 1000, (len(latents),), device=device)
            noisy = noising.add_noise(latents, noise, times)
            both = words.repeat_interleave(plan.batch_size, 0).to(device, unet.dtype)
            said = unet(noisy, times, both).sample
            velocity = noising.config.prediction_type == "v_prediction"
            target = noising.get_velocity(latents, noise, times) if velocity else noise
            (said, said_prior), (want, want_prior) = said.chunk(2), target.chunk(2)
            loss = torch.nn.functional.mse_loss(said.float(), want.float())
            loss = loss + torch.nn.functional.mse_loss(said_prior.float(), want_prior.float())
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            loss.item()
        return Cost(seconds=(_clock() - began) / chosen.steps, peak_mb=peak_mb())


def _of_the_script(
    model: LoadedModel, pictures: list[Image.Image], plan: Plan, chosen: argparse.Namespace
) -> Cost:
    return dreambooth_script.cost_of(
        chosen.script,
        base_model=BUNDLED if chosen.base_model == "bundled" else Path(chosen.base_model),
        pictures=pictures,
        prompts=(SUBJECT, CLASS),
        batch_size=plan.batch_size,
        rank=plan.rank,
        size=plan.size,
        warm_up=chosen.warm_up,
        steps=chosen.steps,
    )


def _lesson(pipeline: Any, pictures: list[Image.Image]) -> Lesson:
    """The toy, and as the class the toy again: only the time is of interest."""
    latents = encode_pictures(pipeline, pictures)
    return lesson_of(
        pipeline,
        subject=latents,
        subject_captions=[[SUBJECT]] * len(pictures),
        others=Latents(mean=latents.mean, std=torch.zeros_like(latents.std)),
        other_captions=[CLASS] * len(pictures),
    )


def _subject(model: LoadedModel, sheet: Path | None) -> None:
    """Teach the toy as a job, then draw with and without."""
    folders, embedder = FakeJobFolders(), SubjectEmbedder.load()
    began = _clock()
    _teach(model, folders)
    seconds = _clock() - began
    folder = folders.folder("bench")
    photos = [crop for n in range(PHOTOS) for crop in _crops(n, 128)]
    generator = PictureGenerator(model)
    real = _round_trip(model, [toy_photo(n) for n in range(PHOTOS, 2 * PHOTOS)])
    untaught = [_draw(generator, SUBJECT, seed) for seed in range(8)]
    before = [_draw(generator, prompt, 1) for prompt in UNRELATED]
    u, r = (float(embedder.likeness(group, photos).mean()) for group in (untaught, real))
    sys.stdout.write(f"taught in {seconds:.0f} s; u {u:.3f}, r {r:.3f}\n")
    rows = [photos[1::4][:8], untaught, before[:8]]
    for report in from_json(folder.read(names.REPORT), tuple[EpochReport, ...]):
        adapter = Adapter(safetensors=folder.read(report.adapter))
        taught = [_draw(generator, SUBJECT, seed, adapter) for seed in range(8)]
        after = [_draw(generator, prompt, 1, adapter) for prompt in UNRELATED]
        moved = (float(embedder.likeness(taught, photos).mean()) - u) / (r - u)
        kept = (embedder.directions(before) * embedder.directions(after)).sum(1)
        sys.stdout.write(_told(report, moved, kept) + "\n")
        sys.stdout.flush()
        rows += [taught, after[:8]]
    if sheet is not None:
        _sheet(rows).save(sheet)


def _told(report: EpochReport, moved: float, kept: np.ndarray) -> str:
    """What became of the toy, of other prompts, and of places asked for with the toy."""
    scenes = [
        f"places seen with {check.weight} of it {check.seen} of {check.asked}, "
        f"{check.seen_without} without"
        for check in report.scenes
    ]
    return "; ".join(
        [
            f"epoch {report.epoch}: (g-u)/(r-u) {moved:.2f}",
            f"unrelated: cosine {kept.mean():.3f}, least {kept.min():.3f}, "
            f"{(kept >= LEAST_KEPT).sum()} of {len(kept)} at {LEAST_KEPT} or more",
            *scenes,
        ]
    )


def _teach(model: LoadedModel, folders: FakeJobFolders) -> None:
    folder = folders.folder("bench")
    began, long = datetime.now(UTC) - timedelta(days=1), timedelta(days=365)
    signer = issue_signer(create_authority(now=began, validity=long), now=began, validity=long)
    folder.write(picture_files.LABEL, b"Imagen imaginada")
    folder.write(picture_files.SIGNER_CHAIN, signer.chain_pem)
    folder.write(picture_files.SIGNER_KEY, signer.key_pem)
    folder.write(names.REQUEST, to_json(REQUEST))
    for number, photo in enumerate(REQUEST.photos):
        folder.write(names.photo_file(photo.photo_id), _jpeg(toy_photo(number)))
    body = TeachingBody(
        folders, load_model=lambda: model, card=Card(), undressed=lambda picture: False
    )
    told = ""

    def report(progress: Progress) -> None:
        nonlocal told
        if progress.stage != told:
            told = progress.stage
            sys.stdout.write(f"{told} {progress.fraction} left {progress.seconds_left} s\n")
            sys.stdout.flush()

    body(Ticket(job_id="bench", kind=JobKind.TEACH), report, lambda: False)


def _draw(generator: PictureGenerator, prompt: str, seed: int, *adapters: Adapter) -> Image.Image:
    drawing = Drawing(
        prompt=prompt,
        negative_prompt="",
        seeds=(seed,),
        num_inference_steps=20,
        guidance_scale=generator.model.manner.guidance(6.0, taught=True),
        width=128,
        height=128,
        adapters=adapters,
    )
    return generator.draw(drawing, on_step=lambda step: None)[0]


def _round_trip(model: LoadedModel, pictures: Sequence[Image.Image]) -> list[Image.Image]:
    """Real pictures as sharp as the autoencoder can make them."""
    vae = model.pipeline.vae
    with torch.no_grad():
        small = [picture.resize((128, 128)) for picture in pictures]
        batch = torch.stack([_pixels(picture) for picture in small]).to(model.device, vae.dtype)
        decoded = vae.decode(vae.encode(batch).latent_dist.mean).sample
    return list(model.pipeline.image_processor.postprocess(decoded))


def _crops(number: int, size: int) -> list[Image.Image]:
    return list(crops(toy_photo(number), subject=toy_box(number), size=size, seed=number))


def _pixels(picture: Image.Image) -> torch.Tensor:
    return torch.from_numpy(np.asarray(picture, np.float32) / 127.5 - 1).permute(2, 0, 1)


def _jpeg(picture: Image.Image) -> bytes:
    encoded = BytesIO()
    picture.save(encoded, "JPEG", quality=92)
    return encoded.getvalue()


def _sheet(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    sheet = Image.new("RGB", (8 * 132, len(rows) * 132), "white")
    for down, row in enumerate(rows):
        for across, picture in enumerate(row):
            sheet.paste(picture, (across * 132, down * 132))
    return sheet


def _clock() -> float:
    return time.perf_counter() if torch.cuda.is_available() else time.process_time()


if __name__ == "__main__":
    raise SystemExit(main())
