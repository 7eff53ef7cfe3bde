"""The area somebody painted over a picture in an editor, found by what differs.

What comes back was flattened, encoded as JPEG and perhaps cropped and resized. It is laid over
the picture that was sent; a stroke is what differs by more than the texture underneath makes
likely, is thick somewhere, and has one colour. What a line encloses belongs to it.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from core.masks.alignment import Matrix, align
from core.masks.planes import (
    Colours,
    Mask,
    Plane,
    Rgb,
    blurred,
    closed,
    disc,
    grey,
    grown,
    lab,
    longer,
    opened,
    parts,
    scaled,
    with_holes_filled,
)

MOST_PAINTED = 0.6  #: of the picture: then rather all of it was changed
LEAST_PAINTED = 0.0008
_LEAST_SAME = 0.7  #: of what was not painted
_SIDE = 1024  #: pixels it is compared at
_SURE, _MAYBE = 7.0, 4.0  #: differences in Lab
_SURE_NOISE, _MAYBE_NOISE = 3.2, 1.8  #: and in what the texture makes likely
_LEAST_HOLE = 0.004  #: of the picture: a line around the thing itself
_OUTSIDE = -999.0
_MORE_TEXTURE, _MOST_TEXTURED = 20.0, 0.125  #: paint hides what is under it and draws nothing new
_WIDE_STROKES = 0.03  #: of the picture, from which that can be told


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """What was painted, in the frame of the picture that was sent."""

    mask: Mask
    refused: str = ""  #: "other-picture", "too-much" or "nothing-painted"

    @property
    def share(self) -> float:
        return float(self.mask.mean())


def painted_area(sent: Rgb, painted: Rgb) -> Painted:
    """Find what was painted over; both are upright RGB."""
    alignment = align(sent, painted)
    if not alignment.recognised:
        return _other_picture(sent)
    smaller = min(1.0, _SIDE / longer(sent))
    pair = _overlaid(scaled(sent, smaller), painted, alignment.matrix, smaller)
    strokes = _strokes(pair, _painted(pair))
    unpainted = 1 - float(strokes.mean())
    if alignment.agreement < _LEAST_SAME * unpainted or _draws_something(pair, strokes):
        return _other_picture(sent)
    mask = _enclosed(strokes)
    found = cv2.resize(
        mask.astype(np.float32), (sent.shape[1], sent.shape[0]), interpolation=cv2.INTER_LINEAR
    )
    return _judged(Painted(mask=np.asarray(found) > 0.5))


def _other_picture(sent: Rgb) -> Painted:
    return Painted(mask=np.zeros(sent.shape[:2], np.bool_), refused="other-picture")


def _judged(found: Painted) -> Painted:
    if found.share <= LEAST_PAINTED:
        return replace(found, refused="nothing-painted")
    if found.share > MOST_PAINTED:
        return replace(found, refused="too-much")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Overlaid:
    """The picture before and after, over each other and equally sharp."""

    before: Colours
    after: Colours
    seen: Mask  #: where the one that came back reaches
    texture: Plane  #: how much the picture changes from pixel to pixel

    @property
    def side(self) -> int:
        return max(self.seen.shape)

    def difference(self) -> Plane:
        """How differently people see the two, in Lab; light and shade count less."""
        apart = lab(self.after) - lab(self.before)
        apart[..., 0] *= 0.8
        distance = np.sqrt((apart**2).sum(axis=-1))
        distance[~self.seen] = 0
        return np.asarray(distance, np.float32)


def _overlaid(sent: Rgb, painted: Rgb, matrix: Matrix, smaller: float) -> _Overlaid:
    height, width = sent.shape[:2]
    own = (1 / smaller - 1) / 2
    to_sent = np.array([[1 / smaller, 0, own], [0, 1 / smaller, own], [0, 0, 1]])
    move = matrix @ to_sent
    scale = float(np.sqrt(abs(np.linalg.det(move[:, :2]))))
    colours = painted.astype(np.float32)
    if scale > 1.05:
        colours = np.asarray(blurred(colours, 0.45 * scale), np.float32)
    after = cv2.warpAffine(
        colours,
        move,
        (width, height),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderValue=(_OUTSIDE, _OUTSIDE, _OUTSIDE),
    )
    inside = np.asarray(after[..., 0] > _OUTSIDE / 2, np.uint8)
    seen = cv2.erode(inside, np.ones((3, 3), np.uint8)) > 0
    before = sent.astype(np.float32)
    filled = np.where(seen[..., None], after, before)
    soft_before = blurred(before, max(0.6, 0.6 / scale))
    soft_after = _same_light(soft_before, blurred(filled, 0.6), seen)
    return _Overlaid(before=soft_before, after=soft_after, seen=seen, texture=_texture(sent))


def _texture(picture: Rgb) -> Plane:
    plane = grey(picture)
    steps = np.abs(cv2.Sobel(plane, cv2.CV_32F, 1, 0)) + np.abs(cv2.Sobel(plane, cv2.CV_32F, 0, 1))
    return blurred(np.asarray(steps, np.float32), 2)


def _same_light(before: Colours, after: Colours, seen: Mask) -> Colours:
    """Undo what encoding and editors do to all colours alike."""
    after, alike = after.copy(), seen.copy()
    for _ in range(3):
        for channel in range(3):
            wanted, had = (c[..., channel][alike][::37] for c in (before, after))
            if len(wanted) <= 100 or wanted.std() <= 3:
                continue
            gain, offset = np.polyfit(had, wanted, 1)
            if 0.85 < gain < 1.15 and abs(offset) < 20:
                after[..., channel] = gain * after[..., channel] + offset
        alike = seen & (np.abs(before - after).max(axis=-1) < 12)
        if alike.mean() < 0.2:
            break
    return after


def _painted(pair: _Overlaid) -> Mask:
    """What differs clearly somewhere, and all around it that differs at all."""
    sharp = pair.difference()
    soft = blurred(sharp, 1.2)
    noise = _noise(pair, sharp)
    sure = soft > np.maximum(_SURE, _SURE_NOISE * noise)
    maybe = soft > np.maximum(_MAYBE, _MAYBE_NOISE * noise)
    mask = _reached(maybe, sure)
    # A low threshold bleeds: a stroke ends where half of its own contrast is left.
    reach = max(3, round(0.008 * pair.side))
    peak = np.asarray(
        cv2.dilate(blurred(np.where(mask, soft, 0).astype(np.float32), 1.5), disc(reach))
    )
    core = mask & (soft > 0.7 * peak) & (soft > 1.15 * np.maximum(_SURE, _SURE_NOISE * noise))
    edged = mask & (blurred(sharp, 0.8) > 0.42 * peak)
    return _as_one_colour(pair, edged, core)


def _noise(pair: _Overlaid, difference: Plane) -> Plane:
    """The difference that sampling anew makes likely where the picture is busy."""
    everywhere = float(np.median(difference[pair.seen])) * 1.5 + 1.2
    return np.asarray(everywhere + 0.022 * pair.texture, np.float32)


def _reached(mask: Mask, seeds: Mask) -> Mask:
    """The connected parts of a mask that hold a seed."""
    _, labels = cv2.connectedComponents(mask.astype(np.uint8), connectivity=8)
    wanted = np.unique(labels[seeds & mask])
    return np.isin(labels, wanted[wanted > 0])


def _as_one_colour(pair: _Overlaid, mask: Mask, core: Mask) -> Mask:
    """Close gaps where the picture has nearly the brush's colour: after = (1-a) before + a c."""
    if core.sum() <= 60:
        return mask
    colour, opacity, misfit = _brush(pair.before[core], pair.after[core])
    if (misfit < 25).mean() <= 0.5:
        return mask
    pull = opacity * (colour - pair.before)  # what a full stroke does to each pixel
    strength = (pull**2).sum(axis=-1)
    amount = ((pair.after - pair.before) * pull).sum(axis=-1) / (strength + 30)
    apart = pair.after - pair.before - np.clip(amount, 0, 1.2)[..., None] * pull
    fits = np.abs(apart).max(axis=-1) < 22
    telling = strength > (18 + 0.05 * pair.texture) ** 2
    covered = pair.seen & (amount > 0.5) & (amount < 1.6) & fits & telling
    covered = cv2.medianBlur(covered.astype(np.uint8), 5) > 0
    untouched = telling & fits & (amount < 0.4)
    return (mask & ~untouched) | (covered & _reached(covered | mask, core))


