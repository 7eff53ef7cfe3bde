"""Two subjects in one picture, measured: `python -m tests.benchmarks.bench_compose`.

In how many boxes is its own subject recognised, over some seeds: in one pass, composed, and
composed with the second try. Recognised is whoever is more like their own photos than like the
other's, by the bundled embedder, with some likeness at least. Beyond its class is who is more
like them, too, than any picture of its class that the model draws untaught.

Without `--taught` the subjects are two classes the model knows, and their "photos" pictures it
draws of each alone. With `--taught FOLDER` they are toys of the tests that no model has seen,
taught first as the product teaches: some minutes for each on two cores, once for each model's
weights, going on where it was left.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image

from core.domain.element import ElementKind
from core.domain.picture import AdapterUse, Slot, SlotMade
from core.domain.vetting import Box
from core.imaging import base_models
from core.imaging.adapters import Adapter
from core.imaging.base_models import LoadedModel, ModelSpec
from core.imaging.generator import Drawing, PictureGenerator
from core.imaging.regions import Region, Regions
from core.prompting.placing import Standing, boxes
from core.worker.alike import Alike
from core.worker.candidates import Commission
from core.worker.composing import LEAST_ALIKE, Composer, pixels_of
from core.worker.ensembles import Ensemble, Part
from tests.benchmarks.taught_toys import PHOTOS, TOYS, learnt
from tests.fakes.jobs import FakeJobFolders

GUIDANCE = 6.0  #: or what the model bears
DRAWN = 4  #: pictures of a class the model knows, in place of photos
KINDS = {"house": ElementKind.OBJECT, "dog": ElementKind.PET}
NAMES = ("house", "dog")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench_compose")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--base-model", default="bundled")
    parser.add_argument("--taught", type=Path, help="where toys are taught, or were")
    parser.add_argument("--sheet", type=Path, help="where to lay the pictures out")
    chosen = parser.parse_args(arguments)
    base_models.use_threads(chosen.threads)
    model = base_models.load(ModelSpec(name=chosen.base_model))
    _measure(Bench(model, chosen.taught), chosen.seeds, chosen.sheet)
    return 0


class Bench:
    """Two subjects, ready to be drawn together."""

    def __init__(self, model: LoadedModel, taught: Path | None) -> None:
        self.model, self.generator = model, PictureGenerator(model)
        self.alike = Alike(lambda: model)
        self._taught = taught
        placed = boxes([Standing(kind=KINDS[name], class_noun=name) for name in NAMES])
        self.parts = tuple(self._part(name, box) for name, box in zip(NAMES, placed, strict=True))
        self.untaught = {name: self._untaught(name) for name in NAMES}
        whole = self.drawing("a house and a dog in a field")
        self.ensemble = Ensemble(
            parts=self.parts,
            drawing=whole,
            regions=Regions(
                whole=whole.prompt,
                surroundings="a field",
                regions=tuple(
                    Region(box=part.slot.box, prompt=part.steering, subject=part.steering)
                    for part in self.parts
                ),
            ),
        )

    def drawing(self, prompt: str, *adapters: Adapter) -> Drawing:
        side = self.model.manner.native_size or 512
        return Drawing(
            prompt=prompt,
            negative_prompt="",
            seeds=(),
            num_inference_steps=20,
            guidance_scale=self.model.manner.guidance(GUIDANCE, taught=bool(adapters)),
            width=side,
            height=side,
            adapters=adapters,
        )

    def one_pass(self, seed: int) -> tuple[Image.Image, tuple[SlotMade, ...]]:
        """All of it at once, as it was done before."""
        adapters = [each for part in self.parts for each in part.drawing.adapters]
        prompt = " and ".join(part.drawing.prompt for part in self.parts)
        drawing = replace(self.ensemble.drawing, adapters=tuple(adapters), seeds=(seed,))
        if adapters:
            guidance = self.model.manner.guidance(GUIDANCE, taught=True)
            drawing = replace(drawing, prompt=prompt, guidance_scale=guidance)
        [picture] = self.generator.draw(drawing, on_step=lambda step: None)
        return picture, self._looked_at(picture, seed)

    def composed(self, seed: int) -> tuple[Image.Image, tuple[SlotMade, ...]]:
        commission = Commission(
            FakeJobFolders().folder("bench"),
            count=1,
            report=lambda progress: None,
            stopped=lambda: False,
            seconds=lambda: 0.0,
            undressed=lambda picture: False,
        )
        composer = Composer(
            self.ensemble, generator=self.generator, commission=commission, alike=self.alike
        )
        return composer.compose(seed, number=1)

    def _part(self, name: str, box: Box) -> Part:
        adapters = []
        if self._taught is not None:
            adapters = [Adapter(safetensors=learnt(self.model, TOYS[name], self._taught))]
        slot = Slot(
            element_id=name,
            kind=KINDS[name],
            box=box,
            generic=(),
            phrases=(),
            negative=(),
            num_inference_steps=20,
            guidance_scale=GUIDANCE,
            adapter=AdapterUse(input_name=name),
        )
        prompt = TOYS[name].prompt if adapters else f"a {name}"
        return Part(
            slot=slot,
            steering=f"a {name}",
            drawing=self.drawing(prompt, *adapters),
            gauge=self.alike.gauge(self._photos(name), of_somebody=False),
            has_photos=True,
        )

    def _photos(self, name: str) -> list[Image.Image]:
        if self._taught is not None:
            return [TOYS[name].photo(number) for number in range(PHOTOS)]
        return self._of_class(name)

    def _of_class(self, name: str) -> list[Image.Image]:
        seeds = tuple(range(1000, 1000 + DRAWN))
        drawing = replace(self.drawing(f"a {name}"), seeds=seeds)
        return self.generator.draw(drawing, on_step=lambda step: None)

    def _untaught(self, name: str) -> float:
        """How like the subject a picture of its class is at the most, before it is taught."""
        if self._taught is None:
            return -1.0
        [gauge] = [part.gauge for part in self.parts if part.slot.element_id == name]
        return max(gauge(picture) or 0.0 for picture in self._of_class(name))

    def _looked_at(self, picture: Image.Image, seed: int) -> tuple[SlotMade, ...]:
        return tuple(
            SlotMade(
                element_id=part.slot.element_id,
                box=part.slot.box,
                prompt="",
                seed=seed,
                strength=0.0,
                likeness=own,
                recognised=own > other and own >= LEAST_ALIKE[True],
            )
            for part, others in zip(self.parts, self.parts[::-1], strict=True)
            for seen in [picture.crop(pixels_of(part.slot.box, picture.size))]
            for own, other in [(part.gauge(seen) or 0.0, others.gauge(seen) or 0.0)]
        )


def _measure(bench: Bench, seeds: int, sheet: Path | None) -> None:
    rows = []
    for name, draw in (("one pass", bench.one_pass), ("composed", bench.composed)):
        began = time.perf_counter()
        made = [draw(seed) for seed in range(seeds)]
        seconds = (time.perf_counter() - began) / seeds
        known = [slot.recognised for _, slots in made for slot in slots]
        beyond = [
            (slot.likeness or 0.0) > bench.untaught[slot.element_id]
            for _, slots in made
            for slot in slots
            if slot.recognised
        ]
        first = [
            s.recognised and s.seed == seed for seed, (_, slots) in enumerate(made) for s in slots
        ]
        both = [all(slot.recognised for slot in slots) for _, slots in made]
        by_name = {
            subject: sum(
                s.recognised is True for _, slots in made for s in slots if s.element_id == subject
            )
            for subject in NAMES
        }
        sys.stdout.write(
            f"{name}: own subject in {sum(map(bool, known))} of {len(known)} boxes"
            f" ({by_name}), beyond its class in {sum(beyond)}, at once in {sum(map(bool, first))};"
            f" both in {sum(both)} of {seeds}; {seconds:.1f} s a picture\n"
        )
        sys.stdout.flush()
        rows.append([picture for picture, _ in made])
    if sheet is not None:
        _laid_out(rows).save(sheet)


def _laid_out(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    width, height = rows[0][0].size
    sheet = Image.new("RGB", (len(rows[0]) * (width + 4), len(rows) * (height + 4)), "white")
    for down, row in enumerate(rows):
        for across, picture in enumerate(row):
            sheet.paste(picture, (across * (width + 4), down * (height + 4)))
    return sheet


if __name__ == "__main__":
    raise SystemExit(main())
