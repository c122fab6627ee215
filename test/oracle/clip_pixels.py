"""Pixels of CLIP ViT-B/32's image processor (transformers, Pillow), every 499th value; transparent parts as Pillow drops them and on white.

Run in this folder; writes ../fixtures/golden/clip-pixels.json.
"""

import json

import numpy as np
from PIL import Image
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

STEP = 499
FILES = ["chelsea.png", "coffee.png", "rocket.jpg", "astronaut.png", "page.png", "clip_diagram.png"]
processor = CLIPImageProcessorPil()


def on_white(image):
    image = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def look(file, transparency):
    image = Image.open(f"../fixtures/image/{file}")
    image = on_white(image) if transparency == "white" else image.convert("RGB")
    pixels = np.asarray(processor(image, return_tensors="np").pixel_values[0], dtype=np.float32)
    samples = [round(float(value), 5) for value in pixels.ravel()[::STEP]]
    return dict(file=file, transparency=transparency, shape=list(pixels.shape), samples=samples)


pictures = [look(file, "ignore") for file in FILES] + [look("clip_diagram.png", "white")]
json.dump(dict(step=STEP, pictures=pictures), open("../fixtures/golden/clip-pixels.json", "w"))
