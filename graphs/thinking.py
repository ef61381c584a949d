"""Who decides: a language model where one is set up, and the built-in rules where it cannot."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from agents.port import Mind
from core.clock import today
from core.errors import OverBudget, Unavailable
from core.events import Substituted, Warned
from graphs.state import Json
from graphs.studio import Studio
from tools.llm.models import warning
from tools.llm.port import LLMS, RULES

Result = TypeVar("Result")


def decide(
    studio: Studio, agent: str, by_model: Callable[[Mind], Result], by_rules: Callable[[], Result]
) -> tuple[Result, list[Json]]:
    """What the agent decides, and what stood in for the language model; a plan uses only answers that are stored."""

    def act(name: str) -> Result:
        if name == RULES:
            return by_rules()
        try:
            return studio.guarded(lambda: by_model(studio.mind(name)))
        except OverBudget as error:
            raise Unavailable(str(error).rstrip(".")) from error

    asked = LLMS.chosen(studio.settings.llm, studio.settings, mock=studio.mock)
    if asked != RULES and not studio.recalls:
        told = warning(LLMS.create(asked).model(studio.settings), date.fromisoformat(today()[:10]))
        if told is not None:
            studio.events.emit(Warned(text=told))
    outcome = LLMS.perform(
        act,
        secrets=studio.settings,
        wanted=asked,
        choices=studio.choices,
        scope=agent,
    )
    if outcome.substitution is None:
        return outcome.value, []
    stood = outcome.substitution.model_copy(update={"reason": f"for the {agent}: {outcome.substitution.reason}"})
    if studio.recalls:
        studio.unasked.setdefault(agent, 0.0)
        return outcome.value, []
    studio.events.emit(Substituted(substitution=stood))
    return outcome.value, [stood.model_dump(mode="json")]
