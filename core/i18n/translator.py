"""The one way to the words people read: strict, escaped, in their language and register.

    translations = Translations.load()
    tr = translations.locale("es", register="usted")
    tr("session-greeting", name=patient.name)    # Markup for a message
    tr.plain("button-yes")                       # str for a button

Fluent hides unknown ids, missing arguments and syntax errors; here each of them is ContentInvalid.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fluent.runtime import FluentBundle
from fluent.runtime.types import FluentType, fluent_number
from markupsafe import Markup, escape

from core.errors import ContentInvalid
from core.i18n.fluent_file import Wording, read_language

LANGUAGES = ("es", "en")
REGISTERS = ("tu", "usted")
FOLDER = Path(__file__).parent

#: Fluent refuses longer arguments; a story may be longer, so it is put in afterwards.
LONG = 1000
_HELD_BACK = re.compile("\0([a-z_][A-Za-z0-9_-]*)\0")

Argument = str | int | float


@dataclass(frozen=True, slots=True)
class Translator:
    """Turns ids into words of one language, addressing the person in one register."""

    language: str
    register: str
    _bundle: FluentBundle = field(repr=False)
    _wordings: Mapping[str, Wording] = field(repr=False)

    def __call__(self, message_id: str, /, **arguments: Argument) -> Markup:
        """The message as HTML for Telegram; every argument that is not Markup is escaped."""
        self._check(message_id, arguments)
        safe = {
            name: str(escape(value)) if isinstance(value, str) else value
            for name, value in arguments.items()
        }
        return Markup(self._format(message_id, safe))  # noqa: S704 - arguments are escaped

    def plain(self, message_id: str, /, **arguments: Argument) -> str:
        """The message as bare text, for buttons and files; it may hold no markup."""
        if self._check(message_id, arguments).marked_up:
            raise ContentInvalid(f"{message_id} holds markup and cannot be plain")
        for name, value in arguments.items():
            if isinstance(value, Markup):
                raise ContentInvalid(f"{message_id}: {name} is markup and cannot be plain")
        return self._format(message_id, arguments)

    def knows(self, message_id: str) -> bool:
        return message_id in self._wordings

    def _check(self, message_id: str, arguments: Mapping[str, Argument]) -> Wording:
        wording = self._wordings.get(message_id)
        if wording is None:
            raise ContentInvalid(f"there is no message {message_id}")
        if wording.arguments != arguments.keys():
            wanted, given = sorted(wording.arguments), sorted(arguments)
            raise ContentInvalid(f"{message_id} takes {wanted}, was given {given}")
        return wording

    def _format(self, message_id: str, arguments: Mapping[str, Argument]) -> str:
        held_back = {n: v for n, v in arguments.items() if isinstance(v, str) and len(v) > LONG}
        shown = {name: _for_fluent(name, value) for name, value in arguments.items()}
        pattern = self._bundle.get_message(message_id).value
        text, errors = self._bundle.format_pattern(pattern, {**shown, "register": self.register})
        if errors or not isinstance(text, str):
            raise ContentInvalid(f"{message_id}: {errors}")
        if held_back:
            text = _HELD_BACK.sub(lambda match: held_back[match[1]], text)
        return text


def _for_fluent(name: str, value: Argument) -> str | FluentType:
    """What Fluent is handed: years without a thousands separator, long texts as a mark."""
    if isinstance(value, str):
        return f"\0{name}\0" if len(value) > LONG else value.replace("\0", "")
    return fluent_number(value, useGrouping=False)


@dataclass(frozen=True, slots=True)
class Translations:
    """Both languages, known to hold the same ids with the same arguments."""

    ids: frozenset[str]
    _translators: Mapping[tuple[str, str], Translator] = field(repr=False)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Translations":
        """Read es/*.ftl and en/*.ftl, or raise ContentInvalid."""
        languages = {code: read_language(folder / code) for code in LANGUAGES}
        wordings = {code: language.messages for code, language in languages.items()}
        _check_equal(wordings)
        translators = {}
        for code, language in languages.items():
            bundle = FluentBundle([code], use_isolating=False)
            bundle.add_resource(language.resource)
            for register in REGISTERS:
                translators[code, register] = Translator(code, register, bundle, wordings[code])
        return cls(frozenset(wordings[LANGUAGES[0]]), translators)

    def locale(self, language: str, *, register: str = "tu") -> Translator:
        try:
            return self._translators[language, register]
        except KeyError as error:
            raise ContentInvalid(f"no words for {language} with {register}") from error


def _check_equal(wordings: Mapping[str, Mapping[str, Wording]]) -> None:
    first, *others = LANGUAGES
    for other in others:
        for name in sorted(wordings[first].keys() ^ wordings[other].keys()):
            missing = other if name in wordings[first] else first
            raise ContentInvalid(f"{name} is missing in {missing}")
        for name, wording in wordings[first].items():
            if wording != wordings[other][name]:
                raise ContentInvalid(f"{name} differs between {first} and {other}: {wording}")
