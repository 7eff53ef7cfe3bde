import numpy as np
import pytest

from core.book.video_sound import Samples
from core.domain.hearing import HEARD, RATE, REQUEST, VOICE, Heard, HearingRequest
from core.domain.job import JobKind, Queue, Ticket
from core.domain.patient import Language
from core.errors import JobFailed, ModelUnavailable
from core.job_papers import from_json, to_json
from core.worker.hearing import HearingBody, is_silent
from tests.fakes.jobs import FakeJobFolders
from tests.fakes.voices import voice_note
from tests.unit.worker.conftest import Reports

TICKET = Ticket(job_id="job1", kind=JobKind.HEAR, queue=Queue.CPU)


def heard(folders: FakeJobFolders, body: HearingBody, voice: bytes) -> Heard:
    folder = folders.folder(TICKET.job_id)
    folder.write(VOICE, voice)
    folder.write(REQUEST, to_json(HearingRequest(language=Language.SPANISH)))
    assert body(TICKET, Reports(), lambda: False) == (HEARD,)
    return from_json(folder.read(HEARD), Heard)


class Listener:
    """Writes down how long a voice was, and in which language it listened."""

    def __call__(self, samples: Samples, *, language: str, stopped: object) -> str:
        return f"{language} {len(samples) / RATE:.0f} s"


def test_what_is_said_is_written_down(folders: FakeJobFolders) -> None:
    body = HearingBody(folders, load_transcription=Listener)
    assert heard(folders, body, voice_note(3)) == Heard(words="es 3 s")


def test_without_a_model_a_voice_stays_a_voice(folders: FakeJobFolders) -> None:
    assert heard(folders, HearingBody(folders), voice_note(2)) == Heard()


@pytest.mark.parametrize("loudness", [0.0, 0.0005])
def test_silence_is_told_and_nobody_looks_for_words_in_it(
    folders: FakeJobFolders, loudness: float
) -> None:
    body = HearingBody(folders, load_transcription=Listener)
    assert heard(folders, body, voice_note(2, loudness=loudness)) == Heard(silent=True)


def test_a_low_voice_is_no_silence(folders: FakeJobFolders) -> None:
    assert not heard(folders, HearingBody(folders), voice_note(2, loudness=0.01)).silent


def test_a_word_after_a_long_pause_is_no_silence() -> None:
    pause = np.zeros(60 * RATE, np.float32)
    pause[-RATE // 4 :] = 0.05
    assert not is_silent(pause)


def test_what_cannot_be_played_here_is_not_called_silent(folders: FakeJobFolders) -> None:
    assert heard(folders, HearingBody(folders), b"a voice of some other kind") == Heard()


def test_a_model_that_is_not_there_fails_by_its_code(folders: FakeJobFolders) -> None:
    def absent() -> Listener:
        raise ModelUnavailable("no folder", reason="speech")

    with pytest.raises(JobFailed) as failed:
        heard(folders, HearingBody(folders, load_transcription=absent), voice_note(2))
    assert failed.value.code == "model"
