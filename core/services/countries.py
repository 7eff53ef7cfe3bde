"""Countries and the time zones people live in there, and a time zone by the name of its city."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, ZoneInfoNotFoundError, available_timezones

TABLE = "zone.tab"  #: of the time zone database: country, position, zone

#: Countries that can be tapped, with the time zones people live in there, the capital's first.
COUNTRIES: Mapping[str, tuple[str, ...]] = {
    "ES": ("Europe/Madrid", "Atlantic/Canary"),
    "GB": ("Europe/London",),
    "IE": ("Europe/Dublin",),
    "US": (
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
    ),
    "MX": ("America/Mexico_City", "America/Tijuana", "America/Cancun"),
    "AR": ("America/Argentina/Buenos_Aires",),
    "CO": ("America/Bogota",),
    "CL": ("America/Santiago",),
    "PE": ("America/Lima",),
    "UY": ("America/Montevideo",),
}


def zones_of(country: str) -> tuple[str, ...]:
    """The time zones of a country (ISO 3166); none when there is no such country."""
    return COUNTRIES.get(country) or _table().get(country, ())


def is_country(code: str) -> bool:
    """Whether this is a country's code, as far as this machine can tell."""
    return code in COUNTRIES or code in _table() or not _table()


def zone_named(words: str, *, country: str) -> str | None:
    """The time zone somebody names in full or by its city, of their own country if it has one."""
    name = words.strip()
    city = _folded(name)
    near = (zone for zone in zones_of(country) if _city(zone) == city)
    anywhere = (zone for zone in sorted(available_timezones()) if _city(zone) == city)
    return (name if _exists(name) else None) or next(near, None) or next(anywhere, None)


def _exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _city(zone: str) -> str:
    return _folded(zone.rpartition("/")[2].replace("_", " "))


def _folded(words: str) -> str:
    """Without accents and capitals: the database writes Bogota."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return " ".join(plain.casefold().split())


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    """Every country's zones; empty on a machine whose time zones came without the table."""
    zones: dict[str, tuple[str, ...]] = {}
    for line in _lines():
        if line and not line.startswith("#"):
            country, zone = line.split("\t")[0:3:2]
            zones[country] = (*zones.get(country, ()), zone)
    return zones


def _lines() -> Iterator[str]:
    """The table's lines, from where zoneinfo itself looks: the system, then the package."""
    for folder in TZPATH:
        path = Path(folder) / TABLE
        if path.is_file():
            yield from path.read_text(encoding="utf-8").splitlines()
            return
    try:
        packaged = resources.files("tzdata.zoneinfo") / TABLE
        yield from packaged.read_text(encoding="utf-8").splitlines()
    except (ModuleNotFoundError, FileNotFoundError):
        return
