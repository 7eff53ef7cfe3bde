"""What somebody is to the person can be put right where it is read aloud."""

import pytest

from tests.fakes.turns import Phone
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
