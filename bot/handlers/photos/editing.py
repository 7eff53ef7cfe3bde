"""What an element is called, what it is, when its photos were taken; adding one, removing one."""

from markupsafe import Markup

from bot.handlers.letting_go import stopping_work
from bot.handlers.photos import boards, names
from bot.handlers.teaching.gone import of_element
from bot.incoming import IncomingKind
from bot.screens import View, column, grid
from bot.turns import Handler, Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.element import Element, ElementKind
from core.services import elements, likeness, photos
from core.services.circle import allowed
from core.services.elements import NOUNS

#: What can be added, in the order of the buttons.
KINDS = (
    ElementKind.RELATIVE,
    ElementKind.PET,
    ElementKind.PLACE,
    ElementKind.OBJECT,
    ElementKind.STYLE,
)


def add(turn: Turn, _: str = "") -> None:
    """Somebody or something else: what kind?"""
    turn.expect()
    buttons = [turn.button(f"photos-kind-{kind}", "photos.kind", kind) for kind in KINDS]
    buttons.append(turn.button("button-back", "photos.open"))
    turn.show(View(text=turn.tr("photos-add-what"), rows=grid(buttons, width=2)))


def kind_chosen(turn: Turn, kind: str) -> None:
    turn.expect("photos.named", kind)
    back = turn.button("button-back", "photos.add")
    turn.show(View(text=turn.tr(f"photos-name-{ElementKind(kind)}"), rows=((back,),)))


def named(turn: Turn, kind: str) -> None:
    """The name was typed: the element is there, and asked what it is; unless it was before."""
    there = elements.called(turn.work, kind=ElementKind(kind), name=_typed(turn))
    if there is not None:
        turn.tell(turn.tr("photos-there-already", name=there.name))
        boards.open_element(turn, there.id)
        return
    element = elements.add(
        turn.work, kind=ElementKind(kind), name=_typed(turn), ids=turn.services.ids
    )
    if element is None:
        turn.tell(turn.tr("photos-name-unclear", most=elements.LONGEST_NAME))
        kind_chosen(turn, kind)
    else:
        ask_noun(turn, element.id)


def ask_noun(turn: Turn, element_id: str) -> None:
    """What is it? By a tap, or in one's own words."""
    element = turn.work.elements.get(element_id)
    turn.expect("photos.noun", element_id)
    buttons = [
        turn.button(f"photos-class-{noun}", "photos.noun", f"{element_id} {noun}")
        for noun in NOUNS[element.kind]
    ]
    buttons.append(turn.button("button-back", "photos.edit", element_id))
    somebody = element.kind is ElementKind.RELATIVE
    text = turn.tr("photos-noun-relative" if somebody else "photos-noun", name=element.name)
    turn.show(View(text=text, rows=grid(buttons, width=2)))


def noun_tapped(turn: Turn, argument: str) -> None:
    element_id, noun = argument.split()
    element = elements.editable(turn.work, element_id)
    if elements.would_forget(turn.work, element, noun=noun):
        _ask_whether_to_forget(turn, element, "photos.noun_sure", argument)
    else:
        noun_sure(turn, argument)


def noun_sure(turn: Turn, argument: str) -> None:
    element_id, noun = argument.split()
    with stopping_work(turn):
        element = elements.classify(turn.work, element_id, noun=noun, now=turn.now)
    _go_on(turn, element)


def noun_typed(turn: Turn, element_id: str) -> None:
    element, words = elements.editable(turn.work, element_id), _typed(turn)
    noun = elements.noun_in(
        element,
        words=words,
        language=turn.account.language,
        lexicon=turn.services.craft.reader.lexicon,
    )
    if noun is None:
        turn.tell(turn.tr("photos-noun-unknown"))
        ask_noun(turn, element_id)
    elif elements.would_forget(turn.work, element, noun=noun):
        _ask_whether_to_forget(turn, element, "photos.noun_said", f"{element_id} {words}")
    else:
        noun_said(turn, f"{element_id} {words}")


def noun_said(turn: Turn, argument: str) -> None:
    """What it is, in words that were understood."""
    element_id, _, words = argument.partition(" ")
    with stopping_work(turn):
        element = elements.classify_in_words(
            turn.work,
            element_id,
            words=words,
            language=turn.account.language,
            lexicon=turn.services.craft.reader.lexicon,
            now=turn.now,
        )
    if element is not None:
        _go_on(turn, element)


