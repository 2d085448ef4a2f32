"""What the log tells: warnings and errors, on standard error, and no address: an address can say who was looked at."""

from __future__ import annotations

LOGS = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain"},
        "nowhere": {"class": "logging.NullHandler"},  # an empty list would fall back on standard error
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.request": {
            "handlers": ["nowhere"],
            "propagate": False,
        },  # its records hold addresses; our own middleware logs
        "django.security": {"handlers": ["nowhere"], "propagate": False},
        "axes": {"level": "ERROR"},
    },
}
