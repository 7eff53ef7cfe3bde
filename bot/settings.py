"""Every setting of Vivencia, from the environment or `.env`; documented in .env.example."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "VIVENCIA_"
ENV_FILE = ".env"
LANGUAGE: Literal["es", "en"] = "es"  #: where nothing else is said


class Settings(BaseSettings):
    """Frozen settings; with a bot token alone everything else has a working default."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        frozen=True,
        extra="forbid",
    )

    bot_token: SecretStr | None = None
    api_base_url: str = Field(default="https://api.telegram.org", pattern="^https?://.")
    chat_pace: float = Field(default=1.0, gt=0, le=30)  #: messages a second in one chat
    data_folder: Path = Path("data")
    key_folder: Path = Path("keys")
    backup_folder: Path = Path("backups")
    queue_url: str = ""  #: empty: SQLite inside the data folder
    default_language: Literal["es", "en"] = LANGUAGE
    default_country: str = Field(default="ES", pattern="^[A-Z]{2}$")
    default_time_zone: str = "Europe/Madrid"
    centre_phone: str = ""
    base_model: str = "auto"
    vae: str = "auto"  #: the autoencoder: auto, own, a path or a name on the hub
    allow_hub: bool = False
    dreambooth: Literal["off", "checkpoint", "extracted"] = "off"  #: teaching all weights
    few_steps: str = "auto"  #: an LCM-LoRA: auto, off, a path or a name on the hub
    fast_decoder: str = "off"  #: a tiny decoder: off, auto, a folder or a name on the hub
    face_adapter: str = "off"  #: photos guide a face: off, auto, a folder or a name on the hub
    compile_unet: bool = False  #: on a CUDA card
    adapter_cache_mib: int = Field(default=256, ge=16, le=65536)
    translation_model: Path | None = None
    speech_model: Path | None = None  #: a local folder of Whisper; None: voices stay voices
    worker_threads: int = Field(default=0, ge=0)  #: 0: all cores
    webhook_url: str = ""
    webhook_secret: SecretStr | None = None
    webhook_port: int = Field(default=8443, ge=1, le=65535)
    invitation_days: int = Field(default=7, ge=1, le=90)
    hand_over_days: int = Field(default=7, ge=3, le=60)
    backup_hour: int = Field(default=3, ge=0, le=23)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @model_validator(mode="before")
    @classmethod
    def _empty_is_default(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """An empty value is the default, and still goes before the one in `.env`.

        The sources' own way to leave out what is empty would bring `.env` back in a rehearsal.
        """
        return {k: v for k, v in values.items() if v != ""}

    @field_validator("default_time_zone")
    @classmethod
    def _zone_exists(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, OSError) as error:  # a folder of zones is no zone
            raise ValueError("no such time zone") from error
        return name

    @property
    def engine_url(self) -> str:
        """Where the job engine keeps its rows."""
        return self.queue_url or f"sqlite:///{(self.data_folder / 'queue.db').resolve()}"


def unknown_variables() -> list[str]:
    """Environment variables with our prefix that are no setting: most likely misspelt."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    return sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)


class _OperatorLanguage(BaseSettings):
    """One setting alone, to be read even where another one is wrong."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ENV_FILE, env_file_encoding="utf-8", extra="ignore"
    )

    default_language: str = LANGUAGE


def operator_language() -> str:
    """What the operator reads, "es" or "en", whatever else is wrong in the settings."""
    try:
        language = _OperatorLanguage().default_language
    except (OSError, ValueError):  # a file that cannot be read is said when all of it is
        language = LANGUAGE
    return language if language in {"es", "en"} else LANGUAGE
