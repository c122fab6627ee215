"""whisper-micro: language probabilities and tokens by openai-whisper 20250625 (PyTorch, 32-bit)."""

import json, sys, os, torch, whisper, numpy as np
from whisper.model import ModelDimensions, Whisper
from transformers import WhisperForConditionalGeneration
from whisper_names import openai_weights

CK, MEDIA, OUT = sys.argv[1:4]
hf = WhisperForConditionalGeneration.from_pretrained(CK)
c = hf.config


m = Whisper(
    ModelDimensions(
        80,
        1500,
        c.d_model,
        c.encoder_attention_heads,
        c.encoder_layers,
        c.vocab_size,
        448,
        c.d_model,
        c.decoder_attention_heads,
        c.decoder_layers,
    )
)
m.load_state_dict(openai_weights(hf))
m.eval()
tok = whisper.tokenizer.get_tokenizer(True, num_languages=99)
out = {
    "tokenizer": [
        {"text": s, "ids": tok.encode(s)}
        for s in [
            "Hello world, it's 1234!",
            "東京は日本の首都です。",
            "Ça va? Très bien — merci…",
            " naïve café 🙂",
            "Привет, мир",
            "안녕하세요 세계",
        ]
    ],
    "suppressed": sorted(
        set(tok.non_speech_tokens)
        | {tok.transcribe, tok.translate, tok.sot, tok.sot_prev, tok.sot_lm, tok.no_speech}
    ),
    "decode": [],
}
for f in ("jfk.flac", "french.wav", "german.wav"):
    mel = whisper.log_mel_spectrogram(
        whisper.pad_or_trim(whisper.load_audio(os.path.join(MEDIA, f)))
    )
    _, p = m.detect_language(mel)
    top = sorted(p.items(), key=lambda x: -x[1])[:3]
    for o in (
        dict(language="fr", task="transcribe", without_timestamps=True),
        dict(language="fr", task="translate", without_timestamps=True),
        dict(language="de", task="transcribe", without_timestamps=False),
        dict(
            language="en",
            task="transcribe",
            without_timestamps=False,
            prompt="Bonjour, ceci est un test",
        ),
        dict(language="en", task="transcribe", without_timestamps=True, beam_size=5),
        dict(language="fr", task="transcribe", without_timestamps=False, beam_size=3, patience=2.0),
    ):
        d = whisper.decode(
            m, mel, whisper.DecodingOptions(fp16=False, sample_len=40, temperature=0.0, **o)
        )
        out["decode"].append(
            dict(
                file=f,
                detected=top,
                options=o,
                sample_len=40,
                tokens=[int(t) for t in d.tokens],
                avg_logprob=round(float(d.avg_logprob), 5),
                no_speech_prob=float(d.no_speech_prob),
                compression_ratio=round(float(d.compression_ratio), 5),
            )
        )
json.dump(out, open(OUT, "w"), indent=1, ensure_ascii=False)
for d in out["decode"][:6]:
    print(d["detected"][0], d["options"], d["tokens"][:12], d["no_speech_prob"])
