"""Brief and sources -> script."""

from collections.abc import Callable, Sequence

from agents.critic import Remark, judge
from agents.port import Mind
from agents.rules.art_director import storyboard
from agents.rules.director import is_script
from agents.rules.editor import opened
from agents.rules.researcher import documents
from agents.rules.screenwriter import Written, budget, cited, story_words, told
from agents.rules.screenwriter import write as by_rules
from agents.rules.text import direction
from agents.screenwriter import narrate, revise
from agents.storyteller import retell, tell
from agents.translator import texts, translate
from agents.translator import told as translated
from core.errors import Mistake, Unavailable
from core.events import Warned
from core.models import Brief, Request, Script
from core.scene import SceneSpec
from graphs.nodes.research import kept_of
from graphs.state import Json, State
from graphs.studio import Studio
from graphs.thinking import decide
from tools.llm.port import LLMS, RULES
from tools.sources.port import Document

DRAFT = "No script and no source were given, so the film claims nothing: give one of them and make it again."
UNTRANSLATED = (
    "To translate a film a language model is needed, or your own words: set OPENAI_API_KEY, or make a file with "
    "storyreel translate FILM --to {language} --list, fill it in and give it with --words."
)
UNFOUND = "No source was given and none was found, so the film claims nothing: give one and make it again."


def write(state: State, studio: Studio) -> State:
    """Write the script: a given script word for word, else from the sources, each sentence with its quote.

    The script of an edited film is taken as it is, and translated where the film is now in another language.
    """
    request, brief = Request.model_validate(state["request"]), Brief.model_validate(state["brief"])
    with studio.call("story", "write", {"title": brief.title, "language": brief.language}):
        given = documents(request, studio.documents(kept_of(state)))
        written, stood = _written(request, brief, given, studio)
        if request.story is None:
            script = opened(written.script, brief)
        else:
            script, stood = _edited(request, request.story, brief, studio)
    assumed = [brief.assumption] if brief.assumption else []
    notes = [*assumed, *written.disputes, *written.notes, *script.notes]
    for note in notes:
        studio.events.emit(Warned(text=note))
    facts = written.facts if request.facts is None else request.facts
    reason = UNFOUND if state.get("steps") else DRAFT
    return {
        "script": script.model_dump(mode="json"),
        "facts": [fact.model_dump(mode="json") for fact in facts],
        "notes": notes,
        "disputes": list(written.disputes),
        "substitutions": stood,
        "reasons": [{"text": reason, "beats": []}] if script.draft else [],
    }


def _written(request: Request, brief: Brief, given: Sequence[Document], studio: Studio) -> tuple[Written, list[Json]]:
    """The script by the film's writer: what is spoken as it stands, or was written before, needs no model."""
    if request.story is None and not given and not is_script(request) and brief.shape == "story":
        length = story_words(brief)
        written, stood = decide(
            studio,
            "storyteller",
            lambda mind: cited(tell(mind, brief, length), brief, ()),
            lambda: by_rules(request, brief, ()),
        )

        def anew(mind: Mind, remarks: Sequence[Remark]) -> Written:
            return cited(retell(mind, brief, length, written.script, remarks), brief, ())

        return (written, stood) if stood else _revised(written, brief, anew, studio)
    if not given or is_script(request) or request.story is not None:
        return by_rules(request, brief, given), []
    words = budget(brief, given)
    written, stood = decide(
        studio,
        "screenwriter",
        lambda mind: cited(narrate(mind, brief, given, words), brief, given),
        lambda: by_rules(request, brief, given),
    )

    def mended(mind: Mind, remarks: Sequence[Remark]) -> Written:
        return cited(revise(mind, brief, given, words, written.script, remarks), brief, given)

    return (written, stood) if stood else _revised(written, brief, mended, studio)


def _revised(
    written: Written, brief: Brief, anew: Callable[[Mind, Sequence[Remark]], Written], studio: Studio
) -> tuple[Written, list[Json]]:
    """The script after one round with the critic; where its remarks cannot be worked in, as it was."""

    def nothing() -> tuple[Remark, ...]:
        return ()

    remarks, stood = decide(studio, "critic", lambda mind: judge(mind, brief, written.script, written.facts), nothing)

    def by_model(mind: Mind) -> Written:
        try:
            return anew(mind, remarks)
        except Unavailable as error:
            if studio.recalls:
                raise
            told = f"The critic's remarks were not worked in: {error.reason}."
            return written.model_copy(update={"notes": (*written.notes, told)})

    if not remarks:
        return written, stood
    better, _ = decide(studio, "revision", by_model, lambda: written)
    return better, stood


def _edited(request: Request, story: Script, brief: Brief, studio: Studio) -> tuple[Script, list[Json]]:
    """The script of an edited film in the film's language; a Mistake when nobody can translate it."""
    if story.language == brief.language:
        return told(story), []
    specs = pictured(request, story, brief)
    wanted = texts(story, specs)
    if request.words is not None:
        return told(translated(story, specs, request.words, brief.language)), []

    alone = LLMS.chosen(studio.settings.llm, studio.settings, mock=studio.mock) == RULES

    def by_rules() -> dict[str, str]:
        if studio.recalls and not alone:
            return {}
        raise Unavailable("the built-in rules translate nothing")

    try:
        words, stood = decide(
            studio, "translator", lambda mind: translate(mind, brief, wanted, story.language, story.title), by_rules
        )
    except Unavailable as error:
        said = UNTRANSLATED.format(language=brief.language)
        raise Mistake(said if alone else f"{said} ({error.reason}.)") from error
    return told(translated(story, specs, words, brief.language)), stood


def pictured(request: Request, story: Script, brief: Brief) -> dict[str, SceneSpec]:
    """What the pictures of an edited film show before it is translated."""
    if request.art is None:
        return {}
    ways = direction(story.language, " ".join(beat.text for beat in story.beats))
    before = brief.model_copy(update={"language": story.language, "direction": ways})
    return storyboard(before, story, request.art)
