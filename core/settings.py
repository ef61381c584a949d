"""Settings: the only reader (and writer) of the environment.

Read once by each front door from the environment and `./.env` (the environment wins), then passed down as a frozen
value. Secrets never leave it: they print as stars and are asked for by name.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from core.errors import Mistake

SECRETS = (
    "openai_api_key",
    "azure_openai_api_key",
    "google_api_key",
    "stability_api_key",
    "serper_api_key",
    "elevenlabs_api_key",
    "azure_speech_key",
    "pexels_api_key",
    "pixabay_api_key",
)


class Settings(BaseModel):
    """Everything that the environment decides."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path = Field(description="STORYREEL_HOME: where artefacts live, shared by all films")
    styles: Path | None = Field(default=None, description="STORYREEL_STYLES, else styles.toml in home: the user's own")
    workers: int = Field(default=2, ge=1, le=64, description="STORYREEL_WORKERS: processes that paint and encode")
    c2pa_cert: Path | None = Field(default=None, description="STORYREEL_C2PA_CERT: the chain that signs films (PEM)")
    c2pa_key: Path | None = Field(default=None, description="STORYREEL_C2PA_KEY: its private key (PEM)")
    c2pa_tsa: str | None = Field(default=None, description="STORYREEL_C2PA_TSA: a timestamp authority's address")
    secrets: dict[str, SecretStr] = Field(
        default={}, description="API keys by name; several of one kind as a comma list"
    )

    @property
    def style_files(self) -> tuple[Path, ...]:
        """The user's own styles, as `core.styles.load` takes them."""
        return () if self.styles is None else (self.styles,)

    def has(self, secret: str) -> bool:
        """Whether this secret is set."""
        return secret in self.secrets

    @classmethod
    def load(cls, env: Mapping[str, str] | None = None, folder: Path | None = None) -> "Settings":
        """Read `env` (default: the process's) over `folder`/.env (default: the current folder)."""
        from dotenv import dotenv_values

        file = (folder or Path.cwd()) / ".env"
        values = {name: value for name, value in dotenv_values(file, interpolate=False).items() if value}
        values.update({name: value for name, value in (os.environ if env is None else env).items() if value})
        secrets = {name: SecretStr(values[name.upper()]) for name in SECRETS if values.get(name.upper())}
        workers = values.get("STORYREEL_WORKERS", str(min(os.cpu_count() or 2, 64)))
        home = Path(values.get("STORYREEL_HOME") or _data_folder())
        home = home.expanduser().absolute()
        named = values.get("STORYREEL_STYLES")
        usual = home / "styles.toml"
        styles = _path(named) if named else usual if usual.is_file() else None
        signing = {
            "c2pa_cert": _path(values.get("STORYREEL_C2PA_CERT")),
            "c2pa_key": _path(values.get("STORYREEL_C2PA_KEY")),
            "c2pa_tsa": values.get("STORYREEL_C2PA_TSA"),
        }
        try:
            return cls.model_validate(
                {"home": home, "styles": styles, "workers": int(workers), "secrets": secrets, **signing}
            )
        except (ValidationError, ValueError):
            raise Mistake(f"STORYREEL_WORKERS must be a whole number from 1 to 64, not {workers!r}.") from None


def _path(name: str | None) -> Path | None:
    return Path(name).expanduser().absolute() if name else None


def _data_folder() -> str:
    from platformdirs import user_data_dir

    return user_data_dir("storyreel", appauthor=False)


def export(name: str, value: str) -> None:
    """Set a variable that a native library reads when it is loaded (fontconfig, espeak-ng …)."""
    os.environ[name] = value


@contextmanager
def lent(name: str, value: str) -> Iterator[None]:
    """Set a variable for as long as a library is being imported, then put back what was there."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        os.environ.pop(name)
        os.environ.update({} if before is None else {name: before})


def inherited(**extra: str) -> dict[str, str]:
    """The environment for a child process: this process's without its secrets, and `extra`."""
    secrets = {name.upper() for name in SECRETS}
    return {**{name: value for name, value in os.environ.items() if name.upper() not in secrets}, **extra}
