"""The ratchets' checkers: each takes modules and returns one complaint per finding (`path:line: what`)."""

import ast
import re
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

ROOMS = ("storyreel", "evals", "graphs", "agents", "tools", "core")
FILE_LINES, FILE_MEDIAN = 400, 120
FUNCTION_LINES, FUNCTION_MEDIAN = 60, 12
STRING_LINES = 15
ENVIRONMENT_READER = "core/settings.py"
PRINTERS = "storyreel/cli/"

# What may be called while a module is imported: constructors (a capital letter) and these makers of plain values.
MAKERS = {
    *("abs", "chr", "compile", "dict", "field", "float", "frozenset", "getLogger", "int", "len", "list", "max", "min"),
    *("namedtuple", "ord", "range", "round", "set", "sorted", "str", "sum", "tuple", "zip"),
    *("escape", "join", "maketrans", "sub"),  # plain text from plain text: how patterns are composed
}
# `tools.images.port` inside a string names a module that has another name in the wheel.
MODULE_NAME = re.compile(rf"(?:{'|'.join(ROOMS[1:])})(?:\.[a-z_][a-z0-9_]*)+")
SUFFIXES = (".csv", ".html", ".json", ".md", ".png", ".py", ".svg", ".toml", ".ttf", ".txt", ".zip")


@dataclass(frozen=True)
class Module:
    """One source file: its path from the root of the rooms, and its text."""

    path: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed text."""
        return ast.parse(self.source)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of the tree."""
        return list(ast.walk(self.tree))

    def at(self, node: ast.AST, text: str) -> str:
        """A complaint about `node`."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {text}"


def modules(root: Path, rooms: Iterable[str] = ROOMS) -> list[Module]:
    """Every module of the rooms below `root`."""
    files = sorted(file for room in rooms for file in (root / room).rglob("*.py"))
    return [Module(file.relative_to(root).as_posix(), file.read_text("utf-8")) for file in files]


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    return (node for node in module.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Constant | ast.JoinedStr) -> int:
    """Lines from the first to the last."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def called(node: ast.Call) -> str:
    """The last name of what is called: `compile` for `re.compile(…)`, `Field` for `Field[int](…)`."""
    function = node.func.value if isinstance(node.func, ast.Subscript) else node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def docstrings(module: Module) -> set[int]:
    """Identities of the strings that are statements: docstrings, of attributes too."""
    return {id(node.value) for node in module.nodes if isinstance(node, ast.Expr)}


def long_files(code: list[Module]) -> list[str]:
    """Files over the limit, and a median over the aim (files without code do not count)."""
    sizes = {module.path: module.source.count("\n") for module in code if module.tree.body}
    found = [f"{path}: {size} lines, at most {FILE_LINES}" for path, size in sizes.items() if size > FILE_LINES]
    if sizes and (median := statistics.median(sizes.values())) > FILE_MEDIAN:
        found.append(f"half of the files are longer than {median:.0f} lines, aim at {FILE_MEDIAN}")
    return found


def long_functions(code: list[Module]) -> list[str]:
    """Functions over the limit, and a median over the aim."""
    sizes = [(module, node, length(node)) for module in code for node in functions(module)]
    found = [
        module.at(node, f"{node.name} has {size} lines, at most {FUNCTION_LINES}")
        for module, node, size in sizes
        if size > FUNCTION_LINES
    ]
    if sizes and (median := statistics.median(size for *_, size in sizes)) > FUNCTION_MEDIAN:
        found.append(f"half of the functions are longer than {median:.0f} lines, aim at {FUNCTION_MEDIAN}")
    return found


def broad_excepts(code: list[Module]) -> list[tuple[str, str]]:
    """Where every exception is caught and kept, as (`path::function`, complaint); a tuple or `suppress` counts."""
    found = []
    for module in code:
        for node in module.nodes:
            types: list[ast.expr] = []
            if isinstance(node, ast.ExceptHandler):
                last = node.body[-1]
                if isinstance(last, ast.Raise) and last.exc is None:
                    continue
                types = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type or ast.Name("BaseException")]
            elif isinstance(node, ast.Call) and called(node) == "suppress":
                types = node.args
            names = {getattr(kind, "attr", getattr(kind, "id", "")) for kind in types}
            if names & {"Exception", "BaseException"}:
                found.append((f"{module.path}::{_owner(module, node)}", module.at(node, "catches every exception")))
    return found


def _owner(module: Module, node: ast.AST) -> str:
    line = getattr(node, "lineno", 0)
    around = [f for f in functions(module) if f.lineno <= line <= (f.end_lineno or f.lineno)]
    return max(around, key=lambda f: f.lineno).name if around else ""


def silent_excepts(code: list[Module]) -> list[str]:
    """`except X: pass`: say with `contextlib.suppress(X)` or a value what it means."""
    return [
        module.at(node, "an exception is swallowed by `pass`")
        for module in code
        for node in module.nodes
        if isinstance(node, ast.ExceptHandler) and all(_is_nothing(statement) for statement in node.body)
    ]