def _ask_whether_to_forget(turn: Turn, element: Element, action: str, argument: str) -> None:
    """Others answer for that likeness: what was learnt goes with the leave it was learnt by."""
    turn.expect()
    buttons = [
        turn.button("photos-noun-sure", action, argument),
        turn.button("button-back", "photos.edit", element.id),
    ]
    text = turn.tr("photos-noun-forgets", name=element.name)
    turn.show(View(text=_with_whom(turn, element) + text, rows=column(buttons)))


def _with_whom(turn: Turn, element: Element) -> Markup:
    """Whose likeness was learnt on top of it and would go too, for above the question."""
    others = [names.title(turn, other) for other in likeness.on_top_of(turn.work, element.id)]
    if not others:
        return Markup("")
    told = turn.tr("photos-forgets-too", name=element.name, others=" · ".join(others))
    return told + Markup("\n\n")


def _go_on(turn: Turn, element: Element) -> None:
    if element.kind is ElementKind.STYLE and not element.may_be_drawn:
        ask_whose_works(turn, element)
    else:
        boards.open_element(turn, element.id)


def ask_whose_works(turn: Turn, element: Element) -> None:
    """A hand is learnt only of the person, or of the family."""
    turn.expect()
    buttons = [
        turn.button("photos-works-own", "photos.works", f"{element.id} own"),
        turn.button("photos-works-family", "photos.works", f"{element.id} family"),
        turn.button("photos-works-other", "photos.works", f"{element.id} other"),
        turn.button("button-back", "photos.edit", element.id),
    ]
    turn.show(View(text=turn.tr("photos-works"), rows=column(buttons)))


def ask_works(turn: Turn, element_id: str) -> None:
    ask_whose_works(turn, elements.editable(turn.work, element_id))


def works_told(turn: Turn, argument: str) -> None:
    element_id, whose = argument.split()
    if whose != "other":
        elements.allow_style(turn.work, element_id)
        boards.open_element(turn, element_id)
    elif sent := photos.of_element(turn.work, element_id):
        _ask_whether_to_refuse(turn, element_id, sent=len(sent))
    else:
        works_refused(turn, element_id)


def _ask_whether_to_refuse(turn: Turn, element_id: str, *, sent: int) -> None:
    """A wrong tap must not take away what the family sent."""
    elements.editable(turn.work, element_id)
    buttons = [
        turn.button("photos-works-refuse", "photos.works_refused", element_id),
        turn.button("button-back", "photos.ask_works", element_id),
    ]
    text = turn.tr("photos-works-refuse-ask", count=sent)
    turn.show(View(text=text, rows=column(buttons)))


def works_refused(turn: Turn, element_id: str) -> None:
    """Of another artist's works nothing is kept."""
    if turn.work.elements.find(element_id) is not None:
        with stopping_work(turn):
            elements.refuse_style(turn.work, element_id, now=turn.now)
    back = turn.button("button-back", "photos.open")
    turn.show(View(text=turn.tr("photos-works-refused"), rows=((back,),)))


def edit(turn: Turn, element_id: str) -> None:
    """What is known of an element; a field opens only to be changed."""
    element = turn.work.elements.find(element_id)
    if element is None:
        boards.open_photos(turn)
        return
    turn.expect()
    years = _years(element)
    text = turn.tr(
        "photos-edit",
        title=names.title(turn, element),
        noun=names.noun(turn, element) if element.age is None else "–",
        aliases=", ".join(element.aliases) or "–",
        years=years,
    )
    turn.show(View(text=text, rows=grid(_fields(turn, element), width=2)))


def ask_field(turn: Turn, argument: str) -> None:
    """Wait for the new name, the other names, or the years."""
    field, element_id = argument.split()
    element = elements.editable(turn.work, element_id)
    turn.expect(f"photos.{field}", element_id)
    buttons = [turn.button("button-back", "photos.edit", element_id)]
    if field == "aliases" and element.aliases:
        buttons.insert(0, turn.button("photos-no-aliases", "photos.no_aliases", element_id))
    text = turn.tr(f"photos-ask-{field}", name=names.somebody(turn, element))
    turn.show(View(text=text, rows=column(buttons)))


def name_typed(turn: Turn, element_id: str) -> None:
    if elements.rename(turn.work, element_id, name=_typed(turn)):
        edit(turn, element_id)
    else:
        turn.tell(turn.tr("photos-name-unclear", most=elements.LONGEST_NAME))
        ask_field(turn, f"name {element_id}")


