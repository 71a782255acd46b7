"""`make schemas`: publish the JSON schema of every command's output into docs/contract."""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

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
from assistant.supervision.agenda import Agenda

FOLDER = Path(__file__).parents[2] / "docs" / "contract"
OUTPUTS: dict[str, type[BaseModel]] = {
    "debrief": Outcome,
    "deidentify": DeidentifyResult,
    "screen": ScreenResult,
    "themes": ThemesResult,
    "search": SearchResult,
    "verify": VerifyResult,
    "kb-list": EntryList,
    "prep": Agenda,
    "receipt": Receipt,
    "replay": ReplayResult,
    "error": ErrorLine,
}


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of what the model prints; a field may be added, so unknown ones are allowed."""
    return model.model_json_schema(mode="serialization")


def main() -> None:
    """Write every schema."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, model in OUTPUTS.items():
        text = json.dumps(schema_of(model), indent=1, sort_keys=True) + "\n"
        (FOLDER / f"{name}.schema.json").write_text(text, encoding="utf-8")
        print(f"docs/contract/{name}.schema.json")


if __name__ == "__main__":
    main()
