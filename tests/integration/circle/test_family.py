"""Relatives: a story told, a tip, a comment, what became of them, and quiet."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.incoming import Incoming, IncomingKind
from bot.routes import all_routes
from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.memory import Teller
from core.domain.tip import TipState
from core.services import comments
from tests.fakes.turns import Phone, TurnKit
from tests.integration.circle.whole import Circle


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[TurnKit]:
    with TurnKit.open(tmp_path, all_routes()) as opened:
        yield opened


@pytest.fixture
def circle(kit: TurnKit) -> Circle:
    return Circle(kit)


def leave_tip(phone: Phone, words: str = "Pregúntale por la barca") -> None:
    phone.command("start")
    phone.tap("Dejar una idea")
    phone.words(words)


def to_themes(phone: Phone) -> None:
    phone.command("session")
    phone.tap("Sí")


def open_comments(phone: Phone) -> None:
    phone.command("book")
    phone.tap("Abrir ▶")
    phone.tap("▶")
    phone.tap(next(label for label in phone.last.labels if label.startswith("💬")))


def tip_state(kit: TurnKit) -> TipState:
    with kit.look() as work:
        state: TipState = work.tips.all()[0].state
    return state


def test_a_relatives_home_has_what_relatives_do(circle: Circle) -> None:
    circle.lucia.command("start")
    expected = ["El libro", "Las fotos", "Dejar una idea", "Lo que he mandado", "Más…"]
    assert circle.lucia.last.labels == expected
    circle.lucia.tap("Más…")
    assert circle.lucia.last.labels == ["El círculo", "Privacidad", "Ayuda", "Volver"]


def test_a_memory_of_a_relative_is_told_by_them(circle: Circle, kit: TurnKit) -> None:
    circle.lucia.words("De niña me llevaba a ver los trenes.")
    circle.lucia.tap("Sí: lo cuento yo")
    circle.lucia.tap("Infancia")
    circle.lucia.tap("El libro")
    with kit.look() as work:
        (memory,) = work.memories.all()
    assert (memory.teller, memory.teller_name, memory.sent_by) == (Teller.FAMILY, "Lucía", 3)
    circle.ana.command("book")
    circle.ana.tap("Abrir ▶")
    circle.ana.tap("▶")
    assert "Lucía" in circle.ana.last.text


def test_a_tip_is_offered_to_who_leads_the_next_session(circle: Circle) -> None:
    leave_tip(circle.lucia)
    assert "Se lo propongo a quien guíe" in circle.lucia.last.text
    to_themes(circle.ana)
    assert "💡 Lucía propone: «Pregúntale por la barca»" in circle.ana.last.text
    assert "🗣 💡" not in circle.ana.last.text


def test_a_tip_that_is_taken_stays_in_the_chat_and_forces_nothing(
    circle: Circle, kit: TurnKit
) -> None:
    leave_tip(circle.lucia)
    to_themes(circle.ana)
    circle.ana.tap("La tengo en cuenta")
    assert "sin forzar: «Pregúntale por la barca»" in circle.ana.seen[-2].text
    assert "Lucía propone" not in circle.ana.last.text
    assert tip_state(kit) is TipState.TAKEN


def test_a_tip_may_be_declined_and_does_not_come_again(circle: Circle, kit: TurnKit) -> None:
    leave_tip(circle.lucia)
    to_themes(circle.ana)
    circle.ana.tap("Hoy no")
    assert "propone" not in circle.ana.last.text
    assert tip_state(kit) is TipState.DECLINED


@pytest.mark.parametrize("avoid", ["barca", "las barcas"])
def test_a_tip_about_what_is_avoided_is_not_offered(
    circle: Circle, kit: TurnKit, avoid: str
) -> None:
    kit.prepare(avoid_words=(avoid,))
    leave_tip(circle.lucia)
    to_themes(circle.ana)
    assert "propone" not in circle.ana.last.text


def test_a_tip_about_a_refused_theme_is_not_offered(circle: Circle, kit: TurnKit) -> None:
    kit.prepare(avoid_themes=frozenset({"C3"}))
    leave_tip(circle.lucia, "Que cuente lo de la escuela")
    to_themes(circle.ana)
    assert "propone" not in circle.ana.last.text


def test_a_tip_that_is_none_is_asked_again(circle: Circle, kit: TurnKit) -> None:
    leave_tip(circle.lucia, "")
    assert "¿De qué se podría hablar" in circle.lucia.last.text
    with kit.look() as work:
        assert work.tips.all() == []


def words_kept(kit: TurnKit) -> list[str]:
    """Every story there is; no tip and no comment was made of one."""
    with kit.look() as work:
        assert work.tips.all() == []
        assert work.comments.of_page("m1") == []
        return [memory.words for memory in work.memories.all() if memory.id != "m1"]


@pytest.mark.parametrize("way", ["Inicio", "/book"])
def test_whoever_left_the_question_for_a_tip_tells_a_story(
    circle: Circle, kit: TurnKit, way: str
) -> None:
    circle.lucia.command("start")
    circle.lucia.tap("Dejar una idea")
    if way == "Inicio":
        circle.lucia.tap(way)
    else:
        circle.lucia.command("book")
    circle.lucia.words("De niña me llevaba a ver los trenes.")
    assert words_kept(kit) == ["De niña me llevaba a ver los trenes."]


@pytest.mark.parametrize("way", ["A la página", "/start"])
def test_whoever_went_back_to_the_page_tells_a_story(
    circle: Circle, kit: TurnKit, way: str
) -> None:
    circle.tell("m1", "El río bajaba verde.")
    open_comments(circle.lucia)
    if way == "/start":
        circle.lucia.command("start")
    else:
        circle.lucia.tap(next(label for label in circle.lucia.last.labels if way in label))
    circle.lucia.words("De niña me llevaba a ver los trenes.")
    assert words_kept(kit) == ["De niña me llevaba a ver los trenes."]


def test_what_is_too_long_for_a_tip_is_not_lost(circle: Circle, kit: TurnKit) -> None:
    leave_tip(circle.lucia, "x" * 301)
    assert "300 letras" in circle.lucia.seen[-2].text
    assert "Sí: lo cuento yo" in circle.lucia.last.labels
    assert words_kept(kit) == ["x" * 301]


def test_what_is_too_long_for_a_comment_is_not_lost(circle: Circle, kit: TurnKit) -> None:
    circle.tell("m1", "El río bajaba verde.")
    open_comments(circle.lucia)
    circle.lucia.words("x" * 501)
    assert "500 letras" in circle.lucia.seen[-2].text
    assert "Sí: lo cuento yo" in circle.lucia.last.labels
    assert words_kept(kit) == ["x" * 501]


@pytest.mark.parametrize("asked", ["tip", "comment"])
def test_a_voice_that_comes_instead_of_words_is_not_lost(
    circle: Circle, kit: TurnKit, asked: str
) -> None:
    circle.tell("m1", "El río bajaba verde.")
    if asked == "tip":
        circle.lucia.command("start")
        circle.lucia.tap("Dejar una idea")
    else:
        open_comments(circle.lucia)
    note = Incoming(kind=IncomingKind.VOICE, media_type="audio/ogg", duration_s=4)
    circle.lucia.send(note, file=b"OggS her voice")
    assert words_kept(kit) == [""]
    with kit.look() as work:
        (voice,) = (m.voice_ids[0] for m in work.memories.all() if m.id != "m1")
        assert work.media.read(voice) == b"OggS her voice"


def test_on_the_way_home_a_session_still_waits_for_its_answer(
    circle: Circle, kit: TurnKit
) -> None:
    to_themes(circle.ana)
    circle.ana.tap(circle.ana.last.labels[0])
    with kit.look() as work:
        waiting = work.expectation(circle.ana.account_id)
    assert waiting.action.startswith("session.")
    circle.ana.command("help")
    circle.ana.tap("Inicio")
    with kit.look() as work:
        assert work.expectation(circle.ana.account_id) == waiting


def withdraw_stories(kit: TurnKit) -> None:
    with kit.look() as work:
        given = work.consents.holding(ConsentKind.STORIES)
        assert given is not None
        work.consents.save(given.withdraw(at=kit.clock.now()))
        work.commit()


def test_without_the_permission_no_tip_is_asked_for(circle: Circle, kit: TurnKit) -> None:
    circle.lucia.command("start")
    withdraw_stories(kit)
    circle.lucia.tap("Dejar una idea")
    assert "Antes hace falta un permiso" in circle.lucia.last.text


def test_without_the_permission_no_tip_is_kept(circle: Circle, kit: TurnKit) -> None:
    circle.lucia.command("start")
    circle.lucia.tap("Dejar una idea")
    withdraw_stories(kit)
    circle.lucia.words("Pregúntale por la barca")
    assert "Antes hace falta un permiso" in circle.lucia.last.text
    with kit.look() as work:
        assert list(work.tips.all()) == []


def test_without_the_permission_no_comment_is_kept_but_one_can_be_put_away(
    circle: Circle, kit: TurnKit
) -> None:
    circle.tell("m1", "El río bajaba verde.")
    open_comments(circle.lucia)
    circle.lucia.words("Mentira.")
    withdraw_stories(kit)
    circle.lucia.words("Yo estaba allí.")
    assert "Antes hace falta un permiso" in circle.lucia.last.text
    with kit.look() as work:
        (kept,) = work.comments.all()
    assert kept.words == "Mentira."
    with kit.services.stores.open(circle.space, circle.lucia.account) as work:
        assert comments.hide(work, kept.id, account_id=circle.lucia.account_id).hidden


def test_a_comment_stands_beside_its_page_and_owners_hear_of_it(circle: Circle) -> None:
    circle.tell("m1", "El río bajaba verde.")
    open_comments(circle.lucia)
    circle.lucia.words("¡Yo también me bañé ahí!")
    assert "<b>Lucía:</b> ¡Yo también me bañé ahí!" in circle.lucia.last.text
    circle.ana.read()
    assert circle.ana.last.text.startswith("💬 Lucía ha escrito")
    assert "bañé" not in circle.ana.last.text


def test_an_owner_hides_a_comment_and_may_show_it_again(circle: Circle) -> None:
    circle.tell("m1", "El río bajaba verde.")
    open_comments(circle.lucia)
    circle.lucia.words("Mentira.")
    open_comments(circle.ana)
    circle.ana.tap("Esconder: Lucía")
    open_comments(circle.lucia)
    assert "Mentira" not in circle.lucia.last.text
    circle.ana.tap("Enseñar: Lucía")
    open_comments(circle.lucia)
    assert "Mentira" in circle.lucia.last.text


def write_many(circle: Circle, count: int) -> None:
    """Comments 1 to `count` beside the page, which stay open."""
    circle.tell("m1", "El río bajaba verde.")
    open_comments(circle.lucia)
    for number in range(1, count + 1):
        circle.lucia.words(f"Comentario {number}.")


def test_earlier_comments_are_read_screen_by_screen(circle: Circle) -> None:
    write_many(circle, 17)
    read = [circle.lucia.last.text]
    for _ in range(2):
        circle.lucia.tap("Comentarios de antes")
        read.append(circle.lucia.last.text)

    assert "Comentarios de antes" not in circle.lucia.last.labels
    screens = {n: [f"Comentario {n}." in text for text in read] for n in range(1, 18)}
    assert screens[17] == screens[10] == [True, False, False]
    assert screens[9] == screens[2] == [False, True, False]
    assert screens[1] == [False, False, True]


def test_an_earlier_comment_is_hidden_and_shown_again_where_it_stands(circle: Circle) -> None:
    write_many(circle, 9)
    open_comments(circle.ana)
    circle.ana.tap("Comentarios de antes")
    circle.ana.tap("Esconder: Lucía")
    assert "Comentario 1.</s> (escondido)" in circle.ana.last.text
    circle.ana.tap("Enseñar: Lucía")
    assert "<b>Lucía:</b> Comentario 1." in circle.ana.last.text


def test_who_hides_their_only_earlier_comment_reads_the_newest(circle: Circle) -> None:
    write_many(circle, 9)
    circle.lucia.tap("Comentarios de antes")
    circle.lucia.tap("Esconder: Lucía")
    assert "Comentario 1." not in circle.lucia.last.text
    assert "Comentario 9." in circle.lucia.last.text


def test_a_comment_written_below_earlier_ones_is_kept(circle: Circle) -> None:
    write_many(circle, 9)
    circle.lucia.tap("Comentarios de antes")
    circle.lucia.words("Comentario 10.")
    assert "Comentario 10." in circle.lucia.last.text


def test_nobody_hides_what_another_wrote_but_the_owner(circle: Circle) -> None:
    circle.tell("m1", "El río bajaba verde.")
    open_comments(circle.ana)
    circle.ana.words("Qué bonito.")
    open_comments(circle.lucia)
    assert not any(label.startswith("Esconder") for label in circle.lucia.last.labels)


def test_comments_go_with_their_page(circle: Circle, kit: TurnKit) -> None:
    from core.services import story

    circle.tell("m1", "El río bajaba verde.")
    open_comments(circle.lucia)
    circle.lucia.words("Hola")
    with kit.look() as work:
        story.forget(work, "m1")
        assert work.comments.all() == []


def test_what_became_of_what_one_sent_is_told_and_nothing_else(circle: Circle) -> None:
    circle.tell("m1", "Lo de Ana, que no es de Lucía.")
    circle.lucia.words("De niña me llevaba a ver los trenes.")
    circle.lucia.tap("Sí: lo cuento yo")
    leave_tip(circle.lucia)
    circle.lucia.command("start")
    circle.lucia.tap("Lo que he mandado")
    assert "trenes" in circle.lucia.last.text
    assert "«Pregúntale por la barca»: todavía no" in circle.lucia.last.text
    assert "Lo de Ana" not in circle.lucia.last.text


def test_who_wants_quiet_is_told_no_news(circle: Circle) -> None:
    circle.tell("m1", "El río bajaba verde.")
    circle.ana.command("circle")
    circle.ana.tap("No avisarme")
    open_comments(circle.lucia)
    circle.lucia.words("¡Qué recuerdo!")
    before = len(circle.ana.seen)
    assert circle.ana.read() == []
    assert len(circle.ana.seen) == before
    circle.ana.command("circle")
    assert "Avisarme" in circle.ana.last.labels


def test_a_therapist_reads_comments_but_leaves_no_tips(circle: Circle) -> None:
    circle.marta.command("start")
    assert "Dejar una idea" not in circle.marta.last.labels


def test_a_companion_may_comment_too(circle: Circle, kit: TurnKit) -> None:
    pablo = kit.member(4, "Pablo", Role.COMPANION, circle.space)
    circle.tell("m1", "El río bajaba verde.")
    open_comments(pablo)
    pablo.words("Precioso.")
    assert "<b>Pablo:</b> Precioso." in pablo.last.text


def test_what_was_left_open_is_settled_from_what_one_sent(circle: Circle, kit: TurnKit) -> None:
    circle.lucia.words("De niña me llevaba a ver los trenes.")
    circle.lucia.command("start")
    circle.lucia.tap("Lo que he mandado")
    assert "falta decir qué hacer con ello" in circle.lucia.last.text
    circle.lucia.tap("Decidir: De niña me lle…")
    assert "De niña me llevaba a ver los trenes." in circle.lucia.last.text
    for label in ("Sí: lo cuento yo", "Infancia", "El libro"):
        assert not circle.lucia.tap(label).notice
    with kit.look() as work:
        (memory,) = work.memories.all()
    assert memory.in_book


def test_what_was_settled_meanwhile_is_not_asked_about_again(circle: Circle, kit: TurnKit) -> None:
    circle.lucia.words("De niña me llevaba a ver los trenes.")
    question = circle.lucia.last.buttons
    circle.lucia.command("start")
    circle.lucia.tap("Lo que he mandado")
    page = circle.lucia.last.buttons["Decidir: De niña me lle…"]
    circle.lucia.tap_data(question["Sí: lo cuento yo"])
    circle.lucia.tap_data(page)
    assert "Guardado." in circle.lucia.last.text
    assert words_kept(kit) == ["De niña me llevaba a ver los trenes."]


def test_two_voices_in_a_row_are_one_story_still_to_be_settled(
    circle: Circle, kit: TurnKit
) -> None:
    note = Incoming(kind=IncomingKind.VOICE, media_type="audio/ogg", duration_s=4)
    circle.lucia.send(note, file=b"OggS one")
    circle.lucia.send(note, file=b"OggS two")
    circle.lucia.command("start")
    circle.lucia.tap("Lo que he mandado")
    circle.lucia.tap("Decidir: una nota de voz")
    circle.lucia.tap("Sí: lo cuento yo")
    with kit.look() as work:
        (memory,) = work.memories.all()
    assert memory.approved
    assert len(memory.voice_ids) == 2


def test_the_question_about_a_story_stands_when_the_book_is_opened(
    circle: Circle, kit: TurnKit
) -> None:
    circle.lucia.words("De niña me llevaba a ver los trenes.")
    circle.lucia.command("book")
    assert not circle.lucia.tap("Sí: lo cuento yo").notice
    with kit.look() as work:
        assert work.memories.all()[0].approved
