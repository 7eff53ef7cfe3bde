"""Files as strangers, broken phones and bad luck make them; the same seed gives the same files."""

import io
import random
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, PngImagePlugin

Files = Iterator[tuple[str, bytes]]
HEIC = Path(__file__).parents[1] / "pictures" / "photos" / "drawn-house.heic"


def corpus(photo: Image.Image) -> dict[str, bytes]:
    """Every file by a name that says what is wrong with it."""
    files = dict(_whole(photo))
    broken = {name: files[name] for name in ("jpeg", "png", "webp", "heic", "progressive")}
    for makers in (
        _flipped(broken),
        _cut(broken),
        _bombs(),
        _strange(photo, files),
        _moving(photo),
    ):
        files.update(makers)
    return files


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def _whole(photo: Image.Image) -> Files:
    """Odd, and in order."""
    yield "jpeg", _saved(photo, "JPEG", quality=85)
    yield "png", _saved(photo, "PNG", compress_level=1)
    yield "webp", _saved(photo, "WEBP", quality=70)
    yield "heic", HEIC.read_bytes()
    yield "progressive", _saved(photo, "JPEG", progressive=True)
    yield "cmyk", _saved(photo.convert("CMYK"), "JPEG")
    yield "grey", _saved(photo.convert("L"), "JPEG")
    yield "one-bit", _saved(photo.convert("1"), "PNG")
    yield "palette", _saved(photo.convert("P"), "PNG")
    yield "palette-see-through", _saved(photo.convert("P"), "PNG", transparency=3)
    yield (
        "palette-many-see-through",
        _saved(photo.convert("P"), "PNG", transparency=bytes(range(256))),
    )
    yield "grey-see-through", _saved(photo.convert("LA"), "PNG")
    yield "grey-one-see-through", _saved(photo.convert("L"), "PNG", transparency=128)
    yield "rgb-one-see-through", _saved(photo, "PNG", transparency=(0, 0, 0))
    deep = np.asarray(photo.convert("L")).astype(np.uint16) * 257
    yield "sixteen-bits", _saved(Image.fromarray(deep), "PNG")
    yield "see-through-webp", _saved(photo.convert("RGBA"), "WEBP", lossless=True)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    yield "with-profile", _saved(photo, "JPEG", icc_profile=profile)
    yield "broken-profile", _saved(photo, "JPEG", icc_profile=profile[:200] + bytes(300))
    yield (
        "lab-profile",
        _saved(
            photo,
            "JPEG",
            icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes(),
        ),
    )
    for turn in range(1, 9):
        yield f"turned-{turn}", _saved(photo, "JPEG", exif=_exif(orientation=turn))
    yield "turned-nowhere", _saved(photo, "JPEG", exif=_exif(orientation=77))
    yield "with-place", _saved(photo, "JPEG", exif=_exif(place=True))
    yield "png-with-place", _saved(photo, "PNG", exif=_exif(place=True))
    yield "webp-with-place", _saved(photo, "WEBP", exif=_exif(place=True))
    yield "long", _saved(photo.resize((3000, 513)), "JPEG")
    yield "large", _saved(photo.resize((4400, 600)), "JPEG", quality=60)


def _exif(*, orientation: int = 1, place: bool = False) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Invented camera"
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (41.0, 24.0, 12.2), 3: "E", 4: (2.0, 10.0, 26.5)})
    return exif


def _flipped(files: dict[str, bytes]) -> Files:
    """A few bytes changed, most of them near the beginning, where the headers are."""
    for name, content in files.items():
        for number in range(32):
            chance = random.Random(f"{name}{number}")
            changed = bytearray(content)
            reach = len(changed) if number % 3 == 0 else min(len(changed), 700)
            for _ in range(chance.choice((1, 2, 8, 40))):
                changed[chance.randrange(reach)] = chance.randrange(256)
            yield f"{name}-flipped-{number}", bytes(changed)


