"""/help, /language, /cancel and the home menu: short, per role, and nothing that leads nowhere."""

import re

import pytest

from bot.commands import COMMANDS, canonical, menu
from core.domain.life import Level
from core.domain.patient import Language
from core.domain.session import ReminiscenceSession
from tests.fakes.turns import START, Phone, TurnKit


def commands_in(text: str) -> set[str]:
    return set(re.findall(r"^/(\w+) · ", text, flags=re.MULTILINE))


def test_help_lists_only_commands_that_something_answers(ana: Phone, kit: TurnKit) -> None:
    ana.command("help")
    known = {canonical(name) for name in commands_in(ana.last.text)}
    assert known == set(kit.services.routes.commands)


@pytest.mark.parametrize("who", ["lucia", "pablo"])
def test_help_leaves_out_what_a_role_may_not_do(who: str, request: pytest.FixtureRequest) -> None:
    phone: Phone = request.getfixturevalue(who)
    phone.command("help")
    assert "persona" not in commands_in(phone.last.text)


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("ana", "cuidas de este espacio"),
        ("pablo", "Acompañas a la persona"),
        ("lucia", "Eres de la familia"),
        ("marta", "como terapeuta"),
    ],
)
def test_help_speaks_to_the_role(who: str, words: str, request: pytest.FixtureRequest) -> None:
    phone: Phone = request.getfixturevalue(who)
    phone.command("help")
    assert words in phone.last.text


def test_only_who_leads_sessions_is_told_of_the_hard_moment_button(
    pablo: Phone, lucia: Phone
) -> None:
    for phone in (pablo, lucia):
        phone.command("help")
    assert "😟" in pablo.last.text
    assert "😟" not in lucia.last.text


def test_the_language_changes_at_once_and_stays(ana: Phone) -> None:
    ana.command("language")
    ana.tap("English")
    assert "I speak English to you" in ana.last.text
    assert ana.account.language is Language.ENGLISH
    ana.command("help")
    assert "person" in commands_in(ana.last.text)


def test_the_language_of_one_account_is_not_that_of_another(ana: Phone, lucia: Phone) -> None:
    ana.command("language")
    ana.tap("English")
    lucia.command("start")
    assert "Estás con" in lucia.last.text


def test_cancel_forgets_what_was_asked(ana: Phone, kit: TurnKit) -> None:
    ana.command("circle")
    ana.tap("Mi nombre")
    ana.command("cancel")
    with kit.look() as work:
        assert work.expectation(1).action == ""
    assert "Estás con <b>Carmen</b>" in ana.last.text


def test_home_offers_only_what_the_role_may_do(ana: Phone, lucia: Phone) -> None:
    ana.command("start")
    lucia.command("start")
    assert ana.last.labels == ["Sesión", "El libro", "La persona", "El círculo", "Más…"]
    assert lucia.last.labels == ["El libro", "Más…"]
    lucia.tap("Más…")
    assert lucia.last.labels == ["El círculo", "Privacidad", "Ayuda", "Volver"]


def test_the_country_is_confirmed_once_after_a_first_session(ana: Phone, kit: TurnKit) -> None:
    with kit.look() as work:
        begun = ReminiscenceSession.begin(
            session_id="s1", led_by=1, level=Level.OPEN, limit_minutes=45, now=START, brief=True
        )
        work.sessions.save(begun.leave(now=START))
        work.commit()
    ana.command("start")
    assert "¿Estáis en España, con la hora de Madrid?" in ana.last.text
    ana.tap("Sí")
    ana.command("start")
    assert "Estás con <b>Carmen</b>" in ana.last.text


@pytest.mark.parametrize(
    ("typed", "command"),
    [("sesion", "session"), ("session", "session"), ("Libro", "book"), ("start", "start")],
)
def test_a_command_is_known_by_both_names(typed: str, command: str) -> None:
    assert canonical(typed) == command


def test_an_unknown_command_stays_as_typed() -> None:
    assert canonical("Dance") == "dance"


def test_the_menu_has_the_names_of_its_language_in_one_order(kit: TurnKit) -> None:
    menus = menu(kit.services.translations, kit.services.routes)
    listed = [c for c in COMMANDS if c in kit.services.routes.commands]
    assert [name for name, _ in menus["es"]] == [COMMANDS[c][0] for c in listed]
    assert [name for name, _ in menus["en"]] == [COMMANDS[c][1] for c in listed]


def test_the_menu_leaves_out_what_nothing_answers(kit: TurnKit) -> None:
    names = {name for name, _ in menu(kit.services.translations, kit.services.routes)["es"]}
    assert names.isdisjoint({"fotos", "resumenes", "recordatorios"})


def test_command_names_and_descriptions_are_what_telegram_takes(kit: TurnKit) -> None:
    for language in Language:
        tr = kit.services.translations.locale(language)
        for command, names in COMMANDS.items():
            assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in names)
            assert 1 <= len(tr.plain(f"command-{command}")) <= 256
