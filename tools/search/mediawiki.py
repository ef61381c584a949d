"""The action API that Wikipedia and Wikimedia Commons answer by (mediawiki.org/wiki/API:Main_page).

Its errors come with HTTP 200; who does not say who he is, is slowed.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from core.errors import Unavailable
from tools.keys.calls import KEYLESS
from tools.keys.port import Transient
from tools.search.port import Web, shortened

PER_MINUTE = 60  # requests: one a second, as a polite reader asks


def query(web: Web, provider: str, base: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the wiki at `base` answers to a query. Raises Unavailable."""
    url = f"{base}/w/api.php?{urlencode({**asked, 'format': 'json', 'formatversion': '2'})}"

    def act(_: str) -> dict[str, Any]:
        found = web.fetcher.fetch(url).checked()
        try:
            answer = json.loads(found.data)
        except ValueError:
            raise Transient("its answer is no JSON") from None
        if not isinstance(answer, dict):
            raise Transient("its answer is not as it should be")
        if (error := answer.get("error")) is not None:
            told = error.get("info") if isinstance(error, dict) else None
            raise Unavailable(f"it answers {shortened(str(told or 'with an error'), 120)}")
        result = answer.get("query")
        return result if isinstance(result, dict) else {}

    return web.calls.call(provider, KEYLESS, PER_MINUTE, act)
