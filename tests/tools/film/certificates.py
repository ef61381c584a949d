"""Certificates of our own making: a root, and a signer below it, as C2PA asks for them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime.now(UTC).replace(microsecond=0)
YEAR = timedelta(days=365)


def private(kind: str) -> Any:
    """A new private key."""
    if kind == "rsa":
        return rsa.generate_private_key(65537, 2048)
    if kind == "dsa":
        return dsa.generate_private_key(2048)
    if kind == "ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    return ec.generate_private_key({"p256": ec.SECP256R1(), "p384": ec.SECP384R1(), "p521": ec.SECP521R1()}[kind])


def chain(
    folder: Path, kind: str = "p256", begins: datetime = NOW - YEAR, lasts: timedelta = 2 * YEAR
) -> tuple[Path, Path]:
    """The files of a certificate chain (PEM, the signer's first) and of the signer's key."""
    root, signer = private("p256"), private(kind)
    names = {
        name: x509.Name(
            [x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Tests"), x509.NameAttribute(NameOID.COMMON_NAME, name)]
        )
        for name in ("Test Root", "Test Signer")
    }

    def begun(name: str, key: Any, authority: bool) -> x509.CertificateBuilder:
        usage = dict.fromkeys(
            ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"], False,
        )  # fmt: skip
        usage |= {"key_cert_sign": True} if authority else {"digital_signature": True}
        return (
            x509.CertificateBuilder(names["Test Root"], names[name], key.public_key(), x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(begins + lasts)
            .add_extension(x509.BasicConstraints(authority, None), critical=True)
            .add_extension(x509.KeyUsage(**usage), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root.public_key()), critical=False)
        )

    mail = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
    made = [
        begun("Test Signer", signer, False).add_extension(mail, critical=False).sign(root, hashes.SHA256()),
        begun("Test Root", root, True).sign(root, hashes.SHA256()),
    ]
    pem = serialization.Encoding.PEM
    certificate, key = folder / f"{kind}.pem", folder / f"{kind}.key"
    certificate.write_bytes(b"".join(one.public_bytes(pem) for one in made))
    shape, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    key.write_bytes(signer.private_bytes(pem, shape, plain))
    return certificate, key
