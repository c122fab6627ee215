"""The policy in PyTorch, 32-bit: timm's towers and transformers' Llama with a cache, as OpenVLA is built.

Weights are those of the ONNX files, brought back from 8 bits. Arguments: folder of the model, threads.
"""

import json
import sys

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from timm.models.vision_transformer import VisionTransformer
from torch import nn
from transformers import DynamicCache, LlamaConfig, LlamaForCausalLM
from vla_inputs import PolicyInputs, answer_lists

DECODER_ORDER = [f"self_attn.{n}_proj" for n in "qkvo"] + [f"mlp.{n}_proj" for n in ("gate", "up", "down")]


def read_graph(folder, part):
    graph = onnx.load(f"{folder}/onnx/{part}_quantized.onnx").graph
    tensors = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    return graph, tensors


def widen(packed, scales):
    """[rows, blocks, 32] around 128, and a scale a block, to [rows, columns]."""
    rows, blocks, _ = packed.shape
    values = (packed.astype(np.float32) - 128) * scales.reshape(rows, blocks, 1)
    return torch.from_numpy(values.reshape(rows, -1))


def plain_weights(tensors, prefix):
    return {n[len(prefix) :]: torch.tensor(t) for n, t in tensors.items() if n.startswith(prefix)}


class Vision(nn.Module):
    def __init__(self, folder):
        super().__init__()
        graph, tensors = read_graph(folder, "vision_encoder")
        weights = plain_weights(tensors, "m.")
        after = {i: n for n in graph.node if n.op_type == "Add" for i in n.input}
        for node in graph.node:
            if node.op_type != "MatMulNBits":
                continue
            (bias,) = [i for i in after[node.output[0]].input if i.endswith(".bias")]
            name = bias[len("m.") : -len("bias")] + "weight"
            weights[name] = widen(tensors[node.input[1]], tensors[node.input[2]])
        self.dino = self.tower(weights, "dino", True)
        self.siglip = self.tower(weights, "siglip", False)
        wide, width = weights["proj.0.weight"].shape
        out = weights["proj.4.weight"].shape[0]
        self.proj = nn.Sequential(
            nn.Linear(width, wide), nn.GELU(), nn.Linear(wide, out), nn.GELU(), nn.Linear(out, out)
        )
        missing, _ = self.load_state_dict(weights, strict=False)
        assert all(".norm." in name for name in missing), missing

    @staticmethod
    def tower(weights, name, has_class):
        width, _, patch, _ = weights[f"{name}.patch_embed.proj.weight"].shape
        depth = sum(key.startswith(f"{name}.blocks.") and key.endswith("fc1.weight") for key in weights)
        # The files do not say how many heads there are; both towers were made with four.
        return VisionTransformer(
            img_size=224, patch_size=patch, embed_dim=width, depth=depth, num_heads=4,
            num_classes=0, global_pool="", class_token=has_class,
        )

    def forward(self, pixels):
        towers = zip((self.dino, self.siglip), torch.split(pixels, [3, 3], 1))
        seen = [tower.get_intermediate_layers(part, n=1)[0] for tower, part in towers]
        return self.proj(torch.cat(seen, 2))


def make_decoder(folder):
    text = json.load(open(f"{folder}/config.json"))["text_config"]
    graph, tensors = read_graph(folder, "decoder_model_merged")
    weights = plain_weights(tensors, "m.lm.")
    matrices = [
        widen(tensors[n.input[1]], tensors[n.input[2]]) for n in graph.node if n.op_type == "MatMulNBits"
    ]
    for index, matrix in enumerate(matrices[:-1]):
        layer, part = divmod(index, len(DECODER_ORDER))
        weights[f"model.layers.{layer}.{DECODER_ORDER[part]}.weight"] = matrix
    weights["model.embed_tokens.weight"] = weights["lm_head.weight"] = matrices[-1]
    config = LlamaConfig(
        vocab_size=text["vocab_size"], hidden_size=text["hidden_size"],
        intermediate_size=matrices[4].shape[0], num_hidden_layers=text["num_hidden_layers"],
        num_attention_heads=text["num_attention_heads"], num_key_value_heads=text["num_key_value_heads"],
        max_position_embeddings=512, rms_norm_eps=1e-5, tie_word_embeddings=True,
        attn_implementation="sdpa",
    )
    decoder = LlamaForCausalLM(config)
    decoder.load_state_dict(weights)
    return decoder.eval()


folder, threads = sys.argv[1], int(sys.argv[2])
torch.set_num_threads(threads)
vision, decoder = Vision(folder).eval(), make_decoder(folder)
inputs = PolicyInputs(folder)


def act(file, instruction):
    pixels = torch.from_numpy(inputs.pixels(file))
    words = decoder.model.embed_tokens(torch.tensor([inputs.ids(instruction)]))
    embeds = torch.cat([words[:, :1], vision(pixels), words[:, 1:]], 1)
    cache, tokens = DynamicCache(), []
    given = {"inputs_embeds": embeds}
    while len(tokens) < inputs.dimensions:
        scores = decoder(**given, past_key_values=cache, use_cache=True, logits_to_keep=1).logits
        tokens.append(int(scores[0, -1].argmax()))
        given = {"input_ids": torch.tensor([tokens[-1:]])}
    return tokens


with torch.inference_mode():
    answer_lists(act)
