"""How long it takes to dress the model for another person.

Each person has one adapter of rank 16; they follow each other in turn, so that no slot holds
the one that is wanted. What is measured is `worn` alone, without drawing.
"""

import argparse
import gc
import statistics
import time
from collections.abc import Sequence

import torch
from peft import LoraConfig, get_peft_model_state_dict

from core.imaging import base_models
from core.imaging.adapter_files import AdapterFile, write
from core.imaging.adapters import Adapter, taken_off, worn
from core.imaging.base_models import ModelSpec

RANK = 16
TARGETS = ("to_k", "to_out.0", "to_q", "to_v")


def people(unet: torch.nn.Module, count: int) -> list[Adapter]:
    """Adapters of random weights, as many as there are people."""
    settings = LoraConfig(r=RANK, lora_alpha=RANK, target_modules=list(TARGETS))
    unet.add_adapter(settings, adapter_name="someone")
    layers = get_peft_model_state_dict(unet, adapter_name="someone")
    taken_off(unet)
    made = []
    for _ in range(count):
        random = {name: torch.randn_like(layer) / 100 for name, layer in layers.items()}
        file = AdapterFile(layers=random, rank=RANK, targets=TARGETS, recipe={})
        made.append(Adapter(safetensors=write(file)))
    return made


def switches(pipeline: object, adapters: Sequence[Adapter], count: int) -> list[float]:
    """Milliseconds of each change from one person to the next."""
    taken = []
    for number in range(count):
        began = _clock()
        with worn(pipeline, [adapters[number % len(adapters)]]):
            taken.append((_clock() - began) * 1000)
    return taken


def _clock() -> float:
    """Seconds; of the processor where there is no card, which neighbours do not change."""
    if torch.cuda.is_available():
        torch.cuda.synchronize()
        return time.perf_counter()
    return time.process_time()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="bundled")
    parser.add_argument("--adapter-cache-mib", type=int, default=512, help="all fit in")
    chosen = parser.parse_args()
    base_models.use_threads(1)
    spec = ModelSpec(name=chosen.model, adapter_cache_mib=chosen.adapter_cache_mib)
    model = base_models.load(spec)
    gc.freeze()  # what is imported is not swept, as in the worker
    everyone = people(model.pipeline.unet, 200)
    print(f"{model.name}: adapters of {len(everyone[0].safetensors) / 1e6:.1f} MB, rank {RANK}")
    for count in (2, 6, 20, 200):
        first = switches(model.pipeline, everyone[:count], count)
        again = switches(model.pipeline, everyone[:count], max(20, count))
        print(
            f"{count:4d} people: first time {statistics.median(first):6.1f} ms,"
            f" again {statistics.median(again):6.1f} ms median, {max(again):6.1f} ms worst"
        )


if __name__ == "__main__":
    main()
