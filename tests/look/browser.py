"""A headless Chromium, led over its own debugging protocol on the loopback address."""

import asyncio
import base64
import contextlib
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--remote-debugging-port=0",
)
PATIENCE_S = 30.0
LOOK_AGAIN_S = 0.05
#: True once the page, its letters and its pictures are there.
DRAWN = (
    "document.readyState === 'complete' && document.fonts.status === 'loaded'"
    " && [...document.images].every((image) => image.complete)"
)


class NoBrowser(Exception):
    """There is no Chromium here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glass:
    """The glass that a page is seen through, in CSS pixels."""

    width: int
    height: int
    scale: float = 2.0
    touch: bool = True


PHONE = Glass(width=390, height=844)
DESKTOP = Glass(width=1280, height=900, scale=1.0, touch=False)


@dataclass(slots=True, kw_only=True)
class Tab:
    """One page, and what can be done with it."""

    socket: ClientWebSocketResponse
    session_id: str = ""
    _asked: int = 0
    _waiting: dict[int, asyncio.Future[Mapping[str, Any]]] = field(default_factory=dict)

    async def ask(self, method: str, **params: object) -> Mapping[str, Any]:
        """Send one command of the protocol and wait for what it gives."""
        self._asked += 1
        waiting: asyncio.Future[Mapping[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[self._asked] = waiting
        told: dict[str, object] = {"id": self._asked, "method": method, "params": params}
        if self.session_id:
            told["sessionId"] = self.session_id
        await self.socket.send_json(told)
        return await asyncio.wait_for(waiting, PATIENCE_S)

    async def listen(self) -> None:
        """Hand every answer to whoever waits for it."""
        async for message in self.socket:
            if message.type is not WSMsgType.TEXT:
                continue
            answer = message.json()
            waiting = self._waiting.pop(answer.get("id"), None)
            if waiting is None:
                continue
            if "error" in answer:
                waiting.set_exception(RuntimeError(answer["error"]["message"]))
            else:
                waiting.set_result(answer["result"])

    async def look_through(self, glass: Glass) -> None:
        await self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=glass.width,
            height=glass.height,
            deviceScaleFactor=glass.scale,
            mobile=glass.touch,
        )

    async def wear(self, scheme: str) -> None:
        """Light or dark, as the phone is set."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        await self.ask("Emulation.setEmulatedMedia", features=features)

    async def go(self, address: str) -> None:
        await self.ask("Page.navigate", url=address)
        await self.drawn()

    async def run(self, script: str) -> object:
        answer = await self.ask("Runtime.evaluate", expression=script, awaitPromise=True)
        return answer["result"].get("value")

    async def drawn(self) -> None:
        await until(lambda: self.run(DRAWN))

    async def shot(self) -> bytes:
        """What is seen now, as a PNG."""
        await self.drawn()
        answer = await self.ask("Page.captureScreenshot", format="png")
        return base64.b64decode(answer["data"])


@asynccontextmanager
async def tab(folder: Path) -> AsyncIterator[Tab]:
    """A fresh Chromium with one empty page; gone, and its folder too, at the end."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise NoBrowser
    process = await asyncio.create_subprocess_exec(
        program,
        *FLAGS,
        f"--user-data-dir={folder}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        address = await _address(folder)
        async with ClientSession() as http, http.ws_connect(address, max_msg_size=0) as socket:
            page = Tab(socket=socket)
            listening = asyncio.create_task(page.listen())
            await _attach(page)
            yield page
            listening.cancel()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()
        shutil.rmtree(folder, ignore_errors=True)


async def until(holds: Callable[[], Awaitable[object]]) -> None:
    """Look again and again until something holds."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            if await holds():
                return
            await asyncio.sleep(LOOK_AGAIN_S)


async def _address(folder: Path) -> str:
    """Where Chromium listens; it writes port and path down once it does."""
    told = folder / "DevToolsActivePort"
    await until(lambda: asyncio.to_thread(lambda: told.exists() and "/" in told.read_text()))
    port, path = told.read_text().split()
    return f"ws://127.0.0.1:{port}{path}"


async def _attach(page: Tab) -> None:
    made = await page.ask("Target.createTarget", url="about:blank")
    attached = await page.ask("Target.attachToTarget", targetId=made["targetId"], flatten=True)
    page.session_id = str(attached["sessionId"])
    await page.ask("Page.enable")
