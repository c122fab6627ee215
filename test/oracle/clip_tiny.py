"""Tiny two-tower models with random weights, one a family, as ONNX in the hub's layout, and what transformers makes of them.

Run in this folder; writes ../fixtures/models/<name> and ../fixtures/golden/clip-tiny.json.
"""

import json
import math
import os
import shutil
import warnings

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from PIL import Image
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    BertTokenizerFast,
    ChineseCLIPConfig,
    ChineseCLIPModel,
    CLIPConfig,
    CLIPModel,
    CLIPTokenizer,
    PreTrainedTokenizerFast,
    Siglip2Tokenizer,
    SiglipConfig,
    SiglipModel,
)
from transformers.models.chinese_clip.image_processing_pil_chinese_clip import ChineseCLIPImageProcessorPil
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from transformers.models.siglip.image_processing_pil_siglip import SiglipImageProcessorPil

warnings.filterwarnings("ignore")
MODELS, GOLDEN, SHAPES = "../fixtures/models", "../fixtures/golden/clip-tiny.json", "../fixtures/image/shapes"
SIZE = 32
CORPUS = [
    "a photo of a red square",
    "a photo of a yellow triangle on a blue ground",
    "the night sky over a city by the sea",
    "an orange heart, a purple star and a white ring",
    "cats and dogs; birds, fish & more",
]
TEXTS = [
    "a photo of a red square",
    "Yellow Triangle!",
    "",
    "the night sky over a city by the sea " * 6,
    "naïve 東京 🙂 12",
]
FILES = ["red-square.png", "yellow-triangle.png", "white-ring.png"]
WAVES = [0.11, 0.37]


def wave(step):
    return np.sin(step * np.arange(3 * SIZE * SIZE)).astype(np.float32).reshape(1, 3, SIZE, SIZE)


def tower(width, layers, **more):
    return dict(hidden_size=width, intermediate_size=2 * width, num_hidden_layers=layers, num_attention_heads=2, **more)


def loud(model, seed):
    """The usual small random weights would make all vectors alike."""
    torch.manual_seed(seed)
    for parameter in model.parameters():
        if parameter.dim() > 1:
            torch.nn.init.normal_(parameter, std=1.5 / math.sqrt(parameter.shape[-1]))
    return model.eval()


def clip_tokenizer():
    base = Tokenizer(models.BPE(end_of_word_suffix="</w>", continuing_subword_prefix=""))
    base.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    base.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(r"\p{L}+|\p{N}|[^\s\p{L}\p{N}]+"), "removed", invert=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    base.train_from_iterator(CORPUS, trainers.BpeTrainer(vocab_size=620, initial_alphabet=alphabet, end_of_word_suffix="</w>"))
    model = json.loads(base.to_str())["model"]
    tokens = alphabet + [letter + "</w>" for letter in alphabet]
    tokens += [token for token in model["vocab"] if token not in tokens]
    vocab = {token: index for index, token in enumerate(tokens + ["<|startoftext|>", "<|endoftext|>"])}
    return CLIPTokenizer(vocab=vocab, merges=[tuple(pair) for pair in model["merges"]], model_max_length=24)


def bert_tokenizer():
    base = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    base.normalizer = normalizers.BertNormalizer()
    base.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    base.train_from_iterator(CORPUS + ["東京 北京 上海"], trainers.WordPieceTrainer(vocab_size=200, special_tokens=special))
    return BertTokenizerFast(vocab=dict(sorted(base.get_vocab().items(), key=lambda item: item[1])), do_lower_case=True, model_max_length=20)


def siglip_tokenizer():
    base = Tokenizer(models.Unigram())
    base.normalizer = normalizers.Sequence([normalizers.Lowercase(), normalizers.Replace(Regex(r"[!-/:-@\[-`{-~]"), ""), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()])
    base.pre_tokenizer = pre_tokenizers.Metaspace()
    base.train_from_iterator(CORPUS, trainers.UnigramTrainer(vocab_size=120, special_tokens=["<pad>", "</s>", "<unk>"], unk_token="<unk>"))
    base.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", base.token_to_id("</s>"))])
    return PreTrainedTokenizerFast(tokenizer_object=base, pad_token="</s>", eos_token="</s>", unk_token="<unk>", model_max_length=16, model_input_names=["input_ids"])


def siglip2_tokenizer():
    letters = sorted(set("".join(CORPUS).replace(" ", "▁"))) + ["Y", "T"]
    special = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>"]
    raw = [f"<0x{byte:02X}>" for byte in range(256)]
    pairs = [("a", "▁"), ("r", "e"), ("re", "d"), ("h", "e")]
    vocab = {token: index for index, token in enumerate(special + raw + letters + ["".join(pair) for pair in pairs])}
    tokenizer = Siglip2Tokenizer(vocab=vocab, merges=pairs, padding_side="right")
    tokenizer.backend_tokenizer.post_processor = processors.TemplateProcessing(single="$A <eos>", special_tokens=[("<eos>", 1)])
    return tokenizer


