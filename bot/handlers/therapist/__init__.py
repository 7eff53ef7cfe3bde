"""What therapists are told, and how they steer: summaries, decisions, goals, reports."""

from bot.handlers.therapist import (
    aims,
    care,
    clearing,
    deciding,
    paper,
    people,
    reading,
    reports,
)
from bot.turns import Route, Routes
from core.domain.circle import Action

__all__ = ["routes"]


def routes() -> Routes:
    return Routes(
        taps={
            **reading.taps(),
            **deciding.taps(),
            **clearing.taps(),
            **aims.taps(),
            **care.taps(),
            **reports.taps(),
            **people.taps(),
            **paper.taps(),
        },
        answers={**deciding.answers(), **aims.answers(), **reports.answers()},
        results=paper.results(),
        commands={"summaries": Route(Action.READ_SUMMARIES, people.open_summaries)},
    )
