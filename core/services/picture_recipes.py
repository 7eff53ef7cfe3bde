"""How a picture was made, as text that other drawing programs read; only for who asks for it."""

from datetime import datetime

from core.domain.picture import Making, Picture
from core.ports import PatientWork
from core.services import sent_files

MEDIA_TYPE = "text/plain"
_WHAT_FOR = "picture.recipe"


def told(making: Making) -> str:
    """The lines that AUTOMATIC1111 calls parameters, and most programs can take in."""
    settings = {
        "Steps": making.num_inference_steps,
        "CFG scale": making.guidance_scale,
        "Seed": making.seed,
        "Size": f"{making.width}x{making.height}",
        "Model": making.base_model,
    }
    lines = [
        making.prompt,
        f"Negative prompt: {making.negative_prompt}" if making.negative_prompt else "",
        ", ".join(f"{name}: {value}" for name, value in settings.items()),
    ]
    return "\n".join(line for line in lines if line) + "\n"


def file(work: PatientWork, picture: Picture, *, now: datetime) -> str:
    """The media id of a file to be sent; its words are of the story."""
    content = told(picture.making).encode()
    [media_id] = sent_files.keep(work, _WHAT_FOR, [content], media_type=MEDIA_TYPE, now=now)
    return media_id
