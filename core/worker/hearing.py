"""The body of a listening job: whether a voice note is silent, and what is said in it.

The words are a proposal, which nobody takes for the person's before somebody who was there
has agreed to them. Nothing is judged by how a voice sounds.
"""

from collections.abc import Callable, Sequence

import numpy as np

from core.book.video_sound import UNPLAYABLE, Samples, samples_of
from core.domain.hearing import HEARD, RATE, REQUEST, VOICE, Heard, HearingRequest
from core.domain.job import Ticket
from core.errors import JobFailed, ModelUnavailable, NotFound, StoreDamaged
from core.job_papers import from_json, to_json
from core.ports import JobFolders, Report, Stopped

MOST_S = 600.0  #: of a note; what comes later is kept as the voice alone
_MOMENT = RATE // 20  #: samples
_ROOM = 0.002  #: root mean square of a quiet room, some 54 dB below full loudness

#: Samples at `RATE` and a language to words.
Transcription = Callable[..., str]


class HearingBody:
    """`ports.JobBody` for JobKind.HEAR; without a transcription it only tells silence."""

    def __init__(
        self, folders: JobFolders, *, load_transcription: Callable[[], Transcription] | None = None
    ) -> None:
        self._folders = folders
        self._load = load_transcription

    def __call__(self, ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
        folder = self._folders.folder(ticket.job_id)
        try:
            request = from_json(folder.read(REQUEST), HearingRequest)
            heard = self._heard(folder.read(VOICE), request, stopped)
        except (NotFound, StoreDamaged) as error:
            raise JobFailed("request") from error
        except ModelUnavailable as error:
            raise JobFailed("model") from error
        folder.write(HEARD, to_json(heard))
        return (HEARD,)

    def _heard(self, voice: bytes, request: HearingRequest, stopped: Stopped) -> Heard:
        try:
            samples = samples_of(voice, rate=RATE, most_s=MOST_S)
        except UNPLAYABLE:
            return Heard()  # it may play elsewhere
        if is_silent(samples):
            return Heard(silent=True)
        if self._load is None:
            return Heard()
        words = self._load()(samples, language=request.language, stopped=stopped)
        if stopped():
            raise JobFailed("stopped")
        return Heard(words=words)


def is_silent(samples: Samples) -> bool:
    """Whether no moment of it is louder than an empty room."""
    moments = samples[: len(samples) // _MOMENT * _MOMENT].reshape(-1, _MOMENT)
    return not len(moments) or bool((np.square(moments).mean(1) < _ROOM**2).all())
