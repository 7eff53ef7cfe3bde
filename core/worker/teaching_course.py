"""The epochs of one teaching: learn in chunks, write the adapter, draw test portraits, report."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from PIL import Image

from core.content.prompt_words import PromptWords
from core.content.teaching import TeachingWording
from core.domain import teaching as names
from core.domain.teaching import EpochReport, TeachingRequest
from core.errors import JobFailed, NotFound
from core.imaging import adapter_files
from core.imaging.adapter_files import AdapterFile, Layers
from core.imaging.adapters import Adapter
from core.imaging.base_models import LoadedModel
from core.imaging.generator import Drawing, MemoryShort, PictureGenerator, memory_errors
from core.imaging.lesson import Lesson
from core.imaging.student import Student, studying
from core.imaging.teaching_plans import smaller
from core.imaging.trainer import Plan, train
from core.imaging.training_captions import portrait_captions, portrait_negative
from core.job_papers import from_json, to_json
from core.worker.candidates import Likeness, Marks, Undressed
from core.worker.teaching_desk import Desk
from core.worker.teaching_progress import LEARNING, TRYING, steps_of_pictures

log = logging.getLogger(__name__)

PORTRAIT_STEPS = 20
PORTRAIT_GUIDANCE = 6.0
PORTRAIT_SEED = 7_000_000  #: far from those the model drew its class with
WORSE_BY = 0.02  #: of likeness: twice in a row, and the best epoch is behind

#: How alike portraits and photos are, 0..1; None when nothing can be told.


class Course:
    """One teaching from its lesson to its last epoch; it goes on from what its folder holds."""

    def __init__(
        self,
        desk: Desk,
        request: TeachingRequest,
        model: LoadedModel,
        plan: Plan,
        *,
        wording: TeachingWording,
        words: PromptWords,
        photos: Sequence[Image.Image],
        undressed: Undressed,
        likeness: Likeness | None,
    ) -> None:
        self._desk = desk
        self._request = request
        self._model = model
        self._plan = plan
        self._prompts = portrait_captions(request, wording, words)
        self._negative = portrait_negative(request, wording, words)
        self._photos = photos
        self._undressed = undressed
        self._likeness = likeness
        self._generator = PictureGenerator(model)
        self._marks = Marks.read(desk.folder)
        self._parent = self._lent(names.PARENT, request.parent_hash)
        self._start = self._lent(names.START, request.start_hash)
        self._reports = _reports(desk)
        self._checkpoint: bytes | None = None
        self._layers: Layers = {}
        self._step = 0
        self._loss = 0.0
        if self._start is not None:
            start = adapter_files.read(self._start)
            self._plan = replace(plan, rank=start.rank, targets=start.targets)

    def run(self, lesson: Lesson) -> tuple[str, ...]:
        self._resume()
        for epoch in range(len(self._reports) + 1, self._plan.epochs + 1):
            if falling([report.likeness for report in self._reports]):
                log.info("likeness falls, no more epochs after %d", epoch - 1)
                break
            self._learn(lesson, until=self._plan.epoch_ends(epoch))
            self._finish(epoch)
        return (names.REPORT, *self._desk.pace.ready)

    def _resume(self) -> None:
        """Take up what an earlier run of the body left."""
        pictures = steps_of_pictures(len(self._prompts) * len(self._reports), self._plan)
        self._desk.pace.found_done(pictures)
        self._tell_ready()
        if names.CHECKPOINT in self._desk.folder.names():
            self._checkpoint = self._desk.folder.read(names.CHECKPOINT)
            with self._desk.chunk(), self._studying() as student:
                self._note(student)
            self._desk.pace.found_done(self._step)

    def _learn(self, lesson: Lesson, *, until: int) -> None:
        while self._step < until:
            self._desk.check_stopped()
            try:
                with self._desk.chunk() as over, memory_errors():
                    self._chunk(lesson, until=until, over=over)
            except MemoryShort:
                less = smaller(self._plan)
                if less is None:
                    raise
                log.warning("memory short, learning on with less")
                self._plan = less

    def _chunk(self, lesson: Lesson, *, until: int, over: Callable[[], bool]) -> None:
        """Learn until the chunk is over; what was learnt is kept in any case."""
        pace = self._desk.pace

        def go_on(_step: int, _loss: float) -> bool:
            pace.advance(1)
            pace.tell_now_and_then(LEARNING)
            return not over()

        with self._studying() as student:
            train(self._model.pipeline, student, lesson, self._plan, until=until, go_on=go_on)
            self._checkpoint = student.checkpoint()
            self._note(student)
        self._desk.folder.write(names.CHECKPOINT, self._checkpoint)

    def _studying(self) -> AbstractContextManager[Student]:
        return studying(
            self._model.pipeline,
            rank=self._plan.rank,
            targets=self._plan.targets,
            seed=self._plan.seed,
            checkpoint=self._checkpoint,
            start=self._start,
            parent=self._parent,
        )

    def _note(self, student: Student) -> None:
        self._step, self._loss, self._layers = student.step, student.loss, student.layers()

    def _finish(self, epoch: int) -> None:
        """Write what came of an epoch, its line in the report last."""
        adapter = adapter_files.write(self._file(epoch))
        self._desk.folder.write(names.adapter_file(epoch), adapter)
        portraits: dict[str, Image.Image] = {}
        for number, prompt in enumerate(self._prompts, start=1):
            self._desk.check_stopped()
            with self._desk.chunk():
                portrait = self._portrait(prompt, number, adapter)
            if not self._undressed(portrait):  # it is not kept at all
                name = names.portrait_file(epoch, number)
                self._desk.folder.write(name, self._marks.put_on(portrait))
                portraits[name] = portrait
            self._desk.pace.advance(steps_of_pictures(1, self._plan))
            self._desk.pace.tell_now_and_then(TRYING)
        self._reports += (self._report(epoch, portraits),)
        self._desk.folder.write(names.REPORT, to_json(self._reports))
        self._tell_ready()
        self._desk.pace.tell(TRYING)

    def _file(self, epoch: int) -> AdapterFile:
        file = AdapterFile(
            layers=self._layers,
            rank=self._plan.rank,
            targets=self._plan.targets,
            recipe=self._recipe(epoch),
        )
        if self._parent is None:
            return file
        return adapter_files.joined(file, adapter_files.read(self._parent))

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
            "step": self._step,
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

    def _portrait(self, prompt: str, number: int, adapter: bytes) -> Image.Image:
        manner = self._model.manner
        drawing = Drawing(
            prompt=prompt,
            negative_prompt=self._negative if manner.reads_negative else "",
            seeds=(PORTRAIT_SEED + self._request.seed + number,),
            num_inference_steps=min(PORTRAIT_STEPS, manner.max_steps or PORTRAIT_STEPS),
            guidance_scale=min(PORTRAIT_GUIDANCE, manner.max_guidance or PORTRAIT_GUIDANCE),
            width=self._plan.size,
            height=self._plan.size,
            adapters=(Adapter(safetensors=adapter),),
        )
        return self._generator.draw(drawing, on_step=self._desk.on_step)[0]

    def _report(self, epoch: int, portraits: Mapping[str, Image.Image]) -> EpochReport:
        alike = None
        if self._likeness is not None and portraits:
            alike = self._likeness(list(portraits.values()), self._photos)
        return EpochReport(
            epoch=epoch,
            step=self._step,
            loss=self._loss,
            adapter=names.adapter_file(epoch),
            portraits=tuple(portraits),
            likeness=alike,
            whole_seconds=self._desk.pace.whole_seconds,
        )

    def _tell_ready(self) -> None:
        self._desk.pace.ready = tuple(
            name for report in self._reports for name in (report.adapter, *report.portraits)
        )

    def _lent(self, name: str, expected: str) -> bytes | None:
        """An adapter the request names; JobFailed("parent") when it is another one by now."""
        if not expected:
            return None
        content = self._desk.folder.read(name)
        if adapter_files.digest(content) != expected:
            raise JobFailed("parent")
        return content


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
