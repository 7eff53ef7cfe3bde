"""Faces and names: an errorless exercise with real photos, when somebody switched it on."""

from bot.handlers.exercise import choosing, meeting
from bot.turns import Routes

__all__ = ["routes"]


def routes() -> Routes:
    return Routes(
        taps={**choosing.taps(), **meeting.taps()},
        answers=choosing.answers(),
        ticks=meeting.ticks(),
    )
