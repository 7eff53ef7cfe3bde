"""From a checked card to a recipe: the token or a faceless figure, and never what is refused."""

from dataclasses import replace

import pytest

from core.content.questions import QuestionBank
from core.domain.element import Element, ElementKind
from core.domain.life import LifeStage
from core.domain.patient import Figure
from core.domain.picture import PictureStyle, Recipe
from core.domain.scene import SceneAspect, SceneCard, SceneField, Source
from core.errors import NothingToDraw, PictureRefused
from core.prompting.prompts import PromptWriter, adapter_input

LIKENESS = Element(
    id="e1",
    kind=ElementKind.PERSON,
    name="Julián",
    class_noun="man",
    instance_token="jovenxq",
    adapter_id="a1",
    approved=True,
    may_be_drawn=True,
    first_year=1964,
    last_year=1972,
)
SISTER = replace(
    LIKENESS, id="e2", kind=ElementKind.RELATIVE, name="Elvira", class_noun="woman",
    instance_token="elvxq",
)  # fmt: skip
BASILICA = replace(
    LIKENESS, id="e3", kind=ElementKind.PLACE, name="la basílica", class_noun="basilica",
    instance_token="cvxq",
)  # fmt: skip
DOG = Element(id="e4", kind=ElementKind.PET, name="Trasto", class_noun="dog")

TAUGHT_DOG = replace(
    DOG, id="e5", instance_token="dogxq", adapter_id="a5", approved=True, may_be_drawn=True
)


def card(**aspects: str) -> SceneCard:
    fields = {
        SceneAspect(name): SceneField(text=text, source=Source.PERSON)
        for name, text in aspects.items()
    }
    return SceneCard(id="s1", memory_id="m1", language="es", fields=fields)


def write(
    writer: PromptWriter,
    scene: SceneCard,
    *elements: Element,
    stage: LifeStage = LifeStage.YOUNG_ADULT,
    style: PictureStyle = PictureStyle.SOFT,
    figure: Figure = Figure.UNSAID,
) -> Recipe:
    return writer.recipe(
        scene,
        elements,
        stage=stage,
        birth_year=1944,
        figure=figure,
        seeds=(7, 8),
        style=style,
    )


def texts(recipe: Recipe) -> list[str]:
    return [phrase.text for phrase in recipe.phrases]


def negatives(recipe: Recipe) -> str:
    return ", ".join(phrase.text for phrase in recipe.negative)


BEACH = card(doing="paseaba descalzo", where="por la playa", light="al amanecer", when="1970")


