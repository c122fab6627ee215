"""OpenCV: every frame read and every int(rate)-th kept, or seeking by time. Argument: threads."""

import json
import pathlib
import sys

import cv2

THREADS = int(sys.argv[1])
cv2.setNumThreads(THREADS)


def save(image, job, frames, seconds):
    width = job.get("maximumWidth")
    if width:
        height = round(image.shape[0] * width / image.shape[1])
        image = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
    file = pathlib.Path(job["folder"]) / f"frame-{len(frames):06}.jpg"
    cv2.imwrite(str(file), image, [cv2.IMWRITE_JPEG_QUALITY, 90])
    frames.append({"seconds": seconds, "file": str(file)})


def read_all(capture, job):
    frames, index = [], 0
    step = int(capture.get(cv2.CAP_PROP_FPS))
    while True:
        ok, image = capture.read()
        if not ok:
            return frames
        if index % step == 0:
            save(image, job, frames, index / capture.get(cv2.CAP_PROP_FPS))
        index += 1


def seek(capture, job):
    frames = []
    for seconds in job["moments"]:
        capture.set(cv2.CAP_PROP_POS_MSEC, seconds * 1000)
        ok, image = capture.read()
        if ok:
            save(image, job, frames, seconds)
    return frames


print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    job = json.loads(line)
    capture = cv2.VideoCapture(job["video"], cv2.CAP_FFMPEG, [cv2.CAP_PROP_N_THREADS, THREADS])
    frames = seek(capture, job) if job.get("count") else read_all(capture, job)
    capture.release()
    print(json.dumps({"frames": frames}), flush=True)
