"""What a tired person's keyboard does to a text, with every authored span kept true."""

import random
import re
from typing import Any

from evals.training.labels import ROUTES

Row = dict[str, Any]
SPANNED = ("findings", "identifiers", "decoys", "sentences")
DROPPED = str.maketrans("", "", "'’")


def varied(row: Row, rng: random.Random) -> Row:
    """The same case in another typing: lower case, no commas, capitals, typos, other quotes."""
    text = row["text"] if "text" in row else row["query"]
    edits: list[tuple[int, int, str]] = []
    kind = rng.random()
    if kind < 0.25:  # typos keep case
        edits = list(_typos(text, rng))
    elif kind < 0.4:
        edits = [(m.start(), m.end(), "") for m in re.finditer(r"[,'’]", text)]
    changed, move = _apply(text, edits)
    if 0.2 < kind < 0.5:
        changed = changed.lower()
    elif kind > 0.97:
        changed = changed.upper() if len(changed.upper()) == len(changed) else changed
    out = dict(row)
    out["text" if "text" in row else "query"] = changed
    for field in SPANNED:
        if field in row:
            out[field] = [{**s, "start": move(s["start"]), "end": move(s["end"])} for s in row[field]]
    return out


def composed(rows: list[Row], rng: random.Random) -> Row:
    """Several short cases as one longer reflection, so that a finding lies buried among others."""
    short = [r for r in rng.sample(rows, 12) if len(r["text"]) < 500]
    parts = short[: rng.choice((2, 2, 3, 4))]
    text, findings = "", []
    for part in parts:
        text += rng.choice((" ", "\n", "\n\n")) if text else ""
        findings += [
            {**f, "start": f["start"] + len(text), "end": f["end"] + len(text)} for f in part["findings"]
        ]
        text += part["text"]
    routes = {p["route"] for p in parts}
    if len(routes) > 1:
        routes.discard("decline")
    return {"text": text, "findings": findings, "route": min(routes, key=ROUTES.index)}


def _typos(text: str, rng: random.Random) -> list[tuple[int, int, str]]:
    edits = []
    for m in re.finditer(r"[a-z]{4,}", text):
        if rng.random() < 0.06:
            at = m.start() + rng.randrange(1, len(m[0]) - 1)
            a, b = text[at], text[at + 1]
            edits.append((at, at + 2, rng.choice((b + a, a, a + a + b, b))))
    return edits


def _apply(text: str, edits: list[tuple[int, int, str]]) -> tuple[str, Any]:
    """The edited text, and where each old offset lies in it."""
    out, pos, shifts, total = [], 0, [], 0
    for start, end, new in edits:
        out += [text[pos:start], new]
        pos = end
        total += len(new) - (end - start)
        shifts.append((end, total))
    out.append(text[pos:])

    def move(offset: int) -> int:
        return offset + next((t for at, t in reversed(shifts) if at <= offset), 0)

    return "".join(out), move
