"""What strangers send becomes plain pixels: upright, in sRGB, without its past, or is refused.

Nothing that arrives is trusted: the kind is told from the first bytes, the size from the
header, and nothing is decoded before both are known. Positions, names of cameras and hidden
parts stay behind.
"""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from core.errors import FileRefused, FileTooLarge, FileUnreadable

MOST_BYTES = 20 * 1024 * 1024  #: what a bot can fetch from Telegram
LARGEST_SIDE_PX = 12_000
MOST_PIXELS = 60_000_000
MOST_SCANS = 120  #: of a JPEG; cameras write up to a dozen, each costs a whole decoding
KEPT_SIDE_PX = 4096  #: enough for a whole page in print
JPEG_QUALITY = 92

_STARTS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")  #: what phones write; still pictures
_MOVING_STARTS = (b"GIF87a", b"GIF89a", b"\x1aE\xdf\xa3")  # GIF, WEBM: moving stickers
_START_OF_SCAN = b"\xff\xda\x00"  #: and its length: a film behind the photo has few by chance
_SIXTEEN_BITS = ("I", "I;16", "I;16B", "I;16L", "I;16N")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """RGB pixels with nothing beside them; what the camera noted is for the eyes only."""

    picture: Image.Image
    exif: Image.Exif


def decode(content: bytes, *, least_side_px: int = 1, most_side_px: int = KEPT_SIDE_PX) -> Decoded:
    """Read one untrusted photo, made smaller where it is longer; raises only FileRefused."""
    if len(content) > MOST_BYTES:
        raise FileTooLarge("more bytes than can be taken in")
    kind = kind_of(content)
    if kind == "HEIF":
        _learn_heif()
    try:
        with Image.open(BytesIO(content), formats=(kind,)) as header:
            _check_header(header, kind, least_side_px)
            return _plain(header, most_side_px)
    except FileRefused:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise FileRefused("more pixels than a photo has", reason="bomb") from error
    except Exception as error:  # a decoder of hostile bytes raises whatever it likes
        raise FileUnreadable("a photo that cannot be decoded") from error


def encode(picture: Image.Image) -> bytes:
    """Write an RGB picture as a JPEG that holds nothing but the pixels."""
    written = BytesIO()
    picture.save(written, "JPEG", quality=JPEG_QUALITY)
    return written.getvalue()


def _learn_heif() -> None:
    """Teach Pillow what phones write; the library is loaded when the first one comes."""
    import pi_heif

    pi_heif.register_heif_opener(thumbnails=False, aux_images=False, depth_images=False)


def kind_of(content: bytes) -> str:
    """Pillow's name of what the first bytes say it is; FileRefused for what is never read."""
    for start, kind in _STARTS.items():
        if content.startswith(start):
            if kind == "JPEG" and content.count(_START_OF_SCAN) > MOST_SCANS:
                raise FileRefused("more work than a photo is", reason="bomb")
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        return "HEIF"
    moving = content.startswith(_MOVING_STARTS)
    raise FileRefused("not a kind that is read", reason="animated" if moving else "kind")


def _check_header(header: Image.Image, kind: str, least_side_px: int) -> None:
    width, height = header.size
    if width * height > MOST_PIXELS or max(width, height) > LARGEST_SIDE_PX:
        raise FileRefused("more pixels than a photo has", reason="bomb")
    still = kind in {"JPEG", "HEIF"}  # phones add second ones to these
    if not still and getattr(header, "n_frames", 1) > 1:
        raise FileRefused("more than one picture in it", reason="animated")
    if min(width, height) < least_side_px:
        raise FileRefused("too small to look at", reason="small")


def _plain(header: Image.Image, most_side_px: int) -> Decoded:
    header.draft("RGB", (most_side_px, most_side_px))  # a huge JPEG is decoded at a fraction
    profile = header.info.get("icc_profile")
    exif = header.getexif()
    ImageOps.exif_transpose(header, in_place=True)
    plain = _in_srgb(_on_paper(header), profile).convert("RGB")  # always a copy: nothing of theirs
    plain.thumbnail((most_side_px, most_side_px), Image.Resampling.LANCZOS, reducing_gap=2.0)
    plain.info.clear()
    return Decoded(picture=plain, exif=exif)


def _on_paper(picture: Image.Image) -> Image.Image:
    """What is see-through stands on white; what is deeper than eight bits is made so."""
    if picture.mode in _SIXTEEN_BITS:
        return picture.convert("I").point(lambda value: value / 257).convert("L")
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture.convert("RGBA"))
        return paper.convert("RGB")
    return picture


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as the camera meant them; a profile that does not fit is left aside."""
    if not profile or picture.mode not in ("RGB", "L", "CMYK"):
        return picture
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, own, srgb, outputMode="RGB") or picture
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return picture
