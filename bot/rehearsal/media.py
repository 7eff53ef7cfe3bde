"""Media a bot sends: an upload, or a file Telegram already has, as fields of a message."""

from __future__ import annotations

import asyncio
import re

from bot.rehearsal import pictures
from bot.rehearsal.files import UPLOAD_LIMIT_BYTES, StoredFile
from bot.rehearsal.formatting import given_text
from bot.rehearsal.wire import JsonObject, JsonValue, Parameters, Refusal, Signature, Upload
from bot.rehearsal.world import World

_CAPTION = "type! media:file! caption parse_mode caption_entities:array"
INPUT_MEDIA = {
    kind: Signature.of(f"InputMedia{kind.title()}", f"{_CAPTION} {extra}")
    for kind, extra in {
        "photo": "show_caption_above_media:flag has_spoiler:flag",
        "video": "thumbnail:file width:integer height:integer duration:integer"
        " supports_streaming:flag show_caption_above_media:flag has_spoiler:flag",
        "animation": "thumbnail:file width:integer height:integer duration:integer"
        " show_caption_above_media:flag has_spoiler:flag",
        "audio": "thumbnail:file duration:integer performer title",
        "document": "thumbnail:file disable_content_type_detection:flag",
    }.items()
}
_VOICE_STARTS = re.compile(rb"OggS|ID3|\xff[\xfb\xf3\xf2]|....ftyp", re.DOTALL)

_FILM_STARTS = re.compile(rb"....ftyp", re.DOTALL)


async def sent_media(world: World, kind: str, given: Parameters, name: str) -> JsonObject:
    """Give the fields of a message with this medium and its caption."""
    caption = given_text(given, "caption") if kind != "sticker" else None
    source = _source(given, name)
    if kind == "voice" and isinstance(source, Upload) and not _VOICE_STARTS.match(source.content):
        # Telegram plays only Ogg, MP3 and M4A as voice; anything else arrives as a document.
        kind = "document"
    if kind == "video" and isinstance(source, Upload) and not _FILM_STARTS.match(source.content):
        kind = "document"  # it plays only MPEG-4 as video
    content: dict[str, JsonValue] = {kind: await _medium(world, kind, source, given)}
    if caption is not None:
        content.update(caption.fields("caption"))
    for flag, field in (
        ("show_caption_above_media", "show_caption_above_media"),
        ("has_spoiler", "has_media_spoiler"),
    ):
        if given.flag(flag):
            content[field] = True
    return content


async def input_media(world: World, given: Parameters, value: JsonValue) -> JsonObject:
    """Give the fields of a message that one InputMedia object asks for."""
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in INPUT_MEDIA:
        raise Refusal(f'can\'t parse InputMedia: unsupported type "{kind}"')
    return await sent_media(world, kind, given.nested(value, INPUT_MEDIA[kind]), "media")


def _source(given: Parameters, name: str) -> Upload | str:
    if name in given.uploads and name not in given.values:
        return _within_limit(given.uploads[name])
    reference = given.text(name)
    if not reference:
        raise Refusal(f"there is no {name} in the request")
    if reference.startswith("attach://"):
        attached = given.uploads.get(reference.removeprefix("attach://"))
        if attached is None:
            raise Refusal(f'there is no file attached as "{reference.removeprefix("attach://")}"')
        return _within_limit(attached)
    if reference.startswith(("http://", "https://", "file://")):
        # Nothing outside this machine is ever fetched.
        raise Refusal("failed to get HTTP URL content")
    return reference


def _within_limit(upload: Upload) -> Upload:
    if not upload.content:
        raise Refusal("file must be non-empty")
    if len(upload.content) > UPLOAD_LIMIT_BYTES:
        raise Refusal("", code=413)
    return upload


async def _medium(world: World, kind: str, source: Upload | str, given: Parameters) -> JsonValue:
    if kind == "photo":
        if isinstance(source, str):
            return photo_json(world.files.photo(source))
        sizes = await asyncio.to_thread(pictures.bot_photo, source.content)
        return photo_json(world.files.keep_photo(sizes))
    if isinstance(source, str):
        stored = world.files.named(source, kind=kind)
    else:
        stored = world.files.keep(kind, source)
    return medium_json(
        stored,
        duration_s=given.integer("duration"),
        width=given.integer("width"),
        height=given.integer("height"),
    )


def photo_json(sizes: tuple[StoredFile, ...]) -> JsonValue:
    return [{**size.as_json(), "width": size.width, "height": size.height} for size in sizes]


def medium_json(
    stored: StoredFile, *, duration_s: int = 0, width: int = 0, height: int = 0
) -> JsonObject:
    """Describe a file in the way of its kind."""
    value = stored.as_json()
    if stored.kind == "sticker":
        return {
            **value,
            "type": "regular",
            "width": stored.width or 512,
            "height": stored.height or 512,
            "is_animated": stored.file_name.endswith(".tgs"),
            "is_video": stored.file_name.endswith(".webm"),
        }
    value["mime_type"] = stored.mime_type
    if stored.kind != "voice":
        value["file_name"] = stored.file_name
    if stored.kind != "document":
        value["duration"] = duration_s
    if stored.kind in ("video", "animation"):
        value.update(width=width or 320, height=height or 320)
    return value
