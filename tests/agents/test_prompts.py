"""What models are told and the shapes they fill, as they were agreed; `python -m tests.agents.test_prompts` renews it."""

import json
from importlib.resources import files
from pathlib import Path
from string import Template

from agents.art_director import Board, StyleChoice
from agents.ask import rendered
from agents.critic import Judgement, Watched
from agents.researcher import Wanted
from agents.screenwriter import Narration
from agents.storyteller import Tale
from agents.translator import Translation
from core.models import Understanding
from core.scene import Value

SHAPES: dict[str, type[Value]] = {
    "director.understand": Understanding,
    "researcher.step": Wanted,
    "screenwriter.write": Narration,
    "screenwriter.revise": Narration,
    "screenwriter.tell": Tale,
    "screenwriter.retell": Tale,
    "critic.judge": Judgement,
    "critic.watch": Watched,
    "art_director.style": StyleChoice,
    "art_director.board": Board,
    "translator.translate": Translation,
}
AGREED = Path(__file__).with_name("prompts.json")


def present() -> dict[str, object]:
    """Every prompt with its values' names in place of the values, and its schema."""
    found: dict[str, object] = {}
    for name, shape in SHAPES.items():
        text = files("agents").joinpath("prompts", f"{name}.md").read_text("utf-8")
        values = {value: f"<{value}>" for value in Template(text).get_identifiers()}
        agent, verb = name.split(".")
        messages = [one.model_dump(exclude={"pictures"}) for one in rendered(agent, verb, values)]
        found[name] = {"messages": messages, "schema": shape.model_json_schema()}
    return found


def test_prompts_and_shapes_are_as_agreed() -> None:
    assert present() == json.loads(AGREED.read_text("utf-8"))


def test_every_prompt_has_a_shape() -> None:
    there = {one.name.removesuffix(".md") for one in files("agents").joinpath("prompts").iterdir()}
    assert there == set(SHAPES)


def test_what_strangers_wrote_is_said_to_be_data() -> None:
    for name in SHAPES:
        system = files("agents").joinpath("prompts", f"{name}.md").read_text("utf-8").split("\n---\n")[0]
        assert "data" in system, name


if __name__ == "__main__":
    AGREED.write_text(json.dumps(present(), indent=1, ensure_ascii=False) + "\n", "utf-8")
