"""The subjects that pictures should get right: made, named, dated, allowed, taken away."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from core.content.lexicon import Lexicon, Part
from core.domain.circle import Action
from core.domain.consent import Consent, ConsentKind, GivenBy
from core.domain.element import COUPLE, Element, ElementKind, PersonAge
from core.domain.patient import Figure, Language, Patient
from core.errors import NotAllowed, SomebodyNotAsked
from core.ports import Ids, PatientWork
from core.prompting.people import is_person
from core.services import likeness
from core.services.book_search import folded
from core.services.instance_tokens import new_instance_token

LONGEST_NAME = 40
MOST_ALIASES = 8
#: What an element is taken for until somebody says what it is.
FIRST_NOUNS = {
    ElementKind.PERSON: "",
    ElementKind.RELATIVE: "person",
    ElementKind.PET: "animal",
    ElementKind.PLACE: "place",
    ElementKind.OBJECT: "object",
    ElementKind.STYLE: "painting",
}
#: What a tap can say that an element is, in the order of the buttons.
NOUNS = {
    ElementKind.RELATIVE: ("woman", "man", "girl", "boy", COUPLE),
    ElementKind.PET: ("dog", "cat", "bird", "horse"),
    ElementKind.PLACE: ("house", "village", "church", "beach", "street"),
    ElementKind.OBJECT: ("car", "boat", "guitar", "doll"),
    ElementKind.STYLE: ("painting", "watercolour", "drawing", "embroidery"),
}
FIGURE_NOUNS = {Figure.MAN: "man", Figure.WOMAN: "woman", Figure.UNSAID: "person"}
#: "-65", "y 60" or "and the '60s" behind a year or a decade, unless it is a date's month.
_UNTIL = (
    r"(?:\s*(?:[-–/]|\b(?:y|a|hasta|and|to|until)\b)\s*(?:los\s|the\s)?\s*"
    r"'?(\d\d)'?s?\b(?![-/.]\d))?"
)
_YEAR = re.compile(rf"\b((?:18|19|20)\d\d)(s?)\b{_UNTIL}", re.IGNORECASE)  #: 1953, the 1950s
_DECADE = re.compile(rf"(?:\baños\s|\blos\s|\bthe\s|')\s*([2-9]0)'?s?\b{_UNTIL}", re.IGNORECASE)


def ages(work: PatientWork, ids: Ids, *, now: datetime) -> list[Element]:
    """The person at each age, made on the first visit; years follow once a birth year is known."""
    patient = work.patient()
    found = {e.age: e for e in work.elements.all() if e.kind is ElementKind.PERSON and e.age}
    for age in PersonAge:
        kept = found.get(age) or _new_age(work, age, ids)
        found[age] = _dated(kept, patient, year=now.year)
        if found[age] != work.elements.find(kept.id):
            work.elements.save(found[age])
    return [found[age] for age in PersonAge]


def others(work: PatientWork) -> list[Element]:
    """Everything else that may be learnt, in the order it was added."""
    return [e for e in work.elements.all() if e.age is None]


def called(work: PatientWork, *, kind: ElementKind, name: str) -> Element | None:
    """What is there already of this kind and goes by this name, however it is written."""
    wanted = folded(one_line(name))
    return next(
        (
            element
            for element in others(work)
            if element.kind is kind and wanted in map(folded, (element.name, *element.aliases))
        ),
        None,
    )


def add(work: PatientWork, *, kind: ElementKind, name: str, ids: Ids) -> Element | None:
    """A new subject under the name the family uses; None when that is no name."""
    work.require(Action.SEND_PHOTOS)
    cleaned = one_line(name)
    if not 0 < len(cleaned) <= LONGEST_NAME or kind is ElementKind.PERSON:
        return None
    element = Element(
        id=ids.new(),
        kind=kind,
        name=cleaned,
        class_noun=FIRST_NOUNS[kind],
        may_be_drawn=not kind.shows_somebody and kind is not ElementKind.STYLE,
    )
    work.elements.save(element)
    return element


def rename(work: PatientWork, element_id: str, *, name: str) -> bool:
    """Call it something else; False when that is no name."""
    element = editable(work, element_id)
    cleaned = one_line(name)
    if not 0 < len(cleaned) <= LONGEST_NAME:
        return False
    work.elements.save(replace(_unsaid(element), name=cleaned))
    return True


def call_also(work: PatientWork, element_id: str, *, names: str) -> Element:
    """Keep the other names it goes by, as typed: commas, semicolons or lines between them."""
    element = editable(work, element_id)
    typed = (one_line(name) for name in re.split(r"[,;\n]", names))
    aliases = dict.fromkeys(name[:LONGEST_NAME] for name in typed if re.search(r"\w", name))
    changed = replace(element, aliases=tuple(aliases)[:MOST_ALIASES])
    work.elements.save(changed)
    return changed


def date(work: PatientWork, element_id: str, *, years: str) -> Element | None:
    """Keep the span of years its photos show, as typed; None without a year in it."""
    element = editable(work, element_id)
    found = sorted(_years_in(years))
    if not found:
        return None
    changed = replace(element, first_year=found[0], last_year=found[-1], years_typed=True)
    work.elements.save(changed)
    return changed


def _years_in(words: str) -> Iterator[int]:
    """Years, and both ends of decades: `1953`, `the 1950s`, `los 50`, `1953-60`, `los 50 y 60`."""
    for year, whole_decade, until in _YEAR.findall(words):
        first = int(year)
        yield first
        if whole_decade:
            yield first + 9
        yield from _until(first, until, whole_decade=bool(whole_decade))
    for decade, until in _DECADE.findall(words):
        first = 1900 + int(decade)
        yield from (first, first + 9)
        yield from _until(first, until, whole_decade=True)


def _until(first: int, until: str, *, whole_decade: bool) -> Iterator[int]:
    """The last year, of which two figures were said; what cannot be one says nothing."""
    last = first - first % 100 + int(until or 0)
    if last > first and not (whole_decade and last % 10):
        yield last + 9 if whole_decade else last


def classify(work: PatientWork, element_id: str, *, noun: str, now: datetime) -> Element:
    """Say by a tap what it is."""
    element = editable(work, element_id)
    changed = replace(_unsaid(element), class_noun=noun, class_words="")
    return _classified(work, element, changed, now=now)


def classify_in_words(
    work: PatientWork,
    element_id: str,
    *,
    words: str,
    language: Language,
    lexicon: Lexicon,
    now: datetime,
) -> Element | None:
    """Say in one's own words what it is; None when no thing in them is known, SomebodyNotAsked."""
    element = editable(work, element_id)
    noun = noun_in(element, words=words, language=language, lexicon=lexicon)
    if noun is None:
        return None
    said = one_line(words)[:LONGEST_NAME]
    changed = replace(_unsaid(element), class_noun=noun, class_words=said)
    return _classified(work, element, changed, now=now)


