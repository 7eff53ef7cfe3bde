"""Drawn scenes whose areas are known to the pixel: people, things and places in plain shapes.

They are drawn in the manner of the bundled model's pictures and stand for no photo.
"""

import random
from dataclasses import dataclass, field
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SIDE = 256
_FINE = 4  #: drawn larger and shrunk, for clean edges

Colour = tuple[int, int, int]
Mask = np.ndarray  #: (SIDE, SIDE) bool

SKINS: list[Colour] = [
    (247, 206, 170),
    (224, 172, 132),
    (165, 112, 80),
    (105, 70, 50),
    (255, 203, 76),
]
HAIRS: list[Colour] = [(60, 40, 30), (25, 22, 24), (190, 150, 80), (205, 205, 205), (130, 70, 40)]
CLOTHES: list[Colour] = [
    (60, 100, 190),
    (200, 60, 60),
    (60, 150, 90),
    (120, 70, 150),
    (240, 240, 235),
    (230, 150, 40),
]
TROUSERS: list[Colour] = [(50, 60, 90), (90, 80, 70), (40, 40, 45), (150, 130, 100)]
PLAINS: list[Colour] = [
    (255, 255, 255),
    (250, 244, 230),
    (222, 236, 248),
    (236, 226, 240),
    (245, 168, 120),
]


@dataclass(frozen=True, kw_only=True)
class Scene:
    picture: Image.Image
    areas: dict[str, Mask] = field(default_factory=dict)
    thing: str = ""  #: what stands beside the person


def scene(number: int, *, person: bool = True, rough: bool = True) -> Scene:
    """One scene; the same number gives the same one. A rough one looks decoded from latents."""
    chance = random.Random(number)
    studio = _Studio(chance)
    studio.background()
    thing = chance.choice(["", "house", "tree", "ball"]) if person else "house"
    middle = 0.5 if not thing else chance.choice([0.3, 0.7])
    if thing:
        studio.thing(thing, at=1 - middle, alone=not person)
    if person:
        studio.person(at=middle + chance.uniform(-0.04, 0.04), close=chance.random() < 0.35)
    return studio.finished(thing, rough=rough)


