"""/person: everything in one place, one question at a time, each skippable."""

from typing import Any

import pytest

from bot.handlers import person
from bot.incoming import Incoming, IncomingKind
from bot.turns import Route, Routes
from core.domain.circle import Action
from core.domain.consent import ConsentKind
from core.domain.job import JobKind, JobRecord
from core.domain.life import Gate, Level
from core.domain.patient import Figure, Language, Register, Standing
from core.domain.session import ReminiscenceSession
from core.services import persons
from core.services.person_facts import FACTS
from tests.fakes.turns import START, Door, Phone, TurnKit


def open_fact(phone: Phone, part: str, fact: str) -> None:
    phone.command("person")
    phone.tap(part)
    phone.tap(fact)


def needing(fact: str) -> Routes:
    """An area that asks one thing when it first needs it."""
    return Routes(commands={"book": Route(Action.ENTER, lambda t, _: t.go("person.ask", fact))})


def test_the_page_shows_what_is_known_and_leaves_out_the_rest(ana: Phone, kit: TurnKit) -> None:
    kit.prepare(birth_year=1944, places=("Getafe", "Madrid"), glasses=True)
    ana.command("person")
    assert "<b>Año de nacimiento:</b> 1944" in ana.last.text
    assert "<b>Lugares:</b> Getafe, Madrid" in ana.last.text
    assert "<b>Gafas:</b> Sí" in ana.last.text
    assert "Audífono" not in ana.last.text


def test_the_page_speaks_english_to_who_speaks_english(ana: Phone, kit: TurnKit) -> None:
    ana.command("language")
    ana.tap("English")
    ana.command("person")
    assert "<b>Carmen</b>: this is what I know." in ana.last.text


