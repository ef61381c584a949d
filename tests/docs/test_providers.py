"""The snippets of docs/providers.md, run as they stand against servers that answer as the services do."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.fakes.openai import KEY, OpenAI, scripted
from tests.fakes.pages import Pages
from tests.fakes.serper import Serper
from tests.fakes.wikipedia import Wikipedia
from tests.graphs.test_language_model import ARTICLE, SAID, narration

SNIPPET = re.compile(r"<!-- executed by tests/docs/test_providers.py -->\n```sh\n(.*?)```", re.DOTALL)


def test_the_snippets_work(root: Path, tmp_path: Path) -> None:
    """Above 5 s: every provider makes a film."""
    snippets = SNIPPET.findall((root / "docs" / "providers.md").read_text("utf-8"))
    assert len(snippets) == 5
    (tmp_path / "harbour.md").write_text(ARTICLE)
    with (
        Wikipedia() as wiki,
        Serper() as serper,
        Pages() as pages,
        OpenAI(scripted(Narration=narration(SAID))) as model,
    ):
        assert isinstance(serper, Serper)
        serper.results = [
            {"title": "The Old Lighthouse", "link": f"{pages.url}/lighthouse", "snippet": "An old tower."}
        ]
        there = {
            **os.environ,
            **wiki.settings(),
            **serper.settings(),
            **pages.settings(),
            "STORYREEL_SEARCH": "wikipedia",
        }
        there.update(model.settings(), STORYREEL_HOME=str(tmp_path / "home"), SITE=pages.url, LLM=model.url, KEY=KEY)
        there.update(PATH=f"{Path(sys.executable).parent}:{there['PATH']}", STORYREEL_LLM="rules")
        for snippet in snippets:
            command = ["sh", "-euc", snippet]
            own = {**there, "STORYREEL_LLM": "auto"} if "harbour.md" in snippet else there
            done = subprocess.run(command, cwd=tmp_path, env=own, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            assert "degraded" not in done.stdout
        assert "Tide" in (tmp_path / "tides" / "sources.json").read_text("utf-8")
        assert "1871" in (tmp_path / "lighthouse" / "sources.json").read_text("utf-8")
        assert "Port Selm" in (tmp_path / "page" / "sources.json").read_text("utf-8")
        assert '"Four hundred workers dug' in (tmp_path / "harbour" / "manifest.json").read_text("utf-8")
        assert {one.path.split("/")[1] for one in model.asked} == {"v1", "openai"}
        assert len([one for one in wiki.asked if one.query.get("list") == "search"]) == 2, (
            "looked up again when asked to"
        )
