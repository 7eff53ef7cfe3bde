"""Every transcript goes exactly as it is written."""

import re
from pathlib import Path

import pytest

from tests.transcripts.__main__ import FOLDER, files
from tests.transcripts.playing import play
from tests.transcripts.script import bot_line, read


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(FOLDER)))
def test_it_goes_as_it_is_written(path: Path) -> None:
    assert play(read(path)) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(FOLDER)))
def test_the_ways_to_stop_stand_on_every_screen_of_a_session(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    questions = [line for line in lines if line.startswith("Bot:") and line.endswith("]")]
    without = [line for line in questions if "[⏸" not in line]
    assert len(questions) > len(without)
    assert len(without) <= 1  # the thank-you, when the session is over


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(FOLDER)))
def test_what_is_said_aloud_holds_one_question_at_most(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("Bot:"):
            spoken = [part for part in line.split(" / ") if "🗣" in part]
            assert sum(part.count("?") for part in spoken) <= 1, line


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(FOLDER)))
def test_every_button_can_be_read_at_a_glance(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("Bot:"):
            assert all(len(label) <= 24 for label in re.findall(r"\[([^\[\]]+)\]", line)), line


def test_a_move_nobody_makes_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    path = folder / "odd.txt"
    path.write_text("Person: name=Rose; level=telling\nThe dog barks\n", encoding="utf-8")
    with pytest.raises(ValueError, match="The dog barks"):
        read(path)


def test_a_message_stands_on_one_line_with_its_buttons() -> None:
    line = bot_line("<b>One</b>\n\n<blockquote>two\nthree</blockquote>", ["Yes"], voices=1)
    assert line == "Bot: ▶ One / ❝two / three❞ [Yes]"
