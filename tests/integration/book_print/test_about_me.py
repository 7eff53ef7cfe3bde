"""The page for care staff: what people entered, and not a word more; who may make it."""

from dataclasses import replace
from typing import Any

import pytest

from bot.incoming import Incoming, IncomingKind
from core.domain.circle import Role
from core.domain.element import Element, ElementKind
from core.domain.life import Level
from core.domain.memory import Audience, Valence, Wording
from core.domain.patient import Register
from core.errors import NotAllowed, NotFound
from core.services import about_me, books, editions
from core.services.about_me import LONGEST_LINE, MOST_ADDED, Part
from tests.integration.book.conftest import keep, told
from tests.integration.book_print.press import Press
from tests.unit.book_print.printed import letters_on


def known(press: Press, **changes: Any) -> None:
    press.kit.prepare(**changes)


def page(press: Press) -> str:
    press.ana.command("book")
    press.ana.tap("📦 Llevárselo")
    press.ana.tap("👤 Sobre mí")
    return press.ana.last.text


def test_answers_of_the_enrolment_become_lines(press: Press) -> None:
    known(
        press,
        register=Register.USTED,
        level=Level.CHOICE,
        level_set_by=1,
        comfort=("el chocolate", "la radio"),
        song="La Zarzamora",
        glasses=True,
        hearing_aid=False,
        swallow_safe=False,
        best_hour=11,
        avoid_words=("la guerra",),
    )
    text = page(press)

    for line in (
        "Le gusta que le llamen Manuel.",
        "Se le habla de usted.",
        "Lo más fácil: elegir entre dos cosas",
        "• el chocolate",
        "• la radio",
        "Su canción: La Zarzamora",
        "Lleva gafas.",
        "No lleva audífono.",
        "puede atragantarse",
        "Su mejor hora: las 11:00.",
        "<b>Mejor no sacar estos temas</b>\n• la guerra",
    ):
        assert line in text


def test_what_nobody_answered_is_not_on_the_page(press: Press) -> None:
    known(press, name="", enrolled=False)
    with press.change() as work:
        for memory in work.memories.all():
            books.take_out(work, memory.id)
        keep(work, told(2, title="Solo una"))
    text = page(press)

    assert "Solo una" in text
    for silent in ("gafas", "audífono", "tú", "hora", "fácil", "Su trabajo", "Su gente"):
        assert silent not in text


def test_stories_stand_by_their_titles_with_their_words_when_short(press: Press) -> None:
    with press.change() as work:
        keep(
            work,
            told(2, theme="D1", title="La máquina", words="Cosía hasta que se iba la luz."),
            told(3, theme="D2", title="Los niños", wording=Wording.RETOLD, words="Los crió sola."),
            told(4, theme="L3", title="El café", words="Largo. " * 50),
        )
    text = page(press)

    assert "<b>Su trabajo</b>\n• La máquina: «Cosía hasta que se iba la luz.»" in text
    assert "<b>Su gente</b>\n• Los niños\n" in text
    assert "• El café\n" in text


@pytest.mark.parametrize(
    "changes",
    [
        {"valence": Valence.PAINFUL},
        {"valence": Valence.PAINFUL, "asked_in": True},
        {"valence": Valence.MIXED},
        {"avoid_reason": "su hijo"},
        {"use_again": False},
        {"approved": False},
        {"audience": Audience.US},
        {"audience": Audience.CIRCLE},
    ],
    ids=str,
)
def test_a_story_that_may_hurt_or_is_not_for_all_is_never_on_the_page(
    press: Press, changes: dict[str, Any]
) -> None:
    with press.change() as work:
        keep(work, told(2, title="Esto no", words="Esto no se cuenta.", **changes))

    assert "Esto no" not in page(press)


def test_a_theme_to_leave_alone_gives_no_story_and_is_named_without_a_reason(
    press: Press,
) -> None:
    known(press, avoid_words=("el taller",), avoid_themes=frozenset({"D1", "C3"}))
    with press.change() as work:
        keep(
            work,
            told(2, theme="D1", title="La máquina"),
            told(3, theme="L3", title="El café"),
        )
    text = page(press)

    assert "La máquina" not in text
    assert "El café" in text
    assert (
        "<b>Mejor no sacar estos temas</b>\n"
        "• el taller\n• La escuela y aprender\n• El trabajo, en casa o fuera\n"
    ) in text


