"""Everything a program reads before it does anything: see nursery.py."""

from bot import bootstrap, cli, serving, worker_process
from core.faces import decency
from core.imaging import tiny
from core.worker import alike, books, changes, masks, pictures, teaching, vetting, videos

__all__ = [
    "alike",
    "books",
    "bootstrap",
    "changes",
    "cli",
    "decency",
    "masks",
    "pictures",
    "serving",
    "teaching",
    "tiny",
    "vetting",
    "videos",
    "worker_process",
]

bootstrap.translations()
