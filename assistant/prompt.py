"""Prompts: versioned files with front matter; what a prompt asks for and what it is given must agree."""

from functools import cache
from pathlib import Path
from string import Template

import yaml
from pydantic import Field

from assistant.errors import SetupError
from assistant.model.text import Frozen

FOLDER = Path(__file__).parent / "prompts"
MARK = "---\n"


class Prompt(Frozen):
    """One version of one prompt; a change of wording is a new version."""

    id: str
    version: int = Field(ge=1)
    variables: tuple[str, ...]
    output: str
    """What the answer is: the name of its schema."""
    body: str

    @property
    def name(self) -> str:
        """As receipts name it."""
        return f"{self.id}.v{self.version}"

    def render(self, **values: object) -> str:
        """The prompt with its variables filled in; a dollar sign or brace in a value stays what it is.

        Raises:
            SetupError: a variable is missing, or one is given that the prompt does not know.

        """
        if set(values) != set(self.variables):
            wrong = ", ".join(sorted(set(values) ^ set(self.variables)))
            raise SetupError(f"The prompt {self.name} and what it is given do not agree on: {wrong}.")
        return Template(self.body).substitute(values)


@cache
def load_prompt(name: str) -> Prompt:
    """The prompt of that name and version, such as `repair.v1`.

    Raises:
        SetupError: the file is missing, or its front matter does not fit its text.

    """
    path = FOLDER / f"{name}.md"
    try:
        _, head, body = path.read_text(encoding="utf-8").split(MARK, 2)
        prompt = Prompt.model_validate({**yaml.safe_load(head), "body": body.strip()})
    except (OSError, ValueError, TypeError, yaml.YAMLError) as error:
        raise SetupError(
            f"The prompt file {path.name} is missing or damaged ({type(error).__name__}). "
            "Restore assistant/prompts from the repository, then run: make setup"
        ) from None
    used = set(Template(prompt.body).get_identifiers())
    if used != set(prompt.variables) or prompt.name != name:
        raise SetupError(
            f"The front matter of the prompt file {path.name} does not fit its text or its name."
        )
    return prompt
