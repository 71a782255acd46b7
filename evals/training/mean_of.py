"""The mean of encoders that were taught from the same beginning, as one encoder. Needs torch.

python -m evals.training.mean_of --of FOLDER FOLDER ... --name listener --out FOLDER

Each folder holds `config.json` and `model.safetensors`, as `fine_tune` and `read_back` leave them. The mean of such weights is
often better than each, at the price of one (Wortsman et al. 2022, "Model soups").
"""

import argparse
import shutil
from pathlib import Path

from safetensors.torch import load_file, save_file

from evals.training.export_onnx import export
from evals.training.networks import load_encoder


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--of", type=Path, nargs="+", required=True)
    parser.add_argument("--name", choices=("reader", "listener", "tagger", "judge"), required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    folder = options.out / options.name
    folder.mkdir(parents=True, exist_ok=True)
    states = [load_file(str(one / "model.safetensors")) for one in options.of]
    mean = {name: sum(s[name].float() for s in states) / len(states) for name in states[0]}
    save_file({name: value.contiguous() for name, value in mean.items()}, str(folder / "model.safetensors"))
    shutil.copy(options.of[0] / "config.json", folder)
    export(load_encoder(folder), options.out / f"{options.name}.onnx")


if __name__ == "__main__":
    main()
