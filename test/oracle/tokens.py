"""test/fixtures/golden/tokens.json: what pictures cost on each family of models.

Open models are counted by the code of transformers 5.24.0 itself; hosted ones by the few lines below,
which follow the providers' published rules in exact fractions and by plain search.
"""

import json
import math
import random
import re
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

import numpy as np
from PIL import Image
from transformers.image_processing_utils import get_patch_output_size, select_best_resolution
from transformers.image_utils import ChannelDimension
from transformers.models.got_ocr2.image_processing_pil_got_ocr2 import (
    GotOcr2ImageProcessorPil,
    get_optimal_tiled_canvas,
)
from transformers.models.llava.processing_llava import LlavaProcessor
from transformers.models.llava_next.image_processing_pil_llava_next import LlavaNextImageProcessorPil
from transformers.models.llava_next.processing_llava_next import LlavaNextProcessor
from transformers.models.llava_onevision.image_processing_pil_llava_onevision import (
    LlavaOnevisionImageProcessorPil,
)
from transformers.models.llava_onevision.processing_llava_onevision import LlavaOnevisionProcessor
from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import smart_resize
from transformers.models.smolvlm.image_processing_pil_smolvlm import SmolVLMImageProcessorPil
from transformers.models.smolvlm.processing_smolvlm import get_image_prompt_string

getcontext().prec = 80
OUT = Path(__file__).parent / "../fixtures/golden/tokens.json"

SIZES = [
    (1, 1), (1, 5000), (5000, 1), (2, 399), (3, 7), (27, 29), (28, 28), (32, 33), (64, 64), (65, 2048),
    (200, 200), (224, 224), (333, 777), (384, 384), (385, 384), (448, 448), (449, 447), (512, 512),
    (513, 512), (640, 480), (480, 640), (800, 2600), (1000, 1000), (1024, 1024), (1075, 1520), (1092, 1092),
    (1179, 2556), (1568, 1568), (1569, 1567), (1920, 1080), (1080, 1920), (2000, 1500), (2048, 2048),
    (2576, 2576), (3840, 2160), (4032, 3024), (3024, 4032), (100, 4000), (4000, 3000), (7999, 8001),
    (12345, 678), (678, 12345), (5000, 2300), (20000, 20000), (20000, 1), (19999, 17), (65500, 3000),
    (176, 55), (1128, 47), (656, 205), (55, 88), (1659, 1659), (1839, 1839), (1932, 1932),
]  # fmt: skip
RANDOM = random.Random(70)
SIZES += [(RANDOM.randint(1, 9000), RANDOM.randint(1, 9000)) for _ in range(40)]
SIZES += [(RANDOM.randint(1, 1200), RANDOM.randint(1, 1200)) for _ in range(40)]


def main():
    rows = [*open_models(), *hosted_models()]
    check_against_real_pictures()
    lines = ",\n".join(f"\t\t{json.dumps(row)}" for row in rows)
    OUT.write_text(f'{{\n\t"_columns": "width height tokens resizedWidth resizedHeight markerTokens",\n\t"rows": [\n{lines}\n\t]\n}}\n')
    print(len(rows), "rows,", sum(len(row["sizes"]) for row in rows), "sizes")


def row(model, count, **options):
    return {"model": model, "options": options, "sizes": [[w, h, *count(w, h)] for w, h in SIZES]}


# Open models: the code of transformers.


def open_models():
    yield row("qwen2-vl", qwen(28, 3136, 12_845_056))
    yield row("qwen2.5-vl", qwen(28, 3136, 12_845_056))
    yield row("qwen3-vl", qwen(32, 65_536, 16_777_216))
    yield row("qwen2.5-vl", qwen(28, 128 * 784, 768 * 784, frames=2), isVideoFrame=True)
    yield row("qwen3-vl", qwen(32, 65_536, 16_777_216, frames=2), isVideoFrame=True)
    yield row("llava-1.5", llava_15)
    yield row("llava-1.6", llava_16)
    yield row("llava-onevision", onevision)
    yield row("llava-onevision", lambda w, h: (onevision_frame(), 384, 384), isVideoFrame=True)
    for name in ["internvl2", "internvl2_5", "internvl3"]:
        yield row(name, internvl)
    yield row("internvl3", lambda w, h: (256, 448, 448, 2), isVideoFrame=True)
    yield row("smolvlm-instruct", smolvlm(1536, 384, 81))
    for name in ["smolvlm-256m", "smolvlm-500m", "smolvlm2-256m", "smolvlm2-500m"]:
        yield row(name, smolvlm(2048, 512, 64))
    yield row("smolvlm2-500m", lambda w, h: (64, 512, 512, 3), isVideoFrame=True)


