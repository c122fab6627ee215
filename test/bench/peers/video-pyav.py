"""PyAV: decodes all and keeps the frames on screen at the moments; key frames only; or seeks. Argument: threads."""

import json
import pathlib
import sys

import av
import cv2

THREADS = int(sys.argv[1])
cv2.setNumThreads(THREADS)
AHEAD = 1e-6


def open_stream(job):
    container = av.open(job["video"])
    stream = container.streams.video[0]
    stream.thread_type = "AUTO"
    stream.codec_context.thread_count = THREADS
    if job["keyframesOnly"]:
        stream.codec_context.skip_frame = "NONKEY"
    return container, stream


def save(frame, job, frames):
    width = job.get("maximumWidth")
    if width:
        frame = frame.reformat(width=width, height=round(frame.height * width / frame.width))
    file = pathlib.Path(job["folder"]) / f"frame-{len(frames):06}.jpg"
    cv2.imwrite(str(file), frame.to_ndarray(format="bgr24"), [cv2.IMWRITE_JPEG_QUALITY, 90])
    frames.append({"seconds": float(frame.time), "file": str(file)})


def on_screen(decoded, moments):
    """The last frame that starts by each moment; each once."""
    shown, place = None, 0
    for frame in decoded:
        if shown is not None and place < len(moments) and frame.time > moments[place] + AHEAD:
            yield shown
            while place < len(moments) and frame.time > moments[place] + AHEAD:
                place += 1
        shown = frame
    if shown is not None and place < len(moments):
        yield shown


def seek(container, stream, moments):
    for moment in moments:
        container.seek(int(moment / stream.time_base), stream=stream)
        yield from on_screen(until(container.decode(stream), moment), [moment])


def until(decoded, moment):
    for frame in decoded:
        yield frame
        if frame.time > moment + AHEAD:
            return


print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    job, frames = json.loads(line), []
    container, stream = open_stream(job)
    decoded = (
        seek(container, stream, job["moments"])
        if job.get("count")
        else on_screen(container.decode(stream), job["moments"])
    )
    for frame in decoded:
        save(frame, job, frames)
    container.close()
    print(json.dumps({"frames": frames}), flush=True)
