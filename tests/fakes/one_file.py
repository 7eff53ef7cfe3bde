"""Writes a pipeline as one file, its weights named as the first Stable Diffusion named them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import safetensors.torch
import torch

Weights = dict[str, torch.Tensor]

_RESNET = (
    ("norm1", "in_layers.0"),
    ("conv1", "in_layers.2"),
    ("time_emb_proj", "emb_layers.1"),
    ("norm2", "out_layers.0"),
    ("conv2", "out_layers.3"),
    ("conv_shortcut", "skip_connection"),
)
_ENDS = {
    "time_embedding.linear_1": "time_embed.0",
    "time_embedding.linear_2": "time_embed.2",
    "add_embedding.linear_1": "label_emb.0.0",
    "add_embedding.linear_2": "label_emb.0.2",
    "conv_in": "input_blocks.0.0",
    "conv_norm_out": "out.0",
    "conv_out": "out.2",
}
_VAE_ATTENTION = {"group_norm": "norm", "to_q": "q", "to_k": "k", "to_v": "v"}
_OPEN_CLIP = {
    "layer_norm1": "ln_1",
    "layer_norm2": "ln_2",
    "self_attn.out_proj": "attn.out_proj",
    "mlp.fc1": "mlp.c_fc",
    "mlp.fc2": "mlp.c_proj",
}


def write_one_file(pipeline: Any, path: Path) -> Path:
    """All weights of a pipeline in one file, as `.safetensors` or `.ckpt`."""
    weights = one_file_weights(pipeline)
    if path.suffix == ".ckpt":
        torch.save({"state_dict": weights, "epoch": 3}, path)
    else:
        safetensors.torch.save_file(weights, path)
    return path


def write_layout(pipeline: Any, folder: Path) -> Path:
    """How a pipeline is built, without its weights."""
    pipeline.save_pretrained(folder)
    for weights in folder.rglob("*.safetensors"):
        weights.unlink()
    return folder


def one_file_weights(pipeline: Any) -> Weights:
    weights = dict(_unet(pipeline.unet)) | dict(_vae(pipeline.vae))
    if getattr(pipeline, "text_encoder_2", None) is None:
        return weights | _prefixed("cond_stage_model.transformer.", pipeline.text_encoder)
    first = _prefixed("conditioner.embedders.0.transformer.", pipeline.text_encoder)
    return weights | first | dict(_open_clip(pipeline.text_encoder_2))


def _prefixed(prefix: str, module: Any) -> Weights:
    """CLIP's text model under its published names, which all begin with `text_model`."""
    named = {}
    for name, value in module.state_dict().items():
        full = name if name.startswith("text_model.") else f"text_model.{name}"
        named[prefix + full] = value.contiguous()
    return named


def _unet(unet: Any) -> Iterator[tuple[str, torch.Tensor]]:
    layers = unet.config.layers_per_block
    for name, value in unet.state_dict().items():
        yield "model.diffusion_model." + _unet_name(name, layers, unet.config), value.contiguous()


def _unet_name(name: str, layers: int, config: Any) -> str:
    for end, old in _ENDS.items():
        if name.startswith(end + "."):
            return name.replace(end, old, 1)
    if match := re.match(r"down_blocks\.(\d+)\.(resnets|attentions)\.(\d+)\.(.*)", name):
        block, kind, layer, rest = int(match[1]), match[2], int(match[3]), match[4]
        place = 1 + block * (layers + 1) + layer
        return f"input_blocks.{place}.{_part(kind, rest)}"
    if match := re.match(r"down_blocks\.(\d+)\.downsamplers\.0\.conv\.(.*)", name):
        return f"input_blocks.{(int(match[1]) + 1) * (layers + 1)}.0.op.{match[2]}"
    if match := re.match(r"mid_block\.(resnets|attentions)\.(\d+)\.(.*)", name):
        place = 1 if match[1] == "attentions" else 2 * int(match[2])
        return f"middle_block.{place}.{_resnet(match[3]) if match[1] == 'resnets' else match[3]}"
    if match := re.match(r"up_blocks\.(\d+)\.(resnets|attentions)\.(\d+)\.(.*)", name):
        place = int(match[1]) * (layers + 1) + int(match[3])
        return f"output_blocks.{place}.{_part(match[2], match[4])}"
    match = re.match(r"up_blocks\.(\d+)\.upsamplers\.0\.conv\.(.*)", name)
    assert match, name
    block = int(match[1])
    place = 2 if config.up_block_types[block].startswith("CrossAttn") else 1
    return f"output_blocks.{block * (layers + 1) + layers}.{place}.conv.{match[2]}"


def _part(kind: str, rest: str) -> str:
    return f"0.{_resnet(rest)}" if kind == "resnets" else f"1.{rest}"


def _resnet(rest: str) -> str:
    for new, old in _RESNET:
        if rest.startswith(new + "."):
            return rest.replace(new, old, 1)
    raise AssertionError(rest)


def _vae(vae: Any) -> Iterator[tuple[str, torch.Tensor]]:
    blocks = len(vae.config.block_out_channels)
    for name, value in vae.state_dict().items():
        old = _vae_name(name, blocks)
        square = "mid.attn_1" in old and value.ndim == 2
        yield (
            f"first_stage_model.{old}",
            (value[..., None, None] if square else value).contiguous(),
        )


def _vae_name(name: str, blocks: int) -> str:
    name = re.sub(r"down_blocks\.(\d+)\.resnets\.(\d+)", r"down.\1.block.\2", name)
    name = re.sub(r"down_blocks\.(\d+)\.downsamplers\.0", r"down.\1.downsample", name)
    name = re.sub(
        r"up_blocks\.(\d+)\.resnets\.(\d+)",
        lambda m: f"up.{blocks - 1 - int(m[1])}.block.{m[2]}",
        name,
    )
    name = re.sub(
        r"up_blocks\.(\d+)\.upsamplers\.0",
        lambda m: f"up.{blocks - 1 - int(m[1])}.upsample",
        name,
    )
    name = re.sub(r"mid_block\.resnets\.(\d)", lambda m: f"mid.block_{int(m[1]) + 1}", name)
    name = name.replace("mid_block.attentions.0.to_out.0", "mid.attn_1.proj_out")
    for new, old in _VAE_ATTENTION.items():
        name = name.replace(f"mid_block.attentions.0.{new}", f"mid.attn_1.{old}")
    return name.replace("conv_norm_out", "norm_out").replace("conv_shortcut", "nin_shortcut")


def _open_clip(encoder: Any) -> Iterator[tuple[str, torch.Tensor]]:
    prefix = "conditioner.embedders.1.model."
    weights = {name.removeprefix("text_model."): v for name, v in encoder.state_dict().items()}
    yield f"{prefix}token_embedding.weight", weights["embeddings.token_embedding.weight"]
    yield f"{prefix}positional_embedding", weights["embeddings.position_embedding.weight"]
    yield f"{prefix}text_projection", weights["text_projection.weight"].T.contiguous()
    for kind in ("weight", "bias"):
        yield f"{prefix}ln_final.{kind}", weights[f"final_layer_norm.{kind}"]
        for layer in range(encoder.config.num_hidden_layers):
            old = f"{prefix}transformer.resblocks.{layer}."
            new = f"encoder.layers.{layer}."
            parts = [weights[f"{new}self_attn.{p}_proj.{kind}"] for p in "qkv"]
            yield f"{old}attn.in_proj_{kind}", torch.cat(parts)
            for name, place in _OPEN_CLIP.items():
                yield f"{old}{place}.{kind}", weights[f"{new}{name}.{kind}"]
