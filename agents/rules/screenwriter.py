"""The screenwriter without an LLM: a given script word for word, or a draft that claims nothing."""

import tomllib
from importlib.resources import files
from string import Template

from agents.rules.director import is_script, material
from agents.rules.text import paragraphs, sentences
from core.models import Beat, Brief, Request, Scene, Script


def write(request: Request, brief: Brief) -> Script:
    """The film's script: paragraphs are scenes, sentences are beats."""
    draft = not is_script(request)
    text = _draft(request, brief) if draft else material(request)
    scenes = []
    for number, paragraph in enumerate(paragraphs(text), start=1):
        beats = tuple(
            Beat(id=f"{number}.{place}", text=sentence, spoken=sentence)
            for place, sentence in enumerate(sentences(paragraph, brief.language), start=1)
        )
        scenes.append(Scene(id=str(number), beats=beats))
    return Script(title=brief.title, language=brief.language, draft=draft, scenes=tuple(scenes))


def _draft(request: Request, brief: Brief) -> str:
    """What a film says that has no sources: what was asked, and how to go on."""
    words = tomllib.loads((files(__package__) / "draft.toml").read_text(encoding="utf-8"))
    language = brief.language.split("-")[0]
    asked = material(request).strip().rstrip(".!?؟。")
    return Template(words.get(language, words["en"])["text"]).substitute(request=asked)
