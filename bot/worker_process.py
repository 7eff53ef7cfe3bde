"""The worker's root: serves one queue, knows no bot token, no master key and no story's store.

`python -m bot.worker_process --queue gpu` serves until told to stop: a job that runs then is
handed back and goes on after the next start. `--describe` prints what it would work with.
"""

import argparse
import json
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.job_bodies import once_made, unswept, when_needed
from bot.programs import FOR_OURSELVES
from bot.redaction import set_up_logging
from bot.settings import Settings
from core.content.lexicon import Lexicon
from core.content.refusals import Refusals
from core.content.translation import LexiconTranslation
from core.domain.job import JobKind, Queue
from core.errors import JobFailed, ModelUnavailable
from core.ports import JobBody, JobFolders, Stopped, Translation
from core.worker.card import Card
from storage import jobs
from storage.house import open_worker_folders
from storage.paths import HousePaths, house_paths

if TYPE_CHECKING:
    from core.imaging.base_models import LoadedModel, ModelSpec
    from core.imaging.transcription import WhisperTranscription
    from core.worker.workshop import Workshop

log = logging.getLogger(__name__)

KEY_POLLING_SECONDS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSettings:
    """The settings a worker may know."""

    data_folder: Path
    worker_key_file: Path
    key_folder: Path
    engine_url: str
    base_model: str
    vae: str
    few_steps: str
    fast_decoder: str
    face_adapter: str
    compile_unet: bool
    adapter_cache_mib: int
    allow_hub: bool
    translation_model: Path | None
    speech_model: Path | None
    threads: int

    @classmethod
    def of(cls, settings: Settings) -> "WorkerSettings":
        return cls(
            data_folder=settings.data_folder,
            worker_key_file=house_paths(settings.data_folder, settings.key_folder).worker_key,
            key_folder=settings.key_folder,
            engine_url=settings.engine_url,
            base_model=settings.base_model,
            vae=settings.vae,
            few_steps=settings.few_steps,
            fast_decoder=settings.fast_decoder,
            face_adapter=settings.face_adapter,
            compile_unet=settings.compile_unet,
            adapter_cache_mib=settings.adapter_cache_mib,
            allow_hub=settings.allow_hub,
            translation_model=settings.translation_model,
            speech_model=settings.speech_model,
            threads=settings.worker_threads,
        )

    @property
    def paths(self) -> HousePaths:
        return house_paths(self.data_folder, self.key_folder)


def main(settings: Settings, queue: str) -> int:
    """Serve a queue until SIGTERM or SIGINT."""
    stop = _told_to_stop()
    serve(WorkerSettings.of(settings), Queue(queue), stop=stop)
    return 0


def serve(settings: WorkerSettings, queue: Queue, *, stop: threading.Event) -> None:
    """Serve a queue; StoreInUse when another worker does."""
    jobs.prepare(settings.engine_url)
    if not _key_is_there(settings.worker_key_file, stop):
        return
    folders = open_worker_folders(settings.paths, settings.worker_key_file)
    with ThreadPoolExecutor(1, thread_name_prefix="begin") as beginning:
        engine = jobs.DbosEngine(settings.engine_url, queue=queue)
        bodies = _bodies(settings, queue, folders, beginning, stop=stop.is_set)
        engine.serve(bodies, stop=stop.is_set)


def _key_is_there(key_file: Path, stop: threading.Event) -> bool:
    """Wait for the worker's key, which the bot makes at its first start."""
    if not key_file.exists():
        log.info("waiting for the worker's key")
    while not key_file.exists():
        if stop.wait(KEY_POLLING_SECONDS):
            return False
    return True


def _bodies(
    settings: WorkerSettings,
    queue: Queue,
    folders: JobFolders,
    beginning: ThreadPoolExecutor,
    *,
    stop: Stopped,
) -> Mapping[JobKind, JobBody]:
    if queue is Queue.CPU:
        return _bodies_without_model(folders, beginning)
    # The model stack takes seconds to import: jobs may be taken meanwhile.
    card, shop = Card(), cache(partial(workshop, settings, folders, loaded_once(settings)))
    made = beginning.submit(unswept, partial(picture_body, shop))
    if settings.compile_unet:
        beginning.submit(warm_up, shop, card, stop)
    change = card.goes_first(when_needed(partial(change_body, shop)))
    return {
        JobKind.PICTURE: card.goes_first(once_made(made)),
        JobKind.TRY: card.goes_first(once_made(made)),
        JobKind.CHANGE: change,
        JobKind.ENLARGE: change,
        JobKind.MASK: card.goes_first(when_needed(partial(named_mask_body, shop, settings))),
        JobKind.TEACH: when_needed(partial(teaching_body, shop, card)),
        JobKind.HEAR: card.goes_first(when_needed(partial(hearing_body, folders, settings))),
    }


