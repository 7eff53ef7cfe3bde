"""Where a lesson is made and learnt when the model's parts take turns on a card.

The parts stay on the processor then, and go to the card when they are asked. No card is needed
here: what goes there is noted, or is a tensor that has a place and no numbers.
"""

from types import SimpleNamespace
from typing import Any

import pytest
import torch
from PIL import Image

from core.imaging.lesson import decode_latents, encode_pictures
from core.imaging.student import studying
from core.imaging.tiny import tiny_pipeline
from core.imaging.trainer import ATTENTION

CARD = torch.device("meta")


class Autoencoder:
    """On the processor by its own account; what it is given has to be on the card."""

    device = torch.device("cpu")

    def __init__(self) -> None:
        self.dtype = torch.float16
        self.config = SimpleNamespace(scaling_factor=0.5, force_upcast=True)

    def to(self, dtype: torch.dtype) -> None:
        self.dtype = dtype

    def encode(self, pixels: torch.Tensor) -> Any:
        self._takes(pixels)
        latents = torch.zeros(1, 4, 2, 2)
        return SimpleNamespace(latent_dist=SimpleNamespace(mean=latents, std=latents))

    def decode(self, latents: torch.Tensor) -> Any:
        """Black where numbers ran over in half precision, as XL's does."""
        self._takes(latents)
        overflows = self.dtype == torch.float16
        return SimpleNamespace(sample=torch.full((1, 3, 16, 16), -1.0 if overflows else 0.0))

    def _takes(self, given: torch.Tensor) -> None:
        assert given.device == CARD
        assert given.dtype == self.dtype


class Turns:
    """A pipeline, as far as the autoencoder has a turn on it."""

    def __init__(self) -> None:
        self.vae = Autoencoder()
        self._execution_device = CARD
        self.image_processor = tiny_pipeline().image_processor
        self.turns_over = 0

    def maybe_free_model_hooks(self) -> None:
        self.turns_over += 1


def test_photos_are_encoded_where_the_model_computes() -> None:
    pipeline = Turns()
    found = encode_pictures(pipeline, [Image.new("RGB", (16, 16))] * 2)
    assert len(found) == 2
    assert pipeline.turns_over == 1


def test_latents_are_decoded_there_and_in_full_precision() -> None:
    pipeline = Turns()
    pictures = decode_latents(pipeline, torch.zeros(2, 4, 2, 2))
    assert [picture.getpixel((0, 0)) for picture in pictures] == [(128, 128, 128)] * 2
    assert pipeline.vae.dtype == torch.float16
    assert pipeline.turns_over == 1


def test_it_is_learnt_where_the_model_computes_and_the_card_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pipeline = tiny_pipeline()
    unet = pipeline.unet
    told: list[tuple[object, bool]] = []

    def tell(what: object) -> None:
        told.append((what, bool(getattr(unet, "peft_config", None))))

    monkeypatch.setattr(type(pipeline), "_execution_device", property(lambda _: CARD))
    monkeypatch.setattr(unet, "to", tell)
    monkeypatch.setattr(pipeline, "maybe_free_model_hooks", lambda: tell("turn over"))
    with studying(pipeline, rank=2, targets=ATTENTION, seed=0, checkpoint=None):
        assert told == [("turn over", False), (CARD, False)], "before anything is put on"
    assert told[2:] == [("turn over", False)], "after it is taken off"
