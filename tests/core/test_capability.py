"""One loop moves on to a stand-in, and says so."""

import pytest

from core.capability import Choices, Registry, Requires
from core.errors import Mistake, NotConfigured, Unavailable


class Nothing:
    """Settings without secrets."""

    def has(self, secret: str) -> bool:
        return secret == "there"


@pytest.fixture
def registry() -> Registry[object]:
    made: Registry[object] = Registry("painting", "core")
    made.register("best", rank=10, requires=Requires(secrets=("best_api_key",)))(object)
    made.register("good", rank=20, requires=Requires(modules=("json",), secrets=("there",)))(object)
    made.register("plain", rank=99, built_in=True)(object)
    return made


def perform(registry: Registry[object], failing: dict[str, Unavailable], **more: object) -> object:
    def act(name: str) -> str:
        if name in failing:
            raise failing[name]
        return f"by {name}"

    return registry.perform(act, secrets=Nothing(), **more)  # type: ignore[arg-type]


def test_wanted_first_then_by_rank(registry: Registry[object]) -> None:
    outcome = registry.perform(lambda name: name, secrets=Nothing(), wanted="best")
    assert outcome.value == "good"
    assert outcome.substitution is not None
    assert (outcome.substitution.wanted, outcome.substitution.used) == ("best", "good")
    assert outcome.substitution.reason == "best: BEST_API_KEY is not set"


def test_no_substitution_when_the_wanted_one_acts(registry: Registry[object]) -> None:
    assert registry.perform(lambda name: name, secrets=Nothing(), wanted="good").substitution is None


def test_only_unavailable_moves_on(registry: Registry[object]) -> None:
    def bug(name: str) -> str:
        raise KeyError(name)

    with pytest.raises(KeyError):
        registry.perform(bug, secrets=Nothing(), wanted="good")


def test_what_was_made_earlier_is_used_though_its_key_is_gone(registry: Registry[object]) -> None:
    outcome = registry.perform(
        lambda name: f"new {name}",
        secrets=Nothing(),
        wanted="best",
        recall=lambda name: "old best" if name == "best" else None,
    )
    assert (outcome.value, outcome.substitution) == ("old best", None)


def test_a_lasting_failure_sticks_within_its_scope_only(registry: Registry[object]) -> None:
    choices = Choices()
    asked: list[str] = []

    def act(name: str) -> str:
        asked.append(name)
        if name == "good":
            raise NotConfigured("gone")
        return name

    for scope in ("1", "1", "2"):
        registry.perform(act, secrets=Nothing(), wanted="good", choices=choices, scope=scope)
    assert asked == ["good", "plain", "plain", "good", "plain"]


def test_a_bug_does_not_stick(registry: Registry[object]) -> None:
    choices = Choices()
    failing = {"good": Unavailable("bug", unexpected=True)}
    perform(registry, failing, wanted="good", choices=choices)
    assert choices.gone == {}


def test_an_unknown_backend_lists_the_known_ones(registry: Registry[object]) -> None:
    with pytest.raises(Mistake, match="known: best, good, plain"):
        registry.entry("bset")


def test_mock_wants_what_is_built_in(registry: Registry[object]) -> None:
    assert (registry.default(), registry.default(mock=True)) == ("best", "plain")


def test_requires_names_the_missing_package_without_importing() -> None:
    missing = Requires(modules=("no_such_module.inside",)).missing(Nothing())
    assert missing == "the Python package no_such_module.inside is not installed"
    assert (
        Requires(programs=("no-such-program",)).missing(Nothing()) == "the program no-such-program is not on the PATH"
    )
