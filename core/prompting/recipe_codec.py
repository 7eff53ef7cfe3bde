"""Recipes, changes and makings as the papers of a job: what each is read as."""

from core import job_papers
from core.domain.change import ChangeRequest, MaskFound, MaskRequest
from core.domain.picture import Making, Recipe


def to_json(value: Recipe | Making | ChangeRequest | MaskRequest | MaskFound) -> bytes:
    return job_papers.to_json(value)


def recipe_from_json(content: bytes) -> Recipe:
    """Read a recipe; raise StoreDamaged when it is not exactly one."""
    return job_papers.from_json(content, Recipe)


def making_from_json(content: bytes) -> Making:
    """Read a making; raise StoreDamaged when it is not exactly one."""
    return job_papers.from_json(content, Making)


def change_from_json(content: bytes) -> ChangeRequest:
    """Read what to change; raise StoreDamaged when it is not exactly that."""
    return job_papers.from_json(content, ChangeRequest)


def mask_request_from_json(content: bytes) -> MaskRequest:
    """Read which area to find; raise StoreDamaged when it is not exactly that."""
    return job_papers.from_json(content, MaskRequest)


def mask_found_from_json(content: bytes) -> MaskFound:
    """Read what was found; raise StoreDamaged when it is not exactly that."""
    return job_papers.from_json(content, MaskFound)
