import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509

from core.marking.credentials import (
    Authority,
    Credentials,
    CredentialState,
    Signer,
    SignerRefused,
    create_authority,
    issue_signer,
    read_credentials,
    sign,
)
from core.marking.metadata import SourceType

from .drawings import as_jpeg, scene

PLAIN = as_jpeg(scene(1, (160, 120)))


@pytest.fixture(scope="module")
def signed(signer: Signer) -> bytes:
    return sign(PLAIN, source_type=SourceType.MADE_BY_MODEL, signer=signer)


def test_a_signed_file_is_valid_and_says_how_it_was_made(signed: bytes) -> None:
    assert read_credentials(signed) == Credentials(
        state=CredentialState.VALID, source_type=SourceType.MADE_BY_MODEL
    )


def test_our_own_authority_is_trusted_and_another_is_not(
    signed: bytes, authority: Authority
) -> None:
    stranger = create_authority(now=datetime.now(UTC), validity=timedelta(days=1))
    ours = read_credentials(signed, authority_pem=authority.certificate_pem)
    theirs = read_credentials(signed, authority_pem=stranger.certificate_pem)
    assert ours.state is CredentialState.TRUSTED
    assert theirs.state is CredentialState.VALID


@pytest.mark.parametrize("place", [-3, -500, -1000])
def test_a_flipped_byte_breaks_the_credentials(signed: bytes, place: int) -> None:
    changed = bytearray(signed)
    changed[place] ^= 1
    state = read_credentials(bytes(changed)).state
    assert state is CredentialState.BROKEN


def test_a_file_nobody_signed_has_none() -> None:
    assert read_credentials(PLAIN) == Credentials(state=CredentialState.ABSENT)


def test_an_edited_photo_says_so(signer: Signer) -> None:
    signed = sign(PLAIN, source_type=SourceType.PHOTO_EDITED_BY_MODEL, signer=signer)
    assert read_credentials(signed).source_type is SourceType.PHOTO_EDITED_BY_MODEL


def test_no_small_copy_of_the_picture_is_kept_in_the_manifest(signed: bytes) -> None:
    assert signed.count(b"\xff\xd8\xff") == 1
    assert len(signed) < len(PLAIN) + 8_000


def test_an_authority_does_not_sign_pictures(authority: Authority) -> None:
    itself = Signer(chain_pem=authority.certificate_pem, key_pem=authority.key_pem)
    with pytest.raises(SignerRefused, match="authority"):
        sign(PLAIN, source_type=SourceType.MADE_BY_MODEL, signer=itself)


def test_a_certificate_that_has_run_out_does_not_sign(authority: Authority) -> None:
    old = issue_signer(
        authority, now=datetime.now(UTC) - timedelta(days=9), validity=timedelta(days=2)
    )
    with pytest.raises(SignerRefused):
        sign(PLAIN, source_type=SourceType.MADE_BY_MODEL, signer=old)


def test_a_picture_outlives_its_certificate_as_expired_not_as_broken(
    authority: Authority,
) -> None:
    issued = datetime.now(UTC).replace(microsecond=0)
    brief = issue_signer(authority, now=issued, validity=timedelta(seconds=2))
    signed = sign(PLAIN, source_type=SourceType.MADE_BY_MODEL, signer=brief)
    time.sleep((issued + timedelta(seconds=3.1) - datetime.now(UTC)).total_seconds())
    credentials = read_credentials(signed, authority_pem=authority.certificate_pem)
    assert credentials.state is CredentialState.EXPIRED
    assert not credentials.valid


@pytest.mark.parametrize("chain_pem", [b"", b"no certificate"])
def test_what_is_no_certificate_does_not_sign(signer: Signer, chain_pem: bytes) -> None:
    with pytest.raises(SignerRefused):
        sign(
            PLAIN,
            source_type=SourceType.MADE_BY_MODEL,
            signer=Signer(chain_pem=chain_pem, key_pem=signer.key_pem),
        )


def test_a_key_that_does_not_belong_to_the_certificate_does_not_sign(
    signer: Signer, authority: Authority
) -> None:
    mixed = Signer(chain_pem=signer.chain_pem, key_pem=authority.key_pem)
    with pytest.raises(SignerRefused):
        sign(PLAIN, source_type=SourceType.MADE_BY_MODEL, signer=mixed)


def test_certificates_run_as_long_as_asked_and_name_no_person(authority: Authority) -> None:
    now = datetime(2031, 5, 1, 12, tzinfo=UTC)
    signer = issue_signer(authority, now=now, validity=timedelta(days=30))
    leaf, above = x509.load_pem_x509_certificates(signer.chain_pem)
    assert leaf.not_valid_before_utc == now
    assert leaf.not_valid_after_utc == now + timedelta(days=30)
    assert leaf.subject.rfc4514_string() == "CN=Vivencia imagined pictures,O=Vivencia"
    leaf.verify_directly_issued_by(above)


def test_keys_stay_out_of_what_is_printed(signer: Signer, authority: Authority) -> None:
    assert "PRIVATE" not in repr(signer) + repr(authority)


def test_the_signing_library_is_loaded_only_by_who_signs() -> None:
    question = "import sys, core.marking.marks; sys.exit('c2pa' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", question], check=False).returncode == 0
