"""Pictures to mark: flat scenes, soft gradients, rough textures, and a pencil line on white."""

from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

Size = tuple[int, int]


def scene(seed: int, size: Size = (512, 512)) -> Image.Image:
    """Draw some flat shapes, a little blurred."""
    chance = np.random.default_rng(seed)
    width, height = size
    picture = Image.new("RGB", size, _colour(chance))
    drawing = ImageDraw.Draw(picture)
    for _ in range(int(chance.integers(3, 30))):
        left, top = int(chance.integers(0, width)), int(chance.integers(0, height))
        wide, high = int(chance.integers(10, width // 2)), int(chance.integers(10, height // 2))
        shape = drawing.ellipse if chance.random() < 0.5 else drawing.rectangle
        shape((left, top, left + wide, top + high), fill=_colour(chance))
    return picture.filter(ImageFilter.GaussianBlur(int(chance.integers(0, 4))))


def texture(seed: int, size: Size = (512, 512)) -> Image.Image:
    """Draw rough noise with the spectrum of natural scenes: the hardest to mark."""
    width, height = size
    waves = np.fft.fft2(np.random.default_rng(seed).normal(size=(height, width)))
    frequency = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.fftfreq(width))
    drawn = np.real(np.fft.ifft2(waves / np.maximum(frequency, 1 / width)))
    levels = (drawn - drawn.mean()) / drawn.std() * 50 + 128
    return Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8)).convert("RGB")


def gradient(size: Size = (512, 512)) -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert("RGB")


def pencil(size: Size = (512, 512)) -> Image.Image:
    picture = Image.new("RGB", size, "white")
    drawing = ImageDraw.Draw(picture)
    drawing.line((50, 60, 400, 300), fill="black", width=5)
    drawing.ellipse((100, 100, 300, 300), outline="grey", width=4)
    return picture


def as_jpeg(picture: Image.Image, *, quality: int = 90) -> bytes:
    encoded = BytesIO()
    picture.save(encoded, "JPEG", quality=quality)
    return encoded.getvalue()


def resent(picture: Image.Image, *, width: int | None = None, quality: int = 80) -> Image.Image:
    """Return what a chat makes of a picture: resized as a whole, then encoded again."""
    size = picture.size
    if width is not None:
        size = (width, round(picture.height * width / picture.width))
    resized = picture.resize(size, Image.Resampling.BILINEAR)
    return opened(as_jpeg(resized, quality=quality))


def opened(image: bytes) -> Image.Image:
    return Image.open(BytesIO(image)).convert("RGB")


def _colour(chance: np.random.Generator) -> tuple[int, int, int]:
    red, green, blue = (int(level) for level in chance.integers(0, 256, 3))
    return red, green, blue
