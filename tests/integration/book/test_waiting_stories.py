"""Stories that are not in the book: found, settled, put right, asked in and deleted from /book."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.incoming import Incoming, IncomingKind
from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.edition import Edition, EditionKind
from core.domain.life import Level
from core.domain.memory import UNTIL_REVIEW, Audience, MemoryState, Valence, Wording
from core.errors import NotFound
from core.services import book_waiting, editions, memories, pictures, summaries
from core.services.memories import Storyteller
from core.services.story import Told
from tests.fakes.turns import START, questions
from tests.integration.book.conftest import keep, made, sent, told
from tests.integration.session.room import OTHER, Room, beside_the_book, earlier_session

OUTSIDE, TROUT = "Aún fuera del libro", "En el río había truchas"
STORY = f"{TROUT}. Las cogíamos con la mano."


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with beside_the_book(tmp_path) as room:
        room.kit.prepare(level=Level.OPEN, pictures_on=False)
        with room.kit.look() as work:
            work.sessions.save(earlier_session())
            work.commit()
        yield room


def tell(room: Room) -> None:
    """One story, read back and found right; then the closing, as far as what is asked."""
    room.to_question()
    room.phone.words(STORY)
    room.taps("Ya está", "Sus palabras", "Por hoy, basta")
    room.close()


def put(room: Room, **changes: Any) -> str:
    """A memory that is told and agreed on, but for what is changed; its id."""
    memory = told(0, words=STORY, title=TROUT, audience=Audience.US, **changes)
    with room.kit.look() as work:
        keep(work, memory)
        work.commit()
    return memory.id


def pages(room: Room) -> int:
    with room.kit.look() as work:
        return int(work.pages.count())


def entry(room: Room) -> str:
    """The first story on the list."""
    return room.phone.last.labels[0]


def quotes(room: Room) -> list[tuple[str, str]]:
    """What the summary of the last session says of its stories."""
    with room.kit.look() as work:
        session = work.sessions.all()[-1]
        found = summaries.told(work, session.id, members=(), bank=questions(), reader=Role.OWNER)
        return [(line.title, line.quote) for line in found.memories]


def test_a_story_of_which_nobody_said_who_may_see_it_is_put_into_the_book_later(
    room: Room,
) -> None:
    tell(room)
    room.taps("Terminar aquí")
    assert "no todo está en el libro" in room.shown
    assert pages(room) == 0

    room.phone.command("book")
    assert "ya hay historias contadas" in room.shown
    room.taps(OUTSIDE)
    room.taps(entry(room))
    assert STORY in room.shown
    assert "¿Quién puede ver «En el río había truchas»?" in room.shown
    room.taps("El libro")
    assert f"«{STORY}»" in room.shown
    assert "página 1 de 1" in room.shown
    assert pages(room) == 1


def test_a_story_cut_off_before_it_was_read_back_is_settled_later(room: Room) -> None:
    room.to_question()
    room.phone.words(STORY)
    room.kit.wait(timedelta(days=1))
    room.phone.command("session")
    room.taps("Empezar otra")
    assert not room.memories[0].approved

    room.phone.command("book")
    room.taps(OUTSIDE)
    room.taps(entry(room))
    assert "¿De quién son las palabras?" in room.shown
    room.taps("Sus palabras", "El libro")
    assert "página 1 de 1" in room.shown
    assert room.memories[0].quotable


def test_what_was_answered_stays_there_to_be_answered_anew_and_is_not_reminded_of(
    room: Room,
) -> None:
    tell(room)
    room.taps("Terminar aquí", OUTSIDE)
    room.taps(entry(room))
    room.phone.tap("Solo nosotros")
    assert entry(room).startswith("✓ En el río")
    with room.kit.look() as work:
        assert not book_waiting.left_open(work, account_id=1, now=room.kit.clock.now())

    room.taps(entry(room), "El libro")
    assert pages(room) == 1


def test_the_story_in_hand_and_what_somebody_else_holds_are_not_on_the_list(room: Room) -> None:
    by = Storyteller(name="Luis", role=Role.COMPANION, account_id=OTHER, now=START)
    with room.kit.look() as work:
        memories.take_in(work, Told(words="Lo de Luis."), memory_id="m9", by=by)
        work.commit()
    room.to_question()
    room.phone.words(STORY)
    with room.kit.look() as work:
        now = room.kit.clock.now()
        assert [m.id for m in book_waiting.waiting(work, account_id=OTHER, now=now)] == ["m9"]
        assert book_waiting.waiting(work, account_id=1, now=now) == []
        assert book_waiting.find(work, "m9", account_id=1) is None


@pytest.mark.parametrize(
    "why", [{"valence": Valence.PAINFUL}, {"state": MemoryState.LOST}], ids=["hurt", "lost"]
)
def test_what_is_set_aside_goes_in_only_when_they_ask_for_it(
    room: Room, why: dict[str, Any]
) -> None:
    put(room, **why)
    room.phone.command("book")
    room.taps(OUTSIDE)
    assert TROUT not in room.phone.last.labels
    room.taps("Historias apartadas")
    room.taps(entry(room))
    assert "Solo si Manuel pide que esté" in room.shown
    room.taps("Quiere que esté")
    assert "página 1 de 1" in room.shown

    with room.kit.look() as work:  # and it leaves again when it hurts once more
        memories.let_rest(work, told(0).id)
        assert work.pages.count() == 0


def test_what_rests_until_somebody_looked_at_it_cannot_be_asked_in(room: Room) -> None:
    put(room, avoid_reason=UNTIL_REVIEW)
    room.phone.command("book")
    room.taps(OUTSIDE, "Historias apartadas")
    room.taps(entry(room))
    assert "Se dejó en reposo" in room.shown
    assert room.phone.last.labels[0] == "Las palabras"


def test_words_are_put_right_in_the_book_and_in_the_summary(room: Room) -> None:
    tell(room)
    room.taps("Saltar", "El libro", "Terminar aquí")
    memory_id = room.memories[0].id
    edition = Edition(
        id="e1",
        kind=EditionKind.PRINT,
        code="",
        language="es",
        face="before",
        media_ids=(),
        made_at=START,
        memory_ids=(memory_id,),
    )
    with room.kit.look() as work:
        work.editions.save(edition)
        work.commit()
    room.phone.command("book")
    room.taps("Abrir ▶", "▶", "✏️ Cambiar", "Las palabras")
    assert STORY in room.shown
    room.phone.words("En el río había barbos.")
    assert not room.memories[0].quotable
    room.taps("Sus palabras")
    assert "«En el río había barbos.»" in room.shown
    assert quotes(room) == [("En el río había barbos", "En el río había barbos.")]
    with room.kit.look() as work:
        assert editions.listed(work) == []


def to_its_words(room: Room) -> None:
    """A story told in a session is in the book, and its words are to be put right."""
    tell(room)
    room.taps("Saltar", "El libro", "Terminar aquí")
    room.phone.command("book")
    room.taps("Abrir ▶", "▶", "✏️ Cambiar", "Las palabras")


def test_a_line_that_was_no_correction_leaves_the_story_as_it_was(room: Room) -> None:
    to_its_words(room)
    room.phone.words("No era Vigo, era Lugo.")
    room.taps("Como estaba antes")
    assert [memory.words for memory in room.memories] == [STORY, "No era Vigo, era Lugo."]
    assert room.memories[0].quotable
    assert f"«{STORY}»" in room.phone.seen[-2].text
    assert "No era Vigo" in room.shown
    assert "¿Lo guardo como recuerdo?" in room.shown
    room.taps("No")
    assert [memory.words for memory in room.memories] == [STORY]


def test_the_words_before_can_still_come_back_from_the_page(room: Room) -> None:
    to_its_words(room)
    room.phone.words("No era Vigo, era Lugo.")
    room.phone.command("book")
    room.taps("Abrir ▶", "▶", "✏️ Cambiar", "Las palabras", "Como estaba antes")
    assert room.memories[0].words == STORY


def test_once_it_was_said_whose_they_are_the_words_before_are_gone(room: Room) -> None:
    to_its_words(room)
    room.phone.words("En el río había barbos.")
    room.taps("Sus palabras", "✏️ Cambiar", "Las palabras")
    assert room.memories[0].former is None
    assert "Como estaba antes" not in room.phone.last.labels


def test_what_is_told_long_after_a_question_is_no_answer_to_it(room: Room) -> None:
    to_its_words(room)
    room.kit.wait(timedelta(hours=20))
    room.phone.words("Mi abuela hacía pan.")
    assert [memory.words for memory in room.memories] == [STORY, "Mi abuela hacía pan."]


def test_a_correction_too_long_for_one_message_is_kept_whole(room: Room) -> None:
    to_its_words(room)
    parts = ["En el río había barbos. " * 170, "En la presa, " * 300, "truchas."]
    for part in parts:
        room.phone.words(part)
    assert [memory.words for memory in room.memories] == ["\n".join(parts)]
    room.taps("Como estaba antes")
    assert [memory.words for memory in room.memories] == [STORY, "\n".join(parts)]


def test_without_the_permission_a_story_is_not_corrected_but_deleted_all_the_same(
    room: Room,
) -> None:
    to_its_words(room)
    with room.kit.look() as work:
        given = work.consents.holding(ConsentKind.STORIES)
        assert given is not None
        work.consents.save(given.withdraw(at=START))
        work.commit()
    room.phone.words("En el río había barbos.")
    assert "Antes hace falta un permiso" in room.shown
    (memory,) = room.memories
    assert memory.words == STORY
    with room.kit.services.stores.open(room.kit.patient_ids[0], room.phone.account) as work:
        book_waiting.delete(work, memory.id)
        work.commit()
    assert room.memories == []


def test_what_comes_later_is_no_rest_of_a_long_correction(room: Room) -> None:
    to_its_words(room)
    room.phone.words("En el río había barbos. " * 170)
    room.kit.wait(timedelta(minutes=10))
    room.phone.words("Mi abuela hacía pan.")
    assert room.memories[-1].words == "Mi abuela hacía pan."


def test_a_voice_is_no_correction(room: Room) -> None:
    put(room)
    room.phone.command("book")
    room.taps(OUTSIDE, TROUT, "Las palabras")
    note = Incoming(kind=IncomingKind.VOICE, media_type="audio/ogg", duration_s=2)
    room.phone.send(note, file=b"OggS")
    assert [memory.words for memory in room.memories] == [STORY, ""]


def test_a_deleted_memory_is_gone_with_all_that_was_made_of_it(room: Room) -> None:
    tell(room)
    room.taps("Saltar", "El libro", "Terminar aquí")
    memory_id = room.memories[0].id
    with room.kit.look() as work:
        voice = work.media.put(b"OggS", media_type="audio/ogg")
        memory = work.memories.get(memory_id)
        keep(work, replace(memory, voice_ids=(voice,), wording=Wording.RETOLD))
        plain = work.media.put(b"plain", media_type="image/png")
        picture = made(work, memory_id, "one", plain_media_id=plain)
        photo = sent(work, memory_id, "photo")
        plain = work.media.put(b"plain two", media_type="image/png")
        put_away = made(work, memory_id, "two", plain_media_id=plain)
        pictures.reject(work, picture_id="two")
        work.commit()
    room.phone.command("book")
    room.taps("Abrir ▶", "▶", "✏️ Cambiar", "🗑 Borrar para siempre")
    assert "No se puede recuperar" in room.shown
    assert room.phone.tap("Sí, borrarla").notice == "Borrada."
    assert room.memories == []
    assert pages(room) == 0
    assert quotes(room) == []
    with room.kit.look() as work:
        assert list(work.photos.all()) == list(work.pictures.all()) == []
        gone = {voice, photo.media_id}
        for drawn in (picture, put_away):
            gone |= {drawn.media_id, drawn.plain_media_id}
        for media_id in gone:
            with pytest.raises(NotFound):
                work.media.read(media_id)
    assert gone.isdisjoint(on_the_disk(room))


def on_the_disk(room: Room) -> set[str]:
    """Every file of the person, in use or put away."""
    assert room.kit._stores is not None
    paths, space = room.kit._stores.paths, room.kit.patient_ids[0]
    folders = (paths.media(space), paths.trash(space))
    return {path.name for folder in folders for path in folder.glob("*")}


def test_a_story_that_is_gone_meanwhile_is_said_to_be(room: Room) -> None:
    memory_id = put(room)
    room.phone.command("book")
    room.taps(OUTSIDE)
    with room.kit.look() as work:
        book_waiting.delete(work, memory_id)
        work.commit()
    assert "ya no está" in room.phone.tap(TROUT).notice
