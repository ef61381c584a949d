"""A run as one HTML file: what passed, what failed and why, and every film to look at.

The page holds its style and its pictures and asks nothing of any other machine; only the films lie beside it, by
relative links. It has no script, and forbids any.
"""

import os.path
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import get_args
from urllib.parse import quote

from evals.compare import Change, Comparison, GateChange, compare, measured
from evals.intervals import Rate
from evals.report_film import Reel, embedded, figure, read_reel, strip
from evals.report_parts import Html, bar, described, facts, join, listed, said, signed, table, tag
from evals.results import CaseResult, RunResult, failed_gates
from tools.measure.metrics.port import Group, Verdict

FILM = "film.mp4"
_ORDER = ("failed", "passed", "awaiting")
_NOTHING = Html("")
_POLICY = "script-src 'none'; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'; img-src data:"

Differences = Mapping[str, float]


@dataclass(frozen=True)
class _Page:
    """What every part of the page needs: the run, where its films and the page lie, and what changed by case id."""

    run: RunResult
    folder: Path
    out: Path
    comparison: Comparison | None

    def differences(self, case: CaseResult) -> Differences:
        """By group and "total"; {} where there is nothing to compare with."""
        for change in self.comparison.changes if self.comparison is not None else ():
            if change.id == case.id and case.status != "awaiting":
                return change.groups if change.score is None else {**change.groups, "total": change.score}
        return {}


def report(run: RunResult, folder: Path, out: Path, against: RunResult | None = None) -> None:
    """Write the page of a run to `out`. The films are FOLDER/CASE/film.mp4; `against` is an older run of the suite."""
    page = _Page(run, folder, out, None if against is None else compare(against, run))
    cases = sorted(enumerate(run.cases), key=lambda pair: _ORDER.index(pair[1].status))
    title = f"{run.suite} {run.version}"
    body = (
        tag("header", said(title, "h1"), _summary(run), _whole(run)),
        _changes(page.comparison) if page.comparison is not None else _NOTHING,
        tag("h2", "Cases"),
        _overview(page, cases),
        *(_case(page, number, case) for number, case in cases),
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("title", title),
        tag("style", Html((files(__package__) / "report.css").read_text(encoding="utf-8"))),
    )
    html = join((Html("<!doctype html>\n"), tag("html", head, tag("body", tag("main", *body)), lang="en"), Html("\n")))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(html, encoding="utf-8")


def _summary(run: RunResult) -> Html:
    """What the whole run came to."""
    ratios = [case.seconds / case.length for case in run.judged if case.length]
    count = len({case.id for case in run.cases})
    waiting = count - run.total
    known = (
        ("Suite", run.suite),
        ("Version", run.version),
        ("Date", _when(run.date)),
        ("Mode", run.mode),
        ("Machine", run.machine),
        ("Cases passed", str(Rate.of(run.passed, run.total))),
        ("Awaiting", f"{waiting} of {count}" if waiting else ""),
        ("Epochs", str(run.epochs) if run.epochs > 1 else ""),
        ("Median time to make a second of film", f"{median(ratios):.2f} s" if ratios else ""),
    )
    return facts((name, value) for name, value in known if value)


def _when(date: str) -> str:
    """A time to the minute, without the signs of ISO 8601 (it is UTC)."""
    return date.removesuffix("+00:00").replace("T", " ")[:16]


def _whole(run: RunResult) -> Html:
    """The verdicts on the suite as a whole."""
    rows = ((one.metric, one.name, measured(one), one.wanted, _judged(one)) for one in run.verdicts)
    return table(("Metric", "Name", "Measured", "Wanted", "Verdict"), rows) if run.verdicts else _NOTHING


def _called(run: RunResult, case: CaseResult) -> str:
    """The case's id, and which of its runs it was."""
    return f"{case.id} ({case.epoch} of {run.epochs})" if run.epochs > 1 else case.id


def _groups(run: RunResult) -> tuple[str, ...]:
    """The groups that some case has, in the order in which metrics are documented."""
    found = {name for case in run.cases for name in case.groups}
    order = get_args(Group)
    return (*(name for name in order if name in found), *sorted(found - set(order)))


def _overview(page: _Page, cases: Sequence[tuple[int, CaseResult]]) -> Html:
    groups = _groups(page.run)
    rows = (_row(page, number, case, groups) for number, case in cases)
    return table(("Case", "Title", "Status", "Score", *groups, "Seconds"), rows, "cases")


