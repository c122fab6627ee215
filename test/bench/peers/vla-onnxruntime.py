"""The policy's own ONNX files in onnxruntime for Python, as its goldens were made. Arguments: folder of the model, threads."""

import sys

import numpy as np
import onnxruntime as ort
from vla_inputs import PolicyInputs, answer_lists

folder, threads = sys.argv[1], int(sys.argv[2])
options = ort.SessionOptions()
options.intra_op_num_threads, options.inter_op_num_threads = threads, 1


def open_part(name):
    file = f"{folder}/onnx/{name}_quantized.onnx"
    return ort.InferenceSession(file, options, providers=["CPUExecutionProvider"])


vision, words, decoder = map(open_part, ("vision_encoder", "embed_tokens", "decoder_model_merged"))
outputs = [output.name for output in decoder.get_outputs()]
past_inputs = [i for i in decoder.get_inputs() if i.name.startswith("past")]
inputs = PolicyInputs(folder)


def embed(ids):
    return words.run(None, {"input_ids": np.array([ids], np.int64)})[0]


def act(file, instruction):
    (seen,) = vision.run(None, {"pixel_values": inputs.pixels(file)})
    told = embed(inputs.ids(instruction))
    embeds = np.concatenate([told[:, :1], seen, told[:, 1:]], 1)
    past = {i.name: np.zeros((1, i.shape[1], 0, i.shape[3]), np.float32) for i in past_inputs}
    tokens, length = [], 0
    while len(tokens) < inputs.dimensions:
        count = embeds.shape[1]
        places = np.arange(length, length + count)[None]
        mask = np.ones((1, length + count), np.int64)
        feeds = {"inputs_embeds": embeds, "attention_mask": mask, "position_ids": places, **past}
        results = dict(zip(outputs, decoder.run(None, feeds)))
        length += count
        tokens.append(int(results["logits"][0, -1].argmax()))
        past = {name: results[name.replace("past_key_values", "present")] for name in past}
        embeds = embed(tokens[-1:])
    return tokens


answer_lists(act)
