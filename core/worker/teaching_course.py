"""The epochs of one teaching: learn in chunks, write the adapter, draw test portraits, report."""

import logging
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from PIL import Image

from core.content.prompt_words import PromptWords
from core.content.teaching import TeachingWording
from core.domain import teaching as names
from core.domain.teaching import EpochReport, SceneCheck, TeachingRequest
from core.errors import NotFound
from core.imaging.adapters import Learnt
from core.imaging.base_models import LoadedModel
from core.imaging.generator import (
    Drawing,
    MemoryShort,
    PictureGenerator,
    memory_errors,
    with_enough_memory,
)
from core.imaging.lesson import Lesson
from core.imaging.styles import StyleEye
from core.imaging.teaching_plans import smaller
from core.imaging.training_captions import portrait_captions, portrait_negative
from core.job_papers import from_json, to_json
from core.worker.candidates import Likeness, Marks, Undressed
from core.worker.learners import Learner
from core.worker.teaching_checks import OF_A_PICTURE, SceneChecks, style_eye
from core.worker.teaching_desk import Desk
from core.worker.teaching_progress import LEARNING, TRYING, steps_of_pictures

log = logging.getLogger(__name__)

PORTRAIT_STEPS = 20
PORTRAIT_GUIDANCE = 6.0
PORTRAIT_SEED = 7_000_000  #: far from those the model drew its class with
WORSE_BY = 0.02  #: of likeness: twice in a row, and the best epoch is behind


