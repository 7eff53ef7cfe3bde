"""Whether a model can be taught a subject it never saw, and changed without losing the rest.

The subject is a drawing no scene of the school has, in colours of its own; its pictures are
composed as all scenes are. It is taught by the trainer with the model's own numbers.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from statistics import mean
from typing import Any

import numpy as np
from PIL import Image

from core.content.prompt_words import PromptWords
from core.content.teaching import TeachingContent
from core.domain.element import ElementKind
from core.domain.teaching import TeachingRequest, TrainingPhoto
from core.domain.vetting import Box
from core.imaging import adapter_files
from core.imaging.adapter_files import AdapterFile
from core.imaging.adapters import Adapter
from core.imaging.base_models import LoadedModel
from core.imaging.generator import PictureGenerator
from core.imaging.inpainting import Inpainter, Repainting
from core.imaging.lesson import (
    CLASS_STEPS,
    Latents,
    Lesson,
    draw_latents,
    encode_pictures,
    lesson_of,
)
from core.imaging.likeness import SubjectEmbedder
from core.imaging.schooling.backgrounds import SIDE_PX
from core.imaging.schooling.captions import Captions
from core.imaging.schooling.concepts import Concept, Name, Stand
from core.imaging.schooling.judge_school import Judge
from core.imaging.schooling.looks import STYLES, Looks, turned
from core.imaging.schooling.measure import decoded, draw, drawing_of
from core.imaging.schooling.scenes import Scene, Stage
from core.imaging.schooling.spots import Kind
from core.imaging.student import studying
from core.imaging.teaching_plans import plan_for, wording_for
from core.imaging.trainer import Plan, train
from core.imaging.training_captions import captions_of, class_captions
from core.imaging.training_crops import CROPS, crops

PHOTOS = 10
TOKEN, NOUN = "vqzgkwpd", "dog"
DRAWING, TURN = "service-dog", 11  #: sits, wears a vest, and is blue
UNRELATED = 20
STRANGE = ("zqx", "gkvwd", "xpfjb", "wqdzkv", "bvxkg", "jzqpwd", "kfxv", "vqzgkwpd")
LEAST: Mapping[str, float] = {
    "moved": 0.8, "unrelated_read": 18 / UNRELATED, "unrelated_alike": 0.9,
    "strange_read": 0.8, "repainted": 0.5, "outside_kept": 1.0, "layout_kept": 0.8,
}  # fmt: skip
_SEEDS = tuple(range(8))
_HALF_PX = SIDE_PX / 2 - 2
_CHANCE = 3_000_000_000  #: no school and no other measure composes with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What came of teaching; cosines are the subject embedder's."""

    moved: float  #: (g - u) / (r - u)
    taught: float  #: g: to the middle of the photos, of pictures of the taught token
    untaught: float  #: u: of the same before
    real: float  #: r: of other photos of the subject, after the autoencoder
    real_sharp: float  #: the same without the autoencoder
    unrelated_read: float  #: share of other prompts that the judge reads as before
    unrelated_alike: float  #: the mean cosine of their pictures, before and after


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What came of words of no meaning, of repainting and of drawing over a picture."""

    strange_read: float  #: share of nouns still read beside a word of no meaning
    repainted: float  #: share of areas that hold what was asked for there
    outside_kept: float  #: share of pictures that are the same to the pixel elsewhere
    layout_kept: float  #: mean correlation of light and dark before and after


@dataclass(frozen=True, slots=True, kw_only=True)
class Repainted:
    picture: Image.Image
    kept: bool  #: the same to the pixel outside the area


def measure_teaching(model: LoadedModel, judge: Judge, stage: Stage, captions: Captions) -> Taught:
    """Teach the subject and measure; some minutes on two cores."""
    photos = [_photo(stage, number) for number in range(2 * PHOTOS)]
    known, other = photos[:PHOTOS], [_image(photo) for photo in photos[PHOTOS:]]
    prompts = _unrelated(captions)
    untaught = draw(model, f"{TOKEN} {NOUN}", _SEEDS, taught=True)
    before = [draw(model, prompt, _SEEDS[:1], taught=True)[0] for prompt in prompts]
    worn = (teach(model, known),)
    taught = draw(model, f"{TOKEN} {NOUN}", _SEEDS, adapters=worn)
    after = [draw(model, prompt, _SEEDS[:1], adapters=worn)[0] for prompt in prompts]

    embedder = SubjectEmbedder.load()
    subject = [_image(photo) for photo in known]
    groups = (taught, untaught, decoded(model, other), other)
    g, u, r, sharp = (float(embedder.likeness(group, subject).mean()) for group in groups)
    alike = (embedder.directions(before) * embedder.directions(after)).sum(1)
    return Taught(
        moved=(g - u) / (r - u),
        taught=g,
        untaught=u,
        real=r,
        real_sharp=sharp,
        unrelated_read=_read_alike(judge, before, after),
        unrelated_alike=float(alike.mean()),
    )


def measure_changes(model: LoadedModel, judge: Judge, stage: Stage, captions: Captions) -> Changed:
    """Words of no meaning, repainting, and a picture as the start of another."""
    living = captions.concepts.of_kind("animal", "vehicle", "plant")
    concepts = [concept for concept in living if concept.measured][: len(STRANGE)]
    prompts = [captions.plain(concept.id, "en") for concept in concepts]
    nouns = [concept.names["en"][0].text for concept in concepts]
    plain = [p for prompt in prompts for p in draw(model, prompt, _SEEDS[:2])]
    beside = zip(STRANGE, nouns, strict=True)
    strange = [p for word, noun in beside for p in draw(model, f"{word} {noun}", _SEEDS[:2])]
    repainted = [_repainted(model, stage, prompt, n) for n, prompt in enumerate(prompts)]
    read = judge.ranked([each.picture for each in repainted])
    bases = [_image(_alone(stage, number)) for number in range(len(prompts))]
    over = [_changed(model, base, "a picture", strength=0.5) for base in bases]
    return Changed(
        strange_read=_read_alike(judge, plain, strange),
        repainted=mean(
            captions.concepts.labels[concept.id] in labels
            for concept, labels in zip(concepts, read, strict=True)
        ),
        outside_kept=mean(each.kept for each in repainted),
        layout_kept=mean(map(_layout_kept, bases, over)),
    )


def teach(model: LoadedModel, photos: Sequence[Scene]) -> Adapter:
    """An adapter for the subject, taught with the model's own numbers and captions."""
    request = TeachingRequest(
        element_id="subject",
        kind=ElementKind.PET,
        instance_token=TOKEN,
        class_noun=NOUN,
        photos=tuple(
            TrainingPhoto(photo_id=str(number), subject=_box(photo))
            for number, photo in enumerate(photos)
        ),
    )
    plan = plan_for(request, model)
    lesson = _lesson(model, request, plan, photos)
    with studying(
        model.pipeline, rank=plan.rank, targets=plan.targets, seed=plan.seed, checkpoint=None
    ) as student:
        train(model.pipeline, student, lesson, plan, until=plan.steps, go_on=lambda *_: True)
        file = AdapterFile(
            layers=student.layers(), rank=plan.rank, targets=plan.targets, recipe={}
        )
    return Adapter(safetensors=adapter_files.write(file))


