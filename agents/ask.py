"""How an agent asks a language model: a prompt from a file, an answer of a given shape, one repair."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from string import Template

from pydantic import ValidationError

from agents.port import Shape, nothing_wrong
from core.errors import Refused, Unavailable
from core.models import Receipt
from core.recipes import Artefact, Made, Store
from core.settings import Settings
from tools.keys.calls import Calls
from tools.keys.prices import cost
from tools.llm.job import answer_order, answered
from tools.llm.port import LLMS, LONGEST, Message, Reply

PER_MINUTE = 600  # requests to a server of one's own
CHARACTERS = 3  # of a token, at least: what a call is taken to cost before it is made
PICTURE = 1000  # tokens, at most, of a picture that is 512 pixels wide
MOST_FAULTS = 20  # that a model is shown


class Asker:
    """A `Mind` over one backend.

    `tell` hears an agent's name and how much of its answer is there, `keep` what was made or found. With `unasked` the
    model is not asked: what is not in the store is told to it, the agent and the most that it may cost in US dollars.
    `prompts` is the package in whose folder prompts/ they lie.
    """

    def __init__(
        self,
        backend: str,
        settings: Settings,
        store: Store,
        calls: Calls,
        tell: Callable[[str, int], None],
        keep: Callable[[Made], Artefact],
        *,
        unasked: Callable[[str, float], None] | None = None,
        prompts: str = __package__,
    ) -> None:
        self._model = LLMS.create(backend)
        self._settings, self._store, self._calls, self._tell = settings, store, calls, tell
        self._keep, self._unasked, self._prompts = keep, unasked, prompts
        self._declined: dict[str, Refused] = {}

    def ask(
        self,
        agent: str,
        verb: str,
        shape: type[Shape],
        values: Mapping[str, str],
        *,
        check: Callable[[Shape], Sequence[str]] = nothing_wrong,
        pictures: Sequence[bytes] = (),
    ) -> Shape:
        """As `agents.port.Mind` says."""
        messages = rendered(agent, verb, values, self._prompts)
        if pictures:
            messages[-1] = messages[-1].model_copy(update={"pictures": tuple(pictures)})
        model = self._model.model(self._settings)
        wanted = answer_order(f"{self._model.provider(self._settings)}:{model}", messages, shape)
        if self._unasked is not None and self._store.find(wanted.key) is None:
            self._unasked(agent, self._price(messages))
            raise Unavailable("it is not asked before the film is made")
        made = answered(self._store, wanted, lambda: self._agreed(agent, verb, messages, shape, check))
        return shape.model_validate_json(self._store.path(self._keep(made)).read_bytes())

    def _agreed(
        self,
        agent: str,
        verb: str,
        messages: Sequence[Message],
        shape: type[Shape],
        check: Callable[[Shape], Sequence[str]],
    ) -> Shape:
        """The first answer, or where it has faults the second; Unavailable when neither has the shape."""
        text = self._said(agent, verb, messages, shape)
        first, problems = _read(text, shape, check)
        if first is not None and not problems:
            return first
        faults = "\n".join(f"- {one}" for one in problems[:MOST_FAULTS])
        again = f"Your answer has these faults:\n{faults}\nAnswer anew, without them."
        asked = [*messages, Message(role="assistant", text=text), Message(role="user", text=again)]
        second, left = _read(self._said(agent, verb, asked, shape), shape, check)
        found = second if second is not None else first
        if found is None:
            raise Unavailable(f"its answer was not as asked for, twice ({left[0]})")
        return found

    def _said(self, agent: str, verb: str, messages: Sequence[Message], shape: type[Shape]) -> str:
        """The model's words, paid for; who declined once is not asked again."""
        if agent in self._declined:
            raise self._declined[agent]
        settings, provider = self._settings, self._model.provider(self._settings)
        model = self._model.model(settings)

        def act(key: str) -> Reply:
            return self._model.answer(settings, key, messages, shape, lambda so_far: self._tell(agent, so_far))

        def receipt(reply: Reply) -> Receipt:
            paid = cost(provider, model, read=reply.read, written=reply.written)
            return Receipt(
                provider=provider, model=model, purpose=f"{agent}.{verb}", read=reply.read, written=reply.written,
                cost=round(paid.amount, 6), estimated=paid.estimated,
            )  # fmt: skip

        reply = self._calls.call(
            provider,
            self._model.keys(settings),
            PER_MINUTE if provider == "local" else settings.key_rate,
            act,
            price=self._price(messages),
            receipt=receipt,
        )
        if reply.declined:
            self._declined[agent] = Refused(f"the model declined: {reply.declined}")
            raise self._declined[agent]
        if reply.cut_off:
            raise Unavailable(f"its answer was longer than {LONGEST} tokens")
        if not reply.text.strip():
            raise Unavailable("its answer was empty")
        return reply.text

    def _price(self, messages: Sequence[Message]) -> float:
        """The most that an answer may cost, in US dollars."""
        size = sum(len(one.text) // CHARACTERS + PICTURE * len(one.pictures) for one in messages)
        provider, model = self._model.provider(self._settings), self._model.model(self._settings)
        return cost(provider, model, read=size, written=LONGEST).amount


def rendered(agent: str, verb: str, values: Mapping[str, str], package: str = __package__) -> list[Message]:
    """The prompt `prompts/<agent>.<verb>.md` of a package, filled: what is above its line `---` is the system's part.

    Raises KeyError for a name without a value, ValueError for a value without a name.
    """
    text = files(package).joinpath("prompts", f"{agent}.{verb}.md").read_text("utf-8")
    system, line, user = text.partition("\n---\n")
    if unknown := set(values) - set(Template(text).get_identifiers()):
        raise ValueError(f"{agent}.{verb}.md has no {', '.join(sorted(unknown))}")
    parts: list[Message] = []
    if line:
        parts.append(Message(role="system", text=Template(system).substitute(values).strip()))
    parts.append(Message(role="user", text=Template(user if line else system).substitute(values).strip()))
    return parts


def as_data(text: str) -> str:
    """Text of a stranger as the model reads it: one JSON string, which nothing in it can end."""
    return json.dumps(re.sub(r"[\ud800-\udfff]", "", text), ensure_ascii=False)


def _read(text: str, shape: type[Shape], check: Callable[[Shape], Sequence[str]]) -> tuple[Shape | None, Sequence[str]]:
    """What an answer says, and what is wrong with it."""
    try:
        found = shape.model_validate_json(text)
    except ValidationError as error:
        return None, (_fault(error),)
    return found, check(found)


def _fault(error: ValidationError) -> str:
    problem = error.errors(include_input=False, include_url=False)[0]
    where = ".".join(str(part) for part in problem["loc"])
    return f"{where}: {problem['msg']}" if where else str(problem["msg"])
