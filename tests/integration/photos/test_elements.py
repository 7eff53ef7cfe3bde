"""Adding, naming, dating and removing what is to be learnt, and who allows it."""

from dataclasses import replace

import pytest

from bot.incoming import Incoming, IncomingKind
from core.domain.circle import Role
from core.domain.consent import ConsentKind, GivenBy
from core.domain.element import Element, ElementKind
from core.domain.vetting import Box, FaceSeen, Finding, Pose
from core.services import elements, photos
from tests.fakes.turns import Phone
from tests.integration.photos.darkroom import LUCIA, PABLO, Darkroom, found, jpeg


def adds(room: Darkroom, kind: str, name: str, *, phone: Phone | None = None) -> Element:
    phone = phone or room.ana
    room.allow(ConsentKind.PHOTOS)
    phone.command("photos")
    phone.tap("Otra persona o cosa")
    phone.tap(kind)
    phone.words(name)
    return room.elements()[-1]


def test_a_pet_needs_a_name_a_kind_and_nobodys_consent(room: Darkroom) -> None:
    adds(room, "Un animal", "Zascandil")
    room.ana.tap("Un perro")
    pet = room.elements()[-1]
    assert (pet.kind, pet.name, pet.class_noun) == (ElementKind.PET, "Zascandil", "dog")
    assert pet.may_be_drawn
    assert "Zascandil" in room.ana.last.text


def test_what_it_is_can_be_said_in_ones_own_words(room: Darkroom) -> None:
    adds(room, "Una cosa", "La Pepa")
    room.ana.words("un acordeón viejo")
    thing = room.elements()[-1]
    assert (thing.class_noun, thing.class_words) == ("accordion", "un acordeón viejo")


def test_an_unknown_word_is_asked_again(room: Darkroom) -> None:
    adds(room, "Una cosa", "La Pepa")
    room.ana.words("zzgrmpf")
    assert "Esa palabra no la conozco" in room.ana.seen[-2].text
    assert "¿Qué es La Pepa?" in room.ana.last.text


@pytest.mark.parametrize(
    ("button", "giver"),
    [
        ("Mayor de edad: dijo sí", GivenBy.SHOWN),
        ("Es menor: sus padres sí", GivenBy.GUARDIAN),
        ("Ya murió: la familia sí", GivenBy.FAMILY),
    ],
)
def test_a_relative_is_asked_about_once(room: Darkroom, button: str, giver: GivenBy) -> None:
    adds(room, "Otra persona", "Anselmo")
    room.ana.tap("Un hombre")
    assert "Para aprender cómo es Anselmo hace falta su permiso" in room.ana.last.text
    room.ana.tap(button)
    relative = room.elements()[-1]
    with room.kit.look() as work:
        consent = work.consents.holding(ConsentKind.LIKENESS, subject=relative.id)
    assert (consent.given_by, consent.recorded_by) == (giver, room.ana.account_id)
    assert relative.may_be_drawn
    assert "Lo siguiente" in room.ana.last.text


@pytest.mark.parametrize(
    ("button", "giver"),
    [
        ("Sí, los dos dijeron sí", GivenBy.SHOWN),
        ("Alguno murió: familia sí", GivenBy.FAMILY),
    ],
)
def test_of_a_couple_both_are_asked_about(room: Darkroom, button: str, giver: GivenBy) -> None:
    adds(room, "Otra persona", "Luis y Eva")
    assert "¿A quién se ve en las fotos de Luis y Eva?" in room.ana.last.text
    room.ana.tap("Una pareja")
    assert "Es menor: sus padres sí" not in room.ana.last.labels
    room.ana.tap(button)
    couple = room.elements()[-1]
    with room.kit.look() as work:
        consent = work.consents.holding(ConsentKind.LIKENESS, subject=couple.id)
    assert (consent.given_by, couple.may_be_drawn) == (giver, True)


def allowed(room: Darkroom, noun: str, answer: str) -> Element:
    adds(room, "Otra persona", "Luis y Eva")
    room.ana.tap(noun)
    room.ana.tap(answer)
    assert room.elements()[-1].may_be_drawn
    return room.elements()[-1]


@pytest.mark.parametrize(
    ("was", "answer", "now_is", "asked"),
    [
        ("Una mujer", "Mayor de edad: dijo sí", "Una pareja", "Sí, los dos dijeron sí"),
        ("Una pareja", "Sí, los dos dijeron sí", "Un hombre", "Mayor de edad: dijo sí"),
        ("Una mujer", "Mayor de edad: dijo sí", "Una niña", "Es menor: sus padres sí"),
        ("Un niño", "Es menor: sus padres sí", "Un hombre", "Mayor de edad: dijo sí"),
    ],
)
def test_where_others_answer_for_a_likeness_they_are_asked(
    room: Darkroom, was: str, answer: str, now_is: str, asked: str
) -> None:
    element = allowed(room, was, answer)
    room.ana.tap("Cambiar")
    room.ana.tap("Qué es")
    room.ana.tap(now_is)
    assert asked in room.ana.last.labels
    with room.kit.look() as work:
        assert work.consents.holding(ConsentKind.LIKENESS, subject=element.id) is None
    left = room.element(element.id)
    assert (left.may_be_drawn, left.consent_asked) == (False, False)
    room.ana.tap(asked)
    assert room.element(element.id).may_be_drawn


def test_a_grown_up_of_another_word_is_not_asked_again(room: Darkroom) -> None:
    element = allowed(room, "Una mujer", "Mayor de edad: dijo sí")
    room.ana.tap("Cambiar")
    room.ana.tap("Qué es")
    room.ana.words("una vecina")
    assert room.element(element.id).may_be_drawn


def test_photos_of_a_couple_are_looked_at_again_for_one_of_them(room: Darkroom) -> None:
    allowed(room, "Una pareja", "Sí, los dos dijeron sí")
    room.receives(jpeg())
    assert room.photos()[0].good
    room.ana.tap("Ver cómo vamos")
    room.ana.tap("Cambiar")
    room.ana.tap("Qué es")
    room.ana.tap("Un hombre")
    assert not room.photos()[0].judged
    room.ana.tap("Mayor de edad: dijo sí")
    room.ana.tap("Mirarlas ahora")
    room.looks()
    room.judges()
    assert not room.requests[-1].couple
    assert room.photos()[0].good


def test_photos_that_were_looked_at_as_something_else_are_left(room: Darkroom) -> None:
    allowed(room, "Una pareja", "Sí, los dos dijeron sí")
    room.sends(jpeg())
    room.looks()
    room.ana.command("photos")
    room.ana.tap("Luis y Eva")
    room.ana.tap("Cambiar")
    room.ana.tap("Qué es")
    room.ana.tap("Un hombre")
    room.judges()
    assert not room.photos()[0].judged


@pytest.mark.parametrize("said", ["Una niña", ""])
def test_before_what_was_learnt_is_forgotten_somebody_is_asked(room: Darkroom, said: str) -> None:
    element = allowed(room, "Una mujer", "Mayor de edad: dijo sí")
    with room.kit.look() as work:
        adapter_id = work.media.put(b"adapter", media_type="application/octet-stream")
        work.elements.save(replace(element, adapter_id=adapter_id, approved=True))
        work.commit()
    room.ana.tap("Cambiar")
    room.ana.tap("Qué es")
    if said:
        room.ana.tap(said)
    else:
        room.ana.words("mi nieta")
    assert "se borra lo aprendido" in room.ana.last.text
    assert room.element(element.id).may_be_drawn
    room.ana.tap("Sí, cambiarlo")
    left = room.element(element.id)
    assert (left.adapter_id, left.may_be_drawn) == (None, False)
    assert left.class_noun == ("girl" if said else "grandchild")
    assert room.files() == []


def test_what_it_is_can_be_left_open(room: Darkroom) -> None:
    adds(room, "Un animal", "Zascandil")
    room.ana.tap("Volver")
    assert "Zascandil" in room.ana.last.text


