"""Plays a transcript through the dispatcher and all areas on real stores."""

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bot.commands import canonical
from bot.incoming import Incoming, IncomingKind
from bot.routes import all_routes
from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.life import Level
from core.domain.patient import Language, Register
from tests.fakes.turns import Phone, Seen, TurnKit
from tests.integration.session.room import earlier_session
from tests.transcripts.script import Move, Script, bot_line

COMPANION = 1


def play(script: Script) -> str:
    """The whole transcript as it really goes."""
    with tempfile.TemporaryDirectory() as folder:
        kit = TurnKit.open(Path(folder), all_routes())
        with kit:
            phone = kit.member(COMPANION, "Ana", Role.OWNER, language=script.language)
            _introduce(kit, script)
            lines = list(_turns(kit, phone, script))
    return "\n".join([*script.heading, "", *lines, ""])


def _turns(kit: TurnKit, phone: Phone, script: Script) -> Iterator[str]:
    for move in script.moves:
        yield move.line
        before = len(phone.seen)
        notice = _make(kit, phone, move)
        if notice:
            yield f"Bot: ({notice})"
        yield from map(_line, phone.seen[before:])


def _make(kit: TurnKit, phone: Phone, move: Move) -> str:
    match move.kind:
        case "taps":
            return phone.tap(move.what).notice
        case "writes" if move.what.startswith("/"):
            return phone.command(canonical(move.what[1:])).notice
        case "writes":
            return phone.words(move.what).notice
        case "voice":
            note = Incoming(kind=IncomingKind.VOICE, media_type="audio/ogg", duration_s=5)
            return phone.send(note, file=b"OggS").notice
        case _:
            kit.wait(timedelta(minutes=int(move.what)))
            return phone.send(Incoming(kind=IncomingKind.TICK, what="session.time")).notice


def _line(seen: Seen) -> str:
    voices, drawn = len(seen.payload.get("voices", ())), seen.payload.get("drawn")
    return bot_line(seen.text, seen.labels, voices=voices, drawn=drawn)


def _introduce(kit: TurnKit, script: Script) -> None:
    """The person as the heading describes them, allowed to have their stories kept."""
    facts = script.facts
    kit.prepare(
        name=facts["name"],
        language=Language(script.language),
        register=Register(facts.get("register", "tu")),
        level=Level(facts["level"]),
        level_set_by=COMPANION,
        song=facts.get("song", ""),
        comfort=tuple(filter(None, facts.get("comfort", "").split(", "))),
        country=facts.get("country", "ES"),
        time_zone="Europe/Madrid",
        enrolled=True,
    )
    kit.allow(ConsentKind.STORIES)
    if facts.get("first") != "yes":
        with kit.look() as work:
            work.sessions.save(earlier_session())
            work.commit()
