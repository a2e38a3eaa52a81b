"""A lab's small authority and the one certificate that it signs, as text in PEM.

X.509 as in RFC 5280, with keys on the curve P-256; the library `cryptography` does it.
"""

import datetime
import ipaddress
import re
import socket
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from cellclassifier.core.errors import UserError

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

VALID_YEARS = 5
"""How long certificates are valid, in years of 365 days."""

CLOCK_DAYS = 1
"""How far the clocks of two computers may be apart, days."""

_NAME = re.compile(r"(\*\.)?[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?(\.[A-Za-z0-9-]+)*")


class Signed(NamedTuple):
    """The authority's certificate, that of the computers, and its private key: PEM."""

    authority: bytes
    certificate: bytes
    key: bytes


def sign(hosts: Sequence[str], now: datetime.datetime | None = None) -> Signed:
    """Make an authority and have it sign one certificate for all computers.

    The authority's own key is kept nowhere: nothing else can be signed by it.

    Args:
        hosts: Names and addresses of computers, beside those of this one.
        now: When the certificates are made, with a time zone; ``None``: now.

    Raises:
        UserError: One of `hosts` is neither a name nor an address.
    """
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    made = now or datetime.datetime.now(datetime.UTC)
    names = [_named(host) for host in hosts]
    own = [name for name in map(_known, own_names()) if name is not None]
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    authority = _authority(authority_key, made)
    certificate = _certificate(key, authority, authority_key, [*names, *own], made)
    return Signed(
        authority.public_bytes(serialization.Encoding.PEM),
        certificate.public_bytes(serialization.Encoding.PEM),
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )


def own_names() -> list[str]:
    """Return the names and addresses by which this computer may be reached."""
    # Imported here: every command loads this module, and one makes certificates.
    import psutil

    found = ["localhost", "127.0.0.1", "::1", socket.gethostname(), socket.getfqdn()]
    for addresses in psutil.net_if_addrs().values():
        found += [
            each.address.partition("%")[0]
            for each in addresses
            if each.family in (socket.AF_INET, socket.AF_INET6)
        ]
    return list(dict.fromkeys(found))


def _named(host: str) -> "x509.GeneralName":
    found = _known(host)
    if found is None:
        raise UserError(
            "Expected the name or the address of a computer, such as "
            f"workstation.lab.example or 10.0.0.5, without a port. Received: {host!r}."
        )
    return found


def _known(host: str) -> "x509.GeneralName | None":
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        name = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return None
    return x509.DNSName(name) if _NAME.fullmatch(name) else None


def _builder(
    subject: str, issuer: str, made: datetime.datetime
) -> "x509.CertificateBuilder":
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    def name(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    return (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name(issuer))
        .serial_number(x509.random_serial_number())
        .not_valid_before(made - datetime.timedelta(days=CLOCK_DAYS))
        .not_valid_after(made + datetime.timedelta(days=365 * VALID_YEARS))
    )


def _authority(
    key: "EllipticCurvePrivateKey", made: datetime.datetime
) -> "x509.Certificate":
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    public = key.public_key()
    subject = "Cell Classifier authority"
    return (
        _builder(subject, subject, made)
        .public_key(public)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), False)
        .sign(key, hashes.SHA256())
    )


def _certificate(
    key: "EllipticCurvePrivateKey",
    authority: "x509.Certificate",
    authority_key: "EllipticCurvePrivateKey",
    names: "Sequence[x509.GeneralName]",
    made: datetime.datetime,
) -> "x509.Certificate":
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import ExtendedKeyUsageOID as For

    public, signer = key.public_key(), authority_key.public_key()
    known = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer)
    # Every computer is both: it listens, and it calls others.
    both = x509.ExtendedKeyUsage([For.SERVER_AUTH, For.CLIENT_AUTH])
    return (
        _builder("Cell Classifier", "Cell Classifier authority", made)
        .public_key(public)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage("digital_signature"), critical=True)
        .add_extension(both, critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), False)
        .add_extension(known, critical=False)
        .add_extension(x509.SubjectAlternativeName(list(dict.fromkeys(names))), False)
        .sign(authority_key, hashes.SHA256())
    )


def _usage(*purposes: str) -> "x509.KeyUsage":
    from cryptography import x509

    names = (
        *("digital_signature", "content_commitment", "key_encipherment"),
        *("data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"),
        *("encipher_only", "decipher_only"),
    )
    return x509.KeyUsage(**{name: name in purposes for name in names})
