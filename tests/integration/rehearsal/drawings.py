"""Small pictures and sounds made on the spot."""

import io

from PIL import Image


def jpeg(width: int = 400, height: int = 300, *, colour: str = "peru") -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "a secret place"
    Image.new("RGB", (width, height), colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def png(width: int = 64, height: int = 64) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), (0, 0, 0, 0)).save(out, "PNG")
    return out.getvalue()


OGG = b"OggS" + bytes(60)
MP4_START = b"\x00\x00\x00\x18ftypmp42"
