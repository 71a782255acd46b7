"""`make schemas`: publish the JSON schema of every command's output into docs/contract."""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from assistant.cli.prep import PrepResult
from assistant.cli.setup import DoctorResult, SetupResult
from assistant.model.contract import (
    DeidentifyResult,
    EntryList,
    ErrorLine,
    ScreenResult,
    SearchResult,
    ThemesResult,
    VerifyResult,
)
from assistant.model.debrief import Outcome
from assistant.model.receipt import Receipt, ReplayResult
from assistant.supervision.agenda import SharedCopy

FOLDER = Path(__file__).parents[2] / "docs" / "contract"
OUTPUTS: dict[str, type[BaseModel]] = {
    "debrief": Outcome,
    "deidentify": DeidentifyResult,
    "screen": ScreenResult,
    "themes": ThemesResult,
    "search": SearchResult,
    "verify": VerifyResult,
    "kb-list": EntryList,
    "prep": PrepResult,
    "prep-share": SharedCopy,
    "receipt": Receipt,
    "replay": ReplayResult,
    "error": ErrorLine,
    "doctor": DoctorResult,
    "setup": SetupResult,
}


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of what the model prints; a field may be added, so unknown ones are allowed."""
    schema: dict[str, Any] = _open(model.model_json_schema(mode="serialization"))
    return schema


def _open(part: Any) -> Any:
    """The same without what forbids a field that a later version adds."""
    if isinstance(part, list):
        return [_open(p) for p in part]
    if not isinstance(part, dict):
        return part
    return {k: _open(v) for k, v in part.items() if (k, v) != ("additionalProperties", False)}


def main() -> None:
    """Write every schema."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, model in OUTPUTS.items():
        text = json.dumps(schema_of(model), indent=1, sort_keys=True) + "\n"
        (FOLDER / f"{name}.schema.json").write_text(text, encoding="utf-8")
        print(f"docs/contract/{name}.schema.json")


if __name__ == "__main__":
    main()
