"""Fine-tune the two encoders from MiniLM and export them as int8 ONNX. Needs torch; the app does not.

    python -m evals.training.fine_tune --start FOLDER --data .cache/training --out FOLDER [--task reader|judge]

The best encoder so far is kept in FOLDER/TASK as well, so that a later run can start there.

`reader` reads one text: sentence, document and token heads share it. `judge` reads evidence and a
statement together. Only the encoders leave this script; `fit_heads` fits the linear heads on top of
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
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional as F
from transformers import BertConfig, BertModel

from evals.training.export_onnx import export

CLS, SEP, MASK, PAD = 101, 102, 103, 0
HIDDEN = 0.08
"""Share of word pieces that are hidden in training, so that no one word is leant on."""
N = {"findings": 12, "subject": 3, "currency": 4, "flags": 2, "facet": 11, "experiencer": 3, "intensity": 4}
N |= {"themes": 16, "approaches": 40, "kinds": 21, "labels": 6, "checks": 9}


def load_encoder(start: Path) -> BertModel:
    config = BertConfig.from_pretrained(start / "config.json")
    config.type_vocab_size = 4
    config._attn_implementation = "sdpa"
    model = BertModel(config, add_pooling_layer=False)
    state = {k: v.float() for k, v in load_file(str(next(start.glob("*.safetensors")))).items()}
    types = state["embeddings.token_type_embeddings.weight"]
    if len(types) != config.type_vocab_size:
        state["embeddings.token_type_embeddings.weight"] = types[:1].repeat(4, 1)
    missing, _ = model.load_state_dict(state, strict=False)
    assert all("position_ids" in m for m in missing), missing
    model.embeddings.word_embeddings.weight.requires_grad_(False)
    return model


class Reader(nn.Module):
    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.15)
        self.heads = nn.ModuleDict({k: nn.Linear(384, n) for k, n in N.items() if k != "checks"})
        self.heads["doc_themes"] = nn.Linear(384, N["themes"])

    def loss(self, batch, device):
        ids, cases, mask = padded([([*d["ids"]], [*d["cases"]]) for d in batch], device)
        if self.training:
            ids = partly_hidden(ids)
        hidden = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=cases).last_hidden_state
        parts = []
        rows, labels = [], []
        for n, d in enumerate(batch):
            for s in d["sentences"]:
                if len(s) > 1:
                    a, b = s["at"]
                    rows.append(hidden[n, a + 1 : b + 1].mean(0))
                    labels.append(s)
        if rows:
            x = self.drop(torch.stack(rows))
            parts += self._sentence_losses(x, labels, device)
        whole = [(n, d) for n, d in enumerate(batch) if "themes" in d or "approaches" in d]
        if whole:
            x = self.drop(torch.stack([hidden[n, 1 : len(d["ids"]) + 1].mean(0) for n, d in whole]))
            for key, head, size in (("themes", "doc_themes", 16), ("approaches", "approaches", 40)):
                at = [i for i, (_, d) in enumerate(whole) if key in d]
                if at:
                    y = multi_hot([whole[i][1][key] for i in at], size, device)
                    parts.append(2 * F.binary_cross_entropy_with_logits(self.heads[head](x[at]), y))
        tagged = [(n, t) for n, d in enumerate(batch) for t in d.get("tokens", ())]
        if tagged:
            x = self.drop(torch.stack([hidden[n, t[0] + 1] for n, t in tagged]))
            kinds = torch.tensor([t[1] for _, t in tagged], device=device)
            parts.append(2 * F.cross_entropy(self.heads["kinds"](x), kinds))
            owner = torch.tensor([t[2] for _, t in tagged], device=device)
            if (owner >= 0).any():
                parts.append(F.cross_entropy(self.heads["labels"](x), owner, ignore_index=-1))
        return sum(parts)

    def _sentence_losses(self, x, labels, device):
        for key, head, size, exclusive, weight in (
            ("findings", "findings", 12, False, 3.0),
            ("subject", "subject", 3, True, 0.6),
            ("currency", "currency", 4, True, 0.6),
            ("flags", "flags", 2, False, 0.6),
            ("facet", "facet", 11, True, 0.6),
            ("experiencer", "experiencer", 3, True, 0.6),
            ("intensity", "intensity", 4, True, 0.3),
            ("themes", "themes", 16, False, 2.0),
        ):
            at = [i for i, s in enumerate(labels) if key in s]
            if not at:
                continue
            z = self.heads[head](x[at])
            values = [labels[i][key] for i in at]
            if exclusive:
                yield weight * F.cross_entropy(z, torch.tensor(values, device=device))
            else:
                y = multi_hot(values, size, device)
                yield weight * F.binary_cross_entropy_with_logits(z, y)


class Judge(nn.Module):
    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.15)
        self.head = nn.Linear(3 * 384, N["checks"])

    def logits(self, batch, device):
        rows, cuts = [], []
        for d in batch:
            b = d["b"][0][:127], d["b"][1][:127]
            room = 254 - len(b[0]) - 1
            a = d["a"][0][:room], d["a"][1][:room]
            rows.append(([*a[0], SEP, *b[0]], [*a[1], 0, *b[1]]))
            cuts.append((1 + len(a[0]), 2 + len(a[0]) + len(b[0])))
        ids, cases, mask = padded(rows, device)
        if self.training:
            ids = partly_hidden(ids)
        hidden = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=cases).last_hidden_state
        x = torch.stack(
            [
                torch.cat([hidden[n, 0], hidden[n, 1:m].mean(0), hidden[n, m + 1 : e].mean(0)])
                for n, (m, e) in enumerate(cuts)
            ]
        )
        return self.head(self.drop(x))

    def loss(self, batch, device):
        z = self.logits(batch, device)
        y = torch.tensor([d["label"] for d in batch], device=device)
        logp = F.log_softmax(z, 1)
        kept = logp[:, 0]
        cut = torch.logsumexp(logp[:, 1:], 1)
        binary = torch.where(y == 0, -kept, -cut).mean()
        return binary + 0.5 * F.nll_loss(logp, y)


def padded(rows, device):
    longest = max(len(i) for i, _ in rows) + 2
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    cases, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for n, (i, c) in enumerate(rows):
        ids[n, : len(i) + 2] = torch.tensor([CLS, *i, SEP])
        cases[n, 1 : len(c) + 1] = torch.tensor(c)
        mask[n, : len(i) + 2] = 1
    return ids.to(device), cases.to(device), mask.to(device)


def partly_hidden(ids):
    """Some word pieces replaced by the mask; the marks at the ends and between stay."""
    words = (ids != CLS) & (ids != SEP) & (ids != PAD)
    return ids.masked_fill(words & (torch.rand(ids.shape, device=ids.device) < HIDDEN), MASK)


def multi_hot(values, size, device):
    y = torch.zeros(len(values), size)
    for n, v in enumerate(values):
        y[n, v] = 1.0
    return y.to(device)


def train(model, data, *, epochs, lr, batch_size, device, seed, deadline, token_share, kept):
    rng = random.Random(seed)
    torch.manual_seed(seed)
    model.to(device).train()
    old = [p for p in model.encoder.parameters() if p.requires_grad]
    new = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": lr}, {"params": new, "lr": 10 * lr}], weight_decay=0.01
    )
    chosen = [sampled(data["train"], token_share, rng) for _ in range(epochs)]
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


def sampled(items, token_share, rng):
    """One epoch's items in random order: of the many surrogate copies for the token head, a share."""
    order = [n for n, d in enumerate(items) if "tokens" not in d or rng.random() < token_share]
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
    parser.add_argument("--task", choices=("reader", "judge"), required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--token-share", type=float, default=0.5)
    parser.add_argument("--minutes", type=float, default=8)
    options = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    with gzip.open(options.data / f"{options.task}.json.gz", "rt") as file:
        data = json.load(file)
    encoder = load_encoder(options.start)
    model = Reader(encoder) if options.task == "reader" else Judge(encoder)
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
        token_share=options.token_share,
        kept=folder / "model.safetensors",
    )
    export(model.encoder, options.out / f"{options.task}.onnx")


if __name__ == "__main__":
    main()
