"""Teaches the text encoder to tell concepts apart, before anything is drawn.

At the last piece of each name it has to say which concept is named, whatever stands around
it; at the end of a caption, which place, season and light were told. Then it stays as it is:
a word of no meaning beside a name changes little of what the name says.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import torch
from torch import nn
from torch.nn.functional import cross_entropy
from transformers import CLIPTextConfig, CLIPTextModel

from core.imaging.schooling.bank import Bank
from core.imaging.schooling.concepts import LANGUAGES, Concepts
from core.imaging.schooling.course import Course, Room

WIDTH = 256
LAYERS = 4
BATCH = 128
READ_AT_ONCE = 256  #: captions
NOT_NAMED = -1
_AROUND_WEIGHT = 0.3


def text_encoder(tokenizer: Any, *, width: int = WIDTH, layers: int = LAYERS) -> Any:
    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=len(tokenizer),
            hidden_size=width,
            intermediate_size=4 * width,
            num_hidden_layers=layers,
            num_attention_heads=4,
            max_position_embeddings=tokenizer.model_max_length,
            projection_dim=width,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercises:
    """Captions, and what is named where in them."""

    pieces: torch.Tensor  #: (captions, room)
    ends: torch.Tensor  #: (captions, names), the last piece of each name
    named: torch.Tensor  #: the same, the number of the concept; NOT_NAMED where there is none
    around: torch.Tensor  #: (captions, 3), numbers of place, season and light


class Reader(nn.Module):
    """A text encoder with what it is asked while it is taught."""

    def __init__(self, encoder: Any, *, concepts: int, around: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.nothing = encoder.config.eos_token_id  #: also what fills a caption up
        width = encoder.config.hidden_size
        self.names = nn.Linear(width, concepts)
        self.around = nn.Linear(width, 3 * around)

    def forward(self, pieces: torch.Tensor, ends: torch.Tensor) -> tuple[torch.Tensor, Any]:
        """What is named at each end, and what is around."""
        read = self.encoder(pieces)
        states = read.last_hidden_state  # (captions, room, width)
        at = states.gather(1, ends[..., None].expand(-1, -1, states.shape[-1]))
        return self.names(at), self.around(read.pooler_output).unflatten(1, (3, -1))


def teach_words(
    encoder: Any, tokenizer: Any, bank: Bank, concepts: Concepts, room: Room, *, steps: int
) -> float:
    """Teach the encoder; the share of names it tells right in the captions kept for that."""
    exercises = Finder(concepts=concepts, tokenizer=tokenizer).exercises(bank)
    torch.manual_seed(0)
    reader = Reader(
        encoder, concepts=len(concepts.all), around=int(exercises.around.max()) + 1
    ).to(room.device)
    held_out = len(exercises.pieces) // 20
    course = Course("words", reader, room, steps=steps, learning_rate=8e-4, memory=0.99)

    def loss_of(step: int) -> torch.Tensor:
        count = len(exercises.pieces) - held_out
        which = torch.randint(count, (BATCH,), generator=torch.Generator().manual_seed(step))
        return _loss(reader, _of(exercises, which + held_out, room), room)

    course.run(loss_of)
    course.settle()
    return _told_right(reader, _of(exercises, torch.arange(held_out), room), concepts)


@torch.no_grad()
def read(encoder: Any, pieces: torch.Tensor, room: Room) -> torch.Tensor:
    """(captions, room) to what is read there, (captions, room, width) in half precision."""
    made = []
    for some in pieces.split(READ_AT_ONCE):
        with room.autocast():
            made.append(encoder(some.to(room.device)).last_hidden_state.half().cpu())
    return torch.cat(made)


def _of(exercises: Exercises, which: torch.Tensor, room: Room) -> Exercises:
    fields = ("pieces", "ends", "named", "around")
    return Exercises(**{name: getattr(exercises, name)[which].to(room.device) for name in fields})


def _loss(reader: Reader, exercises: Exercises, room: Room) -> torch.Tensor:
    longest = int((exercises.pieces != reader.nothing).sum(1).max()) + 1
    with room.autocast():
        names, around = reader(exercises.pieces[:, :longest], exercises.ends)
    told = cross_entropy(
        names.float().flatten(0, 1), exercises.named.flatten(), ignore_index=NOT_NAMED
    )
    seen = cross_entropy(around.float().flatten(0, 1), exercises.around.flatten())
    return told + _AROUND_WEIGHT * seen


@torch.no_grad()
def _told_right(reader: Reader, exercises: Exercises, concepts: Concepts) -> float:
    reader.eval()
    parts = zip(exercises.pieces.split(256), exercises.ends.split(256), strict=True)
    told = torch.cat([reader(pieces, ends)[0].argmax(-1) for pieces, ends in parts])
    asked = exercises.named != NOT_NAMED
    pairs = zip(told[asked].tolist(), exercises.named[asked].tolist(), strict=True)
    right = [concepts.passes_for(_id(concepts, a), _id(concepts, b)) for a, b in pairs]
    return sum(right) / max(1, len(right))


def _id(concepts: Concepts, number: int) -> str:
    return concepts.all[number].id


@dataclass(kw_only=True)
class Finder:
    """Finds where the names of what is shown stand in captions."""

    concepts: Concepts
    tokenizer: Any = field(repr=False)

    def exercises(self, bank: Bank) -> Exercises:
        rows = list(self._rows(bank))
        read = self.tokenizer(
            [told for told, _, _ in rows],
            padding="max_length",
            truncation=True,
            return_tensors="pt",
        )
        found = [
            [self._named(partial(read.char_to_token, row), told, one) for one in ids]
            for row, (told, ids, _) in enumerate(rows)
        ]
        around = sorted({word for words in bank.around.tolist() for word in words})
        return Exercises(
            pieces=read.input_ids,
            ends=torch.tensor([[end for end, _ in each] for each in found]),
            named=torch.tensor([[number for _, number in each] for each in found]),
            around=torch.tensor([[around.index(word) for word in words] for _, _, words in rows]),
        )

    def _rows(self, bank: Bank) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
        """Captions, with what their scene shows and what is around."""
        scenes = zip(bank.told.tolist(), bank.shown.tolist(), bank.around.tolist(), strict=True)
        for told, ids, around in scenes:
            for caption in told:
                yield caption, ids, around

    def _named(
        self, piece_at: Callable[[int], int | None], told: str, concept_id: str
    ) -> tuple[int, int]:
        """The last piece of a name with the concept's number; NOT_NAMED where it is not told."""
        end = self._end(told, concept_id) if concept_id else None
        piece = piece_at(end - 1) if end else None
        return (piece, self._numbers[concept_id]) if piece else (0, NOT_NAMED)

    def _end(self, told: str, concept_id: str) -> int | None:
        """Where the longest name of the concept ends in a caption."""
        found = self._patterns[concept_id].search(told)
        return found.end() if found else None

    @cached_property
    def _patterns(self) -> Mapping[str, re.Pattern[str]]:
        return {concept.id: _any_of(concept.names) for concept in self.concepts.all}

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {concept.id: number for number, concept in enumerate(self.concepts.all)}


def _any_of(names: Mapping[str, Sequence[Any]]) -> re.Pattern[str]:
    texts = [name.text for language in LANGUAGES for name in names[language]]
    longest_first = sorted(texts, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
