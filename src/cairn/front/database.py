"""Which database keeps the rows: the encrypted file of one machine, or PostgreSQL where an address is configured."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from cairn.front.configuration import Configuration


def database_of(configuration: Configuration) -> dict[str, object]:
    """Django's entry for the one database."""
    kept = _postgresql(configuration.database_url) if configuration.database_url else _embedded(configuration)
    return {**kept, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": False, "ATOMIC_REQUESTS": False}


def _embedded(configuration: Configuration) -> dict[str, object]:
    return {
        "ENGINE": "cairn.platform.db.sqlite",
        "NAME": str(configuration.data / "cairn.db"),
        "OPTIONS": {"key": configuration.key, "autocheckpoint": 0},
    }


def _postgresql(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    return {
        "ENGINE": "cairn.platform.db.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }
