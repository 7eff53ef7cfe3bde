"""Adding, naming, dating and removing what is to be learnt, and who allows it."""

import pytest

from bot.incoming import Incoming, IncomingKind
from core.domain.circle import Role
from core.domain.consent import ConsentKind, GivenBy
from core.domain.element import Element, ElementKind
from core.services import elements, photos
from tests.fakes.turns import Phone
from tests.integration.photos.darkroom import LUCIA, PABLO, Darkroom, jpeg


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
    assert "Pídeselo a quien lleva este espacio" in lucia.last.text


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
    assert room.photos() == []
    assert [path.name for path in room.files()] == []
    assert [e for e in room.elements() if e.kind is ElementKind.STYLE] == []
