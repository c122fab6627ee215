"""hf/ to ONNX with cross attentions among the decoder's outputs (optimum, opset 17)."""

from optimum.exporters.onnx import main_export
from optimum.exporters.onnx.model_configs import WhisperOnnxConfig
from optimum.exporters.onnx.base import ConfigBehavior
from transformers import AutoConfig


class C(WhisperOnnxConfig):
    @property
    def outputs(self):
        o = super().outputs
        if self._behavior is ConfigBehavior.DECODER:
            for i in range(self._config.decoder_layers):
                o[f"cross_attentions.{i}"] = {
                    0: "batch_size",
                    2: "decoder_sequence_length",
                    3: "encoder_sequence_length / 2",
                }
        return o


cfg = AutoConfig.from_pretrained("hf")
oc = C(config=cfg, task="automatic-speech-recognition", use_past=True)


def g(b, past=False):
    c = C(config=cfg, task="automatic-speech-recognition", use_past=True, use_past_in_inputs=past)
    return c


custom = {
    "encoder_model": oc.with_behavior("encoder"),
    "decoder_model": oc.with_behavior("decoder", use_past=True, use_past_in_inputs=False),
    "decoder_with_past_model": oc.with_behavior("decoder", use_past=True, use_past_in_inputs=True),
}
main_export(
    "hf",
    output="onnx_ts",
    task="automatic-speech-recognition-with-past",
    no_post_process=False,
    model_kwargs={"output_attentions": True},
    custom_onnx_configs=custom,
    opset=17,
)
