"""langgraph.json names a graph that LangGraph's server can load from its file."""

import importlib.util
import json
from pathlib import Path

from graphs.produce import STEPS, name


def test_the_named_graph_loads_and_has_every_step(root: Path) -> None:
    config = json.loads((root / "langgraph.json").read_text("utf-8"))
    assert [(root / folder / "pyproject.toml").exists() for folder in config["dependencies"]] == [True]
    [where] = config["graphs"].values()
    file, attribute = where.split(":")
    spec = importlib.util.spec_from_file_location("served", root / file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    graph = getattr(module, attribute)()
    assert [node for node in graph.nodes if not node.startswith("__")] == [name(step) for step in STEPS]
