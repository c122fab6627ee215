"""What OpenVLA's evaluation code makes of a picture for a fine-tune trained on crops: TensorFlow's lanczos3 to
224 x 224, then the middle 90 % of the area by crop_and_resize (experiments/robot/openvla_utils.py of openvla/openvla).

    python openvla_centre_crop.py        # needs tensorflow-cpu 2.21, pillow 13; writes ../fixtures/golden/openvla-centre-crop.json
"""

import json
import pathlib

import numpy as np
import tensorflow as tf
from PIL import Image

SIZE, AREA, STEP = 224, 0.9, 997
fixtures = pathlib.Path(__file__).parent.parent / "fixtures"


def crop(image):
    values = tf.image.convert_image_dtype(tf.convert_to_tensor(image), tf.float32)[None]
    side = tf.sqrt(AREA)
    start = (1 - side) / 2
    box = tf.stack([start, start, start + side, start + side])[None]
    cut = tf.image.crop_and_resize(values, box, [0], (SIZE, SIZE))[0]
    return tf.image.convert_image_dtype(tf.clip_by_value(cut, 0, 1), tf.uint8, saturate=True).numpy()


def resize(image):
    wanted = tf.image.resize(image, (SIZE, SIZE), method="lanczos3", antialias=True)
    return tf.cast(tf.clip_by_value(tf.round(wanted), 0, 255), tf.uint8).numpy()


pictures = []
for file in ("coffee.png", "chelsea.png", "table/table_00.png"):
    image = np.asarray(Image.open(fixtures / "image" / file).convert("RGB"))
    samples = crop(resize(image)).reshape(-1)[::STEP]
    pictures.append({"file": file, "samples": samples.tolist()})
golden = {"size": SIZE, "area": AREA, "step": STEP, "pictures": pictures}
(fixtures / "golden/openvla-centre-crop.json").write_text(json.dumps(golden) + "\n")
