"""Reference results for Transcribe, from openai-whisper 20250625 and transformers, fp32 tiny.en."""

import whisper, torch, json, numpy as np, re, sys, hashlib
from whisper.model import ModelDimensions, Whisper
from transformers import WhisperForConditionalGeneration
from whisper_names import openai_weights

hf = WhisperForConditionalGeneration.from_pretrained("hf")


m = Whisper(ModelDimensions(80, 1500, 384, 6, 4, 51864, 448, 384, 6, 4))
r = m.load_state_dict(openai_weights(hf), strict=False)
print(r)
m.set_alignment_heads(whisper._ALIGNMENT_HEADS["tiny.en"])
m.eval()
if __name__ == "__main__":
    out = {}
    for f in sys.argv[2:]:
        a = whisper.load_audio(f)
        mel = whisper.log_mel_spectrogram(whisper.pad_or_trim(torch.from_numpy(a))).numpy()
        d = m.transcribe(
            a, word_timestamps=True, fp16=False, temperature=0.0, condition_on_previous_text=True
        )
        nt = whisper.decode(
            m,
            torch.from_numpy(mel),
            whisper.DecodingOptions(without_timestamps=True, fp16=False, language="en"),
        )
        out[f.split("/")[-1]] = dict(
            duration=len(a) / 16000,
            text=d["text"],
            segments=[
                {
                    k: (round(v, 4) if isinstance(v, float) else v)
                    for k, v in s.items()
                    if k != "words"
                }
                | {
                    "words": [
                        {k: (round(float(v), 4) if k != "word" else v) for k, v in w.items()}
                        for w in s["words"]
                    ]
                }
                for s in d["segments"]
            ],
            greedy_no_timestamps=dict(
                tokens=[int(t) for t in nt.tokens],
                text=nt.text,
                avg_logprob=float(nt.avg_logprob),
                no_speech_prob=float(nt.no_speech_prob),
                compression_ratio=float(nt.compression_ratio),
            ),
            log_mel=dict(
                shape=list(mel.shape),
                mean=float(mel.mean()),
                std=float(mel.std()),
                samples=[
                    [int(i), int(j), float(mel[i, j])]
                    for i, j in [
                        (0, 0),
                        (0, 100),
                        (10, 50),
                        (40, 200),
                        (40, 999),
                        (79, 10),
                        (79, 2999),
                        (5, 1500),
                    ]
                ],
            ),
        )
        print(f, d["text"])
    json.dump(out, open(sys.argv[1], "w"), indent=1, ensure_ascii=False)