def aliases_typed(turn: Turn, element_id: str) -> None:
    typed = _typed(turn)
    if typed:
        elements.call_also(turn.work, element_id, names=typed)
        edit(turn, element_id)
    else:
        ask_field(turn, f"aliases {element_id}")


def no_aliases(turn: Turn, element_id: str) -> None:
    """It goes by no other name any more."""
    elements.call_also(turn.work, element_id, names="")
    edit(turn, element_id)


def years_typed(turn: Turn, element_id: str) -> None:
    if elements.date(turn.work, element_id, years=_typed(turn)) is None:
        turn.tell(turn.tr("photos-years-unclear"))
        ask_field(turn, f"years {element_id}")
    else:
        edit(turn, element_id)


def ask_removal(turn: Turn, element_id: str) -> None:
    """Say what will be gone before it is."""
    element = elements.removable(turn.work, element_id)
    buttons = [
        turn.button("photos-remove-yes", "photos.element_removed", element_id),
        turn.button("button-back", "photos.edit", element_id),
    ]
    text = turn.tr("photos-remove-ask", name=element.name)
    turn.show(View(text=_with_whom(turn, element) + text, rows=column(buttons)))


def removed(turn: Turn, element_id: str) -> None:
    if turn.work.elements.find(element_id) is not None:
        with stopping_work(turn):
            elements.remove(turn.work, element_id, now=turn.now)
    boards.open_photos(turn)


def _fields(turn: Turn, element: Element) -> list[Button]:
    years = turn.button("photos-edit-years", "photos.field", f"years {element.id}")
    back = turn.button("button-back", "photos.element", element.id)
    if element.age is not None:
        return [years, back]
    buttons = [
        turn.button("photos-edit-name", "photos.field", f"name {element.id}"),
        turn.button("photos-edit-aliases", "photos.field", f"aliases {element.id}"),
        turn.button("photos-edit-noun", "photos.ask_noun", element.id),
        years,
    ]
    if allowed(turn.work, Action.EDIT_BOOK):
        buttons.append(turn.button("photos-edit-remove", "photos.ask_removal", element.id))
    return [*buttons, back]


def _years(element: Element) -> str:
    if element.first_year is None:
        return "–"
    if element.last_year in (None, element.first_year):
        return str(element.first_year)
    return f"{element.first_year}–{element.last_year}"


def _in_words(handler: Handler) -> Handler:
    """Photos that come before the answer are kept, and asked about, instead of read as words."""

    def answered(turn: Turn, argument: str) -> None:
        if turn.incoming.may_be_photo:
            turn.expect()
            turn.go("photos.unasked")
        else:
            handler(turn, argument)

    return answered


def _typed(turn: Turn) -> str:
    return turn.incoming.text if turn.incoming.kind is IncomingKind.WORDS else ""


def taps() -> dict[str, Route]:
    send = Action.SEND_PHOTOS
    return {
        "photos.add": Route(send, add),
        "photos.kind": Route(send, kind_chosen),
        "photos.noun": Route(send, of_element(noun_tapped)),
        "photos.noun_sure": Route(send, of_element(noun_sure)),
        "photos.noun_said": Route(send, of_element(noun_said)),
        "photos.ask_noun": Route(send, of_element(ask_noun)),
        "photos.ask_works": Route(send, of_element(ask_works)),
        "photos.works": Route(send, of_element(works_told)),
        "photos.works_refused": Route(send, works_refused),
        "photos.edit": Route(send, edit),
        "photos.field": Route(send, of_element(ask_field, place=1)),
        "photos.no_aliases": Route(send, of_element(no_aliases)),
        "photos.ask_removal": Route(Action.EDIT_BOOK, of_element(ask_removal)),
        "photos.element_removed": Route(Action.EDIT_BOOK, removed),
    }


def answers() -> dict[str, Route]:
    send = Action.SEND_PHOTOS
    return {
        "photos.named": Route(send, _in_words(named)),
        "photos.noun": Route(send, _in_words(of_element(noun_typed))),
        "photos.name": Route(send, _in_words(of_element(name_typed))),
        "photos.aliases": Route(send, _in_words(of_element(aliases_typed))),
        "photos.years": Route(send, _in_words(of_element(years_typed))),
    }
