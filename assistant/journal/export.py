"""Everything that was kept, in an open format; readable by anyone who holds the file."""

import json
from collections.abc import Iterable, Iterator

from assistant.journal.records import KeptReflection


def as_json_lines(kept: Iterable[KeptReflection]) -> Iterator[str]:
    """One JSON object a reflection."""
    for one in kept:
        yield json.dumps(one.model_dump(mode="json"), ensure_ascii=False) + "\n"


def as_markdown(kept: Iterable[KeptReflection]) -> Iterator[str]:
    """One section a reflection."""
    yield "# Journal\n"
    for one in kept:
        themes = ", ".join(t.value.replace("_", " ") for t in one.themes) or "none found"
        yield f"\n## {one.on.isoformat()}: {one.title}\n\nThemes: {themes}\n\n{one.text}\n"
