"""What the product did to make the film (reference/evals.md 1.8), by its trajectory: A1 to A4, A6 and A9.

This product speaks before it paints: the order is research, story, audio, asset, assembly. A5, A7, A8 and A10 need
several runs or the graph's history: the runner judges them. Takes about a millisecond.
"""

from collections import Counter
from itertools import pairwise

from pydantic import ValidationError

from core.events import ToolCalled
from tools.measure.metrics.playing.scores import linear
from tools.measure.metrics.port import Family, Made, Verdict, Wanted
from tools.measure.metrics.reading.said import told
from tools.measure.metrics.seeing.shots import length

ORDER = ("research", "story", "audio", "asset", "assembly")
SPOKEN, PAINTED, ENCODED = "speak", "paint", "encode"
REPEATED, WASTE = 0.05, 0.5
"""The share of calls that may be made twice (evals.md A3); no score is left at the second."""
TRIES = 3
"""Attempts of one call, at most: what the product's steps allow themselves."""
ROUNDED = 0.05
"""Seconds by which lines of calls that end together may be written out of turn."""
FAMILY = Family(
    "trajectory",
    {
        "A1": "order of the steps",
        "A2": "tools expected",
        "A3": "calls made twice",
        "A4": "budget of calls and time",
        "A5": "style at every checkpoint",
        "A6": "attempts of one call",
        "A7": "the same film again",
        "A8": "finished steps after a restart",
        "A9": "lines of the trajectory",
        "A10": "cases that always pass",
    },
    gates=frozenset({"A1", "A5", "A7", "A8"}),
)
NONE = "no trajectory lies beside the film"


def measure(made: Made, wanted: Wanted) -> tuple[Verdict, ...]:
    """A1 to A4, A6 and A9; raises nothing for a broken trajectory."""
    calls, broken = _read(made)
    there = made.folder is not None and (made.folder / "trajectory.jsonl").is_file()
    if not there:
        return (
            FAMILY.unasked("A1", NONE),
            _tools(calls, wanted) if wanted.tools == () else FAMILY.unasked("A2", NONE),
            FAMILY.unasked("A3", NONE),
            _budget(made, calls, wanted),
            FAMILY.unasked("A6", NONE),
            FAMILY.unasked("A9", NONE),
        )
    return (
        _order(calls, wanted),
        _tools(calls, wanted),
        _repeats(calls),
        _budget(made, calls, wanted),
        _retries(calls),
        _lines(calls, broken),
    )


def _read(made: Made) -> tuple[list[ToolCalled], list[str]]:
    """The calls, and what is wrong with lines that are none."""
    try:
        lines = made.trajectory
    except (OSError, ValueError) as error:
        return [], [str(error)]
    calls, broken = [], []
    for number, line in enumerate(lines, 1):
        try:
            calls.append(ToolCalled.model_validate(line))
        except ValidationError as error:
            broken.append(f"line {number}: {error.errors()[0]['msg']}")
    return calls, broken


def _verb(call: ToolCalled) -> str:
    """What is done, without the beats that it is done for: `speak` of `speak 2.1`."""
    return " ".join(word for word in call.name.split() if not any(char.isdigit() for char in word) and word != "end")


def _order(calls: list[ToolCalled], wanted: Wanted) -> Verdict:
    expected = [tool for tool in wanted.tools or () if tool in ORDER] or [
        tool for tool in ORDER if tool != "research" or any(call.tool == tool for call in calls)
    ]
    begun: dict[str, float] = {}
    for call in calls:
        begun[call.tool] = min(begun.get(call.tool, call.start), call.start)
    wrong = [f"no {tool}" for tool in expected if tool not in begun]
    turns = [tool for tool in ORDER if tool in begun]
    wrong += [f"{later} before {tool}" for tool, later in pairwise(turns) if begun[later] < begun[tool]]
    wrong += _beats_out_of_turn(calls)
    if wanted.tools == () and not calls:
        wrong = []
    shown = " ".join(sorted(begun, key=begun.__getitem__)) or "no call"
    measured = "; ".join(wrong[:5]) or shown
    return FAMILY.verdict("A1", not wrong, measured, " ".join(expected), len(wrong), "steps out of turn")


def _beats_out_of_turn(calls: list[ToolCalled]) -> list[str]:
    """Beats that are encoded before they are painted, or painted before they are spoken."""
    spans = {call.name: call for call in calls if call.status != "failed"}
    wrong = []
    for name, call in spans.items():
        verb, _, beat = name.partition(" ")
        earlier = {PAINTED: SPOKEN, ENCODED: PAINTED}.get(verb)
        before = spans.get(f"{earlier} {beat}") if earlier and beat else None
        if before is not None and before.start > call.end + ROUNDED:
            wrong.append(f"{name} before {before.name}")
    return wrong


