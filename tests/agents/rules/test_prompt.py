"""A picture in words."""

from agents.rules.pictures.prompt import picture_prompt
from core.scene import Character, SceneSpec, Subject

SPEC = SceneSpec(
    template="landscape", width=1920, height=1080, style="flat", palette="dusk", seed=1, language="en", direction="ltr"
)
ANA = Character(id="ana", name="Ana", age="child", hair="curly", hair_colour="red", dress="raincoat")


def test_people_are_described_alike_in_every_picture() -> None:
    one = SPEC.model_copy(update={"subjects": (Subject(concept="rowing", character=ANA),), "time_of_day": "night"})
    other = SPEC.model_copy(update={"subjects": (Subject(concept="boat", count=3), Subject(concept="", character=ANA))})
    looks = "Ana (child, red curly hair, wearing raincoat)"
    assert picture_prompt(one, "", "flat vector").startswith(f"{looks}, rowing, at night, flat vector")
    assert picture_prompt(other, "", "flat vector").startswith(f"3 boat, {looks}, flat vector")


def test_what_a_beat_shows_wins_and_no_writing_is_asked_for() -> None:
    spec = SPEC.model_copy(update={"heading": "853 metres", "environment": "sea", "safe_bottom": 0.2})
    said = picture_prompt(spec, "a long bridge", "ink")
    assert said.startswith("a long bridge, sea, ink, the lowest part calm")
    assert said.endswith("no text, no letters, no numbers, no watermark")
    assert picture_prompt(spec, "", "ink").startswith("853 metres, sea")
