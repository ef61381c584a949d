"""Every error that Storyreel raises on purpose.

    StoryreelError
    ├── Mistake               the user's: one sentence that says what is wrong and what to do (exit code 2, HTTP 400)
    │   └── Rejected          what was asked for would do harm: nothing is made
    ├── Unavailable           a backend cannot do this now: the registry moves on to a stand-in
    │   ├── NotConfigured     a module, program, library or secret is missing
    │   ├── RateLimited       the provider asks to wait
    │   ├── Unsupported       this backend never does that
    │   └── Refused           the provider's content policy said no
    ├── Cancelled             the user stopped the work; what is finished is kept
    └── OverBudget            the next paid call would pass the cap

Anything else that is raised is a bug.
"""


class StoryreelError(Exception):
    """The root of the tree above."""


class Mistake(StoryreelError):
    """The user's mistake: its text says what is wrong and what to do; `code` is the same for machines."""

    code = "mistake"


class Rejected(Mistake):
    """What was asked for would do harm."""

    code = "refused"


class Unavailable(StoryreelError):
    """A backend cannot do what was asked; only this class moves the registry on.

    `unexpected` marks a failure that the backend's author did not foresee.
    """

    def __init__(self, reason: str, *, unexpected: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.unexpected = unexpected


class NotConfigured(Unavailable):
    """A module, program, library or secret that the backend requires is missing."""


class RateLimited(Unavailable):
    """The provider asks to wait; `retry_after` is in seconds."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Unsupported(Unavailable):
    """The backend never does what was asked."""


class Refused(Unavailable):
    """The provider's content policy refused the request."""


class Cancelled(StoryreelError):
    """The user stopped the work."""


class OverBudget(StoryreelError):
    """The next paid call would pass the budget cap."""
