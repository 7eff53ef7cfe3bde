"""Photos of an invented dog, for the demonstration: drawn, so that they show nobody's."""

import math
import random
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 960, 720
_COAT, _DARK, _CHEST = (176, 116, 58), (116, 72, 34), (240, 226, 200)
_PLACES = (
    ((150, 196, 236), (104, 152, 82)), ((226, 206, 176), (142, 98, 66)),
    ((250, 214, 160), (222, 190, 132)), ((196, 206, 214), (120, 124, 128)),
    ((120, 170, 200), (206, 196, 150)), ((236, 224, 236), (150, 110, 120)),
    ((90, 120, 160), (70, 96, 60)), ((246, 240, 224), (176, 150, 120)),
)  # fmt: skip


def dog_photos(count: int) -> list[bytes]:
    """JPEGs, each from another place, distance and side; always the same ones."""
    return [_jpeg(_photo(number)) for number in range(count)]


def _photo(number: int) -> Image.Image:
    chance = random.Random(number)
    wall, floor = _PLACES[number % len(_PLACES)]
    photo = Image.new("RGB", (WIDTH, HEIGHT), wall)
    pen = ImageDraw.Draw(photo)
    horizon = round(HEIGHT * chance.uniform(0.45, 0.75))
    pen.rectangle((0, horizon, WIDTH, HEIGHT), fill=floor)
    for _ in range(90):
        _thing(pen, chance, horizon)
    side = round(HEIGHT * chance.uniform(0.55, 0.95))
    dog = _dog(chance).resize((side, side), Image.Resampling.LANCZOS)
    if number % 2:
        dog = dog.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    place = (chance.randint(0, WIDTH - side), chance.randint(0, HEIGHT - side))
    photo.paste(dog, place, dog)
    return photo.filter(ImageFilter.GaussianBlur(0.6))


def _thing(pen: ImageDraw.ImageDraw, chance: random.Random, horizon: int) -> None:
    """A blade of grass, a stone, a cloud: whatever lies about."""
    across, down = chance.randint(0, WIDTH), chance.randint(0, HEIGHT)
    size = chance.randint(4, 46)
    shade = chance.randint(-36, 36)
    low = down > horizon
    base = (96, 120, 70) if low else (214, 222, 230)
    colour = tuple(max(0, min(255, part + shade)) for part in base)
    height = size // 3 if low else size
    pen.ellipse((across, down, across + size, down + height), fill=colour)


def _dog(chance: random.Random) -> Image.Image:
    """Seen from the side, sitting or standing, its head a little turned; on nothing."""
    dog = Image.new("RGBA", (600, 600))
    pen = ImageDraw.Draw(dog)
    sits = chance.random() < 0.4
    lean = chance.uniform(-0.25, 0.25)
    legs = (150, 210, 370, 420) if not sits else (360, 420)
    for leg in legs:
        pen.rounded_rectangle((leg, 360, leg + 44, 560), 20, fill=_DARK)
    if sits:
        pen.ellipse((90, 300, 330, 570), fill=_COAT)
    pen.ellipse((110, 230 if not sits else 210, 470, 440), fill=_COAT)
    pen.ellipse((330, 290, 470, 430), fill=_CHEST)
    wag = chance.uniform(-0.6, 0.6)
    tail = (100 - 70 * math.cos(wag), 240 - 90 * math.sin(wag) - 60)
    pen.line((140, 300, *tail), fill=_DARK, width=34)
    head = (430 + 60 * lean, 190 - 40 * lean)
    pen.ellipse((head[0] - 110, head[1] - 95, head[0] + 110, head[1] + 105), fill=_COAT)
    pen.ellipse((head[0] + 20, head[1], head[0] + 150, head[1] + 95), fill=_CHEST)
    pen.ellipse((head[0] + 118, head[1] + 18, head[0] + 156, head[1] + 52), fill=(30, 24, 24))
    pen.ellipse((head[0] - 128, head[1] - 90, head[0] - 46, head[1] + 96), fill=_DARK)
    pen.ellipse((head[0] + 6, head[1] - 40, head[0] + 38, head[1] - 8), fill=(26, 20, 20))
    pen.ellipse((head[0] + 14, head[1] - 36, head[0] + 24, head[1] - 26), fill=(250, 250, 250))
    return dog.rotate(chance.uniform(-8, 8), Image.Resampling.BICUBIC)


def _jpeg(photo: Image.Image) -> bytes:
    content = BytesIO()
    photo.save(content, "JPEG", quality=90)
    return content.getvalue()