class Joint(torch.nn.Module):
    def __init__(self, model, names):
        super().__init__()
        self.model, self.names = model, names

    def forward(self, *given):
        out = self.model(**dict(zip(self.names, given)))
        return out.logits_per_image, out.logits_per_text, out.text_embeds, out.image_embeds


class Projected(torch.nn.Module):
    """A half of a CLIP as MobileCLIP's are: 16-bit, one input, one vector."""

    def __init__(self, model, half):
        super().__init__()
        self.model, self.half = model, half

    def forward(self, given):
        if self.half == "vision":
            return self.model.visual_projection(self.model.vision_model(given).pooler_output)
        return self.model.text_projection(self.model.text_model(given).pooler_output)


class Pooled(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, given):
        out = self.model(given)
        return out.last_hidden_state, out.pooler_output


def export(module, inputs, axes, outputs, path):
    dynamic = {name: axes[name] for name in inputs}
    for name in outputs:
        dynamic[name] = {0: "image_batch"} if "image" in name else {0: "text_batch"}
    # A module in training mode would be put back into it, dropout and all.
    torch.onnx.export(module.eval(), tuple(inputs.values()), path, input_names=list(inputs), output_names=outputs, dynamic_axes=dynamic, opset_version=17, dynamo=False)


def rounded(rows):
    return [[round(float(value), 7) for value in row] for row in rows]


def golden(model, tokenizer, processor, padding):
    encoded = tokenizer(TEXTS, padding=padding, truncation=True, return_tensors="pt")
    pixels = [torch.tensor(wave(step)) for step in WAVES]
    for file in FILES:
        pixels.append(processor(Image.open(f"{SHAPES}/{file}").convert("RGB"), return_tensors="pt").pixel_values)
    with torch.no_grad():
        out = model(pixel_values=torch.cat(pixels), **encoded)
    logits = out.logits_per_image
    softmax = not hasattr(model, "logit_bias")
    return dict(
        scale=float(model.logit_scale.exp()),
        bias=0.0 if softmax else float(model.logit_bias),
        images=[dict(wave=step) for step in WAVES] + [dict(file=file) for file in FILES],
        imageEmbeddings=rounded(out.image_embeds),
        texts=[dict(text=text, ids=tokenizer(text, truncation=True).input_ids) for text in TEXTS],
        textEmbeddings=rounded(out.text_embeds),
        logits=rounded(logits),
        probabilities=rounded(logits.softmax(-1) if softmax else logits.sigmoid()),
    )


def folder(name, config, tokenizer, processor):
    path = f"{MODELS}/{name}"
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(f"{path}/onnx")
    config.save_pretrained(path)
    tokenizer.save_pretrained(path)
    if processor:
        processor.save_pretrained(path)
    return path


def joint_inputs(tokenizer, names, padding, fixed=False):
    encoded = tokenizer(TEXTS[:2], padding=padding, truncation=True, return_tensors="pt")
    pixels = torch.tensor(np.concatenate([wave(step) for step in WAVES + [0.7]]))
    inputs = {name: pixels if name == "pixel_values" else encoded[name] for name in names}
    text_axes = {0: "text_batch"} if fixed else {0: "text_batch", 1: "sequence"}
    axes = {name: {0: "image_batch"} if name == "pixel_values" else text_axes for name in names}
    return inputs, axes


JOINT_OUTPUTS = ["logits_per_image", "logits_per_text", "text_embeds", "image_embeds"]


def joint(path, model, tokenizer, names, padding=True):
    inputs, axes = joint_inputs(tokenizer, names, padding)
    export(Joint(model, names), inputs, axes, JOINT_OUTPUTS, f"{path}/onnx/model.onnx")


def clip_joint():
    tokenizer = clip_tokenizer()
    text = tower(16, 1, vocab_size=len(tokenizer), max_position_embeddings=24, eos_token_id=tokenizer.eos_token_id, bos_token_id=tokenizer.bos_token_id, pad_token_id=tokenizer.pad_token_id)
    config = CLIPConfig(text_config=text, vision_config=tower(24, 2, image_size=SIZE, patch_size=8), projection_dim=20)
    config._attn_implementation = "eager"
    model = loud(CLIPModel(config), 1)
    model.logit_scale.data.fill_(math.log(37.5))
    processor = CLIPImageProcessorPil(size=dict(shortest_edge=SIZE), crop_size=dict(height=SIZE, width=SIZE))
    path = folder("clip-joint-tiny", config, tokenizer, processor)
    joint(path, model, tokenizer, ["input_ids", "pixel_values", "attention_mask"])
    # As the Xenova repositories are made: activations are rounded by the range of the whole batch.
    quantize_dynamic(f"{path}/onnx/model.onnx", f"{path}/onnx/model_quantized.onnx", weight_type=QuantType.QUInt8)
    result = golden(model, tokenizer, processor, True)
    clip_half(config, model, tokenizer)
    return result