def _tools(calls: list[ToolCalled], wanted: Wanted) -> Verdict:
    """Precision and recall; a tool is named by its kind (`asset`) or by what it does (`search`)."""
    if wanted.tools is None:
        return FAMILY.unasked("A2", "the case expects no tools by name")
    used = [(call.tool, _verb(call)) for call in calls]
    right = sum(any(name in wanted.tools for name in names) for names in used)
    found = [tool for tool in wanted.tools if any(tool in names for names in used)]
    precision = right / len(used) if used else 1.0
    recall = len(found) / len(wanted.tools) if wanted.tools else 1.0
    stray = sorted({f"{tool} ({verb})" for tool, verb in used if not {tool, verb} & set(wanted.tools)})
    missing = [tool for tool in wanted.tools if tool not in found]
    measured = f"precision {precision:.2f}, recall {recall:.2f}"
    measured += f"; not expected: {', '.join(stray[:4])}" if stray else ""
    measured += f"; missing: {', '.join(missing[:4])}" if missing else ""
    asked, worse = " ".join(wanted.tools) or "no tool at all", min(precision, recall)
    return FAMILY.verdict("A2", precision == recall == 1, measured, asked, round(worse, 3), "share", score=worse)


def _repeats(calls: list[ToolCalled]) -> Verdict:
    """What was found in the store cost nothing, and what is tried again after a fault is no waste."""
    done = [(call.tool, _verb(call), call.args_hash) for call in calls if call.status == "made"]
    share = 1 - len(set(done)) / len(done) if done else 0.0
    twice = [f"{verb} x{count}" for (_, verb, _), count in Counter(done).items() if count > 1]
    measured = f"{len(done) - len(set(done))} of {len(done)}" + (f": {', '.join(twice[:5])}" if twice else "")
    score = linear(share, WASTE, REPEATED)
    return FAMILY.verdict("A3", share <= REPEATED, measured, f"<= {REPEATED}", round(share, 3), "share", score=score)


def _budget(made: Made, calls: list[ToolCalled], wanted: Wanted) -> Verdict:
    """The largest share of a budget that was used."""
    receipts = sum(1 for one in told(made).receipts if one.read + one.written)
    asked = max(receipts, sum(1 for call in calls if call.tokens))
    took = made.seconds
    if took is None and calls:
        took = max(call.end for call in calls) - min(call.start for call in calls)
    tokens, cost = sum(call.tokens for call in calls), sum(call.cost for call in calls)
    measured = [f"{len(calls)} steps", f"{asked} calls of a language model", f"{tokens} tokens", f"{cost:.4f} dollars"]
    measured.append("no time known" if took is None else f"{took:.1f} s")
    limits: list[tuple[float, float]] = []
    if wanted.calls is not None:
        limits.append((asked, wanted.calls))
    if wanted.seconds is not None and took is not None:
        limits.append((took, wanted.seconds))
    lasts = length(made.film) if wanted.ratio is not None else 0.0
    if wanted.ratio is not None and took is not None and lasts:
        limits.append((took / lasts, wanted.ratio))
    if not limits:
        reason = f"no budget was set, or nothing to hold against it ({', '.join(measured)})"
        return FAMILY.unasked("A4", reason)
    worst = max(used / limit if limit else float(used > 0) * 2 for used, limit in limits)
    asks = {"calls": wanted.calls, "s": wanted.seconds, "of its length": wanted.ratio}
    most = ", ".join(f"<= {limit:g} {unit}" for unit, limit in asks.items() if limit is not None)
    share, score = round(worst, 3), linear(worst, 2.0, 1.0)
    return FAMILY.verdict("A4", worst <= 1, ", ".join(measured), most, share, "share of the budget", score=score)


def _retries(calls: list[ToolCalled]) -> Verdict:
    """Attempts by their number, and failures of one call with the same arguments: the larger of the two."""
    fails = Counter((call.backend, call.name, call.args_hash) for call in calls if call.status == "failed")
    numbered = max((call.attempt for call in calls), default=0)
    most = max([numbered, *fails.values()])
    over = [f"{call.name}: attempt {call.attempt}" for call in calls if call.attempt > TRIES]
    over += [f"{name} failed {count} times" for (_, name, _), count in fails.items() if count > TRIES]
    score = 1 - min(1.0, len(over) / max(1, len(calls)))
    return FAMILY.departures("A6", over, f"at most {most}", f"<= {TRIES}", "attempts", value=most, score=score)


def _lines(calls: list[ToolCalled], broken: list[str]) -> Verdict:
    """Lines that are no calls, end before they begin, or go back in time."""
    wrong = list(broken)
    wrong += [f"{call.name} ends before it begins" for call in calls if not 0 <= call.start <= call.end]
    latest = 0.0
    for call in calls:
        if call.end < latest - ROUNDED:
            wrong.append(f"{call.name} is out of turn at {call.end:.2f} s")
        latest = max(latest, call.end)
    if not calls and not broken:
        wrong.append("it is empty")
    score = 1 - min(1.0, len(wrong) / max(1, len(calls) + len(broken)))
    return FAMILY.departures("A9", wrong, f"{len(calls)} good lines", "0 wrong ones", "lines", score=score)
