"""From what was asked for to what this model on this machine is taught by."""

from dataclasses import replace

from core.content.teaching import TeachingContent, TeachingWording
from core.domain.teaching import TeachingRequest
from core.imaging.base_models import LoadedModel
from core.imaging.machine import card_bytes
from core.imaging.trainer import Plan

USUAL_PHOTOS = 10
_THOROUGH_STEPS = 2.4  #: times those of an adapter, by the thesis's figures for ten photos
_THOROUGH_RATE = 0.05  #: of an adapter's learning rate
_BYTES_PER_PIXEL = 24_000  #: of each example, where nothing is computed twice


def wording_for(model: LoadedModel, content: TeachingContent) -> TeachingWording:
    """The captions this model is taught with."""
    own = model.manner.teaching
    return own.wording if own is not None else content.wording


def plan_for(request: TeachingRequest, model: LoadedModel) -> Plan:
    """The request's numbers, or the model's own where it has some."""
    if model.manner.native_size is None:
        raise ValueError("a loaded model knows its size")
    plan = Plan(
        steps=request.steps,
        epochs=request.epochs,
        rank=request.rank,
        learning_rate=request.learning_rate,
        batch_size=request.batch_size,
        prior_weight=request.prior_weight,
        seed=request.seed,
        size=model.manner.native_size,
    )
    if own := model.manner.teaching:
        plan = replace(
            plan,
            steps=max(own.epochs, _own_steps(own.steps, request)),
            epochs=own.epochs,
            rank=own.rank,
            learning_rate=own.learning_rate,
            batch_size=own.batch_size,
            prior_weight=own.prior_weight,
            targets=own.targets or plan.targets,
        )
    if request.learning.thorough:
        return _thorough(plan, model)
    return replace(plan, checkpointing=not _roomy(plan, model))


def _own_steps(steps: int, request: TeachingRequest) -> int:
    """Of a model's own number for ten photos: fewer for fewer, more where it is to be longer."""
    photos = min(len(request.photos), USUAL_PHOTOS)
    return round(steps * photos * request.longer) // USUAL_PHOTOS


def _thorough(plan: Plan, model: LoadedModel) -> Plan:
    """For all weights; the request's numbers are made for that, a model's own are not."""
    if model.manner.teaching is not None:
        plan = replace(
            plan,
            steps=round(plan.steps * _THOROUGH_STEPS),
            learning_rate=plan.learning_rate * _THOROUGH_RATE,
        )
    return replace(plan, checkpointing=model.device.type == "cuda")


def smaller(plan: Plan) -> Plan | None:
    """The same teaching with less memory; None when there is no less."""
    if not plan.checkpointing:
        return replace(plan, checkpointing=True)
    if plan.pieces == 1:
        return replace(plan, pieces=2 * plan.batch_size)
    return None


def _roomy(plan: Plan, model: LoadedModel) -> bool:
    """Whether a whole step surely fits; else half of it is computed twice from the first."""
    if model.device.type != "cuda":
        return True
    work = _BYTES_PER_PIXEL * plan.size**2 * 2 * plan.batch_size
    weights = model.weight.all_bytes if model.weight else 0
    return weights + work <= card_bytes()
