import pytest

from core.imaging.base_models import LoadedModel, ModelSpec, load, use_threads
from core.imaging.generator import PictureGenerator

#: An encoder and a decoder of one layer each, as transformers' models of sequences are set.
SMALLEST_SEQUENCE = {
    "d_model": 16,
    "encoder_layers": 1,
    "decoder_layers": 1,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 16,
    "decoder_ffn_dim": 16,
}


@pytest.fixture(scope="session", autouse=True)
def _one_thread() -> None:
    """Threads wait for each other where tests share the cores."""
    use_threads(1)


@pytest.fixture(scope="session")
def tiny() -> LoadedModel:
    return load(ModelSpec(name="tiny"))


@pytest.fixture(scope="session")
def bundled() -> LoadedModel:
    return load(ModelSpec(name="bundled"))


@pytest.fixture
def generator(tiny: LoadedModel) -> PictureGenerator:
    return PictureGenerator(tiny)
