"""At the level `choice` two drawings are pointed at, and two buttons say the same words."""

from typing import Any

import pytest

from core.domain.life import Level
from core.domain.memory import Teller, ToldHow, Wording
from core.domain.session import SessionStage
from core.domain.session_record import PromptOutcome, StopReason
from core.domain.talk import Rung
from tests.fakes.turns import questions
from tests.integration.session.room import Room


@pytest.fixture
def choosing(known: Room) -> Room:
    known.kit.prepare(level=Level.CHOICE)
    return known


def shown(room: Room) -> list[list[str]]:
    """The drawings on the screen: the name of each, and the words below it."""
    drawn: dict[str, Any] = room.phone.last.payload["drawn"]
    return list(drawn["options"])


def asked(room: Room) -> list[str]:
    return [option.label for option in questions().options(room.session.talk.question_id, "es")]


def test_the_two_themes_are_drawn_and_have_the_same_words_on_their_buttons(
    choosing: Room,
) -> None:
    choosing.to_themes()
    pictures, buttons = shown(choosing), choosing.phone.last.labels
    assert [words in label for (_, words), label in zip(pictures, buttons, strict=False)] == [
        True,
        True,
    ]
    assert choosing.phone.last.payload["drawn"]["label"] == "Son dibujos"


def test_themes_have_drawings_for_who_tells_freely_too(known: Room) -> None:
    known.to_themes()
    assert len(shown(known)) == 2


def test_company_needs_no_drawing(known: Room) -> None:
    known.kit.prepare(level=Level.PRESENCE)
    known.to_themes()
    assert "drawn" not in known.phone.last.payload


def test_the_two_options_of_a_question_are_drawn(choosing: Room) -> None:
    choosing.to_question()
    assert [words for _, words in shown(choosing)] == asked(choosing)
    for label, words in zip(choosing.phone.last.labels, asked(choosing), strict=False):
        assert label.endswith(words)


def test_what_is_tapped_is_kept_as_chosen_and_retold(choosing: Room) -> None:
    choosing.to_question()
    (_, second) = questions().options(choosing.session.talk.question_id, "es")
    choosing.taps(choosing.phone.last.labels[1])
    (memory,) = choosing.memories
    assert memory.words == second.told
    assert memory.told_how is ToldHow.CHOSEN
    assert (memory.teller, memory.wording) == (Teller.PERSON, Wording.RETOLD)
    assert choosing.session.record.prompts[-1].outcome is PromptOutcome.TAKEN_UP


def test_the_follow_up_is_pointed_at_too_and_added_below(choosing: Room) -> None:
    choosing.to_question()
    choosing.taps(choosing.phone.last.labels[0])
    assert choosing.session.stage is SessionStage.DEEPEN
    first = choosing.memories[0].words
    probe = choosing.session.talk.probe
    assert probe is not None
    (chosen, other) = choosing.kit.services.probes.options(probe, "es")
    assert [words for _, words in shown(choosing)] == [chosen.label, other.label]
    choosing.taps(choosing.phone.last.labels[0])
    assert choosing.memories[0].words == f"{first}\n{chosen.told}"
    assert choosing.session.stage is SessionStage.READ_BACK
    choosing.taps("Así")
    assert not choosing.memories[0].quotable


def test_their_own_answer_is_as_welcome_as_a_tap(choosing: Room) -> None:
    choosing.to_question()
    choosing.phone.words("La de mi tía, con gallinas")
    assert choosing.memories[0].words == "La de mi tía, con gallinas"


def test_rarer_answers_wait_behind_one_button(choosing: Room) -> None:
    choosing.to_question()
    question, drawings = choosing.shown, shown(choosing)
    assert len(choosing.phone.last.labels) == 7
    choosing.taps("De otra manera")
    assert shown(choosing) == drawings
    assert choosing.shown.startswith(question)
    assert "Mi abuela hacía natillas" in choosing.shown
    assert {"Con un gesto", "Lo cuento yo", "Por hoy, basta"} < set(choosing.phone.last.labels)
    choosing.taps("Volver")
    assert choosing.phone.last.labels[0].endswith(asked(choosing)[0])


def test_yes_about_taste_is_kept_in_the_words_that_were_asked(choosing: Room) -> None:
    choosing.to_question()
    choosing.taps("No sale nada")
    assert choosing.session.talk.rung is Rung.TASTE
    assert [words for _, words in shown(choosing)] == ["Sí", "No"]
    question = choosing.shown
    choosing.taps("👍 Sí")
    (memory,) = choosing.memories
    assert memory.words.rstrip(".").removeprefix("Da gusto ") in question
    assert memory.told_how is ToldHow.CHOSEN


def test_no_about_taste_keeps_nothing_and_leads_to_something_else(choosing: Room) -> None:
    choosing.to_question()
    choosing.taps("No sale nada", "👎 No")
    assert choosing.memories == []
    assert choosing.session.stage is SessionStage.THEME
    assert choosing.session.record.refusals == 0
    choosing.taps(choosing.phone.last.labels[0], "No sale nada", "👎 No")
    assert choosing.session.stage is SessionStage.CLOSE
    assert choosing.session.record.stop is None


def test_enough_is_enough_from_there_too(choosing: Room) -> None:
    choosing.to_question()
    choosing.taps("De otra manera", "Por hoy, basta")
    assert choosing.session.record.stop is StopReason.COMPANION


def test_a_tap_that_comes_late_changes_nothing(choosing: Room) -> None:
    choosing.to_question()
    label = choosing.phone.last.labels[0]
    data = choosing.phone.last.buttons[label]
    choosing.taps(label)
    before = choosing.session
    assert choosing.phone.tap_data(data).notice
    assert choosing.session == before


def test_a_tap_by_somebody_else_changes_nothing_at_any_screen(choosing: Room) -> None:
    stranger = choosing.kit.phone(90, "Nadie")
    choosing.to_themes()
    for taps in ((), (choosing.phone.last.labels[0],), ("De otra manera",)):
        choosing.taps(*taps)
        before = choosing.session
        for data in choosing.phone.last.buttons.values():
            assert stranger.tap_data(data).notice
        assert choosing.session == before
    assert stranger.seen == []
