"""The film's signature: a C2PA manifest that says what made it, written as the last step.

Any later change of the file breaks it. The index stays in front of the media. A signature holds random numbers and
identifiers, so it cannot be made twice with the same bytes: it is an artefact of its own beside the unsigned film, made
once for each film and certificate.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from core.capability import importable
from core.errors import NotConfigured, Unavailable
from core.recipes import Artefact, Order, Product, Recipe, digest, order
from core.settings import Settings
from tools.dispatch.port import Json, handler
from tools.film.determinism import versions
from tools.film.marking import SOURCE_TYPE, TOOL
from tools.store.job import Files, fulfil

SIGNED = Recipe("signed", 1, ("tools/film/signing.py", "tools/film/marking.py"), ".mp4")
SIGN = "film.sign"
PACKAGE = "c2pa-python"
ABSENT = "c2pa-python is not installed: pip install 'storyreel[exports]'"
LARGEST = 1_000_000  # bytes of a certificate chain or a key
CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}


def configured(settings: Settings) -> bool:
    """Whether films are to be signed."""
    return settings.c2pa_cert is not None or settings.c2pa_key is not None


def missing(settings: Settings) -> str | None:
    """Why no film can be signed, as far as that is known before one is; None when nothing is missing."""
    for name, path in (("STORYREEL_C2PA_CERT", settings.c2pa_cert), ("STORYREEL_C2PA_KEY", settings.c2pa_key)):
        if path is None:
            return f"{name} is not set"
        if not path.is_file():
            return f"{name} names {path}, which is no file"
    if not importable("c2pa"):
        return ABSENT
    return None


def sign_order(film: Artefact, title: str, settings: Settings) -> Order:
    """The order for the signed film; raises Unavailable when the certificate cannot be read."""
    if (why := missing(settings)) is not None:
        raise NotConfigured(why)
    assert settings.c2pa_cert is not None
    spec = {
        "title": title,
        "certificate": digest(_read(settings.c2pa_cert)),
        "tsa": settings.c2pa_tsa or "",
        "libraries": versions(PACKAGE),
    }
    return order(SIGNED, "c2pa", spec, {"film": film.digest})


def paths(settings: Settings) -> dict[str, str]:
    """Where a worker finds what it signs with: these are no part of the order."""
    return {"certificate": str(settings.c2pa_cert), "private_key": str(settings.c2pa_key)}


@handler(SIGN)
def sign_film(payload: Json) -> dict[str, Any]:
    """Sign the film."""

    def make(spec: Mapping[str, Any], files: Files, folder: Path) -> Product:
        out = folder / f"film{SIGNED.suffix}"
        certificate, key = (_read(Path(payload[name])) for name in ("certificate", "private_key"))
        return Product(out, sign(files["film"], out, certificate, key, title=spec["title"], tsa=spec["tsa"]))

    return fulfil(payload, make)


def sign(film: Path, out: Path, certificate: bytes, key: bytes, *, title: str, tsa: str = "") -> dict[str, Any]:
    """Write the film with its manifest to `out`, and return what a reader finds there.

    `certificate` is the chain in PEM, the signer's first; `tsa` is the address of a timestamp authority (RFC 3161).
    Raises Unavailable when the certificate or the key cannot sign, or when the result does not validate.
    """
    c2pa = library()
    try:
        info = c2pa.C2paSignerInfo(algorithm(certificate).encode(), certificate, key, tsa.encode() or None)
        with (
            c2pa.Signer.from_info(info) as signer,
            c2pa.Builder(_claims(title)) as builder,
            film.open("rb") as source,
            out.open("w+b") as target,
        ):
            builder.sign(signer, "video/mp4", source, target)
    except c2pa.C2paError as error:
        raise Unavailable(f"signing failed: {_first(error)}") from None
    found = read(out)
    if found["state"] not in ("Valid", "Trusted"):
        raise Unavailable(f"the signature does not validate: {', '.join(found['codes']) or found['state']}")
    return found


def read(film: Path) -> dict[str, Any]:
    """What a film's manifest says: its validation state and the codes of what is wrong, who signed, and when."""
    c2pa = library()
    with film.open("rb") as file, c2pa.Reader("video/mp4", file) as reader:
        told = json.loads(reader.json())
        state = reader.get_validation_state()
    active = told["manifests"][told["active_manifest"]]
    signature = active["signature_info"]
    return {
        "state": state,
        "codes": sorted({one["code"] for one in told.get("validation_status", [])}),
        "signer": signature.get("common_name") or signature.get("issuer", ""),
        "algorithm": signature["alg"].lower(),
        "time": signature.get("time"),
        "manifest": told["active_manifest"],
    }


def algorithm(certificate: bytes) -> str:
    """C2PA's name of the signature that the certificate's key makes (C2PA specification, section 13.2)."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
    from cryptography.x509 import load_pem_x509_certificates

    try:
        public = load_pem_x509_certificates(certificate)[0].public_key()
    except ValueError:
        raise Unavailable("the certificate is no PEM file") from None
    if isinstance(public, ec.EllipticCurvePublicKey) and public.curve.name in CURVES:
        return CURVES[public.curve.name]
    if isinstance(public, rsa.RSAPublicKey):
        return "ps256"
    if isinstance(public, ed25519.Ed25519PublicKey):
        return "ed25519"
    raise Unavailable(f"C2PA has no signatures by {type(public).__name__.strip('_')}: use ECDSA, RSA or Ed25519")


def library() -> Any:
    """The c2pa package; raises NotConfigured where it cannot be loaded.

    It looks for its native library in the current folder before its own, and fails where that folder is gone. So it is
    imported from the folder that holds it: no file that lies in a user's folder is loaded as code.
    """
    found = find_spec("c2pa") if importable("c2pa") else None
    if found is None or found.origin is None:
        raise NotConfigured(ABSENT)
    here = None
    with suppress(FileNotFoundError):
        here = os.getcwd()
    os.chdir(Path(found.origin).parents[1])
    try:
        import c2pa
    except (ImportError, OSError, RuntimeError) as error:
        raise NotConfigured(f"c2pa-python cannot be loaded: {_first(error)}") from None
    finally:
        if here is not None:
            os.chdir(here)
    return c2pa


def _claims(title: str) -> dict[str, Any]:
    """The manifest to be signed: the film was created by a machine."""
    action = {"action": "c2pa.created", "digitalSourceType": SOURCE_TYPE, "softwareAgent": {"name": TOOL}}
    return {
        "claim_generator_info": [{"name": TOOL, "version": versions("storyreel")["storyreel"]}],
        "title": title,
        "format": "video/mp4",
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [action]}}],
    }


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise Unavailable(f"{path} cannot be read ({error.strerror})") from None
    if len(data) > LARGEST:
        raise Unavailable(f"{path} is larger than any certificate or key")
    return data


def _first(error: Exception) -> str:
    """The error's first line, without the full stop that the sentence around it brings."""
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
