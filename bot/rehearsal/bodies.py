"""Reads multipart bodies in memory: what people send is never written to a disk."""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp import BodyPartReader, web

from bot.rehearsal.wire import JsonValue, Refusal, Upload

NamedUpload = tuple[str, Upload]


async def read_multipart(
    request: web.Request,
) -> tuple[dict[str, JsonValue], Sequence[NamedUpload]]:
    """Give the fields, and the files in the order they came."""
    values: dict[str, JsonValue] = {}
    uploads: list[NamedUpload] = []
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or part.name is None:
                raise Refusal("can't parse multipart body")
            content = bytes(await part.read())
            if part.filename is None:
                values[part.name] = content.decode()
            else:
                uploads.append((part.name, _upload(part, part.filename, content)))
    except UnicodeDecodeError as error:
        raise Refusal("strings must be encoded in UTF-8") from error
    except ValueError as error:
        raise Refusal("can't parse multipart body") from error
    return values, uploads


def _upload(part: BodyPartReader, file_name: str, content: bytes) -> Upload:
    mime_type = part.headers.get("Content-Type", "application/octet-stream")
    return Upload(content=content, file_name=file_name, mime_type=mime_type)
