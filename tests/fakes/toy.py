"""A toy dog and a toy house nobody has seen, on ten photos each: for teaching something new.

The dog is blue, with long orange ears, a striped belly and a yellow collar; the house is pink
under a turquoise roof. From near and far, a little turned, on floors and lawns of
many colours.
"""

import random

from PIL import Image, ImageDraw, ImageFilter

from core.domain.vetting import Box

SIDE = 512
_GROUNDS = (
    ((214, 196, 160), (150, 110, 80)), ((190, 220, 240), (110, 170, 90)),
    ((240, 226, 200), (180, 180, 190)), ((120, 150, 190), (210, 200, 160)),
    ((230, 200, 210), (160, 130, 150)), ((250, 240, 220), (220, 160, 120)),
    ((170, 200, 190), (90, 120, 100)), ((200, 200, 205), (120, 110, 105)),
    ((250, 220, 170), (190, 90, 70)), ((180, 215, 250), (235, 215, 150)),
)  # fmt: skip
BLUE, DEEP, ORANGE = (40, 90, 220), (25, 55, 150), (250, 130, 20)
YELLOW, WHITE, BLACK = (255, 215, 30), (250, 250, 250), (20, 20, 25)
PINK, TURQUOISE, PLUM = (245, 120, 175), (20, 165, 165), (95, 35, 90)


def toy_photo(number: int) -> Image.Image:
    """One of the photos of the dog, 512 x 512; the same number is the same photo."""
    return _photo(number, _toy())


def house_photo(number: int) -> Image.Image:
    """One of the photos of the house; it stands where the dog sits on the same number's."""
    return _photo(number, _house())


def _photo(number: int, toy: Image.Image) -> Image.Image:
    chance = random.Random(number)
    wall, floor = _GROUNDS[number % len(_GROUNDS)]
    photo = Image.new("RGB", (SIDE, SIDE), wall)
    ImageDraw.Draw(photo).rectangle((0, int(SIDE * 0.68), SIDE, SIDE), fill=floor)
    toy = toy.rotate(chance.uniform(-9, 9), Image.Resampling.BICUBIC)
    side = int(SIDE * chance.uniform(0.62, 0.92))
    toy = toy.resize((side, side), Image.Resampling.LANCZOS)
    place = _place(number)
    photo.paste(toy, place, toy)
    return photo.filter(ImageFilter.GaussianBlur(0.8))


def toy_box(number: int) -> Box:
    """Where the toy is on a photo."""
    chance = random.Random(number)
    chance.uniform(-9, 9)
    side = int(SIDE * chance.uniform(0.62, 0.92))
    left, top = _place(number)
    return Box(
        left=max(0.0, left / SIDE),
        top=max(0.0, top / SIDE),
        right=min(1.0, (left + side) / SIDE),
        bottom=min(1.0, (top + side) / SIDE),
    )


def _place(number: int) -> tuple[int, int]:
    chance = random.Random(number)
    chance.uniform(-9, 9)
    side = int(SIDE * chance.uniform(0.62, 0.92))
    middle = (SIDE - side) // 2
    return middle + chance.randint(-30, 30), middle + chance.randint(-10, 40)


def _toy() -> Image.Image:
    """The dog alone, on nothing, 512 x 512."""
    toy = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    pen = ImageDraw.Draw(toy)
    pen.ellipse((150, 250, 362, 480), fill=BLUE)  # the body
    for stripe in range(3):
        top = 330 + 42 * stripe
        pen.rounded_rectangle((196, top, 316, top + 22), 11, fill=WHITE)
    for left in (150, 292):  # the paws
        pen.ellipse((left, 436, left + 72, 500), fill=DEEP)
    pen.ellipse((120, 60, 392, 300), fill=BLUE)  # the head
    pen.ellipse((66, 70, 160, 300), fill=ORANGE)  # the ears hang
    pen.ellipse((352, 70, 446, 300), fill=ORANGE)
    pen.rounded_rectangle((170, 272, 342, 306), 16, fill=YELLOW)  # the collar
    pen.ellipse((238, 292, 274, 328), fill=(230, 40, 60))
    pen.ellipse((190, 190, 322, 284), fill=WHITE)  # the muzzle
    pen.ellipse((228, 196, 284, 236), fill=BLACK)
    for left in (180, 280):  # the eyes
        pen.ellipse((left, 120, left + 54, 182), fill=WHITE)
        pen.ellipse((left + 16, 138, left + 42, 170), fill=BLACK)
    return toy


def _house() -> Image.Image:
    """The house alone, on nothing, 512 x 512."""
    house = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    pen = ImageDraw.Draw(house)
    pen.rectangle((370, 70, 416, 190), fill=PLUM)  # the chimney
    pen.rectangle((96, 220, 416, 490), fill=PINK)
    pen.polygon([(56, 236), (256, 40), (456, 236)], fill=TURQUOISE)
    pen.regular_polygon((256, 160, 44), 5, rotation=0, fill=YELLOW)
    pen.rounded_rectangle((212, 330, 300, 490), 40, fill=PLUM)  # the door
    for left in (124, 324):  # the windows
        pen.ellipse((left, 276, left + 68, 344), fill=WHITE)
        pen.ellipse((left + 14, 290, left + 54, 330), fill=TURQUOISE)
    for stripe in range(4):  # the fence
        pen.rectangle((100 + 28 * stripe, 430, 112 + 28 * stripe, 490), fill=WHITE)
        pen.rectangle((318 + 26 * stripe, 430, 330 + 26 * stripe, 490), fill=WHITE)
    return house
