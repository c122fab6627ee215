"""Speech regions by faster-whisper 1.2.1 (Silero VAD v6), in samples at 16 kHz. Arguments: audio folder, output file."""

import glob, json, os, sys
from faster_whisper.audio import decode_audio
from faster_whisper.vad import get_speech_timestamps, VadOptions

out = {}
for f in sorted(glob.glob(sys.argv[1] + "/*")):
    a = decode_audio(f, sampling_rate=16000)
    out[os.path.basename(f)] = {
        "default": get_speech_timestamps(a, VadOptions()),
        "min_silence_500ms": get_speech_timestamps(
            a, VadOptions(min_silence_duration_ms=500, speech_pad_ms=200)
        ),
        "samples": len(a),
    }
json.dump(out, open(sys.argv[2], "w"), indent=1)
print({k: len(v["min_silence_500ms"]) for k, v in out.items()})