def _cut(files: dict[str, bytes]) -> Files:
    for name, content in files.items():
        for part in (0.001, 0.01, 0.1, 0.3, 0.6, 0.9, 0.99):
            yield f"{name}-cut-{part}", content[: int(len(content) * part)]
        yield f"{name}-last-byte-missing", content[:-1]
        yield f"{name}-zeros-at-the-end", content[: len(content) // 2] + bytes(len(content) // 2)
        yield f"{name}-doubled", content + content


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, *, depth: int = 8, colours: int = 2, pixels: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0)
    body = _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _bombs() -> Files:
    """Few bytes that claim or become many pixels, much text or much work."""
    packed = zlib.compress(bytes(20_000_000), 1)
    for width, height in (
        (11_000, 11_000),
        (65_000, 65_000),
        (2**31 - 1, 2**31 - 1),
        (12_001, 600),
    ):
        yield f"png-claims-{width}", png(width, height, pixels=packed)
    yield "png-claims-nothing", png(0, 0, pixels=packed)
    yield "png-more-than-it-claims", png(600, 600, pixels=packed)
    yield "png-less-than-it-claims", png(5000, 5000, pixels=zlib.compress(b"\0" * 99))
    yield "png-odd-depth", png(600, 600, depth=7, pixels=packed)
    yield "png-odd-colours", png(600, 600, colours=9, pixels=packed)
    text = _chunk(b"zTXt", b"words\0\0" + zlib.compress(bytes(40_000_000), 1))
    whole = png(600, 600, pixels=zlib.compress(bytes(600 * 1801)))
    yield "png-text-bomb", whole[:33] + text + whole[33:]
    yield (
        "png-profile-bomb",
        whole[:33] + _chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(40_000_000), 1)) + whole[33:],
    )
    yield "png-many-chunks", whole[:33] + _chunk(b"tEXt", b"a\0b") * 4_000 + whole[33:]
    start = b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01"
    yield "jpeg-claims-65535", start + b"\xff\xda\x00\x0c" + bytes(5000)
    yield "jpeg-all-markers", b"\xff\xd8" + b"\xff\xe1\x00\x02" * 10_000
    yield "jpeg-many-scans", b"\xff\xd8\xff" + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" * 5000
    yield "too-many-bytes", b"\xff\xd8\xff" + bytes(20 * 1024 * 1024)
    size = struct.pack("<I", 30)
    yield (
        "webp-claims-16384",
        (b"RIFF" + size + b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + b"\xff\xff\xff" * 2),
    )
    box = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
    yield "heif-only-a-header", box
    yield "heif-lies-about-lengths", box + b"\xff\xff\xff\xffmeta" + bytes(400)
    yield "heif-nested", box + b"\0\0\1\0meta" * 3000


def _strange(photo: Image.Image, files: dict[str, bytes]) -> Files:
    """Not what they say they are, or two things at once."""
    yield "nothing", b""
    for length in (1, 2, 3, 4, 7, 12, 64, 5000):
        yield f"zeros-{length}", bytes(length)
        yield f"noise-{length}", random.Random(length).randbytes(length)
    for kind in ("TIFF", "BMP", "PPM", "ICO", "PCX", "TGA", "JPEG2000", "AVIF", "GIF"):
        yield f"kind-{kind}", _saved(photo.resize((256, 256)), kind)
    yield "document", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n" + bytes(900)
    yield "page", b"<!doctype html><script>alert(1)</script>"
    yield (
        "drawing",
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    )
    yield "program", b"\x7fELF" + bytes(800)
    yield "archive", b"PK\x03\x04" + bytes(800)
    yield "postscript", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 600 600\n"
    yield "video", b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + bytes(800)
    for start in (b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\x99\0\0\0WEBP", b"GIF89a"):
        yield f"only-begins-{start[1:4]!r}", start + random.Random(1).randbytes(3000)
    yield "jpeg-then-archive", files["jpeg"] + b"PK\x03\x04 program inside"
    yield "png-then-page", files["png"] + b"<script>alert(1)</script>"
    yield (
        "jpeg-with-page",
        files["jpeg"][:2] + b"\xff\xfe\x00\x1b<script>alert(1)</script>" + (files["jpeg"][2:]),
    )
    yield "png-named-jpeg", files["png"].replace(b"IHDR", b"JFIF", 1)
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "at home, at 41 north")
    yield "png-with-words", _saved(photo, "PNG", pnginfo=words)
    lies = bytearray(files["with-place"])
    lies[30:34] = b"\xff\xff\xff\xff"  # offsets of the notes
    yield "notes-that-lie", bytes(lies)
    yield "tiny", _saved(photo.resize((1, 1)), "PNG")
    yield "line", _saved(photo.resize((9000, 1)), "PNG")
    yield "column", _saved(photo.resize((2, 9000)), "PNG")
    yield "one-colour", _saved(Image.new("RGB", (900, 700), (200, 10, 10)), "PNG")
    yield "black", _saved(Image.new("RGB", (900, 700)), "JPEG")
    noise = np.random.default_rng(1).integers(0, 256, (520, 600, 3), dtype=np.uint8)
    yield "noise", _saved(Image.fromarray(noise), "PNG")


def _moving(photo: Image.Image) -> Files:
    frames = [photo.resize((520, 520)).rotate(30 * n).convert("P") for n in range(2)]
    more = {"save_all": True, "append_images": frames[1:]}
    yield "moving-gif", _saved(frames[0], "GIF", **more)
    yield "moving-webp", _saved(frames[0], "WEBP", **more)
    yield "moving-png", _saved(frames[0], "PNG", **more)
    yield "two-in-one-jpeg", _saved(photo, "MPO", save_all=True, append_images=[photo])
    yield "sticker", b"\x1aE\xdf\xa3" + bytes(900)
