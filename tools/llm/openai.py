"""OpenAI, and every server that speaks as it does, such as Ollama, vLLM, llama.cpp and LM Studio."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from core.capability import Requires
from core.settings import NO_KEY, Settings
from tools.keys.calls import KEYLESS
from tools.llm.completions import COMMON, Completions
from tools.llm.models import default
from tools.llm.port import LLMS
from tools.web.guard import is_address, is_public

if TYPE_CHECKING:
    from httpx2 import Client
    from langchain_openai.chat_models.base import BaseChatOpenAI

PROVIDER = "openai"
SECRET = "openai_api_key"


@LLMS.register(PROVIDER, rank=10, requires=Requires(modules=("langchain_openai",), secrets=(SECRET,)))
class OpenAI(Completions):
    """Chat completions at OPENAI_BASE_URL."""

    def provider(self, settings: Settings) -> str:
        """`local` for a server on this machine or in this network: it costs nothing."""
        host = urlsplit(settings.openai_base_url or "").hostname or ""
        inside = host == "localhost" or host.endswith(".local") or (is_address(host) and not is_public(host))
        return "local" if inside else PROVIDER

    def model(self, settings: Settings) -> str:
        """The model of the settings, else the table's."""
        return settings.llm_model or default(PROVIDER)

    def keys(self, settings: Settings) -> tuple[str, ...]:
        """The keys of the settings; a server of one's own wants none."""
        keys = settings.keys(SECRET)
        return KEYLESS if keys == (NO_KEY,) else keys

    def chat(self, settings: Settings, key: str, client: "Client") -> "BaseChatOpenAI":
        """The chat model."""
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        return ChatOpenAI(
            model=self.model(settings),
            api_key=SecretStr(key or NO_KEY),
            base_url=settings.openai_base_url,
            http_client=client,
            **COMMON,
        )
