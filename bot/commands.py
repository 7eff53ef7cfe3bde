"""The commands, by the names people know them under in each language."""

from collections.abc import Mapping, Sequence

from bot.turns import Routes
from core.domain.patient import Language
from core.i18n.translator import Translations, Translator

#: Canonical name -> its name in Spanish and in English; in the order of the menu.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "start": ("start", "start"),
    "session": ("sesion", "session"),
    "book": ("libro", "book"),
    "pictures": ("imagenes", "pictures"),
    "photos": ("fotos", "photos"),
    "person": ("persona", "person"),
    "circle": ("circulo", "circle"),
    "summaries": ("resumenes", "summaries"),
    "reminders": ("recordatorios", "reminders"),
    "privacy": ("privacidad", "privacy"),
    "language": ("idioma", "language"),
    "help": ("ayuda", "help"),
    "cancel": ("cancelar", "cancel"),
}


def canonical(typed: str) -> str:
    """The canonical name of a command in either language; an unknown one stays as typed."""
    name = typed.casefold()
    return next((known for known, names in COMMANDS.items() if name in names), name)


def name_in(language: Language | str, command: str) -> str:
    """What a command is called in a language."""
    spanish, english = COMMANDS[command]
    return spanish if language == Language.SPANISH else english


def listed(commands: Sequence[str], tr: Translator) -> list[tuple[str, str]]:
    """Names and short descriptions of commands, in the order of the menu."""
    return [
        (name_in(tr.language, command), tr.plain(f"command-{command}"))
        for command in COMMANDS
        if command in commands
    ]


def menu(translations: Translations, routes: Routes) -> dict[str, list[tuple[str, str]]]:
    """The command lists to tell Telegram, by language; only commands that something answers."""
    return {
        language.value: listed(list(routes.commands), translations.locale(language))
        for language in Language
    }
