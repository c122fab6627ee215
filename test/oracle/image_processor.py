"""Resampling by Pillow and preprocessing by transformers' Pillow image processors, on pictures made of a formula."""
import hashlib, itertools, json, os
import numpy as np
from PIL import Image
from transformers.models.bit.image_processing_pil_bit import BitImageProcessorPil
from transformers.models.chinese_clip.image_processing_pil_chinese_clip import ChineseCLIPImageProcessorPil
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from transformers.models.deit.image_processing_pil_deit import DeiTImageProcessorPil
from transformers.models.siglip.image_processing_pil_siglip import SiglipImageProcessorPil
from transformers.models.vit.image_processing_pil_vit import ViTImageProcessorPil

FILTERS = {"nearest": 0, "lanczos": 1, "bilinear": 2, "bicubic": 3, "box": 4, "hamming": 5}
# [width, height] of the input, then of the outputs.
SIZES = {
    (1, 1): [(1, 1), (5, 3), (1, 9)],
    (1, 7): [(1, 3), (4, 7), (2, 2), (3, 20)],
    (2, 2): [(1, 1), (3, 3), (7, 2), (2, 5)],
    (13, 5): [(13, 5), (6, 5), (13, 2), (40, 31)],
    (31, 97): [(16, 50), (224, 11), (30, 96), (62, 194)],
    (333, 250): [(224, 224), (298, 224), (100, 1), (1, 100)],
    (3000, 20): [(224, 1), (33600, 1), (7, 40), (2999, 19)],
}


def picture(width, height):
    """Noise that any language makes alike: the upper byte of a multiplied counter."""
    i = np.arange(width * height * 3, dtype=np.uint32)
    noise = ((i ^ (i >> np.uint32(5))) * np.uint32(2654435761)) >> np.uint32(24)
    return Image.fromarray(noise.astype(np.uint8).reshape(height, width, 3))


def resampled():
    cases = []
    for source, targets in SIZES.items():
        for target, (name, number) in itertools.product(targets, FILTERS.items()):
            pixels = np.asarray(picture(*source).resize(target, number)).tobytes()
            cases.append({"from": source, "to": target, "filter": name, "sha256": hashlib.sha256(pixels).hexdigest()})
    return cases


HALF = [0.5, 0.5, 0.5]
IMAGENET = {"image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225]}
PROCESSORS = {
    "clip": (CLIPImageProcessorPil, {}),
    "clip-numbers": (CLIPImageProcessorPil, {"size": 37, "crop_size": 32, "resample": 3}),
    "clip-list": (CLIPImageProcessorPil, {"size": [30, 40], "do_center_crop": False}),
    "clip-odd-crop": (CLIPImageProcessorPil, {"size": {"shortest_edge": 40}, "crop_size": {"height": 33, "width": 51}}),
    "clip-padded": (CLIPImageProcessorPil, {"size": {"shortest_edge": 20}, "crop_size": {"height": 41, "width": 32}}),
    "clip-no-resize": (CLIPImageProcessorPil, {"do_resize": False, "crop_size": 50}),
    "clip-not-normalised": (CLIPImageProcessorPil, {"do_normalize": False, "size": 32, "crop_size": 32, "resample": 2}),
    "clip-only-bytes": (CLIPImageProcessorPil, {"do_normalize": False, "do_rescale": False, "size": 32, "crop_size": 32}),
    "siglip": (SiglipImageProcessorPil, {"size": {"height": 64, "width": 64}, "image_mean": HALF, "image_std": HALF}),
    "siglip-number": (SiglipImageProcessorPil, {"size": 48}),
    "vit": (ViTImageProcessorPil, {}),
    "vit-number": (ViTImageProcessorPil, {"size": 48, "rescale_factor": 1 / 127.5}),
    "deit": (DeiTImageProcessorPil, IMAGENET),
    "dinov2": (BitImageProcessorPil, {"size": {"shortest_edge": 256}, "crop_size": {"height": 224, "width": 224}, **IMAGENET}),
    "chinese-clip": (ChineseCLIPImageProcessorPil, {"size": {"height": 56, "width": 56}, "do_center_crop": False}),
    "chinese-clip-default": (ChineseCLIPImageProcessorPil, {}),
}
PICTURES = [(333, 250), (31, 97), (64, 64), (1, 7)]
SAMPLES = 24


def processed():
    cases = []
    for name, (kind, config) in PROCESSORS.items():
        type_name = kind.__name__.removesuffix("Pil")
        for size in PICTURES:
            pixels = kind(**config)(picture(*size), return_tensors="np").pixel_values[0].astype(np.float32)
            flat = pixels.reshape(-1)
            places = np.linspace(0, flat.size - 1, SAMPLES).astype(int)
            cases.append({
                "name": name,
                "config": {"image_processor_type": type_name, **config},
                "picture": size,
                "shape": pixels.shape,
                "mean": float(flat.astype(np.float64).mean()),
                "samples": [[int(p), float(flat[p])] for p in places],
            })
    return cases


def sharpness():
    """OpenCV's definition: grey by rounded Rec.601, 3x3 Laplacian, mirrored without the edge, variance."""
    cases = []
    for size in [(1, 1), (1, 7), (2, 2), (13, 5), (333, 250)]:
        r, g, b = np.moveaxis(np.asarray(picture(*size)).astype(np.int64), -1, 0)
        grey = (r * 9798 + g * 19235 + b * 3735 + (1 << 14)) >> 15
        padded = np.pad(grey, 1, mode="reflect") if min(size) > 1 else reflect_thin(grey)
        laplacian = padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] + padded[1:-1, 2:] - 4 * grey
        cases.append({"picture": size, "sharpness": float(laplacian.astype(np.float64).var())})
    return cases


def reflect_thin(grey):
    """One pixel has no neighbour to mirror, so it is repeated."""
    for axis in (0, 1):
        width = [(0, 0), (0, 0)]
        width[axis] = (1, 1)
        grey = np.pad(grey, width, mode="reflect" if grey.shape[axis] > 1 else "edge")
    return grey


out = os.path.join(os.path.dirname(__file__), "../fixtures/golden/image-processor.json")
with open(out, "w") as file:
    json.dump({"resampled": resampled(), "processed": processed(), "sharpness": sharpness()}, file)
    file.write("\n")