class TestThePerson:
    def test_a_taught_person_is_their_token_and_noun(self, writer: PromptWriter) -> None:
        assert texts(write(writer, BEACH, LIKENESS))[0] == "jovenxq young man"

    def test_without_a_likeness_a_faceless_figure(self, writer: PromptWriter) -> None:
        recipe = write(writer, BEACH)
        assert texts(recipe)[0] == "a young person, seen from behind, far away"
        assert "face close-up" in negatives(recipe)
        assert recipe.adapters == ()

    def test_an_untaught_likeness_lends_only_its_noun(self, writer: PromptWriter) -> None:
        recipe = write(writer, BEACH, replace(LIKENESS, approved=False))
        assert texts(recipe)[0] == "a young man, seen from behind, far away"

    @pytest.mark.parametrize(
        ("stage", "figure", "noun"),
        [
            (LifeStage.CHILDHOOD, Figure.MAN, "a boy"),
            (LifeStage.CHILDHOOD, Figure.WOMAN, "a girl"),
            (LifeStage.CHILDHOOD, Figure.UNSAID, "a child"),
            (LifeStage.YOUNG_ADULT, Figure.MAN, "a young man"),
            (LifeStage.LATER_LIFE, Figure.WOMAN, "an old woman"),
        ],
    )
    def test_the_figure_is_what_their_circle_said(
        self, writer: PromptWriter, stage: LifeStage, figure: Figure, noun: str
    ) -> None:
        recipe = write(writer, card(doing="corría"), stage=stage, figure=figure)
        assert texts(recipe)[0] == f"{noun}, seen from behind, far away"

    def test_a_corrected_figure_counts_where_no_likeness_is_drawn(
        self, writer: PromptWriter
    ) -> None:
        recipe = write(writer, BEACH, replace(LIKENESS, approved=False), figure=Figure.WOMAN)
        assert texts(recipe)[0] == "a young woman, seen from behind, far away"

    def test_a_likeness_knows_better_than_the_figure(self, writer: PromptWriter) -> None:
        recipe = write(writer, BEACH, LIKENESS, figure=Figure.WOMAN)
        assert texts(recipe)[0] == "jovenxq young man"

    @pytest.mark.parametrize(
        ("stage", "when", "noun"),
        [
            (LifeStage.CHILDHOOD, "1952", "boy"),
            (LifeStage.ADOLESCENCE, "1960", "teenage boy"),
            (LifeStage.ADULT, "1994", "middle-aged man"),
            (LifeStage.LATER_LIFE, "2020", "old man"),
        ],
    )
    def test_the_age_is_that_of_the_scene(
        self, writer: PromptWriter, stage: LifeStage, when: str, noun: str
    ) -> None:
        of_no_time = replace(LIKENESS, first_year=None, last_year=None)
        recipe = write(writer, card(doing="pintaba", when=when), of_no_time, stage=stage)
        assert texts(recipe)[0] == f"jovenxq {noun}"

    def test_the_young_face_is_not_put_on_the_old(self, writer: PromptWriter) -> None:
        scene = card(doing="leía", when="2020")
        recipe = write(writer, scene, LIKENESS, stage=LifeStage.LATER_LIFE)
        assert texts(recipe)[0] == "an old man, seen from behind, far away"
        assert recipe.adapters == ()

    def test_the_opposite_age_is_kept_out(self, writer: PromptWriter) -> None:
        childhood = write(writer, card(doing="corría"), stage=LifeStage.CHILDHOOD)
        old_age = write(writer, card(doing="leía"), stage=LifeStage.LATER_LIFE)
        assert "adult" in negatives(childhood)
        assert "young" in negatives(old_age)

    def test_somebody_who_was_not_there_is_not_drawn(self, writer: PromptWriter) -> None:
        scene = replace(card(where="la plaza del pueblo"), person_present=False)
        recipe = write(writer, scene, LIKENESS)
        assert recipe.adapters == ()
        assert "jovenxq" not in " ".join(texts(recipe))
        assert "people" in negatives(recipe)


class TestOthers:
    def test_they_are_someone(self, writer: PromptWriter) -> None:
        scene = replace(card(who="mi hermano Paco", where="en el río"), others=1)
        assert "someone seen from behind" in texts(write(writer, scene))
        assert "Paco" not in " ".join(texts(write(writer, scene)))

    def test_relatives_and_names_leave_every_field(self, writer: PromptWriter) -> None:
        scene = card(doing="jugaba con mi prima Elvira y con Paco", where="en casa de Elvira")
        prompt = " ".join(texts(write(writer, scene)))
        assert not {"prima", "Elvira", "Paco"} & set(prompt.split())

    def test_people_told_of_by_what_they_are_stay(self, writer: PromptWriter) -> None:
        scene = replace(card(who="unos niños", where="en el patio"), others=2)
        assert "niños" in texts(write(writer, scene))

    def test_a_taught_relative_is_drawn_where_the_person_is_not_taught(
        self, writer: PromptWriter
    ) -> None:
        scene = replace(BEACH, element_ids=("e2",))
        assert "elvxq woman" in texts(write(writer, scene, SISTER))

    def test_two_taught_people_are_never_drawn_in_one_pass(self, writer: PromptWriter) -> None:
        recipe = write(writer, replace(BEACH, element_ids=("e2",)), LIKENESS, SISTER)
        prompt = " ".join(texts(recipe))
        assert not {"jovenxq", "elvxq", "man", "woman"} & set(prompt.split())
        assert recipe.adapters == ()
        assert [slot.adapter.input_name for slot in recipe.slots] == [
            adapter_input(LIKENESS), adapter_input(SISTER),
        ]  # fmt: skip

    def test_a_scene_of_only_a_minor_is_refused(self, writer: PromptWriter) -> None:
        scene = replace(card(who="mi nieta Lucía"), person_present=False)
        with pytest.raises(PictureRefused) as refusal:
            write(writer, scene)
        assert refusal.value.reason == "minor"


