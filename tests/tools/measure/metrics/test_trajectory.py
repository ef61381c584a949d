"""What was done to make a film: a good trajectory passes, each seeded defect fails its own metric."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.tools.measure.metrics.films import failed, folder
from tools.measure.metrics.port import Made, Verdict, Wanted
from tools.measure.metrics.trajectory import measure

Line = dict[str, Any]
TOOLS = ("research", "story", "audio", "asset", "assembly")


def call(tool: str, name: str, start: float, end: float, **more: Any) -> Line:
    return {"tool": tool, "name": name, "args_hash": name, "start": start, "end": end, "status": "made", **more}


def good() -> list[Line]:
    return [
        call("research", "research", 0.0, 0.1),
        call("story", "write", 0.1, 0.5, tokens=900, cost=0.002),
        call("audio", "speak 1.1", 0.5, 1.0),
        call("audio", "speak 2.1", 0.5, 1.1),
        call("audio", "lay the voices", 1.1, 1.2),
        call("asset", "paint 1.1", 1.2, 2.0),
        call("asset", "paint 2.1", 1.2, 2.1),
        call("assembly", "encode 1.1", 2.0, 3.0),
        call("assembly", "encode 2.1", 2.1, 3.1),
        call("assembly", "cut", 3.1, 3.2),
        call("assembly", "look", 3.2, 4.0),
    ]


def verdicts(path: Path, lines: list[Line], manifest: Line | None = None, **wanted: Any) -> dict[str, Verdict]:
    text = "".join(f"{json.dumps(line)}\n" for line in lines)
    folder(path, manifest, trajectory_jsonl=text)
    (path / "film.mp4").write_bytes(b"")
    asked = Wanted.model_validate({"tools": TOOLS, "calls": 2, "seconds": 10.0, **wanted})
    return {one.metric: one for one in measure(Made.at(path), asked)}


def test_a_good_trajectory_passes(tmp_path: Path) -> None:
    found = verdicts(tmp_path, good())
    assert {metric: verdict.ok for metric, verdict in found.items()} == dict.fromkeys(
        ["A1", "A2", "A3", "A4", "A6", "A9"], True
    )
    assert {metric for metric, verdict in found.items() if verdict.gate} == {"A1"}
    assert found["A4"].measured == "11 steps, 1 calls of a language model, 900 tokens, 0.0020 dollars, 4.0 s"


def test_without_a_trajectory_nothing_is_judged(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"")
    found = measure(Made.at(tmp_path), Wanted(calls=2))
    assert {one.ok for one in found if one.metric != "A4"} == {None}


def test_steps_out_of_turn(tmp_path: Path) -> None:
    lines = good()
    lines[1] |= {"start": 1.3, "end": 1.4}
    found = verdicts(tmp_path, sorted(lines, key=lambda line: line["end"]))
    assert failed(found) == {"A1"}
    assert found["A1"].measured == "audio before story"


def test_a_step_that_is_missing(tmp_path: Path) -> None:
    lines = [line for line in good() if line["tool"] != "asset"]
    assert failed(verdicts(tmp_path, lines)) == {"A1", "A2"}
    assert failed(verdicts(tmp_path, lines, tools=None)) == {"A1"}


def test_a_beat_that_is_encoded_before_it_is_painted(tmp_path: Path) -> None:
    lines = good()
    lines[6] |= {"start": 3.3, "end": 3.5}
    found = verdicts(tmp_path, sorted(lines, key=lambda line: line["end"]))
    assert failed(found) == {"A1"}
    assert found["A1"].measured == "encode 2.1 before paint 2.1"


def test_a_tool_that_nobody_expected(tmp_path: Path) -> None:
    found = verdicts(tmp_path, good(), tools=("story", "audio", "asset", "assembly"))
    assert failed(found) == {"A2"}
    assert "not expected: research (research)" in found["A2"].measured
    by_name = ("search", *TOOLS)
    assert "missing: search" in verdicts(tmp_path, good(), tools=by_name)["A2"].measured
    assert verdicts(tmp_path, good(), tools=())["A2"].ok is False
    assert verdicts(tmp_path, [], tools=())["A2"].ok


def test_calls_made_twice(tmp_path: Path) -> None:
    twice = [*good(), call("assembly", "look", 4.0, 4.2)]
    assert failed(verdicts(tmp_path, twice)) == {"A3"}
    found_again = [*good(), call("assembly", "look", 4.0, 4.2, status="found")]
    assert failed(verdicts(tmp_path, found_again)) == set()


def test_another_try_after_a_fault_is_no_waste(tmp_path: Path) -> None:
    lines = good()
    lines.insert(2, call("audio", "speak 2.1", 0.5, 0.6, status="failed"))
    lines[4]["attempt"] = 2
    assert failed(verdicts(tmp_path, lines)) == set()


@pytest.mark.parametrize("budget", [{"calls": 0}, {"seconds": 3.0}])
def test_over_budget(tmp_path: Path, budget: dict[str, Any]) -> None:
    assert failed(verdicts(tmp_path, good(), **budget)) == {"A4"}


def test_receipts_count_as_calls(tmp_path: Path) -> None:
    receipts = [{"read": 10, "written": 5, "cost": 0.1}] * 3 + [{"read": 0, "written": 0, "cost": 0.04}]
    found = verdicts(tmp_path, good(), {"receipts": receipts})
    assert failed(found) == {"A4"}
    assert "3 calls of a language model" in found["A4"].measured


def test_no_budget_is_reported(tmp_path: Path) -> None:
    found = verdicts(tmp_path, good(), calls=None, seconds=None)["A4"]
    assert found.ok is None
    assert "11 steps" in found.reason


def test_too_many_attempts(tmp_path: Path) -> None:
    lines = good()
    lines[3]["attempt"] = 4
    assert failed(verdicts(tmp_path / "numbered", lines)) == {"A6"}
    fails = [call("audio", "speak 2.1", 0.5, 0.6, status="failed") for _ in range(4)]
    assert failed(verdicts(tmp_path / "failed", [*good()[:2], *fails, *good()[2:]])) == {"A6"}


@pytest.mark.parametrize(
    "line",
    [
        call("asset", "paint 8.1", 5.0, 4.0),
        call("painting", "paint 1.1", 4.0, 4.1),
        {"tool": "asset", "name": "paint 1.1"},
        call("asset", "paint 9.1", 1.3, 1.9),
    ],
)
def test_lines_that_are_wrong(tmp_path: Path, line: Line) -> None:
    assert failed(verdicts(tmp_path, [*good(), line])) == {"A9"}


@pytest.mark.parametrize("text", ["", "{\n", "\ufffd[]\n", "[1]\n"])
def test_a_broken_file_raises_nothing(tmp_path: Path, text: str) -> None:
    folder(tmp_path, trajectory_jsonl=text)
    found = {one.metric: one for one in measure(Made.at(tmp_path), Wanted())}
    assert failed(found) >= {"A1", "A9"}
