"""OpenAI's chat completions, and every server that speaks as they do, such as Ollama, vLLM, llama.cpp and LM Studio.

Through langchain-openai, with its own retries off (see tools.keys.calls) and without its switch to the Responses API,
which other servers do not know.
"""

import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import BaseModel

from core.capability import Requires
from core.errors import Refused, Unavailable
from core.settings import Settings
from tools.keys.port import Transient, classify
from tools.llm.models import default
from tools.llm.port import LLMS, Message, Reply
from tools.web.guard import is_public

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage
    from langchain_openai.chat_models.base import BaseChatOpenAI
    from openai import APIStatusError

PROVIDER = "openai"
SECRET = "openai_api_key"
SECONDS = 120.0  # without a byte
LONGEST = 8000  # tokens of an answer
COMMON: dict[str, Any] = {
    "max_retries": 0,
    "timeout": SECONDS,
    "max_completion_tokens": LONGEST,
    "use_responses_api": False,
    "streaming": True,
    "stream_usage": True,
}
"""What every chat model of langchain-openai is made with."""
STEP = 200  # characters between two tellings of how far it is


@LLMS.register(PROVIDER, rank=10, requires=Requires(modules=("langchain_openai",), secrets=(SECRET,)))
class OpenAI:
    """Chat completions over HTTP."""

    def provider(self, settings: Settings) -> str:
        """`local` for a server on this machine or in this network."""
        host = urlsplit(settings.openai_base_url or "").hostname
        inside = host is not None and (host == "localhost" or host.endswith(".local") or _is_inside(host))
        return "local" if inside else PROVIDER

    def model(self, settings: Settings) -> str:
        """The model of the settings, else the table's."""
        return settings.llm_model or default(PROVIDER)

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
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        chat = ChatOpenAI(
            model=self.model(settings), api_key=SecretStr(key), base_url=settings.openai_base_url, **COMMON
        )
        return complete(chat, self.model(settings), messages, shape, tell)


def complete(
    chat: "BaseChatOpenAI", model: str, messages: Sequence[Message], shape: type[BaseModel], tell: Callable[[int], None]
) -> Reply:
    """One answer of a chat model; its errors as `tools.llm.port.Model.answer` has them."""
    import httpx2
    import openai

    # A schema and not the class: with the class the SDK parses for itself, and what the model wrote is lost.
    asked = chat.with_structured_output(shape.model_json_schema(), include_raw=True, strict=True)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Invalid schema for OpenAI", category=UserWarning)
            found = asked.invoke([_spoken(one) for one in messages], {"callbacks": [_listener(tell)]})
    except openai.APIStatusError as error:
        raise _classified(error, model) from error
    except (openai.APIConnectionError, httpx2.HTTPError) as error:
        raise Transient(f"it cannot be reached ({type(error).__name__})") from error
    except openai.ContentFilterFinishReasonError as error:
        raise Refused("the model declined: its content filter ended the answer") from error
    except openai.LengthFinishReasonError as error:
        raise Unavailable(f"its answer was longer than {LONGEST} tokens") from error
    except openai.OpenAIError as error:
        raise Unavailable(f"it failed ({type(error).__name__})", unexpected=True) from error
    except (AssertionError, ValueError) as error:  # how the SDK complains of a stream that is none
        raise Transient("its answer is no stream of a language model") from error
    return _reply(found["raw"] if isinstance(found, dict) else None)


def _is_inside(host: str) -> bool:
    return any(char.isdigit() or char == ":" for char in host) and host.count(".") != 1 and not is_public(host)


def _spoken(message: Message) -> "BaseMessage":
    from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

    kinds: dict[str, type[BaseMessage]] = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}
    return kinds[message.role](content=message.text)


def _listener(tell: Callable[[int], None]) -> Any:
    from langchain_core.callbacks import BaseCallbackHandler

    class Listener(BaseCallbackHandler):
        raise_error = True  # a stop while the model answers must come out
        count = told = 0

        def on_llm_new_token(self, token: Any, **_: Any) -> None:
            self.count += len(token) if isinstance(token, str) else 0
            if self.count - self.told >= STEP:
                self.told = self.count
                tell(self.count)

        def on_llm_end(self, *_: Any, **__: Any) -> None:
            tell(self.count)

    return Listener()


def _classified(error: "APIStatusError", model: str) -> Unavailable:
    body = error.body if isinstance(error.body, dict) else {}
    code = str(body.get("code") or body.get("type") or "")
    if error.status_code == 404:
        return Unavailable(f"there is no model {model!r} for this key: set STORYREEL_LLM_MODEL")
    return classify(error.status_code, error.response.headers, str(body.get("message") or ""), code)


def _reply(raw: Any) -> Reply:
    """The answer of a message; what is none is told apart."""
    if raw is None:
        raise Transient("it answered nothing")
    refusal = raw.additional_kwargs.get("refusal")
    if refusal:
        raise Refused(f"the model declined: {' '.join(str(refusal).split())[:200]}")
    usage = raw.usage_metadata or {}
    text = raw.content if isinstance(raw.content, str) else ""
    return Reply(text=text, read=usage.get("input_tokens", 0), written=usage.get("output_tokens", 0))
