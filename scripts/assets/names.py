"""Names of the drawings, and of countries, in other languages: CLDR's annotations and territories."""

from pathlib import Path
from typing import Any

from scripts.assets.bundle import Bundle, copied_licence
from scripts.assets.packages import data, unpack

ANNOTATIONS = "cldr-annotations-full@48.2.0"
DERIVED = "cldr-annotations-derived-full@48.2.0"
LOCALES = "cldr-localenames-full@48.2.0"
LANGUAGES = ("ar", "hi", "fa", "ur", "zh", "ja", "ko", "de", "fr", "es", "pt", "ru", "tr", "id", "it", "bn")


def collect(bundle: Bundle, work: Path) -> None:
    """Label -> names in each language: the name that is spoken first, then the keywords."""
    for language in LANGUAGES:
        known = annotations(work, language)
        places = territories(work, language)
        english = {name: code for code, name in territories(work, "en").items()}
        names: dict[str, list[str]] = {}
        for drawing in bundle.drawings:
            if drawing.group == "flags" and (code := english.get(drawing.label.removeprefix("flag: "))):
                names[drawing.label] = [places[code]]
            elif drawing.emoji:
                found = known.get(drawing.emoji) or known.get(drawing.emoji.replace("\ufe0f", "")) or {}
                if found:
                    listed = [*found.get("tts", []), *found.get("default", [])]
                    names[drawing.label] = list(dict.fromkeys(listed))
        bundle.names[language] = names
    copied_licence("cldr", unpack(ANNOTATIONS, work) / "LICENSE")


def annotations(work: Path, language: str) -> dict[str, Any]:
    """CLDR's names and keywords by character."""
    found: dict[str, Any] = {}
    for package, folder in ((DERIVED, "annotationsDerived"), (ANNOTATIONS, "annotations")):
        file = unpack(package, work) / folder / language / "annotations.json"
        if file.exists():
            found |= next(iter(data(file.parent, file.name).values()))["annotations"]
    return found


def territories(work: Path, language: str) -> dict[str, str]:
    """Country names by ISO 3166-1 alpha-2 code."""
    main = data(unpack(LOCALES, work) / "main" / language, "territories.json")["main"][language]
    known: dict[str, str] = main["localeDisplayNames"]["territories"]
    return {code: name for code, name in known.items() if len(code) == 2 and code.isalpha()}
