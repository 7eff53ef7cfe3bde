"""Fine settings, for who asks: every parameter on one screen, each with its meaning in a line."""

from markupsafe import Markup

from bot.handlers.pictures import changing, flow, scene
from bot.handlers.pictures.changing import wish_of
from bot.incoming import IncomingKind
from bot.screens import View, grid, shortened
from bot.turns import Route, Turn
from core.content.presets import Composition
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.wish import PictureWish
from core.errors import Refused
from core.services import picture_fine, picture_settings, picture_styles, picture_wishes
from core.services.circle import allowed
from core.services.picture_settings import (
    CHOICES,
    FIRST,
    OF_A_CHANGE,
    OF_A_NEW_PICTURE,
    RANGES,
    Setting,
)

ON_THE_PANEL, ALONE = 90, 600  #: characters of a prompt that are shown


def open_new(turn: Turn, argument: str) -> None:
    """The settings of a new picture of a memory."""
    memory_id, style = flow.parse(argument)
    if not _let_in(turn, "fine.open_new", argument, back=memory_id):
        return
    try:
        card = scene.card_of(turn, memory_id)
    except Refused as refusal:
        scene.refused(turn, memory_id, refusal)
        return
    wish = picture_fine.begin(
        turn.work,
        memory_id=card.memory_id,
        style=style,
        account_id=turn.account.id,
        ids=turn.services.ids,
        now=turn.now,
    )
    panel(turn, wish)


def open_change(turn: Turn, wish_id: str) -> None:
    """The settings of a change, once it is known what should be there."""
    wish = wish_of(turn, wish_id)
    if _let_in(turn, "fine.open_change", wish_id, back=wish.memory_id):
        panel(turn, wish)


def _let_in(turn: Turn, action: str, argument: str, *, back: str) -> bool:
    """Opened once by whoever holds the care settings, after a warning, as styles are."""
    if picture_styles.fine_settings_open(turn.patient):
        return True
    if not allowed(turn.work, Action.EDIT_CARE):
        turn.notice = turn.tr.plain("fine-shut")
        return False
    rows = (
        (turn.button("pictures-button-open-style", "fine.allow", f"{action} {argument}"),),
        (turn.button("button-back", "pictures.offer", back),),
    )
    flow.show(turn, View(text=turn.tr("fine-warning")), *rows)
    return False


def allow(turn: Turn, argument: str) -> None:
    action, _, rest = argument.partition(" ")
    picture_styles.open_fine_settings(turn.work)
    turn.go(action, rest)


def panel(turn: Turn, wish: PictureWish, *, more: bool = False) -> None:
    """All of it, as it stands; what is asked for most opens here, the rest behind one tap."""
    turn.expect()
    settings = _of(wish)
    lines = Markup("\n").join(_line(turn, wish, setting) for setting in settings)
    buttons = [
        turn.button(f"fine-{setting}", "fine.setting", f"{wish.id} {setting}")
        for setting in settings
        if (setting in FIRST) is not more
    ]
    text = turn.tr("fine-panel", settings=lines)
    flow.show(turn, View(text=text), *grid(buttons, width=2), *_ends_of_panel(turn, wish, more))


def _ends_of_panel(turn: Turn, wish: PictureWish, more: bool) -> tuple[tuple[Button, ...], ...]:
    if more:
        return ((_back(turn, wish),),)
    return (
        (
            turn.button("fine-button-presets", "fine.presets", wish.id),
            turn.button("fine-button-more", "fine.more", wish.id),
        ),
        (
            turn.button("fine-button-make", "fine.make", wish.id),
            turn.button("button-back", "fine.leave", wish.id),
        ),
    )


def _of(wish: PictureWish) -> tuple[Setting, ...]:
    return OF_A_CHANGE if wish.picture_id else OF_A_NEW_PICTURE


def _line(turn: Turn, wish: PictureWish, setting: Setting) -> Markup:
    name = turn.tr.plain(f"fine-{setting}")
    value = shortened(_value(turn, wish, setting), ON_THE_PANEL)
    return turn.tr("fine-line", name=name, value=value)


def _value(turn: Turn, wish: PictureWish, setting: Setting) -> str:
    value = picture_settings.value_of(wish.settings, setting)
    if setting in CHOICES:
        return turn.tr.plain(f"fine-{setting}-{value}")
    value = value or picture_fine.usual_value(
        turn.work,
        wish,
        setting,
        craft=turn.services.craft,
        language=turn.account.language,
    )
    if not value:
        return turn.tr.plain("fine-any" if setting is Setting.SEED else "fine-none")
    if setting in RANGES:
        return turn.tr.plain("fine-number", value=float(value))
    return shortened(value, ALONE)


def open_setting(turn: Turn, argument: str) -> None:
    """One parameter: what it means, what it may be, how it stands."""
    wish, setting = _parsed(turn, argument)
    text = turn.tr(
        "fine-setting",
        name=turn.tr.plain(f"fine-{setting}"),
        meaning=turn.tr(f"fine-{setting}-means"),
        value=_value(turn, wish, setting),
    )
    usual = turn.button("fine-button-usual", "fine.usual", argument)
    rows = (*_choices(turn, wish, setting), (usual, _back(turn, wish)))
    flow.show(turn, View(text=text), *rows)
    turn.expect(*(() if setting in CHOICES else ("fine.value", argument)))


