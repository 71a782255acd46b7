"""The Python interface: one function, wired on first use."""

from functools import cache

from assistant.model.debrief import Answer, Debrief, Withheld
from assistant.model.text import Reflection


def debrief(reflection: Reflection, *, answer: Answer | None = None) -> Debrief | Withheld:
    """Turn one reflection into a debrief, or say why not; settings come from the environment.

    Args:
        reflection: what the clinician wrote.
        answer: the writer's own answer to a card, which re-routes once.

    Raises:
        ReflectionError: the text cannot be taken as it is.
        SetupError: a model or the index is missing or wrong.

    """
    from assistant import pipeline  # noqa: PLC0415 - loading models takes seconds; importing us must not

    return pipeline.debrief(reflection, ports=_ports(), answer=answer)


@cache
def _ports():  # type: ignore[no-untyped-def]  # noqa: ANN202 - Ports, imported late for the same reason
    from assistant.bootstrap import build_ports  # noqa: PLC0415
    from assistant.settings import Settings  # noqa: PLC0415

    return build_ports(Settings())
