"""What a worker is asked about a voice note, and what was heard in it."""

from dataclasses import dataclass

from core.domain.patient import Language

REQUEST, VOICE, HEARD = "request.json", "voice", "heard.json"  #: files of the job
RATE = 16_000  #: samples a second, as speech is listened to


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingRequest:
    language: Language  #: spoken in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Nobody's words until somebody who was there says that they are right."""

    words: str = ""  #: empty also where no model is there to write them down
    silent: bool = False  #: nothing in it is louder than an empty room
