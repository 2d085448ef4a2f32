"""Addresses of pages. One address is made dozens of times on a list, each time with another id: its pattern is looked up once."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.conf import settings
from django.urls import reverse


def address(name: str, **parts: object) -> str:
    """The address of a page by its name; raises NoReverseMatch."""
    for part in parts.values():
        if not isinstance(part, UUID):
            return reverse(name, kwargs=parts)
    made, ids = _pieces(settings.ROOT_URLCONF, name, tuple(parts))  # asked anew each time: tests serve other addresses
    for key, after in ids:
        made += f"{parts[key]}{after}"
    return made


@cache
def _pieces(urlconf: str, name: str, keys: tuple[str, ...]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What stands before the first id, then each id's name with what follows it."""
    stand_ins = {str(UUID(int=place + 1)): key for place, key in enumerate(keys)}
    rest = reverse(name, urlconf=urlconf, kwargs={key: UUID(text) for text, key in stand_ins.items()} or None)
    places = sorted((rest.index(text), text, key) for text, key in stand_ins.items())
    if not places:
        return rest, ()
    ends = [place for place, *_ in places[1:]] + [len(rest)]
    return rest[: places[0][0]], tuple(
        (key, rest[at + len(text) : end]) for (at, text, key), end in zip(places, ends, strict=True)
    )