def _row(page: _Page, number: int, case: CaseResult, groups: Sequence[str]) -> tuple[str, ...]:
    changed = page.differences(case)
    return (
        tag("a", said(_called(page.run, case)), href=f"#case-{number}"),
        case.title,
        tag("span", case.status, class_=case.status),
        _scored(case.score, changed.get("total")),
        *(_scored(case.groups.get(name), changed.get(name)) for name in groups),
        f"{case.seconds:.1f}" if case.status != "awaiting" else "",
    )


def _scored(score: float | None, change: float | None) -> Html:
    """A score as a bar, with what it changed by."""
    if score is None:
        return tag("span", "–", class_="faint")
    return bar(score) if change is None else join((bar(score), signed(change)))


def _case(page: _Page, number: int, case: CaseResult) -> Html:
    """All of one case: what failed comes first."""
    head = tag(
        "h2", said(_called(page.run, case)), " ", said(case.title), " ", tag("span", case.status, class_=case.status)
    )
    if case.status == "awaiting":
        parts = [tag("h3", "It awaits"), listed(case.problems or ("what it awaits is not said",))]
    else:
        parts = [_told(case), _changed(page.differences(case)), _failures(case), _missed(case)]
        parts += [_film(page, case), _verdicts(case)]
    return tag("section", head, *parts, id=f"case-{number}", class_="case")


def _told(case: CaseResult) -> Html:
    """The case in numbers."""
    known = (
        ("Outcome", case.outcome),
        ("Expected", case.expected),
        ("Grade", case.grade),
        ("Score", "" if case.score is None else f"{case.score:.3f}"),
        ("Made in", f"{case.seconds:.1f} s"),
        ("Measured in", f"{case.measured:.1f} s" if case.measured else ""),
        ("Length of the film", "" if case.length is None else f"{case.length:.2f} s"),
        ("Tags", ", ".join(case.tags)),
    )
    return facts((name, value) for name, value in known if value)


def _changed(changes: Differences) -> Html:
    """What the scores of the case changed by."""
    moved = [join((f"{name} ", signed(change))) for name, change in changes.items() if change]
    return tag("p", "Against the older run: ", *_between(moved), ".") if moved else _NOTHING


def _between(parts: Sequence[Html]) -> list[str]:
    """The parts with commas between them."""
    return [text for part in parts for text in (", ", part)][1:]


def _failures(case: CaseResult) -> Html:
    """Why the case failed: its problems, then the gates; a problem that only names a gate does not stand twice."""
    gates = failed_gates(case.verdicts)
    known = tuple(f"{verdict.metric} {verdict.name}:" for verdict in gates)
    problems = listed(problem for problem in case.problems if not problem.startswith(known))
    parts = [tag("h3", "Why it failed"), problems] if problems else []
    parts += [tag("h3", "Gates that failed"), listed(map(_failure, gates), "misses")] if gates else []
    return tag("div", *parts, class_="bad") if parts else _NOTHING


def _missed(case: CaseResult) -> Html:
    """What only lowers the score, to be opened."""
    missed = [verdict for verdict in case.verdicts if verdict.ok is False and not verdict.gate]
    summary = tag("summary", f"Below the mark, no gate: {len(missed)}")
    return tag("details", summary, listed(map(_failure, missed), "misses"), class_="soft") if missed else _NOTHING


def _failure(verdict: Verdict) -> Html:
    """One verdict that is not ok: what was expected, and what was found."""
    pairs = [("Expected", verdict.wanted or "not said"), ("Found", measured(verdict))]
    pairs += [("Because", verdict.reason)] if verdict.reason else []
    return join((said(f"{verdict.metric} {verdict.name}", "strong"), described(pairs)))


def _film(page: _Page, case: CaseResult) -> Html:
    """The film itself, its pictures, its sound and its captions."""
    place = _place(page.folder, case)
    if place is None or not (place / FILM).is_file():
        expected = case.outcome in ("film", "draft") or case.length is not None
        return tag("p", "The film is missing." if expected else "There is no film.", class_="faint")
    reel = read_reel(place)
    errors = [tag("p", said(f"It could not all be shown: {'; '.join(reel.errors)}."), class_="failed")]
    link = _link(place / FILM, page.out)
    poster = embedded(reel.poster) if reel.poster else None
    video = tag("video", tag("a", "The film", href=link), src=link, poster=poster, controls=True, preload="metadata")
    beside = strip(reel) if reel.thumbs else _NOTHING
    return join((*(errors if reel.errors else []), tag("div", video, beside, class_="film"), _heard(reel)))


