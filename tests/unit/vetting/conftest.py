from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from core.domain.element import ElementKind
from core.domain.vetting import Box
from core.vetting.looking import Looker
from core.vetting.sights import Look

PHOTOS = Path(__file__).parent / "photos"


@cache
def portrait(name: str, *, times: float = 2.0) -> Image.Image:
    """A public portrait, as large as a photo from a phone's chat."""
    with Image.open(PHOTOS / f"{name}.jpg") as opened:
        size = round(opened.width * times), round(opened.height * times)
        return opened.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def as_jpeg(picture: Image.Image, **options: object) -> bytes:
    written = BytesIO()
    picture.save(written, "JPEG", **({"quality": 92} | options))
    return written.getvalue()


def look_at(
    content: bytes,
    *,
    kind: ElementKind = ElementKind.PERSON,
    new: bool = True,
    compare_faces: bool = False,
    face: Box | None = None,
    was_print: bool = False,
) -> Look:
    return Look(
        photo_id="a",
        content=content,
        kind=kind,
        new=new,
        compare_faces=compare_faces,
        face=face,
        was_print=was_print,
    )


@pytest.fixture(scope="session")
def looker() -> Looker:
    return Looker()
