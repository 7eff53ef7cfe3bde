"""/person: what is known about the person, each thing opened, answered or skipped by itself.

Questions carry where they came from: `page` returns to the part of the page,
`ask` (another area needed to know) to the session or home, and anything else is the
tap that goes on after it, `tap>argument`.
"""

from collections.abc import Sequence

from markupsafe import Markup

from bot.handlers.given_up import RESTING, end_waits
from bot.handlers.person_words import choice_words, city, fact_line, fact_name
from bot.handlers.pictures import flow
from bot.handlers.therapist import care
from bot.incoming import IncomingKind
from bot.screens import Rows, View, column, grid
from bot.turns import Route, Routes, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.patient import Standing
from core.services import circle, persons
from core.services.person_facts import FACTS, Fact, Section

PAGE, ASK = "page", "ask"
THEN = ">"  #: between a fact and the tap that goes on after it
LONGEST_IN_PASSING = 100  #: characters of an answer to what nobody opened; more is a story
LONGEST_UNREAD = 40  #: of what answers nothing: more may be a story


def open_page(turn: Turn, _: str = "") -> None:
    """Everything that is known, and the parts of the page."""
    parts = persons.sections(turn.work)
    if not parts:
        turn.require(Action.EDIT_PERSON)  # says so in kind words
    turn.expect()
    known = [fact_line(turn, fact) for fact in persons.known(turn.work)]
    lines = [_title(turn), *known] if known else [_title(turn), turn.tr("person-nothing-yet")]
    answers = circle.allowed(turn.work, Action.MANAGE_CIRCLE)
    if answers and circle.needs_second_owner(turn.work, turn.services.registry):
        lines.append(turn.tr("person-second-owner"))
    buttons = [turn.button(f"person-part-{part}", "person.part", part) for part in parts]
    if circle.allowed(turn.work, Action.EDIT_PERSON):
        buttons.append(turn.button("person-part-rest", "person.rest"))
    buttons.append(turn.button("button-menu", "home.menu"))
    turn.show_page(View(text=Markup("\n").join(lines), rows=grid(buttons, width=2)))


def open_part(turn: Turn, part: str) -> None:
    """One part: what is known of it, and a button for each thing."""
    turn.expect()
    facts = persons.facts(turn.work, Section(part))
    lines = [turn.tr(f"person-part-{part}-title"), *(fact_line(turn, fact) for fact in facts)]
    buttons = [
        Button(label=fact_name(turn, fact), action="person.edit", argument=fact.name)
        for fact in facts
    ]
    if facts and part == Section.CARE:
        buttons += care.ways(turn)
    back = turn.button("button-back", "person.open")
    turn.show_page(View(text=Markup("\n").join(lines), rows=(*grid(buttons, width=2), (back,))))


def edit(turn: Turn, name: str) -> None:
    _question(turn, PAGE, FACTS[name])


def ask(turn: Turn, argument: str) -> None:
    """Ask what another area needs to know; unbidden only what `persons.unasked` says.

    The argument is `fact`, or `fact>tap>argument` for what goes on once it is answered.
    """
    name, _, then = argument.partition(THEN)
    origin, fact = then or ASK, FACTS[name]
    if circle.allowed(turn.work, fact.action):
        _question(turn, origin, fact, unbidden=bool(then))
        return
    turn.notice = turn.tr.plain("person-not-yours-to-say")
    _return(turn, origin, fact)


def chosen(turn: Turn, argument: str) -> None:
    """An answer was tapped."""
    origin, name, answer = argument.split(":", maxsplit=2)
    if not _taken(turn, origin, FACTS[name], answer):
        _question(turn, origin, FACTS[name], again=True)


def typed(turn: Turn, argument: str) -> None:
    """An answer was typed; a label typed by hand counts as tapped, and a story is no answer."""
    origin, name = argument.split(":", maxsplit=1)
    fact, words = FACTS[name], turn.incoming.text
    labels = {choice_words(turn, fact, value).casefold(): value for value in fact.choices}
    answer = labels.get(words.strip(" .").casefold(), words if fact.typed else "")
    if not (_may_answer(turn, origin) and _taken(turn, origin, fact, answer)):
        _not_answered(turn, origin, fact)


