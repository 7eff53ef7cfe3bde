import pytest

from bot.handlers.pictures.waiting import progress_text
from core.domain.job import JobState, JobStatus, Progress
from core.i18n import Translations


def told(language: str, seconds_left: int | None) -> str:
    return str(
        progress_text(
            Translations.load().locale(language),
            JobState(status=JobStatus.RUNNING),
            Progress(stage="drawing", fraction=0.1, seconds_left=seconds_left),
            worker_alive=True,
        )
    )


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_long_wait_is_told_honestly_and_a_short_one_not_at_all(language: str) -> None:
    short = told(language, 5)
    assert short == told(language, None)
    waits = [told(language, seconds) for seconds in (25, 70, 400)]
    assert len({short, *waits}) == 4
    assert "7" in waits[-1]
