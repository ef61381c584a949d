"""The environment is read in one place, and secrets stay there."""

from pathlib import Path

import pytest

from core.errors import Mistake
from core.settings import Settings


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("STORYREEL_HOME=/from/file\nOPENAI_API_KEY=sk-file\nSTORYREEL_WORKERS=3\n")
    settings = Settings.load({"STORYREEL_HOME": "/from/env"}, tmp_path)
    assert settings.home == Path("/from/env")
    assert settings.workers == 3
    assert settings.has("openai_api_key")
    assert not settings.has("google_api_key")


def test_secrets_do_not_print(tmp_path: Path) -> None:
    settings = Settings.load({"OPENAI_API_KEY": "sk-canary"}, tmp_path)
    assert "sk-canary" not in repr(settings) + str(settings) + settings.model_dump_json()


def test_values_in_the_file_are_not_expanded(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("OPENAI_API_KEY=a$HOME${PATH}b\n")
    settings = Settings.load({}, tmp_path)
    assert settings.secrets["openai_api_key"].get_secret_value() == "a$HOME${PATH}b"


@pytest.mark.parametrize("workers", ["0", "many", "65"])
def test_a_wrong_number_says_what_to_do(tmp_path: Path, workers: str) -> None:
    with pytest.raises(Mistake, match="whole number from 1 to 64"):
        Settings.load({"STORYREEL_WORKERS": workers}, tmp_path)


def test_the_certificate_is_found_from_anywhere(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("STORYREEL_C2PA_CERT=~/chain.pem\nSTORYREEL_C2PA_TSA=http://127.0.0.1:9\n")
    settings = Settings.load({"STORYREEL_C2PA_KEY": "keys/private.pem"}, tmp_path)
    assert settings.c2pa_cert == Path.home() / "chain.pem"
    assert settings.c2pa_key == Path.cwd() / "keys" / "private.pem"
    assert settings.c2pa_tsa == "http://127.0.0.1:9"
    assert Settings.load({}, tmp_path / "nowhere").c2pa_cert is None