def _choices(turn: Turn, wish: PictureWish, setting: Setting) -> tuple[tuple[Button, ...], ...]:
    """Values to tap, where there are few."""
    if setting in CHOICES:
        named = [
            turn.button(f"fine-{setting}-{choice}", "fine.pick", f"{wish.id} {setting} {choice}")
            for choice in CHOICES[setting]
        ]
        return grid(named, width=2)
    if setting is Setting.CANDIDATES:
        most = int(RANGES[setting].most)
        return (tuple(_pick(wish, setting, str(n)) for n in range(1, most + 1)),)
    seed = picture_fine.last_seed(turn.work, memory_id=wish.memory_id)
    if setting is Setting.SEED and seed is not None:
        return ((_pick(wish, setting, str(seed)),),)
    return ()


def _pick(wish: PictureWish, setting: Setting, value: str) -> Button:
    return Button(label=value, action="fine.pick", argument=f"{wish.id} {setting} {value}")


def _back(turn: Turn, wish: PictureWish) -> Button:
    return turn.button("button-back", "fine.panel", wish.id)


def _parsed(turn: Turn, argument: str) -> tuple[PictureWish, Setting]:
    wish_id, setting = argument.split()
    return wish_of(turn, wish_id), Setting(setting)


def written(turn: Turn, argument: str) -> None:
    """A value that was typed."""
    wish, setting = _parsed(turn, argument)
    if turn.incoming.kind is not IncomingKind.WORDS:
        flow.hand_on(turn, turn.tr("changes-in-words"), waits_on=True)
        return
    _take(turn, wish, setting, turn.incoming.text)


def picked(turn: Turn, argument: str) -> None:
    """A value that was tapped."""
    wish_id, setting, value = argument.split()
    _take(turn, wish_of(turn, wish_id), Setting(setting), value)


def _take(turn: Turn, wish: PictureWish, setting: Setting, text: str) -> None:
    """Keep a value that fits; else say kindly which would, and wait on."""
    craft, language = turn.services.craft, turn.account.language
    try:
        settings = picture_settings.with_value(
            wish.settings, setting, text, craft=craft, language=language
        )
    except Refused as refusal:
        turn.tell(flow.words_of(turn.tr, refusal))
        return
    if settings is None:
        turn.tell(_out_of_range(turn, setting))
    else:
        panel(turn, picture_fine.keep(turn.work, wish, settings))


def _out_of_range(turn: Turn, setting: Setting) -> Markup:
    allowed_range = RANGES[setting]
    return turn.tr("fine-out-of-range", least=allowed_range.least, most=allowed_range.most)


def usual(turn: Turn, argument: str) -> None:
    """One parameter back where it was."""
    wish, setting = _parsed(turn, argument)
    settings = picture_settings.as_usual(wish.settings, setting)
    panel(turn, picture_fine.keep(turn.work, wish, settings))


def presets(turn: Turn, wish_id: str) -> None:
    """Steps and guidance that proved good for a kind of scene."""
    wish = wish_of(turn, wish_id)
    buttons = [
        turn.button(f"fine-preset-{composition.replace('_', '-')}", "fine.preset", argument)
        for composition in Composition
        for argument in [f"{wish.id} {composition}"]
    ]
    rows = (*((button,) for button in buttons), (_back(turn, wish),))
    flow.show(turn, View(text=turn.tr("fine-presets")), *rows)


def preset(turn: Turn, argument: str) -> None:
    wish_id, composition = argument.split()
    wish = wish_of(turn, wish_id)
    craft = turn.services.craft
    settings = picture_settings.by_preset(wish.settings, Composition(composition), craft=craft)
    panel(turn, picture_fine.keep(turn.work, wish, settings))


def show_panel(turn: Turn, wish_id: str) -> None:
    panel(turn, wish_of(turn, wish_id))


def show_more(turn: Turn, wish_id: str) -> None:
    panel(turn, wish_of(turn, wish_id), more=True)


def make(turn: Turn, wish_id: str) -> None:
    """An ordinary order, with these settings."""
    changing.make(turn, wish_of(turn, wish_id))


def leave(turn: Turn, wish_id: str) -> None:
    """Back to where the panel was opened from; nothing was made."""
    wish = wish_of(turn, wish_id)
    if picture_wishes.changeable(turn.work, wish.picture_id) is None:
        turn.go("pictures.offer", wish.memory_id)
    else:
        changing.leave(turn, wish_id)


def taps() -> dict[str, Route]:
    handlers = {
        "fine.open_new": open_new,
        "fine.open_change": open_change,
        "fine.panel": show_panel,
        "fine.more": show_more,
        "fine.setting": open_setting,
        "fine.pick": picked,
        "fine.usual": usual,
        "fine.presets": presets,
        "fine.preset": preset,
        "fine.make": make,
        "fine.leave": leave,
    }
    routes = {name: Route(Action.MAKE_PICTURES, handler) for name, handler in handlers.items()}
    return {**routes, "fine.allow": Route(Action.EDIT_CARE, allow)}


def answers() -> dict[str, Route]:
    return {"fine.value": Route(Action.MAKE_PICTURES, written)}
