from collections.abc import Iterator

import pytest

from core.settings import Settings
from storyreel.health import health
from tests.fakes.openai import MODELS, OpenAI
from tests.fakes.server import Answer, Asked, Fake, as_json
from tools.llm import servers
from tools.llm.servers import Server, found


class Listing(Fake):
    """Another kind of server, which answers every request alike."""

    def __init__(self, given: Answer) -> None:
        super().__init__()
        self.given = given

    def answer(self, asked: Asked) -> Answer:
        return self.given


@pytest.fixture
def ollama() -> Iterator[Fake]:
    with OpenAI() as server:
        yield server


def test_a_server_is_found_with_its_models(ollama: Fake) -> None:
    url = f"{ollama.url}/v1"

    assert found({"Ollama": url}) == (Server(name="Ollama", url=url, models=MODELS),)


@pytest.mark.parametrize(
    "given",
    [
        Answer(200, b"<html>a web page</html>", {"Content-Type": "text/html"}),
        Answer(200, b"\xff\xfe", {}),
        Answer(404, b"{}", {}),
        as_json({"data": None}),
        as_json({"data": [{"name": "x"}]}),
        as_json(["a"]),
        as_json({"data": [{"id": "$(rm -r x)"}, {"id": "a\nb"}, {"id": ""}]}),
    ],
    ids=lambda given: str(given.body[:24]),
)
def test_other_servers_are_no_language_models(given: Answer) -> None:
    with Listing(given) as server:
        assert found({"vLLM": f"{server.url}/v1"}) == ()


def test_nothing_is_found_where_nobody_listens() -> None:
    with OpenAI() as server:
        gone = server.url

    assert found({"LM Studio": f"{gone}/v1"}) == ()


def test_doctor_offers_what_is_found_and_only_where_nothing_is_set(
    ollama: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"{ollama.url}/v1"
    monkeypatch.setattr(servers, "usual", lambda: {"Ollama": url})

    offered = [part for part in health(Settings.load()) if part.name == "Ollama"]
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    set_up = [part for part in health(Settings.load()) if part.name == "Ollama"]

    assert [part.status for part in offered] == ["off"]
    assert f"OPENAI_BASE_URL={url} and STORYREEL_LLM_MODEL={MODELS[0]}" in offered[0].reason
    assert set_up == []


def test_the_table_names_the_usual_servers() -> None:
    assert set(servers.usual()) == {"Ollama", "vLLM", "llama.cpp", "LM Studio"}
    assert all(url.startswith("http://localhost:") and url.endswith("/v1") for url in servers.usual().values())
