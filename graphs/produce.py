"""The produce graph: request -> film. The order of the film is the order of STEPS."""

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from core.clock import now
from core.events import Events, StepFinished, StepStarted
from core.models import Request
from core.settings import Settings
from graphs.nodes.choose_style import choose_style
from graphs.nodes.cut import cut
from graphs.nodes.narrate import narrate
from graphs.nodes.research import research
from graphs.nodes.review import review, sent_back
from graphs.nodes.shoot import shoot
from graphs.nodes.storyboard import storyboard
from graphs.nodes.understand import understand
from graphs.nodes.write import write
from graphs.state import State
from graphs.studio import Studio

if TYPE_CHECKING:
    from langgraph.graph.state import CompiledStateGraph

Step = Callable[[State, Studio], State]

STEPS: tuple[Step, ...] = (understand, research, write, choose_style, narrate, storyboard, shoot, cut, review)


def build(studio: Studio) -> "CompiledStateGraph[State, None, State, State]":
    """The compiled graph, its steps bound to a studio; one that is attended can be interrupted by a question."""
    from langgraph.checkpoint.memory import InMemorySaver
    from langgraph.graph import END, START, StateGraph

    builder = StateGraph(State)
    names = [name(step) for step in STEPS]
    for step in STEPS:
        builder.add_node(name(step), _told(step, studio))
    builder.add_edge(START, names[0])
    for before, after in pairwise(names):
        builder.add_edge(before, after)
    again = [name(storyboard), name(shoot)]
    builder.add_conditional_edges(names[-1], lambda state: sent_back(state) or END, [*again, END])
    return builder.compile(InMemorySaver() if studio.attended else None, name="produce")


def graph() -> "CompiledStateGraph[State, None, State, State]":
    """The graph with a studio of its own, for LangGraph's server (langgraph.json)."""
    return build(Studio.build(Settings.load(), Events(), Request()))


def name(step: Step) -> str:
    """A step's name in the graph."""
    return step.__name__


def _told(step: Step, studio: Studio) -> Any:
    """The step as a node, telling the event stream when it begins and ends."""

    def node(state: State) -> State:
        studio.check()
        studio.events.emit(StepStarted(step=name(step)))
        begin = now()
        update = step(state, studio)
        studio.events.emit(StepFinished(step=name(step), seconds=round(now() - begin, 3)))
        return update

    return node
