"""The last step, done where the model is: translate, check again, and fit the encoder's room."""

from collections.abc import Callable, Collection, Sequence

from core.content.files import LANGUAGES
from core.content.refusals import Refusals
from core.domain.picture import Phrase, Recipe
from core.ports import Translation

CountTokens = Callable[[str], int]  #: of a whole text, start and end included
Choose = Callable[[Sequence[Phrase]], Sequence[Phrase]]  #: what the model can follow

TARGET = "en"
SEPARATOR = ", "


def finish(
    recipe: Recipe,
    *,
    translation: Translation,
    refusals: Refusals,
    count_tokens: CountTokens,
    limit: int,
    languages: Collection[str],
    choose: Choose = tuple,
) -> tuple[str, str]:
    """The prompt and negative prompt for a model that reads these languages.

    Raises PictureRefused when a translation brings to light what must not be drawn.
    """
    read = [_readable(phrase, translation, languages) for phrase in recipe.phrases]
    checked = [_checked(phrase, refusals) for phrase in read]
    chosen = choose([phrase for phrase in checked if phrase.text])
    prompt = fit(chosen, count_tokens, limit)
    return prompt, fit(recipe.negative, count_tokens, limit)


def fit(phrases: Sequence[Phrase], count_tokens: CountTokens, limit: int) -> str:
    """The phrases in their order, as many of the first ranks as the encoder has room for."""
    kept: dict[int, str] = {}
    for number in sorted(range(len(phrases)), key=lambda n: phrases[n].rank):
        text = _longest_start(phrases[number].text, _others(kept, number, count_tokens, limit))
        if text:
            kept[number] = text
        if text != phrases[number].text:
            break
    return SEPARATOR.join(kept[number] for number in sorted(kept))


def _others(
    kept: dict[int, str], number: int, count_tokens: CountTokens, limit: int
) -> Callable[[str], bool]:
    """Whether a text still fits among those kept."""

    def fits(text: str) -> bool:
        together = {**kept, number: text}
        return count_tokens(SEPARATOR.join(together[n] for n in sorted(together))) <= limit

    return fits


def _longest_start(text: str, fits: Callable[[str], bool]) -> str:
    """As many of the first words as fit, found by halving."""
    if fits(text):
        return text
    found = text.split(" ")
    low, high = 0, len(found) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(" ".join(found[:middle])) else (low, middle - 1)
    return " ".join(found[:low]).rstrip(" ,")


def _readable(phrase: Phrase, translation: Translation, languages: Collection[str]) -> Phrase:
    if phrase.language in languages or phrase.language == TARGET:
        return phrase
    if phrase.language not in LANGUAGES:
        return _with(phrase, "", TARGET)
    text = translation.translate(phrase.text, source=phrase.language, target=TARGET)
    return _with(phrase, text, TARGET)


def _checked(phrase: Phrase, refusals: Refusals) -> Phrase:
    language = phrase.language if phrase.language in LANGUAGES else TARGET
    refusals.check(phrase.text, language)
    if phrase.source in {"token", "figure", "style"}:
        return phrase
    return _with(phrase, refusals.cleaned(phrase.text, language), phrase.language)


def _with(phrase: Phrase, text: str, language: str) -> Phrase:
    return Phrase(text=text.strip(), language=language, rank=phrase.rank, source=phrase.source)
