"""Serve the page and its parts, and forbid it any request to elsewhere."""

from __future__ import annotations

from importlib.resources import files

from aiohttp import web

_TYPES = {
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "html": "text/html",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
    " media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)


def page_routes() -> list[web.AbstractRouteDef]:
    return [web.get("/", _page), web.get("/page/{name}", _part)]


async def _page(_request: web.Request) -> web.Response:
    return _answer("chat.html")


async def _part(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    if name not in _names():
        raise web.HTTPNotFound
    return _answer(name)


def _names() -> frozenset[str]:
    return frozenset(
        entry.name
        for entry in files(__package__).iterdir()
        if entry.name.rpartition(".")[2] in _TYPES
    )


def _answer(name: str) -> web.Response:
    content = files(__package__).joinpath(name).read_bytes()
    headers = {
        "Content-Type": f"{_TYPES[name.rpartition('.')[2]]}; charset=utf-8",
        "Content-Security-Policy": _POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
    return web.Response(body=content, headers=headers)