@pytest.mark.parametrize(
    ("part", "fact", "typed", "expected"),
    [
        ("Quién es", "Nombre", " Carmela ", {"name": "Carmela"}),
        ("Quién es", "Año de nacimiento", "nació en 1944, creo", {"birth_year": 1944}),
        ("Quién es", "Lugares", "Getafe, Ávila\nVigo", {"places": ("Getafe", "Ávila", "Vigo")}),
        ("Lo que le gusta", "Lo que le calma", "el mar", {"comfort": ("el mar",)}),
        ("Lo que le gusta", "Su canción", "La paloma", {"song": "La paloma"}),
        ("A mano", "Mejor hora", "a las 17:30", {"best_hour": 17}),
        ("A mano", "Gafas", "sí", {"glasses": True}),
        ("Casa y familia", "Contacto", "Eva 600 000 000", {"family_contact": "Eva 600 000 000"}),
        ("Casa y familia", "País", "pt", {"country": "PT", "time_zone": ""}),
        ("Casa y familia", "País", "Perú", {"country": "PE", "time_zone": "America/Lima"}),
        ("Casa y familia", "Hora local", "Atlantic/Canary", {"time_zone": "Atlantic/Canary"}),
    ],
)  # fmt: skip
def test_what_is_typed_is_known(
    ana: Phone, kit: TurnKit, part: str, fact: str, typed: str, expected: dict[str, Any]
) -> None:
    open_fact(ana, part, fact)
    ana.words(typed)
    known = kit.person()
    assert {name: getattr(known, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("part", "fact", "button", "expected"),
    [
        ("Quién es", "Idioma", "English", {"language": Language.ENGLISH}),
        ("Quién es", "Trato", "Usted", {"register": Register.USTED}),
        ("Quién es", "En las imágenes", "Mujer", {"figure": Figure.WOMAN}),
        ("A mano", "Audífono", "No", {"hearing_aid": False}),
        ("A mano", "Traga bien", "Sí", {"swallow_safe": True}),
        ("A mano", "Mejor hora", "17:00", {"best_hour": 17}),
        ("La sesión", "Lo más fácil", "Compañía", {"level": Level.PRESENCE, "level_set_by": 1}),
        ("La sesión", "Imágenes", "No", {"pictures_on": False}),
    ],
)
def test_what_is_tapped_is_known(
    ana: Phone, kit: TurnKit, part: str, fact: str, button: str, expected: dict[str, Any]
) -> None:
    open_fact(ana, part, fact)
    ana.tap(button)
    known = kit.person()
    assert {name: getattr(known, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("fact", "gate"),
    [
        ("Pareja", Gate.PARTNER),
        ("Hijos", Gate.HAD_CHILDREN),
        ("Cuidó de alguien", Gate.CARED_FOR),
        ("Escuela", Gate.SCHOOLING),
        ("Trabajo", Gate.PAID_WORK),
        ("Se fue de su tierra", Gate.MIGRATION),
        ("Servicio militar", Gate.SERVICE),
    ],
)
def test_a_gate_opens_with_yes_and_shuts_with_no(
    ana: Phone, kit: TurnKit, fact: str, gate: Gate
) -> None:
    open_fact(ana, "Su vida", fact)
    ana.tap("Sí")
    assert (kit.person().gates, kit.person().gates_shut) == ({gate}, frozenset())
    ana.tap(fact)
    ana.tap("No")
    assert (kit.person().gates, kit.person().gates_shut) == (frozenset(), {gate})


@pytest.mark.parametrize(
    ("part", "fact", "typed"),
    [
        ("Quién es", "Año de nacimiento", "hace mucho"),
        ("Quién es", "Año de nacimiento", "1744"),
        ("Quién es", "Año de nacimiento", "1944 o 1945"),
        ("Quién es", "Nombre", "C" * 61),
        ("A mano", "Mejor hora", "25"),
        ("A mano", "Gafas", "a veces"),
        ("Casa y familia", "Hora local", "../etc/passwd"),
        ("Casa y familia", "País", "la luna"),
        ("La sesión", "Lo más fácil", "open"),
        ("Lo que le gusta", "Su canción", "la " * 200),
    ],
)
def test_what_cannot_be_an_answer_is_asked_again_and_changes_nothing(
    ana: Phone, kit: TurnKit, part: str, fact: str, typed: str
) -> None:
    open_fact(ana, part, fact)
    before = kit.person()
    ana.words(typed)
    assert "Eso no lo he sabido leer." in ana.last.text
    assert kit.person() == before


def test_a_voice_note_is_no_answer_here(ana: Phone) -> None:
    open_fact(ana, "Quién es", "Lugares")
    voice = Incoming(kind=IncomingKind.VOICE, file_id="v1", media_type="audio/ogg")
    ana.send(voice, file=b"OggS")
    assert "Eso no lo he sabido leer." in ana.last.text


def test_a_voice_note_beside_an_open_page_is_kept_and_the_question_waits_on(
    ana: Phone, kit: TurnKit
) -> None:
    kit.allow(ConsentKind.STORIES)
    open_fact(ana, "Quién es", "Lugares")
    ana.send(Incoming(kind=IncomingKind.VOICE, media_type="audio/ogg"), file=b"OggS")
    assert "¿Lo guardo como recuerdo?" in ana.last.text
    ana.words("Getafe")
    assert kit.person().places == ("Getafe",)


def test_who_tells_no_memories_is_asked_again(marta: Phone, kit: TurnKit) -> None:
    kit.allow(ConsentKind.STORIES)
    open_fact(marta, "La sesión", "Evitar")
    marta.send(Incoming(kind=IncomingKind.VOICE, media_type="audio/ogg"), file=b"OggS")
    assert "Eso no lo he sabido leer." in marta.last.text


def test_lists_grow_and_can_be_emptied(ana: Phone, kit: TurnKit) -> None:
    open_fact(ana, "La sesión", "Evitar")
    ana.words("la guerra")
    ana.tap("Evitar")
    ana.words("su hermano, el pequeño")
    assert kit.person().avoid_words == ("la guerra", "su hermano, el pequeño")
    assert {"C1", "C2"} <= kit.person().avoid_themes
    ana.tap("Evitar")
    ana.tap("Vaciar la lista")
    assert (kit.person().avoid_words, kit.person().avoid_themes) == ((), frozenset())


def test_tu_or_usted_is_asked_only_in_spanish(ana: Phone, kit: TurnKit) -> None:
    kit.prepare(language=Language.ENGLISH)
    ana.command("person")
    ana.tap("Quién es")
    assert "Trato" not in ana.last.labels


def test_the_operators_country_is_confirmed_with_one_tap(ana: Phone, kit: TurnKit) -> None:
    open_fact(ana, "Casa y familia", "País")
    assert "¿Estáis en España, con la hora de Madrid?" in ana.last.text
    ana.tap("Sí")
    assert (kit.person().country, kit.person().time_zone) == ("ES", "Europe/Madrid")


def test_another_country_is_asked_for_when_it_is_not_that_one(ana: Phone, kit: TurnKit) -> None:
    open_fact(ana, "Casa y familia", "País")
    assert "Argentina" not in ana.last.labels
    ana.tap("Otro país")
    ana.tap("Argentina")
    assert kit.person().country == "AR"


def test_a_therapist_sees_and_sets_how_sessions_are_and_no_more(
    marta: Phone, kit: TurnKit
) -> None:
    marta.command("person")
    assert marta.last.labels == ["La sesión", "Inicio"]
    marta.tap("La sesión")
    marta.tap("Lo más fácil")
    marta.tap("Elegir")
    assert (kit.person().level, kit.person().level_set_by) == (Level.CHOICE, 5)


def test_an_owner_leaves_how_sessions_are_to_the_linked_therapist(
    ana: Phone, marta: Phone
) -> None:
    ana.command("person")
    assert "La sesión" not in ana.last.labels


@pytest.mark.parametrize("who", ["lucia", "pablo"])
def test_the_page_is_not_for_relatives_and_companions(
    who: str, request: pytest.FixtureRequest
) -> None:
    phone: Phone = request.getfixturevalue(who)
    phone.command("person")
    assert "Aquí no puedo abrir eso" in phone.last.text


@pytest.mark.parametrize("answer", ["1944", "Luego"])
def test_what_another_area_asks_leads_back_to_it(
    ana: Phone, kit: TurnKit, carry_on: Door, answer: str
) -> None:
    ask_for(kit, "birth_year")
    ana.command("book")
    assert "año de nacimiento" in ana.last.text
    ana.tap("Luego") if answer == "Luego" else ana.words(answer)
    assert carry_on.reached == [""]


def test_what_was_passed_over_is_not_asked_unbidden_again(ana: Phone, kit: TurnKit) -> None:
    ask_for(kit, "birth_year")
    with kit.services.stores.open(kit.patient_ids[0], ana.account) as work:
        assert persons.unasked(work, "birth_year")
    ana.command("book")
    ana.tap("Luego")
    with kit.services.stores.open(kit.patient_ids[0], ana.account) as work:
        assert not persons.unasked(work, "birth_year")


def test_a_companion_is_never_asked_what_only_the_owner_may_say(
    pablo: Phone, kit: TurnKit, carry_on: Door
) -> None:
    ask_for(kit, "birth_year")
    applied = pablo.command("book")
    assert applied.notice == "Eso lo dice la persona responsable: pídeselo. Está en /circulo."
    assert pablo.seen == []
    assert carry_on.reached == [""]


def ask_for(kit: TurnKit, fact: str) -> None:
    commands = kit.services.routes.commands
    assert isinstance(commands, dict)
    commands.update(needing(fact).commands)


def test_a_pause_rests_the_space_and_going_on_ends_it(ana: Phone, kit: TurnKit) -> None:
    ana.command("person")
    ana.tap("Pausa y final")
    ana.tap("Pausarlo todo")
    assert kit.person().standing is Standing.PAUSED
    ana.command("start")
    assert "Todo está en pausa" in ana.last.text
    assert "Sesión" not in ana.last.labels
    ana.command("person")
    ana.tap("Pausa y final")
    ana.tap("Seguir")
    assert kit.person().standing is Standing.ACTIVE


def test_a_death_is_asked_about_before_anything_stops(ana: Phone, kit: TurnKit) -> None:
    ana.command("person")
    ana.tap("Pausa y final")
    ana.tap("Ha muerto")
    assert "Lo siento mucho" in ana.last.text
    assert kit.person().standing is Standing.ACTIVE


def test_after_a_death_only_the_book_is_offered_and_nothing_is_erased(
    ana: Phone, kit: TurnKit
) -> None:
    ana.command("person")
    ana.tap("Pausa y final")
    ana.tap("Ha muerto")
    ana.tap("Sí, ha muerto")
    assert kit.person().standing is Standing.DIED
    assert "El libro de <b>Carmen</b> sigue aquí" in ana.last.text
    assert "El libro" in ana.last.labels
    assert "Sesión" not in ana.last.labels


def test_after_a_death_pictures_being_made_are_called_off(ana: Phone, kit: TurnKit) -> None:
    with kit.look() as work:
        work.jobs.save(
            JobRecord(
                id="j1",
                kind=JobKind.PICTURE,
                purpose="pictures.made",
                subject_id="m1",
                account_id=1,
                chat_id=1,
                created_at=START,
            )
        )
        work.commit()
    ana.command("person")
    ana.tap("Pausa y final")
    ana.tap("Ha muerto")
    ana.tap("Sí, ha muerto")
    assert [payload["job_id"] for _, payload in kit.queued] == ["j1"]
    with kit.look() as work:
        assert list(work.jobs.waiting()) == []


def test_after_a_death_no_session_stays_open(ana: Phone, kit: TurnKit) -> None:
    with kit.look() as work:
        session = ReminiscenceSession.begin(
            session_id="s1", led_by=4, level=Level.OPEN, limit_minutes=45, now=START, brief=True
        )
        work.sessions.save(session)
        work.commit()
    ana.command("person")
    ana.tap("Pausa y final")
    ana.tap("Ha muerto")
    ana.tap("Sí, ha muerto")
    with kit.look() as work:
        assert work.sessions.open_one() is None


def test_a_death_told_by_mistake_can_be_taken_back(ana: Phone, kit: TurnKit) -> None:
    kit.prepare(standing=Standing.DIED)
    ana.command("person")
    ana.tap("Pausa y final")
    ana.tap("Ha sido un error")
    assert kit.person().standing is Standing.ACTIVE


def test_every_question_of_the_page_is_worded(kit: TurnKit) -> None:
    for language in ("es", "en"):
        tr = kit.services.translations.locale(language)
        for name in FACTS:
            assert tr.knows(f"person-ask-{name}".replace("_", "-"))
            assert len(tr.plain(f"person-fact-{name}".replace("_", "-"))) <= 24


def test_every_action_of_the_page_asks_for_a_role(kit: TurnKit) -> None:
    open_to_all = {n for n, r in person.routes().taps.items() if r.action is Action.ENTER}
    assert open_to_all == {
        "person.open",
        "person.part",
        "person.edit",
        "person.ask",
        "person.choose",
        "person.pass",
        "person.empty",
    }
