"""Every `storyreel` command on a page is one that there is; the cheap ones of docs/evals.md run as they stand."""

import re
import shlex
import shutil
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from storyreel.cli.main import commands
from tests.docs.test_readme import run

SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
MENTION = re.compile(r"`storyreel ([^`\n]+)`")
AND = ("&&", "||", "|", ";", ">", "<", "&")
SETTING = re.compile(r"[A-Z_]+=.*", re.DOTALL)
EVALS = "docs/evals.md"
MAKE = """printf 'A fox lives in the forest.' > fox.txt
storyreel make "The fox" --script fox.txt --profile preview --music none --out film
cp film/film.mp4 other.mp4
cp film/captions.srt other.srt
"""
CASE = 'id = "X01"\ntitle = "a request without a word"\nsuites = ["smoke", "public"]\noutcome = "mistake"\n'
"""A case that ends before there is anything to make."""


def shown(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lines of a page's shell blocks that start the product, each with the arguments of every such start."""
    for block in SHELL.findall(text):
        for line in block.replace("\\\n", " ").splitlines():
            words = shlex.split(line, comments=True)
            starts = [at for at, word in enumerate(words) if word == "storyreel" and _begins(words[:at])]
            for at in starts:
                yield line, tuple(takewhile(lambda word: word not in AND, words[at + 1 :]))


def _begins(before: Sequence[str]) -> bool:
    """Whether a command begins after these words: at the line's start, behind `&&` and the like, behind settings."""
    rest = list(before)
    while rest and SETTING.fullmatch(rest[-1]):
        rest.pop()
    return not rest or rest[-1] in AND


def found(words: Sequence[str]) -> tuple[typer.core.TyperCommand, list[str]]:
    """The command that they name, and the rest of them. A KeyError for a command that there is not."""
    group, rest = get_command(commands()), list(words)
    while isinstance(group, typer.core.TyperGroup):
        group = group.commands[rest.pop(0)]
    assert isinstance(group, typer.core.TyperCommand)
    return group, rest


def parsed(arguments: Sequence[str]) -> None:
    """Read the arguments as the command line does, and run nothing. A TyperException says what it refuses."""
    command, rest = found(arguments)
    with command.make_context(command.name, rest):
        pass


def known(words: str) -> None:
    """Check a command named in passing, with placeholders for its values: its name, and each of its options."""
    command, rest = found(words.split())
    options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    assert {word.strip("[]") for word in rest if word.lstrip("[").startswith("-")} <= options, words


def pages(root: Path) -> list[Path]:
    return [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").rglob("*.md"))]


def test_every_line_of_a_shell_block_is_understood(root: Path) -> None:
    count = 0
    for page in pages(root):
        for line, arguments in shown(page.read_text("utf-8")):
            try:
                parsed(arguments)
            except (KeyError, typer.TyperException) as error:
                pytest.fail(f"{page.relative_to(root)}: {line}: {error}")
            count += 1
    assert count > 30


def test_every_command_named_in_passing_is_known(root: Path) -> None:
    named = [words for page in pages(root) for words in MENTION.findall(page.read_text("utf-8"))]
    for words in named:
        known(words)
    assert len(named) > 20


@pytest.mark.parametrize(
    "line",
    [
        "storyreel evaluate smoke",
        "storyreel eval smoke --epoch 3",
        "storyreel eval smoke --epochs many",
        "storyreel eval",
        "A=1 storyreel check film --captions",
        "mkdir -p a && storyreel draw 'A fox' --layer a | cat",
        "storyreel bench draws",
    ],
)
def test_a_line_that_nobody_understands_is_found(line: str) -> None:
    [(_, arguments)] = shown(f"```sh\n{line}\n```\n")
    with pytest.raises((KeyError, typer.TyperException)):
        parsed(arguments)


def test_an_option_that_there_is_not_is_found_in_passing() -> None:
    known("export FOLDER --format FORMAT [--out FILE] [--force]")
    with pytest.raises(AssertionError):
        known("export FOLDER --forms FORMAT")
    with pytest.raises(KeyError):
        known("exports FOLDER")


def test_films_are_checked_as_the_page_says(root: Path, tmp_path: Path) -> None:
    """Above 5 s: a film is made once, and measured twice."""
    lines = _lines(root, "check")
    made = run(["sh", "-e", "-c", MAKE], root, tmp_path)
    assert made.returncode == 0, made.stderr
    for line in lines:
        done = run(["sh", "-e", "-c", line], root, tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "T1   decodes" in done.stdout
    assert any("--captions burned" in line for line in lines)


def test_a_run_is_compared_and_reported_as_the_page_says(root: Path, tmp_path: Path) -> None:
    """Above 5 s: a suite of one case that makes nothing. What else `eval` does is in tests/evals."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "X01.toml").write_text(CASE)
    shutil.copytree(root / "evals" / "baselines", tmp_path / "evals" / "baselines")
    [line] = [line for line in _lines(root, "eval") if "--report" in line]
    done = run(["sh", "-e", "-c", f"export EVALS_CASES=cases\n{line}"], root, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "1 of 1 cases pass every gate" in done.stdout
    assert "Judged in the old run only: P01" in done.stdout
    assert (tmp_path / "run" / "run.json").is_file()
    assert "a request without a word" in (tmp_path / "run.html").read_text("utf-8")


def _lines(root: Path, verb: str) -> list[str]:
    """The lines of docs/evals.md that start this command."""
    return [line for line, arguments in shown((root / EVALS).read_text("utf-8")) if arguments[0] == verb]
