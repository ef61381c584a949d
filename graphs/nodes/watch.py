"""A model that sees looks at the finished film once: pictures that mislead are drawn anew."""

from agents.art_director import showing
from agents.ask import PICTURE
from agents.critic import SENTENCE, Sight
from agents.critic import watch as by_model
from core.errors import NotConfigured, Unavailable
from core.events import Warned
from core.models import Brief, Finding, Request, Script, Timeline
from core.recipes import Artefact
from graphs.state import State
from graphs.studio import Studio
from graphs.thinking import decide
from tools.keys.prices import cost
from tools.llm.port import LLMS, LONGEST
from tools.measure.stills import STILLS_JOB, stills_in, stills_order

CRITIC = "film critic"
LATE = 0.7  # of a beat's frames: by then all that it shows is there
MOST = 24  # frames of a film that are looked at


def watches(state: State, studio: Studio) -> bool:
    """Whether a model looks at this film: it sees, and the film is new; an edited one is as its user wants it."""
    fresh = Request.model_validate(state["request"]).story is None and "remarks" not in state
    return fresh and "film" in state["film"] and sees(studio)


def sees(studio: Studio) -> bool:
    """Whether the language model that is set up looks at pictures."""
    return LLMS.create(LLMS.chosen(studio.settings.llm, studio.settings, mock=studio.mock)).sees(studio.settings)


def price(studio: Studio) -> float:
    """The most that the look may cost, in US dollars."""
    model = LLMS.create(LLMS.chosen(studio.settings.llm, studio.settings, mock=studio.mock))
    told = (model.provider(studio.settings), model.model(studio.settings))
    return cost(*told, read=MOST * (PICTURE + SENTENCE), written=LONGEST).amount


def watch(state: State, studio: Studio, findings: tuple[Finding, ...]) -> State:
    """What the critic remarks, and the script with pictures that show what it proposes."""
    brief, script = Brief.model_validate(state["brief"]), Script.model_validate(state["script"])
    film, timeline = Artefact.model_validate(state["film"]["film"]), Timeline.model_validate(state["timeline"])
    silent = {beat.id for beat in script.beats if beat.card is not None}
    times = [time for time in timeline.beats if time.id not in silent]
    shown = times if len(times) <= MOST else [times[at * len(times) // MOST] for at in range(MOST)]
    places = {time.id: time.start + int(LATE * time.frames) for time in shown}
    order = stills_order(film, places, timeline.fps)

    def look() -> dict[str, bytes]:
        with studio.call("assembly", "take stills", {"key": order.key}) as keep:
            return stills_in(studio.store.path(keep(studio.remote(STILLS_JOB, order, {"film": film}))))

    def nothing() -> tuple[Sight, ...]:
        return ()

    try:
        frames = look()
    except (NotConfigured, Unavailable) as error:
        studio.events.emit(Warned(text=f"The finished film was not looked at: {error}."))
        return {"remarks": []}
    remarks, stood = decide(
        studio,
        CRITIC,
        lambda mind: by_model(mind, brief, script, str(state["style"]["name"]), frames, findings),
        nothing,
    )
    revised = showing(script, {one.beat: one.shows for one in remarks})
    return {
        "remarks": [one.model_dump(mode="json") for one in remarks],
        "script": revised.model_dump(mode="json"),
        "substitutions": stood,
    }
