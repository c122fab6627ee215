"""Writes test/fixtures/golden/policy-wire.json: what json_numpy, msgpack and openpi's own client put on the wire.

Needs json_numpy==2.1.1, msgpack, openpi-client, numpy and pillow.
"""

import base64
import json
import pathlib

import json_numpy
import msgpack
import numpy as np
from openpi_client import image_tools, msgpack_numpy
from PIL import Image

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = ROOT / "test/fixtures/golden/policy-wire.json"
TABLE = ROOT / "test/fixtures/image/table/table_00.png"


def compact(value):
    """JSON as JavaScript writes it: without spaces, letters as they are."""
    return json.dumps(value, default=json_numpy.default, separators=(",", ":"), ensure_ascii=False)


def plain(array):
    """An array as the tests describe it."""
    array = np.asarray(array)
    return {
        "dtype": array.dtype.str,
        "shape": list(array.shape),
        "bytes": base64.b64encode(np.ascontiguousarray(array).tobytes()).decode(),
        "numbers": [float(value) for value in array.ravel()],
    }


def picture(height, width, seed):
    """Bytes in a fixed pattern."""
    count = height * width * 3
    return ((np.arange(count) * 37 + seed * 11) % 256).astype(np.uint8).reshape(height, width, 3)


def json_arrays():
    arrays = [
        np.array([0.5, -1.0]),
        np.array([1.0, -2.0], np.float32),
        np.array([[1, -2], [3, 2**40]], np.int64),
        picture(2, 3, 1),
        np.float32(0.25),
        np.zeros((0, 7)),
    ]
    return [{"array": plain(array), "json": compact(array)} for array in arrays]


def act_requests():
    image = picture(4, 4, 2)
    wrist = picture(4, 4, 3)
    state = np.array([0.1, -0.2, 0.3, 0, 0, 0, 0.04, -0.04])
    vla = {"image": image, "instruction": "pick up the rüd cup", "unnorm_key": "bridge_orig"}
    oft = {"full_image": image, "wrist_image": wrist, "state": state, "instruction": "open it"}
    pictures = {"image": plain(image), "wrist": plain(wrist)}
    return {
        "pictures": pictures,
        "state": state.tolist(),
        "openVla": compact(vla),
        "openVlaEncoded": compact({"encoded": compact(vla)}),
        "openVlaOft": compact(oft),
    }


def act_replies():
    action = np.array([0.01, -0.02, 0.03, 0.1, -0.2, 0.3, 0.996])
    chunk = [action * scale for scale in (1.0, 0.5)]
    # As a server in Python writes it, spaces and all.
    return {
        "action": action.tolist(),
        "plain": json_numpy.dumps(action),
        "encoded": json.dumps(json_numpy.dumps(action)),
        "chunk": [step.tolist() for step in chunk],
        "chunkPlain": json_numpy.dumps(chunk),
        "chunkEncoded": json.dumps(json_numpy.dumps(chunk)),
    }


def packed(message):
    return base64.b64encode(msgpack_numpy.packb(message)).decode()


def observations():
    image, wrist = picture(4, 4, 4), picture(4, 4, 5)
    state = np.array([0.1, -0.2, 0.3, 0, 0, 0, 0.04, -0.04])
    droid = np.array([0.1, -0.2, 0.3, -0.4, 0.5, -0.6, 0.7, 0.25])
    aloha = np.arange(14) / 10
    views = [np.ascontiguousarray(np.transpose(picture(4, 4, n), (2, 0, 1))) for n in range(6, 10)]
    names = ["cam_high", "cam_low", "cam_left_wrist", "cam_right_wrist"]
    prompt = "put the rüd cup away"
    messages = {
        "libero": {
            "observation/image": image,
            "observation/wrist_image": wrist,
            "observation/state": state,
            "prompt": prompt,
        },
        "droid": {
            "observation/exterior_image_1_left": image,
            "observation/wrist_image_left": wrist,
            "observation/joint_position": droid[:7],
            "observation/gripper_position": droid[7:],
            "prompt": prompt,
        },
        "aloha": {
            "images": dict(zip(names, views, strict=True)),
            "state": aloha,
            "prompt": prompt,
        },
    }
    return {
        "prompt": prompt,
        "pictures": {"image": plain(image), "wrist": plain(wrist)},
        "views": {name: plain(view) for name, view in zip(names, views, strict=True)},
        "states": {"libero": state.tolist(), "droid": droid.tolist(), "aloha": aloha.tolist()},
        "packed": {name: packed(message) for name, message in messages.items()},
    }


def values():
    """Everything that Python packs, beside arrays; each is packed and read back the same."""
    plain_values = [
        None, True, False, 0, 127, 128, 255, 256, 65535, 65536, 2**32 - 1, 2**32, 2**53 - 1,
        -1, -32, -33, -128, -129, -32768, -32769, -(2**31), -(2**31) - 1, 0.5, -1e300,
        "", "a" * 31, "a" * 32, "ü" * 200, [], list(range(20)), {}, {"a": {"b": [1, 2.5]}},
        {f"key {n}": n for n in range(20)},
    ]
    return [{"value": value, "packed": packed(value)} for value in plain_values]


def replies():
    actions = (np.arange(21).reshape(3, 7) / 20).astype(np.float32)
    doubles = np.arange(16).reshape(2, 8) / 7
    reply = {
        "actions": actions,
        "policy_timing": {"infer_ms": 12.5},
        "server_timing": {"infer_ms": np.float32(13.25), "prev_total_ms": np.float64(14.5)},
    }
    bytes_keys = {b"actions": doubles, b"more": [b"raw", np.int64(7), np.bool_(True)]}
    kinds = ["|u1", "|i1", "|b1", "<u2", "<i2", "<u4", "<i4", "<u8", "<i8", "<f4", "<f8"]
    return {
        "metadata": packed({}),
        "metadataFull": packed({"reset_pose": [0, -1.5, 1.5], "action_dim": np.int64(7)}),
        "actions": plain(actions),
        "float32": packed(reply),
        "doubles": plain(doubles),
        "bytesKeys": packed(bytes_keys),
        "kinds": [
            {"array": plain(np.array([[0, 1, 100]], kind)), "packed": packed(np.array([[0, 1, 100]], kind))}
            for kind in kinds
        ],
        "float16": packed({"actions": np.zeros((1, 7), np.float16)}),
        "bigEndian": packed({"actions": np.zeros((1, 7), ">f4")}),
        "timestamp": base64.b64encode(msgpack.packb({"at": msgpack.Timestamp(1)})).decode(),
        "notANumber": packed({"actions": np.array([[0, np.nan, 0, 0, 0, 0, 0]])}),
    }


def padded():
    """A picture in openpi's way into a square: its client's own code."""
    image = np.asarray(Image.open(TABLE).convert("RGB"))
    wide, tall = image[40:120], image[:, 30:101]
    return [
        {"box": box, "pixels": base64.b64encode(image_tools.resize_with_pad(part, 32, 32).tobytes()).decode()}
        for box, part in (([0, 40, image.shape[1], 80], wide), ([30, 0, 71, image.shape[0]], tall))
    ]


TARGET.write_text(
    json.dumps(
        {
            "jsonArrays": json_arrays(),
            "actRequests": act_requests(),
            "actReplies": act_replies(),
            "observations": observations(),
            "values": values(),
            "replies": replies(),
            "padded": padded(),
        },
        ensure_ascii=False,
        indent="\t",
    )
    + "\n"
)
