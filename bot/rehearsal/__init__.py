"""A rehearsal of Telegram on this machine: a local Bot API server and a chat page.

It knows only HTTP. Point a bot's base URL at `RehearsalServer.url` and let a `Person` talk to it.
"""

from bot.rehearsal.person import Person
from bot.rehearsal.server import RehearsalServer

__all__ = ["Person", "RehearsalServer"]
