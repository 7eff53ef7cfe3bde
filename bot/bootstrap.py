"""The bot's root: builds everything from the settings, and takes it down again."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.app import Address
from bot.routes import all_routes
from bot.services import Services
from bot.settings import Settings
from core.content.questions import QuestionBank
from core.errors import SettingsInvalid
from core.i18n.translator import Translations
from storage import jobs
from storage.house import Stores, open_stores
from storage.paths import HousePaths, house_paths
from storage.system import RandomIds, SystemClock


def paths_of(settings: Settings) -> HousePaths:
    return house_paths(settings.data_folder, settings.key_folder)


@contextmanager
def opened(settings: Settings, *, alone: bool) -> Iterator[Stores]:
    """The stores of this installation, closed at the end."""
    stores = open_stores(paths_of(settings), SystemClock(), RandomIds(), alone=alone)
    try:
        yield stores
    finally:
        stores.close()


@contextmanager
def build(settings: Settings) -> Iterator[Services]:
    """What the bot works with; StoreInUse when another bot has this data folder."""
    with opened(settings, alone=True) as stores:
        jobs.prepare(settings.engine_url)
        client = jobs.DbosClient(settings.engine_url)
        try:
            yield Services(
                clock=stores.clock,
                ids=stores.ids,
                registry=stores.registry,
                stores=stores.patients,
                job_folders=stores.job_folders,
                jobs=client,
                translations=Translations.load(),
                bank=QuestionBank.load(),
                routes=all_routes(),
                default_country=settings.default_country,
                default_time_zone=settings.default_time_zone,
                centre_phone=settings.centre_phone,
            )
        finally:
            client.close()


def address(settings: Settings) -> Address:
    """Where Telegram is; SettingsInvalid without a bot token."""
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
