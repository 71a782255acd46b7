"""The two networks that are fine-tuned: a shared encoder with heads for one text, and one for a pair. Needs torch."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F
from transformers import BertConfig, BertModel

CLS, SEP, MASK, PAD = 101, 102, 103, 0
HIDDEN = 0.08
"""Share of word pieces that are hidden in training, so that no one word is leant on."""
N = {"findings": 12, "subject": 3, "currency": 4, "flags": 1, "facet": 11, "experiencer": 3, "intensity": 4}
N |= {"themes": 16, "approaches": 40, "kinds": 21, "labels": 6, "checks": 9, "route": 6}


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
        self.heads["doc_route"] = nn.Linear(384, N["route"])

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
        whole = [(n, d) for n, d in enumerate(batch) if {"themes", "approaches", "route"} & set(d)]
        if whole:
            x = self.drop(torch.stack([hidden[n, 1 : len(d["ids"]) + 1].mean(0) for n, d in whole]))
            for key, head, size in (("themes", "doc_themes", 16), ("approaches", "approaches", 40)):
                at = [i for i, (_, d) in enumerate(whole) if key in d]
                if at:
                    y = multi_hot([whole[i][1][key] for i in at], size, device)
                    parts.append(2 * F.binary_cross_entropy_with_logits(self.heads[head](x[at]), y))
            at = [i for i, (_, d) in enumerate(whole) if "route" in d]
            if at:
                y = torch.tensor([whole[i][1]["route"] for i in at], device=device)
                parts.append(F.cross_entropy(self.heads["doc_route"](x[at]), y))
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
            ("route", "route", 6, True, 2.0),
            ("subject", "subject", 3, True, 0.6),
            ("currency", "currency", 4, True, 0.6),
            ("flags", "flags", 1, False, 0.6),
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