def _heard(reel: Reel) -> Html:
    return join((tag("h3", "Sound and captions"), figure(reel))) if reel.peaks or reel.cues else _NOTHING


def _place(folder: Path, case: CaseResult) -> Path | None:
    """Where the film lies; None where a result points out of the run's folder."""
    root = folder.resolve()
    try:
        place = (root / (case.folder or case.id)).resolve()
    except (OSError, ValueError):
        return None
    return place if place.is_relative_to(root) else None


def _link(film: Path, out: Path) -> str:
    """The address of a film, seen from the page."""
    return quote(Path(os.path.relpath(film, out.parent.resolve())).as_posix())


def _verdicts(case: CaseResult) -> Html:
    """Every verdict, by group."""
    order = get_args(Group)
    found = sorted(case.verdicts, key=lambda verdict: order.index(verdict.group))
    if not found:
        return tag("p", "Nothing was measured.", class_="faint")
    rows = (
        (verdict.group, verdict.metric, verdict.name, measured(verdict), verdict.wanted, _judged(verdict))
        for verdict in found
    )
    head = ("Group", "Metric", "Name", "Measured", "Wanted", "Verdict")
    return tag("details", tag("summary", f"All {len(found)} verdicts"), table(head, rows))


def _judged(verdict: Verdict) -> Html:
    """Ok, failed or not judged, with the reason; what is a gate says so."""
    kind = {True: "ok", False: "failed", None: "unjudged"}[verdict.ok]
    word = {"unjudged": "not judged"}.get(kind, kind) + (" (gate)" if verdict.gate else "")
    reason = [": ", said(verdict.reason)] if verdict.reason else []
    return join((tag("span", word, class_=kind), *reason))


def _changes(comparison: Comparison) -> Html:
    """The run against an older one: groups, cases, gates."""
    old = comparison.old
    title = said(f"Against {old.version} of {_when(old.date)}", "h2")
    verdict = f"Worse: {'; '.join(comparison.reasons)}." if comparison.worse else "Not worse."
    known = [change for change in (comparison.total, *comparison.groups) if change is not None]
    cases = comparison.cases
    tests = (
        f"{len(comparison.changes)} cases were judged in both: {cases.lost} newly fail, {cases.won} newly pass "
        f"(McNemar, exact: p = {cases.p:.3g}). Before, {old.rate} passed."
    )
    lists = (
        ("Newly failing cases", comparison.fails),
        ("Newly passing cases", comparison.passes),
        ("Judged in the old run only", comparison.only_old),
        ("Judged in the new run only", comparison.only_new),
    )
    return tag(
        "section",
        title,
        said(verdict, "p", class_="fell" if comparison.worse else None),
        said(tests, "p"),
        table(("Group", "Cases", "Before", "Now", "Difference", "95 % interval"), map(_change, known)),
        _gates("Gates that newly fail", comparison.broken),
        _gates("Gates that held and are judged no more", comparison.unjudged),
        *(tag("p", f"{name}: ", *_between([said(case) for case in found]), ".") for name, found in lists if found),
    )


def _change(change: Change) -> tuple[str, ...]:
    """A row of the groups' table."""
    known = change.low is not None and change.high is not None
    span = f"{change.low:+.3f} to {change.high:+.3f}" if known else "none from one case"
    kind = "fell" if change.fell else "rose" if change.rose else None
    difference = tag("span", f"{change.difference:+.3f}", class_=kind)
    return change.group, str(change.cases), f"{change.old:.3f}", f"{change.new:.3f}", difference, span


def _gates(title: str, gates: Sequence[GateChange]) -> Html:
    """Gates with what was measured before and now."""
    if not gates:
        return _NOTHING
    rows = ((gate.case, f"{gate.metric} {gate.name}", gate.before, gate.measured, gate.wanted) for gate in gates)
    return join((tag("h3", title), table(("Case", "Gate", "Before", "Now", "Wanted"), rows)))