def test_every_line_has_somebody_behind_it(press: Press) -> None:
    known(press, comfort=("la radio",), avoid_words=("la guerra",), glasses=True)
    with press.change() as work:
        work.elements.save(
            Element(id="e1", kind=ElementKind.RELATIVE, name="Lucía", class_noun="woman")
        )
        about_me.add(work, Part.PEOPLE, words="Pilar, su hermana")

    with press.kit.look() as work:
        made = about_me.about_page(work, reader=press.reader(), today=press.kit.clock.now().date())
        memories = {memory.id for memory in work.memories.all()}
    lines = {line.text: line.sources for section in made.sections for line in section.lines}

    assert lines["Lucía"] == ("e1",)
    assert lines["Pilar, su hermana"] == ("about.people",)
    assert lines["la guerra"] == ("person.avoid",)
    for sources in lines.values():
        source = sources[0]
        assert source in memories | {"e1"} or source.split(".")[0] in {"person", "about"}


def test_the_owner_adds_a_line_in_their_own_words(press: Press) -> None:
    page(press)
    for label in ("✏️ Añadir algo", "Su trabajo"):
        press.ana.tap(label)
    press.ana.words("Costurera en casa, <treinta> años")

    assert "<b>Su trabajo</b>\n• Costurera en casa, &lt;treinta&gt; años" in press.ana.last.text
    press.ana.tap("Quitar lo añadido")
    assert "Costurera" not in press.ana.last.text


def test_a_line_too_long_is_not_cut_but_asked_for_again(press: Press) -> None:
    page(press)
    for label in ("✏️ Añadir algo", "Palabras que ayudan"):
        press.ana.tap(label)
    press.ana.words("x" * (LONGEST_LINE + 1))
    assert "Una sola línea corta" in press.ana.last.text

    press.ana.words("Despacito, que no hay prisa")
    assert "• Despacito, que no hay prisa" in press.ana.last.text


def test_a_part_holds_so_many_lines_and_no_line_twice(press: Press) -> None:
    with press.change() as work:
        for number in range(MOST_ADDED):
            assert about_me.add(work, Part.LIKES, words=f"cosa {number}")
            assert about_me.add(work, Part.LIKES, words=f"cosa {number}")
        assert not about_me.add(work, Part.LIKES, words="una más")
        assert not about_me.add(work, Part.LEAVE, words="no es de aquí")


@pytest.mark.parametrize(
    ("role", "sees", "adds"),
    [
        (Role.OWNER, True, True),
        (Role.COMPANION, True, False),
        (Role.THERAPIST, True, False),
        (Role.RELATIVE, False, False),
    ],
)
def test_only_who_leads_sessions_makes_it_and_only_the_owner_adds(
    press: Press, role: Role, sees: bool, adds: bool
) -> None:
    eva = press.kit.member(9, "Eva", role, press.kit.patient_ids[0])
    eva.command("book")
    eva.tap("📦 Llevárselo")
    assert ("👤 Sobre mí" in eva.last.labels) is sees
    if not sees:
        stores = press.kit.services.stores
        with stores.open(press.kit.patient_ids[0], eva.account) as work, pytest.raises(NotAllowed):
            about_me.about_page(work, reader=press.reader(), today=press.kit.clock.now().date())
        return
    eva.tap("👤 Sobre mí")
    assert ("✏️ Añadir algo" in eva.last.labels) is adds


def test_it_comes_on_paper_and_again_at_once_while_it_says_the_same(press: Press) -> None:
    known(press, comfort=("la radio",))
    page(press)
    press.ana.tap("🖨 En papel")
    assert "Estoy preparando la hoja" in press.ana.last.text
    press.run_worker()

    assert press.ana.last.payload["document_name"] == "sobre-mi.pdf"
    with press.received() as pdf:
        text = letters_on(pdf.pages[0])
        assert len(pdf.pages) == 1
    assert "laradio" in text
    first = press.ana.last.payload["document"]

    page(press)
    press.ana.tap("🖨 En papel")
    assert press.ana.last.payload["document"] == first

    known(press, comfort=("la radio", "el café"))
    page(press)
    press.ana.tap("🖨 En papel")
    press.run_worker()
    assert press.ana.last.payload["document"] != first
    assert not press.keeps(first)


