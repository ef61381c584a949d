"""A configured certificate: the delivered film is signed last and once; what is in its way is told, never fatal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from core.models import Request
from core.settings import Settings
from graphs.deliver import deliver, read_manifest
from graphs.plan import plan
from graphs.produce import build
from graphs.state import State
from graphs.studio import Studio
from tests.tools.film.certificates import chain
from tools.film.marking import SOURCE_TYPE
from tools.film.signing import read
from tools.measure.boxes import starts_fast

REQUEST = Request(script="A fox runs home.", profile="preview", music="none")


def made(studio_in: Callable[..., Studio], home: Path, out: Path, **signing: Any) -> tuple[dict[str, Any], bool, bool]:
    """The manifest of a small film; whether a signature was planned, and whether one was made."""
    studio = studio_in(home)
    studio.settings = Settings(home=home, workers=2, **signing)
    planned = "signature" in [item.kind for item in plan(REQUEST, studio).make]
    state = cast(State, build(studio).invoke({"request": REQUEST.model_dump(mode="json")}))
    deliver(state, studio, out, [])
    manifest = read_manifest(out)
    assert manifest is not None
    return manifest, planned, studio.made.get(manifest["artefacts"].get("signed", ""), False)


def test_a_film_is_signed_last_and_once(tmp_path: Path, studio_in: Callable[..., Studio]) -> None:
    certificate, key = chain(tmp_path)
    signing = {"c2pa_cert": certificate, "c2pa_key": key}
    manifest, planned, fresh = made(studio_in, tmp_path / "home", tmp_path / "film", **signing)
    film = tmp_path / "film" / "film.mp4"
    assert planned
    assert fresh
    assert manifest["grade"] == {"name": "complete", "reasons": []}
    assert manifest["c2pa"] == {"signed": True, **read(film)}
    assert manifest["c2pa"]["state"] == "Valid"
    assert starts_fast(film)
    before = film.read_bytes()
    _, planned, fresh = made(studio_in, tmp_path / "home", tmp_path / "film", **signing)
    assert not planned
    assert not fresh
    assert film.read_bytes() == before


def test_the_unsigned_film_is_the_same_with_and_without(tmp_path: Path, studio_in: Callable[..., Studio]) -> None:
    certificate, key = chain(tmp_path)
    signed, *_ = made(studio_in, tmp_path / "home", tmp_path / "film", c2pa_cert=certificate, c2pa_key=key)
    plain, planned, _ = made(studio_in, tmp_path / "home", tmp_path / "film")
    assert not planned
    assert plain["c2pa"] is None
    assert plain["artefacts"]["film"] == signed["artefacts"]["film"]
    assert "signed" not in plain["artefacts"]
    assert SOURCE_TYPE.encode() in (tmp_path / "film" / "film.mp4").read_bytes(), "the mark is always there"


def test_a_broken_certificate_is_a_reason(tmp_path: Path, studio_in: Callable[..., Studio]) -> None:
    certificate, key = chain(tmp_path)
    bad = tmp_path / "bad.pem"
    bad.write_text("nonsense")
    for signing, words in (
        ({"c2pa_cert": certificate}, "STORYREEL_C2PA_KEY is not set"),
        ({"c2pa_cert": bad, "c2pa_key": key}, "the certificate is no PEM file"),
        ({"c2pa_cert": certificate, "c2pa_key": bad}, "signing failed"),
    ):
        manifest, *_ = made(studio_in, tmp_path / "home", tmp_path / "film", **signing)
        assert manifest["c2pa"]["signed"] is False
        assert words in manifest["c2pa"]["reason"]
        assert manifest["grade"]["name"] == "degraded"
        assert manifest["grade"]["reasons"] == [f"The film is not signed: {manifest['c2pa']['reason']}."]
        assert (tmp_path / "film" / "film.mp4").stat().st_size > 10_000
