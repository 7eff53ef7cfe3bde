"""Keeps secrets out of the log: the bot token stands in every Bot API address."""

import logging
import re

_BOT_TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{20,}")


def redacted(text: str) -> str:
    """A text with anything like a bot token blotted out."""
    return _BOT_TOKEN.sub("<bot token>", text)


class RedactingFormatter(logging.Formatter):
    """Formats a whole record, traceback included, and blots out anything like a bot token."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def set_up_logging(level: str) -> None:
    """Log to standard error, redacted; the libraries' own lines tell addresses and messages."""
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("httpx", "httpcore", "apscheduler", "alembic", "PIL", "dbos", "telegram"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
