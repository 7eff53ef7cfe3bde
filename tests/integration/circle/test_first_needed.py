"""What is asked at home when it is first needed: one thing a visit, and never twice."""

from datetime import timedelta

import pytest

from bot.incoming import Incoming, IncomingKind
from core.content.theme_choice import ThemeHistory, open_themes
from core.domain.consent import ConsentKind
from core.domain.life import Gate, Level
from core.domain.session import ReminiscenceSession
from tests.fakes.turns import Phone, TurnKit

STORY = (
    "Íbamos andando hasta el mar, con los zapatos en la mano, y mi madre cantaba por el camino. "
)
ANSWERS = {
    "country": "España",
    "time_zone": "Madrid",
    "birth_year": "1944",
    "comfort": "el mar",
    "best_hour": "a las 11",
    "family_contact": "Eva 600 000 000",
}


def led(kit: TurnKit, number: int, *, over: bool = True) -> None:
    """A session, days after the last one."""
    kit.wait(timedelta(days=3))
    now = kit.clock.now()
    session = ReminiscenceSession.begin(
        session_id=f"s{number}", led_by=4, level=Level.OPEN, limit_minutes=45, now=now, brief=True
    )
    with kit.look() as work:
        work.sessions.save(session.leave(now=now) if over else session)
        work.commit()
    kit.wait(timedelta(hours=1))


def asked(kit: TurnKit) -> str:
    """The fact whose answer is waited for; empty when nothing was asked."""
    with kit.look() as work:
        return str(work.expectation(1).argument.rpartition(":")[2])


def open_codes(kit: TurnKit, *, sessions: int) -> set[str]:
    history = ThemeHistory(sessions=sessions)
    return {t.code for t in open_themes(kit.services.bank, kit.person(), history)}


def asked_for(phone: Phone, kit: TurnKit, fact: str) -> None:
    """Home, until it asks for this one thing."""
    kit.allow(ConsentKind.STORIES)
    led(kit, 1)
    for number in range(2, 40):
        phone.command("start")
        if asked(kit) == fact:
            return
        phone.tap("Luego")
        led(kit, number)
    raise AssertionError(f"{fact} was never asked")


def stories(kit: TurnKit) -> list[str]:
    with kit.look() as work:
        return [memory.words for memory in work.memories.all()]


def test_an_owner_who_answers_as_asked_reaches_every_gated_theme_in_time(
    ana: Phone, kit: TurnKit
) -> None:
    names, reached = [], {}
    for number in range(1, 13):
        led(kit, number)
        ana.command("start")
        while name := asked(kit):
            names.append(name)
            ana.words(ANSWERS.get(name, "sí"))
        assert "Estás con <b>Carmen</b>" in ana.last.text
        reached[number] = open_codes(kit, sessions=number)
    assert "Y1" in reached[6]
    assert "D2" in reached[7]
    assert len(names) == len(set(names))
    assert set(ANSWERS) <= set(names)


def test_one_thing_is_asked_a_visit_with_a_word_before_it(ana: Phone, kit: TurnKit) -> None:
    kit.prepare(country="ES", time_zone="Europe/Madrid")
    led(kit, 1)
    ana.command("start")
    assert "Antes, una sola cosa." in ana.last.text
    assert "¿Fue a la escuela?" in ana.last.text
    ana.tap("No")
    assert "Estás con <b>Carmen</b>" in ana.last.text
    ana.command("start")
    assert "Estás con <b>Carmen</b>" in ana.last.text
    kit.wait(timedelta(hours=12))
    ana.command("start")
    assert "año de nacimiento" in ana.last.text


def test_what_was_passed_over_is_never_asked_twice(ana: Phone, kit: TurnKit) -> None:
    names = []
    for number in range(1, 20):
        led(kit, number)
        ana.command("start")
        if name := asked(kit):
            names.append(name)
            ana.tap("Luego")
    assert len(names) == len(set(names))
    assert {"country", "migration", "service", "had_children", "comfort"} <= set(names)
    assert "Estás con <b>Carmen</b>" in ana.last.text


