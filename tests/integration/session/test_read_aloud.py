"""What is read aloud stands out from what is for the companion alone."""

from tests.integration.session.room import Room


def test_what_is_read_aloud_is_in_bold_letters(known: Room) -> None:
    known.to_question()
    known.phone.words("Un patio con gallinas.")
    known.taps("Ya está")
    [said] = [part for part in known.shown.split("\n\n") if "🗣" in part]
    assert said.startswith("<b>🗣")
    assert said.endswith("</b>")


def test_what_only_the_companion_reads_is_in_plain_letters(known: Room) -> None:
    known.to_question()
    known.phone.words("Un patio con gallinas.")
    known.taps("Ya está")
    guide = known.shown.split("\n\n")[-1]
    assert guide.startswith("Cuando esté bien, toca «Sus palabras»")
    assert "<b>" not in guide
