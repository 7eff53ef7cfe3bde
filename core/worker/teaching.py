"""The body of a teaching job: photos in, an adapter and test portraits an epoch out.

It computes in chunks. A chunk ends in a checkpoint, after some seconds or as soon as somebody
waits for a picture; a body that runs again after a kill goes on from the last one. An epoch is
finished when the report says so, which comes last.
"""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from core.content.prompt_words import PromptWords
from core.content.teaching import TeachingContent
from core.domain import teaching as names
from core.domain.job import Ticket
from core.domain.teaching import TeachingRequest
from core.errors import JobFailed, ModelUnavailable, NotFound, StoreDamaged
from core.imaging.adapters import AdapterUnreadable
from core.imaging.base_models import LoadedModel
from core.imaging.checkpoints import CheckpointUnreadable
from core.imaging.generator import MemoryShort
from core.imaging.instance_tokens import means_nothing
from core.imaging.teaching_plans import plan_for, wording_for
from core.imaging.training_captions import portrait_captions
from core.job_papers import from_json
from core.marking.credentials import SignerRefused
from core.ports import JobFolders, Report, Stopped
from core.worker.candidates import Likeness, Undressed
from core.worker.card import Card
from core.worker.learners import learner_for
from core.worker.teaching_checks import OF_A_PICTURE, SceneChecks
from core.worker.teaching_course import Course
from core.worker.teaching_desk import Desk
from core.worker.teaching_lesson import Preparation
from core.worker.teaching_progress import LOADING, Pace, steps_of_pictures

log = logging.getLogger(__name__)


class TeachingBody:
    """`ports.JobBody` for JobKind.TEACH; it shares the card, and the loaded model, with others."""

    def __init__(
        self,
        folders: JobFolders,
        *,
        load_model: Callable[[], LoadedModel],
        card: Card,
        undressed: Undressed,
        likeness: Likeness | None = None,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folders = folders
        self._load_model = load_model
        self._card = card
        self._undressed = undressed
        self._likeness = likeness
        self._seconds = seconds
        self._content = TeachingContent.load()
        self._words = PromptWords.load()

    def __call__(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        pace = Pace(report, seconds=self._seconds)
        desk = Desk(
            folder=self._folders.folder(ticket.job_id),
            card=self._card,
            pace=pace,
            stopped=stopped,
            seconds=self._seconds,
        )
        with _told_by_code():
            request = from_json(desk.folder.read(names.REQUEST), TeachingRequest)
            pace.tell(LOADING)
            with self._card.for_a_chunk(stopped):
                model = self._load_model()
            return self._teach(desk, request, model)

    def _teach(self, desk: Desk, request: TeachingRequest, model: LoadedModel) -> Sequence[str]:
        if not request.photos:
            raise JobFailed("request")
        if not means_nothing(request.instance_token, model.pipeline):
            raise JobFailed("token")
        preparation = Preparation(
            desk=desk,
            request=request,
            model=model,
            plan=plan_for(request, model),
            wording=wording_for(model, self._content),
            words=self._words,
        )
        scenes = SceneChecks(
            desk=desk,
            request=request,
            model=model,
            size=preparation.plan.size,
            wording=preparation.wording,
            words=self._words,
        )
        course = self._course(preparation, scenes)
        desk.pace.expect(_work(preparation, scenes))
        return course.run(preparation.lesson())

    def _course(self, preparation: Preparation, scenes: SceneChecks) -> Course:
        desk, request, model = preparation.desk, preparation.request, preparation.model
        return Course(
            desk,
            request,
            model,
            learner_for(desk, request, model, preparation.plan),
            wording=preparation.wording,
            words=self._words,
            photos=[preparation.crops(photo)[-1] for photo in request.photos],
            undressed=self._undressed,
            likeness=self._likeness,
            scenes=scenes,
        )


def _work(preparation: Preparation, scenes: SceneChecks) -> float:
    """All of it, in training steps."""
    plan, request = preparation.plan, preparation.request
    portraits = len(portrait_captions(request, preparation.wording, preparation.words))
    scene_pictures = plan.epochs * scenes.most + len(scenes.asked)  # and once without
    portrait_pictures = len(preparation.class_captions) + plan.epochs * portraits
    pictures = portrait_pictures + scene_pictures * OF_A_PICTURE
    return plan.steps + steps_of_pictures(pictures, plan)


@contextmanager
def _told_by_code() -> Iterator[None]:
    """Only codes leave a body: each thing that goes wrong becomes one."""
    try:
        yield
    except (NotFound, StoreDamaged, OSError) as error:
        raise JobFailed("request") from error
    except ModelUnavailable as error:
        log.warning("no base model: %s", error.reason)
        raise JobFailed("model") from error
    except MemoryShort as error:
        raise JobFailed("memory") from error
    except (AdapterUnreadable, CheckpointUnreadable) as error:
        raise JobFailed("adapter") from error
    except SignerRefused as error:
        raise JobFailed("signer") from error