def qwen(factor, least, most, frames=1):
    def count(w, h):
        try:
            height, width = smart_resize(h, w, factor, least, most)
        except ValueError:
            return [None]  # refused: too narrow
        tokens = math.ceil(height * width // factor**2 / frames)
        return (tokens, width, height) if frames > 1 else (tokens, width, height, 2)

    return count


def llava_15(w, h):
    class Processor(LlavaProcessor):
        def __init__(self):
            self.patch_size, self.num_additional_image_tokens = 14, 1
            self.vision_feature_select_strategy = "default"

        def _merge_kwargs(self, **_):
            return {"images_kwargs": {"crop_size": {"height": 336, "width": 336}}}

    return Processor()._get_num_multimodal_tokens([(h, w)])["num_image_tokens"][0], 336, 336


def bare(kind, **fields):
    """A processor without the tokenizer it would need for text."""
    made = object.__new__(kind)
    for name, value in fields.items():
        object.__setattr__(made, name, value)
    return made


NEXT = bare(
    LlavaNextProcessor,
    patch_size=14,
    num_additional_image_tokens=1,
    image_processor=LlavaNextImageProcessorPil(),
)
ONEVISION = bare(
    LlavaOnevisionProcessor,
    num_image_tokens=729,
    vision_aspect_ratio="anyres_max_9",
    image_processor=LlavaOnevisionImageProcessorPil(),
)


def llava_16(w, h):
    # The "default" strategy drops the class token again.
    return NEXT._get_number_of_features(h, w, 336, 336) - 1, *fitted(w, h, NEXT)


def onevision(w, h):
    return ONEVISION._get_number_of_features(h, w, 384, 384), *fitted(w, h, ONEVISION)


def onevision_frame():
    class Processor(LlavaOnevisionProcessor):
        def __init__(self):
            self.num_image_tokens = 729

    one, two = Processor()._get_num_multimodal_tokens(video_sizes=[(1, 9, 9), (2, 9, 9)])["num_video_tokens"]
    return two - one


def fitted(w, h, processor):
    best = select_best_resolution((h, w), processor.image_processor.image_grid_pinpoints)
    picture = np.broadcast_to(np.uint8(0), (3, h, w))
    height, width = get_patch_output_size(picture, best, ChannelDimension.FIRST)
    return width, height


TILES = GotOcr2ImageProcessorPil(size={"height": 448, "width": 448}, crop_to_patches=True)


def internvl(w, h):
    columns, rows = get_optimal_tiled_canvas((h, w), (448, 448), 1, 12)
    return 256 * TILES.get_number_of_image_patches(h, w, {}), columns * 448, rows * 448, 2


def smol_processor(long, tile):
    return SmolVLMImageProcessorPil(size={"longest_edge": long}, max_image_size={"longest_edge": tile})


def smolvlm(long, tile, tokens):
    processor = smol_processor(long, tile)

    def count(w, h):
        tiles, rows, columns = processor.get_number_of_image_patches(h, w)
        prompt = get_image_prompt_string(rows, columns, tokens, "<fake>", "<image>", "<global>")
        assert prompt.count("<image>") == tiles * tokens
        markers = len(re.findall(r"<(?!image>)[^>]+>|\n+", prompt))
        return tiles * tokens, columns * tile, rows * tile, markers

    return count


def check_against_real_pictures():
    """The counting helpers of transformers agree with what its processors make of real pictures."""
    for w, h in [(1, 1), (40, 30), (300, 200), (640, 480), (333, 777), (1000, 1000), (1000, 60)]:
        picture = Image.new("RGB", (w, h))
        for long, tile in [(2048, 512), (1536, 384)]:
            processor = smol_processor(long, tile)
            pixels = processor(picture, return_tensors="np")["pixel_values"]
            assert pixels.shape[1] == processor.get_number_of_image_patches(h, w)[0], (w, h)
        pixels = TILES(picture, return_tensors="np")["pixel_values"]
        assert len(pixels) == TILES.get_number_of_image_patches(h, w, {}), (w, h)


# Hosted models: the published rules, worked anew.


def hosted_models():
    for name in ["claude-opus-4-8", "claude-opus-5-5", "claude-sonnet-5"]:
        yield row(name, claude(2576, 4784))
    for name in ["claude-haiku-4-5", "claude-sonnet-4-6"]:
        yield row(name, claude(1568, 1568))
    for detail in ["auto", "original"]:
        yield row("gpt-5.6-sol", patches(65_535, None, "1.2"), detail=detail)
        yield row("gpt-5.5", patches(6000, 10_000, "1.2"), detail=detail)
    yield row("gpt-5.6-sol", patches(2048, 2500, "1.2"), detail="high")
    yield row("gpt-5.6-luna", patches(512, None, "1.2"), detail="low")
    yield row("gpt-6-astra", patches(65_535, 2500, "1.2"), detail="high")
    yield row("gpt-5.4", patches(2048, 2500, "1.2"))
    yield row("gpt-5.4-mini", patches(2048, 6144, "1.2"), detail="low")
    yield row("gpt-5.4-nano", patches(6000, 10_000, "1.2"), detail="original")
    yield row("gpt-5.2", patches(2048, 6144, "1.2"))
    yield row("gpt-4.1-mini", patches(2048, 6144, "1.62"), detail="low")
    yield row("gpt-5-mini", patches(2048, 1536, "1.2"))
    yield row("gpt-5-nano", patches(2048, 1536, "1.5"))
    yield row("gpt-4.1-nano", patches(2048, 1536, "2.46"))
    yield row("o4-mini", patches(2048, 1536, "1.72"))
    yield row("gpt-4o", tiles(85, 170))
    yield row("gpt-4.1", tiles(85, 170), detail="high")
    yield row("gpt-5", tiles(70, 140))
    yield row("gpt-5.1", tiles(70, 140))
    yield row("gpt-4o-mini", tiles(2833, 5667))
    yield row("o3", tiles(75, 150))
    yield row("o1", lambda w, h: (75, *exact_fit(w, h, 512)), detail="low")
    for level, tokens in {"default": 1120, "low": 280, "medium": 560, "high": 1120, "ultraHigh": 2240}.items():
        yield row("gemini-3-pro-preview", lambda w, h, n=tokens: (n, w, h), mediaResolution=level)
    for level, tokens in {"default": 70, "low": 70, "medium": 70, "high": 280}.items():
        yield row("gemini-3.8-flash", lambda w, h, n=tokens: (n, w, h), mediaResolution=level, isVideoFrame=True)
    yield row("gemini-2.5-flash", gemini_2)
    yield row("gemini-2.5-pro", lambda w, h: (64, w, h), mediaResolution="low")
    yield row("gemini-2.5-pro", lambda w, h: (256, w, h), mediaResolution="medium")
    yield row("gemini-2.5-pro", lambda w, h: (258, w, h), isVideoFrame=True)


def claude(edge, budget):
    def fits(a, b):
        across, down = -(-a // 28), -(-b // 28)
        return across * 28 <= edge and down * 28 <= edge and across * down <= budget

    def count(w, h):
        long, short = max(w, h), min(w, h)
        # Whatever is longer than the edge does not fit: the search may start there.
        for length in range(min(long, edge), 0, -1):
            other = max(round(Fraction(length * short, long)), 1)
            if fits(length, other):
                break
        tokens = -(-length // 28) * -(-other // 28)
        return (tokens, length, other) if w >= h else (tokens, other, length)

    return count


def patches(side, budget, multiplier):
    def count(w, h):
        scale = min(Fraction(1), Fraction(side, max(w, h)))
        width, height = w * scale, h * scale
        if budget and math.ceil(width / 32) * math.ceil(height / 32) > budget:
            a, b = decimal(width), decimal(height)
            s = (Decimal(1024 * budget) / (a * b)).sqrt()
            s *= min(floor(a * s / 32) / (a * s / 32), floor(b * s / 32) / (b * s / 32))
            width, height = Fraction(floor(a * s)), Fraction(floor(b * s))
        found = math.ceil(width / 32) * math.ceil(height / 32)
        tokens = math.ceil(found * Fraction(multiplier))
        return tokens, max(1, math.floor(width)), max(1, math.floor(height))

    return count


def decimal(fraction):
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def floor(value):
    """Of what would be whole but for the last of eighty digits, the whole."""
    return int((value + Decimal("1e-40")).to_integral_value("ROUND_FLOOR"))


def tiles(base, each):
    def count(w, h):
        scale = min(Fraction(1), Fraction(2048, max(w, h)))
        scale *= min(Fraction(1), Fraction(768) / (min(w, h) * scale))
        width, height = (max(1, math.floor(side * scale)) for side in (w, h))
        return base + each * math.ceil(width / 512) * math.ceil(height / 512), width, height

    return count


def exact_fit(w, h, side):
    scale = min(Fraction(1), Fraction(side, max(w, h)))
    return [max(1, math.floor(length * scale)) for length in (w, h)]


def gemini_2(w, h):
    whole = w <= 384 and h <= 384
    return 258 * (1 if whole else math.ceil(w / 768) * math.ceil(h / 768)), w, h


main()
