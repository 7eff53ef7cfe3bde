from core.imaging.schooling.concepts import LANGUAGES, Concepts, Name, Stand
from core.imaging.schooling.looks import needs_tone
from core.imaging.schooling.scenes import Stage


def test_seventy_to_a_hundred_and_twenty_concepts_sixty_of_them_measured(taught: Concepts) -> None:
    assert 70 <= len(taught.all) <= 120
    assert len(taught.measured) == 60


def test_every_concept_is_drawn_in_both_styles_and_all_tones(stage: Stage) -> None:
    missing = {c.id: stage.looks.missing(c) for c in stage.looks.concepts.all}
    assert not {concept: names for concept, names in missing.items() if names}


def test_every_concept_has_names_in_both_languages(taught: Concepts) -> None:
    for concept in taught.all:
        for language in LANGUAGES:
            names = concept.names[language]
            assert names
            assert all(name.text == name.text.strip().lower() for name in names)


def test_no_usual_name_is_shared(taught: Concepts) -> None:
    for language in LANGUAGES:
        usual = [concept.names[language][0].text for concept in taught.all]
        assert len(usual) == len(set(usual))


def test_men_and_women_are_called_by_their_own_forms(taught: Concepts) -> None:
    spanish = {name.text: name for name in taught["woman-teaching"].names["es"]}
    assert {"maestra", "profesora", "mujer enseñando"} <= spanish.keys()
    assert all(name.feminine for name in spanish.values())
    assert "maestro" in {name.text for name in taught["man-teaching"].names["es"]}


def test_people_come_in_tones_of_skin_and_a_dog_does_not(taught: Concepts) -> None:
    people = [c for c in taught.all if c.figure or c.kind == "event"]
    assert all(needs_tone(concept, taught) for concept in people)
    assert not needs_tone(taught["dog"], taught)


def test_a_name_says_its_gender_number_and_whether_it_takes_an_article() -> None:
    assert Name.read("flores:fp0") == Name(text="flores", feminine=True, plural=True, bare=True)
    assert Name.read("pan:m0") == Name(text="pan", bare=True)
    assert Name.read("dog") == Name(text="dog")


def test_what_passes_for_another_is_written_beforehand_and_names_what_there_is(
    taught: Concepts,
) -> None:
    ids = {concept.id for concept in taught.all}
    listed = [concept for group in taught.alike for concept in group]
    assert set(listed) <= ids
    assert len(listed) == len(set(listed))
    assert taught.passes_for("woman-running", "man-running")
    assert not taught.passes_for("dog", "cat")


def test_no_two_measured_concepts_pass_for_each_other(taught: Concepts) -> None:
    labels = [taught.labels[concept.id] for concept in taught.measured]
    assert len(labels) == len(set(labels))


def test_thirty_pairs_of_two_that_can_be_told_apart(taught: Concepts) -> None:
    assert len(set(taught.pairs)) == 30
    for first, second in taught.pairs:
        assert taught[first].measured
        assert taught[second].measured
        assert not taught.passes_for(first, second)


def test_people_of_three_ages_and_both_sexes_are_measured(taught: Concepts) -> None:
    wanted = {"boy", "girl", "man", "woman", "old-man", "old-woman"}
    assert wanted <= {concept.id for concept in taught.measured}


def test_what_flies_is_in_the_sky_and_what_swims_on_the_water(taught: Concepts) -> None:
    assert taught["airplane"].stands is Stand.SKY
    assert taught["boat"].stands is taught["man-swimming"].stands is Stand.WATER
