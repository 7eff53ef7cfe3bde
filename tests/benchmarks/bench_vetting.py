"""How long photos take to be judged, and how often what is said of them is right.

    python -m tests.benchmarks.bench_vetting [photos] [known]

Speed: the worker's body as it runs, with its processes, on photos of twelve million pixels
with one face each, compared with each other. Wanted on two free cores: 12 photos in under
4 s, the first verdict in under 1 s after the networks are loaded. Then one new photo on a
board that has many known ones already: a few are looked at to tell whose face it shows, the
others are known by their fingerprints.

The rest is counted on two public portraits, changed as photos change: faces by their size,
blur by its width, copies of a photo, prints on tables, and what is no print.
"""

import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

from core.domain.element import ElementKind
from core.domain.job import JobKind, Progress, Ticket
from core.domain.vetting import (
    REQUEST,
    VERDICTS,
    Finding,
    Fingerprint,
    VettingPhoto,
    VettingRequest,
)
from core.faces.finding import FaceFinder
from core.job_papers import to_json
from core.services.photo_lending import MOST_LOOKED_AT
from core.vetting import prints
from core.vetting.looking import Looker
from core.vetting.resemblance import same
from core.vetting.sights import Preparation, Sight
from core.worker.vetting import LOOKING, VettingBody, hire
from tests.fakes.jobs import FakeJobFolders
from tests.fakes.toy import toy_photo
from tests.unit.vetting.conftest import as_jpeg, look_at, portrait
from tests.unit.vetting.drawn import TABLES, print_on_table, sepia, side_by_side