def _may_answer(turn: Turn, origin: str) -> bool:
    """Whether what came can be one: words, and few of them where nobody opened the question."""
    if origin == PAGE:
        return turn.incoming.kind is IncomingKind.WORDS
    return not turn.incoming.may_be_story(longest=LONGEST_IN_PASSING)


def _not_answered(turn: Turn, origin: str, fact: Fact) -> None:
    """Keep what may be a story as what is told unasked; anything shorter is asked for again."""
    if turn.incoming.may_be_story(longest=LONGEST_UNREAD) and flow.may_keep(turn):
        waits_on = origin == PAGE or not fact.typed
        flow.hand_on(turn, turn.tr("person-short-answer"), waits_on=waits_on)
    else:
        _question(turn, origin, fact, again=True)


def pass_over(turn: Turn, argument: str) -> None:
    origin, name = argument.split(":", maxsplit=1)
    persons.pass_over(turn.work, name, now=turn.now)
    _return(turn, origin, FACTS[name])


def empty(turn: Turn, argument: str) -> None:
    origin, name = argument.split(":", maxsplit=1)
    persons.empty(turn.work, name, bank=turn.services.bank)
    _return(turn, origin, FACTS[name])


def confirm_place(turn: Turn, argument: str) -> None:
    """The operator's country and time zone are right."""
    services = turn.services
    persons.confirm_place(
        turn.work, country=services.default_country, time_zone=services.default_time_zone
    )
    _return(turn, argument, FACTS["country"])


def elsewhere(turn: Turn, origin: str) -> None:
    """Another country than the operator's: which one?"""
    _question(turn, origin, FACTS["country"], elsewhere=True)


def open_rest(turn: Turn, _: str = "") -> None:
    """Whether life goes on here: pause everything, or say that the person has died."""
    turn.expect()
    standing = turn.patient.standing
    back = turn.button("button-back", "person.open")
    if standing is Standing.ACTIVE:
        choices = [
            turn.button("person-pause", "person.pause"),
            turn.button("person-has-died", "person.has_died"),
        ]
    else:
        choices = [turn.button(f"person-wake-{standing}", "person.wake")]
        if standing is Standing.PAUSED:
            choices.append(turn.button("person-has-died", "person.has_died"))
    turn.show_page(View(text=turn.tr(f"person-rest-{standing}"), rows=column([*choices, back])))


def pause(turn: Turn, _: str) -> None:
    persons.rest(turn.work)
    open_rest(turn)


def wake(turn: Turn, _: str) -> None:
    persons.wake(turn.work)
    turn.go("home.menu")


def ask_has_died(turn: Turn, _: str) -> None:
    """Say what will stop, before anything does."""
    buttons = [
        turn.button("person-has-died-yes", "person.died"),
        turn.button("button-back", "person.rest"),
    ]
    turn.show_page(View(text=turn.tr("person-has-died-ask"), rows=column(buttons)))


def has_died(turn: Turn, _: str) -> None:
    session = turn.work.sessions.open_one()
    stopped = persons.has_died(turn.work, now=turn.now)
    for job_id in stopped:
        turn.cancel_job(job_id)
    end_waits(turn, map(turn.work.jobs.get, stopped), words=RESTING)
    if session is not None and session.led_by != turn.account.id:
        turn.shut_chat(session.led_by)  # without a word: this is not for us to tell them
    turn.expect()
    turn.go("home.menu")


def _title(turn: Turn) -> Markup:
    name = turn.patient.name
    return turn.tr("person-title", name=name) if name else turn.tr("person-title-nameless")


