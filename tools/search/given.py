"""No search: the film rests on what was given."""

from tools.search.port import NOWHERE, SEARCH, Hit, Web
from tools.sources.port import Document


@SEARCH.register(NOWHERE, rank=90, built_in=True)
class Given:
    """Finds nothing."""

    def search(self, web: Web, query: str, language: str, most: int) -> tuple[Hit, ...]:  # noqa: ARG002
        """Nothing."""
        return ()

    def read(self, web: Web, url: str) -> Document | None:  # noqa: ARG002
        """Nothing of its own."""
        return None
