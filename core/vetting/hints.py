"""Where and in which light a photo was taken, and what colour is worn: rough hints, no more.

They only help to ask for photos that differ; nothing is ever refused because of them.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

DAY, EVENING, FLASH = "day", "evening", "flash"

_EXIF_IFD = 0x8769
_EXPOSURE_S, _APERTURE, _ISO, _FLASH = 0x829A, 0x829D, 0x8827, 0x9209
_DAYLIGHT_EV, _LAMP_EV = 10.5, 7.5  #: exposure values at ISO 100: from shade on; below most rooms
_SKY, _GREEN = 0.3, 0.35  #: parts of the background from which it is outdoors
_WARM = 12.0  #: yellow in what should be white
_PERSON = 0.5

#: name, and L*, a*, b* as OpenCV counts them (0..255, 128 is neutral)
_COLOURS = {
    "black": (25, 128, 128),
    "white": (235, 128, 128),
    "grey": (130, 128, 128),
    "red": (110, 190, 165),
    "orange": (160, 170, 190),
    "yellow": (210, 128, 195),
    "green": (110, 100, 155),
    "blue": (90, 135, 85),
    "light-blue": (180, 122, 108),
    "purple": (85, 160, 100),
    "pink": (190, 160, 128),
    "brown": (85, 145, 155),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    indoors: bool | None = None
    light: str = ""


def surroundings(
    rgb: np.ndarray, people: np.ndarray | None, exif: Image.Exif, *, coloured: bool
) -> Hints:
    """Indoors or out, and the light: from what the camera noted, else from colours."""
    brightness = _exposure_value(exif)
    indoors, light = _by_colours(rgb, people) if coloured else (None, "")
    if brightness is not None and brightness >= _DAYLIGHT_EV:
        indoors, light = False, DAY
    elif brightness is not None and brightness < _LAMP_EV:
        indoors, light = (True if indoors is None else indoors), EVENING
    if _flashed(exif):
        light = FLASH
    return Hints(indoors=indoors, light=light)


def clothes(rgb: np.ndarray, face: np.ndarray, people: np.ndarray) -> str:
    """The colour worn under a face; nothing where too little of it is seen."""
    height, width = rgb.shape[:2]
    left, top, right, bottom = (float(edge) for edge in face)
    tall, wide = bottom - top, right - left
    rows = slice(min(height, round(bottom + 0.7 * tall)), min(height, round(bottom + 2.4 * tall)))
    columns = slice(max(0, round(left - 0.3 * wide)), min(width, round(right + 0.3 * wide)))
    worn = rgb[rows, columns]
    if worn.shape[0] < 0.3 * tall or worn.shape[1] < 0.5 * wide:
        return ""
    mask = cv2.resize(people, (width, height))[rows, columns] > _PERSON
    if mask.mean() < 0.4:
        return ""
    lab = cv2.cvtColor(worn, cv2.COLOR_RGB2LAB)[mask]
    middle = np.median(lab, axis=0)
    return min(_COLOURS, key=lambda name: _apart(middle, _COLOURS[name]))


def _apart(lab: np.ndarray, colour: tuple[int, int, int]) -> float:
    """Light counts half: a shadow on a red coat leaves it red."""
    return float(np.hypot(0.5 * (lab[0] - colour[0]), np.hypot(*(lab[1:] - colour[1:]))))


def _by_colours(rgb: np.ndarray, people: np.ndarray | None) -> tuple[bool | None, str]:
    small = cv2.resize(rgb, (96, 96), interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32)
    light, a, b = lab[..., 0], lab[..., 1] - 128, lab[..., 2] - 128
    around = np.ones((96, 96), bool) if people is None else cv2.resize(people, (96, 96)) < _PERSON
    above = around & (np.arange(96)[:, None] < 40)
    sky = _part((light > 130) & (b < -6) & (a < 8), above)
    green = _part((a < -6) & (b > 6), around)
    if sky > _SKY or green > _GREEN:
        return False, DAY if light[around].mean() > 90 else EVENING
    nearly_white = (light > 140) & (np.hypot(a, b) < 30)
    warm = float(b[nearly_white].mean()) if nearly_white.sum() > 50 else 0.0
    return (True, EVENING) if people is not None and warm > _WARM else (None, "")


def _part(these: np.ndarray, of: np.ndarray) -> float:
    return float((these & of).sum() / of.sum()) if of.sum() > 200 else 0.0


def _exposure_value(exif: Image.Exif) -> float | None:
    """How bright it was, by what the camera chose; None where it does not say."""
    noted = _noted(exif)
    seconds, aperture = _number(noted.get(_EXPOSURE_S)), _number(noted.get(_APERTURE))
    iso = _number(noted.get(_ISO))
    if not (seconds and aperture and iso):
        return None
    return math.log2(aperture**2 / seconds) - math.log2(iso / 100)


def _flashed(exif: Image.Exif) -> bool:
    flash = _number(_noted(exif).get(_FLASH))
    return flash is not None and bool(int(flash) & 1)


def _noted(exif: Image.Exif) -> dict[int, object]:
    try:
        return dict(exif.get_ifd(_EXIF_IFD))
    except Exception:  # a decoder of hostile bytes raises whatever it likes
        return {}


def _number(value: object) -> float | None:
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return number if math.isfinite(number) and number > 0 else None
