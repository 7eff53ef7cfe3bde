"""What /sim shows of a chat, as types for those who read it back from JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict


class EntityView(TypedDict):
    type: str
    offset: int
    length: int
    url: NotRequired[str]
    language: NotRequired[str]


class ButtonView(TypedDict):
    text: str
    callback_data: NotRequired[str]
    url: NotRequired[str]


class MediumView(TypedDict):
    kind: str
    url: str
    file_id: str
    file_name: NotRequired[str]
    mime_type: NotRequired[str]
    width: NotRequired[int]
    height: NotRequired[int]
    duration: NotRequired[int]


class MessageView(TypedDict):
    message_id: int
    version: int
    is_from_bot: bool
    is_edited: bool
    date: int
    text: str
    entities: list[EntityView]
    media: MediumView | None
    media_group_id: str | None
    reply_to: int | None
    buttons: list[list[ButtonView]]
    reactions: dict[str, str]


class AnswerView(TypedDict):
    callback_query_id: str
    text: str
    show_alert: bool
    url: str
    number: int


class CommandView(TypedDict):
    command: str
    description: str


class ChatView(TypedDict):
    version: int
    has_started: bool
    is_blocked: bool
    bot: dict[str, str]
    messages: list[MessageView]
    deleted: list[int]
    action: str | None
    draft: str | None
    pinned: list[int]
    commands: list[CommandView]
    answers: list[AnswerView]


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A file in the chat."""

    kind: str
    file_id: str
    url: str
    file_name: str = ""
    mime_type: str = ""
    width: int = 0
    height: int = 0
    duration_s: int = 0

    @classmethod
    def of(cls, view: MediumView) -> Medium:
        return cls(
            kind=view["kind"],
            file_id=view["file_id"],
            url=view["url"],
            file_name=view.get("file_name", ""),
            mime_type=view.get("mime_type", ""),
            width=view.get("width", 0),
            height=view.get("height", 0),
            duration_s=view.get("duration", 0),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    label: str
    callback_data: str | None
    url: str | None

    @classmethod
    def of(cls, view: ButtonView) -> Button:
        return cls(
            label=view["text"], callback_data=view.get("callback_data"), url=view.get("url")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message as the person sees it."""

    message_id: int
    version: int
    is_from_bot: bool
    is_edited: bool
    text: str
    entities: Sequence[EntityView]
    medium: Medium | None
    media_group_id: str | None
    reply_to: int | None
    buttons: Sequence[Sequence[Button]]
    reactions: Mapping[str, str]

    @classmethod
    def of(cls, view: MessageView) -> Line:
        return cls(
            message_id=view["message_id"],
            version=view["version"],
            is_from_bot=view["is_from_bot"],
            is_edited=view["is_edited"],
            text=view["text"],
            entities=view["entities"],
            medium=Medium.of(view["media"]) if view["media"] else None,
            media_group_id=view["media_group_id"],
            reply_to=view["reply_to"],
            buttons=[[Button.of(button) for button in row] for row in view["buttons"]],
            reactions=view["reactions"],
        )

    @property
    def labels(self) -> list[str]:
        return [button.label for row in self.buttons for button in row]

    def button(self, label: str) -> Button | None:
        found = (button for row in self.buttons for button in row if button.label == label)
        return next(found, None)
