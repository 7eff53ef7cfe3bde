"""What learns in a teaching, and what is kept of it: an adapter, or a copy with all weights.

Both go on from what their folder holds, and write what an epoch came to in the form in which
pictures are drawn with it.
"""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

import torch

from core.domain import teaching as names
from core.domain.teaching import Learning, TeachingRequest
from core.errors import JobFailed
from core.imaging import adapter_files, checkpoints, pupils
from core.imaging.adapter_files import AdapterFile, Layers
from core.imaging.adapters import Adapter, Learnt
from core.imaging.base_models import LoadedModel, layout_of
from core.imaging.checkpoints import Checkpoint, Pieces, weights_of
from core.imaging.lesson import Lesson
from core.imaging.machine import card_bytes
from core.imaging.memory_plan import Layout
from core.imaging.pupils import ThoroughTooMuch
from core.imaging.student import Student, studying
from core.imaging.trainer import ATTENTION, GoOn, Plan, train
from core.ports import JobFolder
from core.worker.teaching_desk import CHUNK_SECONDS, Desk

EXTRACTED_RANK = 128
EXTRACTED_FROM = (*ATTENTION, "ff.net.0.proj", "ff.net.2")
WHOLE_CHUNK_SECONDS = 600.0  #: what is kept of all weights is large: a kill may cost this much

_ON_THE_CARD = frozenset({Layout.RESIDENT, Layout.SLICED})

Recipe = Mapping[str, object]  #: what a file's header tells: how it was taught, nothing of whom


class Learner(Protocol):
    """A part of the model while it is taught."""

    chunk_seconds: float
    plan: Plan  #: the one it was made for, in what it alone decides

    @property
    def step(self) -> int: ...

    @property
    def loss(self) -> float:
        """Smoothed."""

    def resume(self) -> bool:
        """Take up what an earlier run of the body kept; whether there was anything."""

    def learn(self, lesson: Lesson, plan: Plan, *, until: int, go_on: GoOn) -> None:
        """Go on until a step, or as long as `go_on` says so; for this it has the card."""

    def keep(self) -> None:
        """Keep where it stands; the card may be somebody else's by now."""

    def write(self, epoch: int, recipe: Recipe) -> Learnt:
        """Write what an epoch came to, to be drawn with."""


def learner_for(desk: Desk, request: TeachingRequest, model: LoadedModel, plan: Plan) -> Learner:
    """Who learns; JobFailed when this machine cannot, or what it begins with is another by now.

    AdapterUnreadable when what it begins with does not fit the model.
    """
    _check_card(model)
    if request.learning.thorough:
        return WholeLearner(desk, request, model, plan)
    return AdapterLearner(desk, request, model, plan)


def _check_card(model: LoadedModel) -> None:
    """JobFailed("card") where the model's layers come and go: there is nothing to learn on."""
    if layout_of(model) is Layout.PIECEMEAL:
        raise JobFailed("card")


