"""Old photos are helped, not refused: prints are cut out, and set on their feet."""

import numpy as np
from PIL import Image

from core.faces.finding import FaceFinder
from core.vetting import exposure, prints
from core.vetting.pixels import Pixels

_MOST_FRAMES = 2  #: a print on a table, and the white border of the print
_TURNS = {
    1: Image.Transpose.ROTATE_90,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_270,
}


def restored(photo: Pixels, finder: FaceFinder | None) -> Pixels | None:
    """The photo of a print made the photo itself; None where nothing is to be done.

    `finder` is given where a person is looked for: then no face may be left outside, and a
    print or a grey photo that lies on its side is turned. Others are as the camera held them.
    """
    cut = photo
    for _ in range(_MOST_FRAMES):
        cut = _cut_out(cut, finder) or cut
    turned = None
    if finder is not None and (cut is not photo or exposure.greyish(photo.work)):
        turned = _turned(cut, finder)
    return turned or (cut if cut is not photo else None)


def _cut_out(photo: Pixels, finder: FaceFinder | None) -> Pixels | None:
    corners = prints.find(photo.work)
    if corners is None:
        return None
    faces = finder.find(photo.work) if finder else []
    if not all(prints.inside(corners, face.middle) for face in faces):
        return None
    return Pixels(prints.straightened(photo.picture, corners / photo.scale))


def _turned(photo: Pixels, finder: FaceFinder) -> Pixels | None:
    """The photo by quarters of a turn until its largest face stands upright."""
    if not _stands(photo.work, finder):
        for quarters, turn in _TURNS.items():
            if _stands(np.ascontiguousarray(np.rot90(photo.work, quarters)), finder):
                return Pixels(photo.picture.transpose(turn))
    return None


def _stands(rgb: np.ndarray, finder: FaceFinder) -> bool:
    faces = finder.find(rgb)
    return bool(faces) and faces[0].upright
