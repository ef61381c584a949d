"""The capability registry: backends by rank, and the only loop that moves on to a stand-in.

A backend is one class in its own file below `tools/<capability>/`, registered by a decorator:

    @IMAGES.register("mine", rank=20, requires=Requires(modules=("mine",), secrets=("mine_api_key",)))
    class Mine: ...

The lowest rank is tried first; the last backend of a capability requires nothing.
"""

import importlib
import importlib.util
import pkgutil
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from core.errors import Mistake, NotConfigured, Unavailable
from core.models import Substitution

Backend = TypeVar("Backend")
Result = TypeVar("Result")


class Secrets(Protocol):
    """What the registry needs of the settings."""

    def has(self, secret: str) -> bool:
        """Whether this secret is set."""


def importable(module: str) -> bool:
    """Whether `module` could be imported, without importing it."""
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False


@dataclass(frozen=True)
class Requires:
    """What a backend needs; `probe` names what else is missing in a sentence, None when nothing is."""

    modules: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    probe: Callable[[], str | None] | None = None

    def missing(self, secrets: Secrets) -> str | None:
        """One sentence that names what is missing and how to get it, without importing anything."""
        for module in self.modules:
            if not importable(module):
                return f"the Python package {module} is not installed"
        for program in self.programs:
            if shutil.which(program) is None:
                return f"the program {program} is not on the PATH"
        for secret in self.secrets:
            if not secrets.has(secret):
                return f"{secret.upper()} is not set"
        return self.probe() if self.probe else None


@dataclass(frozen=True)
class Entry(Generic[Backend]):
    """A registered backend."""

    name: str
    rank: int
    requires: Requires
    make: Callable[[], Backend]
    built_in: bool


@dataclass
class Choices:
    """What one film has chosen so far: sticky per capability and scope, so that one film has one narrator and one hand.

    `gone` maps (capability, scope, backend) to the reason why it is not asked again in this film.
    """

    gone: dict[tuple[str, str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome(Generic[Result]):
    """What `perform` did: the result, the backend it came from, and what it stood in for."""

    value: Result
    used: str
    substitution: Substitution | None


class Registry(Generic[Backend]):
    """The backends of one capability."""

    def __init__(self, capability: str, package: str) -> None:
        self.capability = capability
        self._package = package
        self._entries: dict[str, Entry[Backend]] = {}
        self._walked = False

    def register(
        self, name: str, *, rank: int, requires: Requires | None = None, built_in: bool = False
    ) -> Callable[[type[Backend]], type[Backend]]:
        """Register the class below as backend `name`."""

        def keep(cls: type[Backend]) -> type[Backend]:
            self._entries[name] = Entry(name, rank, requires or Requires(), cls, built_in)
            return cls

        return keep

    def entries(self) -> list[Entry[Backend]]:
        """Every backend by rank; the capability's folder is walked once."""
        if not self._walked:
            package = importlib.import_module(self._package)
            for found in pkgutil.iter_modules(package.__path__):
                importlib.import_module(f"{self._package}.{found.name}")
            self._walked = True
        return sorted(self._entries.values(), key=lambda entry: entry.rank)

    def names(self) -> list[str]:
        """The names of all backends by rank."""
        return [entry.name for entry in self.entries()]

    def entry(self, name: str) -> Entry[Backend]:
        """The backend of this name; a Mistake that lists the known ones otherwise."""
        for entry in self.entries():
            if entry.name == name:
                return entry
        raise Mistake(f"There is no {self.capability} backend called {name!r}; known: {', '.join(self.names())}.")

    def create(self, name: str) -> Backend:
        """A fresh instance of backend `name`."""
        return self.entry(name).make()

    def report(self, secrets: Secrets) -> Iterator[tuple[Entry[Backend], str | None]]:
        """Every backend with what it misses: the view that doctor, /health and the page share."""
        for entry in self.entries():
            yield entry, entry.requires.missing(secrets)

    def chosen(self, setting: str, secrets: Secrets, *, mock: bool = False) -> str:
        """The backend that a setting names; `auto`: the first that has what it needs; with `mock` a built-in one."""
        if setting != "auto" and not mock:
            return self.entry(setting).name
        usable = (one for one, missing in self.report(secrets) if missing is None and (one.built_in or not mock))
        return next((one.name for one in usable), self.default(mock))

    def default(self, mock: bool = False) -> str:
        """The first backend by rank; the first built-in one with `mock`."""
        return next(entry.name for entry in self.entries() if entry.built_in or not mock)

    def perform(
        self,
        act: Callable[[str], Result],
        *,
        secrets: Secrets,
        wanted: str,
        recall: Callable[[str], Result | None] = lambda _: None,
        choices: Choices | None = None,
        scope: str = "",
    ) -> Outcome[Result]:
        """Act with the wanted backend, else by rank, and say what stood in for what.

        `act(name)` may raise Unavailable, which alone moves on. `recall(name)` may return what that backend made
        earlier: it is used even if the backend cannot act now. Within one `scope` of a film's `choices` a backend that
        failed is not asked again, unless it failed by a bug.
        """
        known = choices.gone if choices is not None else {}
        reason_of: dict[str, str] = {}
        for entry in self._from(wanted):
            earlier = recall(entry.name)
            if earlier is not None:
                return Outcome(earlier, entry.name, self._substitution(wanted, entry.name, reason_of))
            lasting = known.get((self.capability, scope, entry.name)) or entry.requires.missing(secrets)
            try:
                if lasting is not None:
                    raise NotConfigured(lasting)
                value = act(entry.name)
            except Unavailable as error:
                reason_of[entry.name] = error.reason
                if choices is not None and not error.unexpected:
                    choices.gone[(self.capability, scope, entry.name)] = error.reason
                continue
            return Outcome(value, entry.name, self._substitution(wanted, entry.name, reason_of))
        raise Unavailable(f"no {self.capability} backend is left: {_reasons(reason_of)}")

    def _from(self, wanted: str) -> Iterable[Entry[Backend]]:
        """The wanted backend, then the built-in and cheaper ones below it by rank."""
        first = self.entry(wanted)
        return [first, *(entry for entry in self.entries() if entry.rank > first.rank)]

    def _substitution(self, wanted: str, used: str, reasons: Mapping[str, str]) -> Substitution | None:
        if used == wanted:
            return None
        return Substitution(capability=self.capability, wanted=wanted, used=used, reason=_reasons(reasons))


def _reasons(reasons: Mapping[str, str]) -> str:
    return "; ".join(f"{name}: {reason}" for name, reason in reasons.items())
