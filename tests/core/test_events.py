"""Events reach every listener, whole and one at a time."""

import threading

from pydantic import TypeAdapter

from core.events import BeatDone, Event, Events, StepStarted


def test_listeners_are_told_in_turn_from_any_thread() -> None:
    inside = 0
    most = 0
    seen: list[Event] = []

    def slow(event: Event) -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        seen.append(event)
        inside -= 1

    events = Events(slow)

    def tell(number: int) -> None:
        for i in range(200):
            events.emit(StepStarted(step=f"{number}.{i}"))

    threads = [threading.Thread(target=tell, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 800
    assert most == 1


def test_events_survive_json() -> None:
    event = BeatDone(step="shoot", beat="1.1", done=1, total=2, fresh=True)
    adapter: TypeAdapter[Event] = TypeAdapter(Event)
    assert adapter.validate_json(event.model_dump_json()) == event