def subject_stage(stage: Stage) -> Stage:
    """A stage on which only the subject is to be seen, in its own colours."""
    drawings = stage.looks.drawings
    numbers = [drawings.names.index(f"{style}/{DRAWING}") for style in STYLES]
    few = replace(
        drawings,
        names=tuple(drawings.names[number] for number in numbers),
        rgba=np.stack([turned(drawings.rgba[number], TURN) for number in numbers]),
    )
    return Stage(looks=Looks(drawings=few, concepts=stage.looks.concepts))


def _lesson(
    model: LoadedModel, request: TeachingRequest, plan: Plan, photos: Sequence[Scene]
) -> Lesson:
    wording, words = wording_for(model, TeachingContent.load()), PromptWords.load()
    cut = [
        crop
        for number, photo in enumerate(photos)
        for crop in crops(_image(photo), subject=_box(photo), size=plan.size, seed=number)
    ]
    told = class_captions(request, wording, words)
    return lesson_of(
        model.pipeline,
        subject=encode_pictures(model.pipeline, cut),
        subject_captions=[
            captions_of(photo, request, wording, words)
            for photo in request.photos
            for _ in range(CROPS)
        ],
        others=_class_pictures(model, told, wording.class_guidance),
        other_captions=told,
    )


def _class_pictures(model: LoadedModel, told: Sequence[str], guidance: float) -> Latents:
    manner = model.manner
    return draw_latents(
        model.pipeline,
        told,
        guidance=manner.guidance(guidance, taught=False),
        steps=min(CLASS_STEPS, manner.max_steps or CLASS_STEPS),
        size=manner.native_size or SIDE_PX,
        seed=0,
        on_step=lambda step: None,
    )