class TestSeveralTaught:
    """One picture, a slot for each: in one pass they would blend."""

    def test_each_slot_has_only_its_own_token_and_its_class_to_steer_by(
        self, writer: PromptWriter
    ) -> None:
        scene = replace(BEACH, element_ids=("e2", "e5"))
        slots = write(writer, scene, LIKENESS, SISTER, TAUGHT_DOG).slots
        assert [slot.phrases[0].text for slot in slots] == [
            "jovenxq young man", "elvxq woman", "dogxq dog",
        ]  # fmt: skip
        assert [slot.generic[0].text for slot in slots] == ["a young man", "a woman", "a dog"]

    def test_a_person_a_relative_a_pet_and_a_place_fit_at_once(self, writer: PromptWriter) -> None:
        scene = replace(BEACH, element_ids=("e2", "e3", "e5"))
        recipe = write(writer, scene, LIKENESS, SISTER, BASILICA, TAUGHT_DOG)
        assert len(recipe.slots) == 3
        assert [use.input_name for use in recipe.adapters] == [adapter_input(BASILICA)]
        assert len(recipe.all_adapters) == 4

    def test_what_one_does_and_how_old_they_are_is_said_of_them_alone(
        self, writer: PromptWriter
    ) -> None:
        recipe = write(writer, replace(BEACH, element_ids=("e2",)), LIKENESS, SISTER)
        person, sister = recipe.slots
        assert "paseaba descalzo" in [phrase.text for phrase in person.phrases]
        assert "paseaba descalzo" not in [phrase.text for phrase in sister.phrases]
        assert "child" in person.negative[0].text
        assert "child" not in negatives(recipe) + sister.negative[0].text

    def test_where_they_stand_is_as_it_was_told(self, writer: PromptWriter) -> None:
        scene = card(who="Elvira a la izquierda y Trasto detrás", doing="paseaba")
        scene = replace(scene, element_ids=("e2", "e5"))
        person, sister, dog = write(writer, scene, LIKENESS, SISTER, TAUGHT_DOG).slots
        assert sister.box.right < person.box.left < dog.box.left
        assert dog.behind
        assert not person.behind

    def test_who_is_not_taught_stays_somebody_beside_them(self, writer: PromptWriter) -> None:
        scene = replace(BEACH, element_ids=("e2", "e5"), others=1)
        untaught = replace(SISTER, approved=False)
        recipe = write(writer, scene, LIKENESS, untaught, TAUGHT_DOG)
        assert [slot.element_id for slot in recipe.slots] == ["e1", "e5"]
        assert "two people seen from behind" in texts(recipe)

    def test_one_alone_has_no_slot(self, writer: PromptWriter) -> None:
        assert write(writer, BEACH, LIKENESS).slots == ()


