"""Who assembles and encodes a film: one assembler and one encoder for all its parts, so that they fit together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

from core.capability import Registry
from core.errors import Unavailable
from core.models import Brief, EncoderName, Substitution
from core.recipes import Artefact
from graphs.studio import Studio
from tools.film.encoders import ENCODERS
from tools.film.port import ASSEMBLERS


@dataclass(frozen=True)
class Hands:
    """An assembler and an encoder by their names."""

    assembler: str
    encoder: EncoderName


@dataclass(frozen=True)
class Part:
    """An encoded part of a film, and whose hands made it."""

    artefact: Artefact
    hands: Hands


def asked(brief: Brief, *, mock: bool) -> Hands:
    """The hands that a film is asked for: what is built in, where nothing else is wanted."""
    if mock:
        return Hands(ASSEMBLERS.default(mock=True), "x264")
    return Hands(brief.assembler, brief.encoder)


def present(brief: Brief, studio: Studio) -> Hands:
    """The hands that would make a film now."""
    wanted = asked(brief, mock=studio.mock)
    encoder = _first(ENCODERS, wanted.encoder, studio)
    return Hands(_first(ASSEMBLERS, wanted.assembler, studio), cast(EncoderName, encoder))


def _first(registry: Registry[Any], wanted: str, studio: Studio) -> str:
    try:
        return registry.perform(str, secrets=studio.settings, wanted=wanted).value
    except Unavailable:
        return wanted


class Makers:
    """Makes the parts of one film. Where one part needs a stand-in, all parts are made again by it."""

    def __init__(self, studio: Studio, brief: Brief) -> None:
        self._studio = studio
        self._asked = asked(brief, mock=studio.mock)
        self._hands = self._asked
        self._reasons: dict[str, str] = {}

    def part(self, make: Callable[[Hands], Artefact]) -> Part:
        """Make a part with the film's hands, or with stand-ins for those that fail; the last ones have none."""
        last = Hands(ASSEMBLERS.names()[-1], cast(EncoderName, ENCODERS.names()[-1]))
        if self._hands == last:
            return Part(make(last), last)

        def encoded(encoder: str) -> Part:
            def assembled(assembler: str) -> Part:
                hands = Hands(assembler, cast(EncoderName, encoder))
                return Part(self._studio.guarded(lambda: make(hands)), hands)

            if self._hands.assembler == last.assembler:
                return assembled(last.assembler)
            return self._perform(ASSEMBLERS, assembled, self._hands.assembler)

        if self._hands.encoder == last.encoder:
            return encoded(last.encoder)
        return self._perform(ENCODERS, encoded, self._hands.encoder)

    def _perform(self, registry: Registry[Any], act: Callable[[str], Part], wanted: str) -> Part:
        choices = self._studio.choices
        outcome = registry.perform(act, secrets=self._studio.settings, wanted=wanted, choices=choices)
        if outcome.substitution is not None:
            self._reasons.setdefault(registry.capability, outcome.substitution.reason)
        return outcome.value

    def lowered(self, parts: Iterable[Part]) -> bool:
        """Whether the parts are of several hands: then the film's hands are now the last stand-ins among them."""
        used = [self._hands, *(part.hands for part in parts)]
        self._hands = Hands(
            max((hands.assembler for hands in used), key=ASSEMBLERS.names().index),
            max((hands.encoder for hands in used), key=ENCODERS.names().index),
        )
        return any(hands != self._hands for hands in used)

    def substitutions(self) -> list[Substitution]:
        """Who stood in for whom, in the whole film."""
        pairs = (
            (ASSEMBLERS.capability, self._asked.assembler, self._hands.assembler),
            (ENCODERS.capability, self._asked.encoder, self._hands.encoder),
        )
        return [
            Substitution(capability=capability, wanted=wanted, used=used, reason=self._reasons.get(capability, ""))
            for capability, wanted, used in pairs
            if wanted != used
        ]
