"""What somebody is to the person can be put right where it is read aloud."""

import pytest

from bot.incoming import Incoming, IncomingKind
from core.domain.consent import ConsentKind
from tests.fakes.turns import Phone, TurnKit
from tests.integration.exercise.test_exercise_screens import ready


@pytest.mark.parametrize(("correction", "said"), [("tu hija", "Lucía, tu hija."), ("", "Lucía.")])
def test_what_somebody_is_to_them_can_be_corrected_where_it_is_said(
    ana: Phone, correction: str, said: str
) -> None:
    ana.command("start")
    ana.tap("Caras y nombres")
    ana.tap("Lucía")
    ana.tap("Preparados")
    ana.words("tu nieta")
    ana.tap("Sí")
    ana.tap("Se dice de otra manera")
    ana.words(correction) if correction else ana.tap("Con el nombre basta")
    assert f"🗣 Aquí está {said}" in ana.last.text
    ana.tap("Ya la hemos mirado")
    ana.tap("Lo he dicho yo")
    assert any(f"🗣 ¡{said[:-1]}!" in seen.text for seen in ana.seen[-3:])


def test_a_place_is_not_said_differently(ana: Phone) -> None:
    ready(ana, "la plaza de Ronda")
    ana.tap("Sí")
    assert "Se dice de otra manera" not in ana.last.labels


def test_a_story_in_its_place_is_kept_as_one(ana: Phone, kit: TurnKit) -> None:
    kit.allow(ConsentKind.STORIES)
    ana.command("start")
    ana.tap("Caras y nombres")
    ana.tap("Lucía")
    ana.tap("Preparados")
    note = Incoming(kind=IncomingKind.VOICE, media_type="audio/ogg", duration_s=9)
    ana.send(note, file=b"OggS a story")
    assert "Escríbelo con pocas palabras." in ana.seen[-2].text
    assert "¿Lo guardo como recuerdo?" in ana.last.text
    ana.words("tu nieta")
    assert "🗣" in ana.last.text
    with kit.look() as work:
        assert [len(memory.voice_ids) for memory in work.memories.all()] == [1]
