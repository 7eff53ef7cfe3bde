"""Spanish wordings that address the person as tú or usted: `{te/le} gusta`."""

import re

from core.domain.patient import Register
from core.errors import ContentInvalid

_CHOICE = re.compile(r"\{([^{}/]+)/([^{}/]+)\}")
_VALUE = re.compile(r"\{([^{}/]+)\}")


def in_register(text: str, register: Register | str) -> str:
    """The wording with every choice of register made; values to fill in stay."""
    number = 2 if Register(register) is Register.USTED else 1
    return _CHOICE.sub(lambda match: match[number], text)


def filled(text: str, **values: str) -> str:
    """The wording with every value put in; a missing or superfluous one is an error."""
    wanted = set(_VALUE.findall(text))
    if wanted != values.keys():
        raise ContentInvalid(f"{text!r} wants {sorted(wanted)}, was given {sorted(values)}")
    return _VALUE.sub(lambda match: values[match[1]], text)


def check_tokens(where: str, text: str, *, values: frozenset[str] = frozenset()) -> None:
    """Refuse a brace that is neither a choice of register nor one of the named values."""
    rest = _CHOICE.sub("", text)
    if set(_VALUE.findall(rest)) != values or re.search(r"[{}]", _VALUE.sub("", rest)):
        raise ContentInvalid(f"{where}: braces that do not resolve in {text!r}")
