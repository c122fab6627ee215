"""What every policy in Python is given, and how it answers: OpenVLA's own preparation of picture and words."""

import json
import sys
import time

import numpy as np
from PIL import Image
from tokenizers import Tokenizer

EMPTY_TOKEN = 29871


class PolicyInputs:
    def __init__(self, folder):
        self.tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
        settings = json.load(open(f"{folder}/preprocessor_config.json"))
        self.size = tuple(settings["input_sizes"][0][1:])
        self.colours = [
            tuple(np.array(values, np.float32) for values in pair)
            for pair in zip(settings["means"], settings["stds"])
        ]
        statistics = json.load(open(f"{folder}/dataset_statistics.json"))
        self.dimensions = len(next(iter(statistics.values()))["action"]["q01"])

    def pixels(self, file):
        """[1, 6, height, width]"""
        image = Image.open(file).convert("RGB").resize(self.size, Image.BICUBIC)
        values = np.asarray(image, np.float32) / 255
        stacked = np.concatenate([(values - mean) / std for mean, std in self.colours], 2)
        return np.ascontiguousarray(stacked.transpose(2, 0, 1)[None])

    def ids(self, instruction):
        prompt = f"In: What action should the robot take to {instruction.lower()}?\nOut:"
        return self.tokenizer.encode(prompt).ids + [EMPTY_TOKEN]


def say(value):
    print(json.dumps(value), flush=True)


def answer_lists(act):
    """Reads a path a line of a JSON list of {file, instruction}; answers with tokens and milliseconds of each."""
    say({"ready": True})
    for line in sys.stdin:
        tokens, milliseconds = [], []
        for question in json.load(open(line.strip())):
            started = time.perf_counter()
            tokens.append(act(question["file"], question["instruction"]))
            milliseconds.append((time.perf_counter() - started) * 1000)
        say({"tokens": tokens, "milliseconds": milliseconds})
