"""Builds the bundled model from nothing: scenes, autoencoder, words, painter, one after the other.

Every stage leaves what it made in the school's folder, and is passed over where that lies
there; within a stage its course goes on where it was interrupted. So the same command ends
what it began, on a processor in days or on a large card in half an hour.
"""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderKL, StableDiffusionPipeline, UNet2DConditionModel
from torch import nn
from transformers import CLIPTextModel, CLIPTokenizer

from core.errors import VivenciaError
from core.imaging.base_models import BUNDLED
from core.imaging.manners import FILE_NAME
from core.imaging.schooling import codec_school, painter_school, words_school
from core.imaging.schooling.bank import Bank, Teller, bank
from core.imaging.schooling.captions import Captions
from core.imaging.schooling.card import TAUGHT
from core.imaging.schooling.codec_measure import falls_short, measure
from core.imaging.schooling.concepts import concepts
from core.imaging.schooling.course import Room
from core.imaging.schooling.drawings import drawings
from core.imaging.schooling.judge_school import JUDGE_STEPS, Judge, teach_judge
from core.imaging.schooling.manner_writing import manner
from core.imaging.schooling.painter_school import Lessons
from core.imaging.schooling.word_pieces import learn_pieces, write_pieces

_READ_FOR_PIECES = 60_000  #: captions
_READ_FOR_WORDS = 8_000  #: scenes
_TRAIN_FILES = ("vocab.json", "merges.txt")
_LESSONS = "lessons.pt"  #: some gigabytes, which go once a part is made


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much of everything; the numbers are for one large card."""

    scenes: int = 40_000
    measured_scenes: int = 256  #: the first ones, which no course but that of words is taught with
    sundry: int = 15_000  #: pictures of any drawing, for the autoencoder alone
    judge_steps: int = JUDGE_STEPS
    codec_steps: int = 6_000
    codec_batch: int = 128
    decoder_steps: int = 4_000
    words_steps: int = 3_000
    sketch_steps: int = 6_000  #: of the painter, at half the size
    sketch_batch: int = 512
    painter_steps: int = 8_000
    painter_batch: int = 512
    painter_rate: float = 8e-4  #: of learning
    codec_widths: tuple[int, ...] = codec_school.WIDTHS
    painter_channels: tuple[int, ...] = painter_school.CHANNELS
    words_width: int = words_school.WIDTH

    def shared(self, share: float) -> "Plan":
        """A share of the steps, for a trial."""

        def some(steps: int) -> int:
            return max(1, int(steps * share))

        return replace(
            self,
            codec_steps=some(self.codec_steps),
            decoder_steps=some(self.decoder_steps),
            words_steps=some(self.words_steps),
            sketch_steps=some(self.sketch_steps),
            painter_steps=some(self.painter_steps),
        )


ON_PROCESSOR = Plan(
    scenes=16_000,
    sundry=5_000,
    codec_steps=4_000,
    codec_batch=16,
    decoder_steps=3_000,
    words_steps=1_200,
    sketch_steps=16_000,
    sketch_batch=32,  # many small steps: in the same hour they come further than few large ones
    painter_steps=20_000,
    painter_batch=16,
    painter_rate=6e-4,
)  #: on two cores an hour or two for the autoencoder, and a night for the painter


class CodecFallsShort(VivenciaError):
    """The autoencoder keeps less than a painter needs; its measures are in taught.json."""


class ModelSchool:
    """The stages, in their order, in one folder."""

    def __init__(
        self, room: Room, plan: Plan, *, warm_start: Path | None = None, strict: bool = True
    ) -> None:
        """`warm_start`: a diffusers folder whose parts are taught on, in place of new ones.

        `strict`: no painter is taught on an autoencoder that falls short.
        """
        self.room, self.plan = room, plan
        self._warm_start, self._strict = warm_start, strict

    @property
    def stages(self) -> Mapping[str, Callable[[], None]]:
        return {
            "scenes": self._scenes,
            "judge": self._judge,
            "codec": self._codec,
            "decoder": self._decoder,
            "words": self._words,
            "painter": self._painter,
        }

    def run(self, only: str | None = None) -> None:
        """Take the stages that are left, or one.

        Raise TimeIsUp when the room closes, CodecFallsShort before a painter is taught in vain.
        """
        for name, stage in self.stages.items():
            if only in (None, name):
                self.room.tell(f"stage {name}")
                stage()

    def bundle(self, into: Path) -> None:
        """Write the pipeline in half precision, its manner, and what was measured."""
        pipeline = StableDiffusionPipeline(
            vae=AutoencoderKL.from_pretrained(self._made("vae")),
            text_encoder=CLIPTextModel.from_pretrained(self._made("text_encoder")),
            tokenizer=CLIPTokenizer.from_pretrained(self._made("tokenizer")),
            unet=UNet2DConditionModel.from_pretrained(self._made("unet")),
            scheduler=painter_school.noise_scheduler(),
            safety_checker=None,
            feature_extractor=None,
            requires_safety_checker=False,
        )
        pipeline.to(torch.float16).save_pretrained(into)
        for part in ("vae", "unet"):
            _forget_origin(into / part / "config.json")
        for name in _TRAIN_FILES:
            shutil.copyfile(self._made("tokenizer") / name, into / "tokenizer" / name)
        taught = json.dumps(self._notes, indent=2, sort_keys=True)
        (into / TAUGHT).write_text(taught + "\n", "utf-8")
        numbers = json.loads((BUNDLED / FILE_NAME).read_text("utf-8"))
        told = json.dumps(manner(numbers, Captions.load(concepts())), indent=2)
        (into / FILE_NAME).write_text(told + "\n", "utf-8")

    def _scenes(self) -> None:
        self.room.tell(f"{len(self.bank)} scenes")

    def _judge(self) -> None:
        """Teach who reads what the autoencoder leaves of a picture."""
        self._taught_judge()

    def _taught_judge(self) -> Judge:
        stage = Teller.of(drawings(self.room.folder)).stage
        return teach_judge(stage, self.room, steps=self.plan.judge_steps)

    def _codec(self) -> None:
        if self._made("codec").is_dir():
            return
        codec = self._begun(
            AutoencoderKL, "vae", lambda: codec_school.autoencoder(self.plan.codec_widths)
        )
        plan = self.plan
        codec_school.teach_both(
            codec, self._taught, self.room, steps=plan.codec_steps, batch=plan.codec_batch
        )
        codec_school.whiten(codec, self._measured, self.room)
        self._keep("codec", codec)

    def _decoder(self) -> None:
        if self._made("vae").is_dir():
            return
        codec = AutoencoderKL.from_pretrained(self._made("codec"))
        plan = self.plan
        codec_school.finish_decoder(
            codec, self._taught, self.room, steps=plan.decoder_steps, batch=plan.codec_batch
        )
        judge = self._taught_judge()
        things = (self.bank.first(plan.measured_scenes).shown != "").sum(1).tolist()
        found = measure(codec, self._measured, self.room, judge=judge, things=things)
        self._note("codec", found)
        self._keep("vae", codec)

    def _words(self) -> None:
        if self._made("text_encoder").is_dir():
            return
        tokenizer = self._tokenizer()
        encoder = self._begun(
            CLIPTextModel,
            "text_encoder",
            lambda: words_school.text_encoder(tokenizer, width=self.plan.words_width),
        )
        right = words_school.teach_words(
            encoder,
            tokenizer,
            self.bank.first(_READ_FOR_WORDS),
            concepts(),
            self.room,
            steps=self.plan.words_steps,
        )
        self._note("words", {"names_told_right": round(right, 4)})
        self._keep("text_encoder", encoder)

    def _painter(self) -> None:
        if self._made("unet").is_dir():
            return
        if self._strict and (short := falls_short(self._notes["codec"])):
            raise CodecFallsShort(", ".join(short))
        plan, lessons = self.plan, self._lessons()
        unet = self._begun(
            UNet2DConditionModel,
            "unet",
            lambda: painter_school.painter(plan.painter_channels, reads=lessons.nothing.shape[-1]),
        )
        taught = lessons.part(slice(plan.measured_scenes, None))
        courses = (
            ("sketch", taught.half_size(), plan.sketch_steps, plan.sketch_batch),
            ("painter", taught, plan.painter_steps, plan.painter_batch),
        )
        for name, seen, steps, batch in courses:
            painter_school.teach_painter(
                name, unet, seen, self.room, steps=steps, batch=batch, rate=plan.painter_rate
            )
        unseen = lessons.part(slice(plan.measured_scenes))
        found = painter_school.diagnose(unet, unseen, self.room)
        samples = {name: steps * batch for name, _, steps, batch in courses}
        self._note("painter", {"samples": samples, **found})
        self._keep("unet", unet)

    def _lessons(self) -> Lessons:
        """Read once and kept: it takes minutes, and a course may be interrupted often."""
        place = self._made(_LESSONS)
        if not place.is_file():
            beside = place.with_suffix(".part")
            self._read_lessons().save(beside)
            beside.replace(place)
        return Lessons.load(place)

    def _read_lessons(self) -> Lessons:
        codec = AutoencoderKL.from_pretrained(self._made("vae")).to(self.room.device)
        encoder = CLIPTextModel.from_pretrained(self._made("text_encoder")).to(self.room.device)
        tokenizer = CLIPTokenizer.from_pretrained(self._made("tokenizer"))
        told = self.bank.told
        pieces = tokenizer(
            ["", *told.ravel().tolist()],
            padding="max_length",
            truncation=True,
            return_tensors="pt",
        ).input_ids
        states = words_school.read(encoder.eval(), pieces, self.room)
        return Lessons(
            latents=codec_school.encoded(codec, self.bank.pictures, self.room),
            states=states[1:].unflatten(0, told.shape),
            nothing=states[0],
        )

    @cached_property
    def bank(self) -> Bank:
        return bank(self.room.folder, scenes=self.plan.scenes, workers=os.cpu_count() or 1)

    @cached_property
    def _taught(self) -> torch.Tensor:
        """What an autoencoder is taught with."""
        more = codec_school.sundry(drawings(self.room.folder), self.plan.sundry)
        return torch.cat([self.bank.pictures[self.plan.measured_scenes :], more])

    @property
    def _measured(self) -> torch.Tensor:
        return self.bank.pictures[: self.plan.measured_scenes]

    def _tokenizer(self) -> Any:
        made = self._made("tokenizer")
        if not made.is_dir():
            if self._warm_start is not None:
                shutil.copytree(self._warm_start / "tokenizer", made)
            else:
                self.room.folder.mkdir(parents=True, exist_ok=True)
                captions = self.bank.told.ravel()[:_READ_FOR_PIECES].tolist()
                write_pieces(learn_pieces(captions), made)
        return CLIPTokenizer.from_pretrained(made)

    def _begun(self, kind: Any, part: str, new: Callable[[], nn.Module]) -> Any:
        """A network to teach: the warm start's, or a new one, always the same."""
        if self._warm_start is not None:
            return kind.from_pretrained(self._warm_start / part).float()
        torch.manual_seed(0)
        return new()

    def _made(self, part: str) -> Path:
        return self.room.folder / part

    def _keep(self, part: str, network: Any) -> None:
        self._made(_LESSONS).unlink(missing_ok=True)  # another part reads others
        beside = self._made(f"{part}.part")
        network.cpu().save_pretrained(beside)
        beside.rename(self._made(part))

    @property
    def _notes(self) -> dict[str, Any]:
        place = self._made(TAUGHT)
        begun = {"warm_start": self._warm_start is not None}
        return json.loads(place.read_text("utf-8")) if place.is_file() else begun

    def _note(self, stage: str, figures: Mapping[Any, Any]) -> None:
        notes = json.dumps({**self._notes, stage: figures}, indent=2)
        self._made(TAUGHT).write_text(notes, "utf-8")


def _forget_origin(config: Path) -> None:
    """Take out of a part's configuration in which folder of this machine it lay."""
    kept = json.loads(config.read_text("utf-8"))
    kept.pop("_name_or_path", None)
    config.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", "utf-8")
