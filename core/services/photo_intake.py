"""A photograph somebody sent becomes one the house can keep: small, upright, without its past.

What arrives is not to be trusted: the kind is told from the first bytes, the size from the
header, and nothing is decoded before both are known. What is kept is written anew, so
positions, names of cameras and hidden parts stay behind.
"""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from core.errors import FileRefused, FileTooLarge, FileUnreadable

MOST_BYTES = 20 * 1024 * 1024  #: what a bot can fetch from Telegram
SMALLEST_SIDE_PX = 512
LARGEST_SIDE_PX = 12_000
MOST_PIXELS = 60_000_000
KEPT_SIDE_PX = 4096  #: enough for a whole page in print
JPEG_QUALITY = 92
MEDIA_TYPE = "image/jpeg"

_STARTS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")  #: what phones write; still pictures
_MOVING_STARTS = (b"GIF87a", b"GIF89a", b"\x1aE\xdf\xa3")  # GIF, WEBM: moving stickers


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanPhoto:
    """A JPEG of ours: upright, in RGB, with no metadata."""

    jpeg: bytes
    width: int
    height: int


def clean_photo(content: bytes) -> CleanPhoto:
    """Check and rewrite what was sent, or say with a FileRefused what is wrong with it."""
    if len(content) > MOST_BYTES:
        raise FileTooLarge("more bytes than can be taken in")
    kind = _kind_of(content)
    if kind == "HEIF":
        _learn_heif()
    try:
        with Image.open(BytesIO(content), formats=(kind,)) as header:
            _check_header(header, kind)
            picture = _upright(header)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise FileRefused("more pixels than a photo has", reason="bomb") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:  # what Pillow's decoders raise
        raise FileUnreadable("a photo that cannot be decoded") from error
    written = BytesIO()
    picture.save(written, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return CleanPhoto(jpeg=written.getvalue(), width=picture.width, height=picture.height)


def _learn_heif() -> None:
    """Teach Pillow what phones write; the library is loaded when the first one comes."""
    import pi_heif

    pi_heif.register_heif_opener()


def _kind_of(content: bytes) -> str:
    for start, kind in _STARTS.items():
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        return "HEIF"
    moving = content.startswith(_MOVING_STARTS)
    raise FileRefused("not a kind that is read", reason="animated" if moving else "kind")


def _check_header(header: Image.Image, kind: str) -> None:
    width, height = header.size
    if width * height > MOST_PIXELS or max(width, height) > LARGEST_SIDE_PX:
        raise FileRefused("more pixels than a photo has", reason="bomb")
    if (
        kind not in {"JPEG", "HEIF"} and getattr(header, "n_frames", 1) > 1
    ):  # phones add second ones
        raise FileRefused("more than one picture in it", reason="animated")
    if min(width, height) < SMALLEST_SIDE_PX:
        raise FileRefused("too small to look at", reason="small")


def _upright(header: Image.Image) -> Image.Image:
    header.draft("RGB", (KEPT_SIDE_PX, KEPT_SIDE_PX))  # a huge JPEG is decoded at a fraction
    upright = ImageOps.exif_transpose(header)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        paper = Image.new("RGBA", upright.size, "white")
        paper.alpha_composite(upright.convert("RGBA"))
        upright = paper
    plain = upright.convert("RGB")
    plain.thumbnail((KEPT_SIDE_PX, KEPT_SIDE_PX), Image.Resampling.LANCZOS)
    plain.info.clear()
    return plain
