"""What it takes to get from words to a recipe: one reader, one writer, read from files once."""

from dataclasses import dataclass

from core.content.lexicon import Lexicon
from core.content.refusals import Refusals
from core.prompting.prompts import PromptWriter
from core.prompting.scenes import SceneReader


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureCraft:
    reader: SceneReader
    writer: PromptWriter

    @classmethod
    def load(cls) -> "PictureCraft":
        lexicon, refusals = Lexicon.load(), Refusals.load()
        writer = PromptWriter.load(lexicon, refusals)
        return cls(reader=SceneReader(lexicon, refusals), writer=writer)