class AdapterLearner:
    """A LoRA adapter on the frozen model, put on for each chunk."""

    chunk_seconds = CHUNK_SECONDS

    def __init__(
        self, desk: Desk, request: TeachingRequest, model: LoadedModel, plan: Plan
    ) -> None:
        self.plan = plan
        self.step, self.loss = 0, 0.0
        self._folder = desk.folder
        self._chunk = desk.chunk
        self._model = model
        self._parent = self._below(request)
        self._parent_hash = request.parent_hash
        self._start = self._lent(names.START, request.start_hash)
        self._checkpoint: bytes | None = None
        self._layers: Layers = {}
        if self._start is not None:
            self._go_on_from(adapter_files.read(self._start))
        if self._start is not None or self._parent is not None:
            with self._chunk(), self._studying():
                pass  # tried on, before anything is drawn for it

    def _go_on_from(self, file: AdapterFile) -> None:
        """What it stood on stays as it was, and goes with it again."""
        start, parent = adapter_files.parted(file)
        self._start = adapter_files.write(start)
        self.plan = replace(self.plan, rank=start.rank, targets=start.targets)
        if parent is not None:
            self._parent = adapter_files.write(parent)
            self._parent_hash = str(file.recipe[adapter_files.PARENT_HASH])

    def resume(self) -> bool:
        if names.CHECKPOINT not in self._folder.names():
            return False
        self._checkpoint = self._folder.read(names.CHECKPOINT)
        with self._chunk(), self._studying() as student:
            self._note(student)
        return True

    def learn(self, lesson: Lesson, plan: Plan, *, until: int, go_on: GoOn) -> None:
        with self._studying() as student:
            train(self._model.pipeline, student, lesson, plan, until=until, go_on=go_on)
            self._checkpoint = student.checkpoint()
            self._note(student)

    def keep(self) -> None:
        if self._checkpoint is not None:
            self._folder.write(names.CHECKPOINT, self._checkpoint)

    def write(self, epoch: int, recipe: Recipe) -> Learnt:
        file = AdapterFile(
            layers=self._layers,
            rank=self.plan.rank,
            targets=self.plan.targets,
            recipe={**recipe, adapter_files.PARENT_HASH: self._parent_hash},
        )
        if self._parent is not None:
            file = adapter_files.joined(file, adapter_files.read(self._parent))
        content = adapter_files.write(file)
        self._folder.write(names.adapter_file(epoch), content)
        return Adapter(safetensors=content)

    def _studying(self) -> AbstractContextManager[Student]:
        _check_card(self._model)  # a picture may have run short meanwhile
        return studying(
            self._model.pipeline,
            rank=self.plan.rank,
            targets=self.plan.targets,
            seed=self.plan.seed,
            checkpoint=self._checkpoint,
            start=self._start,
            parent=self._parent,
        )

    def _note(self, student: Student) -> None:
        self.step, self.loss, self._layers = student.step, student.loss, student.layers()

    def _below(self, request: TeachingRequest) -> bytes | None:
        """What it stands on, as an adapter; of a checkpoint what that changed, told once."""
        if not request.parent_whole:
            return self._lent(names.PARENT, request.parent_hash)
        if names.BELOW in self._folder.names():
            return self._folder.read(names.BELOW)
        pieces = _named(self._folder, names.PARENT, request.parent_hash)
        unet = self._model.pipeline.unet
        with self._chunk():
            checkpoints.hold(unet, None)
            own = weights_of(unet)
            file = extracted(own, checkpoints.placed(own, pieces(), config=unet.config), {})
        content = adapter_files.write(file)
        self._folder.write(names.BELOW, content)
        return content

    def _lent(self, name: str, expected: str) -> bytes | None:
        """An adapter the request names; JobFailed("parent") when it is another one by now."""
        return b"".join(_named(self._folder, name, expected)()) if expected else None