def test_on_photos_of_a_couple_faces_are_looked_for(room: Darkroom) -> None:
    adds(room, "Otra persona", "Luis y Eva")
    room.ana.tap("Una pareja")
    room.ana.tap("Sí, los dos dijeron sí")
    left, right = (
        FaceSeen(
            box=Box(left=x, top=0.2, right=x + 0.2, bottom=0.5), pose=Pose.PROFILE, smiling=True
        )
        for x in (0.2, 0.6)
    )
    room.verdicts = {0: found(faces=(left, right)), 1: found(Finding.SEVERAL_FACES)}
    room.receives(jpeg(shade=1), jpeg(shade=2))
    assert (room.requests[0].kind, room.requests[0].couple) == (ElementKind.RELATIVE, True)
    both, crowd = room.photos()
    assert (both.good, both.pose, both.face) == (
        True,
        None,
        Box(left=0.2, top=0.2, right=0.8, bottom=0.5),
    )
    assert not crowd.good
    assert "En 1 sale alguien más que los dos" in room.ana.last.text
    room.ana.tap("Decidir (1)")
    assert "Aquí sale alguien más que Luis y Eva" in room.ana.last.text
    assert room.ana.last.labels == ["No usarla", "Quitarla", "Luego"]


def test_whom_nobody_has_asked_is_neither_compared_nor_learnt(room: Darkroom) -> None:
    adds(room, "Otra persona", "Anselmo")
    room.ana.tap("Un hombre")
    room.ana.tap("Nadie todavía")
    room.receives(*[jpeg(shade=n) for n in range(6)])
    assert room.requests[0].compare_faces is False
    assert not room.elements()[-1].may_be_drawn
    assert "Aprender con ellas" not in room.ana.last.labels


def test_the_persons_own_answer_counts_for_every_age(room: Darkroom) -> None:
    room.ana.command("photos")
    room.ana.tap("De joven")
    room.ana.tap("Soy quien cuida")
    assert "aprendo cómo era Carmen" in room.ana.last.text
    room.ana.tap("La persona")
    assert [e.may_be_drawn for e in room.elements()] == [True] * 3
    room.ana.command("photos")
    room.ana.tap("De mayor")
    assert "Lo siguiente" in room.ana.last.text


def test_who_may_not_give_consents_is_told_whom_to_ask(room: Darkroom) -> None:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    lucia.command("photos")
    lucia.tap("De joven")
    assert "Pídeselo a la persona responsable" in lucia.last.text


def test_a_relative_adds_somebody_whom_the_owner_allows_later(room: Darkroom) -> None:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    element = adds(room, "Otra persona", "Anselmo", phone=lucia)
    lucia.tap("Un hombre")
    assert "solo las guardo" in lucia.last.text
    assert "Dar permiso" not in lucia.last.labels
    room.ana.command("photos")
    room.ana.tap("Anselmo")
    room.ana.tap("Mayor de edad: dijo sí")
    assert room.element(element.id).may_be_drawn


def test_the_hand_of_another_artist_is_not_learnt(room: Darkroom) -> None:
    adds(room, "Sus cuadros", "Las marinas")
    room.ana.tap("Acuarelas")
    room.ana.tap("De otro artista")
    assert "De otros artistas no aprendo" in room.ana.last.text
    assert [e for e in room.elements() if e.kind is ElementKind.STYLE] == []


def test_the_persons_own_paintings_are_a_style(room: Darkroom) -> None:
    adds(room, "Sus cuadros", "Las marinas")
    room.ana.tap("Acuarelas")
    room.ana.tap("De la persona")
    style = room.elements()[-1]
    assert (style.kind, style.class_noun, style.may_be_drawn) == (
        ElementKind.STYLE,
        "watercolour",
        True,
    )


def test_names_and_years_are_changed_one_at_a_time(room: Darkroom) -> None:
    element = adds(room, "Un animal", "Zascandil")
    room.ana.tap("Un perro")
    room.ana.tap("Cambiar")
    room.ana.tap("Otros nombres")
    room.ana.words("el perro, Zasca ; Zasca")
    room.ana.tap("Años")
    room.ana.words("de 1965 a 1950")
    room.ana.tap("Nombre")
    room.ana.words("Zascandil II")
    changed = room.element(element.id)
    assert (changed.name, changed.aliases) == ("Zascandil II", ("el perro", "Zasca"))
    assert (changed.first_year, changed.last_year) == (1950, 1965)
    assert "Años de las fotos: 1950–1965" in room.ana.last.text


