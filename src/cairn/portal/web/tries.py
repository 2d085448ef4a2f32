"""How often somebody may try at the door. What is kept of a place or a name is a keyed digest, and for minutes."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from cairn.platform.callers import caller

PLACE_TRIES, PLACE_SECONDS = 20, 300
NAME_TRIES, NAME_SECONDS = 5, 900  # product's choice: six digits stay out of reach of guessing


def may_try_here(request: HttpRequest, what: str) -> bool:
    """Whether this place has not tried too often of late."""
    key = f"portal-{what}-{caller(request)}"
    cache.add(key, 0, PLACE_SECONDS)
    try:
        return cache.incr(key) <= PLACE_TRIES
    except ValueError:  # it ran out in this moment
        return True


def may_try_name(name: str) -> bool:
    """Whether this name, known here or not, has a try left. Each try takes a place of its own, so that many at once are counted too."""
    return any(cache.add(key, 1, NAME_SECONDS) for key in _keys(name))


def forget_tries(name: str) -> None:
    """The right code was given: the tries before it count no longer."""
    cache.delete_many(_keys(name))


def _keys(name: str) -> list[str]:
    digest = _digest(name)
    return [f"portal-name-{digest}-{n}" for n in range(NAME_TRIES)]


def _digest(text: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:32]
