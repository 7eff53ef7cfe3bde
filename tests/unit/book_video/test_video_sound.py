"""Voices as chats keep them, read piece by piece and never trusted."""

import numpy as np
import pytest

from core.book.video_sound import RATE, tape, voice_seconds
from tests.fakes.voices import voice_note


def heard(seconds: float, *voices: bytes, lead_s: float = 1.0) -> np.ndarray:
    return np.concatenate(list(tape(voices, seconds=seconds, lead_s=lead_s, rest_s=0.5)))


def loud(samples: np.ndarray, from_s: float, to_s: float) -> bool:
    piece = samples[round(from_s * RATE) : round(to_s * RATE)]
    return bool(np.sqrt(np.mean(piece**2)) > 0.05)


def test_a_voice_note_lasts_as_long_as_it_was_spoken() -> None:
    assert voice_seconds(voice_note(2.0)) == pytest.approx(2.0, abs=0.05)


@pytest.mark.parametrize(
    "content",
    [b"", b"OggS", b"no voice at all", voice_note(1.0)[:90], b"#EXTM3U\nfile:///x"],
    ids=["nothing", "a start", "words", "a voice cut off", "a list"],
)
def test_what_is_no_voice_is_never_played(content: bytes) -> None:
    assert voice_seconds(content) is None


def test_a_damaged_voice_is_heard_as_far_as_it_goes() -> None:
    whole = voice_note(3.0)
    length = voice_seconds(whole[: len(whole) // 2])
    assert length is None or 0 < length < 3.0


@pytest.mark.parametrize("seconds", [0.5, 3.0, 7.123])
def test_a_tape_is_exactly_as_long_as_its_page(seconds: float) -> None:
    assert len(heard(seconds, voice_note(1.0))) == round(seconds * RATE)


def test_the_voice_begins_after_a_moment_and_is_followed_by_silence() -> None:
    samples = heard(5.0, voice_note(2.0))
    assert not loud(samples, 0.0, 0.9)
    assert loud(samples, 1.1, 2.9)
    assert not loud(samples, 3.2, 5.0)


def test_two_voices_are_heard_one_after_the_other() -> None:
    samples = heard(6.0, voice_note(1.0), voice_note(1.0))
    assert loud(samples, 1.1, 1.9)
    assert not loud(samples, 2.1, 2.4)
    assert loud(samples, 2.6, 3.4)


def test_a_voice_that_has_to_end_grows_quiet_first() -> None:
    samples = heard(4.0, voice_note(10.0), lead_s=0.0)
    assert loud(samples, 2.0, 2.9)
    assert abs(samples[-20:]).max() < 0.01
