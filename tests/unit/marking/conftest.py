from datetime import UTC, datetime, timedelta

import pytest

from core.marking.credentials import Authority, Signer, create_authority, issue_signer

TEN_YEARS = timedelta(days=3652)


@pytest.fixture(scope="session")
def authority() -> Authority:
    return create_authority(now=datetime.now(UTC) - timedelta(days=1), validity=TEN_YEARS)


@pytest.fixture(scope="session")
def signer(authority: Authority) -> Signer:
    return issue_signer(authority, now=datetime.now(UTC) - timedelta(days=1), validity=TEN_YEARS)
