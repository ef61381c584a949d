"""No language model: every agent decides by its rules."""

from typing import Any

from core.errors import Unsupported
from core.settings import Settings
from tools.llm.port import LLMS, RULES, Reply


@LLMS.register(RULES, rank=90, built_in=True)
class Rules:
    """Stands in the registry for the agents without a model; it answers nothing itself."""

    def provider(self, settings: Settings) -> str:  # noqa: ARG002
        """Nobody is paid."""
        return "local"

    def model(self, settings: Settings) -> str:  # noqa: ARG002
        """There is none."""
        return RULES

    def keys(self, settings: Settings) -> tuple[str, ...]:  # noqa: ARG002
        """None is needed."""
        return ("",)

    def sees(self, settings: Settings) -> bool:  # noqa: ARG002
        """Rules see nothing."""
        return False

    def answer(self, *_: Any, **__: Any) -> Reply:
        """Rules are no model to be asked."""
        raise Unsupported("the rules are not asked in words")
