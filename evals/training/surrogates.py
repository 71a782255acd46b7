"""Other names, places, organisations and numbers in the same sentences, so that no list is memorised."""

import random
import string
from pathlib import Path
from typing import Any

import yaml

Row = dict[str, Any]
WORDS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "surrogates.yaml").read_text(encoding="utf-8")
)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
KEEP = 0.25
"""Share of identifiers left as authored: the author's own shapes matter too."""


def with_surrogates(row: Row, rng: random.Random) -> Row:
    """The case with most identifiers replaced, each consistently, and every span kept true."""
    text, identifiers, decoys = row["text"], row["identifiers"], row["decoys"]
    given: dict[tuple[str, str], str] = {}
    out, pos = "", 0
    new_identifiers, new_decoys = [], []
    for span in sorted([*identifiers, *decoys], key=lambda s: s["start"]):
        out += text[pos : span["start"]]
        said, start = text[span["start"] : span["end"]], len(out)
        if "kind" in span:
            key = (span["kind"], said.lower())
            if key not in given:
                given[key] = said if rng.random() < KEEP else surrogate(span["kind"], said, rng)
            out += given[key]
            new_identifiers.append({**span, "start": start, "end": len(out)})
        else:
            out += said
            new_decoys.append({**span, "start": start, "end": len(out)})
        pos = span["end"]
    return {**row, "text": out + text[pos:], "identifiers": new_identifiers, "decoys": new_decoys}


def surrogate(kind: str, said: str, rng: random.Random) -> str:
    """Another identifier of the same kind and shape."""
    make = {
        "NAME": _name,
        "PLACE": _place,
        "ORG": _org,
        "DATE": _date,
        "AGE": lambda _, r: str(r.randint(90, 107)),
        "EMAIL": _email,
        "HANDLE": _handle,
        "URL": _url,
    }.get(kind, shaped)
    new = make(said, rng)
    return new.lower() if said.islower() else new.upper() if said.isupper() and len(said) > 3 else new


def shaped(said: str, rng: random.Random) -> str:
    """Digits for digits and letters for letters: phone and other numbers keep their shape."""
    return "".join(
        rng.choice(string.digits) if c.isdigit() else rng.choice(string.ascii_uppercase) if c.isupper() else c
        for c in said
    )


def _name(said: str, rng: random.Random) -> str:
    words = said.split()
    if all(len(w.strip(".")) <= 1 for w in words) or (said.isupper() and len(said) <= 3):
        return shaped(said, rng)
    if len(words) == 1 and "." in said:
        return shaped(said, rng)
    first = rng.choice(WORDS["first_names"])
    if len(words) == 1:
        return rng.choice((first, first, rng.choice(WORDS["surnames"])))
    middle = f" {rng.choice(string.ascii_uppercase)}." if len(words) > 2 and rng.random() < 0.4 else ""
    return f"{first}{middle} {rng.choice(WORDS['surnames'])}"


def _place(said: str, rng: random.Random) -> str:
    if said[:1].isdigit():
        return f"{rng.randint(1, 400)} {rng.choice(WORDS['streets'])}"
    if any(c.isdigit() for c in said):
        return shaped(said, rng)
    return rng.choice(WORDS["towns"])


def _org(_: str, rng: random.Random) -> str:
    pattern = rng.choice(WORDS["organisations"])
    return pattern.replace("{town}", rng.choice(WORDS["towns"])).replace(
        "{name}", rng.choice(WORDS["surnames"])
    )


def _date(said: str, rng: random.Random) -> str:
    if not any(c.isdigit() for c in said):
        return said
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1935, 2026)
    name = MONTHS[month - 1]
    return rng.choice(
        (
            f"{day} {name}",
            f"{name} {day}",
            f"{name[:3]} {day}",
            f"{day}/{month}/{year}",
            f"{month}/{day}/{year % 100:02}",
            f"{day:02}.{month:02}.{year}",
            f"{year}-{month:02}-{day:02}",
            f"{name} {day}, {year}",
            f"the {day}th of {name}",
            f"{day} {name[:3]} {year}",
            f"{month}/{day}",
        )
    )


def _email(_: str, rng: random.Random) -> str:
    first, last = rng.choice(WORDS["first_names"]), rng.choice(WORDS["surnames"])
    local = rng.choice(
        (f"{first}.{last}", f"{first[0]}{last}", f"{last}{rng.randint(1, 99)}", f"{first}_{last}")
    )
    domain = rng.choice(
        ("gmail.com", "outlook.com", "nhs.net", "yahoo.co.uk", f"{last}.org", "hse.ie", "proton.me")
    )
    return f"{local}@{domain}".lower().replace(" ", "").replace("'", "")


def _handle(said: str, rng: random.Random) -> str:
    name = rng.choice(WORDS["first_names"]).lower().replace(" ", "")
    return (
        ("@" if said.startswith("@") else "") + name + rng.choice(("_", ".", "")) + str(rng.randint(1, 2010))
    )


def _url(said: str, rng: random.Random) -> str:
    name = rng.choice(WORDS["surnames"]).lower().replace(" ", "").replace("'", "")
    prefix = "https://" if said.startswith("http") else "www." if said.startswith("www") else ""
    return f"{prefix}{name}.{rng.choice(('org', 'com', 'co.uk', 'ie', 'org.au'))}/{rng.choice(('p', 'case', 'u', 'docs'))}/{rng.randint(1, 999)}"
