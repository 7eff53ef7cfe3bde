"""Journey 1, steps 1-5: word for word, in both languages, skippable, and resumed where it was."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from bot.incoming import Incoming, IncomingKind
from core.domain.consent import ConsentKind, GivenBy
from core.domain.life import Level
from core.domain.patient import Language, Register
from tests.fakes.turns import START, Door, Phone, TurnKit

NAME_ES = (
    "Soy una IA: propongo; guías tú. Guardo lo que se cuente; Telegram también. "
    "¿Qué nombre le gusta?"
)
NAME_EN = (
    "I'm an AI: I suggest, you lead. I keep what is told; so does Telegram. "
    "What name do they like?"
)
ANSWERS: Sequence[Callable[[Phone], object]] = (
    lambda phone: phone.words("Carmen"),
    lambda phone: phone.tap("Usted"),
    lambda phone: phone.tap("Elegir"),
    lambda phone: phone.tap("Nada"),
    lambda phone: phone.tap("Soy quien cuida"),
)
QUESTIONS = (
    NAME_ES,
    "¿Le hablas de tú o de usted?",
    "¿Qué le resulta más fácil?",
    "¿Algo que evitar?",
    "¿Quién da permiso para guardarlo?",
)


def test_the_five_steps_in_spanish_are_worded_as_designed(ana: Phone) -> None:
    seen = []
    for answer in ANSWERS:
        seen.append((ana.last.text, ana.last.labels))
        answer(ana)
    assert seen == [
        (QUESTIONS[0], ["Luego"]),
        (QUESTIONS[1], ["Tú", "Usted", "Luego"]),
        (QUESTIONS[2], ["Contar", "Elegir", "Compañía", "Luego"]),
        (QUESTIONS[3], ["Nada", "Luego"]),
        (QUESTIONS[4], ["La persona", "Soy su representante", "Soy quien cuida", "Luego"]),
    ]


def test_the_four_steps_in_english_are_worded_as_designed(rose: Phone) -> None:
    seen = [(rose.last.text, rose.last.labels)]
    for answer in ("Walter", "Telling", "Nothing"):
        rose.words(answer) if answer == "Walter" else rose.tap(answer)
        seen.append((rose.last.text, rose.last.labels))
    assert seen == [
        (NAME_EN, ["Later"]),
        ("What comes easiest?", ["Telling", "Choosing", "Company", "Later"]),
        ("Anything to avoid?", ["Nothing", "Later"]),
        (
            "Who allows us to keep it?",
            ["The person", "I represent them", "I care for them", "Later"],
        ),
    ]


def test_the_last_answer_leads_to_the_session(ana: Phone, kit: TurnKit, session: Door) -> None:
    for answer in ANSWERS:
        answer(ana)
    assert session.reached == [""]
    assert kit.person().enrolled


def test_what_was_answered_is_what_is_known(ana: Phone, kit: TurnKit) -> None:
    for answer in ANSWERS:
        answer(ana)
    person = kit.person()
    assert (person.name, person.register) == ("Carmen", Register.USTED)
    assert (person.level, person.level_set_by) == (Level.CHOICE, 1)


def test_the_person_speaks_the_language_of_who_introduces_them(rose: Phone, kit: TurnKit) -> None:
    assert kit.person().language is Language.ENGLISH


@pytest.mark.parametrize(
    ("button", "level"),
    [("Contar", Level.OPEN), ("Elegir", Level.CHOICE), ("Compañía", Level.PRESENCE)],
)
def test_what_comes_easiest_is_the_level(
    ana: Phone, kit: TurnKit, button: str, level: Level
) -> None:
    for answer in ANSWERS[:2]:
        answer(ana)
    ana.tap(button)
    assert kit.person().level is level


@pytest.mark.parametrize("answered", range(5))
def test_start_resumes_days_later_at_the_open_question(
    ana: Phone, kit: TurnKit, answered: int
) -> None:
    for answer in ANSWERS[:answered]:
        answer(ana)
    kit.wait(timedelta(days=4))
    ana.command("start")
    assert ana.last.text == QUESTIONS[answered]


@pytest.mark.parametrize("step", range(4))
def test_each_step_can_be_skipped(ana: Phone, step: int) -> None:
    for answer in ANSWERS[:step]:
        answer(ana)
    ana.tap("Luego")
    assert ana.last.text == QUESTIONS[step + 1]


def test_a_skipped_step_is_not_asked_again(ana: Phone) -> None:
    ana.tap("Luego")
    ana.command("start")
    assert ana.last.text == QUESTIONS[1]


def test_without_permission_it_says_what_follows_and_begins_nothing(
    ana: Phone, kit: TurnKit, session: Door
) -> None:
    for answer in ANSWERS[:4]:
        answer(ana)
    ana.tap("Luego")
    assert "no guardo nada" in ana.last.text
    assert ana.last.labels == ["Dar permiso ahora", "Inicio"]
    assert session.reached == []
    with kit.look() as work:
        assert work.consents.holding(ConsentKind.STORIES) is None


@pytest.mark.parametrize(
    ("button", "given_by"),
    [
        ("La persona", GivenBy.PERSON),
        ("Soy su representante", GivenBy.REPRESENTATIVE),
        ("Soy quien cuida", GivenBy.CARER),
    ],
)
def test_the_consent_says_who_what_and_when(
    ana: Phone, kit: TurnKit, button: str, given_by: GivenBy
) -> None:
    for answer in ANSWERS[:4]:
        answer(ana)
    kit.wait(timedelta(minutes=3))
    ana.tap(button)
    with kit.look() as work:
        consent = work.consents.holding(ConsentKind.STORIES)
    assert consent is not None
    assert (consent.given_by, consent.recorded_by) == (given_by, 1)
    assert consent.given_at == START + timedelta(minutes=3)


def test_what_to_avoid_is_kept_word_for_word_and_closes_the_themes_it_touches(
    ana: Phone, kit: TurnKit
) -> None:
    for answer in ANSWERS[:3]:
        answer(ana)
    ana.words("La <b>guerra</b>, y su hermano Luis")
    person = kit.person()
    assert person.avoid_words == ("La <b>guerra</b>, y su hermano Luis",)
    assert {"C1", "C2"} <= person.avoid_themes


@pytest.mark.parametrize("typed", ["nada", "Nada.", " NADA "])
def test_typing_nothing_to_avoid_is_the_same_as_tapping_it(
    ana: Phone, kit: TurnKit, typed: str
) -> None:
    for answer in ANSWERS[:3]:
        answer(ana)
    ana.words(typed)
    assert kit.person().avoid_words == ()
    assert ana.last.text == QUESTIONS[4]


def test_an_answer_of_twenty_thousand_characters_is_kept_as_said(ana: Phone, kit: TurnKit) -> None:
    for answer in ANSWERS[:3]:
        answer(ana)
    ana.words("guerra " * 3000)
    assert kit.person().avoid_words == (("guerra " * 3000).strip(),)


def test_a_typed_label_counts_as_its_button(ana: Phone, kit: TurnKit) -> None:
    for typed in ("Carmen", "usted", "contar", "nada", "la persona"):
        ana.words(typed)
    assert kit.person().enrolled


@pytest.mark.parametrize("step", [1, 2, 4])
def test_words_that_are_no_answer_get_the_question_again(ana: Phone, step: int) -> None:
    for answer in ANSWERS[:step]:
        answer(ana)
    ana.words("no sé 🤷")
    assert QUESTIONS[step] in ana.last.text
    assert "Toca uno de los botones" in ana.last.text


@pytest.mark.parametrize("name", ["   ", "C" * 61, "\n"])
def test_a_name_that_is_none_is_asked_again(ana: Phone, kit: TurnKit, name: str) -> None:
    ana.words(name)
    assert QUESTIONS[0] in ana.last.text
    assert kit.person().name == ""


def test_a_voice_note_for_a_name_is_asked_in_writing(ana: Phone) -> None:
    voice = Incoming(kind=IncomingKind.VOICE, file_id="v1", media_type="audio/ogg")
    ana.send(voice, file=b"OggS")
    assert "Escribe un nombre corto" in ana.last.text


def test_markup_in_a_name_reaches_the_screen_escaped(ana: Phone, kit: TurnKit) -> None:
    ana.words("<b>Carmen</b> & Co")
    kit.prepare(enrolled=True)
    ana.command("start")
    assert "&lt;b&gt;Carmen&lt;/b&gt; &amp; Co" in ana.last.text


def test_a_button_of_an_earlier_step_changes_nothing(ana: Phone, kit: TurnKit) -> None:
    ana.words("Carmen")
    usted = ana.last.buttons["Usted"]
    ana.tap("Tú")
    applied = ana.tap_data(usted)
    assert kit.person().register is Register.TU
    assert applied.notice