def noun_in(element: Element, *, words: str, language: Language, lexicon: Lexicon) -> str | None:
    """The thing that words name, in English; None when none is known, SomebodyNotAsked."""
    tokens = lexicon.read(words.lower(), language)
    nouns = [token for token in tokens if token.meaning and token.part is Part.NOUN]
    if not nouns or nouns[0].meaning is None:
        return None
    if is_person(nouns[0]) and not element.kind.shows_somebody:
        raise SomebodyNotAsked
    return nouns[0].meaning.entry.en[0]


def would_forget(work: PatientWork, element: Element, *, noun: str) -> bool:
    """Whether calling it so takes what was learnt away, with the consent it was learnt by."""
    asked_anew = replace(element, class_noun=noun).answered_for != element.answered_for
    return asked_anew and bool(work.teachings.of_element(element.id) or element.adapter_id)


def _classified(work: PatientWork, was: Element, now_is: Element, *, now: datetime) -> Element:
    """Keep what it is; where others answer for that likeness, nobody has been asked yet."""
    work.elements.save(now_is)
    if now_is.answered_for == was.answered_for:
        return now_is
    if now_is.of_two != was.of_two:
        _look_again(work, now_is)
    consent = work.consents.holding(ConsentKind.LIKENESS, subject=was.id)
    if consent is not None:
        work.consents.save(consent.withdraw(at=now))
    if consent is not None or was.may_be_drawn:
        likeness.forget(work, was.id)
    unasked = replace(work.elements.get(was.id), may_be_drawn=False, consent_asked=False)
    work.elements.save(unasked)
    return unasked


def _look_again(work: PatientWork, element: Element) -> None:
    """Of one face or of two: what was judged good as the one is not as the other."""
    for photo in work.photos.all():
        if photo.element_id != element.id or not photo.judged:
            continue
        for face in photo.faces:
            work.media.discard(face.crop)
        work.photos.save(replace(photo.unjudged(), face=None))


def allow_likeness(
    work: PatientWork,
    element_id: str,
    *,
    given_by: GivenBy,
    account_id: int,
    ids: Ids,
    now: datetime,
) -> list[Consent]:
    """Record who allows a likeness; the person's own answer counts for all their ages."""
    work.require(Action.GIVE_CONSENT)
    return [
        likeness.allow(
            work, element, given_by=given_by, account_id=account_id, consent_id=ids.new(), now=now
        )
        for element in same_somebody(work, element_id)
    ]


def ask_no_more(work: PatientWork, element_id: str) -> None:
    """Remember that somebody was asked about the likeness, whatever they said."""
    for element in same_somebody(work, element_id):
        work.elements.save(replace(element, consent_asked=True))


