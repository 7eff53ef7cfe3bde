"""The life book in the chat: one message whose pages turn, and what can be changed in it."""

from bot.handlers.book.routes import routes

__all__ = ["routes"]