def test_years_without_a_year_are_asked_again(room: Darkroom) -> None:
    room.opens()
    room.ana.tap("Cambiar")
    room.ana.tap("Años")
    room.ana.words("hace mucho")
    assert "Por ejemplo" in room.ana.last.text


def test_an_element_is_removed_with_its_photos_after_a_word(room: Darkroom) -> None:
    element = adds(room, "Un animal", "Zascandil")
    room.ana.tap("Un perro")
    room.receives(jpeg(shade=1), jpeg(shade=2))
    room.ana.tap("Ver cómo vamos")
    room.ana.tap("Cambiar")
    room.ana.tap("Quitarlo")
    assert "se borran sus fotos" in room.ana.last.text
    room.ana.tap("Sí, quitarlo")
    assert element.id not in {e.id for e in room.elements()}
    assert room.photos() == []
    assert room.files() == []


def test_the_persons_ages_are_never_removed(room: Darkroom) -> None:
    room.opens()
    room.ana.tap("Cambiar")
    assert "Quitarlo" not in room.ana.last.labels


def test_a_relative_changes_nothing_that_has_photos(room: Darkroom) -> None:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    adds(room, "Un animal", "Zascandil")
    room.ana.tap("Un perro")
    room.receives(jpeg())
    lucia.command("photos")
    lucia.tap("Zascandil · 1/10")
    lucia.tap("Cambiar")
    assert "Quitarlo" not in lucia.last.labels
    lucia.tap("Nombre")
    assert room.elements()[-1].name == "Zascandil"


def test_a_companion_sends_photos_too(room: Darkroom) -> None:
    pablo = room.member(PABLO, "Pablo", Role.COMPANION)
    room.opens(pablo)
    room.receives(jpeg(), phone=pablo)
    assert "✅ 1 es buena" in pablo.last.text


@pytest.mark.parametrize("asked", ["noun", "name", "aliases", "years"])
def test_a_photo_that_comes_before_an_answer_is_kept_and_asked_about(
    room: Darkroom, asked: str
) -> None:
    adds(room, "Un animal", "Zascandil")
    if asked != "noun":
        room.ana.tap("Un perro")
        room.ana.tap("Cambiar")
        room.ana.tap({"name": "Nombre", "aliases": "Otros nombres", "years": "Años"}[asked])
    room.sends(jpeg())
    with room.kit.look() as work:
        held = photos.held(work, sent_by=room.ana.account_id)
    assert len(held) == 1
    assert "Zascandil" in room.ana.last.labels
    assert room.elements()[-1].name == "Zascandil"


def test_a_voice_note_does_not_take_other_names_away(room: Darkroom) -> None:
    adds(room, "Un animal", "Zascandil")
    room.ana.tap("Un perro")
    room.ana.tap("Cambiar")
    room.ana.tap("Otros nombres")
    room.ana.words("Zas")
    room.ana.tap("Otros nombres")
    room.ana.send(Incoming(kind=IncomingKind.VOICE, media_type="audio/ogg"), file=b"ogg")
    assert room.elements()[-1].aliases == ("Zas",)
    assert "separadas por comas" in room.ana.last.text


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("1958", (1958, 1958)),
        ("1950-1965", (1950, 1965)),
        ("de los 50", (1950, 1959)),
        ("los años 60", (1960, 1969)),
        ("the 1950s", (1950, 1959)),
        ("the '70s", (1970, 1979)),
        ("los años 50 y 60", (1950, 1969)),
        ("entre los 50 y los 70", (1950, 1979)),
        ("the '50s and '60s", (1950, 1969)),
        ("the 1950s and 60s", (1950, 1969)),
        ("entre 1950 y 60", (1950, 1960)),
        ("de 1960 a 75", (1960, 1975)),
        ("2005-06", (2005, 2006)),
        ("1958 y 30 fotos", (1958, 1958)),
        ("2005-12-24", (2005, 2005)),
    ],
)
def test_years_are_understood_as_people_type_them(
    room: Darkroom, typed: str, years: tuple[int, int]
) -> None:
    adds(room, "Un animal", "Zascandil")
    with room.kit.look() as work:
        dated = elements.date(work, room.elements()[-1].id, years=typed)
    assert dated is not None
    assert (dated.first_year, dated.last_year) == years


