"""Where Telegram is reached, and whether it calls us (a webhook) or we ask (polling)."""

from dataclasses import dataclass

from bot.settings import Settings
from core.errors import SettingsInvalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    bot_token: str
    api_base_url: str = "https://api.telegram.org"
    webhook_url: str = ""
    webhook_secret: str = ""
    webhook_port: int = 8443


def address(settings: Settings) -> Address:
    """The address in the settings; SettingsInvalid without a bot token."""
    if settings.bot_token is None or not settings.bot_token.get_secret_value():
        raise SettingsInvalid("VIVENCIA_BOT_TOKEN")
    secret = settings.webhook_secret
    return Address(
        bot_token=settings.bot_token.get_secret_value(),
        api_base_url=settings.api_base_url.rstrip("/"),
        webhook_url=settings.webhook_url,
        webhook_secret=secret.get_secret_value() if secret else "",
        webhook_port=settings.webhook_port,
    )
