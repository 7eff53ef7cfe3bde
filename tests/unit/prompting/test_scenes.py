"""A scene card holds what was told, where it was told, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from core.content.questions import QuestionBank
from core.domain.element import Element, ElementKind
from core.domain.life import Feeling, LifeStage
from core.domain.memory import Memory, Teller, Valence, Wording
from core.domain.patient import Patient, PatientId
from core.domain.scene import SceneAspect, SceneCard, Source
from core.errors import PictureRefused
from core.prompting.scenes import SceneReader

PERSON = Patient(id=PatientId("a1b2c3d4e5f6g7h8"), name="Julián", birth_year=1944)
MEMORY = Memory(
    id="m1",
    stage=LifeStage.CHILDHOOD,
    theme="C1",
    words="",
    language="es",
    wording=Wording.VERBATIM,
    teller=Teller.PERSON,
    told_at=datetime(2026, 3, 14, 11, tzinfo=UTC),
)
BROTHER = Element(
    id="e1",
    kind=ElementKind.RELATIVE,
    name="Andrés",
    aliases=("mi hermano",),
    class_noun="man",
    instance_token="hrmnxq",
    adapter_id="a1",
    approved=True,
    may_be_drawn=True,
)
DOG = Element(id="e2", kind=ElementKind.PET, name="Trasto", class_noun="dog")
LUCIA = replace(BROTHER, id="e3", name="Lucía", aliases=(), class_noun="woman")
ALHAMBRA = replace(
    BROTHER, id="e4", kind=ElementKind.PLACE, name="la Alhambra", aliases=(), class_noun="palace"
)
HAND = replace(BROTHER, id="e5", kind=ElementKind.STYLE, name="Sorolla", aliases=())
TAUGHT = (BROTHER, DOG, LUCIA, ALHAMBRA, HAND)


def draft(
    reader: SceneReader,
    words: str,
    *elements: Element,
    language: str = "es",
    teller: Teller = Teller.PERSON,
) -> SceneCard:
    memory = replace(MEMORY, words=words, language=language, teller=teller)
    return reader.draft(memory, PERSON, elements, scene_id="s1")


def told(card: SceneCard) -> dict[str, str]:
    return {aspect.value: field.text for aspect, field in card.known.items()}


def test_every_told_aspect_is_found_in_spanish(reader: SceneReader) -> None:
    words = "En 1956, en la plaza de la iglesia, jugábamos a las canicas. Tenía una bufanda roja."
    assert told(draft(reader, words)) == {
        "where": "en la plaza de la iglesia",
        "when": "1956",
        "doing": "jugábamos a las canicas",
        "object": "una bufanda roja",
    }


def test_and_in_english(reader: SceneReader) -> None:
    words = "My brother and I walked to school along the lane in the snow, with a red scarf."
    assert told(draft(reader, words, language="en")) == {
        "who": "My brother and I",
        "where": "along the lane",
        "when": "1950",
        "doing": "walked to school",
        "light": "in the snow",
        "object": "a red scarf",
    }


@pytest.mark.parametrize(
    ("words", "aspect", "text"),
    [
        ("Mi abuela hacía rosquillas en la cocina", "doing", "hacía rosquillas"),
        ("Me gustaba pescar truchas en el río Manzanares", "where", "en el río Manzanares"),
        ("Íbamos al río a nadar", "doing", "nadar"),
        ("Paseábamos por la orilla al amanecer", "light", "al amanecer"),
        ("Una tarde de verano en el balcón", "light", "Una tarde de verano"),
        ("Subimos a la sierra y nevaba mucho", "light", "nevaba mucho"),
        ("En los años cincuenta vendía flores", "when", "los años cincuenta"),
        ("Cuando nos casamos, allá por los años 60", "when", "los años 60"),
        ("Vivía en Toledo y cosía vestidos", "where", "en Toledo"),
        ("La boda de mi hermana", "doing", "La boda de mi hermana"),
        ("Fui enfermera treinta años", "doing", "Fui enfermera"),
        ("Cuando me jubilé adopté un perro", "doing", "adopté un perro"),
        ("En el baile del pueblo me puse un traje", "where", "En el baile del pueblo"),
        ("Con mi perro Trasto por el campo", "object", "mi perro Trasto"),
        (
            "Llegaba al laboratorio de química antes que nadie",
            "doing",
            "Llegaba al laboratorio de química",
        ),
        ("Yo era química en una fábrica", "doing", "era química"),
        ("Por la tarde cosía, y el perro se me dormía en los pies", "doing", "cosía"),
        ("El perro dormía en el portal", "doing", "dormía"),
        ("La casa estaba en medio del campo", "where", "La casa estaba en medio del campo"),
        ("La iglesia era de piedra, y bailábamos en la plaza", "where", "en la plaza"),
    ],
)
def test_an_aspect_is_a_piece_of_what_was_said(
    reader: SceneReader, words: str, aspect: str, text: str
) -> None:
    assert told(draft(reader, words))[aspect] == text


@pytest.mark.parametrize(
    ("words", "aspect", "text"),
    [
        ("Dad taught me to ride a bicycle in the park", "doing", "ride a bicycle"),
        ("We met on the pier at Whitby in the fog", "where", "on the pier at Whitby"),
        ("I worked as a nurse in the sixties", "when", "the sixties"),
        ("Mum made apple cake", "object", "apple cake"),
        ("Me and my mates on the motorbike, 1964", "who", "Me and my mates"),
        ("We danced by candlelight", "light", "by candlelight"),
        ("I walked to school by the sea", "where", "by the sea"),
        ("Mum made a cake in the kitchen and nobody came in", "where", "in the kitchen"),
        ("Our house was in a field", "where", "Our house was in a field"),
        ("From the door you saw the church", "doing", "saw the church"),
    ],
)
def test_in_english_as_well(reader: SceneReader, words: str, aspect: str, text: str) -> None:
    assert told(draft(reader, words, language="en"))[aspect] == text


@pytest.mark.parametrize(
    ("words", "language", "aspect"),
    [
        ("On Sundays we danced in the square", "en", "light"),
        ("Los domingos bailábamos en la plaza", "es", "light"),
        ("Llegaba al laboratorio de química", "es", "who"),
        ("From the door you saw the church", "en", "object"),
    ],
)
def test_what_only_sounds_like_an_aspect_is_none(
    reader: SceneReader, words: str, language: str, aspect: str
) -> None:
    assert aspect not in told(draft(reader, words, language=language))


def test_what_was_told_names_its_teller(reader: SceneReader) -> None:
    sources = {
        teller: draft(reader, "Cosía en el balcón", teller=teller).field(SceneAspect.WHERE).source
        for teller in Teller
    }
    assert sources == {
        Teller.PERSON: Source.PERSON,
        Teller.COMPANION: Source.COMPANION,
        Teller.FAMILY: Source.FAMILY_VERIFIED,
    }


def test_the_decade_comes_from_the_stage_when_nobody_said_it(reader: SceneReader) -> None:
    when = draft(reader, "Jugaba en el patio").field(SceneAspect.WHEN)
    assert (when.text, when.source) == ("1950", Source.FAMILY_VERIFIED)


def test_a_scene_of_today_is_of_no_decade_of_its_stage(reader: SceneReader) -> None:
    assert draft(reader, "Hoy he visto un perro").field(SceneAspect.WHEN).text != "1950"


def test_without_a_birth_year_the_decade_stays_unknown(reader: SceneReader) -> None:
    memory = replace(MEMORY, words="Jugaba en el patio")
    card = reader.draft(memory, replace(PERSON, birth_year=None), scene_id="s1")
    assert not card.field(SceneAspect.WHEN).known


def test_a_place_on_file_is_used_when_none_was_said(reader: SceneReader) -> None:
    memory = replace(MEMORY, words="Jugaba a la peonza", place="Colmenar Viejo")
    where = reader.draft(memory, PERSON, scene_id="s1").field(SceneAspect.WHERE)
    assert (where.text, where.source) == ("Colmenar Viejo", Source.FAMILY_VERIFIED)


def test_a_feeling_is_only_what_somebody_tapped(reader: SceneReader) -> None:
    sad = replace(MEMORY, words="Estaba muy triste y contento en el patio")
    assert not reader.draft(sad, PERSON, scene_id="s1").field(SceneAspect.FEELING).known
    tapped = replace(sad, feeling=Feeling.JOY.value)
    assert reader.draft(tapped, PERSON, scene_id="s1").field(SceneAspect.FEELING).text == "joy"


def test_what_was_not_so_is_not_in_the_scene(reader: SceneReader) -> None:
    card = draft(reader, "No había nadie en la playa, paseaba sin zapatos. Bailé en la plaza.")
    assert told(card) == {"when": "1950", "where": "en la plaza", "doing": "Bailé"}


@pytest.mark.parametrize("words", ["", "🎉🎉🎉", "...", "zzyzx qwrt", "<b></b>"])
def test_nothing_recognised_leaves_everything_unknown(reader: SceneReader, words: str) -> None:
    assert set(told(draft(reader, words))) <= {"when"}


class TestPeople:
    @pytest.mark.parametrize(
        ("words", "present", "others"),
        [
            ("Íbamos al río con mi hermano", True, 1),
            ("Mi hermano y yo en el patio", True, 1),
            ("Mi abuela hacía pan en la cocina", False, 1),
            ("Mi abuela hacía pan y yo la miraba", True, 1),
            ("Bailaba con Paquita en la verbena", True, 1),
            ("Corría por el campo", True, 0),
            ("La plaza llena de flores", False, 0),
            ("De niño corría por el campo", True, 0),
            ("Trabajé de enfermera en el hospital", True, 0),
            ("Jugaba con tres amigos en la calle", True, 3),
            ("Mis padres bailaban en el salón", False, 2),
            ("Veía a mi madre coser", True, 1),
            ("Mi hermano corría. Mi hermano reía.", False, 1),
        ],
    )
    def test_they_are_counted(
        self, reader: SceneReader, words: str, *, present: bool, others: int
    ) -> None:
        card = draft(reader, words)
        assert (card.person_present, card.others) == (present, others)

    def test_told_by_the_family_the_mother_is_the_person(self, reader: SceneReader) -> None:
        card = draft(reader, "Mi madre cosía con su hermana", teller=Teller.COMPANION)
        assert (card.person_present, card.others) == (True, 1)

    def test_told_by_the_family_the_persons_name_is_the_person(self, reader: SceneReader) -> None:
        card = draft(reader, "Bailaba con Julián y Carmen", teller=Teller.FAMILY)
        assert (card.person_present, card.others) == (True, 1)

    def test_grandchildren_are_never_counted_in(self, reader: SceneReader) -> None:
        card = draft(reader, "Paseaba por el parque con mi nieta Lucía")
        assert (card.person_present, card.others) == (True, 0)

    def test_taught_elements_are_recognised_by_name_or_alias(self, reader: SceneReader) -> None:
        for words in ("Corría con ANDRES y Trasto", "Corría con mi hermano y con trasto"):
            card = draft(reader, words, BROTHER, DOG)
            assert card.element_ids == ("e1", "e2")
            assert card.others == 0

    def test_a_relative_without_consent_stays_someone(self, reader: SceneReader) -> None:
        card = draft(reader, "Corría con Andrés", replace(BROTHER, may_be_drawn=False))
        assert card.element_ids == ()
        assert card.others == 1

    @pytest.mark.parametrize(
        ("words", "daughter", "seen"),
        [
            ("Rosa cosía en el balcón", {}, ()),
            ("Rosa cosía con Rosa María", {"name": "Rosa María"}, ("e3",)),
            ("Rosa cosía con su hija", {"aliases": ("su hija",)}, ("e3",)),
        ],
    )
    def test_a_daughter_called_the_same_is_not_seen_where_the_person_is_named(
        self, reader: SceneReader, words: str, daughter: dict[str, Any], seen: tuple[str, ...]
    ) -> None:
        memory = replace(MEMORY, words=words, teller=Teller.FAMILY)
        rosa = replace(LUCIA, **{"name": "Rosa", **daughter})
        card = reader.draft(memory, replace(PERSON, name="Rosa"), [rosa], scene_id="s1")
        assert card.element_ids == seen
        assert (card.person_present, card.others) == (True, 0)


class TestRefusing:
    def test_a_refused_sentence_is_not_read(self, reader: SceneReader) -> None:
        card = draft(reader, "El entierro fue en la iglesia. Luego bailamos en la plaza.")
        assert told(card)["where"] == "en la plaza"
        assert "iglesia" not in " ".join(told(card).values())

    def test_a_memory_of_nothing_else_is_refused(self, reader: SceneReader) -> None:
        with pytest.raises(PictureRefused) as refusal:
            draft(reader, "El entierro de mi padre en el pueblo")
        assert refusal.value.reason == "death"

    @pytest.mark.parametrize(
        "painful",
        [replace(MEMORY, valence=Valence.PAINFUL), replace(MEMORY, avoid_reason="le hizo daño")],
        ids=["valence", "avoided"],
    )
    def test_a_painful_memory_is_refused(self, reader: SceneReader, painful: Memory) -> None:
        memory = replace(painful, words="Bailamos en la plaza")
        with pytest.raises(PictureRefused) as refusal:
            reader.draft(memory, PERSON, scene_id="s1")
        assert refusal.value.reason == "painful"

    def test_young_people_are_for_real_photos(self, reader: SceneReader) -> None:
        memory = replace(MEMORY, words="Bailamos en la plaza")
        with pytest.raises(PictureRefused) as refusal:
            reader.draft(memory, PERSON, scene_id="s1", theme=QuestionBank.load().theme("L2"))
        assert refusal.value.reason == "theme"


class TestCorrecting:
    def test_a_corrected_field_is_the_companions(self, reader: SceneReader) -> None:
        card = draft(reader, "Bailé en la plaza")
        card = reader.correct(card, SceneAspect.WHERE, "en la era", patient=PERSON)
        where = card.field(SceneAspect.WHERE)
        assert (where.text, where.source) == ("en la era", Source.COMPANION)

    def test_correcting_who_counts_again(self, reader: SceneReader) -> None:
        card = draft(reader, "Bailé con mi hermano", BROTHER)
        card = reader.correct(
            card, SceneAspect.WHO, "con sus dos primas y Trasto", [BROTHER, DOG], patient=PERSON
        )
        assert card.others == 2
        assert "e2" in card.element_ids

    def test_taking_everybody_out_takes_the_person_out_too(self, reader: SceneReader) -> None:
        card = draft(reader, "Bailé con mi hermano", BROTHER)
        card = reader.correct(card, SceneAspect.WHO, " ", patient=PERSON)
        assert not card.person_present
        assert card.others == 0

    @pytest.mark.parametrize(
        ("words", "aspect", "text", "seen"),
        [
            ("Lucía y yo bailábamos", SceneAspect.WHO, "con su prima", []),
            ("Lucía y yo bailábamos", SceneAspect.WHO, "con mi hermano", ["e1"]),
            ("Lucía y yo bailábamos", SceneAspect.WHO, "sin Lucía", []),
            ("Lucía y yo bailábamos", SceneAspect.WHO, "Lucía y su prima", ["e3"]),
            ("Lucía y yo bailábamos", SceneAspect.WHERE, "en la playa", ["e3"]),
            ("En la plaza, con Lucía, comíamos pan", SceneAspect.WHO, "", []),
            ("Bailaba con Lucía", SceneAspect.WHO, "", []),
            ("Lucía y yo bailábamos. Trasto dormía.", SceneAspect.WHO, "", ["e2"]),
            ("Bailaba con Lucía", SceneAspect.DOING, "bailaba", ["e3"]),
            ("En el patio acariciaba a Trasto", SceneAspect.DOING, "leía", []),
            ("En el patio, con mi perro Trasto", SceneAspect.OBJECT, "un libro", []),
            ("En la Alhambra comíamos pan", SceneAspect.WHERE, "en la playa", []),
            ("En la Alhambra comíamos pan", SceneAspect.WHERE, "", []),
            ("En la Alhambra comíamos pan", SceneAspect.WHERE, "frente a la Alhambra", ["e4"]),
            ("En la playa comíamos pan", SceneAspect.WHERE, "en la Alhambra", ["e4"]),
            ("En la playa comíamos pan", SceneAspect.OBJECT, "Trasto", ["e2"]),
            ("En la playa comíamos pan", SceneAspect.DOING, "jugar con Trasto", ["e2"]),
            ("En la playa comíamos pan", SceneAspect.LIGHT, "con Lucía", []),
        ],
    )
    def test_the_scene_holds_those_who_are_still_named(
        self, reader: SceneReader, words: str, aspect: SceneAspect, text: str, seen: list[str]
    ) -> None:
        card = reader.correct(draft(reader, words, *TAUGHT), aspect, text, TAUGHT, patient=PERSON)
        assert sorted(card.element_ids) == seen

    def test_a_place_on_file_goes_with_its_correction(self, reader: SceneReader) -> None:
        person = replace(PERSON, places=("la Alhambra",))
        memory = replace(MEMORY, words="Paseaba en la Alhambra")
        card = reader.draft(memory, person, TAUGHT, scene_id="s1")
        assert card.element_ids == ("e4",)
        card = reader.correct(card, SceneAspect.WHERE, "en la playa", TAUGHT, patient=person)
        assert card.element_ids == ()

    @pytest.mark.parametrize("aspect", [SceneAspect.WHO, SceneAspect.WHERE])
    def test_a_chosen_style_stays_whatever_is_corrected(
        self, reader: SceneReader, aspect: SceneAspect
    ) -> None:
        card = draft(reader, "Paseaba en el museo Sorolla", *TAUGHT)
        card = replace(card, element_ids=(HAND.id,))
        card = reader.correct(card, aspect, "", TAUGHT, patient=PERSON)
        assert card.element_ids == (HAND.id,)

    def test_corrections_survive_a_new_draft(self, reader: SceneReader) -> None:
        memory = replace(MEMORY, words="Bailé en la plaza")
        corrections = {SceneAspect.WHERE: "", SceneAspect.LIGHT: "de noche"}
        card = reader.draft(memory, PERSON, scene_id="s1", corrections=corrections)
        assert told(card) == {"when": "1950", "doing": "Bailé", "light": "de noche"}


class TestCastingAgain:
    def again(
        self, reader: SceneReader, card: SceneCard, words: str, *elements: Element
    ) -> SceneCard:
        return reader.recast(card, replace(MEMORY, words=words), PERSON, elements)

    def test_whoever_was_taught_since_is_someone_no_longer(self, reader: SceneReader) -> None:
        words = "Corría con Andrés y con Paquita"
        early = replace(draft(reader, words), approved=True)
        card = self.again(reader, early, words, BROTHER)
        assert (early.others, card.others) == (2, 1)
        assert card.element_ids == ("e1",)
        assert card.fields == early.fields
        assert not card.approved

    def test_where_nobody_was_taught_nothing_changes(self, reader: SceneReader) -> None:
        words = "Corría con Andrés y con Trasto"
        card = replace(draft(reader, words, BROTHER, DOG), approved=True)
        assert self.again(reader, card, words, DOG, BROTHER) == card

    @pytest.mark.parametrize("who", ["", "con su prima"])
    def test_whoever_was_corrected_out_stays_out(self, reader: SceneReader, who: str) -> None:
        words = "Andrés corría. Lucía y yo comíamos pan."
        card = draft(reader, words)
        card = reader.correct(card, SceneAspect.WHO, who, patient=PERSON)
        assert self.again(reader, card, words, BROTHER, LUCIA) == card

    def test_a_correction_is_read_again_as_well(self, reader: SceneReader) -> None:
        words = "Comíamos pan"
        card = reader.correct(
            draft(reader, words), SceneAspect.WHERE, "en la Alhambra", patient=PERSON
        )
        assert self.again(reader, card, words, ALHAMBRA).element_ids == ("e4",)

    def test_a_chosen_style_stays(self, reader: SceneReader) -> None:
        words = "Corría con Andrés"
        card = replace(draft(reader, words), element_ids=(HAND.id,))
        assert self.again(reader, card, words, HAND) == card
        assert self.again(reader, card, words, HAND, BROTHER).element_ids == ("e1", "e5")

    def test_a_place_stays_though_its_name_was_learnt_only_later(
        self, reader: SceneReader
    ) -> None:
        memory = replace(MEMORY, words="En la Alhambra comíamos pan")
        card = reader.draft(memory, PERSON, [ALHAMBRA], scene_id="s1")
        assert not card.field(SceneAspect.WHERE).known
        assert card.element_ids == ("e4",)
        person = replace(PERSON, places=("la Alhambra",))
        assert reader.recast(card, memory, person, [ALHAMBRA]) == card

    def test_a_place_that_was_left_out_stays_out(self, reader: SceneReader) -> None:
        memory = replace(MEMORY, words="En la Alhambra comíamos pan")
        person = replace(PERSON, places=("la Alhambra",))
        card = reader.draft(memory, person, [ALHAMBRA], scene_id="s1")
        card = reader.correct(card, SceneAspect.WHERE, "", [ALHAMBRA], patient=person)
        assert reader.recast(card, memory, person, [ALHAMBRA]) == card

    def test_a_place_that_is_taught_later_is_seen(self, reader: SceneReader) -> None:
        words = "En la Alhambra comíamos pan"
        card = draft(reader, words)
        assert self.again(reader, card, words, ALHAMBRA).element_ids == ("e4",)