def _brush(before: Colours, after: Colours) -> tuple[Colours, float, Plane]:
    """Colour and opacity of the brush, and how badly each pixel fits them."""
    weight = np.ones(len(before))
    for _ in range(6):
        middle, painted = (np.average(c, axis=0, weights=weight) for c in (before, after))
        spread = weight[:, None] * (before - middle)
        through = (spread * (after - painted)).sum() / ((spread * (before - middle)).sum() + 1e-6)
        opacity = float(np.clip(1 - through, 0.15, 1))
        colour = np.clip((painted - (1 - opacity) * middle) / opacity, 0, 255)
        misfit = np.abs(after - ((1 - opacity) * before + opacity * colour)).max(axis=-1)
        weight = 1 / (1 + (misfit / 10) ** 2)
    return colour.astype(np.float32), opacity, misfit


def _strokes(pair: _Overlaid, mask: Mask) -> Mask:
    """The parts that were painted: thick and clear somewhere, as no trace of sampling is."""
    mask = opened(closed(mask, max(2, round(0.004 * pair.side))), 2)
    soft = blurred(pair.difference(), 1.2)
    clear = soft / np.maximum(2.0, _noise(pair, pair.difference()))
    depth = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 3)
    strokes = np.zeros_like(mask)
    for part in parts(mask):
        if part.sum() < max(60, 0.0004 * mask.size):
            break
        thick = depth[part].max() >= max(2.5, 0.0045 * pair.side)
        if thick and np.percentile(clear[part], 75) > 3.2 and np.percentile(soft[part], 75) > 7:
            strokes |= part
    return strokes


def _draws_something(pair: _Overlaid, strokes: Mask) -> bool:
    """Whether there is more to see inside the strokes than before: then it is another picture."""
    inner = cv2.erode(strokes.astype(np.uint8), disc(7)) > 0
    if inner.mean() < _WIDE_STROKES:
        return False
    after, before = (
        _texture(np.clip(c, 0, 255).astype(np.uint8)) for c in (pair.after, pair.before)
    )
    return bool((after > before + _MORE_TEXTURE)[inner].mean() > _MOST_TEXTURED)


def _enclosed(mask: Mask) -> Mask:
    """The strokes, and what a line nearly closed goes around."""
    whole = with_holes_filled(mask)
    reach = max(3, round(0.018 * max(mask.shape)))
    framed = np.pad(whole, reach)
    ring = closed(framed, reach)
    holes = with_holes_filled(ring, least_share=_LEAST_HOLE) & ~ring
    if not holes.any():
        return whole
    inside = grown(holes, reach) & (ring | holes)
    return whole | inside[reach:-reach, reach:-reach]
