"""A model's answers as artefacts: what was answered once is not asked again."""

from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import BaseModel

from core.recipes import Made, Order, Product, Recipe, Store, digest, order
from tools.llm.port import Message

ANSWER = Recipe("answer", 1, ("tools/llm", "agents/ask.py"), ".json")


def answer_order(maker: str, messages: Sequence[Message], shape: type[BaseModel]) -> Order:
    """The order for an answer; `maker` is provider:model."""
    said = [
        message.model_dump(exclude={"pictures"})
        | ({"pictures": [digest(one) for one in message.pictures]} if message.pictures else {})
        for message in messages
    ]
    return order(ANSWER, maker, {"messages": said, "shape": shape.model_json_schema()})


def answered(store: Store, wanted: Order, act: Callable[[], BaseModel]) -> Made:
    """The answer that is stored, else that of `act`, which raises for what is no answer: that is not stored."""

    def make(folder: Path) -> Product:
        out = folder / f"answer{ANSWER.suffix}"
        out.write_text(act().model_dump_json(), encoding="utf-8")
        return Product(out)

    return store.make(wanted, make)
