"""Hugging Face names of Whisper's weights to openai-whisper's."""


def openai_name(k):
    """The reference's name of a weight of a Hugging Face checkpoint."""
    k = k.replace("model.", "", 1)
    for a, b in (
        ("layers", "blocks"),
        ("fc1", "mlp.0"),
        ("fc2", "mlp.2"),
        ("final_layer_norm", "mlp_ln"),
        ("encoder_attn_layer_norm", "cross_attn_ln"),
        ("self_attn_layer_norm", "attn_ln"),
        ("encoder_attn", "cross_attn"),
        ("self_attn", "attn"),
        ("q_proj", "query"),
        ("k_proj", "key"),
        ("v_proj", "value"),
        ("out_proj", "out"),
        ("embed_tokens", "token_embedding"),
        ("encoder.embed_positions.weight", "encoder.positional_embedding"),
        ("decoder.embed_positions.weight", "decoder.positional_embedding"),
        ("encoder.layer_norm", "encoder.ln_post"),
        ("decoder.layer_norm", "decoder.ln"),
    ):
        k = k.replace(a, b)
    return k


def openai_weights(hf):
    """All weights of a Hugging Face Whisper, under the reference's names."""
    return {openai_name(k): v for k, v in hf.state_dict().items() if k != "proj_out.weight"}