class TestThings:
    def test_an_untaught_pet_is_what_it_is(self, writer: PromptWriter) -> None:
        scene = replace(card(doing="paseaba con Trasto"), element_ids=("e4",))
        recipe = write(writer, scene, DOG)
        assert "a dog" in texts(recipe)
        assert "Trasto" not in " ".join(texts(recipe))

    def test_a_taught_place_is_its_token(self, writer: PromptWriter) -> None:
        scene = replace(card(where="delante de la basílica"), element_ids=("e3",))
        recipe = write(writer, scene, LIKENESS, BASILICA)
        assert "cvxq basilica" in texts(recipe)
        assert [use.weight for use in recipe.all_adapters] == [0.8, 1.0]
        assert [slot.element_id for slot in recipe.slots] == ["e1"]

    def test_a_thing_that_the_action_names_is_not_said_twice(self, writer: PromptWriter) -> None:
        recipe = write(writer, card(doing="jugaba a las canicas", object="las canicas"))
        assert [phrase.source for phrase in recipe.phrases].count("object") == 0

    def test_unknown_fields_are_absent(self, writer: PromptWriter) -> None:
        recipe = write(writer, card(doing="cosía").corrected(SceneAspect.DOING, "bordaba"))
        assert {phrase.source for phrase in recipe.phrases} == {"figure", "doing", "style"}

    def test_a_tapped_feeling_colours_the_picture_and_sadness_does_not(
        self, writer: PromptWriter
    ) -> None:
        assert texts(write(writer, card(doing="cosía", feeling="joy")))[0] == "joyful mood"
        sources = {p.source for p in write(writer, card(doing="cosía", feeling="sadness")).phrases}
        assert "feeling" not in sources


@pytest.mark.parametrize("style", PictureStyle)
def test_every_style_has_its_words_and_keeps_the_others_out(
    writer: PromptWriter, style: PictureStyle
) -> None:
    recipe = write(writer, BEACH, style=style)
    assert recipe.phrases[-1].source == "style"
    assert len({texts(write(writer, BEACH, style=s))[-1] for s in PictureStyle}) == 5
    assert recipe.style is style


def test_a_taught_style_takes_the_place_of_ours(writer: PromptWriter) -> None:
    hand = replace(
        BASILICA, id="e9", kind=ElementKind.STYLE, name="los cuadros", class_noun="painting"
    )
    recipe = write(writer, replace(BEACH, element_ids=("e9",)), LIKENESS, hand)
    assert texts(recipe)[-1] == "in the style of cvxq painting"
    assert [use.input_name for use in recipe.adapters] == [
        adapter_input(LIKENESS),
        adapter_input(hand),
    ]


def test_a_place_the_model_knows_is_drawn_by_its_name(writer: PromptWriter) -> None:
    known = replace(
        BASILICA, instance_token="", adapter_id=None, known_as="la Basílica, a basilica"
    )
    recipe = write(writer, replace(BEACH, element_ids=("e3",)), known)
    assert "la Basílica, a basilica" in texts(recipe)
    assert not recipe.adapters


def test_less_of_what_hides_a_scene_is_drawn_with(writer: PromptWriter) -> None:
    lighter = replace(LIKENESS, weight=0.8)
    assert [use.weight for use in write(writer, BEACH, lighter).adapters] == [0.8]


def test_what_was_learnt_from_old_photos_is_drawn_in_colour(writer: PromptWriter) -> None:
    grey = replace(LIKENESS, grey=True)
    assert "black and white" in negatives(write(writer, BEACH, grey))
    assert "black and white" not in negatives(write(writer, BEACH, LIKENESS))
    wanted = write(writer, BEACH, grey, style=PictureStyle.GREYSCALE)
    assert "black and white" not in negatives(wanted)


