"""What an operator can set, read once from the environment and a `.env` file."""

import sys
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, SecretStr, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.vocabulary import Locale

SITE = (
    Path(platformdirs.site_config_dir("afterword", appauthor=False))
    if sys.platform == "win32"
    else Path("/etc/afterword")
)
"""Fixed, because elsewhere than on Windows the usual site folder moves with a user's own `XDG_CONFIG_DIRS`."""
OFF_FILE = SITE / "network-off"
"""Where this file exists no model is called on this machine; only an administrator can write there."""


APPEALS_OFF_FILE = SITE / "appeals-off"
"""Where this file exists no text is kept as an eval case on this machine."""


def off_here() -> bool:
    """Whether the administrator switched language models off on this machine."""
    return _stands(OFF_FILE)


def _stands(file: Path) -> bool:
    """Whether an administrator's file is there; where that cannot be known, it counts as there."""
    try:
        return file.exists()
    except OSError:
        return True


class Settings(BaseSettings):
    """Holds values and builds nothing. `AFTERWORD_HOME`, `AFTERWORD_MODEL` and so on set them."""

    model_config = SettingsConfigDict(env_file=".env", frozen=True, extra="ignore", hide_input_in_errors=True)

    home: Path = Field(
        default=Path(platformdirs.user_data_dir("afterword")), validation_alias="AFTERWORD_HOME"
    )
    """Where data lies: the index, and what a clinician chose to keep."""

    model: str = Field(default="none", validation_alias="AFTERWORD_MODEL")
    """`none`, `openai:MODEL`, `gguf:PATH`, or any other `PROVIDER:MODEL` that LangChain knows."""

    locale: Locale = Field(default=Locale.US, validation_alias="AFTERWORD_LOCALE")
    database_url: str | None = Field(default=None, validation_alias="DATABASE_URL", repr=False)
    chroma_url: str | None = Field(default=None, validation_alias="CHROMA_URL", repr=False)
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY", repr=False)
    """From the environment; without it the system keyring is asked. Never shown, logged or written."""

    model_seconds: float = Field(default=60, gt=0, validation_alias="AFTERWORD_MODEL_SECONDS")
    """How long a language model may take for one reflection, every retry and the repair included."""

    model_tokens: int = Field(default=1600, gt=0, validation_alias="AFTERWORD_MODEL_TOKENS")
    """The most that one answer of a model may have; an answer that is cut off is not used."""

    model_omits: str = Field(default="", validation_alias="AFTERWORD_MODEL_OMITS")
    """Request fields that a compatible server rejects, such as `store,seed`."""

    model_prices: str = Field(
        default="", pattern=r"^(\d+(\.\d+)?,\d+(\.\d+)?)?$", validation_alias="AFTERWORD_MODEL_PRICES"
    )
    """What a million tokens cost, sent and received, such as `0.4,1.6`; receipts then tell the cost."""

    user: str | None = Field(default=None, validation_alias="AFTERWORD_USER")
    """Who curates; a claim, not a login, and the audit log says so."""

    count_unanswered: Literal["on", "off"] = Field(
        default="off", validation_alias="AFTERWORD_COUNT_UNANSWERED"
    )
    """`on` keeps, in the data folder, how often each theme was left without an answer; never a text."""

    network: Literal["allowed", "off"] = Field(default="allowed", validation_alias="AFTERWORD_NETWORK")
    """`off` is a switch: no model is called, whatever else is set."""

    appeals: Literal["allowed", "off"] = Field(default="allowed", validation_alias="AFTERWORD_APPEALS")
    """`off` is a switch: nobody is offered to keep a text as an eval case, and none is kept."""

    @property
    def is_off(self) -> bool:
        """Whether no model may be called; the administrator's file wins over every environment."""
        return self.network == "off" or off_here()

    @property
    def keeps_appeals(self) -> bool:
        """Whether a writer may keep a text as an eval case; the administrator's file wins over every environment."""
        return self.appeals == "allowed" and not _stands(APPEALS_OFF_FILE)

    @property
    def sends_in_the_clear(self) -> bool:
        """Whether a model's server is another machine that is reached without encryption."""
        parts = urlsplit(self.openai_base_url or "")
        here = {"127.0.0.1", "::1", "localhost"}
        return self.model.startswith("openai:") and parts.scheme == "http" and parts.hostname not in here

    @field_validator("locale", mode="before")
    @classmethod
    def _uk_is_gb(cls, value: object) -> object:
        return "GB" if str(value).upper() == "UK" else str(value).upper()

    @field_validator("model", mode="after")
    @classmethod
    def _model_is_named(cls, value: str) -> str:
        provider, _, model = value.partition(":")
        if value != "none" and not (provider and model):
            raise PydanticCustomError(
                "model", "Input should be none, openai:MODEL, gguf:PATH or PROVIDER:MODEL"
            )
        return value

    @field_validator("home", mode="after")
    @classmethod
    def _home_is_absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()