class _Studio:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.size = SIDE * _FINE
        self.picture = Image.new("RGB", (self.size, self.size))
        self.layers: list[tuple[str, Image.Image]] = []

    def background(self) -> None:
        kind = self.chance.choice(["plain", "plain", "field", "night", "beach", "room"])
        pen = ImageDraw.Draw(self.picture)
        side, horizon = self.size, int(self.size * self.chance.uniform(0.6, 0.75))
        if kind == "plain":
            pen.rectangle((0, 0, side, side), fill=self.chance.choice(PLAINS))
            return
        top, low, ground = {
            "field": ((150, 205, 245), (222, 241, 252), (126, 190, 98)),
            "night": ((20, 26, 66), (54, 62, 120), (34, 62, 60)),
            "beach": ((140, 208, 248), (120, 190, 230), (244, 220, 164)),
            "room": ((236, 214, 186), (230, 204, 172), (150, 104, 70)),
        }[kind]
        for y in range(horizon):
            t = y / horizon
            mixed = tuple(int(a + (b - a) * t) for a, b in zip(top, low, strict=True))
            pen.line((0, y, side, y), fill=mixed)
        pen.rectangle((0, horizon, side, side), fill=ground)
        if kind == "room":
            left = self.chance.uniform(0.05, 0.6) * side
            frame = (left, 0.1 * side, left + 0.25 * side, 0.38 * side)
            pen.rectangle(frame, fill=(170, 215, 240), outline=(120, 80, 50), width=side // 60)

    def thing(self, name: str, *, at: float, alone: bool) -> None:
        unit = self.size * (0.7 if alone else 0.36)
        x, floor = at * self.size, self.size * 0.86
        layer, pen = self._layer()
        if name == "house":
            wall = (x - unit / 2, floor - unit * 0.6, x + unit / 2, floor)
            self._box(pen, layer, wall, (238, 206, 150))
            roof = [
                (x - unit * 0.6, floor - unit * 0.6),
                (x, floor - unit),
                (x + unit * 0.6, floor - unit * 0.6),
            ]
            self._shape(pen, layer, roof, (200, 50, 50))
            self._box(
                pen,
                layer,
                (x - unit * 0.1, floor - unit * 0.35, x + unit * 0.1, floor),
                (120, 70, 40),
            )
        elif name == "tree":
            self._box(
                pen,
                layer,
                (x - unit * 0.07, floor - unit * 0.4, x + unit * 0.07, floor),
                (120, 80, 50),
            )
            self._oval(
                pen,
                layer,
                (x - unit * 0.4, floor - unit, x + unit * 0.4, floor - unit * 0.3),
                (60, 140, 70),
            )
        else:
            self._oval(
                pen,
                layer,
                (x - unit * 0.35, floor - unit * 0.7, x + unit * 0.35, floor),
                (220, 60, 50),
            )
        self.layers.append(("thing", layer))

    def person(self, *, at: float, close: bool) -> None:
        chance, side = self.chance, self.size
        skin, hair = chance.choice(SKINS), chance.choice(HAIRS)
        shirt, trousers = chance.choice(CLOTHES), chance.choice(TROUSERS)
        head = side * (0.17 if close else 0.085)  # half its width
        x, top = (
            at * side,
            side * (chance.uniform(0.1, 0.16) if close else chance.uniform(0.14, 0.24)),
        )
        chin = top + 2.5 * head
        hem, floor = (
            (side, side) if close else (chin + 3.6 * head, min(side * 0.97, chin + 7.4 * head))
        )
        clothes, pen = self._layer()
        if not close:
            for leg in (-1, 1):
                self._box(
                    pen,
                    clothes,
                    (
                        x + leg * head * 0.95 - head * 0.45,
                        hem - head,
                        x + leg * head * 0.95 + head * 0.45,
                        floor,
                    ),
                    trousers,
                )
        body = [
            (x - head * 1.5, chin + head * 0.4),
            (x + head * 1.5, chin + head * 0.4),
            (x + head * 1.4, hem),
            (x - head * 1.4, hem),
        ]
        self._shape(pen, clothes, body, shirt)
        self.layers.append(("clothes", clothes))
        limbs, pen = self._layer()
        if not close:
            for arm in (-1, 1):
                upper, lower = x + arm * head * 1.5, x + arm * head * 2.0
                self._line(
                    pen,
                    limbs,
                    [(upper, chin + head * 0.8), (lower, chin + head * 3.2)],
                    skin,
                    head * 0.6,
                )
        self._box(
            pen,
            limbs,
            (x - head * 0.4, chin - head * 0.5, x + head * 0.4, chin + head * 0.5),
            skin,
        )
        self.layers.append(("limbs", limbs))
        locks, pen = self._layer()
        long = chance.random() < 0.4
        self._oval(
            pen,
            locks,
            (
                x - head * 1.12,
                top - head * 0.25,
                x + head * 1.12,
                chin + (head * 0.7 if long else -head * 0.9),
            ),
            hair,
        )
        self.layers.append(("hair", locks))
        face, pen = self._layer()
        self._oval(pen, face, (x - head * 0.88, top + head * 0.35, x + head * 0.88, chin), skin)
        eye, eyes_at = head * 0.12, top + 1.35 * head
        for turn in (-1, 1):
            middle = x + turn * head * 0.36
            self._ink_oval(
                pen, (middle - eye, eyes_at - eye, middle + eye, eyes_at + eye), (50, 35, 30)
            )
        mouth = (x - head * 0.35, chin - head * 0.85, x + head * 0.35, chin - head * 0.4)
        self._ink_arc(mouth, (170, 60, 60), max(2, int(head * 0.1)))
        self.layers.append(("face", face))

    def finished(self, thing: str, *, rough: bool) -> Scene:
        areas = self._areas()
        picture = self.picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
        if rough:
            picture = _decoded(picture, self.chance)
        return Scene(picture=picture, areas=areas, thing=thing)

    def _areas(self) -> dict[str, Mask]:
        """What of each layer no later one covers, in the size of the picture."""
        covered = np.zeros((SIDE, SIDE), bool)
        areas: dict[str, Mask] = {}
        for name, layer in reversed(self.layers):
            own = np.asarray(layer.resize((SIDE, SIDE), Image.Resampling.BOX)) > 127
            areas[name] = own & ~covered
            covered |= own
        person = np.zeros((SIDE, SIDE), bool)
        for name in ("clothes", "limbs", "hair", "face"):
            person |= areas.get(name, False)
        return areas | {"person": person, "background": ~person}

    def _layer(self) -> tuple[Image.Image, ImageDraw.ImageDraw]:
        layer = Image.new("L", self.picture.size)
        return layer, ImageDraw.Draw(layer)

    def _box(self, pen: ImageDraw.ImageDraw, layer: Image.Image, box: tuple, fill: Colour) -> None:
        pen.rectangle(box, fill=255)
        ImageDraw.Draw(self.picture).rectangle(box, fill=fill)

    def _oval(
        self, pen: ImageDraw.ImageDraw, layer: Image.Image, box: tuple, fill: Colour
    ) -> None:
        pen.ellipse(box, fill=255)
        ImageDraw.Draw(self.picture).ellipse(box, fill=fill)

    def _shape(
        self, pen: ImageDraw.ImageDraw, layer: Image.Image, points: list, fill: Colour
    ) -> None:
        pen.polygon(points, fill=255)
        ImageDraw.Draw(self.picture).polygon(points, fill=fill)

    def _line(
        self,
        pen: ImageDraw.ImageDraw,
        layer: Image.Image,
        points: list,
        fill: Colour,
        width: float,
    ) -> None:
        pen.line(points, fill=255, width=int(width))
        ImageDraw.Draw(self.picture).line(points, fill=fill, width=int(width))

    def _ink_oval(self, pen: ImageDraw.ImageDraw, box: tuple, fill: Colour) -> None:
        ImageDraw.Draw(self.picture).ellipse(box, fill=fill)

    def _ink_arc(self, box: tuple, fill: Colour, width: int) -> None:
        ImageDraw.Draw(self.picture).arc(box, 20, 160, fill=fill, width=width)


def _decoded(picture: Image.Image, chance: random.Random) -> Image.Image:
    """Soft edges, blotches and JPEG's traces, as a small decoder leaves them."""
    soft = np.asarray(picture.filter(ImageFilter.GaussianBlur(chance.uniform(0.6, 1.4))), float)
    noise = np.random.default_rng(chance.randrange(2**32))
    coarse = Image.fromarray(noise.integers(118, 138, (SIDE // 8, SIDE // 8, 3), dtype=np.uint8))
    blotches = np.asarray(coarse.resize((SIDE, SIDE), Image.Resampling.BICUBIC), float) - 128
    encoded = BytesIO()
    Image.fromarray((soft + blotches).clip(0, 255).astype(np.uint8)).save(
        encoded, "JPEG", quality=90
    )
    return Image.open(encoded).convert("RGB")
