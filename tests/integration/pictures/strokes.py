"""What a finger does in Telegram's photo editor: strokes, and what the editor adds to them."""

from PIL import Image, ImageDraw

from tests.unit.marking.drawings import scene

Point = tuple[int, int]
RED, YELLOW = (229, 28, 35), (255, 214, 0)
#: Around the same place in the picture, whatever tool it was done with.
LEFT, TOP, RIGHT, BOTTOM = 150, 170, 350, 330


def pen(picture: Image.Image) -> Image.Image:
    """A thin opaque line to and fro, until the place is covered."""
    return _zigzag(picture, RED, width=26, step=20)


def marker(picture: Image.Image) -> Image.Image:
    """A broad half-transparent stroke."""
    over = _zigzag(picture, YELLOW, width=46, step=36)
    return Image.blend(picture, over, 0.6)


def lasso(picture: Image.Image) -> Image.Image:
    """A line drawn once around the place."""
    painted = picture.copy()
    ImageDraw.Draw(painted).ellipse((LEFT, TOP, RIGHT, BOTTOM), outline=RED, width=12)
    return painted


def cropped(picture: Image.Image) -> Image.Image:
    """Covered, and cut at the edges before it was sent."""
    return pen(picture).crop((30, 24, picture.width - 18, picture.height - 12))


def sent_on(picture: Image.Image) -> Image.Image:
    """Covered, saved smaller, and opened from there."""
    smaller = (round(picture.width * 0.8), round(picture.height * 0.8))
    return pen(picture).resize(smaller, Image.Resampling.BILINEAR)


def another(picture: Image.Image) -> Image.Image:
    """Something else altogether, painted on."""
    return pen(scene(99, picture.size))


def _zigzag(
    picture: Image.Image, colour: tuple[int, int, int], *, width: int, step: int
) -> Image.Image:
    painted, points = picture.copy(), list[Point]()
    for number, y in enumerate(range(TOP, BOTTOM + 1, step)):
        ends = (LEFT, RIGHT) if number % 2 == 0 else (RIGHT, LEFT)
        points += [(x, y) for x in ends]
    ImageDraw.Draw(painted).line(points, fill=colour, width=width, joint="curve")
    return painted


def expected(size: tuple[int, int], tool: object) -> Image.Image:
    """The area meant, as large as the picture without its label."""
    area = Image.new("L", size, 0)
    drawing = ImageDraw.Draw(area)
    if tool is lasso:
        drawing.ellipse((LEFT - 6, TOP - 6, RIGHT + 6, BOTTOM + 6), fill=255)
    else:
        drawing.rectangle((LEFT, TOP - 13, RIGHT, BOTTOM + 13), fill=255)
    return area
