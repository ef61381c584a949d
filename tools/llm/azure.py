"""Azure OpenAI: a deployment of a model, reached by its name, with the key in a header of its own."""

from typing import TYPE_CHECKING

from core.capability import Requires
from core.settings import Settings
from tools.llm.completions import COMMON, Completions
from tools.llm.port import LLMS

if TYPE_CHECKING:
    from httpx2 import Client
    from langchain_openai.chat_models.base import BaseChatOpenAI

SECRET = "azure_openai_api_key"
NEEDED = (SECRET, "azure_openai_endpoint", "azure_openai_deployment")
VERSION = "2025-04-01-preview"
"""Of the interface, where the settings name none."""


@LLMS.register("azure", rank=20, requires=Requires(modules=("langchain_openai",), secrets=NEEDED))
class Azure(Completions):
    """Chat completions of a deployment."""

    def provider(self, settings: Settings) -> str:  # noqa: ARG002
        """Azure is paid, by its own prices."""
        return "azure_openai"

    def model(self, settings: Settings) -> str:
        """The deployment's name: which model it runs is Azure's to know."""
        return settings.azure_openai_deployment or ""

    def keys(self, settings: Settings) -> tuple[str, ...]:
        """The keys of the settings."""
        return settings.keys(SECRET)

    def chat(self, settings: Settings, key: str, client: "Client") -> "BaseChatOpenAI":
        """The chat model."""
        from langchain_openai import AzureChatOpenAI
        from pydantic import SecretStr

        return AzureChatOpenAI(
            azure_endpoint=settings.azure_openai_endpoint,
            azure_deployment=settings.azure_openai_deployment,
            api_version=settings.azure_openai_api_version or VERSION,
            api_key=SecretStr(key),
            http_client=client,
            **COMMON,
        )
