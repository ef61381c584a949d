"""Who judges: one or two language models of STORYREEL_JUDGE, asked as the agents ask theirs."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from agents.ask import Asker
from agents.port import Mind, Shape, nothing_wrong
from core.errors import Mistake, OverBudget, Refused, Unavailable
from core.recipes import Artefact, Made
from core.settings import Settings
from tools.keys.calls import Calls
from tools.keys.pool import KeyPool
from tools.keys.purse import Purse
from tools.llm.port import LLMS, RULES
from tools.store.local import LocalStore

STORE = "judges"
"""The folder below a run's in which answers are kept: what was answered is not asked again."""
MOST = 2
PATIENCE = 3
"""After so many failures one after another a judge is only told what it has answered already: each may take minutes."""
_KIN = {"o": "gpt", "chatgpt": "gpt", "codex": "gpt"}


@dataclass(frozen=True)
class Judge:
    """A model that judges; `name` is backend:model."""

    name: str
    mind: Mind

    @property
    def family(self) -> str:
        """The family of its model."""
        return family(self.name.partition(":")[2])


def family(model: str) -> str:
    """The family of a model by its id: what stands before its first figure, "gpt" for gpt-5.2, o3 and ft:gpt-5:own."""
    found = re.match(r"[a-z]+", model.rpartition("/")[2].casefold().removeprefix("ft:"))
    name = found[0] if found is not None else model.casefold()
    return _KIN.get(name, name)


class Apart:
    """A `Mind` to which each question is a new one: that it declines one says nothing of the next.

    `asker` makes the mind that is asked; what it is given is what that calls in place of asking, None to let it ask.
    """

    def __init__(self, asker: Callable[[Callable[[str, float], None] | None], Mind]) -> None:
        self._asker, self._failed, self._last = asker, 0, ""

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
        """As `agents.port.Mind` says; Unavailable as well where the budget is spent."""
        tired = self._failed >= PATIENCE
        mind = self._asker(self._told if tired else None)
        try:
            found = mind.ask(agent, verb, shape, values, check=check, pictures=pictures)
        except OverBudget as error:
            raise Unavailable(str(error)) from error
        except Refused:
            self._failed = 0
            raise
        except Unavailable as error:
            if not tired:
                self._failed, self._last = self._failed + 1, error.reason
            raise
        if not tired:
            self._failed = 0
        return found

    def _told(self, _: str, __: float) -> None:
        raise Unavailable(f"not asked any more, it failed {PATIENCE} times in a row: {self._last}")


def judges(settings: Settings, run: Path) -> tuple[Judge, ...]:
    """The judges of the settings, who keep their answers below the folder `run`; none where none is named.

    Raises Mistake for one that is unknown or cannot be asked.
    """
    named = [one.strip() for one in (settings.judge or "").split(",") if one.strip()]
    if len(named) > MOST:
        raise Mistake(f"STORYREEL_JUDGE names {len(named)} judges; name one, or two with a comma between them.")
    if len(set(named)) < len(named):
        raise Mistake("STORYREEL_JUDGE names the same judge twice: two judges must be two models.")
    return tuple(_judge(one, settings, run / STORE) for one in named)


def _judge(named: str, settings: Settings, home: Path) -> Judge:
    backend, _, model = named.partition(":")
    known = [name for name in LLMS.names() if name != RULES]
    if backend not in known or not model:
        raise Mistake(
            f"STORYREEL_JUDGE cannot be {named!r}: write backend:model, with a backend of {', '.join(known)}."
        )
    own = settings.model_copy(update={"llm_model": model, "azure_openai_deployment": model, "home": home})
    lacking = LLMS.entry(backend).requires.missing(own)
    if lacking is not None:
        raise Mistake(f"The judge {named} cannot be asked: {lacking}.")
    calls = Calls(KeyPool(home / "keys.db"), Purse(settings.budget))
    store = LocalStore(home)

    def asker(unasked: Callable[[str, float], None] | None) -> Mind:
        return Asker(backend, own, store, calls, _unheard, _kept, unasked=unasked, prompts=__package__)

    return Judge(named, Apart(asker))


def _unheard(_: str, __: int) -> None:
    """Nobody watches an answer grow."""


def _kept(made: Made) -> Artefact:
    return made.artefact
