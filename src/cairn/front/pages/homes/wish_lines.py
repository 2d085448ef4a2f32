"""One line for all who would like to talk about who walks with them, by the one who has waited longest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from cairn.front.pages.homes.lines import Line
from cairn.kernel.actors import Actor
from cairn.portal.queries.wishes import count_wishes

TALK_DAYS = 5  # a habit: whoever asked hears from somebody within a working week


def wish_line(actor: Actor, on: date) -> Iterator[Line]:
    count, since = count_wishes(actor, on)
    if since is None:
        return
    title = f"{count} {'person would' if count == 1 else 'people would'} like to talk about who walks with them"
    days = TALK_DAYS - (on - since).days
    yield Line(title, "Talk with them; they need not say why.", "See who", reverse("list_peer_wishes"), days)
