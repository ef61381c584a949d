"""Azure OpenAI: a deployment of a model, reached by its name, with the key in a header of its own."""

from collections.abc import Callable, Sequence

from pydantic import BaseModel

from core.capability import Requires
from core.settings import Settings
from tools.llm.openai import COMMON, complete
from tools.llm.port import LLMS, Message, Reply

SECRET = "azure_openai_api_key"
VERSION = "2025-04-01-preview"
"""Of the interface, where the settings name none."""


@LLMS.register(
    "azure",
    rank=20,
    requires=Requires(
        modules=("langchain_openai",), secrets=(SECRET, "azure_openai_endpoint", "azure_openai_deployment")
    ),
)
class Azure:
    """Chat completions of a deployment."""

    def provider(self, settings: Settings) -> str:  # noqa: ARG002
        """Azure is paid, by its own prices."""
        return "azure"

    def model(self, settings: Settings) -> str:
        """The deployment's name: which model it runs is Azure's to know."""
        return settings.azure_openai_deployment or ""

    def keys(self, settings: Settings) -> tuple[str, ...]:
        """The keys of the settings."""
        return settings.keys(SECRET)

    def answer(
        self,
        settings: Settings,
        key: str,
        messages: Sequence[Message],
        shape: type[BaseModel],
        tell: Callable[[int], None],
    ) -> Reply:
        """Ask once, streaming."""
        from langchain_openai import AzureChatOpenAI
        from pydantic import SecretStr

        chat = AzureChatOpenAI(
            azure_endpoint=settings.azure_openai_endpoint,
            azure_deployment=settings.azure_openai_deployment,
            api_version=settings.azure_openai_api_version or VERSION,
            api_key=SecretStr(key),
            **COMMON,
        )
        return complete(chat, self.model(settings), messages, shape, tell)
