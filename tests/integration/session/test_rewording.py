"""A message that is changed in the chat: a correction, until its story is agreed on."""

from dataclasses import replace

import pytest

from bot.incoming import EDITED, Incoming, IncomingKind
from core.domain.consent import ConsentKind
from core.domain.memory import Line
from core.domain.session import SessionStage
from tests.fakes.turns import Phone
from tests.integration.session.room import Room

FIRST, SECOND = 11, 12  #: message ids
STORY = "En el rio había truchas."
RIGHT = "En el río había truchas."
TAKEN = "me quedo con lo que pone ahora tu mensaje"
REMARK, NOTED = "Está llorando.", "Lo guardo como nota tuya"
BEFORE = "Como estaba antes"
STAYS = "yo me quedo con lo que ponía antes"


def says(phone: Phone, words: str, message_id: int = FIRST) -> None:
    phone.send(Incoming(kind=IncomingKind.WORDS, text=words, message_id=message_id))


def changes(phone: Phone, words: str, message_id: int = FIRST) -> None:
    changed = Incoming(kind=IncomingKind.OTHER, what=EDITED, message_id=message_id)
    phone.send(replace(changed, argument=words))


@pytest.fixture
def read_back(known: Room) -> Room:
    known.to_question()
    says(known.phone, STORY)
    known.taps("Ya está")
    assert known.session.stage is SessionStage.READ_BACK
    return known


def test_what_is_read_back_is_read_back_as_it_is_now(read_back: Room) -> None:
    changes(read_back.phone, RIGHT)
    assert TAKEN in read_back.phone.seen[-2].text
    assert RIGHT in read_back.shown
    assert read_back.memories[0].words == RIGHT
    read_back.taps("Sus palabras")
    assert read_back.memories[0].words == RIGHT


def test_the_words_before_can_come_back(read_back: Room) -> None:
    changes(read_back.phone, "Otra historia, la del molino.")
    read_back.taps(BEFORE)
    first, other = read_back.memories
    assert (first.words, other.words) == (STORY, "Otra historia, la del molino.")


def test_a_message_belongs_to_one_story_even_if_two_were_told_in_it(read_back: Room) -> None:
    mill = "Otra historia, la del molino."
    changes(read_back.phone, mill)
    read_back.taps(BEFORE)
    read_back.taps("Sus palabras")
    assert read_back.memories[0].approved
    changes(read_back.phone, "Una tercera.")
    assert [memory.words for memory in read_back.memories] == [STORY, mill]
    assert STAYS in read_back.shown


def test_the_first_words_back_in_their_message_leave_nothing_to_bring_back(
    read_back: Room,
) -> None:
    changes(read_back.phone, RIGHT)
    changes(read_back.phone, STORY)
    assert read_back.memories[0].former is None
    assert BEFORE not in read_back.phone.last.labels


def test_it_is_one_of_two_changes(read_back: Room) -> None:
    for words in ("uno", "dos", "tres"):
        changes(read_back.phone, words)
    assert read_back.memories[0].words == "dos"
    assert STAYS in read_back.shown
    assert "«Cambiar»" not in read_back.shown
    assert "✏️ en su página del libro" in read_back.shown


def test_while_it_is_told_the_question_stands_and_the_words_are_the_new_ones(known: Room) -> None:
    known.to_question()
    says(known.phone, STORY)
    assert known.session.stage is SessionStage.DEEPEN
    asked = known.phone.last
    changes(known.phone, RIGHT)
    assert TAKEN in known.shown
    known.phone.tap(next(label for label in asked.labels if "Ya está" in label))
    assert RIGHT in known.shown


def test_words_changed_while_it_is_told_can_come_back_with_what_was_told_since(
    known: Room,
) -> None:
    known.to_question()
    says(known.phone, STORY)
    changes(known.phone, RIGHT)
    says(known.phone, "Las cogíamos con la mano.", SECOND)
    if known.session.stage is SessionStage.DEEPEN:
        known.taps("Ya está")
    assert known.session.talk.edits == 0
    known.taps(BEFORE)
    first, other = known.memories
    assert first.words == f"{STORY}\nLas cogíamos con la mano."
    assert (other.words, other.lines) == (RIGHT, ())


@pytest.mark.parametrize("stage", [SessionStage.DEEPEN, SessionStage.READ_BACK])
def test_a_remark_in_the_place_of_a_story_is_a_note(known: Room, stage: SessionStage) -> None:
    known.to_question()
    says(known.phone, STORY)
    if stage is SessionStage.READ_BACK:
        known.taps("Ya está")
    for _ in range(2):  # an edit may be brought twice
        changes(known.phone, REMARK)
    assert [memory.words for memory in known.memories] == [STORY]
    assert known.session.record.note == REMARK
    assert known.session.asking_pause
    assert NOTED in known.phone.seen[-2].text
    assert "¿Hacemos una pausa?" in known.shown


