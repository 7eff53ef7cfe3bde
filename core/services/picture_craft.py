"""What it takes to get from words to a recipe: one reader, one writer, read from files once."""

from dataclasses import dataclass
from threading import Lock

from core.content.lexicon import Lexicon
from core.content.refusals import Refusals
from core.prompting.prompts import PromptWriter
from core.prompting.scenes import SceneReader

__all__ = ["PictureCraft"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tools:
    reader: SceneReader
    writer: PromptWriter


class PictureCraft:
    """Read with the first story, or beforehand: who only says hello need not wait for it."""

    def __init__(self) -> None:
        self._reading = Lock()
        self._tools: _Tools | None = None

    @property
    def reader(self) -> SceneReader:
        return self._read().reader

    @property
    def writer(self) -> PromptWriter:
        return self._read().writer

    def prepare(self) -> None:
        """Read it now."""
        self._read()

    def _read(self) -> _Tools:
        with self._reading:
            if self._tools is None:
                lexicon, refusals = Lexicon.load(), Refusals.load()
                writer = PromptWriter.load(lexicon, refusals)
                self._tools = _Tools(reader=SceneReader(lexicon, refusals), writer=writer)
            return self._tools