def test_what_is_no_name_and_no_year_is_said_to_be_none(room: Darkroom) -> None:
    adds(room, "Un animal", "Z" * 41)
    assert "40 letras como mucho" in room.ana.seen[-2].text
    room.ana.words("Zascandil")
    room.ana.tap("Un perro")
    room.ana.tap("Cambiar")
    room.ana.tap("Años")
    room.ana.words("hace mucho")
    assert "no he encontrado ningún año" in room.ana.seen[-2].text


def test_whose_works_they_are_stays_open_and_in_sight_until_somebody_says(
    room: Darkroom,
) -> None:
    adds(room, "Sus cuadros", "Las marinas")
    room.ana.tap("Cuadros")
    room.ana.command("photos")
    room.ana.tap("Las marinas")
    assert "Falta decir de quién son las obras" in room.ana.last.text
    room.receives(jpeg())
    room.ana.tap("Ver cómo vamos")
    room.ana.tap("Decir de quién son")
    room.ana.tap("De otro artista")
    assert "borro la foto que hay" in room.ana.last.text
    assert len(room.photos()) == 1
    room.ana.tap("Sí, borrarlas")
    assert room.photos() == []
    assert [path.name for path in room.files()] == []
    assert [e for e in room.elements() if e.kind is ElementKind.STYLE] == []


def spans(room: Darkroom) -> dict[str, tuple[int | None, int | None]]:
    room.ana.command("photos")
    return {str(e.age): (e.first_year, e.last_year) for e in room.elements() if e.age}


def born(room: Darkroom, year: int) -> None:
    with room.kit.look() as work:
        work.save_patient(replace(work.patient(), birth_year=year))
        work.commit()


def test_years_follow_a_corrected_birth_year_and_none_is_to_come(room: Darkroom) -> None:
    assert spans(room) == {"young": (1954, 1968), "adult": (1969, 1997), "old": (1998, 2026)}
    born(room, 1940)
    assert spans(room) == {"young": (1956, 1970), "adult": (1971, 1999), "old": (2000, 2026)}
    born(room, 1980)
    assert spans(room) == {"young": (1996, 2010), "adult": (2011, 2026), "old": (None, None)}


def test_years_somebody_typed_stay_when_the_birth_year_is_corrected(room: Darkroom) -> None:
    room.opens()
    room.ana.tap("Cambiar")
    room.ana.tap("Años")
    room.ana.words("1950-1964")  # as long as the years by default
    assert spans(room)["young"] == (1950, 1964)
    born(room, 1940)
    assert spans(room) == {"young": (1950, 1964), "adult": (1971, 1999), "old": (2000, 2026)}


def test_years_that_were_kept_before_and_are_to_come_are_cut(room: Darkroom) -> None:
    spans(room)
    old = next(e for e in room.elements() if e.age == "old")
    room.change(replace(old, first_year=1998, last_year=2048))
    assert spans(room)["old"] == (1998, 2026)


@pytest.mark.parametrize(
    ("birth_year", "typed", "kept"),
    [(None, "1995-2010", (1995, 2010)), (1938, "1998-2010", (1998, 2010))],
)
def test_years_somebody_typed_of_old_age_stay(
    room: Darkroom, birth_year: int | None, typed: str, kept: tuple[int, int]
) -> None:
    """A span that is shorter than the rest of a life, or begins where it would by default."""
    with room.kit.look() as work:
        work.save_patient(replace(work.patient(), birth_year=birth_year))
        work.commit()
    room.opens()
    room.ana.command("photos")
    room.ana.tap("De mayor")
    room.ana.tap("Cambiar")
    room.ana.tap("Años")
    room.ana.words(typed)
    born(room, 1944)
    assert spans(room) == {"young": (1960, 1974), "adult": (1975, 2003), "old": kept}


