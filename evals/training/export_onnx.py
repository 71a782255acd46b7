"""Write an encoder as int8 ONNX; like `fine_tune`, it needs torch.

`fine_tune` calls it for what it trained; by itself it quantises the embedder, MiniLM as it is published:

    python -m evals.training.export_onnx --start MINILM_FOLDER --out assistant/weights/embedder.onnx
"""

import argparse
from pathlib import Path

import torch
from torch import nn
from transformers import BertModel


def export(encoder, path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    class Plain(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, input_ids, attention_mask, token_type_ids):
            return self.encoder(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
            ).last_hidden_state

    encoder.config._attn_implementation = "eager"
    plain = Plain().cpu().eval().float()
    sample = torch.ones(1, 8, dtype=torch.long)
    raw = path.with_suffix(".fp32.onnx")
    dims = {n: {0: "batch", 1: "length"} for n in ("input_ids", "attention_mask", "token_type_ids", "hidden")}
    torch.onnx.export(
        plain,
        (sample, sample, torch.zeros_like(sample)),
        str(raw),
        input_names=["input_ids", "attention_mask", "token_type_ids"],
        output_names=["hidden"],
        dynamic_axes=dims,
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(str(raw), str(path), weight_type=QuantType.QInt8, per_channel=True)
    raw.unlink()
    print(path, path.stat().st_size, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    export(BertModel.from_pretrained(options.start, add_pooling_layer=False), options.out)


if __name__ == "__main__":
    main()
