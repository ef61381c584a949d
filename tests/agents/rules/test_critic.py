"""The grade follows from what was measured and what stood in."""

from agents.rules.critic import grade
from core.models import Finding, Substitution

STOOD = Substitution(capability="speech", wanted="pyttsx3", used="silence", reason="pyttsx3: it is gone")
BAD = Finding(check="true peak", ok=False, measured="0.2 dBTP", wanted="at most -1.0 dBTP")
GOOD = Finding(check="duration", ok=True, measured="10 s", wanted="10 s")


def test_complete_when_nothing_is_amiss() -> None:
    assert grade(draft=False, reasons=[], substitutions=[], findings=[GOOD]).name == "complete"


def test_each_reason_degrades_and_is_told() -> None:
    said = grade(
        draft=False,
        reasons=[{"text": "Captions are in the sidecar files only.", "beats": ["1.2", "1.3"]}],
        substitutions=[STOOD],
        findings=[GOOD, BAD],
    )
    assert said.name == "degraded"
    assert said.reasons == (
        "Captions are in the sidecar files only (beats 1.2, 1.3).",
        "silence stood in for pyttsx3 (speech): pyttsx3: it is gone.",
        "The finished film fails the check 'true peak': 0.2 dBTP, wanted at most -1.0 dBTP.",
    )


def test_a_draft_stays_a_draft() -> None:
    said = grade(draft=True, reasons=[{"text": "No sources.", "beats": []}], substitutions=[], findings=[BAD])
    assert said.name == "draft"
    assert len(said.reasons) == 2
