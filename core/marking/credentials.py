"""Content credentials (C2PA): a signed statement inside a file that a model made its pictures.

Everything happens on this machine: an authority of our own, no timestamp service, no revocation
look-up. Readers elsewhere therefore call a valid signature's signer unknown; and because no third
party vouches for the time, a signature counts as expired once its certificate has run out. Issue
certificates for many years. Certificates follow section 14 of the C2PA specification 2.2.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from io import BytesIO, RawIOBase
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from core.errors import VivenciaError
from core.marking.metadata import SourceType

ORGANISATION = "Vivencia"
_JPEG = "image/jpeg"
_OFFLINE = {"verify": {"ocsp_fetch": False, "remote_manifest_fetch": False}}
# A small copy of the picture inside the manifest would triple the file and say nothing more.
_SIGNING = _OFFLINE | {"builder": {"thumbnail": {"enabled": False}}}
_STRANGER, _EXPIRED = "signingCredential.untrusted", "signingCredential.expired"


class SignerRefused(VivenciaError):
    """This certificate and key cannot sign pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A certificate that vouches for signers, and its private key; PEM."""

    certificate_pem: bytes
    key_pem: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """What signs pictures: the signer's certificate, then its authority's, and the key; PEM."""

    chain_pem: bytes
    key_pem: bytes = field(repr=False)


class CredentialState(StrEnum):
    ABSENT = "absent"
    BROKEN = "broken"  #: the file was changed after signing, or the manifest is damaged
    EXPIRED = "expired"  #: unchanged, but the signer's certificate has run out since
    VALID = "valid"  #: unchanged; the signer is not among the given authorities
    TRUSTED = "trusted"  #: unchanged and signed under a given authority


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    state: CredentialState
    source_type: SourceType | None = None

    @property
    def valid(self) -> bool:
        return self.state in (CredentialState.VALID, CredentialState.TRUSTED)


def create_authority(*, now: datetime, validity: timedelta) -> Authority:
    """Create a self-signed authority; keep its key apart from what signs every day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("authority")
    certificate = (
        _certificate(name, key, now=now, validity=validity)
        .issuer_name(name)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Authority(certificate_pem=_pem(certificate), key_pem=_key_pem(key))


def issue_signer(authority: Authority, *, now: datetime, validity: timedelta) -> Signer:
    """Issue a fresh key and certificate that may sign pictures and nothing else."""
    issuer = x509.load_pem_x509_certificate(authority.certificate_pem)
    issuer_key = _load_key(authority.key_pem)
    key = ec.generate_private_key(ec.SECP256R1())
    issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    # Readers without a setting of their own accept this purpose for content credentials.
    purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
    certificate = (
        _certificate(_name("imagined pictures"), key, now=now, validity=validity)
        .issuer_name(issuer.subject)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(certificates=False), critical=True)
        .add_extension(purpose, critical=False)
        .add_extension(issued_by, critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    return Signer(chain_pem=_pem(certificate) + authority.certificate_pem, key_pem=_key_pem(key))


def sign(jpeg: bytes, *, source_type: SourceType, signer: Signer) -> bytes:
    """Return the JPEG with a signed manifest that says how its picture came to be."""
    signed = BytesIO()
    sign_file(BytesIO(jpeg), signed, source_type=source_type, signer=signer, media_type=_JPEG)
    return signed.getvalue()


def sign_file(
    content: RawIOBase | BytesIO,
    signed: RawIOBase | BytesIO,
    *,
    source_type: SourceType,
    signer: Signer,
    media_type: str,
) -> None:
    """Write a JPEG, or MP4, with its manifest into an empty file that can be read as well."""
    import c2pa  # costs memory: only programs that sign or check pay for it

    _refuse_authority(signer)
    try:
        info = c2pa.C2paSignerInfo(
            c2pa.C2paSigningAlg.ES256, signer.chain_pem, signer.key_pem, None
        )
        with (
            c2pa.Context.from_dict(_SIGNING) as context,
            c2pa.Signer.from_info(info) as native_signer,
            c2pa.Builder(_manifest(source_type, media_type), context=context) as builder,
        ):
            content.seek(0)
            builder.sign(native_signer, media_type, content, signed)
    except c2pa.C2paError as error:
        raise SignerRefused(f"signing failed: {error}") from error


def read_credentials(
    content: bytes, *, authority_pem: bytes | None = None, media_type: str = _JPEG
) -> Credentials:
    """Check the manifest; with an authority's certificate also who signed it."""
    import c2pa  # costs memory: only programs that sign or check pay for it

    trust = {"trust": {"trust_anchors": authority_pem.decode()}} if authority_pem else {}
    try:
        with (
            c2pa.Context.from_dict(_OFFLINE | trust) as context,
            c2pa.Reader(media_type, BytesIO(content), context=context) as reader,
        ):
            report: dict[str, Any] = json.loads(reader.json())
    except c2pa.C2paError.ManifestNotFound:
        return Credentials(state=CredentialState.ABSENT)
    except c2pa.C2paError:
        return Credentials(state=CredentialState.BROKEN)
    return Credentials(state=_state(report), source_type=_stated_source(report))


def _state(report: dict[str, Any]) -> CredentialState:
    if report.get("validation_state") == "Trusted":
        return CredentialState.TRUSTED
    if report.get("validation_state") == "Valid":
        return CredentialState.VALID
    faults = {status["code"] for status in report.get("validation_status", ())}
    only_expired = _EXPIRED in faults and faults <= {_EXPIRED, _STRANGER}
    return CredentialState.EXPIRED if only_expired else CredentialState.BROKEN


def _stated_source(report: dict[str, Any]) -> SourceType | None:
    manifest = report.get("manifests", {}).get(report.get("active_manifest"), {})
    stated = {
        action.get("digitalSourceType")
        for assertion in manifest.get("assertions", ())
        if assertion["label"].startswith("c2pa.actions")
        for action in assertion["data"]["actions"]
    }
    return next((kind for kind in SourceType if kind.uri in stated), None)


def _manifest(source_type: SourceType, media_type: str) -> dict[str, Any]:
    created = {"action": "c2pa.created", "digitalSourceType": source_type.uri}
    return {
        "claim_generator_info": [{"name": ORGANISATION}],
        "format": media_type,
        "assertions": [{"label": "c2pa.actions", "data": {"actions": [created]}}],
    }


def _refuse_authority(signer: Signer) -> None:
    try:
        leaf = x509.load_pem_x509_certificates(signer.chain_pem)[0]
        constraints = leaf.extensions.get_extension_for_class(x509.BasicConstraints).value
    except (ValueError, x509.ExtensionNotFound) as error:
        raise SignerRefused("not the certificate of a signer") from error
    if constraints.ca:
        raise SignerRefused("an authority's certificate vouches for signers; it does not sign")


def _certificate(
    name: x509.Name, key: ec.EllipticCurvePrivateKey, *, now: datetime, validity: timedelta
) -> x509.CertificateBuilder:
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + validity)
        .add_extension(identifier, critical=False)
    )


def _key_usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        key_cert_sign=certificates,
        crl_sign=certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(role: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{ORGANISATION} {role}"),
        ]
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _load_key(key_pem: bytes) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(key_pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise SignerRefused("the authority's key is of another kind")
    return key