class Course:
    """One teaching from its lesson to its last epoch; it goes on from what its folder holds."""

    def __init__(
        self,
        desk: Desk,
        request: TeachingRequest,
        model: LoadedModel,
        learner: Learner,
        *,
        wording: TeachingWording,
        words: PromptWords,
        photos: Sequence[Image.Image],
        undressed: Undressed,
        likeness: Likeness | None,
        scenes: SceneChecks,
    ) -> None:
        self._desk = desk
        self._request = request
        self._model = model
        self._prompts = portrait_captions(request, wording, words)
        self._negative = portrait_negative(request, wording, words)
        self._photos = photos
        self._undressed = undressed
        self._likeness = likeness
        self._scenes = scenes
        self._eye: StyleEye | None = None
        self._generator = PictureGenerator(model)
        self._marks = Marks.read(desk.folder)
        self._learner = learner
        self._plan = learner.plan
        self._reports = _reports(desk)

    def run(self, lesson: Lesson) -> tuple[str, ...]:
        self._resume()
        self._eye = style_eye(self._desk, self._request, self._model)
        for epoch in range(len(self._reports) + 1, self._plan.epochs + 1):
            if falling([report.likeness for report in self._reports]):
                log.info("likeness falls, no more epochs after %d", epoch - 1)
                break
            self._learn(lesson, until=self._plan.epoch_ends(epoch))
            self._finish(epoch)
        return (names.REPORT, *self._desk.pace.ready)

    def _resume(self) -> None:
        """Take up what an earlier run of the body left."""
        portraits = len(self._prompts) * len(self._reports)
        scenes = self._scenes.most * len(self._reports) + self._scenes.drawn_without
        done = portraits + scenes * OF_A_PICTURE
        self._desk.pace.found_done(steps_of_pictures(done, self._plan))
        self._tell_ready()
        if self._learner.resume():
            self._desk.pace.found_done(self._learner.step)

    def _learn(self, lesson: Lesson, *, until: int) -> None:
        while self._learner.step < until:
            self._desk.check_stopped()
            try:
                chunk = self._desk.chunk(seconds=self._learner.chunk_seconds)
                with chunk as over, memory_errors():
                    self._chunk(lesson, until=until, over=over)
                self._learner.keep()
            except MemoryShort:
                less = smaller(self._plan)
                if less is None:
                    raise
                log.warning("memory short, learning on with less")
                self._plan = less

    def _chunk(self, lesson: Lesson, *, until: int, over: Callable[[], bool]) -> None:
        """Learn until the chunk is over."""
        pace = self._desk.pace

        def go_on(_step: int, _loss: float) -> bool:
            pace.advance(1)
            pace.tell_now_and_then(LEARNING)
            return not over()

        self._learner.learn(lesson, self._plan, until=until, go_on=go_on)

    def _finish(self, epoch: int) -> None:
        """Write what came of an epoch, its line in the report last."""
        learnt = self._learner.write(epoch, self._recipe(epoch))
        portraits: dict[str, Image.Image] = {}
        for number, prompt in enumerate(self._prompts, start=1):
            self._desk.check_stopped()
            with self._desk.chunk():
                portrait = self._portrait(prompt, number, learnt)
            if not (self._undressed(portrait) or self._model.flags(portrait)):  # not kept at all
                name = names.portrait_file(epoch, number)
                self._desk.folder.write(name, self._marks.put_on(portrait))
                portraits[name] = portrait
            self._desk.pace.advance(steps_of_pictures(1, self._plan))
            self._desk.pace.tell_now_and_then(TRYING)
        scenes = self._look_at_scenes(learnt)
        self._reports += (self._report(epoch, portraits, scenes),)
        self._desk.folder.write(names.REPORT, to_json(self._reports))
        self._tell_ready()
        self._desk.pace.tell(TRYING)

    def _look_at_scenes(self, learnt: Learnt) -> tuple[SceneCheck, ...]:
        """What it shows of scenes; a second look that was not needed takes no time."""
        before = self._scenes.drawn_without
        scenes = self._scenes.of(learnt)
        looks = len(scenes) * len(self._scenes.asked)
        drawn = looks + self._scenes.drawn_without - before
        spared = self._scenes.most - looks
        self._desk.pace.advance(steps_of_pictures(drawn * OF_A_PICTURE, self._plan))
        self._desk.pace.found_done(steps_of_pictures(spared * OF_A_PICTURE, self._plan))
        return scenes

    def _recipe(self, epoch: int) -> dict[str, object]:
        """What the file's header tells: how it was taught, and nothing of whom."""
        request, plan = self._request, self._plan
        return {
            "base_model": self._model.name,
            "instance_token": request.instance_token,
            "class_noun": request.class_noun,
            "kind": request.kind.value,
            "photos": len(request.photos),
            "epoch": epoch,
            "step": self._learner.step,
            "learning": request.learning.value,
            "steps": plan.steps,
            "rank": plan.rank,
            "learning_rate": plan.learning_rate,
            "batch_size": plan.batch_size,
            "prior_weight": plan.prior_weight,
            "size": plan.size,
            "seed": plan.seed,
            "age_years": request.age_years,
            "parent_hash": request.parent_hash,
            "start_hash": request.start_hash,
        }

    def _portrait(self, prompt: str, number: int, learnt: Learnt) -> Image.Image:
        manner = self._model.manner
        drawing = Drawing(
            prompt=prompt,
            negative_prompt=self._negative if manner.reads_negative else "",
            seeds=(PORTRAIT_SEED + self._request.seed + number,),
            num_inference_steps=min(PORTRAIT_STEPS, manner.max_steps or PORTRAIT_STEPS),
            guidance_scale=manner.guidance(PORTRAIT_GUIDANCE, taught=True),
            width=self._plan.size,
            height=self._plan.size,
            adapters=(learnt,),
        )
        [portrait] = with_enough_memory(
            lambda: self._generator.draw(drawing, on_step=self._desk.on_step),
            save_memory=self._generator.save_memory,
        )
        return portrait

    def _report(
        self, epoch: int, portraits: Mapping[str, Image.Image], scenes: tuple[SceneCheck, ...]
    ) -> EpochReport:
        drawn = list(portraits.values())
        with self._desk.chunk():  # pictures are measured by the same networks, one at a time
            likeness = self._alike(drawn) if drawn else None
            nearest = tuple(map(self._eye.nearest, drawn)) if self._eye else ()
        return EpochReport(
            epoch=epoch,
            step=self._learner.step,
            loss=self._learner.loss,
            adapter=names.adapter_file(epoch),
            portraits=tuple(portraits),
            likeness=likeness,
            scenes=scenes,
            nearest=nearest,
            whole_seconds=self._desk.pace.whole_seconds,
            base_model=self._model.name,
        )

    def _alike(self, drawn: Sequence[Image.Image]) -> float | None:
        """How alike on average: a style by strokes and colours, anything else by what it shows."""
        if self._eye is not None:
            whose = self._request.element_id
            return fmean(self._eye.likeness(portrait, whose) for portrait in drawn)
        if self._likeness is None:
            return None
        of_somebody = self._request.kind.shows_somebody
        return self._likeness(drawn, self._photos, of_somebody=of_somebody)

    def _tell_ready(self) -> None:
        self._desk.pace.ready = tuple(
            name for report in self._reports for name in (report.adapter, *report.portraits)
        )


def falling(likeness: Sequence[float | None]) -> bool:
    """Whether the last two epochs were clearly less alike than one before."""
    told = [value for value in likeness if value is not None]
    return len(told) > _LAST and max(told[-_LAST:]) < max(told[:-_LAST]) - WORSE_BY


_LAST = 2


def _reports(desk: Desk) -> tuple[EpochReport, ...]:
    try:
        return from_json(desk.folder.read(names.REPORT), tuple[EpochReport, ...])
    except NotFound:
        return ()
