"""What earlier sessions mean for the themes of the next one."""

from dataclasses import replace

from core.domain import interruptions as come_between
from core.domain.distress import Tier
from core.domain.session import ReminiscenceSession, SessionStage
from core.domain.session_record import Assent
from core.services.themes import history_of
from tests.unit.session.roads import NOON, asked, at, at_themes, begun


def named(session: ReminiscenceSession, name: str) -> ReminiscenceSession:
    return replace(session, id=name)


def hard(session: ReminiscenceSession, tier: Tier, *, theme: str = "") -> ReminiscenceSession:
    """A session that was broken off in a hard moment, which had to do with a theme or none."""
    session = come_between.judge(come_between.hard_moment(session, now=NOON), tier, now=NOON)
    session = session.with_moment(replace(session.in_moment(), theme=theme))
    return named(come_between.close_after(session, now=NOON).end(now=at(5)), "hard")


def not_today() -> ReminiscenceSession:
    refused = begun().made_ready().assented(Assent.NOT_TODAY, now=NOON)
    return named(refused.next_page(now=at(1)), "refused")


LOOKING = replace(at_themes(), stage=SessionStage.LOOK, looking_at="m9")
NOW = named(begun(), "now")


def test_what_upset_at_a_page_of_the_book_rests_though_no_theme_was_chosen() -> None:
    history = history_of([hard(LOOKING, Tier.UPSET, theme="C5")], NOW)
    assert history.resting == {"C5"}
    assert history.was_hard


def test_a_hard_moment_before_any_theme_makes_the_next_session_a_gentle_one() -> None:
    history = history_of([hard(at_themes(), Tier.UNEASY)], NOW)
    assert history.was_hard
    assert history.sessions == 0


def test_a_session_nobody_said_yes_to_does_not_make_the_one_before_an_easy_one() -> None:
    assert history_of([hard(asked(), Tier.UPSET, theme="C5"), not_today()], NOW).was_hard


def test_a_good_time_with_the_book_does() -> None:
    looked = named(LOOKING.close(now=NOON).end(now=at(5)), "looked")
    history = history_of([hard(asked(), Tier.UPSET, theme="C5"), looked], NOW)
    assert not history.was_hard
    assert history.resting == {"C5"}
    assert history.previous == "C5"