def test_a_page_that_changed_meanwhile_is_offered_again(press: Press) -> None:
    page(press)
    press.ana.tap("🖨 En papel")
    known(press, name="Manolo")
    press.run_worker()

    assert press.ana.last.text == "La hoja ha cambiado mientras la preparaba. ¿La hago otra vez?"
    press.ana.tap("🖨 Hacerlo otra vez")
    press.run_worker()
    assert press.ana.last.payload["document_name"] == "sobre-mi.pdf"


def test_it_is_not_sent_to_whoever_may_no_longer_have_it(press: Press) -> None:
    eva = press.kit.member(9, "Eva", Role.COMPANION, press.kit.patient_ids[0])
    eva.command("book")
    for label in ("📦 Llevárselo", "👤 Sobre mí", "🖨 En papel"):
        eva.tap(label)
    press.kit.member(9, "Eva", Role.RELATIVE, press.kit.patient_ids[0])
    shown = len(eva.seen)

    done = Incoming(kind=IncomingKind.JOB, job_id=press.last_job.id, what="done")
    eva.send(done, key="j:done")

    assert len(eva.seen) == shown
    assert press.last_job.taken_over


def test_whoever_reads_english_gets_the_page_in_english(press: Press) -> None:
    kate = press.kit.member(8, "Kate", Role.COMPANION, press.kit.patient_ids[0], language="en")
    kate.command("book")
    kate.tap("📦 Take it along")
    kate.tap("👤 About me")

    assert kate.last.text.startswith("<b>About Manuel</b>\n<i>For whoever cares for them</i>")
    assert told(0).title in kate.last.text


def test_it_comes_as_a_card_too(press: Press) -> None:
    page(press)
    press.ana.tap("🪪 Tarjeta")
    press.run_worker()

    assert press.ana.last.payload["document_name"] == "sobre-mi-tarjeta.pdf"
    with press.received() as pdf:
        assert round(float(pdf.pages[0].mediabox[2]) / 72 * 25.4) == 105


def on_paper(press: Press) -> str:
    """Have the page made; the id of its file."""
    page(press)
    press.ana.tap("🖨 En papel")
    press.run_worker()
    made: str = press.ana.last.payload["document"]
    return made


def test_a_kept_page_names_the_stories_on_it_and_goes_with_the_first_that_leaves(
    press: Press,
) -> None:
    made = on_paper(press)
    with press.kit.look() as work:
        [edition] = work.editions.all()
        assert set(edition.memory_ids) == {told(0).id, told(1).id, told(5).id}

    with press.change() as work:
        books.take_out(work, told(1).id)

    assert not press.keeps(made)
    with press.kit.look() as work:
        assert not editions.listed(work)


def test_a_story_that_left_without_a_word_keeps_the_page_back(press: Press) -> None:
    on_paper(press)
    with press.change() as work:
        [edition] = work.editions.all()
        memory = work.memories.get(told(1).id)
        work.memories.save(replace(memory, audience=Audience.US))

    with press.kit.look() as work:
        assert not editions.listed(work)
        with pytest.raises(NotFound):
            editions.get(work, edition.id)


def test_a_page_kept_from_before_that_names_no_story_is_made_anew(press: Press) -> None:
    made = on_paper(press)
    with press.change() as work:
        [edition] = work.editions.all()
        former = edition.face.removeprefix("stories:")
        assert former != edition.face
        work.editions.save(replace(edition, memory_ids=(), face=former))

    with press.kit.look() as work:
        assert not editions.listed(work)
    again = on_paper(press)

    assert again != made
    assert not press.keeps(made)


def test_a_page_without_stories_can_be_had_again(press: Press) -> None:
    known(press, comfort=("la radio",))
    with press.change() as work:
        for memory in work.memories.all():
            books.take_out(work, memory.id)
        keep(work, told(2, use_again=False))
    made = on_paper(press)

    with press.kit.look() as work:
        [edition] = editions.listed(work)
    assert edition.memory_ids == ()
    assert edition.media_ids == (made,)