PHOTOS, KNOWN = 12, 30
PHONE_PX = (3024, 4032)
NAMES = ("hopper", "collins")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Seconds: to load, and from then to the first verdict and to the last; of one core each."""

    load_s: float
    first_s: float
    all_s: float
    loading_core_s: float
    looking_core_s: float


def family_photos(count: int) -> list[bytes]:
    """Phone photos of two people, from near and from far."""
    taken = []
    for number in range(count):
        whole = portrait(NAMES[number % 2])
        near = 30 * (number // 2 % 4)
        cut = whole.crop((near, near // 2, whole.width - near, whole.height - 2 * near))
        taken.append(as_jpeg(cut.resize(PHONE_PX, Image.Resampling.BICUBIC)))
    return taken


def speed(count: int, *, known: int = 0) -> Speed:
    looked_at = count + min(known, MOST_LOOKED_AT)
    folders = _lent(count, known=known, looked_at=looked_at)
    moments: list[tuple[float, bool]] = []

    def report(progress: Progress) -> None:
        if progress.stage == LOOKING:
            moments.append((time.perf_counter(), VERDICTS in progress.ready))

    loading_core_s = _loading(looked_at)
    began, worked = time.perf_counter(), _worked()
    VettingBody(folders)(Ticket(job_id="job", kind=JobKind.VET), report, lambda: False)
    ended = time.perf_counter()
    loaded = moments[0][0]
    first = next(moment for moment, said in moments if said)
    return Speed(
        load_s=loaded - began,
        first_s=first - loaded,
        all_s=ended - loaded,
        loading_core_s=loading_core_s,
        looking_core_s=_worked() - worked - loading_core_s,
    )


def _lent(count: int, *, known: int, looked_at: int) -> FakeJobFolders:
    """New photos and known ones, of which the worker gets so many as files."""
    folders = FakeJobFolders()
    folder = folders.folder("job")
    named = [
        VettingPhoto(photo_id=f"p{n}", file=f"photo-{n}", new=n < count) for n in range(looked_at)
    ]
    for photo, content in zip(named, family_photos(looked_at), strict=True):
        folder.write(photo.file, content)
    named += [
        VettingPhoto(photo_id=f"k{n}", file="", new=False, fingerprint=_unlike(n))
        for n in range(looked_at, count + known)
    ]
    request = VettingRequest(kind=ElementKind.PERSON, photos=tuple(named), compare_faces=True)
    folder.write(REQUEST, to_json(request))
    return folders


def _unlike(number: int) -> Fingerprint:
    """A photo's like no other's."""
    bits = int.from_bytes(np.random.default_rng(number).bytes(8), "big")
    return Fingerprint(gradients=bits, waves=bits)


def _loading(count: int) -> float:
    """What it costs to begin and to end, with nothing to look at."""
    worked = _worked()
    with hire(Preparation(needs_face=True, compare_faces=True), count):
        pass
    return _worked() - worked


def _worked() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def faces_found() -> Iterator[str]:
    """Faces by their height on a photo of 1280 x 960, on three grounds."""
    finder = FaceFinder()
    heights = {"hopper": 210, "collins": 105}
    for face_px in (40, 60, 80, 120, 200):
        right = 0
        for name, colour in product(NAMES, ((120, 125, 130), (60, 90, 50), (220, 210, 190))):
            scene = Image.new("RGB", (1280, 960), colour)
            scene.paste(portrait(name, times=face_px / heights[name]), (420, 150))
            right += len(finder.find(np.asarray(scene))) == 1
        yield f"faces {face_px} px high: {right} of 6 found, once each"


def blur_noticed(looker: Looker) -> Iterator[str]:
    for sigma in (0.0, 1.0, 2.0, 3.0, 4.0, 6.0):
        said = [
            next(iter(_found(looker, _blurred(portrait(name), sigma)) & _SHARPNESS), "sharp")
            for name in NAMES
        ]
        yield f"blur of {sigma:.0f} px: {', '.join(said)}"


_SHARPNESS = {Finding.BLURRED, Finding.SOFT}


def _blurred(picture: Image.Image, sigma: float) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(sigma)) if sigma else picture


def _found(looker: Looker, picture: Image.Image) -> set[Finding]:
    return set(looker.look(look_at(as_jpeg(picture))).findings)


CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "half as large": lambda p: p.resize((p.width // 2, p.height // 2)),
    "brighter": lambda p: ImageEnhance.Brightness(p).enhance(1.2),
    "cut by 4 %": lambda p: p.crop((p.width // 50, p.height // 50, p.width, p.height)),
    "cut by half": lambda p: p.crop((p.width // 6, 0, p.width * 5 // 6, p.height * 3 // 4)),
    "grey": lambda p: p.convert("L").convert("RGB"),
    "turned by 3 degrees": lambda p: p.rotate(3),
}


def copies_found(looker: Looker) -> Iterator[str]:
    def seen(picture: Image.Image, kind: ElementKind = ElementKind.PERSON) -> Sight:
        return looker.look(look_at(as_jpeg(picture, quality=80), kind=kind))

    originals = [seen(portrait(name)) for name in NAMES]
    for name, change in CHANGES.items():
        again = [seen(change(portrait(each))) for each in NAMES]
        right = sum(same(a, b) for a, b in zip(originals, again, strict=True))
        yield f"copies {name}: {right} of {len(NAMES)} found"
    others = originals + [seen(toy_photo(n), ElementKind.PET) for n in range(10)]
    pairs = [(a, b) for n, a in enumerate(others) for b in others[:n]]
    yield f"other photos: {sum(same(a, b) for a, b in pairs)} of {len(pairs)} pairs taken for one"


def prints_found() -> str:
    found = right = whole = 0
    for name, colour, degrees, tilt, border in product(
        NAMES, TABLES.values(), (-12, 0, 9), (0.0, 0.2), (0, 24)
    ):
        scene, corners = print_on_table(
            sepia(portrait(name, times=1)),
            colour=colour,
            degrees=degrees,
            perspective=tilt,
            border_px=border,
        )
        seen = prints.find(np.asarray(scene))
        whole += 1
        found += seen is not None
        right += seen is not None and bool(np.abs(seen - corners).max() < 10)
    return f"prints: {found} of {whole} found, {right} of them to 10 px"


def taken_for_prints() -> str:
    pictures = [portrait(name) for name in NAMES] + [toy_photo(n) for n in range(10)]
    pictures.append(side_by_side([portrait("hopper"), portrait("collins")]))
    cuts = ((0.0, 0.0, 1.0, 1.0), (0.1, 0.1, 0.9, 0.9), (0.2, 0.0, 1.0, 0.8))
    wrong = sum(
        prints.find(np.asarray(picture.crop(tuple(_scaled(box, picture.size))))) is not None
        for picture, box in product(pictures, cuts)
    )
    return f"no prints: {wrong} of {len(pictures) * len(cuts)} taken for one"


def _scaled(box: tuple[float, ...], size: tuple[int, int]) -> Iterator[int]:
    return (round(edge * side) for edge, side in zip(box, size * 2, strict=True))


def lines(count: int, known: int) -> Iterator[str]:
    took = speed(count)
    yield (
        f"vetting: {count} photos in {took.all_s:.2f} s, the first in {took.first_s:.2f} s,"
        f" after {took.load_s:.2f} s of loading; of one core {took.looking_core_s:.2f} s,"
        f" and {took.loading_core_s:.2f} s of loading"
        f" ({os.cpu_count()} cores, load {os.getloadavg()[0]:.1f})"
    )
    took = speed(1, known=known)
    yield (
        f"vetting: 1 photo beside {known} known ones in {took.all_s:.2f} s, what it shows in"
        f" {took.first_s:.2f} s, after {took.load_s:.2f} s of loading"
    )
    looker = Looker()
    yield from faces_found()
    yield from blur_noticed(looker)
    yield from copies_found(looker)
    yield prints_found()
    yield taken_for_prints()


if __name__ == "__main__":
    asked = [int(number) for number in sys.argv[1:3]]
    for line in lines(*asked, *(PHOTOS, KNOWN)[len(asked) :]):
        print(line)
