"""What is asked of a language model, and what it answers."""

from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from pydantic import BaseModel

from core.capability import Registry
from core.scene import Value
from core.settings import Settings

RULES = "rules"
"""The backend that is no model: the agents' rules."""
LONGEST = 8000  # tokens of an answer


class Message(Value):
    """One turn of what is said to a model."""

    role: Literal["system", "user", "assistant"]
    text: str
    pictures: tuple[bytes, ...] = ()
    """JPEG files that are shown with it."""


class Reply(Value):
    """What a model answered: `text` is meant to be JSON of the shape asked for; `read` and `written` are tokens.

    `declined` are its words where it refused. `cut_off`: it had more to say than LONGEST tokens.
    """

    text: str = ""
    read: int = 0
    written: int = 0
    declined: str = ""
    cut_off: bool = False


class Model(Protocol):
    """A language model behind a service."""

    def provider(self, settings: Settings) -> str:
        """Who is paid, as the price table names them; `local` for a server of one's own."""

    def model(self, settings: Settings) -> str:
        """The model's id."""

    def keys(self, settings: Settings) -> tuple[str, ...]:
        """The keys that may be used."""

    def sees(self, settings: Settings) -> bool:
        """Whether the model looks at pictures."""

    def answer(
        self,
        settings: Settings,
        key: str,
        messages: Sequence[Message],
        shape: type[BaseModel],
        tell: Callable[[int], None],
    ) -> Reply:
        """Ask once for JSON of `shape`; `tell` hears how many characters are there so far.

        Raises the errors of tools.keys.port. A refusal is an answer: it is paid for.
        """


LLMS: Registry[Model] = Registry("llm", __package__)
