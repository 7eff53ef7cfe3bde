"""The operator's part: a link for a new space, as `vivencia invite` makes it."""

import subprocess
import sys
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit


def invitation_code(environment: Mapping[str, str]) -> str:
    """The code in the link that the command prints last."""
    command = [sys.executable, "-m", "bot.cli", "invite"]
    made = subprocess.run(
        command, env=dict(environment), check=True, capture_output=True, text=True
    )
    link = made.stdout.split()[-1]
    return parse_qs(urlsplit(link).query)["start"][0]
