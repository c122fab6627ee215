"""Goldens of the signals and cuts of lib/video: OpenCV's HSV, Pillow's bilinear, PySceneDetect's filters.

Needs numpy, opencv-python-headless, pillow and scenedetect==0.7.2; writes ../fixtures/golden/video-signals.json.
"""

import hashlib
import json
import pathlib
import random

import cv2
import numpy
from PIL import Image
from scenedetect import AdaptiveDetector, ContentDetector, FrameTimecode

FRAMES_PER_SECOND = 25.0


def cube():
    """Every RGB colour once, red slowest."""
    axis = numpy.arange(256, dtype=numpy.uint8)
    return numpy.stack(numpy.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(4096, 4096, 3)


def formula_picture(width, height):
    index = numpy.arange(width * height * 3, dtype=numpy.uint64)
    mixed = ((index ^ (index >> 5)) * 2654435761) & 0xFFFFFFFF
    return (mixed >> 24).astype(numpy.uint8).reshape(height, width, 3)


def hsv_hashes():
    planes = cv2.split(cv2.cvtColor(cube(), cv2.COLOR_RGB2HSV))
    return {name: hashlib.sha256(plane.tobytes()).hexdigest() for name, plane in zip(("hue", "saturation", "value"), planes)}


def changes():
    """Mean absolute changes from one picture to the next."""
    pictures = [formula_picture(256, 144), formula_picture(256, 144)[::-1, ::-1] // 2 + 40]
    one, other = (cv2.cvtColor(numpy.ascontiguousarray(p), cv2.COLOR_RGB2HSV).astype(int) for p in pictures)
    grey = cv2.cvtColor(numpy.ascontiguousarray(pictures[1]), cv2.COLOR_RGB2GRAY)
    return {
        "changes": numpy.abs(one - other).mean(axis=(0, 1)).tolist(),
        "brightness": float(grey.mean()),
        "sharpness": float(cv2.Laplacian(grey, cv2.CV_64F).var()),
    }


def shrunk(width, height):
    grey = formula_picture(width, height)[..., 0]
    small = Image.fromarray(grey.astype(numpy.float32)).resize((9, 8), Image.Resampling.BILINEAR)
    return {"from": [width, height], "values": numpy.asarray(small).round(3).flatten().tolist()}


def drive(detector, scores):
    """Lets a detector see scores in place of pictures."""
    detector._calculate_frame_score = lambda timecode, image: scores[timecode.frame_num]
    cuts = []
    for frame in range(len(scores)):
        cuts += detector.process_frame(FrameTimecode(frame, FRAMES_PER_SECOND), None)
    return [cut.frame_num for cut in cuts]


def cut_case(seed):
    chance = random.Random(seed)
    busy = chance.choice([0.02, 0.08, 0.3])
    base = chance.choice([0.0, 2.0, 12.0])
    scores = [0.0] + [
        round(chance.uniform(20, 90) if chance.random() < busy else chance.uniform(0, base), 2) for _ in range(149)
    ]
    length = chance.choice([0, 1, 5, 15])
    return {
        "minimumFrames": length,
        "scores": scores,
        "content": drive(ContentDetector(min_scene_len=length), scores),
        "adaptive": drive(AdaptiveDetector(min_scene_len=length), scores),
    }


golden = {
    "hsv": hsv_hashes(),
    "signals": changes(),
    "shrunk": [shrunk(256, 144), shrunk(100, 256), shrunk(9, 8), shrunk(5, 3)],
    "framesPerSecond": FRAMES_PER_SECOND,
    "cuts": [cut_case(seed) for seed in range(60)],
}
target = pathlib.Path("../fixtures/golden/video-signals.json")
target.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
