"""Fine-tune the encoders from MiniLM and export them as int8 ONNX. Needs torch; the app does not.

    python -m evals.training.fine_tune --start FOLDER --data .cache/training --out FOLDER [--task reader|listener|tagger|compared|judge]

The best encoder so far is kept in FOLDER/TASK as well, so that a later run can start there.

`reader` reads one text: sentence, document and token heads share it. `listener` begins as the reader and is taught
sentences and whole texts alone, `tagger` words alone. `judge` reads evidence and a statement together; `compared` is what it begins as. Only the encoders leave this script; `fit_heads` fits the linear heads on top of
the quantised encoders, so that what is measured is what runs.
"""

import argparse
import copy
import gzip
import json
import random
import time
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional as F

from evals.training.export_onnx import export
from evals.training.networks import Judge, Reader, load_encoder


def train(model, data, *, epochs, lr, batch_size, device, seed, deadline, copy_share, kept):
    rng = random.Random(seed)
    torch.manual_seed(seed)
    model.to(device).train()
    old = [p for p in model.encoder.parameters() if p.requires_grad]
    new = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": lr}, {"params": new, "lr": 10 * lr}], weight_decay=0.01
    )
    chosen = [sampled(data["train"], copy_share, rng) for _ in range(epochs)]
    steps = sum(len(order) // batch_size + 2 for order in chosen)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=[lr, 10 * lr], total_steps=steps + 1, pct_start=0.1
    )
    average = copy.deepcopy(model.state_dict())
    best, best_state, started = float("inf"), None, time.time()
    for epoch, order in enumerate(chosen):
        batches = bucketed(order, data["train"], batch_size, rng)
        total = 0.0
        for batch in batches:
            with torch.autocast(device, dtype=torch.bfloat16):
                loss = model.loss(batch, device)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
            with torch.no_grad():
                for k, v in model.state_dict().items():
                    if k.endswith("word_embeddings.weight"):
                        continue
                    if v.dtype.is_floating_point:
                        average[k].lerp_(v, 0.005)
                    else:
                        average[k] = v
        score = dev_loss(model, average, data["dev"], device)
        mark = "*" if score < best else ""
        print(
            f"epoch {epoch} train {total / len(batches):.4f} dev {score:.4f}{mark} {time.time() - started:.0f}s",
            flush=True,
        )
        if score < best:
            best, best_state = score, {k: v.clone() for k, v in average.items()}
            save_file({k: v.clone() for k, v in encoder_state(average).items()}, str(kept))
        if time.time() - started > deadline:
            break
    model.load_state_dict(best_state)
    return model


def encoder_state(state):
    return {k.removeprefix("encoder."): v for k, v in state.items() if k.startswith("encoder.")}


def sampled(items, copy_share, rng):
    """One epoch's items in random order: of the varied copies, a share."""
    order = [n for n, d in enumerate(items) if "copy" not in d or rng.random() < copy_share]
    rng.shuffle(order)
    return order


def bucketed(order, items, batch_size, rng):
    """Batches of like length, in random order: less padding for the same mixture."""
    batches = []
    for at in range(0, len(order), 16 * batch_size):
        pool = sorted(order[at : at + 16 * batch_size], key=lambda i: length(items[i]))
        batches += [[items[i] for i in pool[n : n + batch_size]] for n in range(0, len(pool), batch_size)]
    rng.shuffle(batches)
    return batches


def length(item):
    return len(item["ids"]) if "ids" in item else len(item["a"][0]) + len(item["b"][0])


def dev_loss(model, average, dev, device):
    probe = copy.deepcopy(model)
    probe.load_state_dict(average)
    probe.eval()
    with torch.no_grad():
        losses = [float(probe.loss(dev[i : i + 64], device)) for i in range(0, len(dev), 64)]
    if isinstance(probe, Judge):
        with torch.no_grad():
            z = torch.cat([probe.logits(dev[i : i + 64], device) for i in range(0, len(dev), 64)])
        p = F.softmax(z.float(), 1)[:, 0].cpu()
        y = torch.tensor([d["label"] == 0 for d in dev])
        cut = p[y].sort().values[int(0.12 * int(y.sum()))]
        print(f"   dev: keeping 88 % of the faithful cuts {float((p[~y] < cut).float().mean()):.3f}", end=" ")
    return sum(losses) / len(losses)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--task", choices=("reader", "listener", "tagger", "compared", "judge"), required=True
    )
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--copy-share", type=float, default=0.5)
    parser.add_argument("--minutes", type=float, default=8)
    options = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    with gzip.open(options.data / f"{options.task}.json.gz", "rt") as file:
        data = json.load(file)
    encoder = load_encoder(options.start)
    model = Judge(encoder) if options.task in {"compared", "judge"} else Reader(encoder)
    options.out.mkdir(parents=True, exist_ok=True)
    folder = options.out / options.task
    folder.mkdir(exist_ok=True)
    encoder.config.to_json_file(folder / "config.json")
    train(
        model,
        data,
        epochs=options.epochs,
        lr=options.lr,
        batch_size=options.batch,
        device=device,
        seed=options.seed,
        deadline=60 * options.minutes,
        copy_share=options.copy_share,
        kept=folder / "model.safetensors",
    )
    export(model.encoder, options.out / f"{options.task}.onnx")


if __name__ == "__main__":
    main()
