"""Tiny DINOv2 and DINOv3 models with random weights as ONNX in the hub's layout, and what transformers makes of pictures with them.

Run in this folder; writes ../fixtures/models/dinov*-tiny and ../fixtures/golden/dinov2-tiny.json.
"""

import json
import math
import os
import shutil
import warnings
from types import SimpleNamespace

import numpy as np
import torch
from PIL import Image
from transformers import (
    Dinov2Config,
    Dinov2Model,
    Dinov2WithRegistersConfig,
    Dinov2WithRegistersModel,
    DINOv3ViTConfig,
    DINOv3ViTModel,
)
from transformers.models.bit.image_processing_pil_bit import BitImageProcessorPil

warnings.filterwarnings("ignore")
MODELS, IMAGES, GOLDEN = "../fixtures/models", "../fixtures/image", "../fixtures/golden/dinov2-tiny.json"
# JPEG decoders differ by a grey level; these are PNG.
FILES = ["chelsea.png", "coffee.png", "shapes/red-square.png"]
MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


def tower(patch, edge, **more):
    return dict(hidden_size=32, num_hidden_layers=2, num_attention_heads=2, image_size=edge, patch_size=patch, **more)


def loud(model, seed):
    """The usual small random weights would make all tokens alike."""
    torch.manual_seed(seed)
    for name, parameter in model.named_parameters():
        if parameter.dim() > 1:
            torch.nn.init.normal_(parameter, std=1.5 / math.sqrt(parameter.shape[-1]))
    return model.eval()


class Tokens(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pixel_values):
        out = self.model(pixel_values)
        return out.last_hidden_state, out.pooler_output


class Dinov3Processor:
    """The steps of transformers' DINOv3ViTImageProcessor, which itself needs torchvision: rescale, resize, normalise."""

    def __init__(self, edge):
        self.edge = edge

    def __call__(self, picture, return_tensors):
        values = torch.tensor(np.asarray(picture)).permute(2, 0, 1)[None] / 255
        values = torch.nn.functional.interpolate(values, (self.edge, self.edge), mode="bilinear", antialias=True)
        mean, std = (torch.tensor(numbers)[None, :, None, None] for numbers in (MEAN, STD))
        return SimpleNamespace(pixel_values=(values - mean) / std)

    def save_pretrained(self, path):
        fields = dict(
            image_processor_type="DINOv3ViTImageProcessorFast", size=dict(height=self.edge, width=self.edge),
            do_resize=True, do_rescale=True, do_normalize=True, image_mean=MEAN, image_std=STD, resample=2,
        )
        with open(f"{path}/preprocessor_config.json", "w") as file:
            json.dump(fields, file, indent=2)


def build(name, model, processor, prefix):
    path = f"{MODELS}/{name}"
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(f"{path}/onnx")
    model.config.save_pretrained(path)
    processor.save_pretrained(path)
    pictures = [Image.open(f"{IMAGES}/{file}").convert("RGB") for file in FILES]
    pixels = torch.cat([processor(picture, return_tensors="pt").pixel_values for picture in pictures])
    with torch.no_grad():
        tokens = model(pixels).last_hidden_state
        if hasattr(model.embeddings, "interpolate_pos_encoding"):
            # What a size other than the trained one makes of the positions; its smoothing has no ONNX operator.
            patches = model.embeddings.patch_embeddings(pixels)
            whole = torch.cat([model.embeddings.cls_token.expand(len(pixels), -1, -1), patches], 1)
            positions = model.embeddings.interpolate_pos_encoding(whole, *pixels.shape[2:])
            model.embeddings.interpolate_pos_encoding = lambda *_: positions
    axes = {key: {0: "batch_size"} for key in ("pixel_values", "last_hidden_state", "pooler_output")}
    torch.onnx.export(
        Tokens(model).eval(), (pixels,), f"{path}/onnx/model.onnx", input_names=["pixel_values"],
        output_names=["last_hidden_state", "pooler_output"], dynamic_axes=axes, opset_version=17, dynamo=False,
    )
    return dict(
        rows=pixels.shape[2] // model.config.patch_size,
        columns=pixels.shape[3] // model.config.patch_size,
        prefixTokens=prefix,
        pictures=[
            dict(file=file, tokens=[[round(float(value), 6) for value in row] for row in each])
            for file, each in zip(FILES, tokens)
        ],
    )


if __name__ == "__main__":
    # The crop is smaller than the size trained for, as with the real models (224 and 518), and no square.
    bit = BitImageProcessorPil(
        size=dict(shortest_edge=64), crop_size=dict(height=42, width=56), image_mean=MEAN, image_std=STD,
        resample=3, do_convert_rgb=True,
    )
    eager = dict(attn_implementation="eager")
    plain = loud(Dinov2Model(Dinov2Config(**tower(14, 70, mlp_ratio=2), **eager)), 1)
    registers = loud(Dinov2WithRegistersModel(Dinov2WithRegistersConfig(**tower(14, 70, mlp_ratio=2, num_register_tokens=4), **eager)), 2)
    third = loud(DINOv3ViTModel(DINOv3ViTConfig(**tower(16, 64, intermediate_size=64, num_register_tokens=4), **eager)), 3)
    results = {
        "dinov2-tiny": build("dinov2-tiny", plain, bit, 1),
        "dinov2-registers-tiny": build("dinov2-registers-tiny", registers, bit, 5),
        "dinov3-tiny": build("dinov3-tiny", third, Dinov3Processor(64), 5),
    }
    with open(GOLDEN, "w") as out:
        json.dump(results, out, separators=(",", ":"))
