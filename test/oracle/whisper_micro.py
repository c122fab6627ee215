"""Makes the whisper-micro checkpoint: random weights, the real multilingual tokenizer and control tokens."""

import torch, json, numpy as np, shutil, os, sys
from transformers.convert_slow_tokenizer import TikTokenConverter
from transformers import (
    WhisperConfig,
    WhisperForConditionalGeneration,
    WhisperFeatureExtractor,
    WhisperTokenizerFast,
    GenerationConfig,
    PreTrainedTokenizerFast,
)
import whisper.tokenizer as wt, whisper

langs = list(wt.LANGUAGES)[:99]
sp = (
    ["<|endoftext|>", "<|startoftranscript|>"]
    + [f"<|{l}|>" for l in langs]
    + [
        "<|translate|>",
        "<|transcribe|>",
        "<|startoflm|>",
        "<|startofprev|>",
        "<|nospeech|>",
        "<|notimestamps|>",
    ]
)
c = TikTokenConverter(
    vocab_file="multilingual.tiktoken",
    pattern=r"""'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+""",
    add_prefix_space=False,
    additional_special_tokens=sp,
)
try:
    tk = c.converted()
except Exception as e:
    print("E", e)
    raise
print(
    tk.get_vocab_size(),
    tk.token_to_id("<|startoftranscript|>"),
    tk.token_to_id("<|notimestamps|>"),
    tk.token_to_id("<|en|>"),
)
ref = wt.get_tokenizer(True, num_languages=99)
for s in ["Hello world, it's 1234!", "東京は日本の首都です。", "Ça va? Très bien — merci…"]:
    assert tk.encode(s, add_special_tokens=False).ids == ref.encode(s), (
        s,
        tk.encode(s, add_special_tokens=False).ids,
        ref.encode(s),
    )
torch.manual_seed(11)
cfg = WhisperConfig(
    vocab_size=51865,
    d_model=32,
    encoder_layers=2,
    decoder_layers=2,
    encoder_attention_heads=2,
    decoder_attention_heads=2,
    encoder_ffn_dim=128,
    decoder_ffn_dim=128,
    num_mel_bins=80,
    max_source_positions=1500,
    max_target_positions=448,
    bos_token_id=50257,
    eos_token_id=50257,
    pad_token_id=50257,
    decoder_start_token_id=50258,
    init_std=0.5,
)
m = WhisperForConditionalGeneration(cfg).eval()
L = {f"<|{l}|>": 50259 + i for i, l in enumerate(langs)}
sup = sorted(set(ref.non_speech_tokens) | {50358, 50359, 50360, 50361, 50362, 50258})
m.generation_config = GenerationConfig(
    alignment_heads=[[1, 0], [1, 1]],
    begin_suppress_tokens=[220, 50257],
    suppress_tokens=sup,
    bos_token_id=50257,
    eos_token_id=50257,
    pad_token_id=50257,
    decoder_start_token_id=50258,
    is_multilingual=True,
    lang_to_id=L,
    task_to_id={"transcribe": 50359, "translate": 50358},
    max_initial_timestamp_index=50,
    max_length=448,
    no_timestamps_token_id=50363,
    prev_sot_token_id=50361,
    return_timestamps=False,
)
m.save_pretrained("hf")
WhisperFeatureExtractor(feature_size=80).save_pretrained("hf")
tk.save("hf/tokenizer.json")
