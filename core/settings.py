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

NO_KEY = "none"
"""The key of a server of one's own, which wants none."""
NAMES = {
    "llm": "STORYREEL_LLM",
    "llm_model": "STORYREEL_LLM_MODEL",
    "llm_sees": "STORYREEL_LLM_SEES",
    "openai_base_url": "OPENAI_BASE_URL",
    "azure_openai_endpoint": "AZURE_OPENAI_ENDPOINT",
    "azure_openai_deployment": "AZURE_OPENAI_DEPLOYMENT",
    "azure_openai_api_version": "AZURE_OPENAI_API_VERSION",
    "search": "STORYREEL_SEARCH",
    "serper_url": "STORYREEL_SERPER_URL",
    "wikipedia_url": "STORYREEL_WIKIPEDIA_URL",
    "commons_url": "STORYREEL_COMMONS_URL",
    "contact": "STORYREEL_CONTACT",
    "allow_hosts": "STORYREEL_ALLOW_HOSTS",
    "budget": "STORYREEL_BUDGET",
    "key_rate": "STORYREEL_KEY_RATE",
    "judge": "STORYREEL_JUDGE",
    "evals_cases": "EVALS_CASES",
}
"""The variables that are taken as they stand, by field."""
NUMBERS = {
    "workers": "a whole number from 1 to 64",
    "budget": "an amount in US dollars, such as 0.50",
    "key_rate": "a whole number from 1 to 10000",
}


class Settings(BaseModel):
    """Everything that the environment decides."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path = Field(description="STORYREEL_HOME: where artefacts live, shared by all films")
    styles: Path | None = Field(default=None, description="STORYREEL_STYLES, else styles.toml in home: the user's own")
    workers: int = Field(default=2, ge=1, le=64, description="STORYREEL_WORKERS: processes that paint and encode")
    c2pa_cert: Path | None = Field(default=None, description="STORYREEL_C2PA_CERT: the chain that signs films (PEM)")
    c2pa_key: Path | None = Field(default=None, description="STORYREEL_C2PA_KEY: its private key (PEM)")
    c2pa_tsa: str | None = Field(default=None, description="STORYREEL_C2PA_TSA: a timestamp authority's address")
    llm: str = Field(default="auto", description="STORYREEL_LLM: auto, rules, or a backend of tools/llm")
    llm_model: str | None = Field(default=None, description="STORYREEL_LLM_MODEL, else the table's default")
    llm_sees: str = Field(
        default="auto", description="STORYREEL_LLM_SEES: whether the model looks at pictures: yes, no or auto"
    )
    openai_base_url: str | None = Field(default=None, description="OPENAI_BASE_URL: any compatible server")
    azure_openai_endpoint: str | None = Field(default=None, description="AZURE_OPENAI_ENDPOINT")
    azure_openai_deployment: str | None = Field(default=None, description="AZURE_OPENAI_DEPLOYMENT")
    azure_openai_api_version: str | None = Field(default=None, description="AZURE_OPENAI_API_VERSION")
    search: str = Field(default="auto", description="STORYREEL_SEARCH: auto, given, or a backend of tools/search")
    serper_url: str = Field(default="https://google.serper.dev", description="STORYREEL_SERPER_URL")
    wikipedia_url: str = Field(
        default="https://{language}.wikipedia.org", description="STORYREEL_WIKIPEDIA_URL; {language} is the edition"
    )
    commons_url: str = Field(default="https://commons.wikimedia.org", description="STORYREEL_COMMONS_URL")
    contact: str | None = Field(default=None, description="STORYREEL_CONTACT: who fetches, for the User-Agent")
    allow_hosts: tuple[str, ...] = Field(
        default=(), description="STORYREEL_ALLOW_HOSTS: internal host[:port]s that may be fetched, a comma list"
    )
    budget: float | None = Field(default=None, ge=0, description="STORYREEL_BUDGET: US dollars that a film may cost")
    key_rate: int = Field(default=9, ge=1, le=10_000, description="STORYREEL_KEY_RATE: requests a minute of one key")
    judge: str | None = Field(
        default=None, description="STORYREEL_JUDGE: who judges films in evals, backend:model, or two with a comma"
    )
    evals_cases: Path | None = Field(default=None, description="EVALS_CASES: a folder in place of the public cases")
    secrets: dict[str, SecretStr] = Field(
        default={}, description="API keys by name; several of one kind as a comma list"
    )

    @property
    def style_files(self) -> tuple[Path, ...]:
        """The user's own styles, as `core.styles.load` takes them."""
        return () if self.styles is None else (self.styles,)

    def has(self, secret: str) -> bool:
        """Whether this secret, or this address of a service, is set."""
        return secret in self.secrets or (secret in NAMES and getattr(self, secret) is not None)

    def keys(self, secret: str) -> tuple[str, ...]:
        """The keys of one kind, in the clear: only for the client that sends them."""
        held = self.secrets.get(secret)
        return () if held is None else tuple(key.strip() for key in held.get_secret_value().split(",") if key.strip())

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
        given = {field: values[name] for field, name in NAMES.items() if name in values}
        if "api.openai.com" not in given.get("openai_base_url", "api.openai.com"):
            secrets.setdefault("openai_api_key", SecretStr(NO_KEY))
        if "allow_hosts" in given:
            hosts = (host.strip().lower() for host in given["allow_hosts"].split(","))
            given["allow_hosts"] = tuple(host for host in hosts if host)  # type: ignore[assignment]
        try:
            return cls.model_validate(
                {"home": home, "styles": styles, "workers": workers, "secrets": secrets, **signing, **given}
            )
        except ValidationError as error:
            raise Mistake(_told(error)) from None


def _told(error: ValidationError) -> str:
    """One sentence for the first variable that is wrong."""
    problem = error.errors()[0]
    field = str(problem["loc"][0])
    name, wanted = {**NAMES, "workers": "STORYREEL_WORKERS"}.get(field, field), problem["msg"]
    wanted = NUMBERS.get(field, wanted)
    return f"{name} must be {wanted}, not {problem['input']!r}."


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