@pytest.mark.parametrize(
    ("now", "kept"), [(f"{STORY} {REMARK}", f"{STORY} {REMARK}"), (REMARK, STORY)]
)
def test_beside_a_session_a_listed_phrase_asks_too(read_back: Room, now: str, kept: str) -> None:
    changes(read_back.phone, RIGHT)
    read_back.taps(BEFORE)
    with read_back.kit.look() as work:
        held = work.memories.all()[1]
        line = Line(words=STORY, account_id=read_back.phone.account_id, message_id=SECOND)
        work.memories.save(replace(held, words=STORY, lines=(line,)))
        work.commit()
    changes(read_back.phone, now, SECOND)
    assert read_back.memories[1].words == kept
    assert read_back.session.asking_pause
    assert "¿Hacemos una pausa?" in read_back.shown


def test_only_what_came_in_that_message_is_changed(known: Room) -> None:
    known.to_question()
    says(known.phone, STORY)
    says(known.phone, "Las cogíamos con la mano.", SECOND)
    changes(known.phone, RIGHT)
    assert known.memories[0].words == f"{RIGHT}\nLas cogíamos con la mano."
    changes(known.phone, "Con las manos.", SECOND)
    assert known.memories[0].words == f"{RIGHT}\nCon las manos."


def test_fewer_of_the_same_words_are_a_change_too(read_back: Room) -> None:
    changes(read_back.phone, "había truchas")
    assert read_back.memories[0].words == "había truchas"


def test_of_a_message_of_which_nothing_was_changed_nothing_is_said(read_back: Room) -> None:
    before = len(read_back.phone.seen)
    changes(read_back.phone, STORY)
    assert len(read_back.phone.seen) == before
    assert read_back.session.talk.edits == 0


def test_what_was_written_in_its_place_is_what_can_be_changed(read_back: Room) -> None:
    read_back.taps("Cambiar")
    says(read_back.phone, "En el mar habia barcos.", SECOND)
    changes(read_back.phone, RIGHT)
    assert read_back.memories[0].words == "En el mar habia barcos."
    assert STAYS in read_back.shown
    changes(read_back.phone, "En el mar había barcos.", SECOND)
    assert read_back.memories[0].words == "En el mar había barcos."


def test_what_is_agreed_on_stays_as_it_is(read_back: Room) -> None:
    read_back.taps("Sus palabras")
    changes(read_back.phone, RIGHT)
    assert read_back.memories[0].words == STORY
    assert read_back.memories[0].lines == ()
    assert STAYS in read_back.shown


def test_what_is_written_below_a_voice_is_changed_beside_it(known: Room) -> None:
    known.to_question()
    voice = Incoming(kind=IncomingKind.VOICE, media_type="audio/ogg", text=STORY, duration_s=4)
    known.phone.send(replace(voice, message_id=FIRST), file=b"OggS voice")
    changes(known.phone, RIGHT)
    (memory,) = known.memories
    assert (memory.words, len(memory.voice_ids)) == (RIGHT, 1)


def test_a_listed_phrase_asks_whether_to_pause_and_nothing_else(read_back: Room) -> None:
    changes(read_back.phone, f"{STORY} Está llorando.")
    assert read_back.session.asking_pause
    assert "¿Hacemos una pausa?" in read_back.shown


def test_nobody_else_changes_it_after_somebody_took_over(read_back: Room) -> None:
    luis = read_back.companion()
    luis.command("session")
    luis.tap(next(label for label in luis.last.labels if "yo" in label.lower()))
    assert read_back.session.led_by == luis.account_id
    changes(read_back.phone, RIGHT)
    changes(luis, RIGHT)
    assert read_back.memories[0].words == STORY


def test_nothing_is_kept_anew_once_the_permission_is_gone(read_back: Room) -> None:
    with read_back.kit.look() as work:
        consent = work.consents.holding(ConsentKind.STORIES)
        work.consents.save(consent.withdraw(at=read_back.kit.clock.now()))
        work.commit()
    changes(read_back.phone, RIGHT)
    assert [memory.words for memory in read_back.memories] == [STORY]


def test_what_was_told_unasked_is_changed_until_it_is_settled(known: Room) -> None:
    says(known.phone, STORY)
    changes(known.phone, RIGHT)
    assert known.memories[0].words == RIGHT
    assert TAKEN in known.shown
    known.taps("Sí: lo cuento yo")
    changes(known.phone, STORY)
    assert known.memories[0].words == RIGHT
    assert STAYS in known.shown