_SUBJECT = Concept(
    id=NOUN,
    kind="animal",
    names={"en": (Name(text=NOUN),)},
    drawings=(DRAWING,),
    stands=Stand.GROUND,
    size=0.5,
)


def _photo(stage: Stage, number: int) -> Scene:
    """One picture of the subject; the same number is the same picture."""
    own = subject_stage(stage)
    return own.compose(random.Random(_CHANCE + number), kind=Kind.CENTRED, only=[_SUBJECT])


def _alone(stage: Stage, number: int) -> Scene:
    return stage.compose(random.Random(_CHANCE + number), kind=Kind.CENTRED)


def _box(photo: Scene) -> Box:
    """Where the subject is, in shares of the picture."""
    side, found = len(photo.picture), photo.elements[0]
    return Box(
        left=max(0.0, found.left / side),
        top=max(0.0, found.top / side),
        right=min(1.0, (found.left + found.width) / side),
        bottom=min(1.0, (found.top + found.height) / side),
    )


def _unrelated(captions: Captions) -> list[str]:
    """Prompts of other things, spread over all that is measured."""
    others = [concept for concept in captions.concepts.measured if concept.id != NOUN]
    step = len(others) / UNRELATED
    return [captions.plain(others[int(step * n)].id, "en") for n in range(UNRELATED)]


def _repainted(model: LoadedModel, stage: Stage, prompt: str, number: int) -> Repainted:
    """What stands on the left of a scene stays, and beside it comes what is asked for."""
    base = _image(_on_the_left(stage, number))
    half = base.width // 2
    area = Image.new("L", base.size)
    area.paste(255, (half, 0, base.width, base.height))
    made = _changed(model, base, prompt, strength=1.0, area=area, blur_px=2)
    left = (0, 0, half, base.height)
    return Repainted(picture=made, kept=made.crop(left).tobytes() == base.crop(left).tobytes())


def _on_the_left(stage: Stage, number: int) -> Scene:
    """The first small scene by chance whose right half is empty."""
    tries = (
        stage.compose(random.Random(_CHANCE + 1000 * number + n), kind=Kind.SMALL) for n in count()
    )
    return next(s for s in tries if s.elements[0].left + s.elements[0].width < _HALF_PX)


def _changed(
    model: LoadedModel, base: Image.Image, prompt: str, *, strength: float, **how: Any
) -> Image.Image:
    repainting = Repainting(
        drawing=drawing_of(model, prompt, _SEEDS[:1]), base=base, strength=strength, **how
    )
    inpainter = Inpainter(PictureGenerator(model))
    return inpainter.repaint(repainting, on_step=lambda step: None)[0]


def _layout_kept(before: Image.Image, after: Image.Image) -> float:
    light = [np.asarray(p.convert("L").resize((16, 16)), float).ravel() for p in (before, after)]
    return float(np.corrcoef(light)[0, 1])


def _read_alike(
    judge: Judge, before: Sequence[Image.Image], after: Sequence[Image.Image]
) -> float:
    pairs = zip(judge.ranked(before, most=1), judge.ranked(after, most=1), strict=True)
    return mean(first == second for first, second in pairs)


def _image(photo: Scene) -> Image.Image:
    return Image.fromarray(photo.picture)
