"""A line of the supervisor's home: a contact at a distance was held by something that is not approved."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from cairn.front.pages.homes.lines import Line


def platform_line(count: int) -> Iterator[Line]:
    """For a supervisor: what to talk over."""
    if count:
        title = "A contact" if count == 1 else f"{count} contacts"
        text = "Talk over by what people are met at a distance. Nobody did wrong by being there."
        yield Line(f"{title} by a platform that is not approved", text, "Read", reverse("list_platforms"), days=3)
