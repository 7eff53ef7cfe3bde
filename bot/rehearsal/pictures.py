"""Pictures as Telegram keeps them: JPEG in several sizes, no more than 1280 px, no metadata."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

from bot.rehearsal.wire import Refusal

LONGEST_SIDE_PX = 1280
LONGEST_SIDE_HD_PX = 2560
PHOTO_LIMIT_BYTES = 10 * 1024 * 1024
SIDES_LIMIT_PX = 10_000
RATIO_LIMIT = 20
_STEPS_PX = (90, 320, 800, LONGEST_SIDE_PX, LONGEST_SIDE_HD_PX)
_QUALITY = 87


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedSize:
    content: bytes
    width: int
    height: int


def bot_photo(content: bytes) -> list[EncodedSize]:
    """Encode a photo a bot uploads; refuse what is too big, too long or no picture."""
    if len(content) > PHOTO_LIMIT_BYTES:
        raise Refusal(
            f"file of size {len(content)} bytes is too big for a photo;"
            f" the maximum size is {PHOTO_LIMIT_BYTES} bytes"
        )
    width, height = dimensions(content)
    if width + height > SIDES_LIMIT_PX or max(width, height) > RATIO_LIMIT * min(width, height):
        raise Refusal("PHOTO_INVALID_DIMENSIONS")
    return _sizes(content, longest_px=LONGEST_SIDE_PX)


def person_photo(content: bytes, *, is_hd: bool = False) -> list[EncodedSize]:
    """Encode a photo as the app of a person does before it sends it."""
    return _sizes(content, longest_px=LONGEST_SIDE_HD_PX if is_hd else LONGEST_SIDE_PX)


def dimensions(content: bytes) -> tuple[int, int]:
    with _opened(content) as picture:
        return picture.size


def _sizes(content: bytes, *, longest_px: int) -> list[EncodedSize]:
    with _opened(content) as picture:
        try:
            # draft() lets the JPEG decoder shrink while it reads, which is much faster.
            picture.draft("RGB", (longest_px, longest_px))
            whole = _flat(ImageOps.exif_transpose(picture))
        except (OSError, SyntaxError, ValueError) as error:
            raise Refusal("IMAGE_PROCESS_FAILED") from error
    longest = min(max(whole.size), longest_px)
    steps = [step for step in _STEPS_PX if step < longest]
    return [_encoded(whole, side) for side in (*steps, longest)]


def _encoded(whole: Image.Image, longest_px: int) -> EncodedSize:
    picture = whole
    if max(whole.size) > longest_px:
        picture = whole.copy()
        picture.thumbnail((longest_px, longest_px), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return EncodedSize(content=out.getvalue(), width=picture.width, height=picture.height)


def _flat(picture: Image.Image) -> Image.Image:
    """Lay transparency on white and drop every trace of metadata."""
    if picture.has_transparency_data:
        rgba = picture.convert("RGBA")
        flat = Image.new("RGB", rgba.size, "white")
        flat.paste(rgba, mask=rgba.getchannel("A"))
        return flat
    plain = picture.convert("RGB")
    plain.info.clear()
    return plain


def _opened(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(content))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Refusal("IMAGE_PROCESS_FAILED") from error
    except Image.DecompressionBombWarning as error:
        raise Refusal("PHOTO_INVALID_DIMENSIONS") from error
