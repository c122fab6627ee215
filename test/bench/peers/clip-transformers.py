"""transformers on PyTorch, 32-bit, as its users write it. Arguments: folder of the weights, pictures a batch, threads."""

import base64
import json
import sys

import torch
from PIL import Image
from transformers import CLIPImageProcessorPil, CLIPVisionModelWithProjection
from transformers.utils import logging


def say(value):
    print(json.dumps(value), flush=True)


folder, batch, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
torch.set_num_threads(threads)
logging.set_verbosity_error()
logging.disable_progress_bar()
model = CLIPVisionModelWithProjection.from_pretrained(folder, dtype=torch.float32).eval()
processor = CLIPImageProcessorPil.from_pretrained(folder)
say({"ready": True})

for line in sys.stdin:
    files = json.load(open(line.strip()))
    vectors = []
    for start in range(0, len(files), batch):
        images = [Image.open(file).convert("RGB") for file in files[start : start + batch]]
        with torch.inference_mode():
            embeds = model(**processor(images=images, return_tensors="pt")).image_embeds
            embeds = torch.nn.functional.normalize(embeds, dim=-1)
        vectors += [base64.b64encode(row.numpy().tobytes()).decode() for row in embeds]
    say({"vectors": vectors})
