"""test/fixtures/golden/video-scores.json: what PySceneDetect sees in whole videos, frame by frame.

Run in test/oracle. Needs opencv-python-headless 5.0, scenedetect==0.7.2 and av 18; `edited.mp4` is made
with the ffmpeg of this package where it is not there yet.
"""

import json
import pathlib
import subprocess

from scenedetect import AdaptiveDetector, ContentDetector, SceneManager, StatsManager, open_video

VIDEOS = pathlib.Path("../fixtures/video")
FFMPEG = "../../node_modules/@ffmpeg-installer/linux-x64/ffmpeg"
RATIO = "adaptive_ratio (w=2)"

# Cuts, a quick pan, a fade through black, a single white frame: parts of 1 to 2 s.
PARTS = """
[0:v]split=2[bunny1][bunny2];[1:v]split=3[bikes1][bikes2][bikes3];
[bunny1]trim=0:1.2,setpts=PTS-STARTPTS,SHAPE[a];
[bikes1]trim=0:1,setpts=PTS-STARTPTS,SHAPE,fade=t=out:st=0.6:d=0.4[b];
[2:v]fps=25,trim=0:1.6,setpts=PTS-STARTPTS,SHAPE,fade=t=in:st=0:d=0.4[c];
[bunny2]trim=2:3.2,setpts=PTS-STARTPTS,scale=640:360,crop=320:180:x='mod(n*24,320)':y=90,fps=25,setsar=1[d];
[bikes2]trim=3.2:4.4,setpts=PTS-STARTPTS,SHAPE,drawbox=color=white:t=fill:enable='eq(n,20)'[e];
[bikes3]trim=6:6.4,setpts=PTS-STARTPTS,SHAPE[f];
[a][b][c][d][e][f]concat=n=6:v=1:a=0,format=yuv420p
""".replace("\n", "").replace("SHAPE", "scale=320:180,setsar=1")


def make_edited(target):
    inputs = [["-i", str(VIDEOS / name)] for name in ("bigbuckbunny.mp4", "bikes.mp4", "carphone_pristine.mp4")]
    command = [FFMPEG, "-v", "error", *sum(inputs, []), "-filter_complex", PARTS]
    command += ["-an", "-c:v", "libx264", "-preset", "slow", "-crf", "26", "-threads", "1", str(target)]
    subprocess.run(command, check=True)


def scores(video):
    stats = StatsManager()
    manager = SceneManager(stats)
    manager.add_detector(AdaptiveDetector())
    manager.detect_scenes(open_video(str(video), backend="pyav"))
    # The first frame has none.
    track = [stats.get_metrics(frame, ["content_val", RATIO]) for frame in sorted(stats._frame_metrics)]
    return {
        "content": [0] + [round(content, 3) for content, _ in track],
        "adaptiveRatio": [None] + [None if ratio is None else round(ratio, 3) for _, ratio in track],
    }


def scenes(video, detector):
    manager = SceneManager()
    manager.add_detector(detector)
    manager.detect_scenes(open_video(str(video), backend="pyav"))
    return [[start.seconds, end.seconds] for start, end in manager.get_scene_list()]


def describe(video):
    return {
        **scores(video),
        "contentScenes": scenes(video, ContentDetector()),
        "adaptiveScenes": scenes(video, AdaptiveDetector()),
    }


edited = VIDEOS / "edited.mp4"
if not edited.exists():
    make_edited(edited)
names = ("bigbuckbunny.mp4", "bikes.mp4", "carphone_pristine.mp4", "edited.mp4")
golden = {name: describe(VIDEOS / name) for name in names}
pathlib.Path("../fixtures/golden/video-scores.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
