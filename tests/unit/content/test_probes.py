"""One follow-up that fits, worded for the level."""

import pytest

from core.content.probes import Probes, echo_of
from core.domain.life import Level, ProbeFamily


@pytest.fixture(scope="module")
def probes() -> Probes:
    return Probes.load()


def test_each_level_has_its_own_column(probes: Probes) -> None:
    assert probes.probe(ProbeFamily.SMELL, Level.OPEN, "es") == "¿A qué huele?"
    assert probes.probe(ProbeFamily.SMELL, Level.CHOICE, "es") == "¿A cocina o a campo?"
    assert probes.probe(ProbeFamily.SMELL, Level.OPEN, "en") == "What is in the air?"


@pytest.mark.parametrize("family", ProbeFamily)
def test_presence_has_no_probes(probes: Probes, family: ProbeFamily) -> None:
    assert probes.probe(family, Level.PRESENCE, "en", echo="the sea") is None
    assert probes.choose("The sea.", Level.PRESENCE, "en") is None


def test_meaning_is_only_for_those_who_tell_freely(probes: Probes) -> None:
    assert probes.probe(ProbeFamily.MEANING, Level.CHOICE, "en") is None


def test_an_echo_gives_the_last_words_back(probes: Probes) -> None:
    echo = echo_of("Íbamos al río, con la merienda.")
    assert echo == "con la merienda"
    assert probes.probe(ProbeFamily.ECHO, Level.OPEN, "es", echo=echo) == "con la merienda…"


def test_one_word_has_no_echo(probes: Probes) -> None:
    assert probes.probe(ProbeFamily.ECHO, Level.OPEN, "es", echo=echo_of("Sí.")) is None


def test_senses_come_before_people_and_what_was_answered_is_skipped(probes: Probes) -> None:
    assert probes.choose("Mi abuela hacía pan", Level.OPEN, "es") is ProbeFamily.SIGHT
    assert probes.choose("Veía la luz del sol", Level.OPEN, "es") is ProbeFamily.SOUND
    used = [ProbeFamily.SIGHT, ProbeFamily.SOUND]
    assert probes.choose("Olía a pan", Level.OPEN, "es", used=used) is ProbeFamily.TASTE


def test_feelings_are_asked_only_when_the_tone_is_good(probes: Probes) -> None:
    used = [family for family in ProbeFamily if family is not ProbeFamily.FEELING]
    assert probes.choose("The boat", Level.OPEN, "en", used=used) is None
    chosen = probes.choose("The boat", Level.OPEN, "en", used=used, tone_is_good=True)
    assert chosen is ProbeFamily.FEELING