def test_what_the_family_leaves_alone_is_not_asked_about(ana: Phone, kit: TurnKit) -> None:
    kit.prepare(avoid_themes=frozenset({"D2"}), gates=frozenset({Gate.SERVICE}))
    names = set()
    for number in range(1, 16):
        led(kit, number)
        ana.command("start")
        names.add(asked(kit))
        ana.tap("Luego") if asked(kit) else None
    assert names.isdisjoint({"had_children", "cared_for", "migration"})


@pytest.mark.parametrize("sessions", [0, 1])
def test_before_and_in_a_session_nothing_is_asked(ana: Phone, kit: TurnKit, sessions: int) -> None:
    if sessions:
        led(kit, 1, over=False)
    ana.command("start")
    assert asked(kit) == ""


def test_who_may_not_answer_is_not_asked(ana: Phone, pablo: Phone, kit: TurnKit) -> None:
    led(kit, 1)
    pablo.command("start")
    assert "Sesión" in pablo.last.labels
    ana.command("start")
    assert asked(kit) == "country"


def test_another_country_is_followed_by_its_city(ana: Phone, kit: TurnKit) -> None:
    led(kit, 1)
    ana.command("start")
    ana.tap("Otro país")
    ana.tap("México")
    assert "¿Con la hora de qué ciudad vivís?" in ana.last.text
    ana.tap("Tijuana")
    assert (kit.person().country, kit.person().time_zone) == ("MX", "America/Tijuana")
    assert "Estás con <b>Carmen</b>" in ana.last.text


def test_a_country_that_was_typed_is_followed_by_its_city(ana: Phone, kit: TurnKit) -> None:
    led(kit, 1)
    ana.command("start")
    ana.tap("Otro país")
    ana.words("CA")
    assert "¿Con la hora de qué ciudad vivís?" in ana.last.text
    assert "Vancouver" in ana.last.labels
    ana.words("toronto")
    assert kit.person().time_zone == "America/Toronto"


def test_a_country_with_one_time_asks_nothing_more(ana: Phone, kit: TurnKit) -> None:
    led(kit, 1)
    ana.command("start")
    ana.tap("Otro país")
    ana.tap("Perú")
    assert kit.person().time_zone == "America/Lima"
    assert "Estás con <b>Carmen</b>" in ana.last.text


@pytest.mark.parametrize("fact", ["country", "schooling", "birth_year", "comfort"])
def test_a_story_that_answers_nothing_is_kept_as_one(ana: Phone, kit: TurnKit, fact: str) -> None:
    asked_for(ana, kit, fact)
    before = kit.person()
    ana.words(STORY * 2)
    assert "Para esa pregunta basta una respuesta corta" in ana.seen[-2].text
    assert "¿Lo guardo como recuerdo?" in ana.last.text
    assert stories(kit) == [STORY * 2]
    assert kit.person() == before


def test_a_shorter_one_is_kept_where_it_answers_nothing(ana: Phone, kit: TurnKit) -> None:
    asked_for(ana, kit, "birth_year")
    ana.words(STORY[:60])
    assert stories(kit) == [STORY[:60]]
    assert asked(kit) == ""  # what comes next may be the rest of it


def test_a_voice_that_comes_while_something_is_asked_is_kept(ana: Phone, kit: TurnKit) -> None:
    asked_for(ana, kit, "family_contact")
    note = Incoming(kind=IncomingKind.VOICE, media_type="audio/ogg", duration_s=9)
    ana.send(note, file=b"OggS a story")
    assert "¿Lo guardo como recuerdo?" in ana.last.text
    with kit.look() as work:
        [told] = work.memories.all()
        assert work.media.read(told.voice_ids[0]) == b"OggS a story"


def test_what_stays_short_is_asked_again(ana: Phone, kit: TurnKit) -> None:
    asked_for(ana, kit, "birth_year")
    ana.words("hace mucho")
    assert "Eso no lo he sabido leer." in ana.last.text
    assert stories(kit) == []