def test_two_relatives_who_add_the_same_come_to_one_board(room: Darkroom) -> None:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    adds(room, "Un animal", "Tóby")
    room.ana.tap("Un perro")
    adds(room, "Un animal", " toby", phone=lucia)
    assert [e.name for e in room.elements() if e.age is None] == ["Tóby"]
    assert "Tóby ya está aquí" in lucia.seen[-2].text
    assert "<b>Tóby</b>" in lucia.last.text
    room.sends(jpeg(), phone=lucia)
    (photo,) = room.photos()
    assert photo.element_id == room.elements()[-1].id


def test_somebody_and_something_may_have_one_name(room: Darkroom) -> None:
    adds(room, "Un animal", "Luna")
    adds(room, "Otra persona", "Luna")
    assert [e.kind for e in room.elements() if e.age is None] == [
        ElementKind.PET,
        ElementKind.RELATIVE,
    ]


def test_another_name_it_goes_by_leads_to_it_too(room: Darkroom) -> None:
    toby = adds(room, "Un animal", "Toby")
    room.change(replace(toby, aliases=("el Tobías",)))
    adds(room, "Un animal", "el tobias")
    assert [e.name for e in room.elements() if e.age is None] == ["Toby"]


def test_other_names_can_be_taken_back(room: Darkroom) -> None:
    toby = adds(room, "Un animal", "Toby")
    room.change(replace(toby, aliases=("Tobías",)))
    room.ana.command("photos")
    for label in ("Toby", "Cambiar", "Otros nombres", "Ninguno"):
        room.ana.tap(label)
    assert room.element(toby.id).aliases == ()
    assert "También se llama: –" in room.ana.last.text


def test_a_dash_is_no_name(room: Darkroom) -> None:
    toby = adds(room, "Un animal", "Toby")
    room.change(replace(toby, aliases=("Tobías",)))
    room.ana.command("photos")
    for label in ("Toby", "Cambiar", "Otros nombres"):
        room.ana.tap(label)
    room.ana.words("-")
    assert room.element(toby.id).aliases == ()


@pytest.mark.parametrize(
    "route",
    [
        ("Un perro",),
        ("Volver", "Nombre"),
        ("Volver", "Otros nombres"),
        ("Volver", "Años"),
        ("Volver", "Qué es"),
    ],
)
def test_of_what_somebody_took_away_meanwhile_it_is_said_so(
    room: Darkroom, route: tuple[str, ...]
) -> None:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    toby = adds(room, "Un animal", "Toby", phone=lucia)
    *before, last = route
    for label in before:
        lucia.tap(label)
    takes_away(room, toby)
    applied = lucia.tap(last)
    assert "Eso ya no está" in applied.notice
    assert "¿De qué época son?" in lucia.last.text


@pytest.mark.parametrize("field", ["", "Nombre", "Otros nombres", "Años"])
def test_words_for_what_was_taken_away_meanwhile_are_answered(room: Darkroom, field: str) -> None:
    lucia = room.member(LUCIA, "Lucía", Role.RELATIVE)
    toby = adds(room, "Un animal", "Toby", phone=lucia)
    for label in ("Volver", field) if field else ():
        lucia.tap(label)
    takes_away(room, toby)
    lucia.words("1950")
    assert "Eso ya no está" in lucia.seen[-2].text
    assert "¿De qué época son?" in lucia.last.text


def test_leave_for_somebody_taken_away_meanwhile_is_not_taken(room: Darkroom) -> None:
    anselmo = adds(room, "Otra persona", "Anselmo")
    room.ana.tap("Un hombre")
    takes_away(room, anselmo)
    applied = room.ana.tap("Mayor de edad: dijo sí")
    assert "Eso ya no está" in applied.notice


def takes_away(room: Darkroom, element: Element) -> None:
    with room.kit.look() as work:
        elements.remove(work, element.id, now=room.kit.clock.now())
        work.commit()