def _question(
    turn: Turn,
    origin: str,
    fact: Fact,
    *,
    again: bool = False,
    elsewhere: bool = False,
    unbidden: bool = False,
) -> None:
    """Ask for one thing; again, when what came was no answer to it."""
    offers_default = _default_offered(turn, fact) and not (again or elsewhere)
    lines = [turn.tr("person-unclear")] if again else []
    lines += [turn.tr("person-one-thing")] if unbidden else []
    if fact.known(turn.patient):
        lines.append(fact_line(turn, fact))
    lines.append(_wording(turn, fact, offers_default=offers_default))
    rows = _answers(turn, origin, fact, offers_default=offers_default)
    rows = flow.with_ways_to_stop(turn, rows)
    turn.show_page(View(text=Markup("\n\n").join(lines), rows=rows))
    turn.expect("person.answer", f"{origin}:{fact.name}")


def _wording(turn: Turn, fact: Fact, *, offers_default: bool) -> Markup:
    if offers_default:
        return turn.tr(
            "person-ask-country-default",
            country=turn.tr.plain(f"country-{turn.services.default_country}"),
            city=city(turn.services.default_time_zone),
        )
    return turn.tr(f"person-ask-{fact.name}".replace("_", "-"))


def _answers(turn: Turn, origin: str, fact: Fact, *, offers_default: bool) -> Rows:
    where = f"{origin}:{fact.name}"
    last = [turn.button("button-later", "person.pass", where)]
    if origin == PAGE:
        last = [turn.button("button-back", "person.part", fact.section)]
    if fact.several and fact.known(turn.patient):
        last.append(turn.button("person-empty", "person.empty", where))
    if offers_default:
        yes = turn.button("button-yes", "person.confirm_place", origin)
        other = turn.button("person-other-country", "person.elsewhere", origin)
        return column([yes, other, *last])
    choices = [
        Button(label=label, action="person.choose", argument=f"{where}:{value}")
        for value, label in _choices(turn, fact)
    ]
    return (*grid(choices, width=2 if len(choices) < 6 else 3), tuple(last))


def _choices(turn: Turn, fact: Fact) -> Sequence[tuple[str, str]]:
    if fact.name == "time_zone":
        default = turn.services.default_country
        zones = persons.zones_to_choose(turn.patient, default_country=default)
        return [(zone, city(zone)) for zone in zones]
    return [(value, choice_words(turn, fact, value)) for value in fact.choices]


def _default_offered(turn: Turn, fact: Fact) -> bool:
    """Whether the operator's country is put up for a yes."""
    known = turn.tr.knows(f"country-{turn.services.default_country}")
    return fact.name == "country" and not fact.known(turn.patient) and known


def _taken(turn: Turn, origin: str, fact: Fact, answer: str) -> bool:
    """Take an answer in and go on; False when it cannot be one."""
    learnt = persons.learn(
        turn.work, fact.name, answer, account_id=turn.account.id, bank=turn.services.bank
    )
    if not learnt:
        return False
    if fact.name == "country" and not persons.in_one_zone(turn.patient):
        _question(turn, origin, FACTS["time_zone"])
    else:
        _return(turn, origin, fact)
    return True


def _return(turn: Turn, origin: str, fact: Fact) -> None:
    turn.expect()
    if origin == PAGE:
        open_part(turn, fact.section)
    elif origin == ASK:
        turn.go("session.carry_on")
    else:
        action, _, argument = origin.partition(THEN)
        turn.go(action, argument)


def routes() -> Routes:
    enter, edit_person = Action.ENTER, Action.EDIT_PERSON
    return Routes(
        taps={
            # Owners and therapists each see their own part of the page; each change asks again.
            "person.open": Route(enter, open_page),
            "person.part": Route(enter, open_part),
            "person.edit": Route(enter, edit),
            "person.ask": Route(enter, ask),
            "person.choose": Route(enter, chosen),
            "person.pass": Route(enter, pass_over),
            "person.empty": Route(enter, empty),
            "person.confirm_place": Route(edit_person, confirm_place),
            "person.elsewhere": Route(edit_person, elsewhere),
            "person.rest": Route(edit_person, open_rest),
            "person.pause": Route(edit_person, pause),
            "person.wake": Route(edit_person, wake),
            "person.has_died": Route(edit_person, ask_has_died),
            "person.died": Route(edit_person, has_died),
        },
        answers={"person.answer": Route(enter, typed)},
        commands={"person": Route(enter, open_page)},
    )
