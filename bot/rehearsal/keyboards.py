"""Reply markup as Telegram accepts it."""

from __future__ import annotations

from bot.rehearsal.wire import JsonObject, JsonValue, Parameters, Refusal, Signature

CALLBACK_DATA_BYTES = 64
BUTTONS_LIMIT = 100
ROW_LIMIT = 8

_INLINE = Signature.of("inline keyboard", "inline_keyboard:array!")
_BUTTON = Signature.of(
    "inline keyboard button",
    "text! callback_data url copy_text:object web_app:object login_url:object"
    " switch_inline_query switch_inline_query_current_chat"
    " switch_inline_query_chosen_chat:object style icon_custom_emoji_id",
)
_ACTIONS = frozenset(_BUTTON.kinds) - {"text", "style", "icon_custom_emoji_id"}
_REPLY = Signature.of(
    "reply keyboard",
    "keyboard:array! is_persistent:flag resize_keyboard:flag one_time_keyboard:flag"
    " input_field_placeholder selective:flag",
)
_REMOVE = Signature.of("reply keyboard removal", "remove_keyboard:flag! selective:flag")
_FORCE = Signature.of("force reply", "force_reply:flag! input_field_placeholder selective:flag")
_REPLY_BUTTON = Signature.of(
    "keyboard button", "text! style icon_custom_emoji_id request_contact:flag"
)
_LINKS = ("http://", "https://", "tg://", "mailto:", "tel:")


def inline_keyboard(given: Parameters) -> JsonObject | None:
    """Read `reply_markup` where only an inline keyboard is allowed; an empty one is none."""
    value = given.mapping("reply_markup")
    if value is None:
        return None
    if "inline_keyboard" not in value:
        raise Refusal("inline keyboard expected")
    return _inline(given, value)


def any_markup(given: Parameters) -> JsonObject | None:
    """Read the `reply_markup` of a new message."""
    value = given.mapping("reply_markup")
    if value is None:
        return None
    if "inline_keyboard" in value:
        return _inline(given, value)
    if "keyboard" in value:
        return _reply(given, value)
    for name, signature in (("remove_keyboard", _REMOVE), ("force_reply", _FORCE)):
        if name in value:
            given.nested(value, signature)
            return value
    raise Refusal("can't parse reply keyboard markup: unknown kind of markup")


def is_inline(markup: JsonObject | None) -> bool:
    return markup is not None and "inline_keyboard" in markup


def _inline(given: Parameters, value: JsonValue) -> JsonObject | None:
    rows = given.nested(value, _INLINE).array("inline_keyboard")
    checked = [[_inline_button(given, button) for button in _row(row)] for row in rows]
    kept = [row for row in checked if row]
    _refuse_too_many(kept)
    return {"inline_keyboard": kept} if kept else None


def _reply(given: Parameters, value: JsonValue) -> JsonObject:
    checked = given.nested(value, _REPLY)
    rows = [
        [_reply_button(given, button) for button in _row(row)] for row in checked.array("keyboard")
    ]
    _refuse_too_many(rows)
    if not any(rows):
        raise Refusal("reply keyboard is empty")
    return {**checked.values, "keyboard": rows}


def _row(value: JsonValue) -> list[JsonValue]:
    if not isinstance(value, list):
        raise Refusal("can't parse keyboard: a row must be an array")
    if len(value) > ROW_LIMIT:
        raise Refusal(f"reply markup is too wide: at most {ROW_LIMIT} buttons in a row")
    return value


def _refuse_too_many(rows: list[list[JsonObject]]) -> None:
    if sum(map(len, rows)) > BUTTONS_LIMIT:
        raise Refusal("reply markup is too long")


def _inline_button(given: Parameters, value: JsonValue) -> JsonObject:
    button = given.nested(value, _BUTTON)
    _refuse_empty_label(button)
    actions = _ACTIONS & button.values.keys()
    if len(actions) != 1:
        raise Refusal(
            "can't parse inline keyboard button: exactly one action is needed;"
            " text buttons are unallowed in the inline keyboard"
        )
    if "callback_data" in actions:
        length = len(button.text("callback_data").encode())
        if not 1 <= length <= CALLBACK_DATA_BYTES:
            raise Refusal("BUTTON_DATA_INVALID")
    if "url" in actions and not button.text("url").startswith(_LINKS):
        raise Refusal(f"inline keyboard button URL '{button.text('url')}' is invalid")
    return button.values


def _reply_button(given: Parameters, value: JsonValue) -> JsonObject:
    button = given.nested({"text": value} if isinstance(value, str) else value, _REPLY_BUTTON)
    _refuse_empty_label(button)
    return button.values


def _refuse_empty_label(button: Parameters) -> None:
    if not button.text("text").strip():
        raise Refusal("can't parse keyboard button: text is empty")
