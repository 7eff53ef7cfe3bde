"""The barest bot the same library makes: no store, no order, no limits. For comparison only."""

import os
import sys
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

KEYBOARD = InlineKeyboardMarkup(
    [[InlineKeyboardButton(label, callback_data=label)] for label in ("Sí", "No", "Otra cosa")]
)


async def answer(update: Update, _: Any) -> None:
    if update.callback_query is not None:
        await update.callback_query.answer()
    if update.effective_chat is not None:
        await update.effective_chat.send_message("¿Qué se ve?", reply_markup=KEYBOARD)


def main(server_url: str, bot_token: str) -> None:
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    application = (
        Application.builder()
        .token(bot_token)
        .base_url(f"{server_url}/bot")
        .concurrent_updates(True)
        .build()
    )
    application.add_handler(MessageHandler(filters.ALL, answer))
    application.add_handler(CallbackQueryHandler(answer))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
