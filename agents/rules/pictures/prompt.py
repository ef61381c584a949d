"""A picture in words, for painters that take words."""

from core.scene import Character, SceneSpec, Subject

WEATHER = {"cloudy": "cloudy sky", "rain": "rain", "snow": "snow", "storm": "storm", "fog": "fog"}
WITHOUT = "no text, no letters, no numbers, no watermark"


def picture_prompt(spec: SceneSpec, shows: str, style: str) -> str:
    """One line: what is seen, where and when, and the style's words.

    `shows` is what the beat's picture is to show, in words; without it the spec is told. A person is described with
    the same words in every picture.
    """
    seen = shows or ", ".join(_subject(one) for one in spec.subjects) or _page(spec)
    parts = [
        seen,
        spec.environment or "",
        "" if spec.time_of_day == "day" else f"at {spec.time_of_day}",
        WEATHER.get(spec.weather, "" if spec.weather == "clear" else spec.weather),
        style,
        "the lowest part calm and without detail" if spec.safe_bottom else "",
        WITHOUT,
    ]
    return ", ".join(" ".join(part.split()) for part in parts if part)


def _page(spec: SceneSpec) -> str:
    """What a picture of words stands for."""
    items = ", ".join(one.concept or one.label for one in spec.items[:4])
    return " of ".join(part for part in (spec.heading or spec.text, items) if part) or spec.template.replace("_", " ")


def _subject(subject: Subject) -> str:
    many = f"{subject.count} " if subject.count > 1 else ""
    if subject.character is None:
        return f"{many}{subject.concept}"
    told = _person(subject.character)
    return f"{told}, {subject.concept}" if subject.concept else told


def _person(person: Character) -> str:
    looks = [
        "" if person.age == "adult" else str(person.age),
        "" if person.presentation == "neutral" else str(person.presentation),
        "" if person.build == "medium" else f"{person.build} build",
        f"{person.hair_colour} {person.hair} hair".strip() if person.hair or person.hair_colour else "",
        f"wearing {person.dress}" if person.dress else "",
    ]
    name = person.name or "a person"
    described = ", ".join(one for one in looks if one)
    return f"{name} ({described})" if described else name
