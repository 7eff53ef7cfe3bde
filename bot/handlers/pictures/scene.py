"""The scene of a memory on one screen; a field opens only to be corrected."""

from markupsafe import Markup

from bot.handlers.pictures import flow
from bot.screens import View, grid
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.life import Feeling
from core.domain.picture import PictureStyle
from core.domain.scene import SceneAspect, SceneCard
from core.errors import Refused
from core.prompting.captions import Phrase
from core.services import picture_styles, scenes
from core.services.circle import allowed

LONGEST_FIELD = 200  #: characters of one field; more of it is a story
#: Reasons that a correction of the scene could not help against.
FINAL_REASONS = frozenset({"painful", "theme"})


def ask(turn: Turn, memory_id: str, style: PictureStyle = PictureStyle.SOFT) -> None:
    """The scene in a sentence: shall we make a picture?"""
    try:
        card = card_of(turn, memory_id)
    except Refused as refusal:
        refused(turn, memory_id, refusal)
        return
    if not card.known:
        _nothing_known(turn, memory_id)
        return
    text = turn.tr("pictures-offer", scene=sentence(turn, card))
    hand = next((e for e in scenes.hands(turn.work) if e.id in card.element_ids), None)
    if hand is not None:
        text += Markup("\n\n") + turn.tr("pictures-offer-style", style=hand.name)
    elif style is not PictureStyle.SOFT:
        text += Markup("\n\n") + turn.tr("pictures-offer-style", style=_name(turn, style))
    row = (
        turn.button("button-yes", "pictures.make", f"{memory_id} {style}"),
        turn.button("pictures-button-change", "pictures.change", memory_id),
        turn.button("button-no", "pictures.on", memory_id),
    )
    flow.show(turn, View(text=text), row)


def sentence(turn: Turn, card: SceneCard) -> str:
    """What is known, as a caption: "La cocina: su madre hacía una tarta, por las mañanas"."""
    phrases = scenes.in_short(turn.work, card=card, craft=turn.services.craft)
    heading = ", ".join(phrase.text for phrase in phrases if phrase.is_heading)
    after = [phrase for phrase in phrases if not phrase.is_heading]
    rest = ", ".join(_in_line(turn, phrase, number) for number, phrase in enumerate(after))
    whole = heading or rest
    if heading and rest:
        whole = turn.tr.plain("pictures-scene-at", place=heading, rest=rest)
    return whole[:1].upper() + whole[1:]


def _in_line(turn: Turn, phrase: Phrase, number: int) -> str:
    """A phrase behind others; an object is what it is done with."""
    text = _worded(turn, phrase.text)
    if number and phrase.aspect is SceneAspect.OBJECT:
        return turn.tr.plain("pictures-scene-with", thing=text)
    return text


def _told(turn: Turn, card: SceneCard, aspect: SceneAspect) -> str:
    """The words of a field; the person, when in the scene, is named before the others."""
    text = _worded(turn, card.text(aspect))
    is_there = aspect is SceneAspect.WHO and card.person_present
    return ", ".join(part for part in (turn.patient.name if is_there else "", text) if part)


def _worded(turn: Turn, text: str) -> str:
    """The words themselves; a bare year was worked out, so it is only about then."""
    if text in set(Feeling):
        return turn.tr.plain(f"feeling-{text}")
    if text.isdecimal() and len(text) == 4:
        return turn.tr.plain("pictures-around", year=int(text))
    return text


def refused(turn: Turn, memory_id: str, refusal: Refused) -> None:
    """Why no picture is made of this, and what can be done instead; the story is kept."""
    change = turn.button("pictures-button-change", "pictures.change", memory_id)
    rows = [] if refusal.reason in FINAL_REASONS else [(change,)]
    photo = flow.photo_button(turn, memory_id)
    text = flow.words_of(turn.tr, refusal)
    flow.show(turn, View(text=text), *rows, photo, (flow.on_button(turn, memory_id),))


def _nothing_known(turn: Turn, memory_id: str) -> None:
    rows = (
        (turn.button("pictures-button-tell-scene", "pictures.change", memory_id),),
        flow.photo_button(turn, memory_id),
        (flow.on_button(turn, memory_id),),
    )
    flow.show(turn, View(text=turn.tr("pictures-nothing-known")), *rows)


def off(turn: Turn, memory_id: str) -> None:
    """Pictures are off: in a session nothing is said of it."""
    if flow.in_session(turn):
        flow.go_on(turn, memory_id)
        return
    rows = (
        flow.photo_button(turn, memory_id),
        (flow.on_button(turn, memory_id),),
    )
    flow.show(turn, View(text=turn.tr("pictures-off")), *rows)


def change(turn: Turn, memory_id: str) -> None:
    """All fields, known and unknown, each a button."""
    turn.expect()
    try:
        card = card_of(turn, memory_id)
    except Refused as refusal:
        refused(turn, memory_id, refusal)
        return
    lines = [_line(turn, card, aspect) for aspect in SceneAspect]
    text = turn.tr("pictures-change", fields=Markup("\n").join(lines))
    fields = [_field_button(turn, memory_id, aspect) for aspect in SceneAspect]
    style = turn.button("pictures-button-style", "pictures.styles", memory_id)
    done = turn.button("pictures-button-done", "pictures.ask", memory_id)
    flow.show(turn, View(text=text), *grid([*fields, style], width=2), (done,))


