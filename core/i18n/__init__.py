"""The words people read, in Fluent files, and the strict way to them."""

from core.i18n.translator import Translations, Translator

__all__ = ["Translations", "Translator"]
