"""Where Telegram is reached, how fast, and whether it calls us (a webhook) or we ask (polling)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    bot_token: str
    api_base_url: str = "https://api.telegram.org"
    webhook_url: str = ""
    webhook_secret: str = ""
    webhook_port: int = 8443
    chat_pace: float = 1.0  #: messages a second in one chat
