"""Chat completions over HTTP, as OpenAI defined them, through langchain-openai.

Its own retries are off (see tools.keys.calls), and so is its switch to the Responses API, which other servers do not
know. An answer is bounded in all, not only in its silences.
"""

import json
import re
import warnings
from abc import ABC, abstractmethod
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from core.clock import now
from core.errors import Unavailable
from core.settings import Settings
from tools.keys.port import Transient, classify
from tools.llm.port import LONGEST, Message, Reply

if TYPE_CHECKING:
    from httpx2 import Client, Response
    from langchain_core.messages import BaseMessage
    from langchain_openai.chat_models.base import BaseChatOpenAI
    from openai import APIStatusError

SECONDS = 60.0  # without a byte
ANSWER = 240.0  # s for an answer in all
STEP = 200  # characters between two tellings of how far it is
FENCE = re.compile(r"\s*```(?:json)?\s*(.*?)\s*```\s*", re.DOTALL)
COMMON: dict[str, Any] = {
    "max_retries": 0,
    "timeout": SECONDS,
    "max_completion_tokens": LONGEST,
    "use_responses_api": False,
    "streaming": True,
    "stream_usage": True,
}
"""What every chat model is made with."""


class Completions(ABC):
    """A service of chat completions."""

    @abstractmethod
    def model(self, settings: Settings) -> str:
        """The model's id."""

    @abstractmethod
    def provider(self, settings: Settings) -> str:
        """Who is paid."""

    def sees(self, settings: Settings) -> bool:
        """As the settings say; else models of the large services do, and of servers of one's own it is not known."""
        if settings.llm_sees == "auto":
            return self.provider(settings) != "local"
        return settings.llm_sees == "yes"

    @abstractmethod
    def chat(self, settings: Settings, key: str, client: "Client") -> "BaseChatOpenAI":
        """The service's chat model, made with COMMON."""

    def answer(
        self,
        settings: Settings,
        key: str,
        messages: Sequence[Message],
        shape: type[BaseModel],
        tell: Callable[[int], None],
    ) -> Reply:
        """As `tools.llm.port.Model` has it; a server that knows no schemas is asked in words."""
        import httpx2

        with httpx2.Client(timeout=SECONDS, event_hooks={"response": [_bounded]}) as client:
            chat, model = self.chat(settings, key, client), self.model(settings)
            try:
                return _asked(_shaped(chat, shape), messages, model, tell)
            except _NoSchemas:
                return _asked(chat, [_in_words(shape), *messages], model, tell)


class _NoSchemas(Unavailable):
    """The server rejects the shape of an answer, not what is asked."""


def _shaped(chat: "BaseChatOpenAI", shape: type[BaseModel]) -> Any:
    # A schema and not the class: with the class the SDK parses for itself, and what the model wrote is lost.
    return chat.with_structured_output(shape.model_json_schema(), include_raw=True, strict=True)


def _in_words(shape: type[BaseModel]) -> Message:
    schema = json.dumps(shape.model_json_schema(), ensure_ascii=False)
    return Message(role="system", text=f"Answer with JSON alone, of this schema: {schema}")


def _asked(chat: Any, messages: Sequence[Message], model: str, tell: Callable[[int], None]) -> Reply:
    import httpx2
    import openai

    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Invalid schema for OpenAI", category=UserWarning)
            found = chat.invoke([_spoken(one) for one in messages], {"callbacks": [_listener(tell)]})
    except openai.APIStatusError as error:
        raise _classified(error, model) from error
    except (openai.APIConnectionError, httpx2.HTTPError) as error:
        raise Transient(f"it cannot be reached ({type(error).__name__})") from error
    except openai.ContentFilterFinishReasonError:
        return Reply(declined="its content filter ended the answer")
    except openai.LengthFinishReasonError as error:
        usage = error.completion.usage
        written = usage.completion_tokens if usage else LONGEST
        return Reply(cut_off=True, read=usage.prompt_tokens if usage else 0, written=written)
    except openai.OpenAIError as error:
        raise Unavailable(f"it failed ({type(error).__name__})", unexpected=True) from error
    except (AssertionError, ValueError) as error:  # how the SDK complains of a stream that is none
        raise Transient("its answer is no stream of a language model") from error
    return _reply(found["raw"] if isinstance(found, dict) else found)


def _bounded(response: "Response") -> None:
    """End the answer when it takes longer than ANSWER in all: a drip keeps every other limit."""
    import httpx2

    inner, end = response.stream, now() + ANSWER

    class Bounded(httpx2.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            assert isinstance(inner, httpx2.SyncByteStream)
            for chunk in inner:
                if now() > end:
                    raise httpx2.ReadTimeout(f"no whole answer in {ANSWER:.0f} s")
                yield chunk

        def close(self) -> None:
            if isinstance(inner, httpx2.SyncByteStream):
                inner.close()

    response.stream = Bounded()


def _spoken(message: Message) -> "BaseMessage":
    from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

    kinds: dict[str, type[BaseMessage]] = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}
    if not message.pictures:
        return kinds[message.role](content=message.text)
    shown = [
        {"type": "image_url", "image_url": {"url": f"data:image/jpeg;base64,{b64encode(one).decode()}"}}
        for one in message.pictures
    ]
    return kinds[message.role](content=[{"type": "text", "text": message.text}, *shown])


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
    message, code = str(body.get("message") or ""), str(body.get("code") or body.get("type") or "")
    if error.status_code == 404:
        return Unavailable(f"there is no model {model!r} for this key: set STORYREEL_LLM_MODEL")
    if error.status_code in (400, 422) and re.search(r"response_format|json_schema|schema", message):
        return _NoSchemas(f"the service answered {error.status_code}: it knows no schemas")
    return classify(error.status_code, error.response.headers, message, code)


def _reply(raw: Any) -> Reply:
    """The answer of a message; what is none is told apart."""
    usage = raw.usage_metadata or {}
    tokens = {"read": usage.get("input_tokens", 0), "written": usage.get("output_tokens", 0)}
    refusal, finish = raw.additional_kwargs.get("refusal"), raw.response_metadata.get("finish_reason")
    if refusal or finish == "content_filter":
        said = " ".join(str(refusal or "its content filter ended the answer").split())[:200]
        return Reply(declined=said, **tokens)
    text = raw.content if isinstance(raw.content, str) else ""
    if not text.strip() and raw.tool_calls:
        raise Unavailable("it called a tool where an answer was asked for")
    fenced = FENCE.fullmatch(text)
    return Reply(text=fenced[1] if fenced else text, cut_off=finish == "length", **tokens)