class WholeLearner:
    """A copy of the UNet, kept in memory from chunk to chunk: off the card while others draw."""

    chunk_seconds = WHOLE_CHUNK_SECONDS

    def __init__(
        self, desk: Desk, request: TeachingRequest, model: LoadedModel, plan: Plan
    ) -> None:
        self.plan = plan
        self._desk = desk
        self._request = request
        self._model = model
        self._kept_at = desk.seconds()
        self._needs = _checked(desk, model, plan)
        self._pupil: Student | None = None

    @property
    def step(self) -> int:
        return self._pupil.step if self._pupil is not None else 0

    @property
    def loss(self) -> float:
        return self._pupil.loss if self._pupil is not None else 0.0

    def resume(self) -> bool:
        folder = self._desk.folder
        if names.CHECKPOINT not in folder.names():
            return False
        with self._desk.chunk():
            pupils.taken_up(self._ready_pupil(), folder.pieces(names.CHECKPOINT))
            self._leave_the_card()
        return True

    def learn(self, lesson: Lesson, plan: Plan, *, until: int, go_on: GoOn) -> None:
        pupil = self._ready_pupil()
        try:
            if self._crowded:
                self._model.pipeline.to("cpu")
            pupils.moved(pupil, self._model.device)
            pipeline = self._model.pipeline
            train(pipeline, pupil, lesson, plan, until=until, go_on=go_on)
        finally:
            pupil.optimiser.zero_grad(set_to_none=True)
            self._leave_the_card()

    def keep(self) -> None:
        """Write it all, now and then: at an epoch's end, and when the worker has to go."""
        pupil, now = self._pupil, self._desk.seconds()
        if pupil is None:
            return
        ends = {self.plan.epoch_ends(epoch) for epoch in range(1, self.plan.epochs + 1)}
        long_ago = now - self._kept_at >= WHOLE_CHUNK_SECONDS
        if long_ago or pupil.step in ends or self._desk.stopped():
            self._desk.folder.write_pieces(names.CHECKPOINT, pupils.kept(pupil))
            self._kept_at = now

    def write(self, epoch: int, recipe: Recipe) -> Learnt:
        folder, name = self._desk.folder, names.adapter_file(epoch)
        weights = self._ready_pupil().weights
        if self._request.learning is Learning.EXTRACTED:
            with self._desk.chunk():  # others draw with the weights that are compared
                content = adapter_files.write(self._change(recipe))
            folder.write(name, content)
            return Adapter(safetensors=content)
        pieces = checkpoints.written(weights, dtype=torch.float16, recipe=recipe)
        folder.write_pieces(name, pieces)
        return Checkpoint(id=f"{folder.job_id}-{epoch}", pieces=partial(folder.pieces, name))

    def _change(self, recipe: Recipe) -> AdapterFile:
        unet = self._model.pipeline.unet
        checkpoints.hold(unet, None)
        return extracted(weights_of(unet), self._ready_pupil().weights.items(), recipe)

    def _ready_pupil(self) -> Student:
        if self._pupil is None:
            _check_card(self._model)
            self._pupil = pupils.pupil_of(self._model)
            if self._request.start_hash:
                self._begin_from_the_last(self._pupil)
        return self._pupil

    def _begin_from_the_last(self, pupil: Student) -> None:
        pieces = _named(self._desk.folder, names.START, self._request.start_hash)
        pupils.begun_from(pupil, pieces())

    @property
    def _crowded(self) -> bool:
        """Whether the model has to leave the card while the copy learns on it."""
        if layout_of(self._model) not in _ON_THE_CARD or self._model.weight is None:
            return False
        return self._needs.card_bytes + self._model.weight.all_bytes > card_bytes()

    def _leave_the_card(self) -> None:
        if self._pupil is None or self._model.device.type != "cuda":
            return
        pupils.moved(self._pupil, torch.device("cpu"))
        if self._crowded:
            self._model.pipeline.to(self._model.device)


def _named(folder: JobFolder, name: str, expected: str) -> Pieces:
    """A file the request names by its hash; JobFailed("parent") when it is another by now."""
    pieces = partial(folder.pieces, name)
    if adapter_files.digest_of(pieces()) != expected:
        raise JobFailed("parent")
    return pieces


def extracted(
    own: Mapping[str, Any], taught: Iterable[tuple[str, Any]], recipe: Recipe
) -> AdapterFile:
    """What all of the weights came to beside the model's own, as an adapter of high rank."""
    layers = pupils.low_rank(own, taught, rank=EXTRACTED_RANK, targets=EXTRACTED_FROM)
    return AdapterFile(layers=layers, rank=EXTRACTED_RANK, targets=EXTRACTED_FROM, recipe=recipe)


def _checked(desk: Desk, model: LoadedModel, plan: Plan) -> pupils.Needs:
    """What it takes, which has to be there before anything begins, or is kept already."""
    try:
        needs = pupils.needs_of(model)
    except ThoroughTooMuch as error:
        raise JobFailed("thorough") from error
    if needs.disk_bytes(epochs=plan.epochs) > desk.folder.free_bytes() + _kept_bytes(desk, plan):
        raise JobFailed("disk")
    return needs


def _kept_bytes(desk: Desk, plan: Plan) -> int:
    """What an earlier run of the body wrote of what it takes."""
    own = {names.CHECKPOINT, *(names.adapter_file(n) for n in range(1, plan.epochs + 1))}
    there = own & set(desk.folder.names())
    return sum(desk.folder.size_bytes(name) for name in there)