def clip_half(config, model, tokenizer):
    """The same weights in 16-bit, as two files whose texts come without a mask; pictures neither shifted nor scaled."""
    processor = CLIPImageProcessorPil(
        size=dict(shortest_edge=SIZE), crop_size=dict(height=SIZE, width=SIZE), image_mean=[0, 0, 0], image_std=[1, 1, 1]
    )
    path = folder("clip-fp16-tiny", config, tokenizer, processor)
    inputs, axes = joint_inputs(tokenizer, ["input_ids", "pixel_values"], True)
    half = model.half()
    export(Projected(half, "vision"), {"pixel_values": inputs["pixel_values"].half()}, axes, ["image_embeds"], f"{path}/onnx/vision_model_fp16.onnx")
    export(Projected(half, "text"), {"input_ids": inputs["input_ids"]}, axes, ["text_embeds"], f"{path}/onnx/text_model_fp16.onnx")


def chinese_clip():
    tokenizer = bert_tokenizer()
    text = tower(16, 2, vocab_size=len(tokenizer), max_position_embeddings=32, pad_token_id=tokenizer.pad_token_id)
    config = ChineseCLIPConfig(text_config=text, vision_config=tower(24, 1, image_size=SIZE, patch_size=8), projection_dim=16)
    config._attn_implementation = "eager"
    model = loud(ChineseCLIPModel(config), 2)
    model.logit_scale.data.fill_(math.log(64.25))
    processor = ChineseCLIPImageProcessorPil(size=dict(height=SIZE, width=SIZE), do_center_crop=False)
    path = folder("chinese-clip-tiny", config, tokenizer, processor)
    joint(path, model, tokenizer, ["input_ids", "token_type_ids", "pixel_values", "attention_mask"])
    return golden(model, tokenizer, processor, True)


def siglip():
    tokenizer = siglip_tokenizer()
    text = tower(16, 2, vocab_size=len(tokenizer), max_position_embeddings=16, projection_size=16)
    config = SiglipConfig(text_config=text, vision_config=tower(16, 1, image_size=SIZE, patch_size=8))
    config._attn_implementation = "eager"
    model = loud(SiglipModel(config), 3)
    model.logit_scale.data.fill_(math.log(45.5))
    model.logit_bias.data.fill_(-7.25)
    processor = SiglipImageProcessorPil(size=dict(height=SIZE, width=SIZE))
    path = folder("siglip-tiny", config, tokenizer, processor)
    joint(path, model, tokenizer, ["input_ids", "pixel_values"], "max_length")
    inputs, axes = joint_inputs(tokenizer, ["input_ids", "pixel_values"], "max_length", fixed=True)
    for name, part, half in (("pixel_values", model.vision_model, "vision"), ("input_ids", model.text_model, "text")):
        outputs = ["last_hidden_state", "pooler_output"]
        export(Pooled(part), {name: inputs[name]}, axes, outputs, f"{path}/onnx/{half}_model.onnx")
    return golden(model, tokenizer, processor, "max_length")


def siglip2_texts():
    tokenizer = siglip2_tokenizer()
    path = folder("siglip2-tokenizer-tiny", SiglipConfig(), tokenizer, None)
    os.rmdir(f"{path}/onnx")
    with open(f"{path}/tokenizer.json") as file:
        saved = json.load(file)
    # The models on the hub were saved without the lower-casing that transformers adds.
    saved["normalizer"] = saved["normalizer"]["normalizers"][-1]
    with open(f"{path}/tokenizer.json", "w") as file:
        json.dump(saved, file, ensure_ascii=False)
    tokenizer = Siglip2Tokenizer.from_pretrained(path)
    return dict(texts=[dict(text=text, ids=tokenizer(text, truncation=True, max_length=64).input_ids) for text in TEXTS])


if __name__ == "__main__":
    results = {
        "clip-joint-tiny": clip_joint(),
        "chinese-clip-tiny": chinese_clip(),
        "siglip-tiny": siglip(),
        "siglip2-tokenizer-tiny": siglip2_texts(),
    }
    with open(GOLDEN, "w") as out:
        json.dump(results, out, ensure_ascii=False, separators=(",", ":"))
