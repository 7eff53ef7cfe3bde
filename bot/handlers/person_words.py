"""How what is known about the person is put into words."""

from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.screens import shortened
from bot.turns import Turn
from core.services.person_facts import NO, YES, Fact, Value

LONGEST_SHOWN = 200  #: characters of one value on a page that shows many


def city(zone: str) -> str:
    """The city a time zone is named for."""
    return ZoneInfo(zone).key.rpartition("/")[2].replace("_", " ")


def fact_name(turn: Turn, fact: Fact) -> str:
    return turn.tr.plain(f"person-fact-{_id(fact.name)}")


def fact_line(turn: Turn, fact: Fact) -> Markup:
    """One thing and what is known of it."""
    words = value_words(turn, fact, fact.value(turn.patient))
    if words:
        return turn.tr("person-line", what=fact_name(turn, fact), value=words)
    return turn.tr("person-line-unknown", what=fact_name(turn, fact))


def value_words(turn: Turn, fact: Fact, value: Value) -> str:
    """A value as people read it; empty when nothing is known."""
    if isinstance(value, bool):
        return choice_words(turn, fact, YES if value else NO)
    if isinstance(value, tuple):
        return shortened(turn.tr.plain("person-separator").join(value), LONGEST_SHOWN)
    if value is None or value == "":
        return ""
    return shortened(choice_words(turn, fact, str(value)), LONGEST_SHOWN)


def choice_words(turn: Turn, fact: Fact, value: str) -> str:
    """The label of an answer that can be tapped; what has no words of its own stays as it is."""
    if value in (YES, NO):
        return turn.tr.plain(f"button-{value}")
    if fact.name == "best_hour":
        return turn.tr.plain("person-hour", hour=int(value))
    if fact.name == "max_minutes" and value.isdecimal():
        return turn.tr.plain("person-minutes", minutes=int(value))
    if fact.name == "time_zone":
        return city(value)
    known = {
        "max_minutes": f"person-minutes-{value}",
        "language": f"language-{value}",
        "register": f"person-register-{value}",
        "figure": f"person-figure-{value}",
        "level": f"person-level-{value}",
        "country": f"country-{value}",
    }
    word_id = known.get(fact.name, "")
    return turn.tr.plain(word_id) if turn.tr.knows(word_id) else value


def _id(name: str) -> str:
    return name.replace("_", "-")
