"""What is made of the book comes while a session is open: the ways to stop stay where they are."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bot.handlers import session
from core.domain.consent import ConsentKind, GivenBy
from core.domain.conversation import Screen
from core.domain.job import Ticket
from core.domain.life import Level
from core.errors import JobFailed
from core.ports import Report, Stopped
from core.services import books
from tests.fakes.turns import Door
from tests.integration.book.conftest import told
from tests.integration.book_print.press import Press
from tests.integration.book_video.test_filming import Reels, order


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    names = ("person.ask", "privacy.ask", "pictures.offer", "home.menu")
    doors = [Door(name).routes() for name in names]
    with Press.open(tmp_path, session.routes(), *doors) as opened:
        opened.kit.prepare(level=Level.OPEN)
        opened.kit.allow(ConsentKind.STORIES, given_by=GivenBy.CARER)
        yield opened


def failing(ticket: Ticket, report: Report, stopped: Stopped) -> Sequence[str]:
    raise JobFailed("picture")


def open_screens(press: Press) -> list[Screen]:
    with press.kit.look() as work:
        return list(work.open_screens(1))


def in_session(press: Press) -> Screen:
    """Begin a session; the screen on which it stands."""
    press.ana.command("session")
    [screen] = [each for each in open_screens(press) if not each.standing]
    assert any(button.action.startswith("session.") for button in screen.buttons)
    return screen


@pytest.mark.parametrize("films", [1, 3])
def test_a_film_leaves_the_buttons_of_the_session_alone(press: Press, films: int) -> None:
    press.filming = Reels(press, films=films)
    order(press)
    session_screen = in_session(press)

    press.run_worker()

    assert "video" in press.ana.last.payload
    assert session_screen in open_screens(press)
    button = press.ana.seen[-1 - films].labels[0]
    assert not press.ana.tap(button).notice, "the session goes on from its screen"


def test_a_film_that_fails_is_said_to_whoever_went_on_and_leaves_the_session_alone(
    press: Press,
) -> None:
    press.filming = failing
    order(press)
    session_screen = in_session(press)

    press.run_worker()

    assert press.ana.last.text.startswith("Ahora no he podido hacer el vídeo.")
    assert session_screen in open_screens(press)


def test_a_book_that_changed_meanwhile_leaves_the_session_alone(press: Press) -> None:
    press.filming = Reels(press)
    order(press)
    session_screen = in_session(press)
    with press.change() as work:
        books.retitle(work, told(1).id, title="Otra tarde")

    press.run_worker()

    assert "🎬 Hacerlo otra vez" in press.ana.last.labels
    assert session_screen in open_screens(press)


def test_a_message_somebody_waits_at_loses_its_button_once_the_film_is_there(
    press: Press,
) -> None:
    press.filming = Reels(press)
    record = order(press)
    press.run_worker()

    left = [button.argument for screen in open_screens(press) for button in screen.buttons]
    assert record.id not in left
