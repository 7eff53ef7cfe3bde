"""The chat page: one self-contained page in the browser that feels like a phone chat."""

from bot.rehearsal.page.routes import page_routes

__all__ = ["page_routes"]
