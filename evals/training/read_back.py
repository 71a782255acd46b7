"""Read a committed int8 encoder back into float weights, so that training can go on from it. Needs torch and onnx.

python -m evals.training.read_back --encoder assistant/weights/reader.onnx --start MINILM_FOLDER --out FOLDER
"""

import argparse
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import load_file, save_file

TABLES = ("token_type_embeddings", "position_embeddings")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="MiniLM: word vectors, which never change")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    state = read_back(onnx.load(str(options.encoder)).graph)
    first = load_file(str(options.start / "model.safetensors"))
    state["embeddings.word_embeddings.weight"] = first["embeddings.word_embeddings.weight"].float()
    save_file({k: v.contiguous() for k, v in state.items()}, str(options.out / "model.safetensors"))
    shutil.copy(options.start / "config.json", options.out)


def read_back(graph):
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}

    def floats(name):
        zero = arrays[f"{name}_zero_point"].astype(np.float32)
        return torch.tensor((arrays[f"{name}_quantized"].astype(np.float32) - zero) * arrays[f"{name}_scale"])

    state = {
        name.removeprefix("encoder."): torch.tensor(array)
        for name, array in arrays.items()
        if name.startswith("encoder.") and array.dtype == np.float32 and array.ndim and "_scale" not in name
    }
    for table in TABLES:
        state[f"embeddings.{table}.weight"] = floats(f"encoder.embeddings.{table}.weight")
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.input[1].startswith("onnx::"):
            layer = node.name[node.name.index("layer.") :].rsplit("/MatMul", 1)[0].replace("/", ".")
            state[f"encoder.{layer}.weight"] = floats(node.input[1].removesuffix("_quantized")).T
    return state


if __name__ == "__main__":
    main()
