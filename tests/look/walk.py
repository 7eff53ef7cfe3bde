"""What is walked through: first contact, two sessions, the book, and everything beside them."""

from bot.commands import name_in
from bot.rehearsal.views import Line
from tests.look.walker import DRAWING_S, Walker

MOST_SCREENS = 60
#: Commands, and what is tapped from the page each opens: (label id, name of the screenshot).
PAGES: dict[str, tuple[tuple[str, str], ...]] = {
    "person": (
        ("person-part-life", "person-life"),
        ("button-back", "person-again"),
        ("person-part-care", "person-care"),
    ),
    "circle": (("circle-invite", "circle-invite"), ("circle-role-relative", "circle-name")),
    "privacy": (
        ("privacy-consents", "privacy-consents"),
        ("button-back", "privacy-again"),
        ("privacy-erase", "privacy-erase"),
    ),
    "help": (),
    "pictures": (),
    "language": (),
}


async def first_contact(walker: Walker) -> None:
    """Welcome, and the questions of the enrolment."""
    await walker.shoot("welcome")
    await walker.page.run("document.getElementById('start').click()")
    await walker.seen("ask-name")
    line = await walker.say(walker.tale.person, "ask-register")
    if walker.tale.register:
        line = await walker.tap(walker.tale.register, "ask-easiest")
    assert walker.offers(line, "enrolment-telling")
    await walker.tap("enrolment-telling", "ask-avoid")
    await walker.tap("enrolment-nothing", "ask-permission")
    await walker.tap("enrolment-carer", "invitation")


async def first_session(walker: Walker) -> None:
    """A good session: a story, its picture, and the closing."""
    line = await walker.tap("session-assent-yes", "themes")
    told = await walker.choose_theme(line)
    await walker.shoot("question")
    await walker.shoot_dark("question")
    line = await walker.say(told)
    while not walker.offers(line, "button-no"):
        line = await walker.prefer(line)
    await _correct_scene(walker)
    await _picture(walker)
    await _close(walker)


async def _correct_scene(walker: Walker) -> None:
    await walker.tap("pictures-button-change", "scene-correction")
    await walker.tap("pictures-aspect-who", "scene-field")
    await walker.tap("button-back", "scene-correction-again")
    await walker.tap("pictures-aspect-feeling", "scene-feeling")
    await walker.tap("button-back", "scene-correction-again")
    await walker.tap("pictures-button-style", "styles")
    await walker.tap("pictures-style-oil", "style-warning")
    await walker.tap("pictures-button-stay-soft", "scene")


async def _picture(walker: Walker) -> None:
    await walker.tap("button-yes", "waiting")
    await walker.shows_light(DRAWING_S)
    await walker.shows("pictures-button-another", "candidate")
    await walker.shows("changes-button-change", "album")
    await walker.shoot_dark("album")
    label = "2"
    await walker.person.tap(label)
    await walker.shows("pictures-button-likes", "reveal")
    line = await walker.tap("pictures-button-likes", "picture-kept")
    if walker.offers(line, "button-go-on"):
        await walker.tap("button-go-on", "after-the-picture")


async def _close(walker: Walker) -> None:
    line = await walker.seen("next-question")
    if walker.offers(line, "session-enough"):
        line = await walker.tap("session-enough", "closing")
    for _ in range(MOST_SCREENS):
        if walker.offers(line, "button-menu"):
            return
        line = await walker.prefer(line)
    raise AssertionError(line.text)


async def hard_session(walker: Walker) -> None:
    """A session that turns out hard: every tier, the comfort steps, and the numbers to call."""
    await walker.say(f"/{name_in(walker.tale.language, 'session')}", "ready")
    line = await walker.tap("session-we-are-ready", "invitation")
    while not walker.offers(line, "session-other-theme"):
        line = await walker.prefer(line)
    await walker.choose_theme(line)
    await walker.tap("session-nothing-comes", "nothing-comes")
    await walker.tap("session-button-pause", "paused")
    await walker.tap("session-go-on", "after-the-pause")
    await _tiers(walker)


async def _tiers(walker: Walker) -> None:
    await walker.tap("session-button-hard", "hard-which")
    await walker.shoot_dark("hard-which")
    await walker.tap("session-tier-0", "hard-0-tender")
    await walker.tap("session-button-hard", "hard-which-again")
    await walker.tap("session-tier-1", "hard-1-uneasy")
    await walker.tap("session-something-nice", "hard-1-offer")
    await walker.tap("session-button-hard", "hard-which-again")
    await walker.tap("session-tier-2", "hard-2-stop")
    await walker.tap("session-next-step", "hard-2-name")
    await walker.tap("session-situation-asks_for_someone", "hard-2-say")
    for name in ("hard-2-stay", "hard-2-offer", "hard-2-close"):
        await walker.tap("session-next-step", name)
    await walker.tap("session-button-hard", "hard-which-again")
    await walker.tap("session-tier-3", "hard-3-numbers")
    await walker.tap("session-danger-end", "hard-3-end")


async def beside(walker: Walker) -> None:
    """Everything that is not a session: home, commands, a stray message, a stale button."""
    language = walker.tale.language
    named = {"privacy-erase": walker.tale.person}
    await walker.say("/start", "home")
    for command, taps in PAGES.items():
        await walker.say(f"/{name_in(language, command)}", command)
        for label_id, name in taps:
            who = {"who": named[label_id]} if label_id in named else {}
            await walker.tap(label_id, name, **who)
    stray = next(iter(walker.tale.sessions[-1].values())).told
    await walker.say(stray, "unasked")
    label = walker.tr.plain("memory-they-told-it", name=walker.tale.person)
    await walker.person.tap(label)
    await walker.shoot("unasked-whose-words")
    await walker.person.say("/xyz")
    await walker.shoot("unknown-command")


async def book(walker: Walker) -> bytes:
    """The book in the chat, page by page; its file is handed back."""
    await walker.say(f"/{name_in(walker.tale.language, 'book')}", "book-cover")
    await walker.tap("book-button-contents", "book-contents")
    await walker.tap("book-button-cover", "book-cover-again")
    line = await walker.tap("book-button-open", "book-chapter")
    line = await walker.tap("book-button-next", "book-page")
    await walker.shoot_dark("book-page")
    await _edit(walker, line)
    await walker.say(f"/{name_in(walker.tale.language, 'book')}", "book-cover-again")
    await walker.tap("editions-button-take", "book-take")
    await walker.person.tap(walker.tr.plain("book-button-export"))
    exported = await walker.person.shows_medium("document", 60.0)
    await walker.shoot("book-exported")
    assert exported.medium is not None
    return await walker.person.download(exported.medium)


async def _edit(walker: Walker, line: Line) -> None:
    if walker.offers(line, "book-button-edit"):
        await walker.tap("book-button-edit", "book-edit")