def _bodies_without_model(
    folders: JobFolders, beginning: ThreadPoolExecutor
) -> Mapping[JobKind, JobBody]:
    desk = Card()  # a film is made between the others
    book = beginning.submit(unswept, partial(book_body, folders))
    return {
        JobKind.BOOK: desk.goes_first(once_made(book)),
        JobKind.VIDEO: when_needed(partial(video_body, folders, desk)),
        JobKind.VET: desk.goes_first(when_needed(partial(vetting_body, folders))),
        JobKind.MASK: desk.goes_first(when_needed(partial(mask_body, folders))),
        JobKind.HEAR: desk.goes_first(when_needed(partial(hearing_body, folders))),
    }


def warm_up(shop: "Callable[[], Workshop]", card: Card, stop: Stopped) -> None:
    """Load and compile the model before anybody asks for a picture."""
    from core.imaging.generator import MemoryShort, PictureGenerator
    from core.imaging.warming import warm_up as compile_now

    try:
        with card.for_a_chunk(stop):
            model = shop().load_model()
            if model.compiled:
                compile_now(PictureGenerator(model))
    except (JobFailed, ModelUnavailable, MemoryShort) as error:
        log.warning("the model was not warmed up: %s", type(error).__name__)


def book_body(folders: JobFolders) -> JobBody:
    """Books on paper: the typesetter, and no model."""
    from core.worker.books import BookBody

    return BookBody(folders)


def video_body(folders: JobFolders, desk: Card) -> JobBody:
    """The book as a film, between other jobs: the video library, and no model."""
    from core.worker.videos import VideoBody

    return VideoBody(folders, card=desk)


def vetting_body(folders: JobFolders) -> JobBody:
    """Photos looked at, by processes of their own."""
    from core.worker.vetting import VettingBody

    return VettingBody(folders)


def loaded_once(settings: WorkerSettings) -> "Callable[[], LoadedModel]":
    """The base model, loaded by the first job that needs it and shared by all of them."""

    @cache
    def model() -> "LoadedModel":
        _go_offline_unless(settings.allow_hub)
        from core.imaging import base_models

        base_models.use_threads(settings.threads)
        return base_models.load(_spec(settings))

    return model


def workshop(
    settings: WorkerSettings, folders: JobFolders, model: "Callable[[], LoadedModel]"
) -> "Workshop":
    """What all bodies that draw share; the model is loaded by the first job."""
    _go_offline_unless(settings.allow_hub)
    # Imported here: only this queue's process meets torch.
    from core.faces.decency import DecencyCheck
    from core.worker.alike import Alike
    from core.worker.workshop import Workshop

    return Workshop(
        folders=folders,
        load_model=model,
        translation=_translation(settings.translation_model),
        refusals=Refusals.load(),
        undressed=DecencyCheck().refuses,
        alike=Alike(model),
    )


def teaching_body(shop: "Callable[[], Workshop]", card: Card) -> JobBody:
    """The body that teaches the base model a subject, in chunks between pictures."""
    from core.worker.teaching import TeachingBody

    shared = shop()
    return TeachingBody(
        shared.folders,
        load_model=shared.load_model,
        card=card,
        undressed=shared.undressed,
        likeness=shared.alike,
    )


def mask_body(folders: JobFolders) -> JobBody:
    """Areas of pictures found: small networks, and no model that draws."""
    from core.worker.masks import MaskBody

    return MaskBody(folders)


