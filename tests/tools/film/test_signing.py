"""Signatures: read back as valid, for every kind of key; what cannot sign says why; the file stays ready for the web."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from core.errors import NotConfigured, Unavailable
from core.recipes import Artefact
from core.settings import Settings
from tests.tools.film import material
from tests.tools.film.certificates import NOW, YEAR, chain
from tests.tools.film.material import frames_of
from tools.film.marking import SOURCE_TYPE, mark
from tools.film.signing import algorithm, configured, missing, read, sign, sign_order
from tools.measure.boxes import starts_fast

FILM = Artefact(key="0" * 64, digest="1" * 64, size=1, suffix=".mp4")


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A marked film of a second, with sound."""
    out = material.film(tmp_path_factory.mktemp("film"), 1)
    mark(out)
    return out


def signed(film: Path, folder: Path, kind: str = "p256") -> Path:
    certificate, key = (path.read_bytes() for path in chain(folder, kind))
    sign(film, folder / "signed.mp4", certificate, key, title="مطر")
    return folder / "signed.mp4"


@pytest.mark.parametrize(
    ("kind", "name"),
    [("p256", "es256"), ("p384", "es384"), ("p521", "es512"), ("rsa", "ps256"), ("ed25519", "ed25519")],
)
def test_every_kind_of_key_signs(tmp_path: Path, film: Path, kind: str, name: str) -> None:
    out = signed(film, tmp_path, kind)
    found = read(out)
    assert (found["state"], found["algorithm"], found["signer"]) == ("Valid", name, "Test Signer")
    assert found["codes"] == ["signingCredential.untrusted"], "nobody knows the root that this test made"


def test_the_manifest_says_that_a_machine_made_it(tmp_path: Path, film: Path) -> None:
    import c2pa

    with c2pa.Reader(str(signed(film, tmp_path))) as reader:
        told = reader.get_active_manifest()
    [actions] = [one["data"]["actions"] for one in told["assertions"] if one["label"] == "c2pa.actions.v2"]
    assert [(one["action"], one["digitalSourceType"]) for one in actions] == [("c2pa.created", SOURCE_TYPE)]
    assert told["title"] == "مطر"
    assert told["claim_generator_info"][0]["name"] == "Storyreel"


def test_pictures_and_the_index_in_front_stay(tmp_path: Path, film: Path) -> None:
    out = signed(film, tmp_path)
    assert starts_fast(out)
    assert [number for number, _ in frames_of(out)] == [number for number, _ in frames_of(film)]


def test_a_changed_film_is_found_out(tmp_path: Path, film: Path) -> None:
    out = signed(film, tmp_path)
    data = bytearray(out.read_bytes())
    data[-1000] ^= 0xFF
    out.write_bytes(data)
    found = read(out)
    assert found["state"] == "Invalid"
    assert "assertion.bmffHash.mismatch" in found["codes"]


def test_what_cannot_sign_says_why(tmp_path: Path, film: Path) -> None:
    certificate, key = (path.read_bytes() for path in chain(tmp_path))
    _, other = (path.read_bytes() for path in chain(tmp_path, "rsa"))
    old, old_key = (path.read_bytes() for path in chain(tmp_path, "p384", NOW - 3 * YEAR, timedelta(days=30)))
    out = tmp_path / "out.mp4"
    for chosen, secret, words in (
        (b"no certificate", key, "the certificate is no PEM file"),
        (certificate, b"no key", "signing failed"),
        (certificate, other, "signing failed|does not validate"),
        (old, old_key, "signing failed|does not validate"),
        (chain(tmp_path, "dsa")[0].read_bytes(), key, "use ECDSA, RSA or Ed25519"),
    ):
        with pytest.raises(Unavailable, match=words) as caught:
            sign(film, out, chosen, secret, title="x")
        assert "\n" not in caught.value.reason
        assert not caught.value.reason.endswith(".")


def test_an_authority_that_does_not_answer_says_so(tmp_path: Path, film: Path) -> None:
    certificate, key = (path.read_bytes() for path in chain(tmp_path))
    with pytest.raises(Unavailable, match="signing failed"):
        sign(film, tmp_path / "out.mp4", certificate, key, title="x", tsa="http://127.0.0.1:9")


def test_what_is_missing_is_known_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate, key = chain(tmp_path)
    none = Settings(home=tmp_path)
    assert not configured(none)
    assert missing(none) == "STORYREEL_C2PA_CERT is not set"
    half = Settings(home=tmp_path, c2pa_cert=certificate)
    assert configured(half)
    assert missing(half) == "STORYREEL_C2PA_KEY is not set"
    gone = Settings(home=tmp_path, c2pa_cert=certificate, c2pa_key=tmp_path / "gone")
    assert (missing(gone) or "").startswith("STORYREEL_C2PA_KEY names")
    whole = Settings(home=tmp_path, c2pa_cert=certificate, c2pa_key=key)
    assert missing(whole) is None
    monkeypatch.setattr("tools.film.signing.importable", lambda name: False)
    assert missing(whole) == "c2pa-python is not installed: pip install 'storyreel[exports]'"
    with pytest.raises(NotConfigured):
        sign_order(FILM, "x", whole)


LOADS = """
import os, sys
from pathlib import Path
from tools.film.signing import library
os.mkdir("gone")
Path("libc2pa_c.so").write_text("not a library")
before = os.getcwd()
if sys.argv[1:]:
    os.chdir("gone")
    os.rmdir("../gone")
library().sdk_version()
if not sys.argv[1:]:
    assert os.getcwd() == before
"""


@pytest.mark.parametrize("gone", [[], ["gone"]])
def test_nothing_in_the_current_folder_is_loaded(root: Path, gone: list[str]) -> None:
    """The package itself would load the file that lies there, and would fail in a folder that is gone."""
    env = {"PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, "-c", LOADS, *gone], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_order_names_the_certificate_and_never_the_key(tmp_path: Path) -> None:
    certificate, key = chain(tmp_path)
    one = sign_order(FILM, "x", Settings(home=tmp_path, c2pa_cert=certificate, c2pa_key=key))
    moved = (tmp_path / "moved.pem", tmp_path / "moved.key")
    for old, new in zip((certificate, key), moved, strict=True):
        new.write_bytes(old.read_bytes())
    assert sign_order(FILM, "x", Settings(home=tmp_path, c2pa_cert=moved[0], c2pa_key=moved[1])).key == one.key
    (tmp_path / "new").mkdir()
    renewed, _ = chain(tmp_path / "new")
    assert sign_order(FILM, "x", Settings(home=tmp_path, c2pa_cert=renewed, c2pa_key=key)).key != one.key
    assert str(tmp_path) not in one.model_dump_json()


def test_algorithms_are_read_from_the_first_certificate(tmp_path: Path) -> None:
    assert algorithm(chain(tmp_path, "p384")[0].read_bytes()) == "es384"
