"""What the sound of a film is: measured on the file, and on the stems what the mix hides.

Thresholds: EBU R 128 and the loudness that web players normalise to, ITU-R BT.1359-1 (sound against picture), WCAG 2.2
(1.4.7: speech above music).
"""

from collections.abc import Iterator
from pathlib import Path
from statistics import pstdev

from core.models import Finding
from tools.film.port import SAMPLE_RATE, TRUE_PEAK
from tools.film.resample import wav_blocks
from tools.measure.balance import ABOVE, above, hops_of
from tools.measure.ears import Ears
from tools.measure.loudness import HOP, SILENT, Loudness, integrated
from tools.measure.port import Expected, finding
from tools.measure.sound import Silence, Silences

LOUDNESS_WITHIN = 0.5  # LU
SPREAD = 2.0  # LU: standard deviation of the scenes' loudness
LEAD, GAP, TAIL = 1.0, 2.5, 2.0  # s of silence at the start, inside, at the end
APART = 0.1  # s by which sound and picture may differ in length
EARLY, LATE = 0.045, 0.125  # s by which the sound may lead or lag (BT.1359-1, detectable)
REPAIR = "make the film again"
_MIX = "mix again"


def sounds(ears: Ears, frames: int, late: float, expected: Expected) -> Iterator[Finding]:
    """Every check of a sound that is there; it begins `late` seconds after the first of `frames` frames."""
    apart = abs(ears.samples / ears.rate - frames / expected.fps)
    yield finding("lengths", apart <= APART, f"{apart * 1000:.0f} ms apart", f"<= {APART * 1000:.0f} ms", REPAIR)
    yield finding("start of sound", -EARLY <= late <= LATE, f"{late * 1000:.0f} ms", "-45..125 ms", REPAIR)
    if not expected.under:
        yield _silence(ears.silences.found(), ears.samples / ears.rate, "")
    hops = ears.loudness.hops()
    heard, peak, flat = integrated(hops), ears.peak.level(), ears.clipping.runs()
    near = abs(heard - expected.level) <= LOUDNESS_WITHIN
    yield finding("loudness", near, f"{heard:.1f} LUFS", f"{expected.level:.1f} +-{LOUDNESS_WITHIN} LUFS", _MIX)
    yield finding("true peak", peak <= TRUE_PEAK, f"{peak:.2f} dBTP", f"<= {TRUE_PEAK:.1f} dBTP", _MIX)
    yield finding("clipping", not flat, f"{flat} runs", "0 runs", _MIX)
    if expected.scenes:
        yield _even(ears, expected)
    if expected.borders:
        yield _clicks(ears)


def stems(voice: Path, music: Path | None) -> Iterator[Finding]:
    """The checks of what the film's sound hides: the gaps of a voice with something under it, and the balance."""
    quiet, loud, samples = Silences(SAMPLE_RATE), Loudness(), 0
    for block in wav_blocks(voice):
        quiet.feed(block)
        loud.feed(block)
        samples += block.shape[1]
    yield _silence(quiet.found(), samples / SAMPLE_RATE, "of the voice alone: ")
    if music is not None:
        yield _balance(above(loud.hops(), hops_of(music)))


def _silence(found: tuple[Silence, ...], end: float, where: str) -> Finding:
    """Silence: only the longest of each kind is named."""
    lead = max((silence.seconds for silence in found if silence.start == 0), default=0.0)
    tail = max((silence.seconds for silence in found if silence.end >= end), default=0.0)
    gap = max((silence.seconds for silence in found if silence.start > 0 and silence.end < end), default=0.0)
    ok = lead <= LEAD and gap <= GAP and tail <= TAIL
    measured = f"{where}start {lead:.1f} s, longest gap {gap:.1f} s, end {tail:.1f} s"
    wanted = f"start <= {LEAD} s, gap <= {GAP} s, end <= {TAIL} s"
    return finding("silence", ok, measured, wanted, "make the voices around it again")


def _even(ears: Ears, expected: Expected) -> Finding:
    """Whether the scenes in which somebody speaks are about as loud as each other."""
    hops, hop = ears.loudness.hops(), expected.fps * HOP / ears.rate
    levels = [integrated(hops[-int(-begin // hop) : int(end // hop)]) for begin, end in expected.scenes]
    heard = [level for level in levels if level != SILENT]
    spread = pstdev(heard) if heard else 0.0
    wanted = f"a standard deviation of at most {SPREAD:.1f} LU over the scenes"
    return finding("scene loudness", spread <= SPREAD, f"{spread:.1f} LU", wanted, "make the quietest voices again")


def _clicks(ears: Ears) -> Finding:
    """Whether the sound jumps where one beat ends and the next begins."""
    usual, (border, step) = ears.steps.usual(), ears.steps.largest()
    measured = f"{step:.4f} of full scale at most, at {border / ears.rate:.2f} s"
    wanted = f"at most {usual:.4f} where beats meet: the step that 99.9 % of the film do not exceed"
    return finding("clicks", step <= usual, measured, wanted, "make the voices around it again")


def _balance(found: float | None) -> Finding:
    """Whether the music lies far enough under the speech."""
    measured = f"{found:.1f} dB" if found is not None else "no speech over music"
    ok = found is None or found >= ABOVE
    wanted = f">= {ABOVE:.0f} dB while somebody speaks"
    return finding("speech above music", ok, measured, wanted, "make the film without music (--music none)")