def named_mask_body(shop: "Callable[[], Workshop]", settings: WorkerSettings) -> JobBody:
    """Areas of pictures by what people call them: CLIPSeg or the model that draws looks."""
    from core.imaging.named_areas import named_areas
    from core.worker.masks import MaskBody
    from core.worker.sight import sight_of

    shared = shop()
    areas = partial(named_areas, allow_hub=settings.allow_hub)
    return MaskBody(shared.folders, sight=sight_of(shared.load_model, load_areas=areas))


def picture_body(shop: "Callable[[], Workshop]") -> JobBody:
    """The body that makes pictures."""
    from core.worker.pictures import PictureBody

    return PictureBody(shop())


def change_body(shop: "Callable[[], Workshop]") -> JobBody:
    """The body that changes pictures, with the very model that made them."""
    from core.worker.changes import ChangeBody

    return ChangeBody(shop())


def hearing_body(folders: JobFolders, settings: WorkerSettings | None = None) -> JobBody:
    """Voices listened to; only with a model, and where torch is, are they written down."""
    from core.worker.hearing import HearingBody

    if settings is None or settings.speech_model is None:
        return HearingBody(folders)
    load = cache(partial(_transcription, settings, settings.speech_model))
    return HearingBody(folders, load_transcription=load)


def _transcription(settings: WorkerSettings, folder: Path) -> "WhisperTranscription":
    _go_offline_unless(settings.allow_hub)
    from core.imaging import base_models, machine
    from core.imaging.transcription import WhisperTranscription

    base_models.use_threads(settings.threads)
    return WhisperTranscription(folder, device=str(machine.device()))


def _spec(settings: WorkerSettings) -> "ModelSpec":
    from core.imaging.base_models import ModelSpec

    return ModelSpec(
        name=settings.base_model,
        vae=settings.vae,
        few_steps=settings.few_steps,
        fast_decoder=settings.fast_decoder,
        face_adapter=settings.face_adapter,
        compiled=settings.compile_unet,
        adapter_cache_mib=settings.adapter_cache_mib,
        allow_hub=settings.allow_hub,
    )


def _translation(folder: Path | None) -> Translation:
    lexicon = LexiconTranslation(Lexicon.load())
    if folder is None:
        return lexicon
    from core.imaging.translation import MarianTranslation, languages_of

    source, target = languages_of(folder)
    return MarianTranslation(folder, source=source, target=target, otherwise=lexicon)


def describe(settings: WorkerSettings) -> dict[str, Any]:
    """What this machine would work with, for the doctor: loads the model once."""
    facts: dict[str, Any] = {"base_model": settings.base_model, "loads": False, "reason": ""}
    _go_offline_unless(settings.allow_hub)
    try:
        from core.faces.decency import DecencyCheck
        from core.imaging import base_models, machine
        from core.imaging.generator import MemoryShort, PictureGenerator
        from core.imaging.pupils import teaches_all
    except ImportError:
        return facts | {"reason": "not-installed", "cuda": "", "vram_gb": 0.0}
    facts |= machine.describe_card()
    base_models.use_threads(settings.threads)
    try:
        DecencyCheck()
        _translation(settings.translation_model)
        if settings.speech_model is not None:
            _transcription(settings, settings.speech_model)
        model = base_models.load(_spec(settings))
        taken = PictureGenerator(model).seconds_a_picture(seconds=time.monotonic)
        return (
            facts
            | model.describe()
            | {"loads": True, "picture_seconds": round(taken, 1)}
            | {"teaches_all": teaches_all(model)}
        )
    except MemoryShort:
        return facts | {"reason": "memory"}
    except ModelUnavailable as error:
        return facts | {"reason": error.reason}


def _go_offline_unless(allowed: Any) -> None:
    if not allowed:
        os.environ["HF_HUB_OFFLINE"] = "1"  # read when the library is imported
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")


def _told_to_stop() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _command_line(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="worker_process")
    parser.add_argument("--queue", choices=list(Queue), default=Queue.GPU)
    parser.add_argument("--describe", action="store_true")
    chosen = parser.parse_args(arguments)
    os.umask(FOR_OURSELVES)
    settings = Settings()
    set_up_logging(settings.log_level)
    if chosen.describe:
        sys.stdout.write(json.dumps(describe(WorkerSettings.of(settings))) + "\n")
        return 0
    return main(settings, chosen.queue)


if __name__ == "__main__":
    raise SystemExit(_command_line())
