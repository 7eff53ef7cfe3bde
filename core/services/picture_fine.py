"""A new picture with fine settings: begun, set piece by piece, and shown as it would be made."""

from dataclasses import replace
from datetime import datetime

from core.domain.change import ChangeRequest
from core.domain.picture import PictureStyle, Recipe
from core.domain.wish import FineSettings, PictureWish
from core.errors import NothingToDraw
from core.ports import Ids, PatientWork
from core.services import picture_changes
from core.services.picture_craft import PictureCraft
from core.services.picture_orders import PictureOrder, usual_recipe
from core.services.picture_settings import Setting, prompt_text


def begin(
    work: PatientWork,
    *,
    memory_id: str,
    style: PictureStyle,
    account_id: int,
    ids: Ids,
    now: datetime,
) -> PictureWish:
    """Open a wish for a new picture of a memory; one that was never ordered is gone on with."""
    for old in work.wishes.all():
        begun = (old.memory_id, old.picture_id, old.account_id) == (memory_id, "", account_id)
        if begun and not old.ordered:
            return _saved(work, replace(old, style=style))
    wish = PictureWish(
        id=ids.new(), memory_id=memory_id, account_id=account_id, made_at=now, style=style
    )
    return _saved(work, wish)


def keep(work: PatientWork, wish: PictureWish, settings: FineSettings) -> PictureWish:
    return _saved(work, replace(wish, settings=settings))


def last_seed(work: PatientWork, *, memory_id: str) -> int | None:
    """The seed of the memory's newest picture, to lock it."""
    pictures = work.pictures.of_memory(memory_id)
    return pictures[-1].making.seed if pictures else None


def usual_value(
    work: PatientWork,
    wish: PictureWish,
    setting: Setting,
    *,
    craft: PictureCraft,
    language: str,
) -> str:
    """What an order would hold if nothing was set, as far as that is known beforehand."""
    usual = _usual(work, wish, craft, language=language)
    strength = f"{usual.strength:g}" if isinstance(usual, ChangeRequest) else ""
    return {
        Setting.STRENGTH: strength,
        Setting.PROMPT: prompt_text(usual.phrases),
        Setting.NEGATIVE: prompt_text(usual.negative),
        Setting.STEPS: str(usual.num_inference_steps),
        Setting.GUIDANCE: f"{usual.guidance_scale:g}",
    }.get(setting, "")


def _usual(
    work: PatientWork, wish: PictureWish, craft: PictureCraft, *, language: str
) -> Recipe | ChangeRequest:
    if wish.picture_id:
        return picture_changes.usual_request(work, wish, craft, language=language)
    card = work.scenes.of_memory(wish.memory_id)
    if card is None:
        raise NothingToDraw("no scene")
    order = PictureOrder(card=card, style=wish.style, label_text="", account_id=0, chat_id=0)
    return usual_recipe(work, order, craft, seeds=())


def _saved(work: PatientWork, wish: PictureWish) -> PictureWish:
    work.wishes.save(wish)
    return wish