def note_family_asked(work: PatientWork, element_id: str, *, now: datetime) -> None:
    """Remember when the circle was last asked for photos: nobody is asked every hour."""
    work.elements.save(replace(work.elements.get(element_id), family_asked_at=now))


def may_compare_faces(work: PatientWork, element: Element) -> bool:
    """Whether faces on its photos may be told apart: only with a consent that holds."""
    if element.of_two:
        return False
    holds = work.consents.holding(ConsentKind.LIKENESS, subject=element.id) is not None
    return element.kind.shows_somebody and holds


def allow_style(work: PatientWork, element_id: str) -> None:
    """The works are the person's own, or the family's."""
    work.elements.save(replace(editable(work, element_id), may_be_drawn=True))


def refuse_style(work: PatientWork, element_id: str, *, now: datetime) -> None:
    """The works are another artist's: nothing of them is kept."""
    _take_away(work, editable(work, element_id), now=now)


def remove(work: PatientWork, element_id: str, *, now: datetime) -> None:
    """Take an element away with its photos, its likeness and what was made with it."""
    _take_away(work, removable(work, element_id), now=now)


def _take_away(work: PatientWork, element: Element, *, now: datetime) -> None:
    consent = work.consents.holding(ConsentKind.LIKENESS, subject=element.id)
    if consent is not None:
        work.consents.save(consent.withdraw(at=now))
    likeness.forget(work, element.id)
    for media_id in element.tried_ids:
        work.media.discard(media_id)
    for photo in work.photos.all():
        if photo.element_id != element.id:
            continue
        if photo.memory_id is not None:
            work.photos.save(replace(photo, element_id=None))
            continue
        for media_id in photo.media_ids:
            work.media.discard(media_id)
        work.photos.remove(photo.id)
    work.elements.remove(element.id)


def name_for_model(
    work: PatientWork, element_id: str, *, ids: Ids, lexicon: Lexicon, anew: bool = False
) -> Element:
    """Give an element the token and the class noun it is taught by.

    A token it has stays, unless the worker's tokenizer refused it and asks for one `anew`.
    """
    element = work.elements.get(element_id)
    noun = noun_for_model(element, work.patient().figure)
    token = element.instance_token
    if anew or not token:
        token = new_instance_token(work, ids=ids, lexicon=lexicon)
    named = replace(element, instance_token=token, class_noun=noun)
    work.elements.save(named)
    return named


def noun_for_model(element: Element, figure: Figure) -> str:
    """What it is taught as; the person, as their circle says now: it may have been corrected."""
    if element.kind is ElementKind.PERSON and figure is not Figure.UNSAID:
        return FIGURE_NOUNS[figure]
    return element.class_noun or FIGURE_NOUNS[figure]


def editable(work: PatientWork, element_id: str) -> Element:
    """An element the one who acts may change: while it has no photos, whoever may send some."""
    element = work.elements.get(element_id)
    has_photos = any(photo.element_id == element_id for photo in work.photos.all())
    work.require(Action.EDIT_BOOK if has_photos else Action.SEND_PHOTOS)
    return element


def removable(work: PatientWork, element_id: str) -> Element:
    """An element that can go; the person's ages stay."""
    work.require(Action.EDIT_BOOK)
    element = work.elements.get(element_id)
    if element.age is not None:
        raise NotAllowed
    return element


def _unsaid(element: Element) -> Element:
    """Under another name or of another kind, nobody has said yet whether the model knows it."""
    return replace(element, known_as="", not_known=False)


def one_line(words: str) -> str:
    return " ".join(words.split())


def same_somebody(work: PatientWork, element_id: str) -> Sequence[Element]:
    """All elements that show the same: the person has several ages."""
    element = work.elements.get(element_id)
    if element.kind is not ElementKind.PERSON:
        return [element]
    return [e for e in work.elements.all() if e.kind is ElementKind.PERSON]


def _new_age(work: PatientWork, age: PersonAge, ids: Ids) -> Element:
    """One more age; what was allowed for the others is asked for it as well."""
    name = work.patient().name
    return Element(id=ids.new(), kind=ElementKind.PERSON, name=name, class_noun="", age=age)


def _dated(element: Element, patient: Patient, *, year: int) -> Element:
    """With the person's present name, and years where nobody said others; none is to come."""
    dated = replace(element, name=patient.name)
    said = element.years_typed and element.first_year is not None
    if patient.birth_year is not None and element.age is not None and not said:
        first, last = element.age.years
        first, last = patient.birth_year + first, patient.birth_year + last
        dated = replace(dated, first_year=first, last_year=last, years_typed=False)
    if dated.first_year is not None and dated.first_year > year:
        return replace(dated, first_year=None, last_year=None)
    if dated.last_year is not None and dated.last_year > year:
        return replace(dated, last_year=year)
    return dated
