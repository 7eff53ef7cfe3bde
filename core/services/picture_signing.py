"""The installation's own signer of imagined pictures, made the first time one is needed.

It lives in the encrypted registry, so it is backed up with it. The authority's key is kept
beside it for the day a new signer must be issued, and is never lent to a worker.
"""

from datetime import datetime, timedelta

from core.marking.credentials import Authority, Signer, create_authority, issue_signer
from core.ports import Registry

VALIDITY = timedelta(days=20 * 365)  #: without a timestamp service, an expired one says nothing

SKEW = timedelta(days=1)  #: clocks of two machines differ

_CERTIFICATE = "picture_authority_certificate"
_AUTHORITY_KEY = "picture_authority_key"
_CHAIN = "picture_signer_chain"
_KEY = "picture_signer_key"


def picture_signer(registry: Registry, *, now: datetime) -> Signer:
    """The signer of this installation."""
    chain, key = registry.value(_CHAIN), registry.value(_KEY)
    if chain and key:
        return Signer(chain_pem=chain.encode(), key_pem=key.encode())
    authority = _authority(registry, now=now)
    signer = issue_signer(authority, now=now - SKEW, validity=VALIDITY)
    registry.set_value(_KEY, signer.key_pem.decode())
    registry.set_value(_CHAIN, signer.chain_pem.decode())
    return signer


def _authority(registry: Registry, *, now: datetime) -> Authority:
    authority = create_authority(now=now - SKEW, validity=VALIDITY)
    registry.set_value(_AUTHORITY_KEY, authority.key_pem.decode())
    registry.set_value(_CERTIFICATE, authority.certificate_pem.decode())
    return authority