def _is_nothing(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


def prints(code: list[Module]) -> list[str]:
    """Calls of print outside the command line."""
    return [
        module.at(node, f"prints; only {PRINTERS} does")
        for module in code
        if not module.path.startswith(PRINTERS)
        for node in module.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"print", "pprint"}
    ]


def long_strings(code: list[Module]) -> list[str]:
    """Texts that belong into a file of their own."""
    found = []
    for module in code:
        documented = docstrings(module)
        for node in module.nodes:
            is_text = isinstance(node, ast.JoinedStr) or (
                isinstance(node, ast.Constant) and isinstance(node.value, str)
            )
            if is_text and id(node) not in documented and length(node) > STRING_LINES:  # type: ignore[arg-type]
                found.append(module.at(node, f"a string of {length(node)} lines, at most {STRING_LINES}"))  # type: ignore[arg-type]
    return found


def environment(code: list[Module]) -> list[str]:
    """Reads and writes of the environment outside the settings."""
    names = {"environ", "environb", "getenv", "getenvb", "putenv", "unsetenv", "load_dotenv"}
    found = []
    for module in code:
        if module.path == ENVIRONMENT_READER:
            continue
        for node in module.nodes:
            used = {node.attr} if isinstance(node, ast.Attribute) else set()
            if isinstance(node, ast.ImportFrom):
                used = {name.name for name in node.names}
            found += [module.at(node, f"{name}: only {ENVIRONMENT_READER} does that") for name in used & names]
    return found


def work_at_import(code: list[Module]) -> list[str]:
    """Statements that do more at import than define, import and assign plain values."""
    return [
        module.at(node, "works at import: move it into a function")
        for module in code
        for node in _busy(module.tree.body, MAKERS | _formulas(module.tree.body))
    ]


def _formulas(body: list[ast.stmt]) -> set[str]:
    """Functions of the module that only compute: one `return` of makers, after a docstring."""
    found = set()
    for function in body:
        if isinstance(function, ast.FunctionDef):
            said = [item for item in function.body if not _is_nothing(item)]
            match said:
                case [ast.Return(value=value)] if all(_is_maker(node, MAKERS) for node in _evaluated(value)):
                    found.add(function.name)
    return found


def _busy(body: list[ast.stmt], makers: set[str]) -> Iterator[ast.AST]:
    for statement in body:
        match statement:
            case ast.Import() | ast.ImportFrom() | ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Pass():
                continue
            case ast.Expr(value=ast.Constant()):
                continue
            case ast.ClassDef():
                yield from _busy(statement.body, makers)
            case ast.If(test=ast.Name(id="TYPE_CHECKING") | ast.Compare(left=ast.Name(id="__name__"))):
                continue
            case ast.If(
                test=ast.Compare(left=ast.Attribute(value=ast.Name(id="sys"), attr="platform" | "version_info"))
            ):
                yield from _busy([*statement.body, *statement.orelse], makers)
            case ast.Assign() | ast.AnnAssign():
                yield from (node for node in _evaluated(statement.value) if not _is_maker(node, makers))
            case _:
                yield statement


def _evaluated(value: ast.expr | None) -> Iterator[ast.Call]:
    """Calls that the expression makes now; what a lambda calls, it calls later."""
    if value is None or isinstance(value, ast.Lambda):
        return
    if isinstance(value, ast.Call):
        yield value
    for child in ast.iter_child_nodes(value):
        if isinstance(child, ast.expr):
            yield from _evaluated(child)
        elif isinstance(child, ast.keyword):
            yield from _evaluated(child.value)
        elif isinstance(child, ast.comprehension):
            yield from _evaluated(child.iter)


def _is_maker(node: ast.Call, makers: set[str]) -> bool:
    name = called(node)
    return name in makers or name.lstrip("_")[:1].isupper()


def crossings(code: list[Module]) -> list[str]:
    """Ways to reach a room that the sealed wheel cannot follow: `import room`, module names in strings, `__file__`."""
    found = []
    for module in code:
        documented = docstrings(module)
        for node in module.nodes:
            if isinstance(node, ast.Import) and any(name.name.split(".")[0] in ROOMS for name in node.names):
                found.append(module.at(node, "write `from X import Y` across rooms"))
            if isinstance(node, ast.Constant) and id(node) not in documented and _names_a_module(node.value):
                found.append(module.at(node, f"{node.value!r} has another name in the wheel: use __package__"))
            if isinstance(node, ast.Name) and node.id == "__file__":
                found.append(module.at(node, "resources come through importlib.resources.files(__package__)"))
    return found


def _names_a_module(value: object) -> bool:
    return isinstance(value, str) and MODULE_NAME.fullmatch(value) is not None and not value.endswith(SUFFIXES)


def unpackaged(code: list[Module]) -> list[str]:
    """Folders of modules without `__init__.py`: a foreign `tools` elsewhere would win over them."""
    paths = {module.path for module in code}
    folders = {str(PurePosixPath(path).parent) for path in paths}
    return [f"{folder}: has no __init__.py" for folder in sorted(folders) if f"{folder}/__init__.py" not in paths]