class TestParameters:
    @pytest.mark.parametrize(
        ("scene", "elements", "numbers"),
        [
            (card(light="al amanecer"), (LIKENESS,), (20, 6.0)),
            (replace(card(where="la plaza"), person_present=False), (), (20, 7.0)),
            (card(doing="bailaba"), (LIKENESS,), (25, 14.0)),
            (replace(card(where="la plaza"), others=2), (LIKENESS,), (25, 14.0)),
            (replace(card(doing="leía"), element_ids=("e3",)), (LIKENESS, BASILICA), (25, 14.0)),
        ],
        ids=["one subject", "a place", "an action", "with others", "a person in a taught place"],
    )
    def test_they_follow_what_the_picture_brings_together(
        self,
        writer: PromptWriter,
        scene: SceneCard,
        elements: tuple[Element, ...],
        numbers: tuple[int, float],
    ) -> None:
        recipe = write(writer, scene, *elements)
        assert (recipe.num_inference_steps, recipe.guidance_scale) == numbers

    def test_the_seeds_are_kept(self, writer: PromptWriter) -> None:
        assert write(writer, BEACH).seeds == (7, 8)

    def test_the_same_card_gives_the_same_recipe(self, writer: PromptWriter) -> None:
        assert write(writer, BEACH, LIKENESS) == write(writer, BEACH, LIKENESS)


class TestRefusing:
    @pytest.mark.parametrize(
        ("aspect", "text", "reason"),
        [
            ("doing", "el entierro del abuelo", "death"),
            ("where", "en la cama del hospital", "illness"),
            ("who", "unos niños desnudos", "nudity"),
            ("object", "una pistola", "violence"),
        ],
    )
    def test_a_refused_field_refuses_the_picture(
        self, writer: PromptWriter, aspect: str, text: str, reason: str
    ) -> None:
        with pytest.raises(PictureRefused) as refusal:
            write(writer, card(**{"where": "en el jardín", aspect: text}))
        assert refusal.value.reason == reason

    def test_a_language_we_do_not_know_is_checked_in_both(self, writer: PromptWriter) -> None:
        scene = replace(card(doing="naked"), language="fr")
        with pytest.raises(PictureRefused):
            write(writer, scene)

    def test_words_of_frailty_are_left_out(self, writer: PromptWriter) -> None:
        recipe = write(writer, card(doing="paseaba en silla de ruedas", where="por el jardín"))
        assert "ruedas" not in " ".join(texts(recipe))

    def test_nothing_known_is_nothing_to_draw(self, writer: PromptWriter) -> None:
        with pytest.raises(NothingToDraw):
            write(writer, card(when="1950", feeling="joy"))

    def test_young_people_are_for_real_photos(self, writer: PromptWriter) -> None:
        with pytest.raises(PictureRefused) as refusal:
            writer.recipe(
                BEACH,
                stage=LifeStage.LATER_LIFE,
                birth_year=1944,
                seeds=(1,),
                theme=QuestionBank.load().theme("L2"),
            )
        assert refusal.value.reason == "theme"


def test_markup_and_emoji_do_not_reach_the_model(writer: PromptWriter) -> None:
    scene = card(doing="<b>bailaba</b> (((mucho:1.9))) 🎉\0{x}")
    assert "bailaba mucho 1 9 x" in texts(write(writer, scene))


@pytest.mark.parametrize(
    "doing",
    ["nos bañábamos en el río", "estaba en la cama", "con el bañador nuevo"],
)
def test_childhood_in_bath_bed_or_swimwear_is_refused(writer: PromptWriter, doing: str) -> None:
    with pytest.raises(PictureRefused) as refused:
        write(writer, card(where="el pueblo", doing=doing), stage=LifeStage.CHILDHOOD)
    assert refused.value.reason == "childhood"


def test_grown_people_may_swim(writer: PromptWriter) -> None:
    scene = card(where="el río", doing="nos bañábamos en el río")
    assert write(writer, scene, stage=LifeStage.ADULT).phrases


def test_children_beside_a_grown_person_are_not_drawn_bathing(writer: PromptWriter) -> None:
    scene = card(who="unos niños", where="la playa", doing="se bañaban en el mar")
    with pytest.raises(PictureRefused):
        write(writer, scene, stage=LifeStage.ADULT)


def test_childhood_in_the_garden_is_drawn(writer: PromptWriter) -> None:
    scene = card(where="el jardín", doing="regaba las flores")
    assert write(writer, scene, stage=LifeStage.CHILDHOOD).phrases
