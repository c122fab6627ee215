"""Visual tokens of clip-shapes and openvla-tabletop by onnxruntime on pixels of the reference processors.

Run in this folder. Without arguments it writes ../fixtures/golden/visual-tokens: the tokens, and what PyTorch and
NumPy make of them. With a model, its ONNX file, a picture and a .npy file it reads that file back and compares it:

    python visual_tokens.py clip-shapes vision_model_quantized.onnx ../fixtures/image/chelsea.png /path/to/tokens.npy
"""

import os
import sys
import warnings

import numpy as np
import onnxruntime
import torch
from PIL import Image
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

warnings.filterwarnings("ignore")
MODELS, IMAGES, GOLDEN = "../fixtures/models", "../fixtures/image", "../fixtures/golden/visual-tokens"
# JPEG decoders differ by a grey level; these are PNG.
CASES = [
    ("clip-shapes", "vision_model.onnx", "chelsea.png"),
    ("clip-shapes", "vision_model.onnx", "shapes/red-square.png"),
    ("openvla-tabletop", "vision_encoder_quantized.onnx", "coffee.png"),
    ("openvla-tabletop", "vision_encoder_quantized.onnx", "table/table_05.png"),
]
TOLERANCE = 1e-4


def clip_pixels(folder, picture):
    return CLIPImageProcessorPil.from_pretrained(folder)(picture, return_tensors="np").pixel_values


def openvla_pixels(_, picture):
    """The steps of processing_prismatic.py for "resize-naive": each tower's colours, one behind the other."""
    resized = np.asarray(picture.resize((224, 224), Image.BICUBIC), dtype=np.float32) / np.float32(255)
    means = np.array([[0.484375, 0.455078125, 0.40625], [0.5, 0.5, 0.5]], dtype=np.float32)
    stds = np.array([[0.228515625, 0.2236328125, 0.224609375], [0.5, 0.5, 0.5]], dtype=np.float32)
    towers = [(resized - mean) / std for mean, std in zip(means, stds)]
    return np.concatenate([tower.transpose(2, 0, 1) for tower in towers])[None]


REFERENCES = {
    "clip-shapes": (clip_pixels, "last_hidden_state", 1),
    "openvla-tabletop": (openvla_pixels, "image_features", 0),
}


def tokens_of(model, file, picture):
    pixels, output, prefix = REFERENCES[model]
    folder = f"{MODELS}/{model}"
    session = onnxruntime.InferenceSession(f"{folder}/onnx/{file}", providers=["CPUExecutionProvider"])
    feeds = {"pixel_values": pixels(folder, Image.open(picture).convert("RGB"))}
    return session.run([output], feeds)[0][0, prefix:]


def components(tokens, count):
    centred = tokens.astype(np.float64) - tokens.astype(np.float64).mean(0)
    u, s, _ = np.linalg.svd(centred, full_matrices=False)
    places = u[:, :count] * s[:count]
    farthest = places[np.abs(places).argmax(0), range(count)]
    return np.ascontiguousarray(places * np.sign(farthest), dtype=np.float32)


def pooled(tokens, rows, columns, shape):
    grid = torch.tensor(tokens).reshape(rows, columns, -1).permute(2, 0, 1)
    return torch.nn.functional.adaptive_avg_pool2d(grid, shape).permute(1, 2, 0).reshape(-1, tokens.shape[1]).contiguous().numpy()


def write_golden():
    os.makedirs(GOLDEN, exist_ok=True)
    for model, file, picture in CASES:
        name = f"{model}-{os.path.splitext(os.path.basename(picture))[0]}"
        np.save(f"{GOLDEN}/{name}.npy", tokens_of(model, file, f"{IMAGES}/{picture}"))
    tokens = np.load(f"{GOLDEN}/clip-shapes-chelsea.npy")
    np.save(f"{GOLDEN}/components.npy", components(tokens, 3))
    np.save(f"{GOLDEN}/components-tall.npy", components(tokens.reshape(-1, 16), 3))
    for shape in [(3, 5), (4, 4), (1, 1)]:
        np.save(f"{GOLDEN}/pooled-{shape[0]}x{shape[1]}.npy", np.ascontiguousarray(pooled(tokens, 8, 8, shape)))
    for shape in [(7,), (2, 3, 4), (123456, 1), (0, 5)]:
        with open(f"{GOLDEN}/header-{'x'.join(map(str, shape))}.bin", "wb") as out:
            np.lib.format.write_array_header_1_0(out, dict(descr="<f4", fortran_order=False, shape=shape))


def compare(model, file, picture, written):
    found, expected = np.load(written), tokens_of(model, file, picture)
    if found.shape != expected.shape or found.dtype != np.float32:
        sys.exit(f"{written}: {found.dtype} {found.shape}, expected float32 {expected.shape}")
    difference = np.abs(found - expected).max()
    print(f"{written}: {found.shape}, largest difference {difference:.2e}")
    sys.exit(int(difference > TOLERANCE))


if __name__ == "__main__":
    compare(*sys.argv[1:]) if len(sys.argv) > 1 else write_golden()