def open_field(turn: Turn, argument: str) -> None:
    """One field, to be put in other words or left out; a feeling is only ever tapped."""
    memory_id, aspect = _field(argument)
    card = card_of(turn, memory_id)
    tapped = aspect is SceneAspect.FEELING
    field = _line(turn, card, aspect)
    text = turn.tr("pictures-feeling" if tapped else "pictures-field", field=field)
    feelings = [_feeling_button(turn, argument, feeling) for feeling in Feeling] if tapped else []
    rows = (
        (turn.button("pictures-button-unknown", "pictures.unknown", argument),),
        (turn.button("button-back", "pictures.change", memory_id),),
    )
    flow.show(turn, View(text=text), *grid(feelings, width=2), *rows)
    turn.expect(*(() if tapped else ("pictures.corrected", argument)))


def corrected(turn: Turn, argument: str) -> None:
    """What was written takes the field's place."""
    memory_id, aspect = _field(argument)
    if turn.incoming.may_be_story(longest=LONGEST_FIELD):
        flow.hand_on(turn, turn.tr("changes-few-words", most=LONGEST_FIELD))
        return
    _correct(turn, memory_id, aspect, " ".join(turn.incoming.text.split()))


def felt(turn: Turn, argument: str) -> None:
    memory_id, aspect, feeling = argument.split()
    _correct(turn, memory_id, SceneAspect(aspect), feeling)


def unknown(turn: Turn, argument: str) -> None:
    """Nobody knows, so it is left out."""
    memory_id, aspect = _field(argument)
    _correct(turn, memory_id, aspect, "")


def _correct(turn: Turn, memory_id: str, aspect: SceneAspect, text: str) -> None:
    services = turn.services
    scenes.correct_scene(
        turn.work,
        card=card_of(turn, memory_id),
        aspect=aspect,
        text=text,
        craft=services.craft,
        ids=services.ids,
    )
    turn.expect()
    ask(turn, memory_id)


def styles(turn: Turn, memory_id: str) -> None:
    """The ways it can be drawn, soft first."""
    buttons = [_style_button(turn, memory_id, style) for style in PictureStyle]
    buttons += [
        Button(
            label=flow.short(hand.name), action="pictures.hand", argument=f"{memory_id} {hand.id}"
        )
        for hand in scenes.hands(turn.work)
    ]
    back = turn.button("button-back", "pictures.change", memory_id)
    flow.show(turn, View(text=turn.tr("pictures-styles")), *grid(buttons, width=2), (back,))


def choose_style(turn: Turn, argument: str) -> None:
    """Take an open style; a shut one is opened only by whoever may, after one warning."""
    memory_id, style = flow.parse(argument)
    if style in picture_styles.open_styles(turn.patient):
        _choose_hand(turn, memory_id)
        ask(turn, memory_id, style)
    elif allowed(turn.work, Action.EDIT_CARE):
        rows = (
            (turn.button("pictures-button-open-style", "pictures.open_style", argument),),
            (turn.button("pictures-button-stay-soft", "pictures.ask", memory_id),),
        )
        text = turn.tr("pictures-style-warning", style=_name(turn, style))
        flow.show(turn, View(text=text), *rows)
    else:
        turn.notice = turn.tr.plain("pictures-style-shut")


def choose_hand(turn: Turn, argument: str) -> None:
    """A style the family taught, instead of one of ours."""
    memory_id, element_id = argument.split()
    _choose_hand(turn, memory_id, element_id)
    ask(turn, memory_id)


def _choose_hand(turn: Turn, memory_id: str, element_id: str = "") -> None:
    card = card_of(turn, memory_id)
    scenes.choose_hand(turn.work, card=card, element_id=element_id, ids=turn.services.ids)


def open_style(turn: Turn, argument: str) -> None:
    memory_id, style = flow.parse(argument)
    picture_styles.open_style(turn.work, style=style)
    _choose_hand(turn, memory_id)
    ask(turn, memory_id, style)


def card_of(turn: Turn, memory_id: str) -> SceneCard:
    services = turn.services
    return scenes.draft_scene(
        turn.work,
        memory_id=memory_id,
        craft=services.craft,
        bank=services.bank,
        ids=services.ids,
    )


def _field(argument: str) -> tuple[str, SceneAspect]:
    memory_id, aspect = argument.split()
    return memory_id, SceneAspect(aspect)


def _line(turn: Turn, card: SceneCard, aspect: SceneAspect) -> Markup:
    name = turn.tr.plain(f"pictures-aspect-{aspect}")
    text = _told(turn, card, aspect)
    if not text:
        return turn.tr("pictures-line-unknown", aspect=name)
    return turn.tr("pictures-line", aspect=name, text=text)


def _field_button(turn: Turn, memory_id: str, aspect: SceneAspect) -> Button:
    return turn.button(f"pictures-aspect-{aspect}", "pictures.field", f"{memory_id} {aspect}")


def _feeling_button(turn: Turn, field: str, feeling: Feeling) -> Button:
    return turn.button(f"feeling-{feeling}", "pictures.felt", f"{field} {feeling}")


def _style_button(turn: Turn, memory_id: str, style: PictureStyle) -> Button:
    return turn.button(f"pictures-style-{style}", "pictures.style", f"{memory_id} {style}")


def _name(turn: Turn, style: PictureStyle) -> str:
    return turn.tr.plain(f"pictures-style-{style}")


def taps() -> dict[str, Route]:
    make, care = Action.MAKE_PICTURES, Action.EDIT_CARE
    return {
        "pictures.ask": Route(make, ask),
        "pictures.change": Route(make, change),
        "pictures.field": Route(make, open_field),
        "pictures.felt": Route(make, felt),
        "pictures.unknown": Route(make, unknown),
        "pictures.styles": Route(make, styles),
        "pictures.style": Route(make, choose_style),
        "pictures.open_style": Route(care, open_style),
        "pictures.hand": Route(make, choose_hand),
        "pictures.on": Route(make, flow.go_on),
    }


def answers() -> dict[str, Route]:
    return {"pictures.corrected": Route(Action.MAKE_PICTURES, corrected)}
