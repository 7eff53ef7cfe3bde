"""The ways through Vivencia that tests take, step by step, by the ids of the labels."""

from dataclasses import dataclass

from tests.fakes.companions import Companion


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale:
    """Somebody invented, and what they tell."""

    language: str
    companion: str
    person: str
    story: str
    more: str
    title: str
    note: str


SPANISH = Tale(
    language="es",
    companion="Rosario",
    person="Eusebio",
    story="En la cocina por la mañana mi madre hacía café y el perro dormía junto a la ventana",
    more="Olía a pan y a lluvia, y el Zascandil movía el rabo",
    title="El café de Zarzalejo",
    note="Ha tarareado todo el rato una habanera",
)
ENGLISH = Tale(
    language="en",
    companion="Philippa",
    person="Ebenezer",
    story="In the kitchen in the morning my mother made coffee and the dog slept by the window",
    more="It smelled of bread and rain, and Bramblewick wagged his tail",
    title="Coffee at Thistlecombe",
    note="He hummed a shanty all the while",
)
TALES = (SPANISH, ENGLISH)
VOICE_NOTE = b"OggS" + bytes(range(256)) * 8


async def is_introduced(
    companion: Companion, tale: Tale, code: str, *, level: str = "enrolment-telling"
) -> None:
    """From the link to the invitation of the first session."""
    await companion.starts(code)
    await companion.says(tale.person, at="button-later")
    if tale.language == "es":
        await companion.taps("enrolment-tu")
    await companion.taps(level, "enrolment-nothing", "enrolment-carer")


async def tells_the_first_story(companion: Companion, tale: Tale) -> None:
    """The first session as far as its words are agreed on."""
    await companion.taps("session-assent-yes")
    await companion.taps_first(at="session-other-theme")
    await companion.says(tale.story, at="session-nothing-comes")
    await companion.goes_through("session-that-is-all", to="session-change")


async def opens_a_board_of_a_village(companion: Companion, name: str) -> None:
    """From anywhere to the board of a place that was just added."""
    await companion.commands("/photos")
    await companion.taps("photos-add", "photos-kind-place")
    await companion.says(name, at="button-back")
    await companion.taps("photos-class-village", "pictures-button-carer")
    await companion.sees("photos-change")


async def begins(companion: Companion, *, assent: str = "session-assent-yes") -> None:
    """A later session as far as its themes: checks, invitation, mood, opening."""
    await companion.commands("/session")
    await companion.taps("session-we-are-ready", assent, "mood-4", "session-next")


async def makes_a_picture(companion: Companion) -> None:
    """From the offer to the picture on its page."""
    await companion.taps("button-yes")
    await companion.shows_a_picture()
    await companion.taps("pictures-button-likes", "button-go-on")


async def closes(companion: Companion, tale: Tale, *, titled: bool = True) -> None:
    """The closing ritual, and everything that the companion is asked after it."""
    await says_goodbye(companion, tale, titled=titled)
    await companion.goes_through(
        "session-audience-book",
        "session-telling-pleasant",
        "8",
        "feeling-joy",
        "session-done",
        to="session-card-enjoyed",
    )
    await companion.taps("session-card-enjoyed", "session-card-enjoyed", "session-card-interest")
    await companion.taps("session-done")
    await companion.taps_first(at="session-done")
    await leaves_a_note(companion, tale)


async def says_goodbye(companion: Companion, tale: Tale, *, titled: bool = True) -> None:
    """The closing ritual as far as the mood afterwards."""
    if titled:
        await companion.taps("session-next")
        await companion.says(tale.title, at="session-name-yes")
    await companion.goes_through("session-next", "session-name-yes", to="session-done")
    await companion.taps("session-done", "mood-4")


async def leaves_a_note(companion: Companion, tale: Tale) -> None:
    """What is left of the questions for the companion, as far as the thank-you."""
    await companion.goes_through("session-done", to="session-skip")
    await companion.says(tale.note, at="session-skip")
    await companion.taps("session-you-good")
    await companion.sees("button-menu")


async def tells_a_whole_story(companion: Companion, tale: Tale, code: str) -> None:
    """From the link to a page in the book."""
    await is_introduced(companion, tale, code)
    await tells_the_first_story(companion, tale)
    await companion.taps("session-their-words")
    await makes_a_picture(companion)
    await companion.taps("session-enough")
    await closes(companion, tale)


async def tells_on_another_day(companion: Companion, tale: Tale) -> None:
    """After a "not today": the short road, and no picture, as far as the closing."""
    await companion.commands("/session")
    await tells_the_first_story(companion, tale)
    await companion.taps("session-their-words", "button-no", "session-enough")
