"""What is checked after each epoch: that scenes are still drawn, and whose style it is.

An adapter that shows its subject and forgets the asked place or action is of little use (the
thesis's complaint about LoRA). So the same scenes are drawn with it and, once, without it, from
the same noise; what each shows is read by the model itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from math import ceil

from PIL import Image

from core.content.prompt_words import PromptWords
from core.content.teaching import TeachingWording
from core.domain import teaching as names
from core.domain.element import ElementKind
from core.domain.teaching import Learning, SceneCheck, TeachingRequest
from core.errors import NotFound
from core.imaging.adapters import Adapter, Learnt
from core.imaging.base_models import LoadedModel
from core.imaging.generator import Drawing, PictureGenerator, with_enough_memory
from core.imaging.lesson import Latents, decode_latents
from core.imaging.reading import most_like
from core.imaging.styles import StyleEye
from core.imaging.training_captions import Asked, scenes_of
from core.job_papers import from_json, to_json
from core.worker.teaching_desk import Desk

LESS = (0.8, 0.6)  #: weights that are tried in turn where the whole of an adapter hides scenes
STEPS, GUIDANCE = 12, 6.0
SEED = 9_000_000
FEWEST = 10  #: pictures that are looked at, with and without
OF_A_PICTURE = 0.75  #: what drawing and reading one costs, in test portraits
_OWN_WORKS = 12  #: pictures that show how the model draws by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneChecks:
    """The asked places and actions, with what was learnt and without."""

    desk: Desk
    request: TeachingRequest
    model: LoadedModel
    size: int  #: pixels
    wording: TeachingWording
    words: PromptWords

    @property
    def asked(self) -> Sequence[Asked]:
        """The scenes, so often that one that fails by chance decides nothing."""
        scenes = scenes_of(self.request, self.wording, self.words)
        return scenes * ceil(FEWEST / len(scenes)) if scenes else ()

    @property
    def most(self) -> int:
        """How many pictures an epoch may take: all of them with the whole of it, and with less."""
        looks = 1 if self.request.learning is Learning.CHECKPOINT else 1 + len(LESS)
        return len(self.asked) * looks

    @property
    def drawn_without(self) -> int:
        """How many pictures were drawn without anything learnt so far."""
        return len(self.asked) if names.WITHOUT in self.desk.folder.names() else 0

    def of(self, learnt: Learnt) -> tuple[SceneCheck, ...]:
        """With the whole of it; while too little is seen, with less and less of it too."""
        if not self.asked:
            return ()
        checks = [self._with(learnt)]
        if isinstance(learnt, Adapter):
            for weight in LESS:
                if checks[-1].enough:
                    break
                checks.append(self._with(replace(learnt, weight=weight)))
        return tuple(checks)

    def _with(self, learnt: Learnt) -> SceneCheck:
        return SceneCheck(
            weight=learnt.weight if isinstance(learnt, Adapter) else 1.0,
            asked=len(self.asked),
            seen=self._seen(learnt),
            seen_without=self._without(),
        )

    def _without(self) -> int:
        """What the base model shows of them; it is drawn once."""
        folder = self.desk.folder
        try:
            return from_json(folder.read(names.WITHOUT), int)
        except NotFound:
            seen = self._seen()
            folder.write(names.WITHOUT, to_json(seen))
            return seen

    def _seen(self, *learnt: Learnt) -> int:
        return sum(
            self._is_seen(asked, number, *learnt) for number, asked in enumerate(self.asked)
        )

    def _is_seen(self, asked: Asked, number: int, *learnt: Learnt) -> bool:
        """Draw one scene, and read whether it is the one that was asked for."""
        manner = self.model.manner
        drawing = Drawing(
            prompt=asked.taught if learnt else asked.readings[asked.number],
            negative_prompt="",
            seeds=(SEED + self.request.seed + number,),
            num_inference_steps=min(STEPS, manner.max_steps or STEPS),
            guidance_scale=manner.guidance(GUIDANCE, taught=bool(learnt)),
            width=self.size,
            height=self.size,
            adapters=learnt,
        )
        self.desk.check_stopped()
        with self.desk.chunk():
            generator = PictureGenerator(self.model)

            def shown() -> int:
                [drawn] = generator.draw(drawing, on_step=self.desk.on_step)
                return most_like(self.model, drawn, asked.readings)

            return with_enough_memory(shown, save_memory=generator.save_memory) == asked.number


def style_eye(desk: Desk, request: TeachingRequest, model: LoadedModel) -> StyleEye | None:
    """Tells the works it learns from from others, and from what the model draws by itself.

    All of them are looked at whole: a hand is not to be told by how near its works were cut.
    """
    if request.kind is not ElementKind.STYLE:
        return None
    own = [names.photo_file(photo.photo_id) for photo in request.photos]
    works = {request.element_id: [_opened(desk.folder.read(name)) for name in own]}
    works |= _rivals(desk, request)
    with desk.chunk():
        works[names.ITSELF] = _by_itself(desk, model)
        return StyleEye(model.pipeline.vae, works)


def _rivals(desk: Desk, request: TeachingRequest) -> Mapping[str, list[Image.Image]]:
    return {
        rival.element_id: [
            _opened(desk.folder.read(names.rival_file(rival.element_id, number)))
            for number in range(rival.works)
        ]
        for rival in request.rivals
    }


def _opened(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content), formats=("JPEG",)) as opened:
        return opened.convert("RGB")


def _by_itself(desk: Desk, model: LoadedModel) -> list[Image.Image]:
    """What the model drew of the class and of other things, before it learnt."""
    drawn = Latents.from_bytes(desk.folder.read(names.OTHERS)).mean[:_OWN_WORKS]
    return decode_latents(model.pipeline, drawn)
