"""OpenAI's chat completions, plain and streamed, and its ways to fail (recorded wire shapes)."""

import json
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from tests.fakes.server import Answer, Asked, Fake, as_json

KEY = "sk-fake-good"
DEPLOYMENT = "narrator"
MODELS = ("gpt-6-luna", "gpt-6-sol", "llama3.1")
Says = Callable[[dict[str, Any]], str]
STREAM = {"Content-Type": "text/event-stream"}


def error(status: int, message: str, code: str | None, kind: str = "invalid_request_error", **headers: str) -> Answer:
    """An error as OpenAI writes it."""
    return as_json({"error": {"message": message, "type": kind, "param": None, "code": code}}, status, **headers)


def streamed(text: str, finish: str = "stop", refusal: str | None = None, **more: Any) -> Answer:
    """A streamed answer, a few characters a chunk; `more` is another delta."""
    deltas = [{"content": text[at : at + 24]} for at in range(0, len(text), 24)]
    deltas += [{"refusal": refusal}] if refusal else []
    parts = [_chunk(delta) for delta in ({"role": "assistant", "content": ""}, *deltas, *([more] if more else []))]
    parts += [_chunk({}, finish), {**_chunk({}), "choices": [], "usage": _usage(text)}]
    body = "".join(f"data: {json.dumps(part)}\n\n" for part in parts) + "data: [DONE]\n\n"
    return Answer(200, body.encode(), STREAM)


def _chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": MODELS[0], "choices": [choice]}


def _usage(text: str) -> dict[str, int]:
    return {"prompt_tokens": 1000, "completion_tokens": len(text) // 4, "total_tokens": 1000 + len(text) // 4}


def shape(body: dict[str, Any]) -> str:
    """The name of the schema that a request asks an answer of."""
    if "response_format" in body:
        return str(body["response_format"]["json_schema"]["name"])
    said = next(one["content"] for one in body["messages"] if one["content"].startswith("Answer with JSON alone"))
    return str(json.loads(said.split(": ", 1)[1])["title"])


NEUTRAL: dict[str, dict[str, Any]] = {
    "Understanding": {"wishes": [], "topic": "", "title": "", "questions": [], "assumption": "", "question": ""},
    "Wanted": {"answered": [], "act": "stop", "query": "", "language": "", "hit": 0},
    "Judgement": {"remarks": []},
    "Watched": {"remarks": []},
    "StyleChoice": {"style": "flat", "reason": "It is clear."},
    "Board": {"people": [], "pictures": []},
}
"""Answers of a model that adds nothing, by shape."""


def scripted(**answers: "Callable[[dict[str, Any]], Any] | dict[str, Any] | str") -> Says:
    """A model that gives each shape its answer; to the others it adds nothing."""

    def says(body: dict[str, Any]) -> str:
        name = shape(body)
        answer = answers.get(name, NEUTRAL.get(name, {}))
        found = answer(body) if callable(answer) else answer
        return found if isinstance(found, str) else json.dumps(found)

    return says


_CALL = [{"index": 0, "id": "t", "type": "function", "function": {"name": "read", "arguments": "{}"}}]
FAULTS: dict[str, Answer] = {
    "rate limit": error(429, "Rate limit reached for requests", "rate_limit_exceeded", "requests", retry_after="1"),
    "no money": error(429, "You exceeded your current quota", "insufficient_quota", "insufficient_quota"),
    "server error": error(500, "The server had an error", None, "server_error"),
    "unknown model": error(404, "The model does not exist", "model_not_found"),
    "bad request": error(400, "This model does not take so many messages", "invalid_request"),
    "no schemas": error(400, "Unsupported field: response_format", "invalid_request"),
    "refusal": streamed("", refusal="I can't help with that."),
    "content filter": streamed("{", "content_filter"),
    "too long": streamed('{"title": "A', "length"),
    "no json": streamed("Here is your film!"),
    "wrong shape": streamed('{"name": "x"}'),
    "empty": streamed(""),
    "tool call": streamed("", "tool_calls", tool_calls=_CALL),
    "broken stream": Answer(200, streamed("x" * 400).body, STREAM, cut=300),
    "no stream": Answer(200, b"<html>gateway</html>", {"Content-Type": "text/html"}),
}
"""Every way to fail, by name."""


class OpenAI(Fake):
    """`says` makes an answer's text from the request's body."""

    variables: ClassVar[dict[str, str]] = {"OPENAI_BASE_URL": "{url}/v1", "OPENAI_API_KEY": KEY}

    def __init__(self, says: Says = lambda _: "{}") -> None:
        super().__init__()
        self.says = says

    def answer(self, asked: Asked) -> Answer:
        if asked.path == "/v1/models":
            listed = [{"id": model, "object": "model", "shutdown_date": None} for model in MODELS]
            return as_json({"object": "list", "data": listed})
        azure = f"/openai/deployments/{DEPLOYMENT}/chat/completions"
        if asked.path not in ("/v1/chat/completions", azure):
            return error(404, f"Unknown request URL: {asked.path}", None)
        given = asked.headers.get("api-key") if asked.path == azure else asked.headers.get("authorization")
        if given != (KEY if asked.path == azure else f"Bearer {KEY}"):
            return error(401, "Incorrect API key provided: sk-wrong-0123456789abcdefghij.", "invalid_api_key")
        body = asked.json()
        text = self.says(body)
        if body.get("stream"):
            return streamed(text)
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
        return as_json(
            {"id": "c1", "object": "chat.completion", "created": 1, "model": body["model"], "choices": [choice],
             "usage": _usage(text)}
        )  # fmt: skip


def half_failing() -> Iterator[Answer | None]:
    """Every second request fails, each time in another way."""
    while True:
        for fault in FAULTS.values():
            yield fault
            yield None
