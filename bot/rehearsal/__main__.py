"""Run the rehearsal by itself: `python -m bot.rehearsal --port 8081`."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys

from bot.rehearsal.server import RehearsalServer

BOT_TOKEN = "4242:rehearsal"  # noqa: S105


async def serve(*, host: str, port: int, bot_token: str) -> None:
    """Serve until the program is stopped, and say where."""
    async with RehearsalServer(bot_token, host=host, port=port) as server:
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bot.rehearsal", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--bot-token", default=BOT_TOKEN)
    chosen = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(host=chosen.host, port=chosen.port, bot_token=chosen.bot_token))


if __name__ == "__main__":
    main()
