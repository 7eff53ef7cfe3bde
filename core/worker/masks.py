"""The body that finds the part of a picture to change.

It knows no diffusion model; where one is at hand its sight is lent to the body, for what people
name in words.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.domain.change import (
    BASE,
    MASK,
    MASK_FOUND,
    MASK_REQUEST,
    MASK_SHOWN,
    PAINTED,
    SENT,
    Area,
    MaskFound,
    MaskRequest,
)
from core.domain.job import Progress, Ticket
from core.errors import JobFailed, ModelUnavailable, NotFound, StoreDamaged
from core.masks.finding import AreaFinder, Found
from core.masks.showing import shown
from core.ports import JobFolder, JobFolders, Report, Stopped
from core.prompting.recipe_codec import mask_request_from_json, to_json

LOADING = "loading"
_FORMATS = ("PNG", "JPEG")
_SHOWN_QUALITY = 88


#: Where on a picture the words are looked for, 0..1; None where it cannot be told.
Sight = Callable[[Image.Image, MaskRequest], NDArray[np.float32] | None]


class MaskBody:
    """`ports.JobBody` for JobKind.MASK."""

    def __init__(self, folders: JobFolders, *, sight: Sight | None = None) -> None:
        self._folders = folders
        self._sight = sight
        self._finder = AreaFinder()

    def __call__(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        folder = self._folders.folder(ticket.job_id)
        with _told_by_code():
            report(Progress(stage=LOADING))
            request = mask_request_from_json(folder.read(MASK_REQUEST))
            base = _picture(folder, BASE)
            by_hand = request.area is Area.PAINTED
            found = self._finder.find(
                base,
                request,
                sent=_picture(folder, SENT) if by_hand else None,
                painted=_picture(folder, PAINTED) if by_hand else None,
                heat=self._heat(base, request),
            )
            if stopped():
                raise JobFailed("stopped")
            return _kept(folder, base, found)

    def _heat(self, base: Image.Image, request: MaskRequest) -> NDArray[np.float32] | None:
        named = request.area is Area.OBJECT and bool(request.words)
        return self._sight(base, request) if named and self._sight is not None else None


def _kept(folder: JobFolder, base: Image.Image, found: Found) -> Sequence[str]:
    """Seal what was found; where it was refused, only why."""
    told = MaskFound(confidence=found.confidence, share=found.share, refused=found.refused)
    results = [MASK_FOUND]
    if not told.refused:
        area = Image.fromarray(np.where(found.mask, 255, 0).astype(np.uint8))
        large = Image.fromarray(shown(np.asarray(base), found.mask))
        folder.write(MASK, _encoded(area, "PNG"))
        folder.write(MASK_SHOWN, _encoded(large, "JPEG"))
        results += [MASK, MASK_SHOWN]
    folder.write(MASK_FOUND, to_json(told))
    return results


def _picture(folder: JobFolder, name: str) -> Image.Image:
    with Image.open(BytesIO(folder.read(name)), formats=_FORMATS) as opened:
        return opened.convert("RGB")


def _encoded(picture: Image.Image, kind: str) -> bytes:
    encoded = BytesIO()
    picture.save(encoded, kind, quality=_SHOWN_QUALITY)
    return encoded.getvalue()


@contextmanager
def _told_by_code() -> Iterator[None]:
    """Only codes leave a body: each thing that goes wrong becomes one."""
    try:
        yield
    except (NotFound, StoreDamaged) as error:
        raise JobFailed("recipe") from error
    except (OSError, Image.DecompressionBombError) as error:
        raise JobFailed("picture") from error
    except ModelUnavailable as error:
        raise JobFailed("model") from error
