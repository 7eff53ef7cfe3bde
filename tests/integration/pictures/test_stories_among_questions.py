"""A story told while a question about a picture is open: kept, and never made a field of it."""

from collections.abc import Callable

import pytest

from bot.incoming import Incoming, IncomingKind
from core.domain.consent import ConsentKind
from core.domain.memory import Memory
from tests.integration.pictures.studio import Studio, a_photo
from tests.unit.pictures.stories import MEMORY

STORY = "Aquel verano fuimos andando hasta el mar, con los zapatos en la mano. " * 8

Asked = Callable[[Studio], None]


def a_field(studio: Studio) -> None:
    studio.go("pictures.change", MEMORY.id)
    studio.phone.tap("Dónde")


def a_detail(studio: Studio) -> None:
    studio.approved()
    studio.phone.tap("Enseñarla ahora")
    studio.phone.tap("«Ese día yo…»")


def an_object(studio: Studio) -> None:
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("Un objeto")


def a_painting(studio: Studio) -> None:
    studio.approved()
    studio.phone.tap("Cambiar algo")
    studio.phone.tap("La pinto yo")


def the_words(studio: Studio) -> None:
    a_painting(studio)
    studio.phone.tap("Por casillas")
    studio.phone.tap("6")
    studio.phone.tap("Ya está")


def a_photo_of_it(studio: Studio) -> None:
    studio.consent(ConsentKind.PHOTOS)
    studio.go("pictures.photo", MEMORY.id)


QUESTIONS = pytest.mark.parametrize(
    "asked", [a_field, a_detail, an_object, a_painting, the_words, a_photo_of_it]
)


def others(studio: Studio) -> list[Memory]:
    """What was told beside the story the picture is of."""
    with studio.kit.look() as work:
        return [memory for memory in work.memories.all() if memory.id != MEMORY.id]


@QUESTIONS
def test_a_voice_is_kept_whatever_was_asked(studio: Studio, asked: Asked) -> None:
    asked(studio)
    note = Incoming(kind=IncomingKind.VOICE, media_type="audio/ogg", duration_s=9)
    studio.phone.send(note, file=b"OggS a story")
    assert "¿Lo guardo como recuerdo?" in studio.phone.last.text
    [told] = others(studio)
    with studio.kit.look() as work:
        assert work.media.read(told.voice_ids[0]) == b"OggS a story"


@QUESTIONS
def test_a_typed_story_is_kept_whole_whatever_was_asked(studio: Studio, asked: Asked) -> None:
    asked(studio)
    studio.phone.words(STORY)
    assert "¿Lo guardo como recuerdo?" in studio.phone.last.text
    assert [memory.words for memory in others(studio)] == [STORY]
    assert studio.memory().words == MEMORY.words


def test_what_follows_a_story_is_more_of_it_and_no_field(studio: Studio) -> None:
    a_field(studio)
    studio.phone.words(STORY)
    studio.phone.words("Y volvimos de noche.")
    assert [memory.words for memory in others(studio)] == [f"{STORY}\nY volvimos de noche."]


def test_a_photo_is_still_waited_for_after_a_story(studio: Studio) -> None:
    a_photo_of_it(studio)
    studio.phone.words(STORY)
    studio.send_photo(a_photo())
    assert "foto de verdad" in studio.phone.last.text
