"""The body of a change: an area repainted, a picture varied, or one made larger for print."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO

from PIL import Image

from core.book.print_pictures import paper_copy
from core.domain import picture_files as names
from core.domain.change import BASE, MASK, REQUEST, ChangeRequest, ChangeWay
from core.domain.job import Ticket
from core.domain.picture import Making, Recipe
from core.errors import JobFailed
from core.imaging.enlarging import enlarged
from core.imaging.frames import AreaUnusable, all_else
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.inpainting import Inpainter, Repainting
from core.imaging.manners import suited
from core.marking.metadata import SourceType
from core.ports import JobFolder, Report, Stopped
from core.prompting.recipe_codec import change_from_json
from core.worker.bystanders import Bystanders
from core.worker.candidates import (
    FINISHING,
    LOADING,
    Commission,
    Marks,
    in_style,
    read_adapters,
    told_by_code,
    tries,
)
from core.worker.composing import Composer
from core.worker.ensembles import ensemble_of
from core.worker.pictures import making_of
from core.worker.workshop import Workshop

_FORMATS = ("PNG", "JPEG")  #: what the model made, or a family's photo


class ChangeBody:
    """`ports.JobBody` for JobKind.CHANGE; draws with the model that pictures are made with."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._inpainter: Inpainter | None = None
        self._bystanders = Bystanders()

    def __call__(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        folder = self._workshop.folders.folder(ticket.job_id)
        with told_by_code():
            request = _request(folder)
            opened = _picture(folder, BASE)
            self._bystanders.check(opened, request)
            base = opened.convert("RGB")
            marks = Marks.read(folder, source_type=_source_type(request))
            commission = self._workshop.commission(
                ticket, count=max(1, len(request.seeds)), report=report, stopped=stopped
            )
            if request.way is ChangeWay.ENLARGE:
                _enlarge(commission, folder, base, marks, _source_type(request))
            else:
                self._draw(commission, request, folder, base, marks)
        return commission.finish()

    def _draw(
        self,
        commission: Commission,
        request: ChangeRequest,
        folder: JobFolder,
        base: Image.Image,
        marks: Marks,
    ) -> None:
        """Draw and keep every candidate that is missing; what was refused, once more."""
        commission.tell(LOADING)
        inpainter = self._ready_inpainter()
        commission.ask_too(inpainter.model.flags)
        drawing, composer = self._prepared(folder, request, commission, inpainter)
        boxes = [slot.box for slot in request.slots]
        wanted = _repainting(folder, request, base, drawing)
        first, second = tries(request.seeds)
        for tried in (first, second):
            batches = inpainter.model.batches and tried is first
            for group in commission.groups(batches=batches):
                seeds = tuple(tried[number - 1] for number in group)
                part = replace(wanted, drawing=replace(wanted.drawing, seeds=seeds))
                pictures = _drawn(inpainter, part, commission, group, rounds=1 + len(boxes))
                for number, seed, picture in zip(group, seeds, pictures, strict=True):
                    making = making_of(part.drawing, picture, seed, inpainter.model)
                    if composer is not None and not commission.has(number):
                        picture, made = composer.fill(picture, boxes, seed, number=number)
                        making = replace(making, slots=made)
                    commission.keep(number, _finished(picture, request), making, marks)

    def _ready_inpainter(self) -> Inpainter:
        if self._inpainter is None:
            self._inpainter = Inpainter(PictureGenerator(self._workshop.load_model()))
        return self._inpainter

    def _prepared(
        self,
        folder: JobFolder,
        request: ChangeRequest,
        commission: Commission,
        inpainter: Inpainter,
    ) -> tuple[Drawing, Composer | None]:
        """What all of it is drawn with, and who draws the subjects of its slots as themselves."""
        workshop, model = self._workshop, inpainter.model
        recipe = suited(_recipe(request), model.manner)
        if not recipe.slots:
            adapters = read_adapters(folder, recipe.adapters)
            return workshop.drawing(recipe, model, adapters), None
        ensemble = ensemble_of(workshop, folder, recipe, model)
        composer = Composer(
            ensemble,
            generator=inpainter.generator,
            commission=commission,
            alike=workshop.alike,
        )
        return ensemble.drawing, composer


def _request(folder: JobFolder) -> ChangeRequest:
    request = change_from_json(folder.read(REQUEST))
    if not request.seeds and request.way is not ChangeWay.ENLARGE:
        raise JobFailed("recipe")
    return request


def _recipe(request: ChangeRequest) -> Recipe:
    """What is drawn, as a picture's recipe says it."""
    return Recipe(
        phrases=request.phrases,
        negative=request.negative,
        style=request.style,
        num_inference_steps=request.num_inference_steps,
        guidance_scale=request.guidance_scale,
        seeds=request.seeds,
        adapters=request.adapters,
        slots=request.slots,
    )


def _picture(folder: JobFolder, name: str) -> Image.Image:
    try:
        with Image.open(BytesIO(folder.read(name)), formats=_FORMATS) as opened:
            opened.load()
            return opened
    except (OSError, Image.DecompressionBombError) as error:
        raise JobFailed("picture") from error


def _source_type(request: ChangeRequest) -> SourceType:
    if request.composite:
        return SourceType.PHOTO_EDITED_BY_MODEL
    return SourceType.MADE_BY_MODEL


def _repainting(
    folder: JobFolder, request: ChangeRequest, base: Image.Image, drawing: Drawing
) -> Repainting:
    return Repainting(
        drawing=drawing,
        base=base,
        strength=request.strength,
        area=_area(folder, request),
        masked_content=request.masked_content,
        blur_px=request.mask_blur_px,
        full_resolution=request.full_resolution,
        near_seed=request.near_seed,
    )


def _area(folder: JobFolder, request: ChangeRequest) -> Image.Image | None:
    if request.way is ChangeWay.VARY:
        return None
    area = _picture(folder, MASK).convert("L")
    return all_else(area) if request.inverted else area


def _drawn(
    inpainter: Inpainter,
    repainting: Repainting,
    commission: Commission,
    group: Sequence[int],
    *,
    rounds: int,
) -> list[Image.Image]:
    preview = partial(inpainter.preview, repainting=repainting)
    on_step = partial(commission.on_step, group=group, preview=preview, rounds=rounds)
    try:
        return commission.with_enough_memory(
            lambda: inpainter.repaint(repainting, on_step=on_step),
            save_memory=inpainter.save_memory,
        )
    except AreaUnusable as error:
        raise JobFailed("mask") from error


def _finished(picture: Image.Image, request: ChangeRequest) -> Image.Image:
    """Grey all over where all of it is new; a repainted picture keeps its other colours."""
    return in_style(picture, request.style) if request.way is ChangeWay.VARY else picture


def _enlarge(
    commission: Commission,
    folder: JobFolder,
    base: Image.Image,
    marks: Marks,
    source_type: SourceType,
) -> None:
    """Make it larger, which no model has a part in, and ready for every sheet of paper."""
    commission.tell(FINISHING)
    if commission.has(1):
        return
    picture = enlarged(base)
    folder.write(names.PAPER, paper_copy(picture, source_type=source_type))
    making = Making(
        prompt="",
        negative_prompt="",
        seed=0,
        num_inference_steps=0,
        guidance_scale=0.0,
        base_model="",
        width=picture.width,
        height=picture.height,
    )
    commission.keep(1, picture, making, marks)
