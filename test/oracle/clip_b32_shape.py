"""CLIP ViT-B/32's true shape with random weights, in the hub's layout, for measuring speed. Arguments: folder, folder of the tokenizer."""

import json
import os
import shutil
import sys

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import CLIPConfig, CLIPModel

OPSET = 17
TEXT = dict(
    vocab_size=49408, hidden_size=512, intermediate_size=2048, num_hidden_layers=12, num_attention_heads=8,
    max_position_embeddings=77, hidden_act="quick_gelu", bos_token_id=49406, eos_token_id=49407, pad_token_id=49407,
)
VISION = dict(
    hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12,
    image_size=224, patch_size=32, hidden_act="quick_gelu",
)


class VisionTower(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.vision_model, self.visual_projection = model.vision_model, model.visual_projection

    def forward(self, pixel_values):
        out = self.vision_model(pixel_values=pixel_values)
        return self.visual_projection(out.pooler_output), out.last_hidden_state


class TextTower(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.text_model, self.text_projection = model.text_model, model.text_projection

    def forward(self, input_ids):
        out = self.text_model(input_ids=input_ids)
        return self.text_projection(out.pooler_output), out.last_hidden_state


def main(folder, tokenizer):
    torch.manual_seed(0)
    config = CLIPConfig(projection_dim=512, logit_scale_init_value=2.6592, text_config=TEXT, vision_config=VISION)
    model = CLIPModel._from_config(config, attn_implementation="eager").eval()
    model.save_pretrained(os.path.join(folder, "torch"))
    os.makedirs(os.path.join(folder, "onnx"), exist_ok=True)
    export(VisionTower(model), torch.rand(2, 3, 224, 224), folder, "vision_model", "pixel_values", "image_embeds", {0: "batch"})
    ids = torch.randint(1000, 40000, (2, 9))
    ids[:, -1] = 49407
    export(TextTower(model), ids, folder, "text_model", "input_ids", "text_embeds", {0: "batch", 1: "sequence"})
    shutil.copy(os.path.join(folder, "torch/config.json"), folder)
    for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"):
        shutil.copy(os.path.join(tokenizer, name), folder)
    processor = json.load(open(os.path.join(tokenizer, "preprocessor_config.json")))
    processor.update(crop_size={"height": 224, "width": 224}, size={"shortest_edge": 224})
    for place in (folder, os.path.join(folder, "torch")):
        json.dump(processor, open(os.path.join(place, "preprocessor_config.json"), "w"), indent=2)


def export(tower, example, folder, name, input_name, output_name, axes):
    file = os.path.join(folder, "onnx", f"{name}.onnx")
    torch.onnx.export(
        tower, (example,), file, dynamo=False, opset_version=OPSET,
        input_names=[input_name], output_names=[output_name, "last_hidden_state"],
        dynamic_axes={input_name: axes, output_name: {0: "batch"}, "last_hidden_state": {0: "batch"}},
    )
    quantize(file, file.replace(".onnx", "_quantized.onnx"))


# The 8-bit files of Xenova's repositories: activations quantised as they come, weights a channel at a
# time over a reduced range; unsigned where there is a convolution, which has no signed kernel.
def quantize(file, to):
    import onnx

    kinds = {node.op_type for node in onnx.load(file, load_external_data=False).graph.node}
    weights = QuantType.QUInt8 if "Conv" in kinds else QuantType.QInt8
    quantize_dynamic(file, to, weight_type=weights, per_channel=True, reduce_range=True, extra_options={"EnableSubgraph": True})


main(*sys.argv[1:])
